"""The part of a ledger on which the bearing is to be taken, and what was found there."""

from collections.abc import Iterable, Set

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, text, update

from crossbearing.ledger import schema as s
from crossbearing.ledger.derived import reports_of
from crossbearing.ledger.fellows import Fellows
from crossbearing.ledger.staleness import (
    MEETS,
    NEARS,
    OFFERS,
    READS,
    chunks,
    clear_stale,
    mark_stale,
    merged,
    unbear,
)
from crossbearing.ledger.wordings import asked_as, questions_alike
from crossbearing.model import (
    Actor,
    Assessment,
    Claim,
    Dossier,
    Findings,
    Meeting,
    Place,
    Question,
    Version,
)

_MAX_CLIMB = 12
"""No chain of memberships is longer."""
AS_SETTLED = func.coalesce(s.claims.c.settled, s.claims.c.data)
"""A claim as other reports settled its origin, else as it was read."""


_RENAME = text("UPDATE findings SET data = :data WHERE kind = 'question' AND id = :id AND data <> :data")
_NOT_ASKED = {"state": None, "wording": None, "told": None}


class Part(Struct, frozen=True):
    """Claims that meet one another and no others, by id, and all that bears on them."""

    core: frozenset[str]
    dossier: Dossier
    turn: int


class Alike(Struct, frozen=True):
    """Questions beside those of a part that are asked in the same words, with these words as titles.

    ``crowded`` are words in which at least two others ask, not all of them given: those of the same days are.
    ``actors`` are those whose word all of these questions rest on.
    """

    questions: list[Question]
    crowded: frozenset[str]
    actors: list[Actor]


class Bearing(Fellows):
    """A ledger file with what the bearing is taken on, part by part."""

    def meet(self, reports: Iterable[str], meetings: dict[str, Meeting]) -> None:
        """Write which claims those of some reports can meet; the bearing is to be taken anew on them all.

        Which of the accounts near theirs they fit is still to be found (``join_fellows``).
        """
        own = list(reports)
        with self.writing() as connection:
            unbear(connection, own)
            for some in chunks(own):
                query = select(s.claims.c.id, s.claims.c.number).where(s.claims.c.report.in_(some))
                numbers = {row.id: row.number for row in connection.execute(query)}
                rows = [row for key, number in numbers.items() for row in _rows(meetings.get(key), number)]
                if rows:
                    connection.execute(insert(s.meetings), rows)
                _tell(connection, numbers, meetings)
                mark_stale(connection, "bearing", numbers)
            clear_stale(connection, "meetings", own)
            mark_stale(connection, "fellows", own)
            _next_turn(connection)

    def alone(self, reports: Iterable[str]) -> Dossier:
        """Some reports with their claims, actors and places as the ledger knows them, and nothing else."""
        with self.reading() as connection:
            return _dossier(connection, list(reports), [])

    def part(self, but: Set[str] = frozenset(), most: int = 2_000) -> Part | None:
        """Stale claims with all that they meet, and what these read; None where nothing is stale.

        ``but`` are claims of parts that are worked on already; ``most`` stale claims are begun with.
        """
        with self.reading() as connection:
            turn = _turn(connection)
            core = _closed(connection, but, most)
            if not core:
                return None
            mine = select(text("number FROM core"))
            reports = _column(
                connection, select(s.claims.c.report).where(s.claims.c.number.in_(mine)).distinct()
            )
            offered = _offered(connection)
            return Part(frozenset(core), _dossier(connection, reports, offered), turn)

    def save_part(self, part: Part, found: Findings, named: Iterable[Question]) -> bool:
        """Put what was found on a part in the place of what begins with its claims.

        ``named`` are the questions of this part, and any others whose titles change by it, as ``alike`` gave
        them. Writes nothing and returns False where the ledger changed since the part was read.
        """
        wordings = {question.id: question.title for question in found.questions}
        with self.writing() as connection:
            if _turn(connection) != part.turn:
                return False
            for some in chunks(part.core):
                connection.execute(delete(s.findings).where(s.findings.c.lead.in_(some)))
            rows = [_row("incident", x, found) for x in found.incidents]
            rows += [_row("agreement", x, found) for x in found.agreements]
            others = []
            for question in named:
                if question.id in wordings:
                    rows.append(_row("question", question, found) | asked_as(question, wordings[question.id]))
                else:
                    others.append({"id": question.id, "data": msgspec.json.encode(question)})
            if others:
                connection.execute(_RENAME, others)
            if rows:
                connection.execute(insert(s.findings), [_NOT_ASKED | row for row in rows])
            clear_stale(connection, "bearing", part.core)
            _next_turn(connection)
            return True

    def alike(self, part: Part, found: Findings) -> Alike:
        """Other questions of the same wordings, as they were or are now asked, and on whose word."""
        with self.reading() as connection:
            alike, crowded = questions_alike(connection, part.core, found.questions)
            origins = {o for q in (*alike, *found.questions) for p in q.positions for o in p.origins}
            return Alike(alike, crowded, _actors(connection, origins))


