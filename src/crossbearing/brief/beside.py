"""Values of the parts of a brief that set accounts beside each other: rising tolls, sides, silence."""

from datetime import date

from msgspec import Struct

from crossbearing.brief.values import Line
from crossbearing.vocabulary import Bound, QuestionState, Status


class Figure(Struct, frozen=True, kw_only=True):
    """A count as one origin told it: the days of the report that told it first, and the range said.

    ``told`` holds the amount as it was said and cites each claim that says so. ``replaced``: the ledger holds
    that a later figure took its place.
    """

    first: date
    last: date
    told: Line
    measure: str
    lower: float | None
    upper: float | None
    bound: Bound
    status: Status
    replaced: bool = False


class Thread(Struct, frozen=True, kw_only=True):
    """What one origin told of one group, by day; ``group`` is empty where people are counted."""

    origin: Line
    group: str
    figures: tuple[Figure, ...]


class Rise(Struct, frozen=True, kw_only=True):
    """The figures told of one happening over time, a thread for each origin and group.

    ``about`` is the incident's or the question's id, ``undated`` counts figures of reports without a day.
    """

    about: str
    title: Line
    measure: str
    threads: tuple[Thread, ...]
    undated: int = 0


class Cell(Struct, frozen=True):
    """Who of one side gives an answer: a line for each origin."""

    lines: tuple[Line, ...]


class Account(Struct, frozen=True):
    """One answer to a question, and who of which side gives it; cells in the order of the table's heads."""

    answer: Line
    cells: tuple[Cell, ...]


class SideBySide(Struct, frozen=True, kw_only=True):
    """A question with answers as rows and sides as columns, where two sides or origins at least speak."""

    question: str
    state: QuestionState
    title: Line
    heads: tuple[str, ...]
    rows: tuple[Account, ...]


class Unsaid(Struct, frozen=True, kw_only=True):
    """What one outlet's reports of some days do not hold: how many were read, of which days, and which."""

    outlet: str
    reports: tuple[str, ...]
    claims: int
    first: date
    last: date


class Quiet(Struct, frozen=True, kw_only=True):
    """An incident, the days looked at, and the outlets whose reports of these days do not mention it.

    ``names`` are the places looked for in the reports' texts.
    """

    incident: str
    title: Line
    names: tuple[str, ...]
    first: date
    last: date
    unsaid: tuple[Unsaid, ...]
    more: int = 0
