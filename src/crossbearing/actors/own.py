"""The user's own actors, from CSV files, on top of the packaged lists."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import get_args

from msgspec import Struct, structs

from crossbearing.actors.lists import (
    OWN,
    ActorRow,
    Own,
    PersonRow,
    country_rows,
    packaged_actors,
    packaged_people,
)
from crossbearing.actors.registry import list_id, registry, slug
from crossbearing.errors import InputError
from crossbearing.vocabulary import ActorKind

_KINDS = tuple(kind for kind in get_args(ActorKind) if kind != "unnamed")
_DIVIDER = "|"


class _Cells(Struct, frozen=True):
    """A row as written, and where it stands."""

    cells: dict[str, str]
    where: str


@contextmanager
def own_lists(paths: Sequence[str]) -> Iterator[None]:
    """Let the actors of CSV files be known while the block runs; without paths nothing changes.

    Columns: ``name`` and ``kind`` (``vocabulary.ActorKind``), and if wanted ``country`` (three letters),
    ``member_of`` (a name or id of either list), ``aliases``, ``roles`` and ``titles`` (divided by "|"),
    ``gender`` (m or f) and ``side``. A row with the name or an id of a known actor adds to it. Raises
    ``InputError`` naming the file and line that cannot be used.

    >>> with own_lists([]):
    ...     pass
    """
    if not paths:
        yield
        return
    token = OWN.set(_read(paths))
    try:
        yield
    finally:
        OWN.reset(token)


def _read(paths: Sequence[str]) -> Own:
    rows = [row for path in paths for row in _rows(path)]
    ids = {row.cells["name"].lower(): slug(row.cells["name"]) for row in rows}
    known = {row.name.lower(): row.slug for row in packaged_people()}
    known.update((row.name.lower(), row.slug) for row in packaged_actors())
    ids = {name: known.get(name, own) for name, own in ids.items()}
    actors: list[ActorRow] = []
    people: list[PersonRow] = []
    for row in rows:
        body = _member(row, known | ids)
        if row.cells["kind"] == "person":
            people.append(_person(row.cells, ids[row.cells["name"].lower()], body))
        else:
            actors.append(_actor(row.cells, ids[row.cells["name"].lower()], body))
    return Own(tuple(actors), tuple(people))


def _rows(path: str) -> Iterator[_Cells]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "give a CSV file in UTF-8"
        raise InputError("the actor list cannot be read", where=path, hint=hint) from error
    reader = csv.DictReader(StringIO(text))
    missing = {"name", "kind"} - set(reader.fieldnames or ())
    if missing:
        raise InputError(f"the actor list has no column {', '.join(sorted(missing))}", where=path)
    countries = {row.country for row in country_rows()}
    for raw in reader:
        cells = {name: (value or "").strip() for name, value in raw.items() if isinstance(name, str)}
        where = f"{path} line {reader.line_num}"
        if not slug(cells["name"]):
            raise InputError("the actor has no name", where=where)
        if cells["kind"] not in _KINDS:
            hint = f"use one of {', '.join(_KINDS)}"
            raise InputError(f"unknown kind {cells['kind']!r}", where=where, hint=hint)
        if cells.get("country") and cells["country"] not in countries:
            raise InputError(
                f"unknown country {cells['country']!r}", where=where, hint="use ISO 3166 letters"
            )
        yield _Cells(cells, where)


def _member(row: _Cells, slugs: dict[str, str]) -> str:
    """The slug of the body that an actor belongs to, which must be known."""
    name = row.cells.get("member_of", "")
    found = slugs.get(name.lower(), name.removeprefix("a-"))
    if name and found not in slugs.values() and registry().get(list_id(found)) is None:
        found = slug(name)
        if registry().get(list_id(found)) is None:
            raise InputError(f"no actor is called {name!r}", where=row.where, hint="give it a row of its own")
    return found


def _actor(cells: dict[str, str], own: str, body: str) -> ActorRow:
    old = next((row for row in packaged_actors() if row.slug == own), None)
    if old is not None:
        aliases = _joined(old.aliases, cells.get("aliases", ""))
        return structs.replace(old, aliases=aliases, roles=_joined(old.roles, cells.get("roles", "")))
    return ActorRow(
        slug=own,
        name=cells["name"],
        kind=cells["kind"],
        country=cells.get("country", ""),
        side=cells.get("side", ""),
        member_of=body,
        stands_for="",
        aliases=cells.get("aliases", ""),
        roles=cells.get("roles", ""),
        example="",
    )


def _person(cells: dict[str, str], own: str, body: str) -> PersonRow:
    old = next((row for row in packaged_people() if row.slug == own), None)
    if old is not None:
        return structs.replace(old, aliases=_joined(old.aliases, cells.get("aliases", "")))
    return PersonRow(
        slug=own,
        name=cells["name"],
        gender=cells.get("gender", ""),
        country=cells.get("country", ""),
        member_of=body,
        titles=cells.get("titles", ""),
        aliases=cells.get("aliases", ""),
        example="",
    )


def _joined(old: str, new: str) -> str:
    return _DIVIDER.join(part for part in (old, new) if part)
