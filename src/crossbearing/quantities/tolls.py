"""Figures that a toll or a count comes to: "a death toll of 22", "the number of injured rose to 39"."""

import re

from crossbearing.quantities.item import Item
from crossbearing.quantities.line import Line
from crossbearing.vocabulary import Measure

_REACH = 130
"""Characters before a figure in which its toll is looked for: a long noun phrase and its verb."""

_LINK = (
    r"(?:to|at|of|from|is|was|be|as|stands?|stood|reach\w*|exceed\w*|surpass\w*|pass\w*|hit|hits|becom\w+|became"
    r"|top\w*|:)\s*$"
)
_TOLL = re.compile(
    r"\b(?:toll|body count|death count|deaths|dead|fatalities|those killed|people killed)\b[^.;\d]{0,100}?\b"
    + _LINK,
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:number|count|tally|total|figure|estimate)\b(?P<of>[^.;\d]{0,110}?)\b" + _LINK, re.IGNORECASE
)


def toll_measure(line: Line, item: Item, others: list[Item]) -> Measure | None:
    """What a toll's figure measures; None where no toll or count leads to it.

    A bare count ("an earlier count of 30") measures what the figure before it in the sentence does.
    """
    start = item.figure.start
    before = line.text[max(0, start - _REACH) : start]
    if item.counted.group not in (None, "people") and before.rstrip().endswith(" from"):
        return None
    if _TOLL.search(before):
        return "killed"
    count = _COUNT.search(before)
    if count is None or item.has_unit or item.counts_things:
        return None
    first = line.token_at(max(0, start - _REACH) + count.start("of"))
    named = [line.cues[at].measure for at in range(first, item.first) if at in line.cues]
    if named:
        return named[0]
    if item.counted.group is not None:
        return None
    earlier = [other.measure for other in others if other.governed and other.measure is not None]
    return earlier[-1] if earlier else "other"
