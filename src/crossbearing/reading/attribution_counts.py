"""Counts that go on behind a toll's first number: "a toll of 31 | killed and 74 wounded"."""

from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.lexicon import word_class

_JOINS = frozenset({",", "and"})
_ABOUT = frozenset({"at", "least", "more", "than", "some", "about", "around", "over", "nearly", "another"})
_GOES_ON = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "ADV", "SPACE"})


def with_counts(tree: Tree, last: int) -> int:
    """Where a figure ends, with the counts joined to it, whatever the parse hangs them on.

    "a toll of 31 killed *and 74 wounded*", "12 dead, *30 hurt*"; not "… 12 dead and 30 wounded *men fled*".
    """
    if not _counts_before(tree, last):
        return last
    if _is_harm(tree, last) and _is_free(tree, last + 1):
        last += 1
    while (end := _next_count(tree, last)) is not None:
        last = end
    return last


def _next_count(tree: Tree, at: int) -> int | None:
    """The end of one more count of people hurt right behind a word, if there is one."""
    size = len(tree.tokens)
    while at < size and tree.tokens[at].text.lower() in _JOINS:
        at += 1
    while at < size and tree.tokens[at].text.lower() in _ABOUT:
        at += 1
    number = at
    while at < size and tree.tokens[at].tag == "CD":
        at += 1
    if at == number:
        return None
    if at < size and tree.lemma(at) in word_class("people"):
        at += 1
    return at + 1 if _is_harm(tree, at) and _is_free(tree, at + 1) else None


def _counts_before(tree: Tree, last: int) -> bool:
    """Whether a number, or whom it counts, stands before a word: "31 |", "12 dead |", "nine people |"."""
    return any(t.tag == "CD" for t in tree.tokens[max(0, last - 3) : last])


def _is_harm(tree: Tree, i: int) -> bool:
    return i < len(tree.tokens) and tree.tokens[i].text.lower() in word_class("harmed")


def _is_free(tree: Tree, i: int) -> bool:
    """Whether nobody follows to whom a "wounded" might belong or who was wounded."""
    return i >= len(tree.tokens) or tree.tokens[i].pos in _GOES_ON
