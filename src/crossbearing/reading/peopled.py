"""Where people are that a clause counts: in areas that it does not name, among those counted before."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from crossbearing.model import PlaceMention, Quantity, TimeMention
from crossbearing.reading.clauses import Clause
from crossbearing.reading.lexicon import event_words
from crossbearing.reading.topic import counted_topic
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Topic

_PEOPLED: frozenset[Topic] = frozenset({"population", "detention"})
_GROUNDS = frozenset(
    {   "area", "zone", "part", "district", "neighbourhood", "neighborhood", "quarter", "section", "suburb",
        "pocket", "enclave", "siege", "village", "town", "city", "camp", "building", "base", "house",
        "prison", "compound", "place", "region", "province", "countryside"}
)  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his"})
_OF_IT = frozenset({"number", "figure", "total"})
_LONG = timedelta(days=62)
_WHOLE = 1_000_000
"""So many flee or are trapped in a land, not in the town a report happens to play in."""


def tells_of_people(topic: Topic, counts: Sequence[Quantity]) -> bool:
    """Whether a clause counts those who fled, remain or are held, whatever else it speaks of."""
    counted = counted_topic(counts)
    return (topic if counted is None else counted) in _PEOPLED


def is_of_a_land(counts: Iterable[Quantity]) -> bool:
    """Whether a count is too large for a town that its clause does not name: "*millions* have fled"."""
    sizes = (q.lower or q.upper or 0 for q in counts if q.measure in {"displaced", "remaining", "killed"})
    return any(size >= _WHOLE for size in sizes)


def is_share_of_last(tree: Tree, clause: Clause) -> bool:
    """Whether those counted are some of a number told before: "most *of this number* are besieged"."""
    words = [token.text.lower() for token in tree.tokens if token.i in clause.whole]
    return any(
        before in {"this", "that"} and link in {"of", "from"} and word in _OF_IT
        for link, before, word in zip(words, words[1:], words[2:], strict=False)
    )


def is_of_the_fighting(tree: Tree, clause: Clause) -> bool:
    """Whether a clause goes on with fighting told of before: "*The battle* has driven out 40 families"."""
    for token in tree.tokens:
        listed = event_words().nouns.get(token.lemma.lower(), ()) if token.i in clause.own else ()
        if token.dep in {"nsubj", "nsubjpass"} and any(row.topic == "hostilities" for row in listed):
            return any(t.text.lower() in _DEFINITE for t in tree.dependents(token.i, "det"))
    return False


def lasts_long(mention: TimeMention) -> bool:
    """Whether a time is of many months: "9 were arrested *in 2014*" is no news of a town not named."""
    within = mention.interval if mention.relation in {"at", "within"} else None
    if within is None or within.start is None or within.end is None:
        return False
    return within.end - within.start > _LONG


def unnamed_ground(tree: Tree, clause: Clause) -> set[int] | None:
    """The words of the areas without a name of their own in which people are; None where it tells of none.

    "*rebel-held areas* where 40 people live", "roads into *opposition zones*, trapping 40", "*an area near
    the base*" in which 40 are held. Not "the area where 40 people live", which was named before.
    """
    head = tree.tokens[clause.head]
    where = any(tree.tokens[i].text.lower() in {"where", "which"} for i in clause.own if i < clause.head)
    noun = head.head
    if (head.dep == "acl" or (head.dep == "relcl" and where)) and _is_open(tree, noun):
        return tree.subtree(noun) - tree.subtree(clause.head)
    for link in tree.tokens:
        if link.i not in clause.own or link.dep != "prep" or link.text.lower() not in {"in", "at", "inside"}:
            continue
        for inside in tree.dependents(link.i, "pobj"):
            if _is_open(tree, inside.i) and tree.dependents(inside.i, "det"):
                return tree.subtree(inside.i)
    return None


def _is_open(tree: Tree, noun: int) -> bool:
    """Whether a noun is of ground that nobody was told of: "areas", "a village"; not "the area"."""
    token = tree.tokens[noun]
    if token.lemma.lower() not in _GROUNDS:
        return False
    before = tree.dependents(noun, "det", "poss")
    return not any(t.dep == "poss" or t.text.lower() in _DEFINITE for t in before)


def named_on(tree: Tree, ground: set[int], mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
    """The places named with such areas: "areas of *Aleppo* where 40 people live"."""
    return [m for m in mentions if tree.inside(m.span.start, m.span.end) & ground]
