"""A scale of numbers for pictures: from nothing to the largest, with round ticks."""

import math

from msgspec import Struct

LOG_FROM = 40
"""Above this ratio of the largest to the smallest number, a linear scale hides the small ones."""
_TICKS = 5
_BEND = 3.0
"""Below this number the bent scale is nearly straight, so that nothing has a place on it, too."""
_ROOM = 1.12
_ROUND = (1.0, 2.0, 5.0, 10.0)
_BENT_TICKS = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1000000)


class Scale(Struct, frozen=True):
    """From 0 to ``top``, straight or bent, with the numbers that are written beside it."""

    top: float
    bent: bool
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Give how far up a number stands, 0 to 1."""
        if not self.bent:
            return value / self.top
        return math.log1p(value / _BEND) / math.log1p(self.top / _BEND)


def scale_of(values: list[float]) -> Scale:
    """Choose a scale for some counts."""
    high = max(values, default=1.0) or 1.0
    low = min((value for value in values if value > 0), default=high)
    top = high * _ROOM
    if high / low > LOG_FROM:
        return Scale(high * 1.5, True, tuple(float(n) for n in _BENT_TICKS if n <= high * 1.5))
    step = _step(top)
    return Scale(max(top, step), False, tuple(step * n for n in range(int(max(top, step) / step) + 1)))


def _step(top: float) -> float:
    """Give a round step that makes about five ticks, and at least one person."""
    base = 10.0 ** math.floor(math.log10(top / _TICKS)) if top > _TICKS else 1.0
    return max(1.0, next(base * n for n in _ROUND if base * n * _TICKS >= top))
