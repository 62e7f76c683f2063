"""How two amounts stand to one another: the same figure, one inside the other, or incompatible."""

import re
from math import inf

from crossbearing.model import Quantity

_ABOUT_SLACK = 0.10
"""“About 80” is not against “about 85”: a tenth either way is what round words allow."""
_VAGUE_SLACK = 0.50
"""“Dozens” is not against 105: the edges of a vague word are nobody's statement."""
_MORE_THAN = re.compile(r"\b(?:more than|over)\b", re.IGNORECASE)
"""“More than 19” is what others make of 19."""
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands)\b", re.IGNORECASE)

Figure = tuple[str, float | None, float | None]


def span_of(quantity: Quantity) -> tuple[float, float]:
    """The amount as a closed range; an open side is infinite (nothing is less than nothing)."""
    lower = 0.0 if quantity.lower is None else quantity.lower
    upper = inf if quantity.upper is None else quantity.upper
    return lower, upper


def slack_of(quantity: Quantity) -> tuple[float, float]:
    """The range widened by what its words leave open."""
    slack = {"about": _ABOUT_SLACK, "vague": _VAGUE_SLACK}.get(quantity.bound, 0.0)
    lower, upper = span_of(quantity)
    if quantity.bound == "at_least" and _MORE_THAN.search(quantity.span.exact):
        lower -= 1
    return lower * (1 - slack), upper * (1 + slack)


def figure_of(quantity: Quantity) -> Figure | None:
    """The figure that was named, so that “82”, “at least 82” and “about 82” are one figure.

    An upper limit ("up to 500") and a vague word ("dozens") are figures of their own kind.
    None where no number was given.
    """
    lower, upper = quantity.lower, quantity.upper
    if lower is None and upper is None:
        return None
    if quantity.bound == "at_most":
        return "most", None, upper
    if quantity.bound == "vague":
        return "vague", lower, upper
    if quantity.bound == "about":
        return "number", upper if upper is not None else lower, None
    if quantity.bound == "exact" and lower != upper:
        return "range", lower, upper
    return "number", lower if lower is not None else upper, None


def telling(quantity: Quantity) -> bool:
    """Whether a figure is so particular that its return is no chance: 82 or 8,000, not 5 or dozens."""
    figure = figure_of(quantity)
    if figure is None or figure[0] == "vague":
        return False
    number = figure[1] if figure[1] is not None else figure[2]
    return number is not None and number >= _TELLING_FROM


_TELLING_FROM = 10
"""Smaller counts recur by chance in any week of a war."""


def unmistakable(quantity: Quantity) -> bool:
    """Whether a figure is known again wherever it is told: 129 dead, 8,000 to be moved; not 130 dead.

    Round tolls recur, those of a whole war for years: "more than 250,000".
    """
    figure = figure_of(quantity)
    if figure is None or figure[0] != "number" or figure[1] is None:
        return False
    said = figure[1] - 1 if _MORE_THAN.search(quantity.span.exact) else figure[1]
    moved = quantity.measure in _OF_PEOPLE_MOVED and _MANY <= said < _MOST
    return moved or (_KNOWN_FROM <= said < _MOST and said % 10 != 0)


_OF_PEOPLE_MOVED = frozenset({"evacuated", "displaced", "detained", "remaining"})
_KNOWN_FROM, _MANY, _MOST = 100, 1_000, 100_000


def vague_word(quantity: Quantity) -> bool:
    """Whether the amount is no number but a word: "dozens", "at least dozens"."""
    return quantity.bound == "vague" or _VAGUE.search(quantity.span.exact) is not None


def disjoint(one: Quantity, other: Quantity) -> bool:
    """Whether no number can satisfy both, even with the slack their words leave."""
    (low_a, high_a), (low_b, high_b) = slack_of(one), slack_of(other)
    return high_a < low_b or high_b < low_a


def near(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers, one of them at least round, differ by no more than "about" leaves open.

    A vague word is near to nothing: "dozens" beside "about 100" are two answers.
    """
    if vague_word(one) or vague_word(other):
        return False
    return "about" in (one.bound, other.bound) and not disjoint(one, other)


def meets(one: Quantity, other: Quantity) -> bool:
    """Whether one number satisfies both as they were said: "at least 20" and 31, not "dozens" and 20.

    The edges of a vague word are loose only for what contradicts it, not for what agrees.
    """
    if not (vague_word(one) or vague_word(other)):
        return not disjoint(one, other)
    (low_a, high_a), (low_b, high_b) = span_of(one), span_of(other)
    return low_a <= high_b and low_b <= high_a


def inside(inner: Quantity, outer: Quantity) -> bool:
    """Whether the first range lies within the second and says more, as "scores" never does of 31."""
    (low_a, high_a), (low_b, high_b) = span_of(inner), span_of(outer)
    if vague_word(inner) and not vague_word(outer):
        return False
    return low_b <= low_a and high_a <= high_b and (low_a, high_a) != (low_b, high_b)


def hull(quantities: list[Quantity]) -> tuple[float | None, float | None]:
    """The least lower and the greatest upper bound; None where any is open."""
    lowers = [q.lower for q in quantities]
    uppers = [q.upper for q in quantities]
    lower = None if None in lowers else min(x for x in lowers if x is not None)
    upper = None if None in uppers else max(x for x in uppers if x is not None)
    return lower, upper
