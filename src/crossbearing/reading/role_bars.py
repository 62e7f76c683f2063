"""Who did not do it: who holds the place, only recorded it, lost their own, stands in another clause."""

from collections.abc import Iterator

from crossbearing.reading.clauses import subject_of
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.traits import Case
from crossbearing.reading.tree import Tree

_VIOLENCE = frozenset({"casualties", "hostilities"})
_SIDES = ("rebel_side", "jihadist_side", "state_side")
"""Classes of words for the fighters of one side."""
_APART = frozenset({"after", "before", "since", "until", "though", "although"})
"""Words that open a clause of another happening: who did what the main clause tells did not do this."""


def bystanders(case: Case) -> frozenset[int]:
    """The heads of phrases that did not do a claim's violence, whatever stands beside it.

    "a village held *by the militia*, killing two", "*the network* documented the deaths", "*the army* lost
    twelve men", "*rebels* hit a school a day after dozens were killed",
    "29 rebels died when *rebels* attacked".
    """
    if case.topic not in _VIOLENCE:
        return frozenset()
    tree, at = case.tree, case.at
    parted = (*_losers(tree, at), *_own_side(case), *_elsewhere(case))
    return frozenset((*_holders(tree, at), *_recorders(tree, at), *parted))


def _holders(tree: Tree, at: int) -> Iterator[int]:
    """Those by whom a place is held: "a town controlled by the militia", "the militia-held town"."""
    for token in tree.tokens:
        if token.i == at or token.tag != "VBN" or token.lemma.lower() not in word_class("holding"):
            continue
        for agent in tree.dependents(token.i, "agent"):
            for holder in tree.dependents(agent.i, "pobj"):
                yield from (holder.i, *_joined(tree, holder.i))
        if token.i >= 2 and tree.tokens[token.i - 1].text == "-":
            yield token.i - 2


def _joined(tree: Tree, head: int) -> Iterator[int]:
    for other in tree.dependents(head, "conj"):
        yield other.i
        yield from _joined(tree, other.i)


def _recorders(tree: Tree, at: int) -> Iterator[int]:
    """Whoever saw, counted or mourned what happened: "*the network* documented the deaths of 27"."""
    for above in tree.ancestors(at):
        if tree.tokens[above].lemma.lower() in word_class("witnessing"):
            subject = subject_of(tree, above)
            if subject is not None:
                yield from (subject.i, *_joined(tree, subject.i))


def _losers(tree: Tree, at: int) -> Iterator[int]:
    """Whose own were killed: "*the army* lost twelve men"."""
    if tree.tokens[at].lemma.lower() == "lose":
        subject = subject_of(tree, at)
        if subject is not None:
            yield from (subject.i, *_joined(tree, subject.i))


def _own_side(case: Case) -> Iterator[int]:
    """Those of the side of the fighters killed: "29 opposition fighters died when *rebels* attacked"."""
    if case.topic != "casualties":
        return
    tree = case.tree
    struck = {i for span in case.roles.target_spans for i in tree.inside(span.start, span.end)}
    struck |= {i for q in case.quantities for i in tree.inside(q.span.start, q.span.end)}
    words = {tree.tokens[i].lemma.lower() for i in struck}
    own = {word for side in _SIDES if words & word_class(side) for word in word_class(side)}
    for clause in tree.dependents(case.at, "advcl"):
        beside = tree.subtree(clause.i) - struck
        yield from (i for i in beside if tree.tokens[i].lemma.lower() in own)


def _elsewhere(case: Case) -> Iterator[int]:
    """All that stands outside a clause of another time that has a subject of its own."""
    tree, head = case.tree, case.clause.head
    opened = {t.lemma.lower() for t in tree.dependents(head, "mark", "prep", "advmod")} & _APART
    if opened and tree.tokens[head].dep in {"advcl", "pcomp"} and tree.dependents(head, "nsubj", "nsubjpass"):
        inside = tree.subtree(head)
        yield from (token.i for token in tree.tokens if token.i not in inside)
