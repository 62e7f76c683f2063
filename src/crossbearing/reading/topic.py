"""What a clause is about, from its counts, its event and its words."""

from collections import defaultdict
from collections.abc import Sequence

from crossbearing.model import Quantity
from crossbearing.reading.clauses import Clause, is_passive
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import topic_words, word_class
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Measure, Topic

_OF_MEASURE: dict[Measure, Topic] = {
    "killed": "casualties",
    "injured": "casualties",
    "missing": "casualties",
    "detained": "detention",
    "evacuated": "evacuation",
    "displaced": "population",
    "remaining": "population",
}
_MAIN_EVENT = 1.5
"""The clause's own event outweighs any one topic word (at most 1) but not two that agree."""
_OTHER_EVENT = 0.4
_PEOPLE = 0.5
"""Counted people with nothing said of what befell them are a matter of who is there."""
_LEAST = 0.35
"""Below this only stray words point to a topic; the clause stays "other"."""


def counted_topic(quantities: Sequence[Quantity]) -> Topic | None:
    """The topic of the first count of people: the killed are casualties, the bussed out an evacuation."""
    return next((_OF_MEASURE[q.measure] for q in quantities if q.measure in _OF_MEASURE), None)


def placed_as(topic: Topic, quantities: Sequence[Quantity]) -> Topic:
    """The topic by which a claim's places are read: of an attack that counts its dead, where they fell."""
    return "casualties" if topic == "hostilities" and counted_topic(quantities) == "casualties" else topic


def is_suffered(tree: Tree, head: int) -> bool:
    """Whether a verb says what was suffered, as surely as a count: "no one *was hurt* in the blast"."""
    told = [tree.tokens[head]] if is_passive(tree, head) else tree.dependents(head, "acomp")
    return any(token.text.lower() in word_class("harmed") for token in told)


def is_bare_toll(tree: Tree, head: int, quantities: Sequence[Quantity]) -> bool:
    """Whether a headline gives a toll without a verb: "At least 15 *dead* as bomb hits bus".

    Also behind its label: "Somalia attack: nine farmers killed by gunmen".
    """
    counted = counted_topic(quantities)
    if counted is None:
        return False
    harmed = counted == "casualties" and tree.tokens[head].text.lower() in word_class("harmed")
    return harmed or _is_label(tree, head)


def _is_label(tree: Tree, head: int) -> bool:
    """Whether a noun stands before a colon and what happened to whom after it."""
    colon = next((k for k in tree.children[head] if tree.tokens[k].text == ":"), None)
    told = (k for k in tree.dependents(head, "appos") if colon is not None and k.i > colon)
    return any(done.tag == "VBN" for one in told for done in tree.dependents(one.i, "acl"))


def find_topic(
    tree: Tree,
    clause: Clause,
    main: Trigger | None,
    triggers: Sequence[Trigger],
    quantities: Sequence[Quantity],
) -> Topic:
    """Choose a clause's topic.

    Examples: "82 civilians were killed", "no one was hurt" → casualties; "The army holds the hill" → control;
    "The sides reached a deal" → agreement; "Trucks delivered flour" → aid; "The weather was cold" → other.
    """
    inside = clause.own
    counted = "casualties" if is_suffered(tree, clause.head) else counted_topic(quantities)
    if counted is not None:
        return counted
    scores: dict[Topic, float] = defaultdict(float)
    if main is not None:
        scores[main.row.topic] += _MAIN_EVENT
    for hit in triggers:
        if hit.head in inside and (main is None or hit.row is not main.row):
            scores[hit.row.topic] += _OTHER_EVENT
    for index in inside:
        topic, weight = topic_words().get(tree.tokens[index].lemma.lower(), ("other", 0.0))
        scores[topic] += weight
    if any(quantity.measure == "other" and quantity.group in word_class("people") for quantity in quantities):
        scores["population"] += _PEOPLE
    if any(quantity.measure == "share" for quantity in quantities):
        scores["control"] += scores["control"]
    ranked = sorted((-score, topic) for topic, score in scores.items() if score >= _LEAST)
    return ranked[0][1] if ranked else "other"
