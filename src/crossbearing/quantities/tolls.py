"""Figures that a toll or a count comes to: "a death toll of 22", "the number of injured rose to 39"."""

import re

from msgspec.structs import replace

from crossbearing.quantities.figure import Figure
from crossbearing.quantities.item import Item
from crossbearing.quantities.line import Line
from crossbearing.vocabulary import Measure

_REACH = 130
"""Characters before a figure in which its toll is looked for: a long noun phrase and its verb."""

_LINK = (
    r"(?:to|at|of|from|is|was|be|as|stands?|stood|reach\w*|exceed\w*|surpass\w*|pass\w*|past|beyond|hit|hits|becom\w+|became"
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
_ASIDE = re.compile(
    r",\s(?:which|that|at first|(?:first|initially|earlier|previously|originally|once)\s\w+)\b[^,.;]{0,90},",
    re.IGNORECASE,
)
"""What was told of a toll before: "the toll, *which it had given as 22*, rose", or *first put at 22*."""
_REVISED = re.compile(
    r"\W*(?:this|that|it)\s(?:(?!not\b|never\b)[a-z]+\s){0,4}?(?:updated|revised|amended|corrected|raised|lowered|increased)\s"
    r"(?:[a-z]+\s){0,3}?(?:from\s[\w,.]+\s(?:[a-z]+\s)?)?to\s$",
    re.IGNORECASE,
)
"""A toll told of before, by a pronoun alone: "*This was later updated to* 40", which does not say of what."""
_LIMIT = re.compile(r"as (?:high|low|many|few) as|at least at", re.IGNORECASE)
_SET_TO = re.compile(r"\b(?:tolls?|body count|death count)\b[^.;\d]{0,60}$", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)|top(?:s|ped|ping)|past|beyond)\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\s(?:the|its|their|his|her)\s(?:[\w-]+\s){0,2}?(?P<noun>toll|number|count|tally|total)\b", re.IGNORECASE
)
_AHEAD_WORDS = 9
"""Words after "41 the number" in which those counted are named: "of men and boys from the town killed"."""


def toll_measure(line: Line, item: Item, others: list[Item]) -> Measure | None:
    """What a toll's figure measures; None where no toll or count leads to it.

    A bare count ("an earlier count of 30") measures what the figure before it in the sentence does.
    """
    start = item.figure.start
    before = _ASIDE.sub(_blank, line.text[max(0, start - _REACH) : start])
    if item.figure.kind == "single" and before.endswith("to "):
        return None
    ahead = _toll_ahead(line, item, before)
    if ahead is not None:
        return ahead
    if item.counted.group not in (None, "people") and before.rstrip().endswith(" from"):
        return None
    limited = _LIMIT.match(line.text, start) is not None and _SET_TO.search(before) is not None
    if limited or _TOLL.search(before):
        return "killed"
    if (
        start <= _REACH
        and _REVISED.match(before)
        and item.counted.group in (None, "people")
        and not item.has_unit
    ):
        return "other"
    count = _COUNT.search(before)
    if count is None or item.has_unit or item.counts_things:
        return None
    first = line.token_at(max(0, start - _REACH) + count.start("of"))
    named = [
        line.cues[at].measure for at in range(first, item.first) if at in line.cues and not _stays(line, at)
    ]
    if named:
        return named[0]
    if item.counted.group is not None:
        return None
    earlier = [other.measure for other in others if other.governed and other.measure is not None]
    return earlier[-1] if earlier else "other"


def _stays(line: Line, at: int) -> bool:
    """Whether a verb is told of the number itself: "the number of units *remains* unchanged at 52"."""
    return line.low[at] in ("remains", "remained") and line.tokens[at].dep not in ("relcl", "acl")


def surpassed(line: Line, item: Item) -> Figure:
    """A toll's figure, one more at least where the toll went over it: "the toll has passed 40"."""
    figure = item.figure
    lead = line.text[max(0, figure.start - _REACH) : figure.start]
    if figure.bound != "exact" or figure.lower is None or not _OVER.search(lead):
        return figure
    return replace(figure, lower=figure.lower + 1, upper=None, bound="at_least")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _toll_ahead(line: Line, item: Item, before: str) -> Measure | None:
    """The toll behind its figure: "bringing to 41 the number of dead", "updated to 18 its toll"."""
    match = _AHEAD.match(line.text, item.figure.end)
    if match is None or item.has_unit or not before.endswith("to "):
        return None
    if match["noun"].lower() == "toll":
        return "killed"
    first = line.token_at(match.end("noun") - 1) + 1
    named = [line.cues[at].measure for at in range(first, first + _AHEAD_WORDS) if at in line.cues]
    return named[0] if named else None
