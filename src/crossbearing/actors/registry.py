"""Every known actor by id, and the actors that any country has, made when asked for."""

import re
import unicodedata
from functools import lru_cache

from crossbearing.actors.lists import (
    OWN,
    ActorRow,
    CountryRow,
    Own,
    PersonRow,
    TemplateRow,
    actor_kind,
    actor_rows,
    country_rows,
    person_rows,
    split,
    template_rows,
)
from crossbearing.model import Actor

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_MARKS = "~*^!@+%"
JIHADISTS = ("jihadist", "islamic_state")
"""Sides of those whom "jihadists" and "terrorists" may mean."""


def slug(name: str) -> str:
    """A name as an id's tail: "Côte d'Ivoire" → "cote-d-ivoire"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")


def list_id(name: str) -> str:
    """The id of a listed actor: "un" → "a-un"."""
    return f"a-{name}"


class Registry:
    """All listed actors, people and countries; ``get`` makes an actor by its id."""

    def __init__(self) -> None:
        self.countries: dict[str, CountryRow] = {row.country: row for row in country_rows()}
        self.templates: dict[str, TemplateRow] = {row.key: row for row in template_rows()}
        self.listed: dict[str, ActorRow] = {list_id(row.slug): row for row in actor_rows()}
        self.people: dict[str, PersonRow] = {list_id(row.slug): row for row in person_rows()}
        self._stands = self._standing()
        self._ids = self._made_ids()
        self._made = {actor: pair for pair, actor in self._ids.items()}
        self._actors: dict[str, Actor] = {}

    def _standing(self) -> dict[tuple[str, str], str]:
        found = {}
        for actor, row in self.listed.items():
            if row.stands_for:
                country, key = row.stands_for.split()
                found[country, key] = actor
        return found

    def _made_ids(self) -> dict[tuple[str, str], str]:
        return {
            (country, key): list_id(slug(self.template_name(country, key)))
            for country in self.countries
            for key in self.templates
            if (country, key) not in self._stands
        }

    def template_name(self, country: str, key: str) -> str:
        """A template's name for a country: ("SDN", "government") → "Sudanese government"."""
        row = self.countries[country]
        adjective = (split(row.demonyms) or [row.name])[0]
        return self.templates[key].name.format(name=row.name, adj=adjective)

    def compose(self, country: str, key: str) -> str:
        """The id of a country's actor: ("SDN", "forces") → the Sudanese army, as listed or as made."""
        return self._stands.get((country, key)) or self._ids[country, key]

    def get(self, actor: str) -> Actor | None:
        """The actor of an id, or None where no list has it."""
        known = self._actors.get(actor)
        if known is None and (known := self._of_lists(actor)) is not None:
            self._actors[actor] = known
        return known

    def _of_lists(self, actor: str) -> Actor | None:
        if actor in self.listed:
            return self._from_row(self.listed[actor])
        if actor in self.people:
            return self._from_person(self.people[actor])
        if actor in self._made:
            return self._from_template(actor, *self._made[actor])
        return None

    def country_of(self, actor: str) -> str | None:
        """The country of a listed actor, or None."""
        row = self.listed.get(actor) or self.people.get(actor)
        if row is not None:
            return row.country or None
        return self._made[actor][0] if actor in self._made else None

    def key_of(self, actor: str) -> str | None:
        """The template of a made or standing-in actor, or None."""
        if actor in self._made:
            return self._made[actor][1]
        row = self.listed.get(actor)
        return row.stands_for.split()[1] if row is not None and row.stands_for else None

    def is_war(self, country: str | None) -> bool:
        """Whether a country's state and government must be told apart."""
        return country is not None and self.countries[country].contested == "war"

    def _from_row(self, row: ActorRow) -> Actor:
        return Actor(
            id=list_id(row.slug),
            name=row.name,
            kind=actor_kind(row.kind),
            aliases=bare(row.aliases, row.name),
            member_of=list_id(row.member_of) if row.member_of else None,
            country=row.country or None,
            side=row.side or None,
        )

    def _from_person(self, row: PersonRow) -> Actor:
        return Actor(
            id=list_id(row.slug),
            name=row.name,
            kind="person",
            aliases=bare(row.aliases, row.name),
            member_of=list_id(row.member_of) if row.member_of else None,
            country=row.country or None,
            side=self._side_of(list_id(row.member_of)) if row.member_of else None,
        )

    def _side_of(self, actor: str) -> str | None:
        row = self.listed.get(actor)
        return row.side or None if row is not None else None

    def _from_template(self, actor: str, country: str, key: str) -> Actor:
        row, template = self.countries[country], self.templates[key]
        parent = self.compose(country, template.parent) if template.parent else None
        aliases: tuple[str, ...] = ()
        if key == "state":
            aliases = (*split(row.aliases), *(() if row.contested == "war" else split(row.metonyms)))
        elif key == "government" and row.contested == "war":
            aliases = tuple(split(row.metonyms))
        return Actor(
            id=actor,
            name=self.template_name(country, key),
            kind=actor_kind(template.kind),
            aliases=aliases,
            member_of=parent,
            country=country,
            side=template.side or None if row.contested else None,
        )


def bare(cell: str, name: str) -> tuple[str, ...]:
    """Aliases without their marks and without the name itself."""
    return tuple(dict.fromkeys(a for a in (part.rstrip(_MARKS) for part in split(cell)) if a != name))


def registry() -> Registry:
    """The registry of the lists that hold now, read on first use."""
    return _registry(OWN.get())


@lru_cache(maxsize=2)
def _registry(own: Own) -> Registry:
    return Registry()
