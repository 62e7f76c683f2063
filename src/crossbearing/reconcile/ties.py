"""Loose claims of a report (its toll without a day, a denial) and the happening they speak of."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from crossbearing.model import Claim
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.counts import doer_of, is_sum, is_war_sized
from crossbearing.reconcile.lexicon import first
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.stances import accepts, denies

_REACH = 1_200
"""Characters (a few paragraphs) within which a toll or a denial goes on about the happening told of."""
_TOLL = frozenset({"killed", "injured"})


def ties_of(claims: Iterable[Claim], lookup: Lookup) -> dict[str, str]:
    """Map each loose claim to the claim of its report that tells of the happening it speaks of.

    Loose are words of the news's own toll ("the toll rose to 42") without a day of their own, and of who
    denies or claims an attack. The happening is the
    nearest told of before, within a few paragraphs, or the next in the same sentence; where a toll names
    a place of its own, one of that town. It needs no other report.
    """
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[claim.report].append(claim)
    return {loose: told for report in reports.values() for loose, told in _tied(report, lookup)}


def _tied(report: list[Claim], lookup: Lookup) -> Iterable[tuple[str, str]]:
    told = sorted((c for c in report if tells(c)), key=lambda c: (c.span, c.id))
    starts = [c.span.start for c in told]
    for claim in report:
        if not _loose(claim):
            continue
        at = bisect_left(starts, claim.span.start)
        around = [c for c in (*reversed(told[max(0, at - 1) : at]), *told[at : at + 1]) if c.id != claim.id]
        anchor = next((c for c in around if _near(claim, c) and _may_be_one(claim, c, lookup)), None)
        if anchor is not None:
            yield claim.id, anchor.id


def tells(claim: Claim) -> bool:
    """Whether a claim tells of one happening: violence with a place and one day, and no history."""
    when = claim.time
    if claim.background or claim.negated or claim.status in ("denied", "expected", "demanded", "conditional"):
        return False
    if when is None or when.earliest is None or when.earliest != when.latest or not claim.places:
        return False
    deadly = any(q.measure in _TOLL and not q.total and not is_war_sized(q) for q in claim.quantities)
    return (deadly or (claim.event is not None and claim.event.plover == "ASSAULT")) and not is_sum(claim)


def _loose(claim: Claim) -> bool:
    if claim.background:
        return False
    if denies(claim) or accepts(claim):
        return True
    if claim.negated or claim.status in ("expected", "demanded", "conditional") or is_sum(claim):
        return False
    undated = claim.time is None or claim.time.inferred is not None
    counts = any(q.measure in _TOLL and not q.total and not is_war_sized(q) for q in claim.quantities)
    of_the_news = first("toll_of", claim.span.exact) is not None and first("before", claim.span.exact) is None
    return undated and counts and of_the_news


def _near(claim: Claim, told: Claim) -> bool:
    if told.span.start > claim.span.start:
        return told.sentence == claim.sentence
    return claim.span.start - told.span.end <= _REACH


def _may_be_one(claim: Claim, told: Claim, lookup: Lookup) -> bool:
    mine, theirs = doer_of(claim, lookup), doer_of(told, lookup)
    if mine is not None and theirs is not None and mine != theirs:
        return denies(claim) or accepts(claim)
    when, day = claim.time, told.time
    if when is not None and day is not None and when.inferred is None and when.earliest != day.earliest:
        return False
    if not has_own_place(claim):
        return True
    towns = {lookup.locality(place) for place in told.places}
    return any(lookup.locality(p) in towns or any(lookup.inside(t, p) for t in towns) for p in claim.places)
