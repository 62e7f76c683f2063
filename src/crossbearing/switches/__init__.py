"""Leaving out origins, outlets, sides and copies: what the rest of the evidence says by itself."""

from crossbearing.switches.carrying import carried, inherit
from crossbearing.switches.choice import Change, Dropped, LeftOut, Told, Without
from crossbearing.switches.comparing import compare, same_questions
from crossbearing.switches.leaving import without

__all__ = [
    "Change",
    "Dropped",
    "LeftOut",
    "Told",
    "Without",
    "carried",
    "compare",
    "inherit",
    "same_questions",
    "without",
]
