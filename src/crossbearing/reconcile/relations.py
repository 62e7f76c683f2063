"""How positions of one question stand to one another, each with its reason in plain words."""

from collections import Counter
from itertools import combinations

from crossbearing.model import Relation
from crossbearing.reconcile.answers import firmest
from crossbearing.reconcile.bounds import disjoint, inside
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.positions import Stand
from crossbearing.reconcile.wording import day
from crossbearing.vocabulary import QuestionState

_MAX_STANDS = 60
"""Beyond so many positions a question is no longer one; only neighbours would be worth comparing."""


def relate(stands: list[Stand], lookup: Lookup) -> list[Relation]:
    """Relate the positions of a question.

    updates: one origin's later figure, or a figure the report itself calls older. contradicts: other
    origins, incompatible answers, neither overtaken. narrows: one range inside the other. agrees: the
    same answer, told as fact by one and as unverified by another.
    """
    pairs = list(combinations(stands[:_MAX_STANDS], 2))
    found = [relation for a, b in pairs if (relation := _update(a, b, lookup)) is not None]
    overtaken = {relation.target for relation in found}
    related = {frozenset((relation.source, relation.target)) for relation in found}
    for a, b in pairs:
        if frozenset((a.position.id, b.position.id)) in related:
            continue
        stale = a.position.id in overtaken or b.position.id in overtaken
        relation = _compare(a, b, lookup, stale=stale)
        if relation is not None:
            found.append(relation)
    return found


def state_of(stands: list[Stand], relations: list[Relation]) -> QuestionState:
    """Contested over corroborated over superseded over single origin."""
    if any(relation.kind == "contradicts" for relation in relations):
        return "contested"
    overtaken = {relation.target for relation in relations if relation.kind == "updates"}
    current = [stand for stand in stands if stand.position.id not in overtaken]
    if any(len(stand.heads) > 1 for stand in current):
        return "corroborated"
    return "superseded" if overtaken else "single_origin"


# -- updates ------------------------------------------------------------------------------------------------


def _update(a: Stand, b: Stand, lookup: Lookup) -> Relation | None:
    if a.lead.quantity is None:
        return None
    for newer, older in ((a, b), (b, a)):
        if _called_older(newer, older):
            reason = f"{_names(newer, lookup)} names {older.position.summary} as the earlier figure"
            return Relation(
                newer.position.id, older.position.id, "updates", f"{reason}; now {newer.position.summary}"
            )
        if (
            newer.heads
            and older.heads <= newer.heads
            and _later(newer, older, lookup)
            and _corrects(newer, older)
        ):
            reason = (
                f"{_names(older, lookup)} first gave {older.position.summary} ({_seen(older)}),"
                f" later {newer.position.summary} ({_seen(newer)})"
            )
            return Relation(newer.position.id, older.position.id, "updates", reason)
    return None


def _corrects(newer: Stand, older: Stand) -> bool:
    """Whether a later figure can take an earlier one's place.

    A vague word overtakes no number; a lower one only where both tell of a named day and place.
    """
    if newer.lead.quantity is None or newer.lead.quantity.bound == "vague":
        return False
    if (newer.position.upper or newer.position.lower or 0) >= (older.position.lower or 0):
        return True
    return all(any(a.period.firm and a.placed for a in stand.answers) for stand in (newer, older))


def _called_older(newer: Stand, older: Stand) -> bool:
    """Whether every answer of the one is marked as older by the claims that give the other."""
    marked = {a.claim.id for a in older.answers if a.quantity is not None and a.quantity.earlier}
    current = {a.claim.id for a in newer.answers if a.quantity is not None and not a.quantity.earlier}
    return len(marked) > 0 and bool(marked & current)


def _later(newer: Stand, older: Stand, lookup: Lookup) -> bool:
    """Whether the older figure's own origins first gave the newer one after they last gave the older."""
    own = [a for a in newer.answers if _head(a.claim.origin, older.heads, lookup) is not None]
    revised = {lookup.revises.get(a.claim.report) for a in own}
    if revised & {a.claim.report for a in older.answers}:
        return True
    first = min((a.seen[0] for a in own if a.seen[0] is not None), default=None)
    return first is not None and older.position.last is not None and first > older.position.last


def _head(origin: str | None, heads: frozenset[str], lookup: Lookup) -> str | None:
    """The counted origin that an origin belongs to, or None."""
    if origin is None:
        return None
    return next((h for h in sorted(heads) if h in lookup.line(origin) or origin in lookup.line(h)), None)


# -- comparing ----------------------------------------------------------------------------------------------


