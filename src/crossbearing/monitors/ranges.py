"""How counts that are ranges add up: least to least, most to most, an open end stays open."""

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct


class Range(Struct, frozen=True, order=True):
    """At least ``lower``, at most ``upper``; None is open ("at least 12"). Counts are never below 0.

    ``told`` is the highest number that anybody names: 12 of "at least 12".
    """

    lower: float
    upper: float | None
    told: float

    @property
    def open(self) -> bool:
        """Whether more than the highest number told is left possible."""
        return self.upper is None


NONE = Range(0, 0, 0)
"""Nobody: what nothing adds up to."""


def range_of(lower: float | None, upper: float | None) -> Range:
    """A range from bounds of which one may be unknown; ends that are told the wrong way round are turned.

    "Up to 500" (None, 500) → 0 to 500: a count has no end below nobody.
    """
    low = 0.0 if lower is None else max(lower, 0.0)
    if upper is None:
        return Range(low, None, low)
    return Range(min(low, upper), max(low, upper), max(low, upper))


def plus(one: Range, other: Range) -> Range:
    """The sum of two counts of different people."""
    upper = None if one.upper is None or other.upper is None else one.upper + other.upper
    return Range(one.lower + other.lower, upper, one.told + other.told)


def total(ranges: Iterable[Range]) -> Range:
    """The sum of counts of different people; nobody where there is none."""
    return reduce(plus, ranges, NONE)


def hull(ranges: Iterable[Range]) -> Range:
    """The range that holds every account of one count, from the least to the most; raises for none."""
    told = list(ranges)
    upper = None if any(r.upper is None for r in told) else max(r.upper for r in told if r.upper is not None)
    return Range(min(r.lower for r in told), upper, max(r.told for r in told))


def together(ranges: Iterable[Range]) -> Range:
    """Counts that may be of the same people: the least is that of the largest, the most the sum."""
    told = list(ranges)
    if not told:
        return NONE
    summed = total(told)
    return Range(max(r.lower for r in told), summed.upper, summed.told)


def say(found: Range) -> str:
    """A range in words: "12", "12 to 19", "at least 12"."""
    low, told = number(found.lower), number(found.told)
    if found.upper is None:
        return f"at least {low}" if low == told else f"at least {low}; the highest told is {told}"
    return str(low) if found.lower == found.upper else f"{low} to {number(found.upper)}"


def number(value: float | None) -> int | float | None:
    """A number as it is written: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == int(value) else value