def _rows(meeting: Meeting | None, claim: int) -> list[dict[str, int]]:
    if meeting is None:
        return []
    found: dict[tuple[int, int, int], int] = {}
    told = ((MEETS, meeting.meets), (READS, meeting.reads), (OFFERS, meeting.offers), (NEARS, meeting.nears))
    for kind, slots in told:
        for slot in slots:
            found[kind, slot.key, slot.day] = max(slot.days, found.get((kind, slot.key, slot.day), 0))
    return [
        {"kind": kind, "key": key, "day": day, "claim": claim, "days": days}
        for (kind, key, day), days in found.items()
    ]


def _tell(connection: Connection, numbers: dict[str, int], meetings: dict[str, Meeting]) -> None:
    """Write which claims tell of one happening."""
    told = {key: m.account for key in numbers if (m := meetings.get(key)) is not None}
    rows = [
        {"claim": numbers[key], "account": numbers[first]} for key, first in told.items() if first is not None
    ]
    if rows:
        connection.execute(insert(s.tellings), rows)


def _row(kind: str, value: object, found: Findings) -> dict[str, object]:
    key = value.id  # type: ignore[attr-defined]
    lead = found.leads.get(key)
    return {"kind": kind, "id": key, "lead": lead, "data": msgspec.json.encode(value)}


def _turn(connection: Connection) -> int:
    return connection.scalar(select(func.max(s.turns.c.number))) or 0


def _next_turn(connection: Connection) -> None:
    done = connection.execute(update(s.turns).values(number=s.turns.c.number + 1))
    if not done.rowcount:
        connection.execute(insert(s.turns).values(number=1))


# -- what belongs together ----------------------------------------------------------------------------------

_SPREAD = f"""
INSERT INTO core (number, turn)
SELECT DISTINCT other.claim, :turn + 1 FROM core CROSS JOIN meetings AS mine CROSS JOIN meetings AS other
WHERE core.turn = :turn AND mine.claim = core.number AND mine.kind = {MEETS}
 AND other.kind = {MEETS} AND other.key = mine.key
 AND other.day BETWEEN mine.day - mine.days AND mine.day + mine.days
 AND other.claim NOT IN (SELECT number FROM core)
"""
_READ = f"""
SELECT DISTINCT other.claim FROM core CROSS JOIN meetings AS mine CROSS JOIN meetings AS other
WHERE mine.claim = core.number AND mine.kind = {READS} AND other.kind = {OFFERS} AND other.key = mine.key
 AND other.day BETWEEN mine.day AND mine.day + mine.days
 AND other.claim NOT IN (SELECT number FROM core)
"""


_READERS = f"""
INSERT INTO core (number, turn)
SELECT DISTINCT other.claim, 0 FROM core CROSS JOIN meetings AS mine CROSS JOIN meetings AS other
WHERE mine.claim = core.number AND mine.kind = {OFFERS} AND other.kind = {READS} AND other.key = mine.key
 AND other.day <= mine.day AND other.day + other.days >= mine.day
 AND other.claim NOT IN (SELECT number FROM core)
"""


def _closed(connection: Connection, but: Set[str], most: int) -> list[str]:
    """Some stale claims, the claims whose findings read them, and all that these meet: their ids."""
    connection.execute(text("DROP TABLE IF EXISTS core"))
    connection.execute(text("CREATE TEMPORARY TABLE core (number INTEGER PRIMARY KEY, turn INTEGER)"))
    first = (
        select(s.claims.c.number, s.claims.c.id)
        .join(s.stale, s.stale.c.id == s.claims.c.id)
        .where(s.stale.c.kind == "bearing")
        .order_by(s.claims.c.number)
        .limit(most + len(but))
    )
    waiting = [row.number for row in connection.execute(first) if row.id not in but]
    rows = [{"number": number} for number in waiting[:most]]
    if not rows:
        return []
    connection.execute(text("INSERT INTO core (number, turn) VALUES (:number, 0)"), rows)
    connection.execute(text(_READERS))
    turn = 0
    while connection.execute(text(_SPREAD), {"turn": turn}).rowcount > 0:
        turn += 1
    ids = select(s.claims.c.id).where(s.claims.c.number.in_(select(text("number FROM core"))))
    return list(connection.execute(ids).scalars())


