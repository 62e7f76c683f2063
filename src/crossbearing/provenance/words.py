"""A report's words with their offsets, furniture left out: what copies are looked for in."""

import re

from msgspec import Struct

from crossbearing.model import Report

_WORD = re.compile(r"\w+(?:[’']\w+)*")
_TOLD = frozenset({"standfirst", "caption", "paragraph", "pullquote"})


class Words(Struct, frozen=True):
    """Lower-case words of a report's body and where each stands."""

    report: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def words_of(report: Report) -> Words:
    """The words of a report's blocks that tell something, apostrophes dropped, in text order."""
    words, starts, ends = [], [], []
    for block in report.blocks:
        if block.kind in _TOLD:
            for match in _WORD.finditer(report.text, block.start, block.end):
                words.append(match.group().lower().replace("’", "").replace("'", ""))
                starts.append(match.start())
                ends.append(match.end())
    return Words(report.id, tuple(words), tuple(starts), tuple(ends))
