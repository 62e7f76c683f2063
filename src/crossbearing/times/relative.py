"""Readers of expressions counted from the report's day, or from the day that the text named last."""

from datetime import date, timedelta

from crossbearing.times.amounts import amount, duration_value
from crossbearing.times.found import Context, Found, between, dated, undated
from crossbearing.times.rules import Match
from crossbearing.times.stretches import (
    DAY,
    DAYS_OF,
    GRAIN_OF,
    MONTHS_OF,
    Stretch,
    day_of,
    midnight,
    quarter_of,
    shifted,
    unit_at,
    weekend_of,
)

_VAGUE_REACH = {
    "TS": 0,
    "TM": 0,
    "TH": 1,
    "D": 7,
    "W": 56,
    "F": 56,
    "M": 366,
    "Q": 366,
    "Y": 3653,
    "E": 18263,
}
"""Days that "recent hours, days, weeks ..." may reach back at most; wide on purpose, vague stays a range."""

_HOURS = 24
_PLURAL_BEFORE = frozenset(
    {"and", "or", "of", "in", "on", "at", "to", "as", "by", "for", "have", "has", "were", "was"}
)
"""After "last weeks" these say that it is a plural and no lost apostrophe."""

_ANCHORED = frozenset({"that", "those", "same", "following", "previous", "preceding", "prior"})
"""These count from what the text named last; "last" and "next" count from the report's day."""


def weekday(match: Match, context: Context) -> Found | None:
    """Read a weekday: the nearest past one, or the nearest following where the verb looks ahead."""
    number = int(match.value("w"))
    if context.day is None:
        return undated("day", f"XXXX-WXX-{number}")
    sign, words = shift_sign(match), match.words("s")
    if words and words[-1] in ("previous", "following", "preceding"):
        origin = context.anchor_day() or context.day
        return dated(day_of(_weekday_from(origin, number, sign, strict=True)))
    if sign:
        return dated(day_of(_weekday_from(context.day, number, sign, strict=True)))
    direction = context.direction(match)
    if "this" in words and direction == 0:
        direction = 1
    return dated(day_of(_weekday_from(context.day, number, direction or -1, strict=False)))


def _weekday_from(origin: date, number: int, sign: int, *, strict: bool) -> date:
    gap = (number - origin.isoweekday()) % 7 if sign > 0 else -((origin.isoweekday() - number) % 7)
    if gap == 0 and strict:
        gap = 7 * sign
    return origin + timedelta(days=gap)


def dayword(match: Match, context: Context) -> Found | None:
    """Read "today", "late yesterday", "the day after tomorrow"."""
    if context.day is None:
        return undated("day")
    count = int(match.value("t")) * (2 if match.has("day") else 1)
    return dated(day_of(context.day + timedelta(days=count)))


def shifted_day(match: Match, context: Context) -> Stretch | None:
    """The day that "last", "this", "the previous" point to; None where the day counted from is unknown."""
    words = match.words("s")
    anchored = bool(_ANCHORED.intersection(words))
    origin = context.anchor_day() if anchored else context.day
    if origin is None:
        return None
    return day_of(origin + timedelta(days=shift_sign(match)))


def shift_unit(match: Match, context: Context) -> Found | None:
    """Read "last week", "this year", "the following month", "that day", "the latest quarter"."""
    unit, words, sign = match.value("u"), match.words("s"), shift_sign(match)
    if unit in ("TH", "TM", "TS"):
        return None
    anchored = bool(_ANCHORED.intersection(words)) or (unit == "D" and words[:1] == ["next"])
    if unit == "D" and words and words[-1] in ("last", "latest", "past"):
        return None
    if unit == "Q" and "latest" in words:
        return last_quarter(context)
    if anchored and unit == "Q" and context.quarter is not None:
        return _quarter(context.quarter, sign)
    if anchored and sign == 0 and context.anchor is None:
        return undated(GRAIN_OF[unit])
    origin = context.anchor_day(unit) if anchored else context.day
    moved = shifted(origin, unit, sign) if origin is not None else None
    found = unit_at(moved, unit) if moved is not None else None
    if found is None:
        return undated(GRAIN_OF[unit])
    whole = words == ["last"] and match.has("the") and not match.at("e") and unit in ("W", "M", "Y")
    running = whole or words[-1:] == ["past"]
    if running and context.day is not None:
        return _reaching(context.day, unit, 1, -1, "")._replace(kind="date", value=found.value)
    return dated(found)


