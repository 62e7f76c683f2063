"""The top of a report: header block, title, standfirst, byline and days, down to where the story starts."""

import re
from collections.abc import Sequence

from msgspec import Struct

from crossbearing.ingest import patterns
from crossbearing.ingest.datelines import match_dateline
from crossbearing.ingest.lines import Line, ends_sentence
from crossbearing.ingest.marks import mark_line
from crossbearing.ingest.pieces import Piece, fill
from crossbearing.ingest.stamps import whole_line
from crossbearing.ingest.titles import find_title, is_prose

HEAD_LINES = 14
"""The title and what stands under it are looked for in so many lines."""
TAIL_LINES = 5
"""Bylines, agencies and outlets at the end are looked for in so many lines."""
_HEAD_GAP = 2
"""So many lines of text (standfirst, caption) may stand between a title and the date or byline under it."""
_MAX_STANDFIRST = 500
"""Longer text above a date line is already the story."""
_STANDFIRST_WORDS = 5
"""A line under the title with fewer words is a section heading."""
_MIN_HEADERS = 2
"""One "Source:" line may be a credit; so many labelled lines are a header block."""
_HEADER = re.compile(r"(?P<label>[A-Za-z]{2,12})\s?:\s{0,4}(?=\S)")
_READING_TIME = re.compile(r"\d{1,3}[\s-]?min(?:ute)?s?[\s-]read", re.IGNORECASE)

Marks = list[list[Piece] | None]


class Head(Struct, frozen=True):
    """What the lines of a text are as wholes, which is the title, and the index of the story's first line."""

    marks: Marks
    title: tuple[int, int] | None
    body: int


def read_head(text: str, lines: Sequence[Line], *, given: bool, outlet: str | None) -> Head:
    """Find the title and the start of the story, and mark every line that is no text of it.

    ``given`` says that the title stands before these lines already.
    """
    tail = len(lines) - TAIL_LINES
    marks: Marks = [
        mark_line(text, line, edge=index < HEAD_LINES or index >= tail, outlet=outlet)
        for index, line in enumerate(lines)
    ]
    title = _headers(text, lines, marks)
    index = (
        None if given or title else find_title(lines, [mark is not None for mark in marks], last=HEAD_LINES)
    )
    if index is not None:
        title = (lines[index].start + lines[index].marker, lines[index].end)
        marks[index] = fill(text, lines[index].start, lines[index].end, [Piece(*title, "title")], "furniture")
        for above in range(index):
            marks[above] = marks[above] or [Piece(lines[above].start, lines[above].end, "furniture")]
    body = _body_start(text, lines, marks, 0 if index is None else index + 1)
    _mark_above(text, lines, marks, body, titled=given or title is not None)
    body = _standfirst(lines, marks, body) if given or title is not None else body
    for inside in range(body, min(HEAD_LINES, tail)):
        marks[inside] = mark_line(text, lines[inside], edge=False, outlet=outlet)
    return Head(marks, title, body)


def _headers(text: str, lines: Sequence[Line], marks: Marks) -> tuple[int, int] | None:
    """Mark a block of labelled lines ("Title: …", "Date: …") at the top; give the title it states."""
    labelled: list[tuple[int, re.Match[str], str]] = []
    for index, line in enumerate(lines[:HEAD_LINES]):
        match = _HEADER.match(text, line.start, line.end)
        field = patterns.headers().get(match["label"].casefold()) if match else None
        if match is None or field is None:
            break
        labelled.append((index, match, field))
    if len(labelled) < _MIN_HEADERS:
        return None
    title = None
    for index, match, field in labelled:
        value = (match.end(), lines[index].end)
        marks[index] = _header(text, lines[index], value, field)
        title = value if field == "title" else title
    return title


def _header(text: str, line: Line, value: tuple[int, int], field: str) -> list[Piece]:
    words = text[slice(*value)]
    if field == "title":
        return fill(text, line.start, line.end, [Piece(*value, "title")], "furniture")
    if field == "byline":
        return fill(text, line.start, line.end, [Piece(*value, "byline", byline=words)], "furniture")
    days = tuple(whole_line(text, line.start, line.end)) if field == "day" else ()
    return [Piece(line.start, line.end, "furniture", days=days, outlet=words if field == "outlet" else None)]


def _body_start(text: str, lines: Sequence[Line], marks: Marks, after: int) -> int:
    """The first line after the title and the days, bylines and reading times that belong to it."""
    body = after
    unmarked = 0
    story = max((index for index, mark in enumerate(marks) if mark is None), default=-1)
    for index in range(after, min(len(lines), HEAD_LINES)):
        if marks[index] is not None:
            belongs = index < story and unmarked <= _HEAD_GAP and _belongs(marks[index] or [], lines[index])
            body = index + 1 if belongs else body
            continue
        unmarked += 1
        too_long = len(lines[index].text) > _MAX_STANDFIRST and not _is_caption(lines[index])
        if too_long or match_dateline(text, lines[index].start):
            break
    while body < len(lines) and marks[body] is not None:
        body += 1
    return body


def _belongs(mark: Sequence[Piece], line: Line) -> bool:
    if _READING_TIME.match(line.text):
        return True
    return any(piece.days or piece.outlet or piece.byline or piece.agencies for piece in mark)


def _is_caption(line: Line) -> bool:
    return (
        patterns.photo_credit().search(line.text) is not None
        or patterns.caption_cue().match(line.text) is not None
    )


def _mark_above(text: str, lines: Sequence[Line], marks: Marks, body: int, *, titled: bool) -> None:
    for index in range(body):
        if marks[index] is None:
            marks[index] = _above(text, lines[index], titled)


def _above(text: str, line: Line, titled: bool) -> list[Piece]:
    """A line between title and story: a caption with its credit, a standfirst, or a label."""
    credit = patterns.photo_credit().search(text, line.start, line.end)
    if credit:
        return fill(text, line.start, line.end, [Piece(*credit.span(), "credit")], "caption")
    if patterns.caption_cue().match(line.text):
        return [Piece(line.start, line.end, "caption")]
    if len(line.body.split()) < _STANDFIRST_WORDS and not is_prose(line):
        return [Piece(line.start, line.end, "furniture")]
    return [Piece(line.start, line.end, "standfirst" if titled else "paragraph")]


def _standfirst(lines: Sequence[Line], marks: Marks, body: int) -> int:
    """Take the line under the title as standfirst where it does not end as a sentence of the story does."""
    if body + 1 >= len(lines) or (body > 0 and not _only_title(marks[body - 1] or [])):
        return body
    line, after = lines[body], lines[body + 1]
    plain = not ends_sentence(line.body) and len(line.body.split()) >= _STANDFIRST_WORDS
    if (
        plain
        and len(line.body) <= _MAX_STANDFIRST
        and after.gap
        and not line.heading_mark
        and not _is_caption(line)
    ):
        marks[body] = [Piece(line.start, line.end, "standfirst")]
        return body + 1
    return body


def _only_title(mark: Sequence[Piece]) -> bool:
    return all(piece.kind in ("title", "furniture") and not piece.days for piece in mark)
