"""What a ledger holds of one incident, laid out as the books ask for it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from crossbearing.model import Claim, Dossier, Incident, Place, Report
from crossbearing.monitors import Count, Lookup, Tally, days_of, happened, tally
from crossbearing.rulebooks.lists import by_first

_ARMED = frozenset({"military", "armed_group", "government", "state"})
_STATES = frozenset({"military", "government", "state"})
_FINEST = ("exact", "near", "district", "city", "region", "country")
_HOST = 2
"""The host is the third part of an address cut at its slashes."""


class Evidence:
    """A dossier with its figures counted, asked by the books one incident at a time."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.lookup = Lookup(dossier)
        self.tally: Tally = tally(dossier)
        self.answers: dict[str, list[tuple[str, str]]] = {}
        for question in dossier.questions:
            if question.incident is not None:
                told = [(question.title, p.summary) for p in question.positions if p.status != "denied"]
                self.answers.setdefault(question.incident, []).extend(told)
        self.cases = [Case(incident, self) for incident in dossier.incidents]


class Case:
    """One incident: what is told of it as having happened, by whom, to whom, where and when."""

    def __init__(self, incident: Incident, evidence: Evidence) -> None:
        self.incident = incident
        self.evidence = evidence
        self.lookup = evidence.lookup
        self.claims: list[Claim] = self.lookup.told(incident.claims)
        self.told = [claim for claim in self.claims if happened(claim)]
        self.days: tuple[date, date] | None = days_of(incident.time)

    def count(self, measure: str) -> Count | None:
        """What the figures of a measure come to, or None where none is told."""
        return self.evidence.tally.counts.get((self.incident.id, measure))

    @property
    def ids(self) -> tuple[str, ...]:
        """Claims that tell of it as having happened."""
        return tuple(claim.id for claim in self.told)

    @cached_property
    def place(self) -> Place | None:
        """The most exact place told; of several as exact, the first."""
        held = [self.lookup.places[p] for p in self.incident.places if p in self.lookup.places]
        return min(held, key=_fineness, default=None)

    @property
    def country(self) -> str | None:
        """The country it lies in, as ISO 3166-1 alpha-3."""
        line = self.lookup.around(self.place.id) if self.place is not None else []
        return next((place.country for place in line if place.country is not None), None)

    def areas(self) -> list[str]:
        """The regions it lies in, the largest first, without the country."""
        line = self.lookup.around(self.place.id) if self.place is not None else []
        return [
            place.name for place in reversed(line) if place.kind == "region" and place.precision != "country"
        ]

    @cached_property
    def doers(self) -> list[str]:
        """The bodies told to have done it, the most told first; none for peaceful deeds of onlookers."""
        return _ranked(self.lookup.body(a) for c in self.told for a in c.actors if self.lookup.can_do(a))

    @cached_property
    def foes(self) -> list[str]:
        """The armed bodies told as those it was done to, the doer's own side left out."""
        doers, sides = set(self.doers[:1]), {self.lookup.party(a) for a in self.doers[:1]}
        struck = [self.lookup.body(t) for c in self.told for t in c.targets if self._is_armed(t)]
        return [b for b in _ranked(struck) if b not in doers and self.lookup.party(b) not in sides]

    @property
    def organised(self) -> list[str]:
        """The parties with a name of their own ("gunmen" have none), where one used force or two fought."""
        named = [body for body in self.parties if self.lookup.name(body) != self.lookup.name(body).lower()]
        used_force = bool(set(named) & set(self.doers)) or (len(named) > 1 and "Armed clash" in self.kinds)
        return named if used_force else []

    @property
    def parties(self) -> list[str]:
        """Armed bodies on both sides, those told as doers first, one for each side."""
        found: dict[str, str] = {}
        for body in [*self.doers, *self.foes]:
            found.setdefault(self.lookup.party(body), body)
        return list(found.values())

    def _is_armed(self, actor: str) -> bool:
        known = self.lookup.actors.get(self.lookup.body(actor))
        return known is not None and known.kind in _ARMED

    def is_state(self, actor: str) -> bool:
        """Whether an actor is a state or its forces."""
        known = self.lookup.actors.get(actor)
        return known is not None and known.kind in _STATES

    @cached_property
    def harms_civilians(self) -> bool:
        """Whether civilians are told as those harmed: as target, or counted among the killed or injured."""
        kinds = (self.lookup.actors.get(t) for c in self.told for t in c.targets)
        struck = any(known is not None and known.kind == "civilians" for known in kinds)
        counts = [self.count(measure) for measure in ("killed", "injured", "harmed", "detained")]
        return struck or any(c is not None and c.standing["civilian"].told > 0 for c in counts)

    @cached_property
    def harms_people(self) -> bool:
        """Whether people are told as harmed of whom nothing is said, and no fighters with them."""
        counts = [c for m in ("killed", "injured", "harmed") if (c := self.count(m)) is not None]
        fought = any(c.standing["combatant"].told > 0 for c in counts)
        return not fought and any(c.standing["unknown"].told > 0 for c in counts)

    @cached_property
    def kinds(self) -> list[str]:
        """The ACLED sub-events told, the commonest first."""
        listed = by_first("acled_events")
        told = (c.event.acled for c in self.told if c.event is not None and c.event.acled in listed)
        return _ranked(kind for kind in told if kind is not None)

    def claims_of_kind(self, kind: str) -> tuple[str, ...]:
        """The claims that tell of that sub-event."""
        return tuple(c.id for c in self.told if c.event is not None and c.event.acled == kind)

    def claims_by(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The claims that name one of these bodies as doer or target."""
        wanted = set(actors)
        named = (c for c in self.told if {self.lookup.body(a) for a in (*c.actors, *c.targets)} & wanted)
        return tuple(claim.id for claim in named)

    def answers(self, title: str) -> list[str]:
        """What is answered to the incident's questions whose title begins so, in order."""
        told = self.evidence.answers.get(self.incident.id, [])
        return list(dict.fromkeys(summary for asked, summary in told if asked.startswith(title)))

    @property
    def reports(self) -> list[Report]:
        """The reports that tell of it."""
        keys = dict.fromkeys(claim.report for claim in self.claims)
        return [self.lookup.reports[key] for key in keys if key in self.lookup.reports]


def outlet_of(report: Report) -> str:
    """How a report's outlet is called: its name, else its host, else its id."""
    parts = (report.url or "").split("/")
    host = parts[_HOST].removeprefix("www.") if len(parts) > _HOST else ""
    return " ".join((report.outlet or "").split()) or host or report.id


def _fineness(place: Place) -> int:
    return _FINEST.index(place.precision)


def _ranked(names: Iterable[str]) -> list[str]:
    counted = Counter(names)
    return sorted(counted, key=lambda name: (-counted[name], name))
