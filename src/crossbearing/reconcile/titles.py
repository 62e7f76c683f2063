"""Titles that tell questions apart: no two questions are asked in the same words."""

from collections import Counter, defaultdict
from collections.abc import Callable

from msgspec.structs import replace

from crossbearing.model import Question
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.wording import day


def tell_apart(questions: list[Question], lookup: Lookup) -> list[Question]:
    """Add to each title that is asked twice what distinguishes it: who told, on what day, how many.

    Questions of one wording are different ones (other strikes of one town and week) that only lack a word
    for it. Where nothing they hold differs, they are numbered.
    """
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        asked[question.title].append(question)
    named = {q.id: q.title for alike in asked.values() if len(alike) == 1 for q in alike}
    for alike in asked.values():
        if len(alike) > 1:
            named |= _named_apart(alike, lookup)
    return [replace(question, title=named[question.id]) for question in questions]


def _named_apart(alike: list[Question], lookup: Lookup) -> dict[str, str]:
    """Titles by question id, each with as few words more as tell it apart."""
    found: dict[str, str] = {}
    left = sorted(alike, key=lambda q: (str(q.positions[0].first), q.id))
    for marks in ((_told_on,), (_by_whom,), (_by_whom, _told_on), (_by_whom, _told_on, _answers)):
        said = {q.id: ", ".join(words for mark in marks if (words := mark(q, lookup))) for q in left}
        often = Counter(said.values())
        found |= {q.id: _with(q.title, said[q.id]) for q in left if said[q.id] and often[said[q.id]] == 1}
        left = [q for q in left if q.id not in found]
    for n, question in enumerate(left, 1):
        found[question.id] = _with(question.title, f"account {n} of {len(left)}")
    return found


Mark = Callable[[Question, Lookup], str]


def _told_on(question: Question, lookup: Lookup) -> str:
    first = min((p.first for p in question.positions if p.first is not None), default=None)
    return "" if first is None else f"told {day(first)}"


def _by_whom(question: Question, lookup: Lookup) -> str:
    names = sorted({lookup.teller(origin) for p in question.positions for origin in p.origins})
    return f"as told by {' and '.join(names[:2])}" if names else ""


def _answers(question: Question, lookup: Lookup) -> str:
    return " or ".join(position.summary for position in question.positions[:2])


def _with(title: str, words: str) -> str:
    return f"{title.removesuffix('?')}, {words}?"
