"""Violence told of, held against a halt that someone told of the same day and place."""

import re
from collections import defaultdict
from datetime import date, timedelta

from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.grouping import related
from crossbearing.reconcile.lookup import Lookup

Slot = tuple[str, str, date]
_COMPASS = re.compile(r"(?:north|south|east|west|central)", re.IGNORECASE)
_NEXT_DAY = timedelta(days=1)


def attach_violence(groups: list[list[Answer]], violence: list[Answer], lookup: Lookup) -> list[list[Answer]]:
    """Add to each question of a halt the violence told of that day, after it, in that place or a part of it.

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
    days = _days(halts)
    if not halts or not days:
        return group
    predicate = halts[0].predicate
    ground = _Ground(halts, lookup)
    phases = {halt.phase for halt in halts}
    same_day = [a for d in days for town in ground.towns for a in by_slot.get((predicate, town, d), [])]
    met = [a for a in same_day if a.period.firm and a.placed and ground.reach(a)]
    for report in sorted({halt.claim.report for halt in halts}):
        own = by_report.get((predicate, report), [])
        met += [a for a in own if _told_beside(a, days) and ground.reach(a, beside=True)]
    added = {answer.claim.id: answer for answer in met if _after_halt(answer, phases)}
    known = {answer.claim.id for answer in group}
    return group + [added[claim] for claim in sorted(added) if claim not in known]


def _days(halts: list[Answer]) -> list[date]:
    """The days the halts were told of: those named, else those taken from context."""
    dated = [h for h in halts if h.period.kind == "day" and h.period.start is not None]
    named = [h for h in dated if h.period.firm] or dated
    return sorted({h.period.start for h in named if h.period.start is not None})


class _Ground:
    """Where halts hold: in the places told of and their parts.

    Where the teller of a halt in the town told more nearly of a part, fire in another part is no breach.
    """

    def __init__(self, halts: list[Answer], lookup: Lookup) -> None:
        self.lookup = lookup
        self.halts = [halt for halt in halts if halt.place is not None]
        self.parts = _narrowest(self.halts, lookup)
        self.towns = sorted({halt.locality for halt in self.halts if halt.locality is not None})

    def reach(self, answer: Answer, *, beside: bool = False) -> bool:
        """Whether violence lies in a place halted, or a part of one, and is of the side that halted.

        ``beside`` says that its report tells of the halt too; then a quarter that may lie in the halted
        part counts.
        """
        return any(self._covers(halt, answer, beside) for halt in self.halts)

    def _covers(self, halt: Answer, answer: Answer, beside: bool) -> bool:
        if answer.place is None or halt.place is None or not self.lookup.inside(answer.place, halt.place):
            return False
        if not any(self._meets(answer.place, part, beside) for part in self.parts[halt.family]):
            return False
        return related(answer.place, halt.place, self.lookup) and _same_side(answer, halt, self.lookup)

    def _meets(self, place: str, part: str, beside: bool) -> bool:
        """East and west are apart, and so are two quarters; a quarter and an eastern part may overlap."""
        if related(place, part, self.lookup):
            return True
        compass = [_COMPASS.match(self.lookup.place_name(p)) is not None for p in (place, part)]
        return beside and compass[0] != compass[1]


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


def _after_halt(answer: Answer, phases: set[str | None]) -> bool:
    """Whether violence may have come after the halt that was told.

    A halt "in the last hour" leaves the day before it free; one "for a moment" all the rest of it.
    """
    if "momentary" in phases or answer.phase in ("early", "momentary"):
        return False
    return answer.phase in ("late", "after") or (answer.period.firm and "late" not in phases)


def _told_beside(answer: Answer, days: list[date]) -> bool:
    """Violence without a day or place of its own counts in the report of the halt: that day, or after it."""
    if answer.period.firm:
        return answer.period.kind == "day" and answer.period.start in days
    if answer.phase not in ("after", "late"):
        return False
    start = answer.period.start
    return start is None or any(timedelta(0) <= start - day <= _NEXT_DAY for day in days)
