"""What is said of an agreement's keeping; alleged breaches are held against its exclusions and dates."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from crossbearing.clock.exclusions import Excluded, left_out
from crossbearing.clock.lists import says
from crossbearing.clock.values import Keeping, Said
from crossbearing.model import Actor, Agreement, Claim, Place, Term
from crossbearing.vocabulary import ComplianceState

_DAYS_OR_FINER = frozenset({"minute", "hour", "part", "day"})


class Ground(Struct, frozen=True):
    """What a deal covers: whom it leaves out, where it holds, and from which day to which it binds."""

    excluded: Excluded
    places: tuple[str, ...]
    begins: date | None
    ends: date | None


def ground_of(agreement: Agreement, excluded: Excluded) -> Ground:
    """The ground of a deal; a ceasefire binds from its own start, another deal from when it was announced."""
    begins, ends = agreement.announced, None
    if agreement.kind == "ceasefire":
        starts = [t.time.earliest for t in agreement.terms if t.kind == "start" and _of_truce(t) and t.time]
        begins = min([day for day in starts if day is not None], default=begins)
        held = [t.time.latest for t in agreement.terms if t.kind == "deadline" and _of_truce(t) and t.time]
        ends = max([day for day in held if day is not None], default=None)
    return Ground(excluded, agreement.places, begins, ends)


def _of_truce(term: Term) -> bool:
    """Whether a term with a stated day is of the truce itself, not of a departure that it covers."""
    stated = term.time is not None and term.time.inferred is None and term.time.grain in _DAYS_OR_FINER
    return stated and says("truce", term.summary) is not None


def told_of(
    claim: Claim,
    state: ComplianceState,
    ground: Ground,
    actors: Mapping[str, Actor],
    places: Mapping[str, Place],
) -> Keeping:
    """One claim on a deal's keeping; an alleged breach is tested before it is called one."""
    said = _said(claim, state)
    reason: str | None = None
    untested: tuple[str, ...] = ()
    if said == "alleged breach":
        reason = _outside(claim, ground, actors, places)
        untested = () if reason is not None else _untested(claim, ground)
    return Keeping(
        claim=claim.id,
        report=claim.report,
        origin=actors[claim.origin].name if claim.origin is not None and claim.origin in actors else None,
        said="outside the deal" if reason is not None else said,
        status=claim.status,
        quote=" ".join(claim.span.exact.split()),
        reason=reason,
        untested=untested,
    )


def _said(claim: Claim, state: ComplianceState) -> Said:
    """What a claim says; "disputed" holds breaches, denials and peace alike, and is sorted here."""
    if state == "unknown":
        return "not begun"
    if state == "kept":
        return "kept"
    breach = says("breach", claim.span.exact) is not None
    if claim.status == "denied" or (breach and claim.negated):
        return "denial"
    attacked = claim.topic == "hostilities" and claim.event is not None and claim.event.plover == "ASSAULT"
    if state == "broken" or breach or (attacked and not claim.negated):
        return "alleged breach"
    return "kept"


def _outside(
    claim: Claim, ground: Ground, actors: Mapping[str, Actor], places: Mapping[str, Place]
) -> str | None:
    """Why an alleged breach lies outside the deal; None where nothing shows that."""
    by = left_out(claim.actors, claim.actor_spans, ground.excluded, actors)
    if by is not None:
        return f"by {by[0]}, which the deal leaves out (claim {by[1]})"
    against = left_out(claim.targets, claim.target_spans, ground.excluded, actors)
    if against is not None:
        return f"against {against[0]}, which the deal leaves out (claim {against[1]})"
    if claim.places and ground.places and not any(_meet(p, ground.places, places) for p in claim.places):
        named = places[claim.places[0]].name if claim.places[0] in places else "a place"
        return f"in {named}, which is not of the deal's ground"
    first, last = _days(claim)
    if ground.begins is not None and last is not None and last < ground.begins:
        return f"on {last}, before the deal began ({ground.begins})"
    if ground.ends is not None and first is not None and first > ground.ends:
        return f"on {first}, after the deal's last day ({ground.ends})"
    return None


def _untested(claim: Claim, ground: Ground) -> tuple[str, ...]:
    """What a breach's words leave open, so that it could not be held against the deal."""
    named = claim.actors or claim.actor_spans
    who = not named and bool(ground.excluded.actors or ground.excluded.words)
    where = not claim.places or not ground.places
    when = _days(claim) == (None, None) or ground.begins is None
    asked = (("who", who), ("where", where), ("when", when))
    return tuple(word for word, open_ in asked if open_)


def _days(claim: Claim) -> tuple[date | None, date | None]:
    """The days that a claim's own words give."""
    if claim.time is None or claim.time.inferred is not None:
        return None, None
    return claim.time.earliest, claim.time.latest


def _meet(place: str, covered: tuple[str, ...], places: Mapping[str, Place]) -> bool:
    """Whether a place lies in what is covered, or holds it: a wider place may mean that very part."""
    mine = _outer(place, places)
    return any(other in mine or place in _outer(other, places) for other in covered)


def _outer(place: str, places: Mapping[str, Place]) -> list[str]:
    found: list[str] = []
    at: str | None = place
    while at is not None and at not in found:
        found.append(at)
        at = places[at].within if at in places else None
    return found
