"""Readers of expressions that name their date: days, months, quarters, years, decades, centuries."""

import re
from datetime import date

from crossbearing.times.amounts import amount
from crossbearing.times.clock import on_day
from crossbearing.times.found import Context, Found, dated, undated
from crossbearing.times.rules import Match
from crossbearing.times.scan import ordinal_words
from crossbearing.times.stretches import (
    Stretch,
    century_of,
    day_of,
    decade_of,
    half_of,
    hull,
    in_range,
    month_of,
    quarter_of,
    season_of,
    shifted,
    year_of,
    years_of,
)

_FAR = 60
"""Days: a day without its year that lies nearer than this is taken as nearest, whatever the verb's tense."""

_AHEAD = 2
"""Months: a bare month so near ahead, in the same year, is the coming one whatever the verb."""

_PIVOT = 50
"""Two-digit years below it are of this century."""

MOVABLE = "movable"
"""Value of holidays that have no fixed day ("Easter", "Eid al-Fitr")."""

_SEPARATORS = re.compile(r"[/.-]")


def iso(match: Match, context: Context) -> Found | None:
    """Read "2016-12-13" and "2016-12-13T05:00"."""
    text = match.scan.text[match.scan.starts[match.first] : match.scan.ends[match.first]]
    found = _day(*map(int, text[:10].split("-")))
    if found is None or "T" not in text:
        return dated(found) if found else None
    hour, minute = int(text[11:13]), int(text[14:16])
    return on_day(f"{hour:02}:{minute:02}", found)._replace(value=text) if hour < 24 and minute < 60 else None


def numeric(match: Match, context: Context) -> Found | None:
    """Read "13/12/2016", "13.12.16"; month first only where the day cannot be one. Ambiguous: day first."""
    parts = [int(part) for part in _SEPARATORS.split(match.value("i"))]
    first, second, year = parts
    year = _full_year(year)
    found = _day(year, second, first) or _day(year, first, second)
    return dated(found) if found else None


def day(match: Match, context: Context) -> Found | None:
    """Read a day of a month, with its year, with a shift ("30 September of last year") or by itself."""
    month, number_, year = int(match.value("m")), day_number(match, "d"), year_number(match, "y")
    if year is not None:
        found = _day(year, month, number_)
        return dated(found) if found else None
    if context.day is None:
        return undated("day", f"XXXX-{month:02}-{number_:02}") if number_ <= 31 else None
    if match.at("s"):
        found = _day(context.day.year + _sign(match), month, number_)
        return dated(found) if found else None
    near = nearest_day(month, number_, context.day, context.direction(match))
    return dated(near) if near else None


def day_range(match: Match, context: Context) -> Found | None:
    """Read two days of one month: "between 3 and 5 May"."""
    first, last = day_number(match, "d"), day_number(match, "k")
    if first >= last:
        return None
    month, year = int(match.value("m")), year_number(match, "y")
    if year is None and context.day is None:
        return undated("day", f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}")
    if year is not None:
        end = _day(year, month, last)
    else:
        assert context.day is not None
        end = nearest_day(month, last, context.day, context.direction(match))
    if end is None or end.value is None:
        return None
    start = _day(int(end.value[:4]), month, first)
    return dated(hull(start, end))._replace(relation="at") if start else None


def month_range(match: Match, context: Context) -> Found | None:
    """Read months, or days of two months, that share a year: "January to March 2016", "28 April to 3 May"."""
    year_ = year_number(match, "y")
    if year_ is None:
        return None
    first, last = int(match.value("m")), int(match.value("k"))
    if match.at("d"):
        start, end = _day(year_, first, day_number(match, "d")), _day(year_, last, day_number(match, "e"))
    else:
        start, end = month_of(year_, first), month_of(year_, last)
    if start is None or end is None or first >= last:
        return None
    return dated(hull(start, end))._replace(relation="at")


def day_of_month(match: Match, context: Context) -> Found | None:
    """Read "on the 27th": the last such day, or the next where the verb looks ahead."""
    if context.day is None:
        return undated("day")
    if match.at("s"):
        month_ = shifted(context.day.replace(day=1), "M", _sign(match))
        found = _day(month_.year, month_.month, day_number(match, "d")) if month_ is not None else None
        return dated(found) if found is not None else None
    sign = context.direction(match) or -1
    for step in range(3):
        month_ = shifted(context.day.replace(day=1), "M", sign * step)
        found = _day(month_.year, month_.month, day_number(match, "d")) if month_ is not None else None
        gap = _gap(found, context.day) if found is not None else None
        if found is not None and gap is not None and gap * sign >= 0:
            return dated(found)
    return None


def month(match: Match, context: Context) -> Found | None:
    """Read a month, with its year, with a shift ("last April", "June last year") or by tense."""
    number_, year = int(match.value("m")), year_number(match, "y") or _spoken(match)
    if year is not None:
        return dated(month_of(year, number_)) if in_range(year) else None
    if context.day is None:
        return undated("month", f"XXXX-{number_:02}")
    year = context.day.year
    if match.at("s") and match.has("year"):
        return dated(month_of(year + _sign(match), number_))
    return dated(month_of(_month_year(match, context, number_), number_))


def _month_year(match: Match, context: Context, month_number: int) -> int:
    assert context.day is not None
    today = context.day
    sign = _sign(match) if match.at("s") else context.direction(match)
    if match.at("s") and sign == 0:
        return today.year
    ahead = (month_number - today.month) % 12
    if not match.at("s") and ahead <= _AHEAD and month_number >= today.month:
        sign = max(sign, 0)
    if sign > 0 or (sign == 0 and ahead <= _AHEAD):
        strict = match.at("s") and ahead == 0
        return today.year + (month_number < today.month or bool(strict))
    strict = match.at("s") and ahead == 0
    return today.year - (month_number > today.month or bool(strict))


