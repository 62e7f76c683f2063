"""Counts of one sort that a clause tells side by side, taken together: "11 army and 17 rebel fighters"."""

import re

from msgspec.structs import replace

from crossbearing.model import Claim, Quantity, Span
from crossbearing.reconcile.groups import group_of

_JOINED = re.compile(
    r"(?:\s(?!(?:in|at|on|near|around|when|while|after|before|as)\b)[^\s,.;]+){0,9}?,?\sand\s", re.I
)
"""Between two counts of one sum; no place, day or happening of its own parts them."""
_TOLLS = frozenset({"killed", "injured"})


def with_sums(claim: Claim) -> list[Quantity]:
    """The counts of a claim, those told side by side of one sort as their sum: neither alone is the toll.

    "Eleven regime fighters and 17 rebel fighters were killed" → 28 fighters; "killed two men of the army and
    three men of its allies" → five men. Vague counts told so ("nine rebels and dozens of militants") have no
    sum, and give none.
    """
    found: list[Quantity] = []
    open_ended: set[int] = set()
    for quantity in claim.quantities:
        last = found[-1] if found else None
        if last is None or not _side_by_side(claim, last, quantity):
            found.append(quantity)
        else:
            found[-1] = _sum(claim, last, quantity)
            if "vague" in (last.bound, quantity.bound):
                open_ended.add(len(found) - 1)
    return [quantity for n, quantity in enumerate(found) if n not in open_ended]


def _side_by_side(claim: Claim, one: Quantity, other: Quantity) -> bool:
    if one.measure != other.measure or one.measure not in _TOLLS or one.group is None or other.group is None:
        return False
    if group_of(one.group) != group_of(other.group) or one.group == "people":
        return False
    if any(q.part_of is not None or q.earlier or q.total for q in (one, other)):
        return False
    start = one.span.end - claim.sentence.start
    between = claim.sentence.exact[start : other.span.start - claim.sentence.start]
    return other.span.start > one.span.end and _JOINED.fullmatch(between) is not None


def _sum(claim: Claim, one: Quantity, other: Quantity) -> Quantity:
    first, last, at = one.span.start, other.span.end, claim.sentence.start
    return replace(
        one,
        lower=None if one.lower is None or other.lower is None else one.lower + other.lower,
        upper=None if one.upper is None or other.upper is None else one.upper + other.upper,
        bound=one.bound if one.bound == other.bound else "at_least",
        span=Span(first, last, claim.sentence.exact[first - at : last - at]),
    )
