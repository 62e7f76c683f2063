"""A figure: an amount as written, before it is known what it counts."""

from typing import Literal

from msgspec import Struct

from crossbearing.vocabulary import Bound

RATIO = "ratio"
"""The unit of a share given as "nine in ten"."""

Kind = Literal["count", "share", "single"]


class Figure(Struct, frozen=True, kw_only=True):
    """Characters ``[start, end)`` of a sentence that give an amount, and its bounds.

    ``start`` includes the bound's words ("at least"), ``core`` is where the number itself starts;
    ``kind`` is "share" for fractions in per cent, "single" for "a", "an" and "one" before a person.
    ``unit`` is the unit's word ("per cent", "weeks"); ``earlier`` and ``changes`` mark the ends of
    a change ("from 30 to 41").
    """

    start: int
    core: int
    end: int
    lower: float | None
    upper: float | None
    bound: Bound = "exact"
    kind: Kind = "count"
    unit: str | None = None
    vague: bool = False
    earlier: bool = False
    changes: bool = False
