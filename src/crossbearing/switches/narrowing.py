"""A dossier narrowed to days, places, topics or incidents, and the bearing taken anew on what is left."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.errors import InputError, UnknownIdError
from crossbearing.model import Assessment, Claim, Dossier, Place, Question
from crossbearing.reconcile import reconcile
from crossbearing.switches.naming import folded, meant
from crossbearing.vocabulary import Topic

_JOIN = "+"
"""What joins two claims in a judgement's target; as ``judgements`` has it."""


class Narrow(Struct, frozen=True, kw_only=True):
    """What to narrow a dossier to; all of it, unless said. Every part that is given must hold.

    ``since`` and ``until`` are inclusive days on which it happened; a claim without a day passes neither.
    ``places`` are names or ids as a user writes them ("Anvar"), each with all that lies in it; ``incidents``
    ids or their beginnings. Of several places, topics or incidents any one will do.
    """

    since: date | None = None
    until: date | None = None
    places: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    incidents: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether it stays as wide as it is."""
        days = self.since is not None or self.until is not None
        return not (days or self.places or self.topics or self.incidents)


class Held(Struct, frozen=True):
    """One thing a dossier was narrowed to: ids of a place (with its namesake around it) or incident."""

    kind: Literal["since", "until", "place", "topic", "incident"]
    name: str
    ids: tuple[str, ...] = ()


class Narrowed(Struct, frozen=True, kw_only=True):
    """What was narrowed: to what, how many claims and reports of ``whole`` that leaves out.

    ``undated`` counts the claims left out because they tell no day, where days were asked for, ``unopposed``
    the questions that are contested in ``whole`` and, of what is left, are answered without contradiction.
    """

    whole: Dossier
    held: tuple[Held, ...]
    claims: int
    reports: int
    undated: int = 0
    unopposed: int = 0


def narrow(dossier: Dossier, choice: Narrow) -> Dossier:
    """Keep the claims that are of some days, places, topics or incidents, and take the bearing on them anew.

    What is left is of one piece: those claims, the reports they stand in (and those that only repeat the
    text of one), copies among these, judgements on what is left, and questions, incidents and agreements of
    these claims alone. Claims keep the origin that the whole ledger settled; actors, places and refused
    inputs stay. Pure; no choice gives back the dossier itself. Raises ``InputError`` for a place that nothing
    or more than one thing is called and for days that end before they begin, ``UnknownIdError`` for an
    incident that is not there.
    """
    if choice.since is not None and choice.until is not None and choice.until < choice.since:
        raise InputError("the days end before they begin", where=f"{choice.since} to {choice.until}")
    if choice.nothing:
        return dossier
    fit = _kept(dossier, choice)
    claims = tuple(claim for claim in dossier.claims if claim.id in fit)
    told = {claim.report for claim in claims}
    repeats = {v.report for v in dossier.versions if v.kind == "same_text" and v.of in told}
    kept = told | repeats
    rest = replace(
        dossier,
        reports=tuple(report for report in dossier.reports if report.id in kept),
        claims=claims,
        copies=tuple(c for c in dossier.copies if all(p.report in kept for p in c.passages)),
        versions=tuple(v for v in dossier.versions if v.report in kept and v.of in kept),
        cast={report: names for report, names in dossier.cast.items() if report in kept},
        incidents=(),
        questions=(),
        agreements=(),
    )
    rest = replace(rest, assessments=_judged(dossier, rest))
    found = reconcile(rest)
    return replace(rest, incidents=found.incidents, questions=found.questions, agreements=found.agreements)


def narrowed(whole: Dossier, rest: Dossier, choice: Narrow) -> Narrowed:
    """Say what ``narrow(whole, choice)``, given as ``rest``, keeps and leaves out; raises as ``narrow``."""
    undated = 0
    if choice.since is not None or choice.until is not None:
        bare = replace(choice, since=None, until=None)
        fit = set(_kept(whole, bare))
        undated = sum(_days(claim) == (None, None) for claim in whole.claims if claim.id in fit)
    return Narrowed(
        whole=whole,
        held=tuple(_held(whole, choice)),
        claims=len(whole.claims) - len(rest.claims),
        reports=len(whole.reports) - len(rest.reports),
        undated=undated,
        unopposed=_unopposed(whole, rest),
    )


def _unopposed(whole: Dossier, rest: Dossier) -> int:
    """How many contested questions lost what contradicts the claims that are left."""
    kept = {claim.id for claim in rest.claims}
    still = set().union(
        *(_answering(question) for question in rest.questions if question.state == "contested")
    )
    disputed = [_answering(question) for question in whole.questions if question.state == "contested"]
    return sum(bool(claims & kept) and not claims <= kept and not claims & still for claims in disputed)


def _answering(question: Question) -> set[str]:
    return {claim for position in question.positions for claim in position.claims}


def _held(dossier: Dossier, choice: Narrow) -> Iterable[Held]:
    names = {place.id: place.name for place in dossier.places}
    titles = {incident.id: incident.title for incident in dossier.incidents}
    for kind, day in (("since", choice.since), ("until", choice.until)):
        if day is not None:
            yield Held("since" if kind == "since" else "until", day.isoformat())
    for name in choice.places:
        ids = places_meant(name, dossier)
        yield Held("place", names[ids[0]], ids)
    for topic in choice.topics:
        yield Held("topic", topic)
    for key in choice.incidents:
        incident = incident_meant(key, dossier)
        yield Held("incident", titles[incident], (incident,))


# -- which claims ------------------------------------------------------------------------------------------


def _kept(dossier: Dossier, choice: Narrow) -> Collection[str]:
    """Ids of the claims that pass every part of a choice."""
    there = _within(dossier.places, [id_ for name in choice.places for id_ in places_meant(name, dossier)])
    wanted = {incident_meant(key, dossier) for key in choice.incidents}
    told = {claim for one in dossier.incidents if one.id in wanted for claim in one.claims}
    return {
        claim.id
        for claim in dossier.claims
        if _on_days(claim, choice)
        and (not choice.places or there & set(claim.places))
        and (not choice.topics or claim.topic in choice.topics)
        and (not choice.incidents or claim.id in told)
    }


def _days(claim: Claim) -> tuple[date | None, date | None]:
    return (None, None) if claim.time is None else (claim.time.earliest, claim.time.latest)


def _on_days(claim: Claim, choice: Narrow) -> bool:
    """Whether a claim's days reach into those that are asked for, as the ledger's own filter has it."""
    earliest, latest = _days(claim)
    last, first = latest or earliest, earliest or latest
    return (choice.since is None or (last is not None and last >= choice.since)) and (
        choice.until is None or (first is not None and first <= choice.until)
    )


def _within(places: Iterable[Place], wanted: Iterable[str]) -> set[str]:
    """These places and all that lie in them."""
    inner: dict[str, list[str]] = {}
    for place in places:
        if place.within is not None:
            inner.setdefault(place.within, []).append(place.id)
    found: set[str] = set()
    todo = list(wanted)
    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            todo.extend(inner.get(at, ()))
    return found


def places_meant(name: str, dossier: Dossier) -> tuple[str, ...]:
    """The place that a user names, first; with it the places of the same name that lie in it or around it.

    Raises ``InputError`` where nothing, or places that do not lie in one another, are called so.
    """
    known = {place.id: (place.name,) for place in dossier.places}
    same = [key for key, names in known.items() if folded(names[0]) == folded(name) != ""]
    if name not in known and len(same) > 1:
        around = [key for key in same if set(same) <= _within(dossier.places, [key])]
        if around:
            return (around[0], *sorted(key for key in same if key != around[0]))
    told = {place for claim in dossier.claims for place in claim.places}
    likely = [key for key in known if told & _within(dossier.places, [key])]
    return (meant(name, known, likely, "place"),)


def incident_meant(key: str, dossier: Dossier) -> str:
    """The incident of an id or an id's beginning; raises ``UnknownIdError``."""
    ids = [incident.id for incident in dossier.incidents]
    found = [key] if key in ids else [id_ for id_ in ids if key and id_.startswith(key)]
    if len(found) != 1:
        what = "more than one incident's id begins so" if found else "no such incident"
        raise UnknownIdError(what, where=key or "''", hint="crossbearing incidents lists ids")
    return found[0]


# -- judgements --------------------------------------------------------------------------------------------


def _judged(whole: Dossier, rest: Dossier) -> tuple[Assessment, ...]:
    """Judgements on what is left; one on a finding stays with any of its claims, a withdrawal with it."""
    claims = {claim.id for claim in rest.claims}
    there = claims | {report.id for report in rest.reports}
    there |= {actor.id for actor in rest.actors} | {place.id for place in rest.places}
    for question in whole.questions:
        for position in question.positions:
            if claims & set(position.claims):
                there |= {question.id, position.id}
    there |= {incident.id for incident in whole.incidents if claims & set(incident.claims)}
    there |= {agreement.id for agreement in whole.agreements if claims & set(agreement.claims)}
    kept = []
    for item in whole.assessments:
        if set(item.target.split(_JOIN)) <= there:
            there.add(item.id)
            kept.append(item)
    return tuple(kept)
