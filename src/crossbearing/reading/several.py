"""A clause that tells of several happenings → a claim's clause for each: "killed three *and wounded ten*"."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from crossbearing.reading.clauses import Clause, is_finite, trimmed
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.tree import Tree

APART = 0.5
"""From these log-odds on a word names a happening of its own, beside the clause's likeliest."""
DOUBTFUL = -0.5
"""The clause's likeliest word counts as a happening beside others unless it is less likely than this."""
_SEVERAL = 2
_DESCRIBING = frozenset({"amod", "compound", "poss", "nmod"})
_CARRIED = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd", "acomp", "prt", "xcomp"})
_IF = frozenset({"if", "unless", "whether"})
_NONE = frozenset({"no", "neither", "nor", "without"})
_BESIDE = frozenset({"after", "before", "following", "since", "until"})
_OWN = ("nsubj", "nsubjpass", "dobj", "agent", "nummod", "xcomp", "ccomp")
"""What a verb that is joined to another must have of its own: "killed *and wounded*" is one happening."""
_MIN_TOKENS = 2


def cut_happenings(tree: Tree, clause: Clause, at: int, named: Mapping[int, float]) -> list[Clause]:
    """The clause and those cut from it, in text order; itself alone where it tells of one happening.

    ``at`` is the word of its event, ``named`` how likely words name happenings (reading/named.py). The word
    nearest to the root keeps the clause, every other takes what hangs on it. Examples: "killed three *and
    wounded ten*"; "lifted the siege *that rebels had laid to it*"; "caused *damage to the market*". One
    happening told by verb and noun ("launched an attack", "clashes broke out") stays one, a toll
    too, and so does what is denied, possible or meant.
    """
    found = [i for i, score in named.items() if i != at and score >= APART and i in clause.own]
    found = [i for i in found if not _same(tree, i, at)]
    if tree.tokens[clause.head].lemma.lower() in word_class("toll_noun"):
        return [clause]
    if named.get(at, 0.0) >= DOUBTFUL:
        found.append(at)
    if len(found) < _SEVERAL:
        return [clause]
    keeper = min(found, key=lambda i: (tree.depth(i), i != at, i))
    own, parts = set(clause.own), []
    for index in sorted(set(found) - {keeper}, key=lambda i: (-tree.depth(i), i)):
        part = _part(tree, clause, index, own) if _stands(tree, clause, index) else None
        if part is not None and keeper not in part.own:
            parts.append(part)
            own -= part.own
    if not parts:
        return [clause]
    held = frozenset(own)
    parts = [replace(part, shared=held | clause.shared) for part in parts]
    return sorted((_left(tree, clause, held, parts), *parts), key=lambda c: (c.span.start, -c.span.end))


def _same(tree: Tree, one: int, other: int) -> bool:
    """Whether verb and noun tell one happening: "*launched* an *attack*", "*clashes* *broke* out"."""
    first, second = tree.tokens[one], tree.tokens[other]
    return (first.head == other and first.dep in _CARRIED) or (second.head == one and second.dep in _CARRIED)


def _stands(tree: Tree, clause: Clause, index: int) -> bool:
    """Whether a word's happening is told as a fact of its own: no attribute, no purpose, nothing denied."""
    token = tree.tokens[index]
    if token.dep in _DESCRIBING or (token.tag == "VB" and not is_finite(tree, index)):
        return False
    if token.dep == "conj" and token.tag not in {"NN", "NNS"} and not tree.dependents(index, *_OWN):
        return False
    above = tree.tokens[token.head]
    if token.dep in {"pobj", "pcomp"} and above.lemma.lower() == "of":
        return False
    if token.dep == "acl" and above.tag == "CD":
        return False
    return not any(_is_open(tree, i) for i in _between(tree, clause.head, index))


def _between(tree: Tree, head: int, index: int) -> Iterator[int]:
    """A word and those above it, up to the head of its clause."""
    yield index
    for above in tree.ancestors(index):
        if index == head:
            return
        yield above
        if above == head:
            return


def _is_open(tree: Tree, index: int) -> bool:
    """Whether a word stands denied, as possible, as a condition or as an aim."""
    if tree.tokens[index].tag == "VB" and tree.dependents(index, "aux"):
        return True
    for child in (tree.tokens[i] for i in tree.children[index]):
        if child.dep == "neg" or child.tag == "MD" or child.text.lower() in _NONE:
            return True
        if child.dep == "mark" and child.text.lower() in _IF:
            return True
    return False


def _part(tree: Tree, clause: Clause, index: int, left: set[int]) -> Clause | None:
    """What hangs on a word, as a clause of its own; None where that is the word alone."""
    whole = tree.subtree(index) & clause.whole
    own = tree.subtree(index) & left
    span = tree.span(trimmed(tree, whole, index))
    if span is None or len(own) < _MIN_TOKENS:
        return None
    return Clause(index, frozenset(own), frozenset(whole), span, True)


def _left(tree: Tree, clause: Clause, own: frozenset[int], parts: list[Clause]) -> Clause:
    """What stays with a clause: its characters less those that "and" joins on, its parts' days and places."""
    joined = {i for part in parts if tree.tokens[part.head].dep == "conj" for i in part.whole}
    told = {i for i in clause.whole - joined if clause.span.start <= tree.tokens[i].start < clause.span.end}
    span = tree.span(trimmed(tree, told, clause.head)) if joined else clause.span
    near = {i for part in parts if _shares(tree, part) for i in part.own}
    return replace(clause, own=own, span=span or clause.span, shared=clause.shared | near)


def _shares(tree: Tree, part: Clause) -> bool:
    """Whether a part has the day and the place of its clause: "*attacks* on Monday", not "after a raid"."""
    token = tree.tokens[part.head]
    verbal = token.pos in {"VERB", "AUX"}
    return not verbal and tree.tokens[token.head].lemma.lower() not in _BESIDE
