"""Which claims a user asks for, as a query."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Select, bindparam, func, select, text

from crossbearing.errors import InputError
from crossbearing.ledger import schema as s
from crossbearing.ledger.merging import merged_actors, merged_places
from crossbearing.ledger.staleness import NAME
from crossbearing.model import Actor, Place
from crossbearing.vocabulary import Topic

_WORD = re.compile(r"\w+")


class ClaimFilter(Struct, frozen=True, kw_only=True):
    """Which claims to show; every part that is given must hold.

    ``search`` are words that must all stand in the claim's sentence, ``source`` and ``place`` parts
    of a name, ``since`` and ``until`` inclusive days, ``report`` an id or its beginning.
    """

    search: str | None = None
    source: str | None = None
    topic: Topic | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    report: str | None = None


def narrowed(query: Select[Any], connection: Connection, wanted: ClaimFilter) -> Select[Any]:
    """Narrow a query over claims; raises ``InputError`` for a search that holds no word."""
    c = s.claims.c
    if wanted.topic is not None:
        query = query.where(c.topic == wanted.topic)
    if wanted.report is not None:
        query = query.where(c.report.startswith(wanted.report, autoescape=True))
    if wanted.since is not None:
        query = query.where(func.coalesce(c.latest, c.earliest) >= wanted.since)
    if wanted.until is not None:
        query = query.where(func.coalesce(c.earliest, c.latest) <= wanted.until)
    if wanted.source is not None:
        query = query.where(c.origin.in_(_actors(connection, wanted.source)))
    if wanted.place is not None:
        inside = select(s.claim_places.c.claim).where(
            s.claim_places.c.place.in_(_places(connection, wanted.place))
        )
        query = query.where(c.id.in_(inside))
    if wanted.search is not None:
        query = query.where(_matching(wanted.search))
    return query


def all_actors(connection: Connection) -> list[Actor]:
    """Every actor that a reading names, and the outlets and agencies of the reports."""
    rows = _accounts(connection, "actor")
    told = connection.execute(select(s.findings.c.id, s.findings.c.data).where(s.findings.c.kind == "actor"))
    named = {key for key, _, _ in rows}
    found = merged_actors([*rows, *((row.id, row.data, 1) for row in told if row.id not in named)])
    names: dict[str, set[str]] = defaultdict(set)
    for key, name, _ in _accounts(connection, NAME):
        names[key].add(name.decode("utf-8", "surrogatepass"))
    return [
        replace(one, aliases=tuple(sorted(names[one.id] - {one.name}))) if one.id in names else one
        for one in found
    ]


def all_places(connection: Connection) -> list[Place]:
    """Every place that a reading names."""
    return merged_places(_accounts(connection, "place"))


def _accounts(connection: Connection, kind: str) -> list[tuple[str, bytes, int]]:
    table = s.accounts.c
    query = select(table.id, table.data, table.times).where(table.kind == kind)
    return [(row.id, row.data, row.times) for row in connection.execute(query)]


def _actors(connection: Connection, name: str) -> list[str]:
    wanted = name.casefold()
    return [
        actor.id
        for actor in all_actors(connection)
        if any(wanted in other.casefold() for other in (actor.name, *actor.aliases))
    ]


def _places(connection: Connection, name: str) -> list[str]:
    places = all_places(connection)
    wanted = name.casefold()
    return _with_inner(places, [place.id for place in places if wanted in place.name.casefold()])


def _with_inner(places: Iterable[Place], wanted: Iterable[str]) -> list[str]:
    """These places and all that lie in them."""
    inner: dict[str, list[str]] = defaultdict(list)
    for place in places:
        if place.within is not None:
            inner[place.within].append(place.id)
    found: set[str] = set()
    open_ends = list(wanted)
    while open_ends:
        place_id = open_ends.pop()
        if place_id not in found:
            found.add(place_id)
            open_ends.extend(inner[place_id])
    return sorted(found)


def _matching(search: str) -> Any:
    """A condition that a claim's sentence holds all these words, whatever their case and accents."""
    words = _WORD.findall(search)
    if not words:
        raise InputError("no word to search for", where=search, hint="give one or more words")
    phrase = " ".join(f'"{word}"' for word in words)
    held = text("claims.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH :phrase)")
    return held.bindparams(bindparam("phrase", phrase))
