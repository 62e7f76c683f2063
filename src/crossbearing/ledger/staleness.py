"""What a change in one report leaves to be done for others: claims and reports marked as stale."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, TextClause, delete, insert, select, text

from crossbearing.ledger import schema as s
from crossbearing.ledger.merging import merged_actors, merged_places
from crossbearing.model import Actor, Place, Reading

MEETS, READS, OFFERS, NEARS = 0, 1, 2, 3
"""Kinds of meetings, as the table holds them."""
PAIRED = -1
"""The day under which two accounts that fit meet; other slots without a day have 0."""
NAME = "name"
"""The kind of account that is a name of an actor beside the one it goes by: the name's own bytes."""
_MANY = 500
"""Ids in one statement; stores allow some thousands."""
_REMEMBERED = 4_096
"""Accounts whose countable parts are remembered: many reports say the same of a state or a town."""


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


# Tables are joined in the order written (CROSS JOIN): a store that picks its own begins with all meetings.
_FELLOWS = text(
    f"""INSERT INTO stale (kind, id)
    SELECT DISTINCT 'bearing', fellow.id
    FROM claims CROSS JOIN meetings AS mine CROSS JOIN meetings AS other CROSS JOIN claims AS fellow
    WHERE claims.report = :report AND mine.claim = claims.number AND mine.kind = {MEETS}
     AND other.kind = {MEETS} AND other.key = mine.key
     AND other.day BETWEEN mine.day - mine.days AND mine.day + mine.days
     AND fellow.number = other.claim ON CONFLICT DO NOTHING"""
)
_READERS = text(
    f"""INSERT INTO stale (kind, id)
    SELECT DISTINCT 'bearing', reader.id
    FROM claims CROSS JOIN meetings AS mine CROSS JOIN meetings AS other CROSS JOIN claims AS reader
    WHERE claims.report = :report AND mine.claim = claims.number AND mine.kind = {OFFERS}
     AND other.kind = {READS} AND other.key = mine.key
     AND other.day <= mine.day AND other.day + other.days >= mine.day
     AND reader.number = other.claim ON CONFLICT DO NOTHING"""
)
_MEETS_ANY = text(
    "SELECT 1 FROM claims CROSS JOIN meetings AS mine "
    "WHERE claims.report = :report AND mine.claim = claims.number LIMIT 1"
)
_MINE = "SELECT {} FROM claims WHERE report = :report"
_FORGET = (
    text(
        f"""DELETE FROM meetings WHERE kind = {MEETS} AND day = {PAIRED} AND key IN
        (SELECT key FROM meetings WHERE kind = {MEETS} AND day = {PAIRED}
         AND claim IN ({_MINE.format("number")}))"""
    ),
    text(f"DELETE FROM meetings WHERE claim IN ({_MINE.format('number')})"),
    text(f"DELETE FROM tellings WHERE claim IN ({_MINE.format('number')})"),
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
    "INSERT INTO accounts (kind, id, data, times) VALUES (:kind, :id, :data, :times) "
    "ON CONFLICT (kind, id, data) DO UPDATE SET times = accounts.times + excluded.times"
)
_UNSAID = (
    text("UPDATE accounts SET times = times - :times WHERE kind = :kind AND id = :id AND data = :data"),
    text("DELETE FROM accounts WHERE kind = :kind AND id = :id AND data = :data AND times <= 0"),
)


def write_accounts(connection: Connection, readings: Iterable[Reading]) -> None:
    """Write what some reports say of their actors and places, and mark whom that touches."""
    for kind, table in (("actor", s.actors), ("place", s.places)):
        said = [(r.report, key, data) for r in readings for key, data in _said(r, kind).items()]
        if said:
            rows = [{"report": report, "id": key, "data": data} for report, key, data in said]
            connection.execute(insert(table), rows)
            _count(connection, kind, [(key, data) for _, key, data in said], _SAID)


def _said(reading: Reading, kind: str) -> dict[str, bytes]:
    things = reading.actors if kind == "actor" else reading.places
    return {thing.id: msgspec.json.encode(thing) for thing in things}


