"""Incidents: claims of many reports about one happening, clustered under cannot-link rules."""

from collections import Counter, defaultdict
from itertools import combinations

from crossbearing.ids import content_id
from crossbearing.model import Claim, Incident, When
from crossbearing.reconcile.bounds import telling
from crossbearing.reconcile.likeness import THRESHOLD, Trace, features, kept_apart, rare_words, trace_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.wording import day

_WIDEST_BLOCK = 120
"""A town's day with more claims is compared quarter by quarter only, so that cost stays near-linear."""


def incidents_of(claims: tuple[Claim, ...], lookup: Lookup, leads: dict[str, str]) -> list[Incident]:
    """Cluster the claims that tell of one happening.

    Claims meet only within one town and day; a pair's score is the sum of its features
    (``likeness.WEIGHTS``); the best pairs join first, and never across a cannot-link. A claim without a
    place or a single day joins none. ``leads`` takes, by incident, the claim it begins with.
    """
    traces = [trace for claim in claims if (trace := trace_of(claim, lookup)) is not None]
    blocks = _blocks(traces, lookup)
    clusters = [cluster for block in blocks for cluster in _clustered(block, rare_words(block), lookup)]
    clusters = [cluster for cluster in clusters if _worth_a_row(cluster)]
    found = [_incident(cluster, lookup) for cluster in clusters]
    leads |= {new.id: _lead(cluster, lookup).claim.id for new, cluster in zip(found, clusters, strict=True)}
    return sorted(found, key=lambda incident: (str(incident.time and incident.time.earliest), incident.id))


def _blocks(traces: list[Trace], lookup: Lookup) -> list[list[Trace]]:
    blocks: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for trace in sorted(traces, key=lambda t: t.claim.id):
        blocks[(str(trace.day), lookup.locality(trace.place))].append(trace)
    found = []
    for key in sorted(blocks):
        if len(blocks[key]) <= _WIDEST_BLOCK:
            found.append(blocks[key])
        else:
            found.extend(_by_place(blocks[key]))
    return found


def _by_place(block: list[Trace]) -> list[list[Trace]]:
    places: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for trace in block:
        places[(trace.place, str(trace.means))].append(trace)
    chunks = (places[place] for place in sorted(places))
    return [chunk[i : i + _WIDEST_BLOCK] for chunk in chunks for i in range(0, len(chunk), _WIDEST_BLOCK)]


def _clustered(block: list[Trace], rare: frozenset[str], lookup: Lookup) -> list[list[Trace]]:
    scored = []
    for i, j in combinations(range(len(block)), 2):
        if not kept_apart(block[i], block[j], lookup):
            score = sum(features(block[i], block[j], rare, lookup).values())
            if score >= THRESHOLD:
                scored.append((-score, i, j))
    clusters = {i: [i] for i in range(len(block))}
    home = list(range(len(block)))
    for _, i, j in sorted(scored):
        a, b = sorted((home[i], home[j]))
        if a == b or _split_by_rule(clusters[a], clusters[b], block, lookup):
            continue
        clusters[a] += clusters.pop(b)
        for k in clusters[a]:
            home[k] = a
    return [[block[k] for k in sorted(members)] for members in clusters.values()]


def _split_by_rule(one: list[int], other: list[int], block: list[Trace], lookup: Lookup) -> bool:
    return any(kept_apart(block[i], block[j], lookup) for i in one for j in other)


def _worth_a_row(cluster: list[Trace]) -> bool:
    """A lone mention without a toll or a named day is a claim and no incident, and so is a sum.

    One telling figure in several reports is an incident all the same: 82 people killed on no known day.
    """
    if len({t.claim.report for t in cluster}) > 1 and any(telling(q) for t in cluster for q in t.tolls):
        return True
    if any(trace.summed for trace in cluster):
        return False
    return any(trace.firm for trace in cluster) and (len(cluster) > 1 or bool(cluster[0].tolls))


def _incident(cluster: list[Trace], lookup: Lookup) -> Incident:
    places = Counter(trace.place for trace in cluster)
    place = max(places, key=lambda p: (len(lookup.within(p)), places[p], p))
    plovers = Counter(t.claim.event.plover for t in cluster if t.claim.event is not None)
    lead = _lead(cluster, lookup)
    firm = any(trace.firm for trace in cluster)
    return Incident(
        id=content_id("i", str(lead.day), lookup.locality(place), lead.claim.id),
        title=f"{_what(cluster)} in {lookup.place_name(place)}, {day(lead.day) if firm else 'day not known'}",
        plover=max(plovers, key=lambda p: (plovers[p], p)) if plovers else None,
        places=tuple(sorted(places, key=lambda p: (p != place, -places[p], p))),
        time=When(lead.day, lead.day, None) if firm else None,
        claims=tuple(sorted(trace.claim.id for trace in cluster)),
        reports=tuple(sorted({trace.claim.report for trace in cluster})),
    )


def _lead(cluster: list[Trace], lookup: Lookup) -> Trace:
    """The first account of a happening."""
    return min(cluster, key=lambda t: (str(lookup.seen(t.claim.report)[0]), t.claim.id))


def _what(cluster: list[Trace]) -> str:
    """The happening in a word or two: the commonest ACLED sub-event, else killing or violence."""
    kinds = Counter(t.claim.event.acled for t in cluster if t.claim.event is not None and t.claim.event.acled)
    if kinds:
        return max(kinds, key=lambda kind: (kinds[kind], str(kind))) or "Violence"
    return "Killing" if any(q.measure == "killed" for t in cluster for q in t.tolls) else "Violence"
