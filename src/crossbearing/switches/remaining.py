"""What is still named when reports are gone: actors, by the names still used of them, and places."""

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor
from crossbearing.model import Actor, Dossier, Place


def only_named(dossier: Dossier) -> Dossier:
    """The dossier with only the actors and places that its reports and claims name, and what these belong to.

    Actors go by the names that its reports use of them.
    """
    return replace(dossier, actors=_actors_of(dossier), places=_places_of(dossier))


def _actors_of(dossier: Dossier) -> tuple[Actor, ...]:
    used: dict[str, set[str]] = {}
    for names in dossier.cast.values():
        for name, actor in names:
            used.setdefault(actor, set()).add(name)
    wanted = set(used) | {agency_actor(credit).id for r in dossier.reports for credit in r.credits}
    wanted |= {outlet_actor(report).id for report in dossier.reports}
    wanted |= {copy.origin for copy in dossier.copies if copy.origin is not None}
    for claim in dossier.claims:
        wanted |= {key for key in (claim.origin, *(link.actor for link in claim.attribution)) if key}
        wanted |= {*claim.actors, *claim.targets}
    within = _with_outer(wanted, {actor.id: actor.member_of for actor in dossier.actors})
    return tuple(_as_used(actor, used.get(actor.id)) for actor in dossier.actors if actor.id in within)


def _as_used(actor: Actor, used: Collection[str] | None) -> Actor:
    """An actor by the names that are used of it; unchanged where no report's own names are known."""
    if used is None:
        return actor
    names = [name for name in (actor.name, *actor.aliases) if name.lower() in used]
    return replace(actor, name=names[0], aliases=tuple(names[1:])) if names else actor


def _places_of(dossier: Dossier) -> tuple[Place, ...]:
    wanted = {place for claim in dossier.claims for place in claim.places}
    within = _with_outer(wanted, {place.id: place.within for place in dossier.places})
    return tuple(place for place in dossier.places if place.id in within)


def _with_outer(wanted: Iterable[str], outer: Mapping[str, str | None]) -> set[str]:
    """Ids, with what each belongs to or lies in, and so on."""
    found: set[str] = set()
    for one in wanted:
        at: str | None = one
        while at is not None and at not in found:
            found.add(at)
            at = outer.get(at)
    return found