def _offered(connection: Connection) -> list[Claim]:
    """What the claims that belong together read of others."""
    numbers = list(connection.execute(text(_READ)).scalars())
    decoder = msgspec.json.Decoder(Claim)
    found = []
    for some in chunks(str(number) for number in numbers):
        query = select(AS_SETTLED).where(s.claims.c.number.in_([int(number) for number in some]))
        found += [decoder.decode(row[0]) for row in connection.execute(query)]
    return found


def _dossier(connection: Connection, reports: list[str], offered: list[Claim]) -> Dossier:
    """Some reports with all their claims, and other claims beside them."""
    decoder = msgspec.json.Decoder(Claim)
    claims = {claim.id: claim for claim in offered}
    senses: dict[str, bytes] = {}
    for some in chunks(reports):
        query = select(s.claims.c.id, AS_SETTLED, s.claims.c.sense).where(s.claims.c.report.in_(some))
        for key, data, sense in connection.execute(query):
            claims[key] = decoder.decode(data)
            if sense is not None:
                senses[key] = sense
    around = sorted({*reports, *(claim.report for claim in offered)})
    cast = cast_of(connection, reports)
    named = {actor for names in cast.values() for _, actor in names}
    named |= {key for claim in claims.values() for key in (*claim.actors, *claim.targets)}
    named |= {claim.origin for claim in claims.values() if claim.origin is not None}
    judged = connection.execute(select(s.assessments.c.data).order_by(s.assessments.c.number))
    return Dossier(
        reports=tuple(reports_of(connection, around)),
        actors=tuple(_actors(connection, named)),
        places=tuple(_places(connection, around)),
        claims=tuple(claims[key] for key in sorted(claims)),
        versions=tuple(_versions(connection, around)),
        assessments=tuple(msgspec.json.decode(row.data, type=Assessment) for row in judged),
        cast=cast,
        accounts=accounts_of(connection, reports),
        senses=senses,
    )


def accounts_of(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """By id of some reports' claims, the first claim of the account in which it tells of a happening."""
    first = s.claims.alias()
    found: dict[str, str] = {}
    for some in chunks(reports):
        query = (
            select(s.claims.c.id, first.c.id.label("first"))
            .join(s.tellings, s.tellings.c.claim == s.claims.c.number)
            .join(first, first.c.number == s.tellings.c.account)
            .where(s.claims.c.report.in_(some))
        )
        found |= {row.id: row.first for row in connection.execute(query)}
    return found


def cast_of(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The names some reports use, in lower case, with the actors they mean: ``Dossier.cast``."""
    found: dict[str, set[tuple[str, str]]] = {}
    decoder = msgspec.json.Decoder(Actor)
    for some in chunks(reports):
        query = select(s.actors.c.report, s.actors.c.data).where(s.actors.c.report.in_(some))
        for row in connection.execute(query):
            actor = decoder.decode(row.data)
            names = {(name.lower(), actor.id) for name in (actor.name, *actor.aliases)}
            found.setdefault(row.report, set()).update(names)
    return {report: tuple(sorted(found[report])) for report in sorted(found)}


def _actors(connection: Connection, ids: Iterable[str]) -> list[Actor]:
    """Actors by id, and the bodies they belong to, as all reports tell of them."""
    found: dict[str, Actor] = {}
    wanted = set(ids)
    for _ in range(_MAX_CLIMB):
        told = merged(connection, "actor", wanted)
        known = {key: actor for key, actor in told.items() if isinstance(actor, Actor)}
        known |= _outlets(connection, wanted - known.keys())
        found |= known
        wanted = {a.member_of for a in known.values() if a.member_of is not None} - found.keys()
        if not wanted:
            break
    return [found[key] for key in sorted(found)]


def _outlets(connection: Connection, ids: Iterable[str]) -> dict[str, Actor]:
    found = {}
    for some in chunks(ids):
        query = select(s.findings.c.data).where(s.findings.c.kind == "actor", s.findings.c.id.in_(some))
        for row in connection.execute(query):
            actor = msgspec.json.decode(row.data, type=Actor)
            found[actor.id] = actor
    return found


def _places(connection: Connection, reports: Iterable[str]) -> list[Place]:
    ids: set[str] = set()
    for some in chunks(reports):
        ids.update(_column(connection, select(s.places.c.id).where(s.places.c.report.in_(some)).distinct()))
    told = merged(connection, "place", sorted(ids))
    return [place for key in sorted(told) if isinstance(place := told[key], Place)]


def _versions(connection: Connection, reports: Iterable[str]) -> list[Version]:
    found = []
    for some in chunks(reports):
        query = select(s.versions.c.data).where(s.versions.c.report.in_(some))
        found += [msgspec.json.decode(row.data, type=Version) for row in connection.execute(query)]
    return sorted(found, key=lambda v: (v.report, v.of, v.kind))


def _column(connection: Connection, query: object) -> list[str]:
    return list(connection.execute(query).scalars())  # type: ignore[call-overload]
