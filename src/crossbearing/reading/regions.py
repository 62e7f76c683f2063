"""Cuts a sentence into stretches by who says them: each saying's own words, and the narrator's rest."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.reading.page import Saying
from crossbearing.reading.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RESIDUE = ("aux", "auxpass", "mark", "neg", "prt", "cc", "npadvmod", "advmod", "prep", "dative")


class Region(Struct, frozen=True):
    """Tokens said by one chain of sayings, innermost first; an empty chain is the narrator's voice.

    ``limit`` is the content span that the tokens lie in, None for narration.
    """

    tokens: frozenset[int]
    chain: tuple[Saying, ...]
    limit: Span | None
    whole: bool


def cut_regions(tree: Tree, sayings: tuple[Saying, ...], asked: Iterable[Span] = ()) -> list[Region]:
    """Assign every token to the innermost content it stands in; sources and cues belong to none.

    ``asked`` are sources and cues of words that stand in another sentence.
    """
    spans = [(saying, span) for saying in sayings for span in saying.attribution.content]
    spans = [(saying, span) for saying, span in spans if tree.inside(span.start, span.end)]
    order = sorted(spans, key=lambda item: (item[1].end - item[1].start, item[1].start))
    spoken = _spoken(tree, sayings)
    for span in asked:
        spoken |= tree.inside(span.start, span.end)
    free = set(range(len(tree.tokens))) - spoken
    regions: list[Region] = []
    taken: set[int] = set()
    for saying, span in order:
        tokens = (tree.inside(span.start, span.end) & free) - taken
        if not tokens:
            continue
        reduced = bool(tree.inside(span.start, span.end) & (taken | spoken))
        chain = (saying, *_around(saying, span, order))
        regions.append(Region(frozenset(tokens), chain, span, not reduced))
        taken |= tokens
    rest = free - taken
    if rest:
        regions.append(Region(frozenset(rest), (), None, not sayings))
    return sorted(regions, key=lambda region: min(region.tokens))


def _around(saying: Saying, span: Span, spans: list[tuple[Saying, Span]]) -> tuple[Saying, ...]:
    """Sayings whose content encloses this one's, source and cue included, nearest first."""
    inner = [link.source for link in saying.attribution.links if link.source is not None]
    found = []
    for other, outer in spans:
        if other.attribution == saying.attribution or (outer.start, outer.end) == (span.start, span.end):
            continue
        holds = outer.start <= span.start and span.end <= outer.end
        if holds and all(outer.start <= s.start and s.end <= outer.end for s in inner):
            found.append(other)
    return tuple(found)


def _spoken(tree: Tree, sayings: tuple[Saying, ...]) -> set[int]:
    """Tokens of sources and cues, with what only tells of the saying: "said *on Tuesday*", "*has* said".

    "His warning" stays with the narrator, whose sentence it is.
    """
    found: set[int] = set()
    aside: set[int] = set()
    for saying in sayings:
        for link in saying.attribution.links:
            cue = tree.inside(link.cue.start, link.cue.end) if link.cue is not None else set()
            if cue and all(tree.tokens[i].pos in {"NOUN", "PROPN", "DET", "ADJ"} for i in cue):
                continue
            found |= cue
            for token in (t for i in cue for t in tree.dependents(i, *_RESIDUE)):
                below = tree.subtree(token.i)
                aside |= below if not any(tree.tokens[i].tag in _FINITE for i in below) else {token.i}
            if link.source is not None:
                found |= tree.inside(link.source.start, link.source.end)
    contents = [span for saying in sayings for span in saying.attribution.content]
    return found | (aside - {i for span in contents for i in tree.inside(span.start, span.end)})
