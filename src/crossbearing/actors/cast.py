"""A report's cast: who is in it, and which words stand for whom."""

import re
from bisect import bisect_left

from msgspec import Struct

from crossbearing.model import Actor, ActorMention, Span

_BREAK = re.compile(
    r"[,;:(\[]| (?:of|in|at|on|from|with|for|by|to|near|who|which|that|whose|inside|among|as|and) "
)
"""Where a noun phrase's own words end and what is added to them begins."""
_LONGEST = 200
"""No mention is longer than this many characters; it bounds the search for overlaps."""


class Cast(Struct, frozen=True):
    """Who is in a report: mentions in text order, and every actor by id with all that they belong to."""

    mentions: tuple[ActorMention, ...]
    actors: dict[str, Actor]

    def at(self, span: Span) -> str | None:
        """The actor that best stands for a span: its own mention, else the one at its head, else None.

        "Russian Foreign Minister Sergei Lavrov" → the person; "a hospital in Syria" → None.
        """
        near = self._overlapping(span)
        exact = [m for m in near if m.span.start == span.start and m.span.end == span.end]
        if exact:
            return next((m.actor for m in exact if m.actor is not None), None)
        around = [m for m in near if m.span.start <= span.start and span.end <= m.span.end]
        if around:
            return min(around, key=_length).actor
        return _at_head(span, [m for m in near if m.actor is not None])

    def _overlapping(self, span: Span) -> list[ActorMention]:
        at = bisect_left(self.mentions, span.start - _LONGEST, key=_start)
        found = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            if self.mentions[at].span.end > span.start:
                found.append(self.mentions[at])
            at += 1
        return found


def _at_head(span: Span, near: list[ActorMention]) -> str | None:
    """The mention that ends where the phrase's own words end: "the [Syrian rebels] in the town"."""
    for match in [*_BREAK.finditer(span.exact), None]:
        end = span.start + (match.start() if match is not None else len(span.exact.rstrip(" .,;:")))
        ending = [m for m in near if m.span.end == end and m.span.start >= span.start]
        if ending:
            return max(ending, key=_length).actor
        if not any(m.span.start < end < m.span.end for m in near):
            return None
    return None


def _length(mention: ActorMention) -> int:
    return mention.span.end - mention.span.start


def _start(mention: ActorMention) -> int:
    return mention.span.start
