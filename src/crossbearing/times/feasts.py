"""Readers of feasts: fixed days, Easter and Thanksgiving by rule, Muslim ones by the tabular calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from crossbearing.times.absolute import MOVABLE, nearest_day
from crossbearing.times.found import Context, Found, between, dated, undated
from crossbearing.times.rules import Match
from crossbearing.times.stretches import DAY, day_of, midnight

_EPOCH = date(622, 7, 18).toordinal()
"""First day of the Muslim era in the proleptic Gregorian calendar, by the moon, not the civil count."""

_MONTH_LENGTHS = (30, 29) * 6
_CYCLE_YEARS, _CYCLE_DAYS = 30, 10631
_LEAP_YEARS = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})
"""Years of the thirty-year cycle whose last month has a day more (the commonest of the tabular schemes)."""

_SIGHTING = DAY
"""The moon is sighted place by place: a reckoned day may be off by one on either side."""

_MUSLIM = {"ramadan": (9, 1, 30), "fitr": (10, 1, 3), "adha": (12, 10, 4), "ashura": (1, 10, 1)}
"""Month, day and length in days."""

_NEAR = 15
"""Days: "Eid" alone is the feast so near; farther off it may be either."""


def holiday(match: Match, context: Context) -> Found | None:
    """Read "Christmas", "New Year's Eve", "Eid al-Fitr": the one nearest the report's day."""
    fixed = match.value("h")
    if context.day is None:
        return undated("day")
    if fixed == MOVABLE:
        return _movable(match, context.day, context)
    return _fixed(int(fixed[:2]), int(fixed[3:]), match, context.day, context)


def new_year(match: Match, context: Context) -> Found | None:
    """Read "New Year's Eve", "New Year's Day"."""
    return undated("day") if context.day is None else _fixed(1, 1, match, context.day, context)


def _fixed(month: int, day: int, match: Match, today: date, context: Context) -> Found | None:
    near = nearest_day(month, day, today, context.direction(match))
    if near is None or near.start is None:
        return None
    return dated(day_of(near.start.date() - DAY) if match.has("eve") else near)


def _movable(match: Match, today: date, context: Context) -> Found:
    word = match.word("f") or match.word("h")
    if word in _BY_RULE:
        days = [_BY_RULE[word](today.year + step) for step in (-1, 0, 1)]
        found = _nearest(days, today, context.direction(match))
        return dated(day_of(found - DAY if match.has("eve") else found))
    if word in _MUSLIM:
        found = _nearest(_muslim_days(word, today), today, context.direction(match))
        return _sighted(found, _MUSLIM[word][2])
    if word == "eid":
        near = [
            (d, f) for f in ("fitr", "adha") for d in _muslim_days(f, today) if abs(d - today).days <= _NEAR
        ]
        return _sighted(near[0][0], _MUSLIM[near[0][1]][2]) if near else undated("day")
    return undated("day")


def _sighted(first: date, days: int) -> Found:
    start = midnight(first) - _SIGHTING
    end = midnight(first) + days * DAY + _SIGHTING
    return between(start, end, "month" if days > 7 else "week", "date", None)


def _nearest(days: list[date], today: date, direction: int) -> date:
    """The day nearest to today, at most half a year off, whichever way the verb looks."""
    ahead = [d for d in days if (d - today).days * direction >= -_NEAR] or days
    return min(ahead, key=lambda day: abs(day - today))


def easter(year: int) -> date:
    """Easter Sunday of a year, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, ch. 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


_BY_RULE: dict[str, Callable[[int], date]] = {"easter": easter, "thanksgiving": thanksgiving}


def muslim_day(year: int, month: int, day: int) -> date:
    """A day of the tabular Muslim calendar: (1437, 10, 1) → 2016-07-06, give or take the moon's sighting."""
    cycles, within = divmod(year - 1, _CYCLE_YEARS)
    leaps = sum(leap <= within for leap in _LEAP_YEARS)
    days = cycles * _CYCLE_DAYS + within * 354 + leaps + sum(_MONTH_LENGTHS[: month - 1]) + day - 1
    return date.fromordinal(_EPOCH + days)


def _muslim_days(feast: str, today: date) -> list[date]:
    month, day, _ = _MUSLIM[feast]
    about = round((today.year - 622) * 33 / 32)
    return [muslim_day(year, month, day) for year in range(max(1, about - 1), about + 3)]
