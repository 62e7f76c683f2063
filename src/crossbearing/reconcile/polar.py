"""From a claim's words to yes-or-no answers: has fighting stopped, has the evacuation begun."""

from functools import lru_cache
from re import Pattern

from crossbearing.model import Claim
from crossbearing.reconcile.answers import Answer, has_own_place, modality_of, period_of
from crossbearing.reconcile.counts import doer_of
from crossbearing.reconcile.lexicon import Cue, compile_pattern, cues, first
from crossbearing.reconcile.lookup import Lookup

_NEGATIONS = ("no|", "no ", "not", "nobody", "without", "unable", "never", "far from", "refuse")
"""A pattern that holds its own denial is not turned round by the claim's."""
_PARTIAL = ("share", "distance")
_OWN_DOER = frozenset({"control_taken"})


def polar_answers(claim: Claim, lookup: Lookup) -> list[Answer]:
    """Read a claim's own words for answers to the yes-or-no questions of predicates.tsv.

    What is only demanded or conditional answers none; nor does history told in passing.
    """
    modality = modality_of(claim)
    if claim.background or modality in ("demanded", "conditional"):
        return []
    found = read_words(claim.span.exact, claim.topic, expected=modality == "expected", negated=claim.negated)
    if any(quantity.measure in _PARTIAL for quantity in claim.quantities):
        found.pop("control_taken", None)
    if modality == "happened" and not {"fighting_stopped", "air_stopped"} & found.keys():
        found |= _activity(claim)
    return [_answer(claim, predicate, polarity, lookup) for predicate, polarity in sorted(found.items())]


def read_words(text: str, topic: str, *, expected: bool = False, negated: bool = False) -> dict[str, bool]:
    """The predicates a clause answers and how: "the army has halted its attacks" → fighting_stopped yes."""
    found: dict[str, bool] = {}
    for cue in cues("predicates"):
        predicate = cue.row["predicate"]
        if predicate in found or not _applies(cue, topic, expected) or not cue.pattern.search(text):
            continue
        if cue.row["not"] and unmade(cue.row["not"]).search(text):
            continue
        yes = cue.row["answer"] == "yes"
        turned = yes and negated and not any(word in cue.row["pattern"] for word in _NEGATIONS)
        found[predicate] = yes and not turned
    if "air_stopped" in found:
        found.pop("fighting_stopped", None)
    return found


def _applies(cue: Cue, topic: str, expected: bool) -> bool:
    if cue.row["status"] == "expected" and not expected:
        return False
    return cue.row["topics"] == "*" or topic in cue.row["topics"].split(",")


@lru_cache(maxsize=64)
def unmade(words: str) -> Pattern[str]:
    """The pattern of a row's words that unmake its cue."""
    return compile_pattern(words)


def _activity(claim: Claim) -> dict[str, bool]:
    """Violence told of is an answer "no" to whether fighting has stopped, should anyone say that it has."""
    if claim.topic != "hostilities" or claim.negated or claim.event is None:
        return {}
    if claim.event.plover != "ASSAULT" or not violence().search(claim.span.exact):
        return {}
    answer = {"fighting_stopped": False}
    if aerial().search(claim.span.exact):
        answer["air_stopped"] = False
    return answer


@lru_cache(maxsize=1)
def violence() -> Pattern[str]:
    """Words of shelling, bombing and clashes."""
    return compile_pattern("<violence>")


@lru_cache(maxsize=1)
def aerial() -> Pattern[str]:
    """Words of air strikes."""
    return compile_pattern("<aerial>")


def _answer(claim: Claim, predicate: str, polarity: bool, lookup: Lookup) -> Answer:
    place = claim.places[0] if claim.places else None
    return Answer(
        claim=claim,
        predicate=predicate,
        modality=modality_of(claim),
        period=period_of(claim),
        place=place,
        locality=None if place is None else lookup.locality(place),
        family=lookup.family(claim),
        doer=doer_of(claim, lookup) if predicate in _OWN_DOER else None,
        polarity=polarity,
        phase=phase_of(claim),
        seen=lookup.seen(claim.report),
        placed=has_own_place(claim),
    )


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
