"""Parts of the day and clock times: by themselves, and put onto a day that stands beside them."""

import re
from datetime import datetime, timedelta

from crossbearing.model import Interval
from crossbearing.times.amounts import amount
from crossbearing.times.found import Context, Found, undated
from crossbearing.times.lexicon import parts
from crossbearing.times.relative import shifted_day
from crossbearing.times.rules import Match
from crossbearing.times.stretches import Stretch, day_of, midnight
from crossbearing.vocabulary import Grain

_SMALL_HOURS = (0, 6)
_BOTH_NIGHTS = (-6, 30)
"""Hours of "overnight" beside a day: the night that led to it or the one that follows; few say which."""

OVERNIGHT = "overnight"
_NOON = 12
_DIGITS = re.compile(r"\d+")


def part(match: Match, context: Context) -> Found | None:
    """Read a part of the day: "last night", "this morning", "at dawn"; the day beside it comes later."""
    word = match.word("p")
    day = _day_of_part(match, context)
    if day is None:
        return Found("time", None, "part", None, of_day=word)
    found = on_day(word, day)
    return found if match.at("s") else found._replace(of_day=word)


def _day_of_part(match: Match, context: Context) -> Stretch | None:
    if not match.at("s"):
        anchor = context.anchor
        if (
            anchor is not None
            and anchor.grain in ("day", "part", "hour", "minute")
            and anchor.start is not None
        ):
            day = anchor.start.date()
            back = match.word("p") == "midnight" and day == context.day and context.direction(match) <= 0
            return day_of(day - timedelta(days=int(back)))
        if context.day is None:
            return None
        back = match.word("p") == "midnight" and context.direction(match) <= 0
        return day_of(context.day - timedelta(days=int(back)))
    return shifted_day(match, context)


def part_beside(match: Match, context: Context) -> Found | None:
    """Read "the night before", "the morning after"."""
    origin = context.anchor_day()
    if origin is None:
        return undated("part", None, "time")
    return on_day(match.word("p"), day_of(origin + timedelta(days=int(match.value("x")))))


def tonight(match: Match, context: Context) -> Found | None:
    """Read "tonight" (the report's day) and "overnight" (the night that led to it)."""
    if context.day is None:
        return undated("part", None, "time")
    if match.word("t") == "tonight":
        return on_day("night", day_of(context.day))
    start = midnight(context.day)
    value = f"{(start - timedelta(days=1)).date().isoformat()}TNI"
    hours = Interval(start - timedelta(hours=6), start + timedelta(hours=6))
    return Found("time", hours, "part", value, of_day=OVERNIGHT)


def small_hours(match: Match, context: Context) -> Found | None:
    """Read "the early hours", "the early hours of" a day that follows."""
    return Found("time", None, "part", None, of_day="small hours")


def clock(match: Match, context: Context) -> Found | None:
    """Read "5.30pm", "05:00 GMT", "0300 GMT", "five o'clock"."""
    words = match.words("c")
    digits = [int(d) for d in _DIGITS.findall(words[0])]
    if not digits:
        spoken = amount(match, "c")
        digits = [int(spoken)] if spoken is not None else []
    if len(words[0]) == 4 and words[0].isdigit():
        digits = [digits[0] // 100, digits[0] % 100]
    hour, minute = [*digits, 0, 0][:2]
    marks = [match.scan.values[i] for i in match.at("c")][1:]
    if marks and marks[0] in ("0", "12"):
        if hour > _NOON:
            return None if hour > 23 else _clock(hour, minute, context)
        hour = hour % _NOON + int(marks[0])
    return _clock(hour, minute, context)


def _clock(hour: int, minute: int, context: Context) -> Found | None:
    if hour > 23 or minute > 59:
        return None
    word = f"{hour:02}:{minute:02}"
    day = None
    if context.anchor is not None and context.anchor.grain == "day" and context.anchor.start is not None:
        day = day_of(context.anchor.start.date())
    elif context.day is not None:
        day = day_of(context.day)
    found = on_day(word, day) if day is not None else Found("time", None, "minute", f"T{word}")
    return found._replace(of_day=word)


def on_day(word: str, day: Stretch) -> Found:
    """Put a part of the day, or a clock time "05:00", onto a day."""
    assert day.start is not None
    if word[0].isdigit():
        return _at_clock(word, day.start)
    if word == "small hours":
        first, last, code, grain = *_SMALL_HOURS, "MO", "part"
    elif word == OVERNIGHT:
        first, last, code, grain = *_BOTH_NIGHTS, "NI", "part"
    else:
        known = parts()[word]
        first, last, code, grain = known.first, known.last, known.code, known.grain
    hours = Interval(day.start + timedelta(hours=first), day.start + timedelta(hours=last))
    return Found(
        "time", hours, "hour" if grain == "hour" else "part", f"{day.start.date().isoformat()}T{code}"
    )


def _at_clock(word: str, midnight_: datetime) -> Found:
    hour, minute = map(int, word.split(":"))
    start = midnight_ + timedelta(hours=hour, minutes=minute)
    length = timedelta(minutes=1) if minute else timedelta(hours=1)
    grain: Grain = "minute" if minute else "hour"
    value = f"{midnight_.date().isoformat()}T{word}"
    return Found("time", Interval(start, start + length), grain, value)
