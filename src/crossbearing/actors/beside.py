"""Names in what stands beside a report's sentences, its credits and the lines around it: "([Reuters])"."""

from collections.abc import Iterator, Sequence

from crossbearing.actors.outlets import listed_media
from crossbearing.actors.resolve import Actors
from crossbearing.actors.scan import scan
from crossbearing.actors.words import Word, cut
from crossbearing.model import ActorMention, Block, Report, Span

_BESIDE = frozenset({"credit", "byline", "furniture"})
_LONGEST = 5
"""No outlet's name in a credit has more words."""


def beside(report: Report, actors: Actors) -> Iterator[ActorMention]:
    """Listed bodies and people named in credits, bylines and furniture, where nobody acts.

    "AFP/SANA Photo", "Source: AA", "Tags Hamas ceasefire". A credit's outlets are known by the short
    names that only credits have; furniture, which tells of other reports too, names nobody who is new.
    """
    for block in report.blocks:
        if block.kind not in _BESIDE:
            continue
        words = cut(report.text[block.start : block.end], block.start)
        for first, last, actor in _named(words, block):
            if (block.kind != "furniture" or actor in actors.made) and actors.know(actor) is not None:
                start, end = words[first].start, words[last - 1].end
                yield ActorMention(Span(start, end, report.text[start:end]), actor)


def _named(words: Sequence[Word], block: Block) -> Iterator[tuple[int, int, str]]:
    taken: set[int] = set()
    for found in scan(words):
        if found.sort in ("actor", "person") and found.form != "+":
            taken.update(range(found.first, found.last))
            yield found.first, found.last, found.key
    if block.kind == "furniture":
        return
    for first in range(len(words)):
        for last in range(min(len(words), first + _LONGEST), first, -1):
            if taken.isdisjoint(range(first, last)) and (actor := _outlet(words[first:last])) is not None:
                taken.update(range(first, last))
                yield first, last, actor


def _outlet(words: Sequence[Word]) -> str | None:
    """The listed outlet that capitals alone name in a credit: "AA", "DHA"."""
    if not all(word.text[0].isupper() for word in words) or not all(word.tight for word in words[1:]):
        return None
    return listed_media(" ".join(word.text for word in words))
