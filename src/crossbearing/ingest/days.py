"""Reading a calendar day in the forms that pages and records write it."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from crossbearing.ingest.tables import rows
from crossbearing.model import small

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EPOCH_MILLIS = 10**11
"""Above this a bare number of a record is milliseconds since 1970 (10**11 s is the year 5138)."""
_EPOCH_FLOOR = 10**8
"""Below this a bare number is no moment since 1970 that a report could carry (10**8 s is 1973)."""
_ZONE = r"(?:\s?\(?\b(?-i:[A-Z]{1,3}T|UTC|GMT|KSA|local\ time)\b\)?(?:\s?[+-]\d{1,4})?)"
_HHMM = r"(?:[01]\d|2[0-3])[0-5]\d"
_CLOCK = rf"""(?:
    \s{{0,3}}(?:,|-|–|—|\||/|\bat\b|T)?\s{{0,3}}(?:{_ZONE}\s?)?(?<!\d)\d{{1,2}}[:.h]\d{{2}}(?!\d)
    (?::\d{{2}}(?:\.\d{{1,6}})?)?(?:\s?(?:[ap]\.?m\b\.?|Z\b|hrs\b|h\b))?(?:[+-]\d{{2}}:?\d{{2}})?{_ZONE}?
    |\sat\s{_HHMM}\b | \s{_HHMM}{_ZONE}
    )"""


class Day(Struct, frozen=True):
    """A day as written at ``[start, end)``: one day, or the two that an ambiguous order of numbers allows."""

    start: int
    end: int
    readings: tuple[date, ...]


def match_day(text: str, at: int = 0) -> Day | None:
    """Read the day that begins exactly at ``at``, with any weekday before it and clock time after it.

    "13 December, 2016"; "December 13, 2016"; "December, 09/2016 - 11:00"; "Sun 10 Jul 2016";
    "2016-12-13T10:00:00Z"; "26.12.2014"; "13/12/2016"; "Aug 012016". "09/12/2016" has two readings.
    """
    for pattern in _patterns():
        found = pattern.match(text, at)
        if found:
            readings = _readings(found)
            if readings:
                return Day(at, found.end(), readings)
    return None


def read_day(value: object) -> tuple[date, ...]:
    """Read a record's field or a page's metadata as a day; an empty tuple where it states none.

    Takes texts, days and times, and numbers of seconds or milliseconds since 1970.
    """
    if isinstance(value, datetime):
        return (value.date(),)
    if isinstance(value, date):
        return (value,)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return ()
    text = value.strip()
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = match_day(text)
    return found.readings if found else ()


def _from_epoch(number: float) -> tuple[date, ...]:
    seconds = number / 1000 if number > _EPOCH_MILLIS else number
    if not _EPOCH_FLOOR < seconds < _EPOCH_MILLIS:
        return ()
    return (datetime.fromtimestamp(seconds, UTC).date(),)


def _readings(found: re.Match[str]) -> tuple[date, ...]:
    parts = found.groupdict()
    year = int(parts["year"])
    name = parts.get("name")
    if name:
        orders = [(_months()[small(name)], int(parts["day"]))]
    elif parts.get("month"):
        orders = [(int(parts["month"]), int(parts["day"]))]
    elif parts["mark"] == ".":
        orders = [(int(parts["second"]), int(parts["first"]))]
    else:
        first, second = int(parts["first"]), int(parts["second"])
        orders = [(second, first), (first, second)]
    days = sorted({day for month, number in orders if (day := _day(year, month, number)) is not None})
    return _settled_by_weekday(days, parts.get("weekday"))


def _settled_by_weekday(days: list[date], weekday: str | None) -> tuple[date, ...]:
    if weekday and len(days) > 1:
        number = _WEEKDAYS.index(small(weekday)[:3])
        days = [day for day in days if day.weekday() == number] or days
    return tuple(days)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    pairs = (
        [(name.lower(), int(row["number"])) for name in [row["name"], *row["short"].split()]]
        for row in rows("months.tsv")
    )
    return dict(chain.from_iterable(pairs))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = r"(?P<name>" + "|".join(sorted(_months(), key=len, reverse=True)) + r")\b\.?"
    loose = r"(?P<name>" + "|".join(sorted(_months(), key=len, reverse=True)) + r")(?![a-z])\.?"
    week = r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?\s{1,3})?"
    year = r"(?P<year>(?:19|20)\d{2})(?!\d)"
    number = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    forms = (
        rf"{week}(?<!\d){number}[\s-]{{0,3}}(?:of\s)?{name},?[\s-]{{0,3}}{year}",
        rf"{week}{loose}\s{{0,2}},?\s{{0,2}}{number}[,/\s-]{{0,3}}{year}",
        rf"{week}(?<!\d){year}(?P<s>[-/.])(?P<month>\d{{1,2}})(?P=s)(?P<day>\d{{1,2}})(?!\d)",
        rf"{week}(?<!\d)(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark){year}",
    )
    tail = rf"{_CLOCK}?"
    return tuple(re.compile(f"(?ix:{_spaced(form)}{tail})", re.IGNORECASE | re.VERBOSE) for form in forms)


def _spaced(form: str) -> str:
    return form.replace(" ", r"\ ")
