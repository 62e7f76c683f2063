"""The room's lists as rows, from ``data/*.tsv``: actors, people, countries, nouns, titles, cues."""

import csv
import re
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar, cast, get_args

from msgspec import Struct

from crossbearing.errors import DataError
from crossbearing.vocabulary import ActorKind

_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class ActorRow(Struct, frozen=True):
    """A known organisation: ``aliases`` name it anywhere, ``roles`` describe it where it is already known.

    A trailing ``~`` on an alias keeps it to credits and outlet names ("PA"), ``+`` to where the word after it
    tells of an attack ("US-led" strikes); on a role, ``!`` means that
    it stands without the name having been said ("the British-based monitor"), ``@`` that it does so in
    reports on the actor's own country ("civil defence"), ``%`` in those that name a jihadist group
    ("the coalition").
    """

    slug: str
    name: str
    kind: str
    country: str
    side: str
    member_of: str
    stands_for: str
    aliases: str
    roles: str
    example: str


class PersonRow(Struct, frozen=True):
    """A known person; an alias ending in ``*`` is a surname enough by itself, ``^`` one with a title."""

    slug: str
    name: str
    gender: str
    country: str
    member_of: str
    titles: str
    aliases: str
    example: str


class CountryRow(Struct, frozen=True):
    """A country: its names, adjectives, and the cities that stand for its rulers.

    ``contested``: "war" where state and government must be told apart, "front" where a war is fought.
    """

    country: str
    name: str
    aliases: str
    demonyms: str
    metonyms: str
    contested: str
    example: str


class TemplateRow(Struct, frozen=True):
    """An actor that every country has: "{adj} armed forces"."""

    key: str
    name: str
    kind: str
    parent: str
    side: str
    example: str


class NounRow(Struct, frozen=True):
    """Nouns for a template; ``bare`` says when they stand without a country.

    "own": never; "the": after the article; "bare", "any": always ("bare" words prefer the army last named).
    """

    key: str
    bare: str
    phrases: str
    example: str


class TitleRow(Struct, frozen=True):
    """Titles of one kind; ``ties`` says whether the holder belongs to a state or to any body."""

    head: str
    gender: str
    ties: str
    phrases: str
    example: str


class CueRow(Struct, frozen=True):
    """A closed set of words that the readers of this room go by."""

    cue: str
    words: str
    example: str


class HumanRow(Struct, frozen=True):
    """Nouns for people or bodies, in the singular but for ``kind`` "many"."""

    kind: str
    words: str
    example: str


Row = TypeVar("Row", bound=Struct)
Listed = TypeVar("Listed", ActorRow, PersonRow)


class Own(Struct, frozen=True, eq=False):
    """The user's rows, which come on top of the packaged ones; a row of a known slug takes its place."""

    actors: tuple[ActorRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


OWN: ContextVar[Own] = ContextVar("OWN", default=Own())  # noqa: B039  frozen, nothing in it changes
"""The user's rows that hold for now; ``own.own_lists`` sets them."""


def actor_rows() -> tuple[ActorRow, ...]:
    """Known organisations, armed groups and media, with the user's own."""
    return _with_own(packaged_actors(), OWN.get().actors)


def person_rows() -> tuple[PersonRow, ...]:
    """Known people, with the user's own."""
    return _with_own(packaged_people(), OWN.get().people)


@lru_cache(maxsize=1)
def packaged_actors() -> tuple[ActorRow, ...]:
    """The organisations that ship with the package."""
    return _rows("actors.tsv", ActorRow)


@lru_cache(maxsize=1)
def packaged_people() -> tuple[PersonRow, ...]:
    """The people that ship with the package."""
    return _rows("people.tsv", PersonRow)


def _with_own(packaged: tuple[Listed, ...], own: tuple[Listed, ...]) -> tuple[Listed, ...]:
    by_slug: dict[str, Listed] = {row.slug: row for row in packaged}
    by_slug.update((row.slug, row) for row in own)
    return tuple(by_slug.values())


@lru_cache(maxsize=1)
def country_rows() -> tuple[CountryRow, ...]:
    """Every country of ISO 3166-1, and Kosovo."""
    return _rows("countries.tsv", CountryRow)


def listed_names(*, countries: bool = True) -> frozenset[tuple[str, ...]]:
    """The words of listed bodies' and countries' names, in small letters: ("free", "syrian", "army")."""
    return _names_of(actor_rows(), country_rows() if countries else ())


@lru_cache(maxsize=8)
def _names_of(actors: tuple[ActorRow, ...], countries: tuple[CountryRow, ...]) -> frozenset[tuple[str, ...]]:
    names = [name for row in actors for name in (row.name, *split(row.aliases))]
    names += [name for row in countries for name in (row.name, *split(row.aliases))]
    return frozenset(tuple(_NAME_WORD.findall(name.lower())) for name in names)


@lru_cache(maxsize=1)
def template_rows() -> tuple[TemplateRow, ...]:
    """Actors that are made for any country."""
    return _rows("templates.tsv", TemplateRow)


@lru_cache(maxsize=1)
def noun_rows() -> tuple[NounRow, ...]:
    """Nouns that stand for the templates' actors."""
    return _rows("nouns.tsv", NounRow)


@lru_cache(maxsize=1)
def title_rows() -> tuple[TitleRow, ...]:
    """Titles and callings of people."""
    return _rows("titles.tsv", TitleRow)


@lru_cache(maxsize=1)
def cue_rows() -> tuple[CueRow, ...]:
    """Closed word sets."""
    return _rows("cues.tsv", CueRow)


@lru_cache(maxsize=1)
def human_rows() -> tuple[HumanRow, ...]:
    """Nouns for those who act and speak."""
    return _rows("humans.tsv", HumanRow)


@cache
def cue(name: str) -> frozenset[str]:
    """The words of one cue; raises ``DataError`` where the list lacks it."""
    found = frozenset(word for row in cue_rows() if row.cue == name for word in split(row.words))
    if not found:
        raise DataError(f"no words for {name!r}", where="actors/data/cues.tsv", hint="reinstall crossbearing")
    return found


def split(cell: str) -> list[str]:
    """The parts of a cell: "a|b" → ["a", "b"]."""
    return [part for part in cell.split("|") if part]


def actor_kind(kind: str) -> ActorKind:
    """A kind as written in a list; raises ``DataError`` where it is none."""
    if kind not in get_args(ActorKind):
        raise DataError(f"{kind!r} is no kind of actor", where="actors/data", hint="reinstall crossbearing")
    return cast(ActorKind, kind)


def _rows(name: str, kind: type[Row]) -> tuple[Row, ...]:
    path = files("crossbearing.actors") / "data" / name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(str(error), where=f"actors/data/{name}", hint="reinstall crossbearing") from error
    table = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(table, [])
    made: list[Row] = []
    fields: tuple[str, ...] = cast(Any, kind).__struct_fields__
    for number, cells in enumerate(table, start=2):
        if len(cells) != len(head) or set(head) != set(fields):
            raise DataError(f"line {number} does not fit", where=f"actors/data/{name}")
        made.append(kind(**dict(zip(head, cells, strict=True))))
    return tuple(made)
