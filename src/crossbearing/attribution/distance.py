"""How far spans stand apart, in words, paragraphs and spans between, weighed against how they fit."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from crossbearing.attribution.lattice import Ints

Range = tuple[int, int]
FARTHEST = 60
"""Words between, beyond which two spans have nothing to do with one another."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What counts how much, in words: a paragraph's end, a span between, order, a point of log-share."""

    paragraph: float
    between: float
    behind: float
    fit: float


class Distance:
    """Distances within one text; ``crossed`` are the spans that stand in the way, in text order."""

    def __init__(self, steps: Steps, paragraphs: Ints, crossed: Sequence[Range]) -> None:
        self.steps = steps
        self.paragraphs = paragraphs
        self.starts = [start for start, _ in crossed]
        self.ends = [end for _, end in crossed]

    def cost(self, span: Range, other: Range, fit: float) -> float:
        """How far ``other`` is from ``span`` by all that counts; infinite where too far."""
        low, high = (span, other) if span[0] < other[0] else (other, span)
        gap = max(0, high[0] - low[1])
        if gap > FARTHEST:
            return math.inf
        paragraphs = abs(int(self.paragraphs[high[0]] - self.paragraphs[low[1] - 1]))
        within = bisect_right(self.ends, high[0]) - bisect_left(self.starts, low[1])
        return (
            gap
            + self.steps.paragraph * paragraphs
            + self.steps.between * max(within, 0)
            + (self.steps.behind if other[0] >= span[1] else 0.0)
            - self.steps.fit * fit
        )
