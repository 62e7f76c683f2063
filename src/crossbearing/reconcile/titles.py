"""Titles that tell questions apart: no two questions are asked in the same words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Set
from datetime import date

from msgspec.structs import replace

from crossbearing.model import Question, first_told
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.wording import day


def tell_apart(questions: list[Question], lookup: Lookup, crowded: Set[str] = frozenset()) -> list[Question]:
    """Add to each title that is asked twice what distinguishes it: the day it was told, by whom, how many.

    Questions of one wording are different ones (other strikes of one town and week) that only lack a word
    for it. Where nothing they hold differs, they are numbered. ``crowded`` are titles that are asked
    elsewhere, too. A title depends on those that share its wording and day, however many share the wording.
    """
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        asked[question.title].append(question)
    named: dict[str, str] = {}
    for title, alike in asked.items():
        if len(alike) == 1 and title not in crowded:
            named[alike[0].id] = title
            continue
        days: dict[date | None, list[Question]] = defaultdict(list)
        for question in alike:
            days[first_told(question)].append(question)
        for together in days.values():
            named |= _named_apart(together, lookup)
    return [replace(question, title=named[question.id]) for question in questions]


def _named_apart(alike: list[Question], lookup: Lookup) -> dict[str, str]:
    """Titles of one wording and day by question id, each with as few words more as tell it apart."""
    found: dict[str, str] = {}
    left = sorted(alike, key=lambda q: (str(q.positions[0].first), q.id))
    for marks in ((_told_on,), (_told_by,), (_told_by, _answers)):
        said = {q.id: ", ".join(words for mark in marks if (words := mark(q, lookup))) for q in left}
        often = Counter(said.values())
        found |= {q.id: _with(q.title, said[q.id]) for q in left if said[q.id] and often[said[q.id]] == 1}
        left = [q for q in left if q.id not in found]
    day_told = _told_on(alike[0], lookup)
    for n, question in enumerate(left, 1):
        account = f"account {n} of {len(left)}"
        found[question.id] = _with(question.title, f"{day_told}, {account}" if day_told else account)
    return found


Mark = Callable[[Question, Lookup], str]


def _told_on(question: Question, lookup: Lookup) -> str:
    first = first_told(question)
    return "" if first is None else f"told {day(first)}"


def _told_by(question: Question, lookup: Lookup) -> str:
    names = sorted({lookup.teller(origin) for p in question.positions for origin in p.origins})
    when = _told_on(question, lookup)
    if not names:
        return when
    return f"{when or 'as told'} by {' and '.join(names[:2])}"


def _answers(question: Question, lookup: Lookup) -> str:
    return " or ".join(position.summary for position in question.positions[:2])


def _with(title: str, words: str) -> str:
    return f"{title.removesuffix('?')}, {words}?"
