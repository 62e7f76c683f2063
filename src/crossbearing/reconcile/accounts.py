"""A report's accounts: its tellings brought together in order, then accounts that turn out to be one.

A report is read on telling by telling, each held against what it told before (``retold``). Where a later one
says more (a place, a day, the toll again), two accounts may be seen to be of one happening: each two accounts
of a report are held against one another as wholes, by the signs that accounts of two reports have and by how
their tellings fit.
"""

from collections.abc import Callable, Iterable, Mapping

from crossbearing.model import Claim
from crossbearing.reconcile.clustering import clusters_of
from crossbearing.reconcile.company import in_company
from crossbearing.reconcile.likeness import Trace, features, kept_apart, trace_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.retold import SENSES, UNKNOWN, WITHIN, above, retellings, shown_within
from crossbearing.reconcile.signs import Telling, by_report, tellings_of
from crossbearing.reconcile.stories import Story
from crossbearing.reconcile.weights import score, threshold_of

BETWEEN = "between"
"""The stage of weights by which two accounts of one report are held to be one."""
_STEPS = (-4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 1.5, 2.0)
_LENGTHS = (1, 2, 4, 8)
_FIRST = 3
"""So many tellings of the later account are held against the earlier one: cost stays bounded."""
_HEARD = 6
"""So many tellings of each are compared by their words' own senses."""
_MOST = 40
"""An account is held against so many of those before it."""

Joint = Callable[[list[str], Trace, Trace], float]
"""The log-odds that two accounts are one, or that a telling of one goes on with the other."""


def traces_of(claims: Iterable[Claim], lookup: Lookup, known: Mapping[str, str] | None = None) -> list[Trace]:
    """The accounts that reports give; ``claims`` are all claims of those reports.

    ``known`` has the first claim of each claim's account (``Dossier.accounts``), where that was found before.
    """
    return [
        trace
        for _, told in sorted(by_report(claims).items())
        for trace in in_company(_accounts(tellings_of(told, lookup), lookup, known or {}), lookup)
    ]


def _accounts(tellings: list[Telling], lookup: Lookup, known: Mapping[str, str]) -> list[Trace]:
    """One report's accounts, as known already or as they are now found."""
    if not all(telling.claim.id in known for telling in tellings):
        return joined([trace_of(group, lookup) for group in retellings(tellings, lookup)], lookup)
    groups: dict[str, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(known[telling.claim.id], []).append(telling)
    return [trace_of(group, lookup) for group in groups.values()]


def joined(
    traces: list[Trace],
    lookup: Lookup,
    scored: Joint | None = None,
    step: Joint | None = None,
    threshold: float | None = None,
) -> list[Trace]:
    """One report's accounts, those of one happening made one; in the order of the text.

    ``scored``, ``step`` and ``threshold`` stand in for the packaged weights (training).
    """
    rate = scored or (lambda fired, one, other: score(BETWEEN, fired))
    pairs = pairs_between(traces, lookup)
    scores = {
        (i, j): rate(shown_between(traces[i], traces[j], lookup, step), traces[i], traces[j])
        for i, j in pairs
    }

    def apart(i: int, j: int) -> bool:
        near = abs(i - j) <= _MOST  # such a pair was looked at
        return (min(i, j), max(i, j)) not in scores and (near or kept_apart(traces[i], traces[j], lookup))

    least = threshold_of(BETWEEN) if threshold is None else threshold
    groups = clusters_of(len(traces), scores, apart=apart, threshold=least)
    return [_one([traces[i] for i in group], lookup) for group in groups]


def pairs_between(traces: list[Trace], lookup: Lookup) -> list[tuple[int, int]]:
    """The pairs of one report's accounts that may be one."""
    return [
        (i, j)
        for j in range(len(traces))
        for i in range(max(0, j - _MOST), j)
        if not kept_apart(traces[i], traces[j], lookup)
    ]


def shown_between(one: Trace, other: Trace, lookup: Lookup, step: Joint | None = None) -> list[str]:
    """What two accounts of one report show: as of two reports, how long they are, how their tellings fit."""
    first, later = sorted((one, other), key=lambda trace: trace.tellings[0].claim.span)
    rate = step or (lambda fired, one, other: score(WITHIN, fired))
    told = Story(first.tellings)
    steps = [
        rate(fired, one, other)
        for new in later.tellings[:_FIRST]
        for _, fired in shown_within(new, [told], None, lookup)
    ]
    return [
        *features(one, other, lookup),
        *_senses(first, later, lookup),
        *above("the best step", max(steps), _STEPS),
        *above("the mean step", sum(steps) / len(steps), _STEPS),
        *above("the first step", steps[0], _STEPS),
        *above("tellings of the first", len(first.tellings), _LENGTHS),
        *above("tellings of the later", len(later.tellings), _LENGTHS),
    ]


def _senses(first: Trace, later: Trace, lookup: Lookup) -> list[str]:
    """How much the words' own senses speak for one happening, of all and of the two that fit best."""
    told = [telling.claim for telling in first.tellings[:_HEARD]]
    values = [v for new in later.tellings[:_HEARD] for v in lookup.alike.of(new.claim, told).values()]
    if not values:
        return [UNKNOWN]
    mean, best = sum(values) / len(values), max(values)
    return [*above("senses: the accounts", mean, SENSES), *above("senses: the nearest", best, SENSES)]


def _one(group: list[Trace], lookup: Lookup) -> Trace:
    if len(group) == 1:
        return group[0]
    tellings = [telling for trace in group for telling in trace.tellings]
    return trace_of(sorted(tellings, key=_in_text), lookup)


def _in_text(telling: Telling) -> tuple[int, int, str]:
    return telling.claim.span.start, telling.claim.span.end, telling.claim.id
