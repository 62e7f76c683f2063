"""Which sentences a span touches, without looking through them all."""

from bisect import bisect_left
from collections.abc import Sequence

from crossbearing.model import Sentence, Span

HEADS = frozenset({"title", "standfirst", "heading"})
"""Kinds of sentences that have a grammar of their own."""


class SentenceIndex:
    """Finds the sentences that a span touches; sentences are in text order."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.ends = [sentence.end for sentence in sentences]

    def touching(self, span: Span) -> list[int]:
        """Indices of sentences that share a character with a span."""
        found = []
        index = bisect_left(self.ends, span.start + 1)
        while index < len(self.sentences) and self.sentences[index].start < span.end:
            found.append(index)
            index += 1
        return found
