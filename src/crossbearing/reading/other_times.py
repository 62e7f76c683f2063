"""Times that a clause does not say itself: of news in the present, of what goes with it, of the eve."""

from collections.abc import Iterator
from datetime import date, timedelta

from crossbearing.model import Sentence, TimeMention, Token, When
from crossbearing.reading.clauses import Clause, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.page import day_of
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Status, Topic

_VIOLENCE: frozenset[Topic] = frozenset({"casualties", "hostilities"})
_HAPPENED: frozenset[Status] = frozenset({"asserted", "unverified"})
_MEANWHILE = frozenset({"as", "when", "while"})
_PAST = frozenset({"VBD", "VBN"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_AFTER = frozenset({"after", "following"})
_AMOUNTS = frozenset({"least", "most", "latest"})
"""Superlatives that say how many, or that a thing is new: "at *least* nine have died since"."""
_ONE = {"a": 1, "one": 1, "two": 2, "three": 3}
"""So many days after it: more are told by their date."""


def is_news(topic: Topic, status: Status) -> bool:
    """Whether a claim tells of violence that has happened."""
    return topic in _VIOLENCE and status in _HAPPENED


def is_over(sentence: Sentence, tree: Tree, clause: Clause, trigger: Trigger | None) -> bool:
    """Whether violence told in the present is over: it may be of a day before the report's.

    So a headline, unless its verb goes on: "Raids kill nine", "22 dead in raids"; "Fighting rages". And what
    is told without a verb ("condemned *the attack*"), and a happening of a moment of which the verb says
    another thing: "The blast is the worst of the war"; "The attacks continue" goes on.
    """
    verb = tree.tokens[clause.head]
    goes_on = verb.lemma.lower() in word_class("going_on") or verb.tag == "VBG"
    if goes_on:
        return False
    if sentence.kind == "title":
        return True
    if verb.pos in {"NOUN", "PROPN"}:
        return verb.lemma.lower() in word_class("once")
    return trigger is not None and _is_told_of(tree, clause, trigger)


def _is_told_of(tree: Tree, clause: Clause, trigger: Trigger) -> bool:
    subject = subject_of(tree, clause.head)
    words = [tree.tokens[trigger.head], *([subject] if subject is not None else [])]
    for word in words:
        if word.pos not in {"NOUN", "PROPN"} or word.lemma.lower() not in word_class("once"):
            continue
        before = tree.dependents(word.i, "det", "poss")
        if any(t.dep == "poss" or t.text.lower() in _THE for t in before):
            return True
    return False


def beside(tree: Tree, verb: int) -> Iterator[int]:
    """The words whose time a past verb shares: the verb it goes with, or the day it tells more of.

    "killed *as they fled*", "hit when shells fell", "on Friday, *when troops left*".
    """
    token = tree.tokens[verb]
    if token.tag not in _PAST:
        return
    above = tree.tokens[token.head]
    joined = token.dep in {"advcl", "relcl"} and _is_meanwhile(tree, verb)
    if joined and (above.pos in {"NOUN", "PROPN", "NUM"} or above.tag in _PAST):
        yield above.i
    for other in tree.dependents(verb, "advcl"):
        if other.tag in _PAST and _is_meanwhile(tree, other.i):
            yield other.i


def _is_meanwhile(tree: Tree, verb: int) -> bool:
    opening = {t.text.lower() for t in tree.dependents(verb, "mark", "advmod") if t.i < verb}
    return bool(opening & _MEANWHILE)


def eve_of(tree: Tree, clause: Clause, trigger: Trigger | None, mentions: list[TimeMention]) -> When | None:
    """The day of what another thing came so many days after: "hit on Saturday, *a day after* the killing".

    Only for a clause that is that noun: its sentence's day is the other thing's.
    """
    if trigger is None or tree.tokens[trigger.head].pos not in {"NOUN", "PROPN"}:
        return None
    link = tree.tokens[tree.tokens[trigger.head].head]
    if tree.tokens[trigger.head].dep != "pobj" or link.text.lower() not in _AFTER or link.i in clause.own:
        return None
    return next((when for m in mentions if (when := _days_before(tree, link.i, m)) is not None), None)


def _days_before(tree: Tree, link: int, mention: TimeMention) -> When | None:
    """The day so many days before a day that the verb above a preposition has."""
    interval = mention.interval
    if mention.relation != "at" or interval is None or interval.start is None or interval.end is None:
        return None
    tokens = tree.inside(mention.span.start, mention.span.end)
    first = interval.start.date()
    long = interval.end - interval.start > timedelta(days=1)
    if long or link in {i for token in tokens for i in tree.subtree(token)}:
        return None
    above = tree.tokens[tree.tokens[link].head]
    gap = [t for t in (above, *tree.dependents(link, "npadvmod")) if t.lemma.lower() == "day"]
    told = [_ONE.get(t.text.lower(), 0) for day in gap for t in tree.dependents(day.i, "det", "nummod")]
    if not told or not told[0]:
        return None
    day = first - timedelta(days=told[0])
    return When(day, day, mention.span, "day", "at", f"counted from “{mention.span.exact}”")


def is_record(tree: Tree, clause: Clause, mention: TimeMention) -> bool:
    """Whether a period only says what a thing is the most of: "the *worst* attack since the war began"."""
    when = tree.inside(mention.span.start, mention.span.end)
    if mention.relation != "since" and not any(_in_since(tree, i) for i in when):
        return False
    return any(_is_most(tree.tokens[i]) for i in clause.own - when)


def _is_most(token: Token) -> bool:
    if token.text.lower() == "first":
        return True
    return token.tag == "JJS" and token.text.lower() not in _AMOUNTS


def _in_since(tree: Tree, index: int) -> bool:
    """Whether a word stands in a clause that "since" opens."""
    return any(
        mark.text.lower() == "since"
        for above in tree.ancestors(index)
        for mark in tree.dependents(above, "mark")
    )


def days_joined(tree: Tree, nearest: TimeMention, mentions: list[TimeMention]) -> tuple[date, date] | None:
    """The first and the last of two days told as one time: "late on Saturday and early on Sunday"."""
    here = _phrase(tree, nearest)
    for other in mentions:
        there = _phrase(tree, other)
        if other is nearest or not (_is_joined(tree, there, here) or _is_joined(tree, here, there)):
            continue
        days = [day_of(mention) for mention in (nearest, other)]
        known = sorted(day for day in days if day is not None)
        if len(known) == len(days) and nearest.relation == other.relation == "at":
            return known[0], known[-1]
    return None


def _phrase(tree: Tree, mention: TimeMention) -> set[int]:
    """The words of a time, and those it hangs on: "early on" of "early on Sunday"."""
    found = tree.inside(mention.span.start, mention.span.end)
    for index in sorted(found):
        for above in tree.ancestors(index):
            if tree.tokens[above].pos not in {"ADP", "ADV", "ADJ"}:
                break
            found.add(above)
    return found


def _is_joined(tree: Tree, words: set[int], before: set[int]) -> bool:
    for index in words - before:
        token = tree.tokens[index]
        linked = token.dep == "conj" and token.head in before
        if linked and any(t.text.lower() == "and" for t in tree.dependents(token.head, "cc")):
            return True
    return False
