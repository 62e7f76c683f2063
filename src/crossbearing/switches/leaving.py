"""A dossier without some of its origins, outlets, sides or copies, and the bearing taken anew."""

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from crossbearing.actors import outlet_actor
from crossbearing.errors import InputError
from crossbearing.model import Actor, Claim, Dossier
from crossbearing.reconcile import reconcile
from crossbearing.switches.carrying import LEFT_NOTE, carried, inherit
from crossbearing.switches.choice import Without
from crossbearing.switches.naming import Named, folded, meant

_HOST = 2
"""The host is the third part of an address cut at its slashes."""


def without(dossier: Dossier, choice: Without) -> Dossier:
    """Leave out origins, outlets, sides or all copies, and take the bearing anew on what is left.

    An origin goes with every member of its body; an outlet with all its reports; a side with every origin of
    it; a copy is a claim that is carried from an earlier report's text. Claims keep the origin that the whole
    ledger settled: what is carried from a report that is left out stays, on that report's word. Where another
    report only repeats the text of one that goes, it holds its claims from then on. Actors, places,
    judgements and refused inputs stay. Pure; leaving out nothing changes nothing, and the order of switches
    makes no difference. Raises ``InputError`` for names that nothing or more than one thing bears.
    """
    who, reports = origins_of(dossier, choice), reports_of(dossier, choice)
    copies = carried(dossier) if choice.copies or reports else frozenset()
    rest = _without_reports(dossier, reports, copies)
    claims = tuple(
        claim
        for claim in rest.claims
        if claim.origin not in who
        and not (choice.copies and (claim.id in copies or LEFT_NOTE in claim.inferred))
    )
    versions = rest.versions
    if choice.copies:
        versions = tuple(version for version in versions if version.kind != "same_text")
    if not reports and (claims, versions) == (dossier.claims, dossier.versions):
        return dossier
    rest = replace(rest, claims=claims, versions=versions)
    found = reconcile(rest)
    return replace(rest, incidents=found.incidents, questions=found.questions, agreements=found.agreements)


def _without_reports(dossier: Dossier, gone: Collection[str], copies: frozenset[str]) -> Dossier:
    """Take reports away with all that hangs on them; what others carried from them says so."""
    if not gone:
        return dossier
    handed, versions = inherit(dossier, gone)
    at = {report.id: n for n, report in enumerate(dossier.reports)}
    rest = replace(
        dossier,
        reports=tuple(report for report in dossier.reports if report.id not in gone),
        claims=(*(claim for claim in dossier.claims if claim.report not in gone), *handed),
        copies=tuple(c for c in dossier.copies if not {p.report for p in c.passages} & set(gone)),
        versions=versions,
        cast={report: names for report, names in dossier.cast.items() if report not in gone},
    )
    orphans = copies - carried(rest)
    told = (_noted(claim) if claim.id in orphans else claim for claim in rest.claims)
    order = sorted(told, key=lambda claim: (at.get(claim.report, len(at)), claim.span, claim.id))
    return replace(rest, claims=tuple(order))


def _noted(claim: Claim) -> Claim:
    return replace(claim, inferred=(*claim.inferred, LEFT_NOTE))


# -- who and what is meant --------------------------------------------------------------------------------


def origins_of(dossier: Dossier, choice: Without) -> frozenset[str]:
    """Ids of the actors on whose word nothing may rest: those named, members of theirs, those of a side."""
    actors = {actor.id: actor for actor in dossier.actors}
    lines = {key: lineage(key, actors) for key in actors}
    heads = {origin_meant(name, dossier) for name in choice.origins}
    sides = {side_meant(name, dossier) for name in choice.sides}
    return frozenset(
        key for key, line in lines.items() if heads & set(line) or side_of(line, actors) in sides
    )


def origin_meant(name: str, dossier: Dossier) -> str:
    """The actor that a user names; of several those come first on whose word, or a member's, claims rest."""
    actors = {actor.id: actor for actor in dossier.actors}
    speaking = {
        step for origin in {c.origin for c in dossier.claims} for step in lineage(origin or "", actors)
    }
    names: Named = {actor.id: (actor.name, *actor.aliases) for actor in dossier.actors}
    return meant(name, names, speaking, "origin")


def lineage(actor: str, actors: Mapping[str, Actor]) -> list[str]:
    """An actor and the bodies it belongs to, the widest last."""
    found: list[str] = []
    at: str | None = actor
    while at is not None and at not in found:
        found.append(at)
        known = actors.get(at)
        at = None if known is None else known.member_of
    return found


def side_of(line: Iterable[str], actors: Mapping[str, Actor]) -> str | None:
    """The side of an actor, or of the nearest body on its line that has one."""
    sides = (actors[step].side for step in line if step in actors)
    return next((side for side in sides if side is not None), None)


def side_meant(name: str, dossier: Dossier) -> str:
    """The side that a user names; raises ``InputError`` for one that no actor of the ledger is of."""
    known = sorted({actor.side for actor in dossier.actors if actor.side is not None})
    found = [side for side in known if folded(side) == folded(name)]
    if not found:
        hint = f"one of: {', '.join(known)}" if known else "no actor of this ledger is of a side"
        raise InputError("no such side", where=name, hint=hint)
    return found[0]


def reports_of(dossier: Dossier, choice: Without) -> frozenset[str]:
    """Ids of the reports of the outlets named; an outlet may be named by its host, too."""
    if not choice.outlets:
        return frozenset()
    names: dict[str, tuple[str, ...]] = {}
    mine: dict[str, set[str]] = {}
    for report in dossier.reports:
        outlet = outlet_actor(report)
        told = [report.outlet] if report.outlet else []
        parts = (report.url or "").split("/")
        told += [parts[_HOST].removeprefix("www.")] if len(parts) > _HOST else []
        known = names.get(outlet.id, (outlet.name, *outlet.aliases))
        names[outlet.id] = tuple(dict.fromkeys((*known, *told)))
        mine.setdefault(outlet.id, set()).add(report.id)
    heads = {meant(name, names, names, "outlet") for name in choice.outlets}
    return frozenset(report for head in heads for report in mine[head])
