"""One person told of without a number: "a shepherd was killed", "killing a child and two women"."""

import re
from functools import lru_cache

from crossbearing.quantities.counted import Counted, counted
from crossbearing.quantities.figure import Figure
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import persons

VICTIM_MEASURES = frozenset({"killed", "injured", "missing", "detained"})
"""A single person is counted only as a victim; "a resident said" counts nobody."""

_ARTICLE = re.compile(r"(?<![\w-])(?:an?|another|one)(?=\s(?!\d[\d,.]*\s)[\w“\"])", re.IGNORECASE)


def find_singles(line: Line, figures: list[Figure]) -> list[tuple[Figure, Counted]]:
    """Find articles that may count one person, where the sentence has a victim's cue at all."""
    if not any(cue.measure in VICTIM_MEASURES for cue in line.cues.values()):
        return []
    found: list[tuple[Figure, Counted]] = []
    for match in _ARTICLE.finditer(line.text):
        if any(figure.start < match.end() and match.start() < figure.end for figure in figures):
            continue
        figure = Figure(
            start=match.start(), core=match.start(), end=match.end(), lower=1.0, upper=1.0, kind="single"
        )
        what = counted(line, figure)
        if (
            what.head is not None
            and line.low[what.head] in persons()
            and not _is_ruled_out(line, match.start())
        ):
            found.append((figure, what))
    return found


def _is_one_person(line: Line, head: int) -> bool:
    """A named person's apposition ("Omar Said, a teacher") counts nobody anew."""
    return line.low[head] in persons() and line.tokens[head].dep != "appos"


def _is_ruled_out(line: Line, start: int) -> bool:
    """As in "No execution of a child", "two women (a nurse and a clerk)": nobody is counted anew."""
    if line.text.count("(", 0, start) > line.text.count(")", 0, start) and ")" in line.text[start:]:
        return True
    return _none().search(line.text[max(0, start - 30) : start]) is not None


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    return re.compile(r"\b(?:no|never|any|every|such|as)\s(?:\w+\s){0,2}$", re.IGNORECASE)
