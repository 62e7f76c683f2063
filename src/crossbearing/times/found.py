"""What a rule's reader returns, and what it is given to read by."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple

from crossbearing.model import Interval
from crossbearing.times.rules import Match
from crossbearing.times.stretches import Stretch
from crossbearing.vocabulary import Grain

_RANK = {
    **dict.fromkeys(("W", "F", "WE", "week"), 1),
    **dict.fromkeys(("M", "month"), 2),
    **dict.fromkeys(("Q", "quarter"), 3),
    **dict.fromkeys(("Y", "year"), 4),
    **dict.fromkeys(("E", "C", "longer"), 5),
}
"""Units and grains by size; days and what is shorter are 0."""

Kind = Literal["date", "time", "duration", "set"]
Relation = Literal["at", "since", "until", "before", "after", "by", "within"]


class Found(NamedTuple):
    """A time expression read: its kind, interval, grain and TIMEX3 value.

    ``of_day`` is a part of a day or a clock time by itself ("dawn", "5.30pm"), waiting for the day beside it;
    ``relation`` is given only where the expression itself says it ("within hours").
    """

    kind: Kind
    interval: Interval | None
    grain: Grain
    value: str | None
    of_day: str | None = None
    relation: Relation | None = None


class Context(NamedTuple):
    """The report's day, what the text named last, and which way the governing verb points.

    ``anchor`` is the last dated stretch ("the day before" is counted from it), ``quarter`` the last
    quarter (year, number), ``period`` the last stretch of any kind; ``direction`` gives -1 for the past,
    1 for the future, 0 where nothing says. ``frame`` is the length of a stretch of months that figures are
    given for after the last quarter ("in the nine months"): then "a year earlier" is no quarter.
    """

    day: date | None
    anchor: Stretch | None
    quarter: tuple[int, int] | None
    direction: Callable[[Match], int]
    period: Interval | None = None
    frame: str | None = None

    def anchor_day(self, unit: str = "D") -> date | None:
        """The first day of what was named last, else the report's day.

        None where what was named is larger than the unit counted in: no "next day" follows "in 2015".
        """
        if self.anchor is None or self.anchor.start is None:
            return self.day
        coarse = _RANK.get(self.anchor.grain, 0) > _RANK.get(unit, 0)
        return None if coarse else self.anchor.start.date()


Reader = Callable[[Match, Context], "Found | None"]


def dated(stretch: Stretch, kind: Kind = "date", value: str | None = None) -> Found:
    """A stretch of the calendar as a finding."""
    interval = Interval(stretch.start, stretch.end)
    return Found(kind, interval, stretch.grain, stretch.value if value is None else value)


def undated(grain: Grain, value: str | None = None, kind: Kind = "date") -> Found:
    """A finding whose interval is not known."""
    return Found(kind, None, grain, value)


def between(
    start: datetime | None, end: datetime | None, grain: Grain, kind: Kind, value: str | None
) -> Found:
    """A finding over an interval of its own."""
    return Found(kind, Interval(start, end), grain, value)
