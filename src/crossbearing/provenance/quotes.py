"""Passages that are quotations: both reports quote one statement, which says nothing of whose text it is."""

import re
from collections.abc import Iterator, Mapping

from crossbearing.model import Copy, Passage, Report

_QUOTED = re.compile(r"“[^“”]{1,800}”|\"[^\"]{1,800}\"|«[^«»]{1,800}»")
"""Words within marks; longer stretches are marks of which one was lost."""
_MOSTLY = 0.6
"""A passage is a quotation when so much of it stands within marks."""


def is_quotation(copy: Copy, reports: Mapping[str, Report]) -> bool:
    """Whether a copy is mostly a statement that both reports quote.

    The marks of one of them are enough: the other may have lost its own. Reported speech without marks
    ("he said that ...") is no quotation: its wording is a reporter's.
    """
    return any(_quoted(passage, reports[passage.report]) >= _MOSTLY for passage in copy.passages)


def _quoted(passage: Passage, report: Report) -> float:
    """The share of a passage that stands within marks."""
    span = passage.span
    held = sum(
        max(0, min(end, span.end) - max(start, span.start)) for start, end in _stretches(report, span.start)
    )
    return held / max(1, span.end - span.start)


def _stretches(report: Report, start: int) -> Iterator[tuple[int, int]]:
    """What stands within marks in a report's blocks from the one that an offset lies in."""
    for block in report.blocks:
        if block.end > start:
            for match in _QUOTED.finditer(report.text, block.start, block.end):
                yield match.span()
