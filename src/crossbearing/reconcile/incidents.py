"""Incidents: claims of many reports about one happening, clustered under cannot-link rules.

First each report's own tellings are brought together into accounts (``accounts``), then accounts of different
reports that share a slot (``across``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set

from msgspec.structs import replace

from crossbearing.ids import content_id
from crossbearing.model import Assessment, Claim, Incident, When
from crossbearing.reconcile.accounts import traces_of
from crossbearing.reconcile.across import CHOSEN, Compared, among, compared, shown_across
from crossbearing.reconcile.bounds import telling
from crossbearing.reconcile.clustering import Pair, clusters_of
from crossbearing.reconcile.likeness import Trace, kept_apart
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.meeting_places import slots_of_trace
from crossbearing.reconcile.tolls import rounds_toll, share_toll
from crossbearing.reconcile.verdicts import Verdicts, verdicts_of
from crossbearing.reconcile.weights import reason, score, threshold_of
from crossbearing.reconcile.wording import day

_WIDEST = 500
"""Under a slot with more accounts each is held against the next so many only: no text can be without end."""
_NAMED = 2
_MOST_REASONS = 24
"""Reasons kept of one incident, the strongest joins first."""

Shown = dict[frozenset[str], list[str]]
"""What two accounts show, by the claims they begin with."""


def incidents_of(
    claims: tuple[Claim, ...],
    around: tuple[Claim, ...],
    lookup: Lookup,
    leads: dict[str, str],
    assessments: Iterable[Assessment] = (),
    accounts: Mapping[str, str] | None = None,
) -> list[Incident]:
    """Cluster the claims that tell of one happening.

    ``claims`` are those to cluster, ``around`` all claims of their reports; ``assessments`` are judgements in
    force. A pair's score is the sum of the weights of what it shows; the best join first, and never across a
    cannot-link. ``leads`` takes, by incident, the claim it begins with; ``accounts`` are as ``Dossier`` has
    them.
    """
    verdicts = verdicts_of(assessments)
    core, reports = {claim.id for claim in claims}, {claim.report for claim in claims}
    told = traces_of([claim for claim in around if claim.report in reports], lookup, accounts)
    every = in_order(part for trace in told for part in _split(trace, verdicts))
    own = [n for n, trace in enumerate(every) if trace.tellings[0].claim.id in core]
    pairs = among(compared(every, pairs_of(every, lookup, set(own)), lookup), own)
    traces, found = [every[n] for n in own], []
    shown = {_named(traces[i], traces[j]): fired for (i, j), fired in pairs.shown.items()}
    for group in grouped(traces, pairs, lookup, verdicts=verdicts):
        if _worth_a_row(group):
            incident = _incident(group, lookup, shown)
            leads[incident.id] = _first(group, lookup).id
            found.append(incident)
    return sorted(found, key=lambda incident: (str(incident.time and incident.time.earliest), incident.id))


def asked_of(incidents: Iterable[Incident], claims: Iterable[Claim]) -> dict[str, str]:
    """By claim id, the incident about which questions are asked of it.

    What tells of several days or of history says little of which happening it is, and neither does what has
    no day or place of its own: a wrong join would make a contradiction. Such claims belong to their incident,
    but no question of it hears them. A toll without a day is heard where its own report tells of that
    incident with place and day, as surely: "22 people died" (it contradicts nothing: ``relations``). The
    report's own is heard where it repeats a figure that is heard: the headline "Raid kills 22", or rounds its
    own report's: "Dozens killed in raid" over 73.
    """
    incident_of = {claim: incident.id for incident in incidents for claim in incident.claims}
    told = [c for c in claims if c.id in incident_of and not c.background]
    fixed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in told:
        if _is_fixed(claim):
            fixed[claim.report, incident_of[claim.id]].add(claim.status)
    loose = [c for c in told if _is_loose(c) and c.status in fixed.get((c.report, incident_of[c.id]), ())]
    heard = {c.id: incident_of[c.id] for c in (*(c for c in told if _is_fixed(c)), *loose)}
    return heard | _repeated([c for c in told if c.id not in heard], told, heard, incident_of)


def _repeated(
    unheard: list[Claim], told: list[Claim], heard: dict[str, str], incident_of: dict[str, str]
) -> dict[str, str]:
    """Claims without a day that repeat a telling figure with which another of their incident is heard."""
    figures: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.id in heard and any(telling(q) for q in claim.quantities):
            figures[heard[claim.id]].append(claim)

    def repeats(claim: Claim, other: Claim) -> bool:
        return share_toll(claim, other) or (claim.report == other.report and rounds_toll(claim, other))

    return {
        claim.id: incident_of[claim.id]
        for claim in unheard
        if _is_undated(claim) and any(repeats(claim, other) for other in figures[incident_of[claim.id]])
    }


def _is_fixed(claim: Claim) -> bool:
    """Whether a claim has a place and a single day."""
    when = claim.time
    if when is None or when.earliest is None or not claim.places:
        return False
    return when.earliest == when.latest and when.relation in ("at", "within")


def _is_loose(claim: Claim) -> bool:
    """Whether a source's claim gives a toll and names no day: at most, that it was before its report's."""
    if claim.voice == "narrated":
        return False
    return _is_undated(claim) and any(q.measure in ("killed", "injured", "missing") for q in claim.quantities)


def _is_undated(claim: Claim) -> bool:
    when = claim.time
    return when is None or (when.earliest is None and when.inferred is not None)


def _split(trace: Trace, verdicts: Verdicts) -> list[Trace]:
    """One account in parts, where an analyst judged claims of it to be of two incidents."""
    parts: list[list[str]] = []
    for claim in trace.claims:
        free = [p for p in parts if not any(frozenset((claim.id, c)) in verdicts.other for c in p)]
        if free:
            free[0].append(claim.id)
        else:
            parts.append([claim.id])
    if len(parts) == 1:
        return [trace]
    return [replace(trace, tellings=tuple(t for t in trace.tellings if t.claim.id in part)) for part in parts]


# -- clustering ---------------------------------------------------------------------------------------------


def fellows_of(
    claims: Iterable[Claim], lookup: Lookup, accounts: Mapping[str, str], reports: Set[str]
) -> list[tuple[str, str]]:
    """Accounts of some reports and of others that fit so well that they may join, by their first claims.

    ``claims`` are all claims of these reports and of those whose accounts share a slot with theirs.
    """
    traces = in_order(traces_of(claims, lookup, accounts))
    own = {n for n, trace in enumerate(traces) if trace.report in reports}
    scores = compared(traces, pairs_of(traces, lookup, own), lookup).scores
    least = threshold_of(CHOSEN)
    return [
        (traces[i].claims[0].id, traces[j].claims[0].id) for (i, j), value in scores.items() if value >= least
    ]


def pairs_of(traces: list[Trace], lookup: Lookup, own: Set[int] | None = None) -> list[Pair]:
    """The accounts of different reports that share a slot and may be of one happening, by their numbers.

    Each pair has one of ``own``, where these are given.
    """
    blocks: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for n, trace in enumerate(traces):
        for key, on, within in slots_of_trace(trace, lookup):
            blocks[key].append((0 if on is None else on.toordinal(), n, within))
    found: set[Pair] = set()
    for block in blocks.values():
        block.sort()
        for i, (at, n, within) in enumerate(block):
            for later, m, _ in block[i + 1 : i + _WIDEST]:
                if later - at > within:
                    break
                if traces[n].report != traces[m].report and (own is None or n in own or m in own):
                    found.add((min(n, m), max(n, m)))
    return sorted((i, j) for i, j in found if not kept_apart(traces[i], traces[j], lookup))


def in_order(traces: Iterable[Trace]) -> list[Trace]:
    """Accounts in an order that is the same whatever the order of the input."""
    return sorted(traces, key=lambda t: (t.report, t.tellings[0].claim.span, t.tellings[0].claim.id))


def grouped(
    traces: list[Trace],
    pairs: Compared,
    lookup: Lookup,
    threshold: float | None = None,
    verdicts: Verdicts | None = None,
) -> list[list[Trace]]:
    """Group accounts (``in_order``) by happening; ``threshold`` stands in for the packaged one (training)."""
    judged = verdicts or Verdicts()

    def apart(i: int, j: int) -> bool:
        if judged.other and _judged(traces[i], traces[j], judged.other):
            return True
        return kept_apart(traces[i], traces[j], lookup)

    groups = clusters_of(
        len(traces),
        pairs.scores,
        apart=apart,
        threshold=threshold_of(CHOSEN) if threshold is None else threshold,
        together=_together(traces, judged),
    )
    return [[traces[i] for i in group] for group in groups]


def _judged(one: Trace, other: Trace, pairs: frozenset[frozenset[str]]) -> bool:
    return any(frozenset((a.id, b.id)) in pairs for a in one.claims for b in other.claims)


def _together(traces: list[Trace], verdicts: Verdicts) -> list[Pair]:
    """Accounts with claims that an analyst judged to be of one incident."""
    home = {claim.id: n for n, trace in enumerate(traces) for claim in trace.claims} if verdicts.same else {}
    known = [sorted(home[c] for c in pair) for pair in verdicts.same if all(c in home for c in pair)]
    return sorted({(a, b) for a, b in known if a != b})


# -- rows ---------------------------------------------------------------------------------------------------


def _worth_a_row(group: list[Trace]) -> bool:
    """What several claims tell of is an incident, and so is a toll on a named day in a place, but no sum."""
    tellings = [t for trace in group for t in trace.tellings]
    if len({trace.report for trace in group}) > 1 or len(tellings) > 1:
        return True
    only = tellings[0]
    return only.firm == _NAMED and bool(only.tolls) and not only.summed and bool(only.places)


def _incident(group: list[Trace], lookup: Lookup, shown: Shown) -> Incident:
    first = _first(group, lookup)
    places = Counter(p for trace in group for p in trace.places[:1])
    place = max(places, key=lambda p: (len(lookup.within(p)), places[p], p)) if places else None
    claims = [t.claim for trace in group for t in trace.tellings]
    plovers = Counter(c.event.plover for c in claims if c.event is not None)
    time = _time(group)
    where = f" in {lookup.place_name(place)}" if place is not None else ""
    return Incident(
        id=content_id(
            "i", str(time and time.earliest), "" if place is None else lookup.locality(place), first.id
        ),
        title=f"{_what(group)}{where}, {_when(time)}",
        plover=max(plovers, key=lambda p: (plovers[p], p)) if plovers else None,
        places=tuple(sorted(places, key=lambda p: (p != place, -places[p], p))),
        time=time,
        claims=tuple(sorted(c.id for c in claims)),
        reports=tuple(sorted({c.report for c in claims})),
        reasons=tuple(_reasons(group, lookup, shown)),
    )


def _first(group: list[Trace], lookup: Lookup) -> Claim:
    """The first account's first claim."""
    claims = [t.claim for trace in group for t in trace.tellings]
    return min(claims, key=lambda c: (str(lookup.seen(c.report)[0]), c.id))


