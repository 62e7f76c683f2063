"""Which answers rest on a word of their own: a headline and a carried sentence add none."""

import re
from collections import defaultdict

from crossbearing.model import Claim, Quantity
from crossbearing.reconcile.anonymous import is_campaigner, is_of_a_society
from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.bounds import Figure, disjoint, figure_of, near, vague_word
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import kin
from crossbearing.reconcile.polar import is_activity
from crossbearing.reconcile.slots import TOLLS

_SAME_TEXT = 0.6
"""Clauses that share this part of their words are one text, carried from one report into another."""
_FEWEST_WORDS = 8
"""Shorter clauses may well be worded alike by two people."""
_MOST = 200
"""Of a question with more narrated answers, only so many are held against one another."""
_ROUNDED = 0.1
"""A headline's figure may be so much lower than its source's: "more than 30" of 32, never 39 of 36."""
_WORD = re.compile(r"\w+")


def resting(answers: list[Answer], lookup: Lookup) -> list[Answer]:
    """The answers of a question that a position rests on.

    A report's own voice adds nothing to a source that it names for the same answer ("Dozens killed" over
    "at least 31 were killed, the monitor said"), nor where it tells in another report's words. Violence that
    a report tells of itself is no repetition and stays.
    """
    sourced = [a for a in answers if a.claim.voice != "narrated" and a.claim.origin is not None]
    by_report: dict[str, list[Answer]] = defaultdict(list)
    for answer in sourced:
        if answer.status != "denied":
            by_report[answer.claim.report].append(answer)
    kept = [a for a in answers if not any(_repeats(a, told, lookup) for told in by_report[a.claim.report])]
    return _once(kept, sourced, lookup)


def _repeats(answer: Answer, told: Answer, lookup: Lookup) -> bool:
    """Whether a report's own voice only gives the answer of a source that it names."""
    claim, source = answer.claim, told.claim.origin
    if is_activity(answer) or source is None or claim.id == told.claim.id:
        return False
    if claim.voice != "narrated" and not _tells_of_nobody(claim, source, lookup):
        return False
    if claim.origin is not None and kin({claim.origin}, {source}, lookup):
        return False
    if answer.choice or told.choice:
        return answer.choice == told.choice
    if answer.quantity is None or told.quantity is None:
        return answer.polarity == told.polarity
    return not disjoint(answer.quantity, told.quantity) and _is_nearly(answer.quantity, told.quantity)


def _is_nearly(own: Quantity, sourced: Quantity) -> bool:
    """Whether a report's own figure is its source's told loosely: "dozens", "more than 30" of 32, not 48."""
    low, high = [(q.lower if q.lower is not None else q.upper or 0.0) for q in (own, sourced)]
    return vague_word(own) or 0 <= high - low <= _ROUNDED * high or near(own, sourced)


def _tells_of_nobody(claim: Claim, source: str, lookup: Lookup) -> bool:
    """Whether a claim's source has no name and its report says who: "activists said", then the monitor."""
    if claim.origin is not None and is_campaigner(claim.origin, lookup) and is_of_a_society(source, lookup):
        return True
    return _is_headline_of_nobody(claim, lookup)


def _is_headline_of_nobody(claim: Claim, lookup: Lookup) -> bool:
    """Whether a headline's source is nobody with a name ("doctors say 27 died"): its report says who.

    Nor does an outlet's own name add one: "27 dead in raid on port - Daily Post".
    """
    origin = None if claim.origin is None else lookup.actors.get(claim.origin)
    report = lookup.reports.get(claim.report)
    if origin is None or origin.kind not in ("unnamed", "media") or report is None:
        return False
    titles = [block for block in report.blocks if block.kind == "title"]
    return any(block.start <= claim.span.start and claim.span.end <= block.end for block in titles)


def _counts_for_itself(answer: Answer, lookup: Lookup) -> bool:
    """Whether a figure is told on the word of somebody with a name who is no outlet."""
    known = lookup.actors.get(answer.claim.origin or "")
    quantity = answer.quantity
    counted = quantity is not None and answer.predicate in TOLLS and not vague_word(quantity)
    return counted and answer.status == "asserted" and known is not None and known.kind != "media"


def _figure(answer: Answer) -> tuple[str, Figure | None]:
    return answer.predicate, None if answer.quantity is None else figure_of(answer.quantity)


def _is_outlets_own(answer: Answer, lookup: Lookup) -> bool:
    """Whether an outlet gives a figure in its own voice, and so does not say who counted."""
    known = lookup.actors.get(answer.claim.origin or "")
    return answer.claim.voice == "narrated" and (known is None or known.kind == "media")


def _once(answers: list[Answer], sourced: list[Answer], lookup: Lookup) -> list[Answer]:
    """Leave out narrated answers that stand word for word under another origin, named or told before.

    And an outlet's own toll where another report says who gave that very figure.
    """
    known = [(a, _words(a)) for a in sourced[:_MOST]]
    given = {_figure(a) for a in sourced if _counts_for_itself(a, lookup)}
    kept = []
    for answer in sorted(answers, key=lambda a: (str(a.seen[0]), a.claim.id)):
        words = _words(answer)
        if _figure(answer) in given and _is_outlets_own(answer, lookup):
            continue
        if answer.claim.voice == "narrated" and len(known) < 2 * _MOST:
            if any(_carried(answer, words, other, theirs) for other, theirs in known):
                continue
            known.append((answer, words))
        kept.append(answer)
    return [answer for answer in answers if answer in kept]


def _words(answer: Answer) -> frozenset[str]:
    return frozenset(_WORD.findall(answer.claim.span.exact.lower()))


def _carried(answer: Answer, words: frozenset[str], other: Answer, theirs: frozenset[str]) -> bool:
    elsewhere = answer.claim.report != other.claim.report and answer.claim.origin != other.claim.origin
    alike = len(words & theirs) >= _SAME_TEXT * len(words | theirs)
    return elsewhere and alike and min(len(words), len(theirs)) >= _FEWEST_WORDS and _same(answer, other)


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers are one: "raid kills 14" is not "raid kills 22" with a figure changed."""
    if one.quantity is None or other.quantity is None:
        return (one.polarity, one.choice) == (other.polarity, other.choice)
    return figure_of(one.quantity) == figure_of(other.quantity)
