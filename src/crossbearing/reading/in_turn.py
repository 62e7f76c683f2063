"""Happenings that are told in turn, the one before the other: a day named with one is not the other's."""

from crossbearing.model import TimeMention
from crossbearing.reading.clauses import Clause
from crossbearing.reading.events import Trigger
from crossbearing.reading.tree import Tree

_IN_TURN = frozenset({"follow", "precede"})


def is_of_other(tree: Tree, clause: Clause, trigger: Trigger | None, mention: TimeMention) -> bool:
    """Whether a day is of what came before or after: "the fall of Orda *on Friday* was followed by raids".

    One who follows another has no day of its own by that.
    """
    when = tree.inside(mention.span.start, mention.span.end)
    at = clause.head if trigger is None else trigger.head
    for verb in (token.i for token in tree.tokens if token.lemma.lower() in _IN_TURN):
        ends = [
            {i for noun in tree.dependents(verb, *deps) for i in tree.subtree(noun.i)}
            for deps in (("nsubj", "nsubjpass"), ("agent", "dobj"))
        ]
        if any(at in own and when & other for own, other in (ends, reversed(ends))):
            return True
    return False
