"""From a claim's words to yes-or-no answers: has fighting stopped, has the evacuation begun."""

import re
from datetime import timedelta
from functools import lru_cache

from msgspec.structs import replace

from crossbearing.model import Claim
from crossbearing.reconcile.answers import (
    Answer,
    Modality,
    Period,
    has_own_place,
    leads_away,
    modality_of,
    period_of,
    said_on_a_day,
    was_past,
)
from crossbearing.reconcile.counts import doer_of
from crossbearing.reconcile.holding import Taken, is_doers, is_of_other_day, taken
from crossbearing.reconcile.lexicon import Cue, Pattern, compile_pattern, first, likely
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.posts import is_post
from crossbearing.reconcile.standing_deals import DEAL, is_leant_on, place_of_deal

_NEGATIONS = ("no|", "no ", "not", "nobody", "without", "unable", "never", "far from", "refuse")
"""A pattern that holds its own denial is not turned round by the claim's."""
_DENIAL = re.compile(r"\b(?:not|never|no|neither|nor|nobody)\b|n['’]t\b", re.IGNORECASE)
_JUST_BEFORE = 16
"""Characters in which two or three words fit."""
_UNTIL = re.compile(r"\b(?:until|till|unless|once|whether|if|before)(?:\s[\w'’-]+)?$", re.IGNORECASE)
"""What opens a clause that nobody asserts, as its first word or the one before."""
_CLAUSES = re.compile(r"[,;:]|\b(?:but|and|so|while|although|though)\b", re.IGNORECASE)
_NONE_OF = re.compile(
    r"\b(?:no|none|neither|nothing|not (?:a single|one|any))"
    r"(?:\s(?!(?:but|and|so|as|while|when|though|that|which|who)\b)[\w'’-]+){0,5}\s$",
    re.IGNORECASE,
)
"""Words that deny all of what they count, however long its name is: "*no kind of relief or other* aid"."""
_PARTIAL = ("share", "distance")
_SINCE_THEN = timedelta(days=1)
"""A halt "since this morning" is of the morning's day; one that has held for weeks is a state."""
_OWN_DOER = frozenset({"control_taken"})


def polar_answers(claim: Claim, lookup: Lookup) -> list[Answer]:
    """Read a claim's own words for answers to the yes-or-no questions of predicates.tsv.

    What is only demanded or conditional answers none; nor does history told in passing.
    """
    modality = modality_of(claim)
    if claim.background or modality in ("demanded", "conditional"):
        return []
    found = read_words(claim.span.exact, claim.topic, expected=modality == "expected", negated=claim.negated)
    if was_past(claim) and found.get("evacuation_begun") is False:
        modality, found = "happened", {"evacuation_begun": False}
    if claim.topic == "diplomacy" and claim.status != "denied":
        found.pop("atrocities", None)
    if is_leant_on(claim):
        found.pop(DEAL, None)
    if found and (_is_open(claim) or is_post(claim, lookup)):
        found = {}
    if any(quantity.measure in _PARTIAL for quantity in claim.quantities):
        found.pop("control_taken", None)
    if modality == "happened" and not {"fighting_stopped", "air_stopped"} & found.keys():
        found |= _activity(claim)
    control = taken(claim, lookup) if "control_taken" in found else None
    if control is None:
        found.pop("control_taken", None)
    answers = [
        _answer(claim, predicate, polarity, modality, lookup) for predicate, polarity in sorted(found.items())
    ]
    return [
        a if control is None or a.predicate != "control_taken" else _of(a, control, lookup) for a in answers
    ]


def _of(answer: Answer, control: Taken, lookup: Lookup) -> Answer:
    """The answer to whether control was taken, of the place or the thing that was."""
    place = control.place
    locality = None if place is None else lookup.locality(place)
    doer = answer.doer if is_doers(answer.claim) else None
    period = Period("undated", firm=False) if is_of_other_day(answer.claim) else answer.period
    return replace(answer, place=place, locality=locality, doer=doer, what=control.what, period=period)


def _is_open(claim: Claim) -> bool:
    """Whether a clause says only until when or on what terms: "goes on *until the rebels stop shelling*"."""
    before = claim.sentence.exact[: max(0, claim.span.start - claim.sentence.start)]
    return _UNTIL.search(before + claim.span.exact.split(" ")[0]) is not None


def read_words(text: str, topic: str, *, expected: bool = False, negated: bool = False) -> dict[str, bool]:
    """The predicates a clause answers and how: "the army has halted its attacks" → fighting_stopped yes."""
    found: dict[str, bool] = {}
    for cue in likely("predicates", text):
        predicate = cue.row["predicate"]
        match = None if predicate in found or not _applies(cue, topic, expected) else cue.pattern.search(text)
        if match is None:
            continue
        if unmade(cue, text):
            continue
        yes = cue.row["answer"] == "yes"
        denied = negated and denied_here(cue, text, match.start(), match.end())
        if yes or not denied:
            found[predicate] = yes and not denied
    if "air_stopped" in found:
        found.pop("fighting_stopped", None)
    return found


