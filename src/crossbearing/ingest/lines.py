"""A text's lines with their offsets; lines that were wrapped at a fixed width are put together again."""

import re
from itertools import pairwise

from msgspec import Struct

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_MARKER = re.compile(r"(?:#{1,6}|>{1,3}|[•▪◦‣·●■*])\s+(?=\S)")
_SENTENCE_END = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_WRAP_WIDTHS = range(45, 101)
"""The widths at which mail and old wire copy break lines."""
_WRAPPED_PAIRS = 3
"""So many broken sentences must run over a line's end before a text counts as wrapped."""
_WRAPPED_SHARE = 0.25
"""And at least this share of the neighbouring line pairs."""
_RAGGED = 0.7
"""A wrapped line reaches at least this share of the width; a shorter one ends its paragraph."""


class Line(Struct, frozen=True):
    """A line without the white space around it.

    ``marker`` is the length of a Markdown heading, quote or list mark at its start; ``gap`` is true
    where a blank line (or nothing) stands before it.
    """

    start: int
    end: int
    text: str
    gap: bool
    marker: int = 0

    @property
    def heading_mark(self) -> bool:
        """Whether the line starts with a Markdown heading mark."""
        return self.text.startswith("#") and self.marker > 0

    @property
    def body(self) -> str:
        """The line's words, without a mark at its start."""
        return self.text[self.marker :]


def split_lines(text: str, start: int = 0) -> list[Line]:
    """The lines of a text from ``start`` on that are not blank; wrapped paragraphs are one line each."""
    found: list[Line] = []
    last = start
    for match in _LINE.finditer(text, start):
        stripped = match.group().strip()
        if not stripped:
            continue
        begin = match.start() + match.group().index(stripped[0])
        gap = not found or len(_BREAKS.findall(text, last, begin)) > 1
        marker = _MARKER.match(stripped)
        found.append(Line(begin, begin + len(stripped), stripped, gap, marker.end() if marker else 0))
        last = begin + len(stripped)
    return _unwrapped(text, found) if _is_wrapped(found) else found


def ends_sentence(words: str) -> bool:
    """Whether a line's words end as a sentence does, closing marks aside."""
    return _SENTENCE_END.search(words) is not None


def _runs_on(line: Line, after: Line) -> bool:
    return (
        len(line.text) in _WRAP_WIDTHS
        and not ends_sentence(line.text)
        and not after.gap
        and after.text[0].islower()
    )


def _is_wrapped(lines: list[Line]) -> bool:
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap]
    broken = sum(_runs_on(line, after) for line, after in pairs)
    return broken >= _WRAPPED_PAIRS and broken >= _WRAPPED_SHARE * len(pairs)


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    width = max(len(line.text) for line in lines)
    found: list[Line] = []
    short = True
    for line in lines:
        if found and not line.gap and not line.marker and not short:
            first = found[-1]
            found[-1] = Line(first.start, line.end, text[first.start : line.end], first.gap, first.marker)
        else:
            found.append(line)
        short = len(line.text) < _RAGGED * min(width, max(_WRAP_WIDTHS))
    return found
