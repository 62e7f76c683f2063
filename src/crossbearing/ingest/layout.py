"""Laying a report out: which stretches are title, standfirst, caption, heading, paragraph or furniture."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from crossbearing.ingest.cuts import Place, cut_line
from crossbearing.ingest.datelines import match_dateline
from crossbearing.ingest.head import Head, read_head
from crossbearing.ingest.lines import Line, ends_sentence, split_lines
from crossbearing.ingest.marks import opens_list
from crossbearing.ingest.patterns import photo_credit
from crossbearing.ingest.pieces import Piece, fill, trim
from crossbearing.ingest.titles import is_prose, repeat_end, title_forms

_LATE_LINES = 3
"""Credits inside a line are looked for in so many last lines of the story."""
_START_LINES = 2
"""A day or a repeated title may open the first so many lines of the story."""
_MAX_HEADING = 80
_MAX_HEADING_WORDS = 12
"""No section heading seen is longer than 9 words."""
_MAX_LISTED = 160
"""No headline in a list of other stories is longer."""
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w'’.-]*|al-\w+|el|de|van|von|bin|der)"
_SPEAKER = re.compile(
    rf"[-–—―~]{{1,2}}\s?[A-ZÀ-Þ][\w'’.-]*(?:\s{_NAME_WORD}){{1,6}}(?:(?:,|\s\(|\s[-–—]\s)\s?[^.!?]{{2,100}})?"
)
_NO_HEADING_END = re.compile(
    r"""[.,;:…–—-]["'”’»)\]]*$|[?!]["'”’»)\]]+$|^(?:\S+\s+){7,}\S+[?!]$|^\[.*[?!]$"""
)
_CAPITAL = re.compile(r"""["“‘'’(\[«]?[A-ZÀ-Þ0-9]""")


class Layout(Struct, frozen=True):
    """The pieces of a text in order, and where its title stands, if it has one."""

    pieces: tuple[Piece, ...]
    title: tuple[int, int] | None


def lay_out(
    text: str, *, title: str | None = None, outlet: str | None = None, headings: frozenset[str] = frozenset()
) -> Layout:
    """Cut a text into pieces that cover every character but white space, in order, none over another.

    ``title`` is what the text starts with where a record or page gave one; ``headings`` are lines that a
    page marks as such. Raises nothing: a line that fits no kind is a paragraph.
    """
    bounds = trim(text, 0, len(title)) if title else None
    lines = split_lines(text, bounds[1] if bounds else 0)
    head = read_head(text, lines, given=bounds is not None, outlet=outlet)
    bounds = bounds or head.title
    pieces = [] if head.title == bounds or bounds is None else [Piece(*bounds, "title")]
    for mark in head.marks[: head.body]:
        pieces += mark or []
    forms = title_forms(text[slice(*bounds)]) if bounds else ()
    pieces += _body(text, lines, head, forms, headings)
    return Layout(tuple(sorted(pieces)), bounds)


def _body(
    text: str, lines: Sequence[Line], head: Head, forms: tuple[str, ...], headings: frozenset[str]
) -> list[Piece]:
    unmarked = [index for index in range(head.body, len(lines)) if head.marks[index] is None]
    prose = {index: nth for nth, index in enumerate(unmarked)}
    found: list[list[Piece]] = []
    listed = False
    for index in range(head.body, len(lines)):
        line = lines[index]
        listed = opens_list(line) or (listed and _is_listed(line))
        mark = head.marks[index]
        if listed:
            found.append([Piece(line.start, line.end, "furniture")])
        elif mark is not None:
            found.append(mark)
        elif _is_speaker(lines, index) and found:
            found[-1] = _as_pullquote(found[-1])
            found.append([Piece(line.start, line.end, "pullquote")])
        elif line.heading_mark or line.body in headings or _is_heading(lines, head, index):
            found.append(_heading(text, line, forms))
        else:
            found.append(cut_line(text, line, _place(prose, index, forms)))
    return [piece for pieces in found for piece in pieces]


def _place(prose: Mapping[int, int], index: int, forms: tuple[str, ...]) -> Place:
    nth = prose[index]
    left = len(prose) - nth
    return Place(first=nth < _START_LINES, late=left <= _LATE_LINES, last=left == 1, titles=forms)


def _is_listed(line: Line) -> bool:
    return len(line.body) <= _MAX_LISTED and not ends_sentence(line.body)


def _is_speaker(lines: Sequence[Line], index: int) -> bool:
    """Whether a line names who said the line directly above it: "- Ann Roe, head of the mission"."""
    if index == 0 or lines[index].gap or not _SPEAKER.fullmatch(lines[index].text):
        return False
    above = lines[index - 1].text
    return ends_sentence(above) and not above.startswith(("- ", "– ", "— "))


def _as_pullquote(pieces: list[Piece]) -> list[Piece]:
    return [Piece(p.start, p.end, "pullquote") if p.kind == "paragraph" else p for p in pieces]


def _is_heading(lines: Sequence[Line], head: Head, index: int) -> bool:
    """Whether a short line without a full stop stands over a paragraph: "Running out of time"."""
    line = lines[index]
    words = line.body
    if len(words) > _MAX_HEADING or len(words.split()) > _MAX_HEADING_WORDS or _NO_HEADING_END.search(words):
        return False
    if photo_credit().search(words):
        return False
    if not _CAPITAL.match(words) or index + 1 >= len(lines) or head.marks[index + 1] is not None:
        return False
    after = lines[index + 1]
    return (line.gap or after.gap or index == head.body) and is_prose(after) and not match_dateline(words)


def _heading(text: str, line: Line, forms: tuple[str, ...]) -> list[Piece]:
    start = line.start + line.marker
    repeated = repeat_end(text, start, forms) is not None
    heading = Piece(start, line.end, "furniture" if repeated else "heading")
    return fill(text, line.start, line.end, [heading], "furniture")