def weekend(match: Match, context: Context) -> Found | None:
    """Read "the weekend", "last weekend"."""
    if context.day is None:
        return undated("week")
    sign = shift_sign(match)
    if not match.at("s") and context.day.isoweekday() < 6:
        sign = min(context.direction(match), 0) or (0 if context.direction(match) > 0 else -1)
    if sign < 0 and context.day.isoweekday() >= 6 and not match.at("s"):
        sign = 0
    return dated(weekend_of(context.day + timedelta(days=7 * sign)))


def window(match: Match, context: Context) -> Found | None:
    """Read "the past three months", "the next two weeks", "over the last hour": a length with its place."""
    unit = match.value("u")
    count = amount(match, "k" if match.at("k") else "n") if match.at("n") else 1.0
    value, grain = duration_value(count, unit), GRAIN_OF[unit]
    sign = shift_sign(match)
    if sign == 0 or context.day is None or match.word("s") in ("first", "final"):
        return undated(grain, value, "duration")
    return _reaching(context.day, unit, count, sign, value)


def _reaching(today: date, unit: str, count: float | None, sign: int, value: str) -> Found:
    if count is None:
        reach: date | None = today + timedelta(days=sign * _VAGUE_REACH[unit])
    elif unit in MONTHS_OF or unit in DAYS_OF:
        reach = shifted(today, unit, sign * count)
    else:
        days = int(count // _HOURS) if unit == "TH" else 0
        reach = today + timedelta(days=sign * days)
    if reach is None:
        return undated(GRAIN_OF[unit], value, "duration")
    start, end = sorted((midnight(today), midnight(reach)))
    return between(start, end + DAY, GRAIN_OF[unit], "duration", value)


def recent(match: Match, context: Context) -> Found | None:
    """Read "in recent days", "past weeks", "in the coming hours", "the days ahead": vague, so wide."""
    words = match.words("s")
    sign = shift_sign(match) if words else 1
    unit = match.value("u")
    if match.word("s") == match.scan.lower[match.first] and _owns(match):
        return shift_unit(match, context)
    if words and sign == 0:
        return undated(GRAIN_OF[unit], None)
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if context.day is None:
        return undated(GRAIN_OF[unit], value)
    return _reaching(context.day, unit, None, sign, value)._replace(kind="date")


def _owns(match: Match) -> bool:
    """True for "last weeks raid", "next months vote", whose apostrophe is lost."""
    after = match.scan.lower[match.last] if match.last < len(match.scan.lower) else ""
    single = match.word("s") in ("last", "next", "this") and match.last - match.first == 2
    return single and after.isalpha() and after not in _PLURAL_BEFORE


def ago(match: Match, context: Context) -> Found | None:
    """Read "three days ago", "two weeks later", "a year earlier", "two weeks from now"."""
    unit, word = match.value("u"), match.word("x")
    count = amount(match, "n") if match.at("n") else None
    sign = -1 if word in ("ago", "earlier", "before") else 1
    quarter = _year_before(context) if word in ("earlier", "ago") and unit == "Y" and count == 1 else None
    if quarter is not None:
        return quarter
    from_report = word in ("ago", "hence", "")
    origin = context.day if from_report else context.anchor_day(unit)
    if origin is None or (sign > 0 and not from_report and context.anchor is None):
        return undated(GRAIN_OF[unit], duration_value(count, unit), "duration")
    if count is None:
        value = "PAST_REF" if sign < 0 else duration_value(None, unit)
        return _reaching(origin, unit, None, sign, value)._replace(kind="date")
    return _moved(origin, unit, sign * count)


def _moved(origin: date, unit: str, count: float) -> Found:
    if unit in ("TS", "TM", "TH"):
        hours = abs(count) if unit == "TH" else 0
        day = origin + timedelta(days=int(hours // _HOURS) * (1 if count > 0 else -1))
        return dated(day_of(day))._replace(grain="hour")
    if unit == "Y" and count % 1:
        unit, count = "M", count * MONTHS_OF["Y"]
    moved = shifted(origin, unit, count)
    found = unit_at(moved, unit) if moved is not None else None
    return dated(found) if found is not None else undated(GRAIN_OF[unit])


def next_to(match: Match, context: Context) -> Found | None:
    """Read "the day before", "the week after": from what was named last, unless an event is named."""
    unit, sign = match.value("u"), int(match.value("x"))
    if unit in ("TS", "TM", "TH"):
        return None
    origin = context.anchor_day(unit)
    return _moved(origin, unit, sign) if origin is not None else undated(GRAIN_OF[unit])


def twice_removed(match: Match, context: Context) -> Found | None:
    """Read "the week before last", "the year after next"."""
    unit = match.value("u")
    return (
        undated(GRAIN_OF[unit])
        if context.day is None
        else _moved(context.day, unit, 2 * int(match.value("x")))
    )


def next_to_event(match: Match, context: Context) -> Found | None:
    """Read "the day after the attack": a date that only the event could give."""
    return undated(GRAIN_OF[match.value("u")])


def year_ago(match: Match, context: Context) -> Found | None:
    """Read "the year-ago figure": the quarter spoken of, a year before; else the year before."""
    quarter = _year_before(context)
    if quarter is not None:
        return quarter
    if context.day is None:
        return undated("year")
    found = unit_at(date(context.day.year - 1, 1, 1), "Y")
    return dated(found) if found is not None else None


def year_ago_quarter(match: Match, context: Context) -> Found | None:
    """Read "the year-ago quarter", "the corresponding period last year"."""
    now = context.quarter
    if context.frame is not None and match.has("period"):
        return undated("longer", context.frame, "duration")
    if now is None:
        found = last_quarter(context)
        if found.value is None:
            return found
        now = int(found.value[:4]), int(found.value[-1])
    return _quarter(now, -4)


def quarter_anaphor(match: Match, context: Context) -> Found | None:
    """Read "the quarter": the one spoken of, else the last full one."""
    year = match.value("y") or match.value("y2")
    if match.has("last") or match.has("previous"):
        return year_ago_quarter(match, context)
    found = _quarter(context.quarter, 0) if context.quarter is not None else last_quarter(context)
    if year.isdigit() and found.value is not None:
        return dated(quarter_of(int(year), int(found.value[-1])))
    return found


def last_quarter(context: Context) -> Found:
    """The quarter spoken of, else the last full quarter before the report's day."""
    if context.quarter is not None:
        return _quarter(context.quarter, 0)
    if context.day is None:
        return undated("quarter")
    return _quarter((context.day.year, (context.day.month + 2) // 3), -1)


def _year_before(context: Context) -> Found | None:
    """The quarter spoken of, a year before; None where the figures spoken of are no quarter's."""
    if context.quarter is None or context.frame is not None:
        return None
    return _quarter(context.quarter, -4)


def _quarter(origin: tuple[int, int], count: int) -> Found:
    index = origin[0] * 4 + origin[1] - 1 + count
    return dated(quarter_of(index // 4, index % 4 + 1))


def shift_sign(match: Match) -> int:
    """The sign of a shift: -1 for "last", 1 for "next", 0 for "this" and "that"."""
    signs = [match.scan.values[i] for i in match.at("s")]
    return next((int(sign) for sign in reversed(signs) if sign in ("-1", "1")), 0)