def _compare(a: Stand, b: Stand, lookup: Lookup, *, stale: bool) -> Relation | None:
    if a.lead.quantity is None or b.lead.quantity is None:
        return _compare_polar(a, b, lookup)
    if a.position.status == "denied" or b.position.status == "denied":
        return _against(a, b, lookup) if _same_range(a, b) and not stale else None
    if _same_range(a, b):
        return _agree(a, b, lookup)
    for narrow, wide in ((a, b), (b, a)):
        if a.position.status == b.position.status and _narrows(narrow, wide):
            reason = f"{narrow.position.summary} lies within {wide.position.summary}"
            return Relation(narrow.position.id, wide.position.id, "narrows", reason)
    if not stale and _incompatible(a, b):
        return _against(a, b, lookup)
    return None


def _same_range(a: Stand, b: Stand) -> bool:
    return (a.position.lower, a.position.upper) == (b.position.lower, b.position.upper)


def _agree(a: Stand, b: Stand, lookup: Lookup) -> Relation | None:
    if a.heads & b.heads:
        return None
    told = [f"{_names(stand, lookup)} ({stand.position.status})" for stand in (a, b)]
    reason = f"{told[0]} and {told[1]} give the same answer"
    return Relation(a.position.id, b.position.id, "agrees", reason)


def _narrows(narrow: Stand, wide: Stand) -> bool:
    return all(
        inside(n.quantity, w.quantity)
        for n in narrow.answers
        for w in wide.answers
        if n.quantity is not None and w.quantity is not None
    )


def _incompatible(a: Stand, b: Stand) -> bool:
    """Asserted by other origins, no number satisfies both, and no rise over time explains it."""
    if not _opposed(a, b):
        return False
    apart = all(
        disjoint(x.quantity, y.quantity)
        for x in a.answers
        for y in b.answers
        if x.quantity is not None and y.quantity is not None
    )
    return apart and _told_together(a, b)


def _opposed(a: Stand, b: Stand) -> bool:
    """Both told as fact, by origins of which none is common."""
    told = a.position.status == b.position.status == "asserted"
    return told and bool(a.heads) and bool(b.heads) and not a.heads & b.heads


def _told_together(a: Stand, b: Stand) -> bool:
    """Whether the two were told as of the same day; a toll that is told later may simply have risen."""
    if a.lead.period.kind == "total" or a.lead.predicate == "share":
        return a.position.first is not None and a.position.first == b.position.first
    if a.position.first is None or b.position.first is None:
        return False
    early, late = sorted((a, b), key=lambda stand: (str(stand.position.first), stand.position.id))
    if early.position.first == late.position.first:
        return True
    return (late.position.upper or 0) < (early.position.lower or 0)


def _compare_polar(a: Stand, b: Stand, lookup: Lookup) -> Relation | None:
    denied = {"asserted", "denied"} == {a.position.status, b.position.status}
    same = a.lead.polarity == b.lead.polarity
    if a.heads & b.heads or not a.heads or not b.heads:
        return None
    if same and denied:
        return _against(a, b, lookup)
    if same:
        return _agree(a, b, lookup)
    if not _opposed(a, b):
        return None
    if a.lead.predicate in ("fighting_stopped", "air_stopped"):
        yes, no = (a, b) if a.lead.polarity else (b, a)
        return _fighting_on(yes, no, lookup)
    return _against(a, b, lookup)


def _fighting_on(yes: Stand, no: Stand, lookup: Lookup) -> Relation:
    """Violence after a halt; ``halts.attach_violence`` let in only what may have come after it."""
    halt = yes.position.summary.replace("have stopped", "had stopped")
    reason = f"{_names(no, lookup)} reported fighting, shelling or air strikes{_on(no)}"
    reason += f"; {_names(yes, lookup)} said that {halt}{_on(yes)}"
    return Relation(yes.position.id, no.position.id, "contradicts", reason)


def _against(a: Stand, b: Stand, lookup: Lookup) -> Relation:
    reason = (
        f"{_names(a, lookup)}: {a.position.summary}{_on(a)};"
        f" {_names(b, lookup)}: {b.position.summary}{_on(b)}"
    )
    return Relation(a.position.id, b.position.id, "contradicts", reason)


# -- words --------------------------------------------------------------------------------------------------


def _names(stand: Stand, lookup: Lookup) -> str:
    return _join([lookup.actor_name(origin) for origin in _speakers(stand, lookup)]) or "an unnamed source"


def _speakers(stand: Stand, lookup: Lookup) -> list[str]:
    """For each origin counted, whoever of its line gave the position most often."""
    given = Counter(a.claim.origin for a in stand.answers if a.claim.origin is not None)
    best: dict[str, str] = {}
    for origin in sorted(given, key=lambda o: (-given[o], o)):
        head = _head(origin, stand.heads, lookup)
        if head is not None:
            best.setdefault(head, origin)
    return sorted(best.values())


def _join(names: list[str]) -> str:
    names = sorted(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else ""


def _on(stand: Stand) -> str:
    period = firmest(stand.answers)
    return f" on {day(period.start)}" if period.kind == "day" and period.start is not None else ""


def _seen(stand: Stand) -> str:
    return "undated" if stand.position.first is None else f"told {day(stand.position.first)}"
