"""What ids of a dossier stand for: the one place where exports look a name, a quote or a day up."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from crossbearing.model import Actor, Claim, Dossier, Place, Position, Question, Report

_DEEPEST = 20
"""Places lie in no more than this many others; a longer way up is a circle."""
JOIN = "+"
"""What joins two ids in the target of a judgement that is about both."""


class Lookup:
    """A dossier by its ids; an id that the dossier does not hold is answered with None or nothing."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports: dict[str, Report] = {report.id: report for report in dossier.reports}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in dossier.actors}
        self.places: dict[str, Place] = {place.id: place for place in dossier.places}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in dossier.claims}

    def actor(self, key: str | None) -> str | None:
        """Give an actor's name."""
        found = self.actors.get(key) if key is not None else None
        return None if found is None else found.name

    def named(self, keys: Iterable[str]) -> list[str]:
        """Give actors' names in order, each once; one that is not held keeps its id."""
        return list(dict.fromkeys(self.actor(key) or key for key in keys))

    def told(self, keys: Iterable[str]) -> list[Claim]:
        """Give the claims of these ids that are held, in order."""
        return [self.claims[key] for key in keys if key in self.claims]

    def told_in(self, keys: Iterable[str]) -> list[str]:
        """Give the reports that claims stand in, in order, each once."""
        return list(dict.fromkeys(claim.report for claim in self.told(keys)))

    def quotes(self, keys: Iterable[str]) -> list[str]:
        """Give the exact words of claims, in order."""
        return [claim.span.exact for claim in self.told(keys)]

    def urls(self, reports: Iterable[str]) -> list[str]:
        """Give the web addresses of reports, each once; those without one are left out."""
        held = (self.reports.get(key) for key in reports)
        return list(dict.fromkeys(r.url for r in held if r is not None and is_web(r.url) and r.url))

    def published(self, reports: Iterable[str]) -> date | None:
        """Give the latest day on which one of these reports was certainly out."""
        held = (self.reports.get(key) for key in reports)
        return max((r.published.latest for r in held if r and r.published.latest is not None), default=None)

    def around(self, key: str) -> Iterator[Place]:
        """Walk from a place up through the places it lies in, itself first."""
        here = self.places.get(key)
        for _ in range(_DEEPEST):
            if here is None:
                return
            yield here
            here = self.places.get(here.within) if here.within is not None else None

    @cached_property
    def positions(self) -> dict[str, tuple[Question, Position]]:
        """Every position by its id, with its question."""
        return {p.id: (question, p) for question in self.dossier.questions for p in question.positions}

    @cached_property
    def _bundles(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {claim.id: (claim.id,) for claim in self.dossier.claims}
        found |= {incident.id: incident.claims for incident in self.dossier.incidents}
        found |= {agreement.id: agreement.claims for agreement in self.dossier.agreements}
        for question in self.dossier.questions:
            found |= {position.id: position.claims for position in question.positions}
            found[question.id] = claims_of(question)
        return found

    def behind(self, target: str) -> list[str]:
        """Give the ids of the claims behind anything that can be judged; of a pair, both."""
        keys = (key for part in target.split(JOIN) for key in self._bundles.get(part, ()))
        return list(dict.fromkeys(keys))


def claims_of(question: Question) -> tuple[str, ...]:
    """Give the claims that answer a question, each once."""
    return tuple(dict.fromkeys(key for position in question.positions for key in position.claims))


def is_web(address: str | None) -> bool:
    """Whether an address may be linked to: http or https, so that no script hides in a link."""
    return address is not None and address.lower().startswith(("http://", "https://"))
