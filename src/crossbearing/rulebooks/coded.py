"""What a book makes of an incident: a row or a reason, its figure, and the steps that lead to it."""

from msgspec import Struct

from crossbearing.monitors import Cell, Omitted, Range, Row, Why
from crossbearing.rulebooks.evidence import Case
from crossbearing.rulebooks.lists import columns_of, says


class Step(Struct, frozen=True):
    """What a rule changes in the number of dead: at the lower and at the upper end."""

    rule: str
    lower: float
    upper: float


class Coded(Struct, frozen=True, kw_only=True):
    """An incident as a book has it. ``steps`` lead from the ledger's own range to the book's.

    The ledger's range is the least and the highest number told; a book that leaves the incident out has 0.
    """

    incident: str
    row: Row | None = None
    omitted: Omitted | None = None
    lower: float = 0
    upper: float = 0
    steps: tuple[Step, ...] = ()


class Walk:
    """The way from the ledger's range to the book's, rule by rule; the steps add up by construction."""

    def __init__(self, start: Range | None) -> None:
        self.lower = 0.0 if start is None else start.lower
        self.upper = 0.0 if start is None else start.told
        self.steps: list[Step] = []

    def to(self, rule: str, lower: float, upper: float) -> None:
        """Go on to another range by a rule; going nowhere is no step."""
        if (lower, upper) != (self.lower, self.upper):
            self.steps.append(Step(rule, lower - self.lower, upper - self.upper))
            self.lower, self.upper = lower, upper


def left_out(case: Case, rule: str) -> Coded:
    """An incident that a book would not count, and by which of its rules."""
    count = case.count("killed")
    walk = Walk(None if count is None else count.all)
    walk.to(rule, 0, 0)
    incident = case.incident
    omitted = Omitted(incident.id, incident.title, rule, says(rule), incident.claims)
    return Coded(incident=incident.id, omitted=omitted, steps=tuple(walk.steps))


def counted(case: Case, book: str, values: dict[str, Cell], reasons: list[Why], walk: Walk) -> Coded:
    """An incident as a row of a book, with the reasons for its values."""
    cells = tuple(values.get(column) for column in columns_of(book))
    told = case.ids or case.incident.claims
    row = Row(
        cells=cells,
        subject=case.incident.id,
        claims=told,
        origins=case.lookup.origins(told),
        why=tuple(reasons),
    )
    return Coded(
        incident=case.incident.id, row=row, lower=walk.lower, upper=walk.upper, steps=tuple(walk.steps)
    )
