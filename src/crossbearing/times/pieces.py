"""Readers of pieces of a larger stretch ("the last week of November") and of days told by their number."""

from datetime import datetime, timedelta

from crossbearing.times import absolute
from crossbearing.times.amounts import amount, duration_value
from crossbearing.times.found import Context, Found, between, dated, undated
from crossbearing.times.relative import shift_sign
from crossbearing.times.rules import Match
from crossbearing.times.stretches import DAY, DAYS_OF, GRAIN_OF, day_of, midnight, week_of, year_of

_VAGUE_PIECE = {"D": 10, "W": 4}
"""How many "the first days", "the last weeks" of a month are at most."""

_WEEK = 7


def piece_of(match: Match, context: Context) -> Found | None:
    """Read "the last week of November", "the first two days of 2014", "the second week of last month"."""
    whole, unit = _whole(match, context), match.value("u")
    if whole is None or whole.interval is None:
        return undated(GRAIN_OF[unit])
    first, last = whole.interval.start, whole.interval.end
    assert first is not None
    assert last is not None
    many = match.at("n") or not match.has(_singular(unit))
    count = (amount(match, "n") if match.at("n") else None) if many else 1.0
    length = timedelta(days=DAYS_OF[unit] * (_VAGUE_PIECE[unit] if count is None else count))
    if match.at("o"):
        start = first + (absolute.ordinal(match, "o") - 1) * DAYS_OF[unit] * DAY
        end = min(start + length, last)
    else:
        start, end = max(last - length, first), last
    if start >= end:
        return None
    return between(start, end, GRAIN_OF[unit], "date", _value(unit, start, count, whole, single=not many))


def _singular(unit: str) -> str:
    return {"D": "day", "W": "week"}[unit]


def _value(unit: str, start: datetime, count: float | None, whole: Found, *, single: bool) -> str | None:
    if not single:
        return whole.value if count is None else duration_value(count, unit)
    if unit == "D":
        return start.date().isoformat()
    return week_of((start + _WEEK // 2 * DAY).date()).value


def _whole(match: Match, context: Context) -> Found | None:
    if match.at("m"):
        return absolute.month(match, context)
    if match.at("y"):
        return absolute.year(match, context)
    return None if context.day is None else dated(year_of(context.day.year + shift_sign(match)))


def numbered_day(match: Match, context: Context) -> Found | None:
    """Read "today is the third day of the truce": the report's day; elsewhere only the event would tell."""
    before = tuple(match.scan.lower[max(0, match.first - 3) : match.first])
    now = (
        before[-2:] in (("today", "is"), ("it", "is"))
        or before[-2:] == ("it", "'s")
        or before[-2:] == ("it", "’s")
    )
    if context.day is None or not now:
        return undated("day")
    return dated(day_of(context.day))


def in_a_row(match: Match, context: Context) -> Found | None:
    """Read "for a third straight day": a length of three days, whose end the sentence tells."""
    unit = match.value("u")
    return undated(GRAIN_OF[unit], duration_value(float(absolute.ordinal(match, "o")), unit), "duration")


def weekdays_ago(match: Match, context: Context) -> Found | None:
    """Read "two Fridays ago": counted back from the report's day."""
    count = amount(match, "n")
    if context.day is None or count is None:
        return undated("day")
    back = (context.day.isoweekday() - int(match.value("w"))) % _WEEK or _WEEK
    days = back + _WEEK * (int(count) - 1)
    return dated(day_of(context.day - timedelta(days=days))) if 0 < count < 100 else None


def one_day(match: Match, context: Context) -> Found | None:
    """Read "will one day be free": some day to come."""
    if context.day is None:
        return undated("longer", "FUTURE_REF")
    return between(midnight(context.day), None, "longer", "date", "FUTURE_REF")


def then(match: Match, context: Context) -> Found | None:
    """Read "until then", "by then": what the text named last."""
    if context.anchor is None:
        return undated("day")
    return dated(context.anchor)
