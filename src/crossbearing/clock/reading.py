"""Every agreement of a dossier with its clock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from crossbearing.clock.exclusions import Excluded, excluded_by
from crossbearing.clock.keeping import ground_of, told_of
from crossbearing.clock.lists import says
from crossbearing.clock.values import Clause, Clock, Deadline, Due, Keeping, Running
from crossbearing.model import Actor, Agreement, Claim, Dossier, Place, Term, When
from crossbearing.vocabulary import AgreementKind, Topic

_CLOSE = frozenset({"minute", "hour", "part", "day", "week"})
"""A term known no closer than a month ("in 2011") sets no deadline that could be missed."""
_FULFILLED_BY: Mapping[AgreementKind, frozenset[Topic]] = {
    "ceasefire": frozenset({"hostilities", "agreement"}),
    "evacuation": frozenset({"evacuation"}),
    "aid_access": frozenset({"aid", "access"}),
    "prisoner_exchange": frozenset({"detention"}),
    "other": frozenset({"agreement"}),
}
"""What a claim must tell of to say that a day of such a deal was met: quiet is no departure."""


def clock(dossier: Dossier, on: date | None = None) -> Clock:
    """Every agreement with its parties, terms, exclusions, deadlines, extensions and keeping, against a day.

    ``on`` is the day that deadlines are held against: unless given, the last day on which a report of the
    dossier may have been published, never today. An alleged breach is held against the deal's exclusions,
    ground and dates before it is called one. Pure; raises ``DataError`` where the list of cues is damaged.
    """
    last = max((r.published.latest for r in dossier.reports if r.published.latest is not None), default=None)
    day = last if on is None else on
    known = "the last report's day" if last is not None else "no report has a day"
    basis: Literal["given", "the last report's day", "no report has a day"]
    basis = "given" if on is not None else known  # type: ignore[assignment]
    claims = {claim.id: claim for claim in dossier.claims}
    found = (_running(agreement, dossier, claims, day) for agreement in dossier.agreements)
    return Clock(day, basis, tuple(found))


def _running(
    agreement: Agreement, dossier: Dossier, claims: Mapping[str, Claim], day: date | None
) -> Running:
    actors = {actor.id: actor for actor in dossier.actors}
    places = {place.id: place for place in dossier.places}
    excluded = excluded_by(agreement, dossier, claims)
    keeping = _keeping(agreement, excluded, claims, actors, places)
    done = [claims[k.claim] for k in keeping if k.said == "kept"]
    return Running(
        agreement=agreement.id,
        kind=agreement.kind,
        announced=agreement.announced,
        parties=_names(agreement.parties, actors),
        mediators=_names(agreement.mediators, actors),
        places=tuple(places[place].name for place in agreement.places if place in places),
        excluded=(*_names(excluded.actors, actors), *excluded.words),
        terms=tuple(Clause(t.kind, t.summary, t.claims) for t in agreement.terms if not _clocked(t)),
        deadlines=_deadlines(agreement, claims, done, day),
        keeping=keeping,
        told=tuple(one.state for one in agreement.compliance),
        tested=_tested(keeping),
        claims=agreement.claims,
    )


def _names(ids: Iterable[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    return tuple(actors[key].name for key in ids if key in actors)


def _clocked(term: Term) -> bool:
    return term.kind in ("deadline", "start")


# -- keeping -----------------------------------------------------------------------------------------------


def _keeping(
    agreement: Agreement,
    excluded: Excluded,
    claims: Mapping[str, Claim],
    actors: Mapping[str, Actor],
    places: Mapping[str, Place],
) -> tuple[Keeping, ...]:
    ground = ground_of(agreement, excluded)
    return tuple(
        told_of(claims[key], one.state, ground, actors, places)
        for one in agreement.compliance
        for key in one.claims
        if key in claims
    )


def _tested(keeping: Sequence[Keeping]) -> Literal["kept", "broken", "disputed", "unknown", "not told"]:
    """What is left of an agreement's keeping without what lies outside the deal."""
    said = {one.said for one in keeping}
    if "alleged breach" in said:
        return "disputed" if said & {"kept", "denial"} else "broken"
    if "kept" in said:
        return "kept"
    return "unknown" if said & {"not begun", "denial"} else "not told"


# -- deadlines ---------------------------------------------------------------------------------------------


def _deadlines(
    agreement: Agreement, claims: Mapping[str, Claim], done: Sequence[Claim], day: date | None
) -> tuple[Deadline, ...]:
    """The days an agreement sets, by day; an extension stands in for what it extends."""
    terms = [term for term in agreement.terms if _clocked(term)]
    longer = {id(t) for t in terms if says("extension", t.summary)}
    moved = [t.time.latest for t in terms if id(t) in longer and _dated(t.time) and t.time and t.time.latest]
    fits = _FULFILLED_BY[agreement.kind]
    told = [claim for claim in done if claim.topic in fits and claim.status == "asserted"]
    found = []
    for term in terms:
        new = max(moved, default=None) if id(term) not in longer else None
        met = tuple(c.id for c in told if _on_or_after(c, term.time))
        state = _state(term, day, new, met)
        when = term.time if state != "undated" else None
        latest = None if when is None else when.latest
        found.append(
            Deadline(
                kind="deadline" if term.kind == "deadline" else "start",
                summary=term.summary,
                state=state,
                claims=tuple(key for key in term.claims if key in claims),
                earliest=None if when is None else when.earliest,
                latest=latest,
                days=None if latest is None or day is None else (latest - day).days,
                extension=id(term) in longer,
                met_by=met if state == "met" else (),
            )
        )
    return tuple(sorted(found, key=lambda d: (d.latest or date.max, d.kind, d.summary)))


def _dated(when: When | None) -> bool:
    """Whether a clause states its day closely enough to be held to it."""
    return (
        when is not None and when.latest is not None and when.inferred is None and str(when.grain) in _CLOSE
    )


def _state(term: Term, day: date | None, extended: date | None, met: tuple[str, ...]) -> Due:
    if not _dated(term.time) or term.time is None or term.time.latest is None or day is None:
        return "undated"
    if term.kind == "deadline" and extended is not None and extended > term.time.latest:
        return "extended"
    if met:
        return "met"
    return "upcoming" if term.time.latest >= day else "overdue"


def _on_or_after(claim: Claim, when: When | None) -> bool:
    """Whether a claim's own words put it on the first day of a term or later."""
    if when is None:
        return False
    first = when.earliest or when.latest
    told = claim.time is not None and claim.time.inferred is None and claim.time.earliest is not None
    return told and first is not None and claim.time is not None and (claim.time.earliest or first) >= first
