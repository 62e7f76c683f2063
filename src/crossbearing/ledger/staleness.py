"""What a change in one report leaves to be done for others: claims and reports marked as stale."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Select, delete, insert, select, update

from crossbearing.ledger import schema as s
from crossbearing.ledger.merging import merged_actors, merged_places
from crossbearing.model import Actor, Place, Reading

MEETS, READS, OFFERS = 0, 1, 2
"""Kinds of meetings, as the table holds them."""
_MANY = 500
"""Ids in one statement; stores allow some thousands."""


def chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    """Ids in lists short enough for one statement."""
    held = list(dict.fromkeys(ids))
    return (held[n : n + _MANY] for n in range(0, len(held), _MANY))


def mark_stale(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Note reports or claims as still to be held against others."""
    for some in chunks(ids):
        known = connection.execute(select(s.stale.c.id).where(s.stale.c.kind == kind, s.stale.c.id.in_(some)))
        held = set(known.scalars())
        rows = [{"kind": kind, "id": key} for key in some if key not in held]
        if rows:
            connection.execute(insert(s.stale), rows)


def clear_stale(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Note reports or claims as done."""
    for some in chunks(ids):
        connection.execute(delete(s.stale).where(s.stale.c.kind == kind, s.stale.c.id.in_(some)))


def _stale_all(connection: Connection, kind: str, wanted: Select[Any]) -> None:
    """Mark as stale whatever ids a query gives."""
    mark_stale(connection, kind, [row[0] for row in connection.execute(wanted)])


def unbear(connection: Connection, reports: Sequence[str]) -> None:
    """Take back what the claims of some reports meet, and what was found that begins with them.

    Their fellows, and the claims that read what they offer, are marked stale.
    """
    for report in reports:
        mine = select(s.claims.c.number).where(s.claims.c.report == report)
        _stale_all(connection, "bearing", fellows_of(mine))
        _stale_all(connection, "bearing", readers_of(mine))
        connection.execute(delete(s.meetings).where(s.meetings.c.claim.in_(mine)))
        ids = select(s.claims.c.id).where(s.claims.c.report == report)
        connection.execute(delete(s.findings).where(s.findings.c.lead.in_(ids)))
        connection.execute(delete(s.stale).where(s.stale.c.kind == "bearing", s.stale.c.id.in_(ids)))


def fellows_of(claims: Select[Any]) -> Select[Any]:
    """The ids of the claims that some claims meet, by number."""
    mine, other = s.meetings.alias(), s.meetings.alias()
    met = (
        select(other.c.claim)
        .join(mine, (mine.c.kind == other.c.kind) & (mine.c.key == other.c.key))
        .where(mine.c.kind == MEETS, mine.c.claim.in_(claims))
        .where(other.c.day.between(mine.c.day - mine.c.days, mine.c.day + mine.c.days))
    )
    return select(s.claims.c.id).where(s.claims.c.number.in_(met))


def readers_of(claims: Select[Any]) -> Select[Any]:
    """The ids of the claims whose findings read what some claims offer."""
    mine, other = s.meetings.alias(), s.meetings.alias()
    reading = (
        select(other.c.claim)
        .join(mine, mine.c.key == other.c.key)
        .where(mine.c.kind == OFFERS, other.c.kind == READS, mine.c.claim.in_(claims))
        .where(other.c.day <= mine.c.day, other.c.day + other.c.days >= mine.c.day)
    )
    return select(s.claims.c.id).where(s.claims.c.number.in_(reading))


# -- actors and places --------------------------------------------------------------------------------------


def write_accounts(connection: Connection, reading: Reading) -> None:
    """Write what a report says of its actors and places, and mark whom that touches."""
    for kind, table, things in (("actor", s.actors, reading.actors), ("place", s.places, reading.places)):
        said = {x.id: msgspec.json.encode(x) for x in things}
        before = merged(connection, kind, said)
        rows = [{"report": reading.report, "id": key, "data": data} for key, data in said.items()]
        if rows:
            connection.execute(insert(table), rows)
        for key, data in said.items():
            _count(connection, kind, key, data, 1)
        _touch(connection, kind, before)


def drop_accounts(connection: Connection, report: str) -> None:
    """Take away what a report says of its actors and places."""
    for kind, table in (("actor", s.actors), ("place", s.places)):
        rows = connection.execute(select(table.c.id, table.c.data).where(table.c.report == report)).all()
        before = merged(connection, kind, [row.id for row in rows])
        for row in rows:
            _count(connection, kind, row.id, row.data, -1)
        connection.execute(delete(table).where(table.c.report == report))
        _touch(connection, kind, before)


def merged(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, Actor | Place]:
    """Actors or places as all reports together tell of them, by id."""
    told: list[tuple[str, bytes, int]] = []
    table = s.accounts.c
    for some in chunks(ids):
        query = select(table.id, table.data, table.times).where(table.kind == kind, table.id.in_(some))
        told += [(row.id, row.data, row.times) for row in connection.execute(query)]
    join = merged_actors if kind == "actor" else merged_places
    return {one.id: one for one in join(told)}


def _count(connection: Connection, kind: str, key: str, data: bytes, by: int) -> None:
    table = s.accounts.c
    here = (table.kind == kind) & (table.id == key) & (table.data == data)
    done = connection.execute(update(s.accounts).where(here).values(times=table.times + by))
    if not done.rowcount and by > 0:
        connection.execute(insert(s.accounts).values(kind=kind, id=key, data=data, times=by))
    if by < 0:
        connection.execute(delete(s.accounts).where(here, table.times <= 0))


def _touch(connection: Connection, kind: str, before: dict[str, Actor | Place]) -> None:
    """Mark the reports that name an actor or place of which all reports together now say something else.

    Another name of an actor changes nothing: a report's own names for it are what counts there.
    """
    after = merged(connection, kind, before)
    changed = [key for key, old in before.items() if key in after and _weighs(old, after[key])]
    table = s.actors if kind == "actor" else s.places
    for some in chunks(changed):
        named = select(table.c.report).where(table.c.id.in_(some)).distinct()
        _stale_all(connection, "meetings", named)


def _weighs(old: Actor | Place, new: Actor | Place) -> bool:
    if isinstance(old, Place) or isinstance(new, Place):
        return old != new
    return replace(old, aliases=()) != replace(new, aliases=())
