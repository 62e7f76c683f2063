"""Which kinds of happenings a claim's own words tell of, and which kind its event is."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from crossbearing.model import Claim
from crossbearing.reconcile.counts import is_war_sized
from crossbearing.reconcile.lexicon import cues, likely

TOLL = frozenset({"killed", "injured", "missing", "detained", "displaced", "evacuated"})
"""Measures of a toll."""
_VIOLENT = frozenset({"casualties", "hostilities"})
_UNTOLD = frozenset({"expected", "demanded", "conditional"})
_KEPT = 4096
"""So many clauses' kinds are kept: claims are read for a report's meetings and again for incidents."""
_CUT = " ; "
"""Stands where a clause of its own was: no pattern reaches over it."""


def own_words(claims: Iterable[Claim]) -> dict[str, str]:
    """By claim id, the words of one report's claims, each less the clauses that others tell within it.

    Of "Troops attacked the port after rebels had shelled the mill" the attack's own are "Troops attacked the
    port after". A clause that holds the claim's own trigger stays.
    """
    beside = defaultdict(list)
    for claim in claims:
        beside[claim.sentence.start].append(claim)
    return {one.id: _less(one, told) for told in beside.values() for one in told}


def _less(claim: Claim, beside: list[Claim]) -> str:
    words = list(claim.span.exact)
    for other in beside:
        if other is not claim and other.event is not None and _lies_within(other, claim):
            start = other.span.start - claim.span.start
            words[start : start + len(other.span.exact)] = ["\0"] * len(other.span.exact)
    left = "".join(words).split("\0")
    return _CUT.join(part for part in left if part)


def _lies_within(inner: Claim, outer: Claim) -> bool:
    """Whether a claim's words are a part of another's that does not hold the other's trigger."""
    if not (outer.span.start <= inner.span.start and inner.span.end <= outer.span.end):
        return False
    if inner.span.end - inner.span.start == outer.span.end - outer.span.start:
        return False
    return outer.event is None or not inner.span.start <= outer.event.trigger.start < inner.span.end


def kinds_of(claim: Claim, own: str) -> frozenset[str]:
    """The kinds of happenings that a claim's own words tell of; none for what is not, or is yet to come.

    Where its own words name none, violence is an attack of some kind, and anything else what the whole clause
    names.
    """
    if claim.status in _UNTOLD or (claim.negated and claim.status != "denied"):
        return frozenset()
    if any(q.total or is_war_sized(q) for q in claim.quantities if q.measure in TOLL):
        return frozenset()
    if found := _kinds_told(own):
        return found
    if claim.topic in _VIOLENT and claim.event is not None:
        return frozenset({"attack"})
    return _kinds_told(claim.span.exact)


@lru_cache(maxsize=_KEPT)
def _kinds_told(words: str) -> frozenset[str]:
    found: set[str] = set()
    for cue in likely("happenings", words):
        if cue.row["kind"] not in found and cue.pattern.search(words):
            found.add(cue.row["kind"])
    return frozenset(found)


def kind_of(claim: Claim, kinds: frozenset[str]) -> str:
    """What the event's own words say, else the phrase they stand in, else the first of the list told of.

    "shot down" is told by "shot" but is a crash; "broke into the quarter" is a breach.
    """
    if claim.event is not None:
        trigger = claim.event.trigger
        at = trigger.start - claim.span.start
        named = _first_kind(trigger.exact) or _kind_at(claim.span.exact, at, at + len(trigger.exact))
        if named is not None:
            return named
    return next((cue.row["kind"] for cue in cues("happenings") if cue.row["kind"] in kinds), min(kinds))


@lru_cache(maxsize=_KEPT)
def _first_kind(words: str) -> str | None:
    return next((cue.row["kind"] for cue in likely("happenings", words) if cue.pattern.search(words)), None)


@lru_cache(maxsize=_KEPT)
def _kind_at(words: str, start: int, end: int) -> str | None:
    """The kind of the first phrase of the list that shares a character with a stretch of a clause."""
    for cue in likely("happenings", words):
        if any(m.start() < end and start < m.end() for m in cue.pattern.finditer(words)):
            return cue.row["kind"]
    return None
