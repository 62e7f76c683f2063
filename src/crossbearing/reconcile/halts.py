"""Violence told of, held against a halt that someone told of the same day and place."""

from collections import defaultdict
from datetime import date, timedelta

from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.grouping import related
from crossbearing.reconcile.lookup import Lookup

Slot = tuple[str, str, date]
_NEXT_DAY = timedelta(days=1)


def attach_violence(groups: list[list[Answer]], violence: list[Answer], lookup: Lookup) -> list[list[Answer]]:
    """Add to each question of a halt the violence told of that day in that place or a part of it.

    Violence without a named day or place joins only where its own report tells of the halt, and without
    a day only where its words put it after ("later", "continued"). What meets no halt forms no question.
    """
    by_slot: dict[Slot, list[Answer]] = defaultdict(list)
    by_report: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in violence:
        if answer.locality is not None and answer.period.kind == "day" and answer.period.start is not None:
            by_slot[(answer.predicate, answer.locality, answer.period.start)].append(answer)
        if not answer.period.firm or not answer.placed:
            by_report[(answer.predicate, answer.claim.report)].append(answer)
    return [_with_violence(group, by_slot, by_report, lookup) for group in groups]


def _with_violence(
    group: list[Answer],
    by_slot: dict[Slot, list[Answer]],
    by_report: dict[tuple[str, str], list[Answer]],
    lookup: Lookup,
) -> list[Answer]:
    halts = [a for a in group if a.predicate.endswith("_stopped") and a.polarity and a.modality == "happened"]
    parts = _narrowest(halts, lookup)
    added: dict[str, Answer] = {}
    for halt in halts:
        if halt.locality is None or halt.period.kind != "day" or halt.period.start is None:
            continue
        same_day = by_slot.get((halt.predicate, halt.locality, halt.period.start), [])
        own = by_report.get((halt.predicate, halt.claim.report), [])
        for answer in same_day:
            if answer.period.firm and answer.placed and _in_reach(answer, halt, parts, lookup):
                added[answer.claim.id] = answer
        for answer in own:
            if _told_beside(answer, halt) and _in_reach(answer, halt, parts, lookup):
                added[answer.claim.id] = answer
    known = {answer.claim.id for answer in group}
    return group + [added[claim] for claim in sorted(added) if claim not in known]


def _in_reach(answer: Answer, halt: Answer, parts: dict[str, list[str]], lookup: Lookup) -> bool:
    """Violence in the place of the halt or a part of it, never in a wider one.

    Where the teller of a halt in the town told more nearly of a part, fire in another part is no breach.
    """
    if answer.place is None or halt.place is None or not lookup.inside(answer.place, halt.place):
        return False
    if not any(related(answer.place, part, lookup) for part in parts[halt.family]):
        return False
    return related(answer.place, halt.place, lookup) and _same_side(answer, halt, lookup)


def _narrowest(halts: list[Answer], lookup: Lookup) -> dict[str, list[str]]:
    """By source, the places it told of that hold no other it told of."""
    told: dict[str, set[str]] = defaultdict(set)
    for halt in halts:
        if halt.place is not None:
            told[halt.family].add(halt.place)
    return {
        family: [p for p in places if not any(q != p and lookup.inside(q, p) for q in places)]
        for family, places in told.items()
    }


def _same_side(answer: Answer, halt: Answer, lookup: Lookup) -> bool:
    """A halt by one side is not broken by the other's fire."""
    halted = {side for actor in halt.claim.actors if (side := lookup.side(actor)) is not None}
    fought = {side for actor in answer.claim.actors if (side := lookup.side(actor)) is not None}
    return not halted or not fought or bool(halted & fought)


def _told_beside(answer: Answer, halt: Answer) -> bool:
    """Violence without a day or place of its own counts in the report of the halt: that day, or after it."""
    if answer.period.firm:
        return answer.period == halt.period
    if answer.phase not in ("after", "late"):
        return False
    if answer.period.start is None or halt.period.start is None:
        return answer.period.kind == "undated"
    return timedelta(0) <= answer.period.start - halt.period.start <= _NEXT_DAY
