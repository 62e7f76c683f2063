"""From matches to mentions: read each in its context, put parts onto days, make ranges, add relations."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from crossbearing.model import Interval
from crossbearing.times.clock import on_day
from crossbearing.times.found import Context, Found, Relation, between, dated
from crossbearing.times.guards import stands
from crossbearing.times.memory import Memory
from crossbearing.times.readers import READERS
from crossbearing.times.relations import relation
from crossbearing.times.rules import Match, matches
from crossbearing.times.scan import Scan
from crossbearing.times.stretches import day_of

_BEFORE_DAY = ((), ("on",), (",",), ("of",), (",", "on"), ("on", "the"), ("of", "the"), (")", "on"))
_AFTER_DAY = (
    (),
    ("at",),
    (",",),
    (",", "at"),
    ("around",),
    ("at", "around"),
    ("at", "about"),
    ("in", "the"),
    ("by",),
)
"""Words that may stand between a part of the day and its day: "dawn on Friday"; "Friday at dawn"."""

_NOON, _NIGHT_WORDS = 12, 6
"""Hours: "8 o'clock last night" is 20:00, "3 o'clock last night" lies after its midnight."""

_FULL = ("iso", "numeric")
"""Rules of days that always have their year."""

_RANGE = {"from": ("to", "until", "till", "through", "-", "–"), "between": ("and", "to", "-", "–")}


class Piece(NamedTuple):
    """A time expression as words ``[first, last)`` of a scan, with what was read and how it is tied."""

    first: int
    last: int
    found: Found
    relation: Relation


def assemble(scan: Scan, day: date | None, direction: Callable[[Match], int], memory: Memory) -> list[Piece]:
    """Read all time expressions of a scan, in text order, none overlapping another; adds to the memory."""
    pieces: list[Piece] = []
    upto = 0
    full: date | None = None
    for match in matches(scan, stands):
        memory.pass_over(scan, upto, match.first)
        upto = match.last
        spoken = memory.spoken if memory.quoted and memory.spoken is not None and day is not None else day
        if full is not None and match.rule.reads == "day" and day is not None:
            spoken = full  # "on 30 December 2014 they said that on 2 January": the year that lies nearest
        found = READERS[match.rule.reads](
            match, Context(spoken, memory.anchor, memory.quarter, direction, memory.period, memory.frame)
        )
        if found is None:
            continue
        pieces.append(Piece(match.first, match.last, found, found.relation or "at"))
        full = _full_day(match, found) or full
        ahead = found.grain == "quarter" and direction(match) > 0
        memory.keep(found, match, ahead=ahead)
    memory.pass_over(scan, upto, len(scan.letters))
    return _related(_ranged(_joined(pieces, scan), scan), scan)


def _full_day(match: Match, found: Found) -> date | None:
    """The day that an expression names with its year, or None."""
    full = match.rule.reads in _FULL or (match.rule.reads == "day" and match.at("y"))
    if not full or found.interval is None or found.interval.start is None:
        return None
    return found.interval.start.date()


def _joined(pieces: list[Piece], scan: Scan) -> list[Piece]:
    """Put each part of a day, and each clock time, onto the day beside it."""
    out: list[Piece] = []
    for piece in pieces:
        joined = _join(out[-1], piece, scan) if out else None
        if joined is None:
            out.append(piece)
        else:
            out[-1] = joined
    return out


def _join(left: Piece, right: Piece, scan: Scan) -> Piece | None:
    gap = tuple(scan.lower[left.last : right.first])
    if left.found.of_day and _is_day(right.found) and gap in _BEFORE_DAY:
        found = _put(
            left.found.of_day, _day_before(right.found) if _after_midnight(left, scan) else right.found
        )
    elif right.found.of_day and _is_day(left.found) and gap in _AFTER_DAY:
        found = _put(right.found.of_day, left.found)
    elif left.found.of_day and right.found.of_day and gap in ((), ("in", "the"), (",",)):
        part, clock = sorted((left.found, right.found), key=_is_clock)
        found = clock if _is_clock(clock) else part
    elif _is_clock(left.found) and right.found.kind == "time" and right.found.grain == "part" and not gap:
        found = _clock_in_part(str(left.found.of_day), right.found)
    elif left.found.kind == "time" and right.found.of_day and not gap:
        found = left.found
    else:
        return None
    return Piece(left.first, right.last, found, "at")


def _clock_in_part(word: str, part: Found) -> Found:
    """Put "3 o'clock" onto "this morning", "last night": its hour is read by the part of the day."""
    if part.interval is None or part.interval.start is None:
        return part
    hour, code = int(word[:2]), str(part.value)[-2:]
    day = part.interval.start.date()
    if code == "NI" and hour < _NIGHT_WORDS:
        day += timedelta(days=1)
    elif hour < _NOON and code in ("AF", "EV", "NI"):
        hour += _NOON
    return on_day(f"{hour:02}{word[2:]}", day_of(day))


def _after_midnight(piece: Piece, scan: Scan) -> bool:
    """True for "after midnight on Sunday", which is in Sunday's first hours: the midnight that began it."""
    return piece.found.of_day == "midnight" and scan.lower[piece.first - 1 : piece.first] in (
        ["after"],
        ["past"],
    )


