"""How likely two claims tell of one happening: features with weights, summed, every one visible."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from crossbearing.model import Claim, Quantity
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.bounds import disjoint, figure_of, telling, vague_word
from crossbearing.reconcile.counts import doer_of, is_part, is_sum, is_war_sized
from crossbearing.reconcile.grouping import related
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.polar import violence

WEIGHTS = {
    "same site or quarter": 2.0,
    "same town": 1.0,
    "one place within the other": 0.5,
    "same means": 1.0,
    "other means": -1.5,
    "same doer": 0.5,
    "other doer": -0.5,
    "same telling figure": 2.0,
    "tolls agree": 1.0,
    "tolls cannot agree": -0.5,
    "same victims": 0.5,
    "rare words shared": 0.5,
    "next to one another in one report": 1.5,
    "day only from context": -0.5,
}
"""Set by hand on invented stories so that one strong sign (a figure, a site) or three weak ones suffice."""
THRESHOLD = 2.5
"""At or above, two claims are held to tell of one happening; precision before recall."""
_TWICE = 2
"""Tolls of one happening told early and late differ by no more than this, as a rule."""
_MOST_RARE = 4
"""More shared rare words than this say no more."""
_NEXT_TO = 400
"""Characters between two claims of one paragraph or neighbouring ones."""
_WORD = re.compile(r"[a-z]{4,}")
_TOLL = frozenset({"killed", "injured"})


class Trace(Struct, frozen=True):
    """What a claim tells that a happening can be known by."""

    claim: Claim
    place: str
    day: date
    firm: bool
    means: str | None
    doer: str | None
    tolls: tuple[Quantity, ...]
    summed: bool
    words: frozenset[str]


def trace_of(claim: Claim, lookup: Lookup) -> Trace | None:
    """The trace of a claim of violence with one day and a place; None for all others."""
    when = claim.time
    if claim.background or claim.negated or not claim.places or when is None or when.earliest is None:
        return None
    if when.earliest != when.latest or when.relation not in ("at", "within") or not _violent(claim):
        return None
    tolls = tuple(
        q
        for q in claim.quantities
        if q.measure in _TOLL and q.part_of is None and not q.total and _whole(claim, q)
    )
    return Trace(
        claim=claim,
        place=claim.places[0],
        day=when.earliest,
        firm=when.inferred is None,
        means=means_of(claim),
        doer=doer_of(claim, lookup),
        tolls=tolls,
        summed=is_sum(claim),
        words=frozenset(_WORD.findall(claim.sentence.exact.lower())),
    )


def slots_of_trace(trace: Trace, lookup: Lookup) -> list[tuple[tuple[str, ...], date | None, int]]:
    """Under which keys a trace may meet others: its town and day."""
    return [(("incident", lookup.locality(trace.place)), trace.day, 0)]


def _whole(claim: Claim, quantity: Quantity) -> bool:
    return not is_part(claim, quantity) and not is_war_sized(quantity)


def _violent(claim: Claim) -> bool:
    if claim.status in ("expected", "demanded", "conditional") or claim.topic not in (
        "casualties",
        "hostilities",
    ):
        return False
    if any(q.measure in _TOLL and not is_war_sized(q) and not q.total for q in claim.quantities):
        return True
    told = claim.event is not None and claim.event.plover == "ASSAULT"
    return told and has_own_place(claim) and violence().search(claim.span.exact) is not None


def means_of(claim: Claim) -> str | None:
    """By what means, as the event says: its mode, else its ACLED sub-event."""
    if claim.event is None:
        return None
    return claim.event.mode or claim.event.acled


def rare_words(traces: Iterable[Trace]) -> frozenset[str]:
    """The words that stand in few of a town's day's traces: names of markets and men, not "killed"."""
    counted = list(traces)
    seen = Counter(word for trace in counted for word in trace.words)
    limit = max(6, len(counted) // 50)
    return frozenset(word for word, times in seen.items() if 1 < times <= limit)


def features(one: Trace, other: Trace, rare: frozenset[str], lookup: Lookup) -> dict[str, float]:
    """The features two traces of one town and day show, with what each adds."""
    found = [*_place(one, other, lookup), *_means(one, other), *_tolls(one, other)]
    if one.claim.report == other.claim.report and _next_to(one.claim, other.claim):
        found.append("next to one another in one report")
    elif not (one.firm and other.firm):
        found.append("day only from context")
    scores = {name: WEIGHTS[name] for name in found}
    shared = min(_MOST_RARE, len(one.words & other.words & rare))
    if shared and one.claim.report != other.claim.report:
        scores["rare words shared"] = shared * WEIGHTS["rare words shared"]
    return scores


def _place(one: Trace, other: Trace, lookup: Lookup) -> list[str]:
    if one.place == other.place:
        known = lookup.places.get(one.place)
        small = known is not None and known.kind in ("district", "site")
        return ["same site or quarter" if small else "same town"]
    return ["one place within the other"] if related(one.place, other.place, lookup) else []


def _means(one: Trace, other: Trace) -> list[str]:
    found = []
    if one.means is not None and other.means is not None:
        found.append("same means" if one.means == other.means else "other means")
    if one.doer is not None and other.doer is not None:
        found.append("same doer" if one.doer == other.doer else "other doer")
    return found


def _tolls(one: Trace, other: Trace) -> list[str]:
    pairs = [(a, b) for a in one.tolls for b in other.tolls if a.measure == b.measure]
    if not pairs:
        return []
    found = ["same victims"] if any(a.group is not None and a.group == b.group for a, b in pairs) else []
    if any(telling(a) and figure_of(a) == figure_of(b) for a, b in pairs):
        return [*found, "same telling figure"]
    if all(disjoint(a, b) for a, b in pairs):
        return [*found, "tolls cannot agree"]
    return [*found, "tolls agree"] if any(_of_one_size(a, b) for a, b in pairs) else found


def _of_one_size(one: Quantity, other: Quantity) -> bool:
    """Whether neither figure is more than twice the other: "at least 4" says nothing of 13."""
    low, high = sorted((q.lower if q.lower is not None else q.upper or 0.0) for q in (one, other))
    return vague_word(one) or vague_word(other) or high <= _TWICE * low


def _next_to(one: Claim, other: Claim) -> bool:
    first, second = sorted((one.span, other.span))
    return second.start - first.end <= _NEXT_TO


def kept_apart(one: Trace, other: Trace, lookup: Lookup) -> bool:
    """Whether two traces can never be one happening: other days, other places, a sum and a single toll."""
    if one.day != other.day or one.summed != other.summed:
        return True
    return one.place != other.place and not related(one.place, other.place, lookup)
