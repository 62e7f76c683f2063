"""What claims of an incident say besides its toll: who did it, by what means, what was hit, and when."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from crossbearing.model import Claim
from crossbearing.reconcile.answers import Answer, has_own_place, is_beside, modality_of, period_of
from crossbearing.reconcile.counts import can_do
from crossbearing.reconcile.denials import Denials
from crossbearing.reconcile.lexicon import compile_pattern, first
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.means import hour_named, means_named, sites_named
from crossbearing.reconcile.same_deed import in_its_place, of_one_place, on_its_day, same_deed, told_whole
from crossbearing.reconcile.stances import accepts, denies
from crossbearing.vocabulary import Status

_BOTH_FIGHT = frozenset(
    {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"}
)
"""Events in which both sides act: to ask who did it makes no sense."""
_WORD = re.compile(r"\w+")
_CHARGED = re.compile(r"\b(?:accus\w+|blam\w+|charg(?:ed|ing) with|guilty of)\b", re.IGNORECASE)
_THE_ATTACK = re.compile(
    r"\b(?:the|this|that|these|those)\b(?: [\w-]+){0,3} "
    r"(?:attacks?|strikes?|raids?|bombings?|shelling|bombardment|blasts?|killings?|massacre)\b",
    re.IGNORECASE,
)
_PEOPLE = frozenset({"person", "unnamed"})
_NOT_TOLD = frozenset({"expected", "demanded", "conditional"})


def deed_groups(
    claims: Iterable[Claim], around: Iterable[Claim], incident_of: dict[str, str], lookup: Lookup
) -> list[list[Answer]]:
    """The answers of each incident to who, by what means, what exactly and when, where they say something.

    Who did it is asked where a source that is named alleges or denies a doer, or where two claims answer it;
    the others where two reports answer, each in words of its own. ``around`` are claims among which the
    accused may deny it (``denials``). Claims without an incident answer none.
    """
    denied = Denials(around, lookup)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (str(lookup.seen(c.report)[0]), c.id)):
        if claim.id in incident_of and not claim.background and claim.status not in _NOT_TOLD:
            told[incident_of[claim.id]].append(claim)
    found = []
    for incident in sorted(told):
        answers = [a for claim in told[incident] for a in _answers(claim, incident, lookup)]
        answers = in_its_place(on_its_day(answers, told[incident]), told[incident])
        for predicate in ("doer", "means", "site", "hour"):
            group = [a for a in answers if a.predicate == predicate]
            for part in of_one_place(group, lookup):
                parted = [part]
                if predicate == "doer":
                    whole = told_whole(part + _denied(part, denied, incident, lookup))
                    parted = same_deed(whole, lookup)
                found += [g for g in parted if g and _worth_asking(predicate, g, told[incident])]
    return found


def _denied(accused: list[Answer], denials: Denials, incident: str, lookup: Lookup) -> list[Answer]:
    """The denials by those accused, in other reports."""
    known = {answer.claim.id for answer in accused}
    met = {d.id: d for answer in accused if answer.status != "denied" for d in denials.of(answer.claim)}
    found = [_doer(met[key], blank(met[key], incident, lookup), lookup) for key in sorted(met.keys() - known)]
    named = {key for answer in accused for key in answer.choice}
    return [answer for answer in found if answer is not None and set(answer.choice) & named]


def _first_told(answers: list[Answer]) -> set[str]:
    """The reports that first told the answers: a verbatim copy tells nothing of its own."""
    first: dict[tuple[str, ...], str] = {}
    for answer in sorted(answers, key=lambda a: (str(a.seen[0]), a.claim.report)):
        words = tuple(_WORD.findall(answer.claim.span.exact.lower()))
        first.setdefault(words, answer.claim.report)
    return set(first.values())


def _worth_asking(predicate: str, answers: list[Answer], claims: list[Claim]) -> bool:
    if predicate == "doer":
        return _worth_naming(answers, claims)
    if predicate == "hour" and all(a.choice[0].endswith("-") for a in answers):
        return False
    return len(_first_told(answers)) > 1


def _worth_naming(answers: list[Answer], claims: list[Claim]) -> bool:
    kinds = Counter(c.event.acled for c in claims if c.event is not None and c.event.acled is not None)
    if kinds and sum(kinds[kind] for kind in _BOTH_FIGHT) * 2 >= sum(kinds.values()):
        return False
    if any(a.status == "denied" or a.own or a.claim.voice != "narrated" for a in answers):
        return True
    return len({a.claim.id for a in answers}) > 1


def _answers(claim: Claim, incident: str, lookup: Lookup) -> list[Answer]:
    base = blank(claim, incident, lookup)
    found = [_doer(claim, base, lookup)]
    if claim.status != "denied" and not claim.negated and _tells_attack(claim):
        found += [_means(claim, base), _site(claim, base), _hour(claim, base)]
    return [answer for answer in found if answer is not None]


def blank(claim: Claim, incident: str, lookup: Lookup) -> Answer:
    """An answer of a claim to no question yet: where and when it is told of, on whose word."""
    place = claim.places[0] if claim.places else None
    return Answer(
        claim=claim,
        predicate="",
        modality=modality_of(claim),
        period=period_of(claim),
        place=place,
        locality=None if place is None else lookup.locality(place),
        family=lookup.family(claim),
        status=claim.status,
        incident=incident,
        placed=has_own_place(claim) and not is_beside(claim, lookup.place_name(claim.places[0])),
        seen=lookup.seen(claim.report),
    )


def _tells_attack(claim: Claim) -> bool:
    """Whether a claim tells of an attack that was made.

    A campaign is none ("their offensive for the valley"), unless it tells of a blow or of those it harmed;
    nor is what is done every week ("warplanes regularly bomb the town"), unless it tells a day.
    """
    harmed = any(quantity.measure in ("killed", "injured") for quantity in claim.quantities)
    if not harmed and (claim.event is None or claim.event.plover != "ASSAULT"):
        return False
    text, dated = claim.span.exact, claim.time is not None and claim.time.inferred is None
    if not dated and compile_pattern("<usual>").search(text):
        return False
    campaign = compile_pattern("<campaign>").search(text) and not first("strikes", text)
    return harmed or not campaign


# -- who ----------------------------------------------------------------------------------------------------


def _doer(claim: Claim, base: Answer, lookup: Lookup) -> Answer | None:
    """Who did it: the actors of the deed; the source itself where it claims or denies the deed as its own."""
    if claim.origin is not None and (accepts(claim) or denies(claim)):
        own = _doers((_body(claim.origin, lookup),), lookup)
        named = _doers(claim.actors, lookup)
        if denies(claim) and named and not set(named) & set(own):
            own = named if claim.status == "denied" else {}
        if own:
            status: Status = "denied" if denies(claim) else base.status
            return _chosen(replace(base, status=status), "doer", own, own=accepts(claim))
        return None
    if claim.negated or claim.status == "denied" or not _tells_attack(claim) or claim.event is None:
        return None
    if claim.event.acled in _BOTH_FIGHT or claim.topic not in ("hostilities", "casualties"):
        return None
    if _is_charge(claim):
        return None
    named = _doers(claim.actors, lookup)
    accused = set(claim.targets) & set(claim.actors)
    by_itself = claim.origin is not None and bool(_spoken_for(claim.origin, lookup).keys() & named.keys())
    return _chosen(base, "doer", named, own=by_itself) if named and not accused else None


def _is_charge(claim: Claim) -> bool:
    """Whether somebody is charged with attacks in general: "accused of indiscriminate attacks on homes".

    Such a claim names no place, day or toll of its own, and points at no attack told of.
    """
    if has_own_place(claim) or (claim.time is not None and claim.time.inferred is None):
        return False
    if any(quantity.measure in ("killed", "injured") for quantity in claim.quantities):
        return False
    return _CHARGED.search(claim.sentence.exact) is not None and not _THE_ATTACK.search(claim.span.exact)


def _spoken_for(origin: str, lookup: Lookup) -> dict[str, str]:
    """The doer that a source is, or speaks for; a news outlet speaks for no one."""
    known = lookup.actors.get(origin)
    if known is None or known.kind == "media":
        return {}
    body = _body(origin, lookup)
    return {} if body == origin and known.kind in _PEOPLE else _doers((body,), lookup)


def _doers(actors: Iterable[str], lookup: Lookup) -> dict[str, str]:
    """By the side or outermost body, the actor named."""
    found: dict[str, str] = {}
    for actor in actors:
        known = lookup.actors.get(actor)
        if known is None or not can_do(actor, lookup) or (known.kind in _PEOPLE and known.member_of is None):
            continue
        found.setdefault(lookup.side(actor) or _outermost(actor, lookup), actor)
    return found


def _outermost(actor: str, lookup: Lookup) -> str:
    """The outermost body of an actor; of those whom no list has, what they are called: "militants"."""
    top = lookup.line(actor)[-1]
    known = lookup.actors.get(top)
    unlisted = known is not None and known.kind == "armed_group" and known.country is None
    return f"called {lookup.actor_name(top).casefold()}" if unlisted else top


def _body(origin: str, lookup: Lookup) -> str:
    """The body a spokesman or its news arm speaks for."""
    for step in lookup.line(origin):
        known = lookup.actors.get(step)
        if known is not None and known.kind not in _PEOPLE and known.kind != "media":
            return step
    return origin


def _chosen(base: Answer, predicate: str, named: dict[str, str], *, own: bool = False) -> Answer:
    keys = tuple(sorted(named))
    return replace(base, predicate=predicate, choice=keys, naming=tuple(named[key] for key in keys), own=own)


# -- by what means, what, when ------------------------------------------------------------------------------


def _means(claim: Claim, base: Answer) -> Answer | None:
    return _of_words(base, "means", means_named(claim))


def _site(claim: Claim, base: Answer) -> Answer | None:
    return _of_words(base, "site", sites_named(claim))


def _hour(claim: Claim, base: Answer) -> Answer | None:
    if claim.time is None or claim.time.inferred is not None or base.period.kind != "day":
        return None
    part, label = hour_named(claim)
    return replace(base, predicate="hour", choice=(f"{base.period.start}-{part}",), naming=(label,))


def _of_words(base: Answer, predicate: str, labels: dict[str, str]) -> Answer | None:
    if not labels:
        return None
    keys = tuple(sorted(labels))
    return replace(base, predicate=predicate, choice=keys, naming=tuple(labels[key] for key in keys))
