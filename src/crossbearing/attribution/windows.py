"""Windows over a text's pieces: each piece read in one, with some of the text on both sides of it shown."""

from dataclasses import dataclass

from crossbearing.attribution.pieces import Pieces

SIZE = 254
"""Pieces in a window, beside the two marks that open and close it."""
EDGE = 16
"""Pieces shown on either side of those a window reads, which other windows read."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``shown`` to ``stop``; those from ``start`` to ``end`` are read here."""

    shown: int
    start: int
    end: int
    stop: int


def plan(pieces: Pieces, size: int = SIZE, edge: int = EDGE, lead: int = 0) -> list[Window]:
    """Lay windows of like length over a text, none longer than ``size`` pieces, each piece read in just one.

    They end between paragraphs where one ends near, else between words. ``lead`` shortens the first
    window by so many pieces: training lays them anew in each epoch.
    """
    windows: list[Window] = []
    start, total = 0, len(pieces)
    while start < total:
        shown = _shown(pieces, start, edge)
        end = _end(pieces, start, shown + size - (0 if start else lead), edge)
        windows.append(Window(shown, start, end, _stop(pieces, end, min(end + edge, shown + size))))
        start = end
    return windows


def _shown(pieces: Pieces, start: int, edge: int) -> int:
    """Where what is shown begins: at a word, at most ``edge`` pieces before."""
    shown = max(start - edge, 0)
    while shown < start and not pieces.opens[shown]:
        shown += 1
    return shown


def _stop(pieces: Pieces, end: int, farthest: int) -> int:
    """Where what is shown ends: between words, at or before ``farthest``."""
    stop = min(farthest, len(pieces))
    while end < stop < len(pieces) and not pieces.opens[stop]:
        stop -= 1
    return stop


def _end(pieces: Pieces, start: int, reach: int, edge: int) -> int:
    """Where a window's own pieces end, with room for the edge after them."""
    left = len(pieces) - start
    if start + left <= reach:
        return len(pieces)
    room = max(reach - edge - start, 1)
    count = -(-left // room)
    own = -(-left // count)
    latest = start + room
    breaks = [n + 1 for n in range(max(start + own - edge, start + 1) - 1, latest) if pieces.breaks[n]]
    if breaks:
        return min(breaks, key=lambda n: abs(n - start - own))
    end = start + own
    while end > start + 1 and not pieces.opens[end]:
        end -= 1
    return end if end > start + 1 else start + own
