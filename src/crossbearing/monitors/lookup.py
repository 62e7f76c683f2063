"""A dossier by its ids: what lies in what, who belongs to whom, and on which day a claim speaks of."""

from collections.abc import Iterable
from datetime import date

from crossbearing.locales import by_name_where_asked
from crossbearing.model import Actor, Claim, Dossier, Place, When

_DEEPEST = 12
"""No chain of memberships or places is longer; guards against circles in the data."""
_BELOW_TOWN = frozenset({"district", "site"})
_ONLOOKERS = frozenset({"media", "ngo", "intergovernmental", "civilians"})
"""Kinds of actors that tell of violence and suffer it, and are not taken for its doers."""
_LONGEST_DAYS = 62
"""A claim whose days are further apart than this says no month."""
TOLD = ("asserted", "unverified")
"""Statuses of what is told as having happened."""


class Lookup:
    """A dossier by its ids; an id that the dossier does not hold is answered with itself or nothing."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.claims: dict[str, Claim] = {claim.id: claim for claim in dossier.claims}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in dossier.actors}
        self.places: dict[str, Place] = {place.id: place for place in dossier.places}
        self.reports = {report.id: report for report in dossier.reports}

    def told(self, keys: Iterable[str]) -> list[Claim]:
        """The claims of these ids that are held, each once, in order."""
        return [self.claims[key] for key in dict.fromkeys(keys) if key in self.claims]

    def name(self, actor: str) -> str:
        """An actor's name, or its id."""
        known = self.actors.get(actor)
        return actor if known is None else known.name

    def names(self, actors: Iterable[str]) -> str:
        """Names of actors, each once, joined by "; "."""
        return "; ".join(dict.fromkeys(self.name(actor) for actor in actors))

    def place_name(self, place: str | None) -> str | None:
        """A place's name, or its id; None for none."""
        known = self.places.get(place) if place is not None else None
        return place if known is None else known.name

    def around(self, place: str) -> list[Place]:
        """The place and what it lies in, innermost first."""
        line: list[Place] = []
        here = self.places.get(place)
        while here is not None and here not in line and len(line) < _DEEPEST:
            line.append(here)
            here = self.places.get(here.within) if here.within is not None else None
        return line

    def town(self, place: str | None) -> str | None:
        """The town a district or site lies in; any other place is its own."""
        line = self.around(place) if place is not None else []
        for step in line:
            if step.kind not in _BELOW_TOWN:
                return step.id
        return line[-1].id if line else place

    def line(self, actor: str) -> list[str]:
        """The actor and the bodies it belongs to, innermost first."""
        line = [actor]
        while len(line) < _DEEPEST:
            known = self.actors.get(line[-1])
            if known is None or known.member_of is None or known.member_of in line:
                break
            line.append(known.member_of)
        return line

    def body(self, actor: str) -> str:
        """The body that acts where one of its people is named; any other actor is its own."""
        known = self.actors.get(actor)
        line = self.line(actor)
        return (
            line[1] if known is not None and known.kind in ("person", "unnamed") and len(line) > 1 else actor
        )

    def side(self, actor: str) -> str | None:
        """The party of the conflict an actor belongs to, its own or that of a body it belongs to."""
        steps = (self.actors.get(step) for step in self.line(actor))
        return next((step.side for step in steps if step is not None and step.side is not None), None)

    def party(self, actor: str) -> str:
        """How an actor's side is called in sums: its side, else the outermost body by name."""
        return self.side(actor) or self.name(self.line(actor)[-1])

    def can_do(self, actor: str) -> bool:
        """Whether an actor is one that attacks, and not one that tells of attacks and suffers them."""
        known = self.actors.get(self.body(actor))
        return known is not None and known.kind not in _ONLOOKERS and known.kind not in ("person", "unnamed")

    def origins(self, keys: Iterable[str]) -> tuple[str, ...]:
        """On whose word some claims rest, each once, sorted by name."""
        found = {claim.origin for claim in self.told(keys) if claim.origin is not None}
        return tuple(sorted(found, key=lambda o: (by_name_where_asked(self.name(o)), o)))


def days_of(when: When | None) -> tuple[date, date] | None:
    """The first and last day; None where an end is open or unknown."""
    if when is None or when.earliest is None or when.latest is None or when.earliest > when.latest:
        return None
    return when.earliest, when.latest


def month_of(when: When | None) -> str | None:
    """The month of some days as "2031-05"; None where they do not lie in one."""
    days = days_of(when)
    if days is None or (days[1] - days[0]).days > _LONGEST_DAYS or days[0].month != days[1].month:
        return None
    return f"{days[0]:%Y-%m}"


def happened(claim: Claim) -> bool:
    """Whether a claim tells of something as having happened, and not as history."""
    return claim.status in TOLD and not claim.negated and not claim.background
