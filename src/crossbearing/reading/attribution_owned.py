"""What is no attribution after all: papers that speak for nobody, and demands of nothing."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import structs

from crossbearing.reading.attribution_cues import rows
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.quotes import Quote, inside

_BY = frozenset({"by", "from", "of"})
_PROPOSED = frozenset({"draft", "proposed", "planned"})
_TEXTS = frozenset(
    {"resolution", "draft", "text", "document", "petition", "motion", "bill", "sign", "banner"}
)
"""Papers that say what others may yet adopt: "the resolution demands" tells of no speaker."""
_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_WISHES = frozenset({"demand"})
_ASIDES = frozenset({"amod", "relcl", "compound", "nmod"})
"""Verbs that only say which one is meant: "all sides *involved*", "the men *who left*"."""
_MIN_QUOTED = 3
"""So many words between marks are what was said, whatever they ask for."""


@lru_cache(maxsize=1)
def wanted() -> frozenset[str]:
    """Give the nouns of what can be asked for: "a ceasefire", "access", "tents"."""
    return frozenset(row["lemma"] for row in rows("wanted.tsv", ("lemma", "example")))


@lru_cache(maxsize=1)
def _hyphened() -> frozenset[tuple[str, str]]:
    """The nouns that the parse cuts at their hyphen: "cease-fire"."""
    parts = (lemma.partition("-") for lemma in wanted() if "-" in lemma)
    return frozenset((first, last) for first, _, last in parts)


def owned(tree: Tree, found: Sequence[Found], quotes: Sequence[Quote]) -> list[Found]:
    """Leave out papers that speak for no one and demands of nothing.

    "A draft resolution demanding a truce" tells of no speaker; where such a paper governs a whole
    clause ("the draft demands that shelling end"), its words stay, with no source.
    """
    kept = []
    for one in found:
        if asks_for_nothing(tree, one, quotes):
            continue
        if not is_nobodys(tree, one):
            kept.append(one)
        elif one.cue is not None and tree.kid(one.cue[0], "ccomp") is not None:
            kept.append(structs.replace(one, source=None, relays=()))
    return kept


def is_nobodys(tree: Tree, found: Found) -> bool:
    """Tell a paper that voices no one: "a draft resolution demanding …", "a leaflet urging …".

    "A statement by the army demanding", "a UN report said" and "the statement said" have a speaker.
    """
    if found.source is None:
        return False
    head = _head(tree, found.source)
    if kind_of(tree, head) != "document":
        return False
    low = tree.lemma(head)
    words = {tree.lemma(k) for k in tree.kids[head]} | {low}
    if words & _PROPOSED:
        return True
    if _owner(tree, head):
        return False
    definite = any(
        tree.lemma(k) in {"the", "this", "that", "its", "his", "her", "their"} for k in tree.kids[head]
    )
    return low in _TEXTS or (found.stance in _WISHES and not definite)


def asks_for_nothing(tree: Tree, found: Found, quotes: Sequence[Quote]) -> bool:
    """Tell a demand that no act answers: "demanded *democratic change*", "urged *all sides*"."""
    if found.stance not in _WISHES or not found.content:
        return False
    return not any(_is_act(tree, part, quotes) for part in found.content)


def _is_act(tree: Tree, part: Range, quotes: Sequence[Quote]) -> bool:
    words = [t for t in tree.tokens[slice(*part)] if t.text[:1].isalnum()]
    if sum(inside(quotes, t.start, t.end) is not None for t in words) >= _MIN_QUOTED:
        return True
    phrase = " ".join(t.text.lower() for t in words)
    if any(f"{first} {last}" in phrase for first, last in _hyphened()):
        return True
    for i in range(*part):
        token = tree.tokens[i]
        if (token.pos in {"VERB", "AUX"} or token.tag == "VBG") and not _is_aside(tree, i, part):
            return True
        if token.pos in {"NOUN", "PROPN"} and token.dep != "compound" and token.lemma.lower() in wanted():
            return True
    return False


def _is_aside(tree: Tree, i: int, part: Range) -> bool:
    at = i
    if any(tree.tokens[k].tag == "TO" for k in tree.kids[i]):
        return False
    while part[0] <= at < part[1]:
        token = tree.tokens[at]
        if token.dep in _ASIDES or token.dep == "acl":
            return True
        if token.head == at:
            break
        at = token.head
    return False


def _head(tree: Tree, where: Range) -> int:
    """Give a phrase's own noun: the token whose head stands outside the phrase."""
    for i in range(*where):
        if not where[0] <= tree.tokens[i].head < where[1] or tree.tokens[i].head == i:
            return i
    return where[1] - 1


def _owner(tree: Tree, head: int) -> bool:
    """Ask whether a paper names whose it is: "a UN report", "a statement by the rebels"."""
    for k in tree.kids[head]:
        if tree.tokens[k].dep in {"poss", "compound", "amod", "nmod"} and _speaks(tree, k):
            return True
        if tree.tokens[k].dep in {"prep", "agent"} and tree.lemma(k) in _BY:
            by = tree.kid(k, "pobj")
            if by is not None and _speaks(tree, by):
                return True
    return False


def _speaks(tree: Tree, i: int) -> bool:
    return kind_of(tree, i) in {"person", "group"} or tree.labels.get(i) in {"ORG", "NORP", "GPE", "PERSON"}