def year(match: Match, context: Context) -> Found | None:
    """Read a year: "2012", "'89", "fiscal 1989"."""
    number_ = year_number(match, "y")
    return dated(year_of(number_)) if number_ is not None and in_range(number_) else None


def period_of(match: Match, context: Context) -> Found | None:
    """Read "the 2015 period": the quarter spoken of, in that year; else the year."""
    found = year(match, context)
    if context.frame is not None:
        return found
    if found is not None and context.quarter is not None and context.quarter[0] - int(str(found.value)) <= 1:
        return dated(quarter_of(int(str(found.value)), context.quarter[1]))
    return found


def years(match: Match, context: Context) -> Found | None:
    """Read a range of years: "2011-2013", "2011-12"."""
    first, last = re.split(r"[-–/]", match.value("y"))
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    return dated(years_of(int(first), end)) if int(first) < end else None


def spoken_year(match: Match, context: Context) -> Found | None:
    """Read a year in words: "nineteen ninety-six", "the year two thousand"."""
    found = amount(match, "y")
    if found is None:
        return None
    number_ = int(found) + (1900 if match.has("nineteen") else 0)
    return dated(year_of(number_)) if 1000 < number_ < 2200 else None


def quarter(match: Match, context: Context) -> Found | None:
    """Read a numbered quarter; without a year, the one about the report's day."""
    number_ = 4 if match.at("f") else ordinal(match, "q")
    if not 1 <= number_ <= 4:
        return None
    year_ = year_number(match, "y") or year_number(match, "y2")
    if year_ is None and context.day is None:
        return undated("quarter", f"XXXX-Q{number_}")
    if year_ is None:
        assert context.day is not None
        year_ = context.day.year
        if match.at("s"):
            year_ += _sign(match)
        else:
            now = (context.day.month + 2) // 3
            year_ -= now == 1 and number_ == 4 and context.direction(match) <= 0
    return dated(quarter_of(year_, number_))


def half_year(match: Match, context: Context) -> Found | None:
    """Read "the first half of 2016", "the second half of last year"."""
    number_ = 1 if match.word("h") == "first" else 2
    year_ = year_number(match, "y")
    if year_ is None:
        if context.day is None:
            return undated("longer")
        year_ = context.day.year + _sign(match)
    return dated(half_of(year_, number_))


def season(match: Match, context: Context) -> Found | None:
    """Read "the summer of 2014", "last winter", "this spring"."""
    code, year_ = match.value("n"), year_number(match, "y") or _spoken(match)
    if year_ is not None:
        return dated(season_of(year_, code))
    if context.day is None:
        return undated("quarter", f"XXXX-{code}")
    year_, today = context.day.year, context.day
    start = season_of(year_, code).start
    assert start is not None
    sign = _sign(match) if match.at("s") else 0
    if sign < 0:
        year_ -= start.date() > today or (shifted(start.date(), "M", 3) or today) > today
    elif sign > 0:
        year_ += start.date() <= today
    return dated(season_of(year_, code))


def decade(match: Match, context: Context) -> Found | None:
    """Read "the 1970s", "the '80s", "the late nineties"."""
    word = match.word("d").strip("'’").rstrip("s")
    first = int(word) if word.isdigit() else int(match.value("d")) * 10
    if first % 10:
        return None
    return dated(decade_of(first if first > 99 else 1900 + first))


def century(match: Match, context: Context) -> Found | None:
    """Read "the 20th century"."""
    number_ = ordinal(match, "o")
    return dated(century_of(number_)) if 1 <= number_ <= 30 else None


def ordinal(match: Match, label: str) -> int:
    """The number of an ordinal, in digits or words; 0 where it is none."""
    if not match.at(label):
        return 0
    named = ordinal_words().get(match.word(label))
    digits = match.value(label)
    return named if named is not None else int(digits) if digits.isdigit() else 0


def day_number(match: Match, label: str) -> int:
    """The day of the month under a label."""
    return ordinal(match, label)


def year_number(match: Match, label: str) -> int | None:
    """The year under a label: "2016", "'89"; None where there is none."""
    digits = match.value(label).strip("'’")
    return _full_year(int(digits)) if digits.isdigit() else None


def _spoken(match: Match) -> int | None:
    """The year under "k", in words after "nineteen"; None where there is none."""
    found = amount(match, "k") if match.at("k") else None
    return 1900 + int(found) if found is not None else None


def _full_year(year_: int) -> int:
    if year_ >= 100:
        return year_
    return year_ + (2000 if year_ < _PIVOT else 1900)


def _sign(match: Match) -> int:
    return next((int(v) for v in (match.scan.values[i] for i in match.at("s")) if v in ("-1", "1")), 0)


def _day(year_: int, month_: int, day_: int) -> Stretch | None:
    if not in_range(year_):
        return None
    try:
        return day_of(date(year_, month_, day_))
    except ValueError:
        return None


def nearest_day(month_: int, day_: int, today: date, direction: int) -> Stretch | None:
    """The day of the year nearest to today; far off, the one that the verb looks to, or the past one."""
    found = [s for y in (today.year - 1, today.year, today.year + 1) if (s := _day(y, month_, day_))]
    gaps = sorted((abs(gap), gap, s) for s in found if (gap := _gap(s, today)) is not None)
    if not gaps:
        return None
    distance, gap, nearest = gaps[0]
    if distance <= _FAR or gap * (direction or -1) >= 0:
        return nearest
    return next((s for _, gap, s in gaps if gap * (direction or -1) >= 0), nearest)


def _gap(stretch: Stretch, today: date) -> int | None:
    return (stretch.start.date() - today).days if stretch.start is not None else None
