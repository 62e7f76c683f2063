"""Leaving out origins, outlets, sides and copies, and narrowing: what the rest says by itself."""

from crossbearing.switches.carrying import carried, inherit
from crossbearing.switches.choice import Change, Dropped, LeftOut, Told, Without
from crossbearing.switches.comparing import compare, same_questions
from crossbearing.switches.leaving import without
from crossbearing.switches.narrowing import Held, Narrow, Narrowed, narrow, narrowed
from crossbearing.switches.remaining import only_named

__all__ = [
    "Change",
    "Dropped",
    "Held",
    "LeftOut",
    "Narrow",
    "Narrowed",
    "Told",
    "Without",
    "carried",
    "compare",
    "inherit",
    "narrow",
    "narrowed",
    "only_named",
    "same_questions",
    "without",
]
