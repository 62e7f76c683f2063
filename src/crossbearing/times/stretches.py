"""Stretches of the calendar: half-open intervals with grain and TIMEX3 value, and arithmetic on them."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from crossbearing.vocabulary import Grain

DAY = timedelta(days=1)
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, as meteorologists count on the northern half of the earth."""

MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
"""Length of the larger units in months."""

DAYS_OF = {"D": 1, "W": 7, "F": 14}
"""Length of the middling units in days."""

GRAIN_OF: dict[str, Grain] = {
    "TS": "minute",
    "TM": "minute",
    "TH": "hour",
    "D": "day",
    "W": "week",
    "F": "week",
    "WE": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "longer",
    "C": "longer",
}
_FIRST_YEAR, _LAST_YEAR = 2, 9990


class Stretch(NamedTuple):
    """A stretch of time, half-open; None on a side that is open or unknown."""

    start: datetime | None
    end: datetime | None
    grain: Grain
    value: str | None


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())


def day_of(day: date) -> Stretch:
    """One day."""
    return Stretch(midnight(day), midnight(day) + DAY, "day", day.isoformat())


def week_of(day: date) -> Stretch:
    """The ISO week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Stretch(midnight(monday), midnight(monday) + 7 * DAY, "week", f"{year}-W{week:02}")


def weekend_of(day: date) -> Stretch:
    """The Saturday and Sunday of the week that a day lies in."""
    week = week_of(day)
    assert week.start is not None
    return Stretch(week.start + 5 * DAY, week.end, "week", f"{week.value}-WE")


def month_of(year: int, month: int) -> Stretch:
    """One month."""
    start = datetime(year, month, 1)
    end = start + monthrange(year, month)[1] * DAY
    return Stretch(start, end, "month", f"{year:04}-{month:02}")


def quarter_of(year: int, quarter: int) -> Stretch:
    """A calendar quarter, 1 to 4."""
    start, end = datetime(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).end
    return Stretch(start, end, "quarter", f"{year:04}-Q{quarter}")


def half_of(year: int, half: int) -> Stretch:
    """A half of a year, 1 or 2."""
    start, end = datetime(year, 6 * half - 5, 1), month_of(year, 6 * half).end
    return Stretch(start, end, "longer", f"{year:04}-H{half}")


def season_of(year: int, code: str) -> Stretch:
    """A season by its code; a winter is named for the year that it begins in."""
    first = _SEASON_MONTHS[code]
    start = datetime(year, first, 1)
    return Stretch(start, _plus_months(start, 3), "quarter", f"{year:04}-{code}")


def year_of(year: int) -> Stretch:
    """One year."""
    return Stretch(datetime(year, 1, 1), datetime(year + 1, 1, 1), "year", f"{year:04}")


def years_of(first: int, last: int) -> Stretch:
    """From the start of one year to the end of another."""
    return Stretch(datetime(first, 1, 1), datetime(last + 1, 1, 1), "longer", f"{first:04}/{last:04}")


def decade_of(year: int) -> Stretch:
    """The ten years that a year lies in, 1970 to 1979."""
    first = year - year % 10
    return Stretch(datetime(first, 1, 1), datetime(first + 10, 1, 1), "longer", f"{year // 10:03}")


def century_of(number: int) -> Stretch:
    """A century by its number: the 20th is 1900 to 1999, as TIMEX3 writes it."""
    first = max(1, (number - 1) * 100)
    return Stretch(datetime(first, 1, 1), datetime(first + 100, 1, 1), "longer", f"{number - 1:02}")


def in_range(year: int) -> bool:
    """True for years that the calendar can hold with room on both sides."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


def shifted(day: date, unit: str, count: float) -> date | None:
    """A day moved by so many units; None where that leaves the calendar. ("D", "W", "M", "Y", ...)"""
    try:
        if unit in MONTHS_OF:
            return _plus_months(midnight(day), round(count * MONTHS_OF[unit])).date()
        if unit in DAYS_OF:
            return day + timedelta(days=round(count * DAYS_OF[unit]))
    except (OverflowError, ValueError):
        return None
    return day


def unit_at(day: date, unit: str) -> Stretch | None:
    """The calendar unit that a day lies in: its day, week, month, ...; None out of the calendar."""
    if not in_range(day.year):
        return None
    if unit == "D":
        return day_of(day)
    if unit in ("W", "F"):
        return week_of(day)
    if unit == "WE":
        return weekend_of(day)
    if unit == "M":
        return month_of(day.year, day.month)
    if unit == "Q":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "Y":
        return year_of(day.year)
    if unit == "E":
        return decade_of(day.year)
    return century_of(day.year // 100 + 1) if unit == "C" else day_of(day)


def hull(first: Stretch, last: Stretch) -> Stretch:
    """From the start of one stretch to the end of another."""
    value = f"{first.value}/{last.value}" if first.value and last.value else None
    return Stretch(first.start, last.end, first.grain, value)


def _plus_months(moment: datetime, months: int) -> datetime:
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    if not in_range(year):
        raise OverflowError
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
