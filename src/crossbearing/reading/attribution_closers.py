"""Headlines that end with who says so, the mark before it lost: "Raid kills 9 in Derna monitor"."""

from functools import lru_cache

from crossbearing.reading.attribution_cues import rows
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.lexicon import word_class

_MIN_WORDS = 4
"""Fewer words before its source are no headline."""
_FURNITURE = 4
"""A site's name and sections behind a headline have so many words each at most."""
_MARKS = frozenset({"-", "–", "—", "|"})
_BREAKS = frozenset({":", ",", ";", "-", "–", "—", "|"})
_LONGEST_PLACE = 4
_PLACING = frozenset({"in", "near", "at", "outside", "around", "inside", "across"})
_SIDES = frozenset({"north", "south", "east", "west", "outskirts", "suburb", "countryside", "city", "town"})
_MET = frozenset({"displaced", "refugees"})
"""Those who were met by harm, beside the words for it that claims are counted by."""


def closing_body(tree: Tree) -> Found | None:
    """Read the phrase of ``closers.tsv`` at a headline's end, before the site's furniture if there is any.

    What stands before it must be able to end a headline itself: a place with its preposition, an attack or
    the harm done, and before a body also a number or those harmed; "shells hit state media" has no such end.
    """
    end = _headline_end(tree)
    for phrase, sort in _closers():
        first = end - len(phrase)
        if first < _MIN_WORDS or [t.text.lower() for t in tree.tokens[first:end]] != list(phrase):
            continue
        if _is_whole(tree, first, sort):
            return Found(cue=None, source=(first, end), content=((0, first),), stance="say")
        return None
    return None


@lru_cache(maxsize=1)
def _closers() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The closing phrases with their sorts, the longest first."""
    read = rows("closers.tsv", ("phrase", "sort", "example"))
    found = [(tuple(row["phrase"].lower().split()), row["sort"]) for row in read]
    return tuple(sorted(found, key=_length, reverse=True))


def _length(row: tuple[tuple[str, ...], str]) -> int:
    return len(row[0])


def _headline_end(tree: Tree) -> int:
    """Where the headline ends and its furniture begins: "… state media | - Region - World - Herald"."""
    last = len(tree.tokens)
    marks = [i for i in range(1, last) if tree.tokens[i].text in _MARKS and _is_spaced(tree, i)]
    end = last
    for mark in reversed(marks):
        part = tree.tokens[mark + 1 : end]
        if len(part) > _FURNITURE or not all(t.text[:1].isupper() for t in part):
            break
        end = mark
    return end


def _is_spaced(tree: Tree, i: int) -> bool:
    return tree.tokens[i - 1].end < tree.tokens[i].start


def _is_whole(tree: Tree, first: int, sort: str) -> bool:
    """Whether the words before a closing phrase make a headline by themselves."""
    before = tree.tokens[first - 1]
    if before.text in _BREAKS or _is_placed(tree, first):
        return before.text not in _BREAKS
    word = before.lemma.lower()
    if before.tag in {"NN", "NNS"} and word in word_class("weapon"):
        return True
    if sort != "body":
        return False
    harmed = word in word_class("harmed") | word_class("people") or before.text.lower() in _MET
    return (harmed and before.tag in {"NNS", "JJ", "VBN", "VBD"}) or before.text.isdigit()


def _is_placed(tree: Tree, first: int) -> bool:
    """Whether a place with its preposition ends before a word: "in Syrias Idlib | monitor"."""
    at = first - 1
    if not tree.tokens[at].text[:1].isupper() or tree.tokens[at].pos == "VERB":
        return False
    while at > 0 and first - at <= _LONGEST_PLACE and tree.tokens[at].text[:1].isupper():
        at -= 1
    while at > 0 and tree.tokens[at].pos in {"ADJ", "DET"}:
        at -= 1
    word = tree.tokens[at].text.lower()
    beside = word == "of" and at > 0 and tree.tokens[at - 1].text.lower() in _SIDES
    return at > 0 and (word in _PLACING or beside)
