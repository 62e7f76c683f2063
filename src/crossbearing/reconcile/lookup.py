"""What the claims point at: actors, places and reports by id, and who belongs to whom and lies in what."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from crossbearing.model import Actor, Claim, Dossier, Place, Report
from crossbearing.reconcile.sensed import Alike

_BELOW_TOWN = frozenset({"district", "site"})
_MAX_CLIMB = 12
"""No chain of memberships or places is longer; guards against loops in the data."""

Days = tuple[date | None, date | None]
Known = TypeVar("Known")


class Lookup:
    """Read-only index of a dossier's actors, places and reports."""

    def __init__(self, dossier: Dossier) -> None:
        self.actors: dict[str, Actor] = {actor.id: actor for actor in dossier.actors}
        self.places: dict[str, Place] = {place.id: place for place in dossier.places}
        self.reports: dict[str, Report] = {report.id: report for report in dossier.reports}
        self.revises: dict[str, str] = {v.report: v.of for v in dossier.versions if v.kind == "revision"}
        self.cast = dossier.cast
        self.alike = Alike(dossier.senses)
        self._lines: dict[str, tuple[str, ...]] = {}
        self._within: dict[str, tuple[str, ...]] = {}
        self._localities: dict[str, str] = {}

    def line(self, actor: str) -> tuple[str, ...]:
        """The actor and the bodies it belongs to, innermost first: spokesman, office, United Nations."""
        if actor not in self._lines:
            self._lines[actor] = _climbed(actor, self.actors, lambda known: known.member_of)
        return self._lines[actor]

    def voices(self, actor: str) -> tuple[str, ...]:
        """The actor and the bodies for which it speaks; a news outlet speaks for no one, whoever owns it."""
        known = self.actors.get(actor)
        return (actor,) if known is not None and known.kind == "media" else self.line(actor)

    def family(self, claim: Claim) -> str:
        """The outermost body on whose word a claim rests; a claim of unknown origin is its report's own."""
        return f"report {claim.report}" if claim.origin is None else self.voices(claim.origin)[-1]

    def within(self, place: str) -> tuple[str, ...]:
        """The place and what it lies in, innermost first."""
        if place not in self._within:
            self._within[place] = _climbed(place, self.places, lambda known: known.within)
        return self._within[place]

    def inside(self, inner: str, outer: str) -> bool:
        """Whether a place is the other or lies in it."""
        return outer in self.within(inner)

    def locality(self, place: str) -> str:
        """The town a district or site lies in; any other place is its own locality."""
        if place not in self._localities:
            line = self.within(place)
            steps = (step for step in line if not self._is_below_town(step))
            self._localities[place] = next(steps, line[-1])
        return self._localities[place]

    def unlisted(self, place: str) -> bool:
        """Whether a place is a village that no list has: it may lie anywhere in its country."""
        known = self.places.get(place)
        return known is not None and known.kind == "city" and known.precision == "country"

    def _is_below_town(self, place: str) -> bool:
        known = self.places.get(place)
        return known is not None and known.kind in _BELOW_TOWN

    def seen(self, report: str) -> Days:
        """The days between which a report was published."""
        known = self.reports.get(report)
        if known is None:
            return None, None
        published = known.published
        return published.earliest or published.latest, published.latest or published.earliest

    def names_in(self, reports: Iterable[str]) -> dict[str, str]:
        """The names some reports use, in lower case, and whom they mean; of two the first by id.

        All names of all actors where a dossier does not say who names whom.
        """
        told = [pair for report in reports for pair in self.cast.get(report, ())]
        if not self.cast:
            known = self.actors.values()
            told = [(name.lower(), actor.id) for actor in known for name in (actor.name, *actor.aliases)]
        found: dict[str, str] = {}
        for name, actor in sorted(told, key=lambda pair: (pair[1], pair[0])):
            found.setdefault(name, actor)
        return found

    def side(self, actor: str) -> str | None:
        """The party of the conflict an actor belongs to, its own or that of a body it belongs to."""
        for step in self.line(actor):
            known = self.actors.get(step)
            if known is not None and known.side is not None:
                return known.side
        return None

    def actor_name(self, actor: str) -> str:
        """The actor's name, or its id where it is unknown."""
        known = self.actors.get(actor)
        return actor if known is None else known.name

    def teller(self, actor: str) -> str:
        """The actor's name as one who tells; an outlet that no one named is one such."""
        name = self.actor_name(actor)
        return "an unnamed outlet" if name.casefold().startswith("unnamed outlet") else name

    def place_name(self, place: str) -> str:
        """The place's name, or its id where it is unknown."""
        known = self.places.get(place)
        return place if known is None else known.name


def _climbed(first: str, known: Mapping[str, Known], above: Callable[[Known], str | None]) -> tuple[str, ...]:
    """An id and those above it, as far as they are known."""
    line = [first]
    while len(line) < _MAX_CLIMB and line[-1] in known:
        upper = above(known[line[-1]])
        if upper is None or upper in line:
            break
        line.append(upper)
    return tuple(line)
