"""What a change in one report leaves to be done for others: claims and reports marked as stale."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, insert, select, text

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


_MARK = text("INSERT INTO stale (kind, id) VALUES (:kind, :id) ON CONFLICT DO NOTHING")
_CLEAR = text("DELETE FROM stale WHERE kind = :kind AND id = :id")


def mark_stale(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Note reports or claims as still to be held against others."""
    rows = [{"kind": kind, "id": key} for key in dict.fromkeys(ids)]
    if rows:
        connection.execute(_MARK, rows)


def clear_stale(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Note reports or claims as done."""
    rows = [{"kind": kind, "id": key} for key in dict.fromkeys(ids)]
    if rows:
        connection.execute(_CLEAR, rows)


_OF_REPORT = "FROM claims JOIN meetings AS mine ON mine.claim = claims.number"
_FELLOWS = text(
    f"""INSERT INTO stale (kind, id)
    SELECT DISTINCT 'bearing', fellow.id {_OF_REPORT} AND mine.kind = {MEETS}
    JOIN meetings AS other ON other.kind = {MEETS} AND other.key = mine.key
     AND other.day BETWEEN mine.day - mine.days AND mine.day + mine.days
    JOIN claims AS fellow ON fellow.number = other.claim
    WHERE claims.report = :report ON CONFLICT DO NOTHING"""
)
_READERS = text(
    f"""INSERT INTO stale (kind, id)
    SELECT DISTINCT 'bearing', reader.id {_OF_REPORT} AND mine.kind = {OFFERS}
    JOIN meetings AS other ON other.kind = {READS} AND other.key = mine.key
     AND other.day <= mine.day AND other.day + other.days >= mine.day
    JOIN claims AS reader ON reader.number = other.claim
    WHERE claims.report = :report ON CONFLICT DO NOTHING"""
)
_MEETS_ANY = text(f"SELECT 1 {_OF_REPORT} WHERE claims.report = :report LIMIT 1")
_MINE = "SELECT {} FROM claims WHERE report = :report"
_FORGET = (
    text(f"DELETE FROM meetings WHERE claim IN ({_MINE.format('number')})"),
    text(f"DELETE FROM findings WHERE lead IN ({_MINE.format('id')})"),
    text(f"DELETE FROM stale WHERE kind = 'bearing' AND id IN ({_MINE.format('id')})"),
)


def unbear(connection: Connection, reports: Iterable[str]) -> None:
    """Take back what the claims of some reports meet, and what was found that begins with them.

    Their fellows, and the claims that read what they offer, are marked stale.
    """
    for report in reports:
        here = {"report": report}
        if connection.execute(_MEETS_ANY, here).first() is not None:
            connection.execute(_FELLOWS, here)
            connection.execute(_READERS, here)
        for statement in _FORGET:
            connection.execute(statement, here)


# -- actors and places --------------------------------------------------------------------------------------


_SAID = text(
    "INSERT INTO accounts (kind, id, data, times) VALUES (:kind, :id, :data, 1) "
    "ON CONFLICT (kind, id, data) DO UPDATE SET times = accounts.times + 1"
)
_UNSAID = (
    text("UPDATE accounts SET times = times - 1 WHERE kind = :kind AND id = :id AND data = :data"),
    text("DELETE FROM accounts WHERE kind = :kind AND id = :id AND data = :data AND times <= 0"),
)


def write_accounts(connection: Connection, reading: Reading) -> None:
    """Write what a report says of its actors and places, and mark whom that touches."""
    for kind, table, things in (("actor", s.actors, reading.actors), ("place", s.places, reading.places)):
        said = {x.id: msgspec.json.encode(x) for x in things}
        if said:
            before = merged(connection, kind, said)
            rows = [{"report": reading.report, "id": key, "data": data} for key, data in said.items()]
            connection.execute(insert(table), rows)
            connection.execute(_SAID, [row | {"kind": kind} for row in rows])
            _touch(connection, kind, before)


def drop_accounts(connection: Connection, report: str) -> None:
    """Take away what a report says of its actors and places."""
    for kind, table in (("actor", s.actors), ("place", s.places)):
        rows = connection.execute(select(table.c.id, table.c.data).where(table.c.report == report)).all()
        if rows:
            before = merged(connection, kind, [row.id for row in rows])
            for statement in _UNSAID:
                connection.execute(statement, [{"kind": kind, "id": r.id, "data": r.data} for r in rows])
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


def _touch(connection: Connection, kind: str, before: dict[str, Actor | Place]) -> None:
    """Mark the reports that name an actor or place of which all reports together now say something else.

    Another name of an actor changes nothing: a report's own names for it are what counts there.
    """
    after = merged(connection, kind, before)
    changed = [key for key, old in before.items() if key in after and _weighs(old, after[key])]
    table = s.actors if kind == "actor" else s.places
    for some in chunks(changed):
        named = select(table.c.report).where(table.c.id.in_(some)).distinct()
        mark_stale(connection, "meetings", [row[0] for row in connection.execute(named)])


def _weighs(old: Actor | Place, new: Actor | Place) -> bool:
    if isinstance(old, Place) or isinstance(new, Place):
        return old != new
    return replace(old, aliases=()) != replace(new, aliases=())