def denied_here(cue: Cue, text: str, start: int, end: int) -> bool:
    """Whether a clause's denial stands in or just before the words found.

    "Have not been halted", "has not blocked relief"; "no lorry with food or other aid has entered".
    """
    before = _CLAUSES.split(text[:start])[-1][-_JUST_BEFORE:]
    if cue.row.get("answer") == "no":
        return _DENIAL.search(before) is not None
    if any(word in cue.row["pattern"] for word in _NEGATIONS):
        return False
    return _DENIAL.search(before + text[start:end]) is not None or _NONE_OF.search(text[:start]) is not None


def _applies(cue: Cue, topic: str, expected: bool) -> bool:
    if cue.row["status"] and (cue.row["status"] == "expected") != expected:
        return False
    return cue.row["topics"] == "*" or topic in cue.row["topics"].split(",")


def unmade(cue: Cue, text: str) -> bool:
    """Whether a clause holds words that unmake a cue: its row's ``not`` patterns, parted by semicolons."""
    return any(pattern.search(text) for pattern in _unmaking(cue.row["not"]))


@lru_cache(maxsize=128)
def _unmaking(patterns: str) -> tuple[Pattern, ...]:
    return tuple(compile_pattern(pattern.strip()) for pattern in patterns.split(";") if pattern.strip())


def _activity(claim: Claim) -> dict[str, bool]:
    """Violence told of is an answer "no" to whether fighting has stopped, should anyone say that it has."""
    if claim.topic != "hostilities" or claim.negated or claim.event is None:
        return {}
    if claim.event.plover != "ASSAULT" or not violence().search(claim.span.exact):
        return {}
    if feared().search(claim.span.exact):
        return {}
    answer = {"fighting_stopped": False}
    if aerial().search(claim.span.exact):
        answer["air_stopped"] = False
    return answer


@lru_cache(maxsize=1)
def violence() -> Pattern:
    """Words of shelling, bombing and clashes."""
    return compile_pattern("<violence>")


@lru_cache(maxsize=1)
def feared() -> Pattern:
    """Words of fear, warning and risk: what they speak of has not happened yet."""
    return compile_pattern("<feared>")


@lru_cache(maxsize=1)
def aerial() -> Pattern:
    """Words of air strikes."""
    return compile_pattern("<aerial>")


def _answer(claim: Claim, predicate: str, polarity: bool, modality: Modality, lookup: Lookup) -> Answer:
    place = claim.places[0] if claim.places and not leads_away(claim) else None
    if predicate == DEAL:
        place = place_of_deal(claim, lookup)
    return Answer(
        claim=claim,
        predicate=predicate,
        modality=modality,
        period=_period(claim, predicate, polarity, lookup),
        place=place,
        locality=None if place is None else lookup.locality(place),
        family=lookup.family(claim),
        doer=doer_of(claim, lookup) if predicate in _OWN_DOER else None,
        polarity=polarity,
        status="asserted" if modality == "happened" and claim.status == "expected" else claim.status,
        phase=phase_of(claim),
        seen=lookup.seen(claim.report),
        placed=has_own_place(claim),
    )


def _period(claim: Claim, predicate: str, polarity: bool, lookup: Lookup) -> Period:
    if predicate == DEAL or said_on_a_day(claim):
        return _as_of(claim)
    period = period_of(claim)
    if predicate.endswith("_stopped") and polarity and period.kind == "total" and period.start is not None:
        seen = lookup.seen(claim.report)[0]
        if seen is not None and seen - period.start <= _SINCE_THEN:
            return Period("day", period.start, period.start, firm=period.firm)
    return period


def _as_of(claim: Claim) -> Period:
    """The last day of what is told: a deal that "was agreed" stands on the report's day.

    "Last week" names no day of it, and stays a week.
    """
    when = claim.time
    if when is None or when.latest is None:
        return period_of(claim)
    if when.relation == "at" and when.inferred is None and when.earliest not in (None, when.latest):
        return period_of(claim)
    return Period("day", when.latest, when.latest, firm=when.inferred is None)


def phase_of(claim: Claim) -> str | None:
    """Where in its day a claim stands: early, late, after a halt, or only for a moment.

    The clause's own words count first, then its sentence's; "it stopped in the morning, but clashes
    continued" stays early.
    """
    clause = first("phases", claim.span.exact)
    around = first("phases", claim.sentence.exact)
    if clause is None:
        return None if around is None else around.row["phase"]
    if clause.row["phase"] == "after" and around is not None and around.row["phase"] == "early":
        return "early"
    return clause.row["phase"]


def is_activity(answer: Answer) -> bool:
    """Whether an answer only tells of violence, and so answers nothing unless someone told of a halt."""
    return answer.predicate in ("fighting_stopped", "air_stopped") and not answer.polarity