def drop_accounts(connection: Connection, report: str) -> None:
    """Take away what a report says of its actors and places."""
    for kind, table in (("actor", s.actors), ("place", s.places)):
        rows = connection.execute(select(table.c.id, table.c.data).where(table.c.report == report)).all()
        if rows:
            connection.execute(delete(table).where(table.c.report == report))
            _count(connection, kind, [(row.id, row.data) for row in rows], *_UNSAID)


def count_accounts(connection: Connection, actors: Iterable[tuple[str, bytes]]) -> None:
    """Count what all reports say of actors anew, from what each says: (id, JSON)."""
    connection.execute(delete(s.accounts).where(s.accounts.c.kind.in_(("actor", NAME))))
    rows = (_bound(row, 1) for key, data in actors for row in _counted("actor", key, data))
    while some := list(islice(rows, _MANY)):
        connection.execute(_SAID, some)


def merged(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, Actor | Place]:
    """Actors (without other names) or places as all reports together tell of them, by id."""
    return _merged(kind, _told(connection, kind, ids))


def _merged(kind: str, told: Iterable[tuple[str, bytes, int]]) -> dict[str, Actor | Place]:
    join = merged_actors if kind == "actor" else merged_places
    return {one.id: one for one in join(told)}


def _told(connection: Connection, kind: str, ids: Iterable[str]) -> list[tuple[str, bytes, int]]:
    told: list[tuple[str, bytes, int]] = []
    table = s.accounts.c
    for some in chunks(ids):
        query = select(table.id, table.data, table.times).where(table.kind == kind, table.id.in_(some))
        told += [(row.id, row.data, row.times) for row in connection.execute(query)]
    return told


@lru_cache(maxsize=_REMEMBERED)
def _counted(kind: str, key: str, data: bytes) -> tuple[tuple[str, str, bytes], ...]:
    """The (kind, id, data) in which one report's account of an actor or place counts: facts, other names."""
    if kind != "actor":
        return ((kind, key, data),)
    actor = msgspec.json.decode(data, type=Actor)
    names = [(NAME, key, name.encode("utf-8", "surrogatepass")) for name in dict.fromkeys(actor.aliases)]
    return ((kind, key, msgspec.json.encode(replace(actor, aliases=()))), *names)


def _count(connection: Connection, kind: str, said: list[tuple[str, bytes]], *statements: TextClause) -> None:
    """Count reports' accounts in, or out.

    Marks the reports that name an actor or place of which all reports together now say something else.
    Another name of an actor changes nothing: a report's own names for it are what counts there.
    """
    before = _told(connection, kind, [key for key, _ in said])
    told = Counter(row for key, data in said for row in _counted(kind, key, bytes(data)))
    for statement in statements:
        connection.execute(statement, [_bound(row, times) for row, times in told.items()])
    open_keys = _doubtful(before, [(key, data) for sort, key, data in told if sort == kind])
    old = _merged(kind, [row for row in before if row[0] in open_keys])
    new = _merged(kind, _told(connection, kind, sorted(open_keys)))
    table = s.actors if kind == "actor" else s.places
    for some in chunks(key for key, one in old.items() if key in new and new[key] != one):
        named = select(table.c.report).where(table.c.id.in_(some)).distinct()
        mark_stale(connection, "meetings", [row[0] for row in connection.execute(named)])


def _bound(row: tuple[str, str, bytes], times: int) -> dict[str, str | bytes | int]:
    kind, key, data = row
    return {"kind": kind, "id": key, "data": data, "times": times}


def _doubtful(before: list[tuple[str, bytes, int]], said: list[tuple[str, bytes]]) -> set[str]:
    """What was told of before, and not always in the words in which it is told of now."""
    words: dict[str, set[bytes]] = {}
    for key, data, _ in before:
        words.setdefault(key, set()).add(bytes(data))
    return {key for key, data in said if key in words and words[key] != {data}}
