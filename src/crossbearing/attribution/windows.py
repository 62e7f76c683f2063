"""Windows over a text's pieces: whole paragraphs where they fit, with a little of what stood before."""

from dataclasses import dataclass

import numpy as np

from crossbearing.attribution.pieces import Ints, Pieces

SIZE = 254
"""Pieces in a window, beside the two marks that open and close it."""
CONTEXT = 24
"""Pieces of the text before, shown but read in their own window."""
_STOPS = (".", "!", "?")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``shown`` to ``end``; those from ``start`` on are read here."""

    shown: int
    start: int
    end: int


def plan(pieces: Pieces, text: str, size: int = SIZE, context: int = CONTEXT, lead: int = 0) -> list[Window]:
    """Lay windows over a text, none longer than ``size`` pieces, each piece read in just one.

    ``lead`` shortens the first window by so many pieces: training lays them anew in each epoch.
    """
    cuts = _cuts(pieces, text, size - context)
    windows: list[Window] = []
    start, room = 0, max(size - lead, 1)
    while start < len(pieces):
        shown = _shown(pieces, start, context)
        limit = min(shown + size, start + room)
        nearest = int(np.searchsorted(cuts, start, side="right"))
        farthest = int(np.searchsorted(cuts, limit, side="right")) - 1
        end = int(cuts[max(nearest, farthest)])
        windows.append(Window(shown, start, end))
        start, room = end, size
    return windows


def _shown(pieces: Pieces, start: int, context: int) -> int:
    """Where a window's context begins: at a word, at most ``context`` pieces before."""
    shown = max(start - context, 0)
    while shown < start and not pieces.opens[shown]:
        shown += 1
    return shown


def _cuts(pieces: Pieces, text: str, longest: int) -> Ints:
    """Where a window may end: between paragraphs, and within one that is too long, between sentences."""
    edges = [*(np.flatnonzero(pieces.breaks) + 1).tolist(), len(pieces)]
    cuts = [0]
    for edge in edges:
        while edge - cuts[-1] > longest:
            cuts.append(_cut_within(pieces, text, cuts[-1], longest))
        cuts.append(edge)
    return np.unique(np.array(cuts, dtype=np.int64))


def _cut_within(pieces: Pieces, text: str, start: int, longest: int) -> int:
    """The last end of a sentence within reach, else of a word."""
    reach = start + longest
    openings = [n for n in range(reach, start, -1) if pieces.opens[n]]
    for n in openings:
        if text[pieces.starts[max(n - 2, start)] : pieces.ends[n - 1]].strip('”"’ ').endswith(_STOPS):
            return n
    return openings[0] if openings else reach
