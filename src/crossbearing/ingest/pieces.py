"""A stretch of text while the layout is being worked out: what it is, and what it says of the report."""

import re
from collections.abc import Iterable

from msgspec import Struct

from crossbearing.ingest.stamps import Stamp
from crossbearing.vocabulary import BlockKind

_WORD = re.compile(r"\w")
_INK = re.compile(r"\S(?:.*\S)?", re.DOTALL)


class Piece(Struct, frozen=True, order=True):
    """A block to be, with the days, agencies, outlet or byline that it states."""

    start: int
    end: int
    kind: BlockKind
    days: tuple[Stamp, ...] = ()
    agencies: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None


def fill(text: str, start: int, end: int, pieces: Iterable[Piece], kind: BlockKind) -> list[Piece]:
    """The pieces of a stretch with the gaps between them as ``kind``; gaps without a word are furniture."""
    found: list[Piece] = []
    at = start
    for piece in sorted(pieces):
        found += _gap(text, at, piece.start, kind)
        found.append(piece)
        at = piece.end
    return found + _gap(text, at, end, kind)


def _gap(text: str, start: int, end: int, kind: BlockKind) -> list[Piece]:
    trimmed = trim(text, start, end)
    if trimmed is None:
        return []
    return [Piece(*trimmed, kind if _WORD.search(text, *trimmed) else "furniture")]


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The bounds of a stretch without the white space around it, or None where there is nothing else."""
    found = _INK.search(text, start, end)
    return found.span() if found else None
