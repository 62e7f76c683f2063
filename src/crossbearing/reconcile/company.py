"""What a report tells beside an account: its news of the same town, and how many accounts lie there."""

from msgspec.structs import replace

from crossbearing.reconcile.likeness import Trace
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.meeting_places import signs_in, towns_of


def in_company(traces: list[Trace], lookup: Lookup) -> list[Trace]:
    """One report's accounts, each with what its report tells of its towns (``Trace.signs`` and on).

    "The attack was carried out by a bomber" names no day, figure or place; that its report's news is of 44
    killed in that town says which attack it is.
    """
    towns = [towns_of(trace, lookup) for trace in traces]
    signs = [
        {town: signs_in(trace, town, lookup) for town in here}
        for trace, here in zip(traces, towns, strict=True)
    ]
    found = []
    for n, trace in enumerate(traces):
        beside = [m for m in range(len(traces)) if not set(towns[n]).isdisjoint(towns[m])]
        news = [m for m in beside if traces[m].lead]
        told = sorted({n, *news})
        found.append(
            replace(
                trace,
                signs=frozenset(
                    sign
                    for m in told
                    for town in towns[n]
                    for sign in signs[m].get(town, ())
                    if m == n or sign[1] != "kind"
                ),
                news=frozenset().union(*(traces[m].words for m in told)),
                beside=len(beside),
                near_news=bool(news),
            )
        )
    return found