def _day_before(day: Found) -> Found:
    if day.interval is None or day.interval.start is None or day.interval.end is None:
        return day
    return dated(day_of(day.interval.start.date() - timedelta(days=1)))


def _is_clock(found: Found) -> bool:
    return bool(found.of_day) and str(found.of_day)[0].isdigit()


def _is_day(found: Found) -> bool:
    return found.kind == "date" and found.grain == "day" and not (found.value or "").endswith("_REF")


def _put(word: str, day: Found) -> Found:
    if day.interval is not None and day.interval.start is not None:
        return on_day(word, day_of(day.interval.start.date()))
    if day.value is None:
        return Found("time", None, "part", None)
    sample = on_day(word, day_of(date(2001, 1, 1)))
    return Found("time", None, sample.grain, f"{day.value}T{str(sample.value).split('T', 1)[1]}")


def _ranged(pieces: list[Piece], scan: Scan) -> list[Piece]:
    """Make one of "from Monday to Wednesday", "between 2011 and 2013"."""
    out: list[Piece] = []
    for piece in pieces:
        joined = _range(out[-1], piece, scan) if out else None
        if joined is None:
            out.append(piece)
        else:
            out[-1] = joined
    return out


def _range(left: Piece, right: Piece, scan: Scan) -> Piece | None:
    opener = scan.lower[left.first - 1] if left.first else ""
    gap = scan.lower[left.last : right.first]
    if opener not in _RANGE or len(gap) != 1 or gap[0] not in _RANGE[opener]:
        return None
    first, last = left.found, right.found
    if first.of_day and not last.of_day and last.interval is not None and last.interval.start is not None:
        first = on_day(first.of_day, day_of(last.interval.start.date()))
    if first.kind not in ("date", "time") or last.kind not in ("date", "time"):
        return None
    value = f"{first.value}/{last.value}" if first.value and last.value else None
    if first.interval is None or last.interval is None:
        return Piece(left.first, right.last, Found(first.kind, None, first.grain, value), "at")
    start, end = first.interval.start, last.interval.end
    if start is None or end is None:
        return None
    if start >= end and first.grain == "day" and first.value != last.value:
        start -= timedelta(days=7)
        value = f"{start.date().isoformat()}/{last.value}" if value else None
    if start >= end:
        return None
    found = between(start, end, first.grain, first.kind, value)._replace(relation="at")
    return Piece(left.first, right.last, found, "at")


def _related(pieces: list[Piece], scan: Scan) -> list[Piece]:
    return [piece if piece.found.relation else piece._replace(relation=_tie(piece, scan)) for piece in pieces]


def _tie(piece: Piece, scan: Scan) -> Relation:
    """The relation that the words before give; "the toll of the five-year war" starts nothing."""
    found = relation(scan, piece.first)
    length = piece.found.kind == "duration" and piece.found.interval is None
    return "at" if found == "since" and (length or _names_source(piece, scan)) else found


def _names_source(piece: Piece, scan: Scan) -> bool:
    """True for "the toll from Tuesday's raid", "back from noon prayers": what it is from has a time."""
    if "from" not in scan.lower[max(0, piece.first - 2) : piece.first]:
        return False
    after = scan.lower[piece.last : piece.last + 1]
    owner = scan.lower[piece.last - 1].endswith("days") or after in (["'s"], ["’s"], ["'"], ["’"])
    return after in (["prayer"], ["prayers"]) or (owner and scan.lower[piece.last - 1] != "days")


def hull(first: Interval | None, last: Interval | None) -> Interval | None:
    """The interval that holds both; None where either is unknown."""
    if first is None or last is None:
        return None
    start = None if first.start is None or last.start is None else min(first.start, last.start)
    end = None if first.end is None or last.end is None else max(first.end, last.end)
    return Interval(start, end)
