"""Which figures of one incident may be held against one another, and which may count other things."""

import re
from collections import defaultdict
from itertools import combinations

from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.bounds import disjoint, figure_of, meets, span_of
from crossbearing.reconcile.grouping import Forest, related
from crossbearing.reconcile.lexicon import first
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.means import means_of
from crossbearing.reconcile.rivals import at_odds, exclusive_means
from crossbearing.reconcile.slots import TOLLS
from crossbearing.reconcile.tolls import is_former, is_rising

_LEAST = 3
"""One or two dead beside many are most often one blow of several."""
_QUARTER = re.compile(
    r"\b(?:in|on|at|hit|struck|targeted) (?:the |a )?(?:[\w-]+ ){1,4}?"
    r"(?:neighbou?rhood|district|quarter|suburb)s? (?:of|in)\b",
    re.IGNORECASE,
)
"""One quarter of a town: "in the Mill neighbourhood of Tarm"."""
_FARTHEST = 5
"""Tolls of one happening differ by no more than this, as a rule; beyond it they may count other things."""
_MOST = 60
"""Figures of one incident that are compared; nobody tells more."""


def comparable_groups(answers: list[Answer], lookup: Lookup) -> list[list[Answer]]:
    """Part the tolls of one incident where it is unsure that they count the same dead.

    Figures that one number can satisfy stay together, and so do those of one source in several reports, but
    for two that one of its reports tells beside each other. Two others do where nothing said keeps them
    apart: another doer, means or place, "another" attack, one report that tells both in passing, a figure so
    much smaller that it may be one blow of several.
    """
    if answers[0].predicate not in TOLLS or all(a.incident is None for a in answers):
        return [answers]
    by_figure: dict[object, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_figure[_figure(answer)].append(answer)
    nodes = list(by_figure.values())
    forest = Forest(len(nodes))
    for i, j in combinations(range(min(len(nodes), _MOST)), 2):
        pairs = [(a, b) for a in nodes[i] for b in nodes[j]]
        if any(sure(a, b, lookup) for a, b in pairs) and not any(_told_apart(a, b) for a, b in pairs):
            forest.join(i, j)
    found: dict[int, list[Answer]] = defaultdict(list)
    for i, node in enumerate(nodes):
        found[forest.root(i)] += node
    keep = {id(answer): n for n, answer in enumerate(answers)}
    return [sorted(group, key=lambda a: keep[id(a)]) for group in found.values()]


def _figure(answer: Answer) -> object:
    return None if answer.quantity is None else figure_of(answer.quantity)


def sure(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether two figures of one incident surely count the same dead."""
    if one.quantity is None or other.quantity is None:
        return True
    if older(one, other) or older(other, one):
        return True
    together = one.claim.report == other.claim.report
    if not disjoint(one.quantity, other.quantity):
        if one.family != other.family and (_far_apart(one, other) or not meets(one.quantity, other.quantity)):
            return False
        return not (together and one.family == other.family and _set_apart(one, other))
    if one.family == other.family:
        return not together
    if together and "narrated" in (one.claim.voice, other.claim.voice):
        return False
    if _wide(one, lookup) or _wide(other, lookup) or not _of_one_size(one, other):
        return False
    return not _set_apart(one, other) and not _elsewhere(one, other, lookup)


def _told_apart(one: Answer, other: Answer) -> bool:
    """Whether one source gives two figures in one report, of other places or of no common number.

    "It lost *15* fighters", beside "the raid killed *27* pro-army fighters"; "at least *15* died in the
    town's north", of 21 in and around it: neither can be the other's answer, in whatever report they stand.
    """
    if one.quantity is None or other.quantity is None or one.claim.report != other.claim.report:
        return False
    if one.family != other.family or older(one, other) or older(other, one):
        return False
    if is_rising(one.claim, one.quantity) or is_rising(other.claim, other.quantity):
        return False
    if disjoint(one.quantity, other.quantity):
        return True
    placed = one.placed and other.placed and None not in (one.place, other.place)
    return placed and one.place != other.place and figure_of(one.quantity) != figure_of(other.quantity)


def _wide(answer: Answer, lookup: Lookup) -> bool:
    """Whether a toll is placed no nearer than a country: "in Syria" is anywhere."""
    known = None if answer.place is None else lookup.places.get(answer.place)
    return known is not None and known.kind == "country"


def older(one: Answer, other: Answer) -> bool:
    """Whether one is called older than the other by its claim, or the other says that the toll rose to it.

    A rise is told of one's own figure, or by the report of those that it gives: "the toll has risen to 42"
    on another's word takes nobody else's figure back.
    """
    if one.quantity is None or other.quantity is None:
        return False
    if one.claim.id == other.claim.id:
        return one.quantity.earlier and not other.quantity.earlier
    if one.family == other.family and _given_before(one, other):
        return True
    own = other.claim.voice == "narrated" and one.claim.report == other.claim.report
    early, late = one.seen[0], other.seen[0]
    if (
        not (own or one.family == other.family)
        or early is None
        or late is None
        or early > late
        or not is_rising(other.claim, other.quantity)
    ):
        return False
    return span_of(one.quantity)[0] < span_of(other.quantity)[0] and not is_rising(one.claim, one.quantity)


def _given_before(one: Answer, other: Answer) -> bool:
    """Whether one source's figure is called a former one where it gives another: "had earlier reported 8"."""
    if one.quantity is None or other.quantity is None or one.claim.report != other.claim.report:
        return False
    return is_former(one.claim, one.quantity) and not is_former(other.claim, other.quantity)


def _of_one_size(one: Answer, other: Answer) -> bool:
    low, high = sorted(_number(a) for a in (one, other))
    return low >= _LEAST and high <= _FARTHEST * low


def _far_apart(one: Answer, other: Answer) -> bool:
    """Whether one figure's least is far above what the other names: "at least 18" and "hundreds"."""
    low, high = sorted(_number(a) for a in (one, other))
    return high > _FARTHEST * max(low, 1)


def _number(answer: Answer) -> float:
    if answer.quantity is None:
        return 0.0
    return answer.quantity.lower if answer.quantity.lower is not None else answer.quantity.upper or 0.0


def _set_apart(one: Answer, other: Answer) -> bool:
    """Whether the words of either speak of another blow than the news: "another rocket", "earlier"."""
    return any(first("another", a.claim.span.exact) is not None for a in (one, other))


def _elsewhere(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether two tolls are of other places, doers or means, each in its own words."""
    if one.doer is not None and other.doer is not None and one.doer != other.doer:
        return any(at_odds(a, b, lookup) for a in one.claim.actors for b in other.claim.actors)
    placed = one.placed and other.placed and one.place is not None and other.place is not None
    if placed and not related(one.place or "", other.place or "", lookup):
        return True
    if one.claim.report != other.claim.report and _in_a_quarter(one, lookup) != _in_a_quarter(other, lookup):
        return True
    return exclusive_means(means_of(one.claim), means_of(other.claim))


def _in_a_quarter(answer: Answer, lookup: Lookup) -> bool:
    """Whether a toll placed in a town is told of one quarter of it, of which no list has the name."""
    known = None if answer.place is None else lookup.places.get(answer.place)
    of_town = known is not None and known.kind == "city"
    return of_town and _QUARTER.search(answer.claim.span.exact) is not None
