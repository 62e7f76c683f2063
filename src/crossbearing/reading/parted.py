"""A source that is two: "residents and a monitor" speak each for themselves."""

from itertools import pairwise

from crossbearing.model import Span
from crossbearing.reading.tree import Tree

_SPEAKERS = frozenset({"NOUN", "PROPN", "PRON"})


def parted(tree: Tree, source: Span) -> list[Span]:
    """The spans of those whom a source joins by "and" or commas; empty where it is one.

    "*Turkey* and *opposition groups*", "*residents* and *a monitor*"; one stays what is a single name
    ("Doctors and Lawyers Union") or shares its noun ("the Homs and Hama councils").
    """
    inside = tree.inside(source.start, source.end)
    chain = _chain(tree, inside)
    if len(chain) < 2 or any(tree.tokens[i].pos not in _SPEAKERS for i in chain):
        return []
    marks = [_mark(tree, one, other) for one, other in pairwise(chain)]
    if any(mark is None or _in_name(tree, mark) for mark in marks):
        return []
    edges = [min(inside) - 1, *(mark for mark in marks if mark is not None), max(inside) + 1]
    spans = [tree.span(i for i in range(a + 1, b) if tree.tokens[i].dep != "cc") for a, b in pairwise(edges)]
    return [span for span in spans if span is not None]


def _chain(tree: Tree, inside: set[int]) -> list[int]:
    """The nouns that a source joins: those that hang on its first, or on what its first hangs on."""
    heads = [i for i in sorted(inside) if tree.tokens[i].head not in inside or tree.tokens[i].head == i]
    if len(heads) > 1:
        same = {tree.tokens[i].head for i in heads[1:]} <= {tree.tokens[heads[0]].head}
        return heads if same and all(tree.tokens[i].dep == "conj" for i in heads[1:]) else []
    chain = heads[:1]
    while chain and (later := tree.dependents(chain[-1], "conj")) and later[0].i in inside:
        chain.append(later[0].i)
    return chain


def _mark(tree: Tree, one: int, other: int) -> int | None:
    """The last "and" or comma between two nouns, where only the second's own words follow it."""
    between = [i for i in range(one + 1, other) if tree.tokens[i].dep == "cc" or tree.tokens[i].text == ","]
    return between[-1] if between else None


def _in_name(tree: Tree, mark: int) -> bool:
    """Whether an "and" stands within one name."""
    return any(entity.first < mark < entity.last - 1 for entity in tree.sentence.entities)
