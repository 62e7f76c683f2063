"""Learn how accounts of different reports go together; score each by models that saw no report of its share.

A second stage that is given the first one's scores besides what the first has seen can read a held-out pair's
label from how the first stage's models differ, each of which left out something else. So the round that
scores a share learns both stages from the other shares alone, the scores that its second stage is given
by models that left out one round more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crossbearing.reconcile import across, weights
from crossbearing.reconcile.clustering import Pair as Numbers
from crossbearing.reconcile.likeness import Trace
from training.incident_models import Pair, Weights, fit

ROUNDS = 6
"""Shares are left out in so many rounds."""
_RIDGE = 8.0
"""Twice that within a report: the best in cross-validation of 4, 8, 12 and 16."""


@dataclass(frozen=True, slots=True)
class Told:
    """One share's accounts, the happening of each, if annotated, and what the pairs that may be one show."""

    traces: list[Trace]
    labels: list[str | None]
    shown: Mapping[Numbers, list[str]]


def held_out(each: list[Told]) -> list[across.Compared]:
    """The pairs of each share, scored by models that saw no report of it."""
    found: dict[int, across.Compared] = {}
    for left in range(ROUNDS):
        known = [told for n, told in enumerate(each) if n % ROUNDS != left]
        first, second = learnt_across(known)
        alone, chosen = fitted(first), fitted(second)
        for n, told in enumerate(each):
            if n % ROUNDS == left:
                found[n] = across.weighed(told.traces, told.shown, _rate(alone), _rate(chosen))
    return [found[n] for n in range(len(each))]


def learnt_across(each: list[Told]) -> tuple[list[Pair], list[Pair]]:
    """The annotated pairs that the two stages are learnt from; the second has the first's scores held out."""
    first = [_labelled(told, told.shown) for told in each]
    second: list[Pair] = []
    for left in range(ROUNDS):
        alone = fitted([p for n, pairs in enumerate(first) if n % ROUNDS != left for p in pairs])
        for n, told in enumerate(each):
            if n % ROUNDS == left:
                second += _labelled(told, across.weighed(told.traces, told.shown, _rate(alone)).shown)
    return [p for pairs in first for p in pairs], second


def fitted(pairs: list[Pair]) -> Weights:
    """The weights of one stage across reports."""
    return fit([p.fired for p in pairs], [p.one == p.other for p in pairs], _RIDGE)


def _rate(found: Weights) -> Callable[[list[str], Trace, Trace], float]:
    return lambda fired, one, other: weights.summed(found, fired)


def _labelled(told: Told, shown: Mapping[Numbers, list[str]]) -> list[Pair]:
    known = [(told.labels[i], told.labels[j], fired) for (i, j), fired in shown.items()]
    return [Pair(fired, a, b, (0, 0)) for a, b, fired in known if a is not None and b is not None]
