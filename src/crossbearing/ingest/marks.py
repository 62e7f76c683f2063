"""Lines that as a whole are something other than the report's own sentences."""

import re

from crossbearing.ingest import agencies, patterns
from crossbearing.ingest.bylines import match_byline
from crossbearing.ingest.lines import Line
from crossbearing.ingest.pieces import Piece, fill, trim
from crossbearing.ingest.stamps import Stamp, stamps_from, whole_line

_MAX_BYLINE = 140
"""A line with a byline and a date is no longer."""
_STAFF = re.compile(
    r"(?P<outlet>[A-Z][\w.&-]{1,30}(?: [A-Z][\w.&-]{1,20}){0,3})['’]s? [A-Z].{2,80}"
    r" con\w{3,8}ed to this \w{4,9}\.?"
)
_WORD_START = re.compile(r"(?<![\w/.-])(?=\w)")


def mark_line(text: str, line: Line, *, edge: bool, outlet: str | None = None) -> list[Piece] | None:
    """The pieces of a line that is furniture, a date, a byline or a credit, or None where it is none.

    ``edge`` says that the line stands near the report's top or end, where a byline, an agency or an outlet's
    name may; ``outlet`` is the outlet if it is known. "4 min read"; "13 December, 2016"; "By Ann Roe December
    13, 2016"; "Reuters, Guardian and PA"; "Viet Nam News".
    """
    stamps = whole_line(text, line.start + line.marker, line.end)
    if stamps and (edge or stamps[0].rank != "bare"):
        return [Piece(line.start, line.end, "furniture", days=tuple(stamps) if edge else ())]
    credit = agencies.only(line.body)
    if credit:
        return [Piece(line.start, line.end, "credit", agencies=credit if edge else ())]
    if patterns.photo_line().fullmatch(line.body):
        return [Piece(line.start, line.end, "credit")]
    if edge:
        found = _byline(text, line) or _outlet(line, outlet)
        if found:
            return found
    return _furniture(line)


def opens_list(line: Line) -> bool:
    """Whether a line announces headlines of other stories: "Related stories:", "Most read"."""
    return patterns.any_furniture("list").fullmatch(line.body) is not None


def _furniture(line: Line) -> list[Piece] | None:
    listed = patterns.any_furniture("line")
    if not (listed.fullmatch(line.body) or (line.marker and listed.fullmatch(line.text))):
        return None
    for pattern in patterns.furniture("line"):
        if pattern.expression.fullmatch(line.body) or pattern.expression.fullmatch(line.text):
            if pattern.kind != "credit":
                return [Piece(line.start, line.end, pattern.kind)]
            staff = _STAFF.fullmatch(line.text)
            named = () if staff else agencies.named(line.text)
            return [
                Piece(
                    line.start, line.end, "credit", agencies=named, outlet=staff["outlet"] if staff else None
                )
            ]
    return None


def _outlet(line: Line, known: str | None) -> list[Piece] | None:
    words = line.body.strip("|-–— ")
    same = known is not None and words.casefold() == known.casefold()
    named = words if same else patterns.outlet_line(words)
    return [Piece(line.start, line.end, "furniture", outlet=named)] if named else None


def _byline(text: str, line: Line) -> list[Piece] | None:
    if len(line.text) > _MAX_BYLINE:
        return None
    start = line.start + line.marker
    leading = stamps_from(text, start, line.end)
    if leading:
        return _names(text, line, leading[-1].end, line.end, leading)
    for place in _WORD_START.finditer(text, start + 1, line.end):
        trailing = whole_line(text, place.start(), line.end)
        if trailing:
            return _names(text, line, start, place.start(), trailing)
    return _names(text, line, start, line.end, [])


def _names(text: str, line: Line, start: int, end: int, stamps: list[Stamp]) -> list[Piece] | None:
    """A byline over ``[start, end)`` with the marks of the day that stand before or after it."""
    bounds = trim(text, start, end)
    words = text[slice(*bounds)].strip("|•·,–—- ") if bounds else ""
    names = match_byline(words)
    if names is None:
        return None
    begin = text.index(words, start)
    credit = agencies.only(names)
    byline = Piece(
        begin,
        begin + len(words),
        "credit" if credit else "byline",
        agencies=credit,
        byline=None if credit else names,
    )
    days = [Piece(stamps[0].start, stamps[-1].end, "furniture", days=tuple(stamps))] if stamps else []
    return fill(text, line.start, line.end, [byline, *days], "furniture")