def _time(group: list[Trace]) -> When | None:
    """The days that most accounts name; None where none does."""
    named = Counter((t.first, t.last) for t in group if t.firm == _NAMED)
    if not named:
        return None
    first, last = max(named, key=lambda d: (named[d], str(d)))
    return When(first, last, None)


def _when(time: When | None) -> str:
    if time is None:
        return "day not known"
    return (
        day(time.earliest) if time.earliest == time.latest else f"{day(time.earliest)} to {day(time.latest)}"
    )


def _what(group: list[Trace]) -> str:
    """The happening in a word or two: the commonest ACLED sub-event, else killing, else the deed's kind."""
    claims = [t.claim for trace in group for t in trace.tellings]
    kinds = Counter(c.event.acled for c in claims if c.event is not None and c.event.acled)
    if kinds:
        return max(kinds, key=lambda kind: (kinds[kind], str(kind))) or "Violence"
    if any((q.measure == "killed" and telling(q)) or q.measure == "killed" for t in group for q in t.tolls):
        return "Killing"
    deeds = Counter(t.cause for trace in group for t in trace.tellings)
    return _TITLES.get(max(deeds, key=lambda deed: (deeds[deed], deed)), "Violence")


_TITLES = {
    "capture": "Capture",
    "cutting": "Encirclement",
    "breach": "Advance",
    "crash": "Crash",
    "detain": "Detention",
    "flee": "Flight",
    "leave": "Evacuation",
    "aid": "Aid",
    "deal": "Deal",
    "vote": "Vote",
    "meet": "Meeting",
    "inquiry": "Inquiry",
}


def _named(one: Trace, other: Trace) -> frozenset[str]:
    """Two accounts by the claims they begin with."""
    return frozenset((one.claims[0].id, other.claims[0].id))


def _reasons(group: list[Trace], lookup: Lookup, shown: Shown) -> list[str]:
    """Why each account was joined: with which other it goes best, and what the two show."""
    said = []
    for n, trace in enumerate(group):
        others = [other for other in group[:n] if other.report != trace.report]
        held = [other for other in others if _named(trace, other) in shown] or others
        fired = [
            (shown.get(_named(trace, other)) or shown_across(trace, other, lookup), other) for other in held
        ]
        if fired:
            told, other = max(fired, key=lambda row: (score(CHOSEN, row[0]), row[1].claims[0].id))
            one, two = trace.claims[0].id, other.claims[0].id
            said.append((score(CHOSEN, told), f"{one} with {two}: {reason(CHOSEN, told)}"))
    return [text for _, text in sorted(said, key=lambda row: (-row[0], row[1]))][:_MOST_REASONS]
