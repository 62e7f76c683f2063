"""Reading the ledger: whole dossiers, filtered claims, single things by id."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from crossbearing.errors import UnknownIdError
from crossbearing.ledger import schema as s
from crossbearing.ledger.bearing import AS_SETTLED, Bearing, accounts_of, cast_of
from crossbearing.ledger.derived import reports_of
from crossbearing.ledger.filters import ClaimFilter, all_actors, all_places, narrowed
from crossbearing.ledger.noting import Noting
from crossbearing.ledger.staleness import chunks
from crossbearing.model import (
    Actor,
    Agreement,
    Assessment,
    Claim,
    Copy,
    Dossier,
    Incident,
    Place,
    Question,
    Rejected,
    Report,
    Version,
)
from crossbearing.vocabulary import QuestionState

Thing = Report | Claim | Question | Incident | Agreement | Actor | Place
Value = TypeVar("Value")
_DERIVED: tuple[tuple[str, type[Any]], ...] = (
    ("question", Question),
    ("incident", Incident),
    ("agreement", Agreement),
)
_IN_ORDER = (s.reports.c.published.nulls_last(), s.reports.c.place, s.reports.c.id)


class Totals(Struct, frozen=True):
    """How much a ledger holds."""

    reports: int
    claims: int
    questions: int
    contested: int
    agreements: int


class Ledger(Bearing, Noting):
    """A ledger file with its views; lists come in a stable order, whatever order things were written in."""

    def met_before(self, sha256: str) -> dict[str, str]:
        """The places at which an input of these bytes was met, each with the report it became."""
        with self.reading() as connection:
            query = select(s.inputs.c.place, s.inputs.c.report).where(s.inputs.c.sha256 == sha256)
            return {row.place: row.report for row in connection.execute(query.order_by(s.inputs.c.place))}

    def waiting(self) -> list[str]:
        """The reports that are still to be read, by day of publication."""
        with self.reading() as connection:
            query = select(s.reports.c.id).where(s.reports.c.state == "waiting").order_by(*_IN_ORDER)
            return list(connection.execute(query).scalars())

    def named(self, ids: Iterable[str]) -> list[Report]:
        """Reports by id, in the order of their ids."""
        with self.reading() as connection:
            return reports_of(connection, ids)

    def unread(self) -> tuple[str, ...]:
        """Each report whose claims were not read, and why."""
        with self.reading() as connection:
            query = select(s.reports.c.place, s.reports.c.id, s.reports.c.unread)
            rows = connection.execute(query.where(s.reports.c.unread.is_not(None)).order_by(*_IN_ORDER))
            return tuple(f"{row.place or row.id}: {row.unread}" for row in rows)

    def inputs(self) -> list[tuple[str, str]]:
        """Every (report, path or URL) under which an input was met, sorted."""
        with self.reading() as connection:
            return sorted((row.report, row.place) for row in connection.execute(select(s.inputs)))

    def report(self, key: str) -> Report | None:
        """The report of an id, or None."""
        with self.reading() as connection:
            query = select(s.reports.c.data).where(s.reports.c.id == key)
            return next(_decoded(connection, query, Report), None)

    def reports(self) -> list[Report]:
        """All reports, by day of publication; undated ones last."""
        with self.reading() as connection:
            return _reports(connection)

    def states(self, reports: Iterable[str] | None = None) -> dict[str, str]:
        """Report → "waiting" to be read, "read", or "repeat" of another report's text; of all, or of some."""
        with self.reading() as connection:
            query = select(s.reports.c.id, s.reports.c.state).order_by(s.reports.c.id)
            if reports is None:
                return {row.id: row.state for row in connection.execute(query)}
            some = (query.where(s.reports.c.id.in_(ids)) for ids in chunks(reports))
            return {row.id: row.state for one in some for row in connection.execute(one)}

    def claims_as_read(self, reports: Iterable[str] | None = None) -> list[Claim]:
        """Claims as their reports alone give them, before other reports settle their origins.

        Of all reports, unless some are named.
        """
        with self.reading() as connection:
            query = _claims(s.claims.c.data)
            if reports is None:
                return list(_decoded(connection, query, Claim))
            found: list[Claim] = []
            for some in chunks(reports):
                found += _decoded(connection, query.where(s.claims.c.report.in_(some)), Claim)
            return found

    def dossier(self) -> Dossier:
        """Everything the ledger holds at one moment, each list in a stable order."""
        with self.reading() as connection:
            judged = select(s.assessments.c.data).order_by(s.assessments.c.number)
            refused = connection.execute(select(s.rejected).order_by(s.rejected.c.place))
            reports = _reports(connection)
            ids = [report.id for report in reports]
            return Dossier(
                reports=tuple(reports),
                actors=tuple(all_actors(connection)),
                places=tuple(all_places(connection)),
                claims=tuple(_decoded(connection, _claims(AS_SETTLED), Claim)),
                copies=tuple(_copies(connection)),
                incidents=_incidents(connection),
                questions=_questions(connection),
                agreements=_agreements(connection),
                assessments=tuple(_decoded(connection, judged, Assessment)),
                versions=tuple(_versions(connection)),
                cast=cast_of(connection, ids),
                accounts=accounts_of(connection, ids),
                rejected=tuple(Rejected(row.place, row.code, row.reason) for row in refused),
            )

    def claims(self, wanted: ClaimFilter | None = None) -> list[Claim]:
        """Claims that pass a filter, in the order of their reports and characters.

        Raises ``InputError`` for a search that holds no word.
        """
        with self.reading() as connection:
            query = narrowed(_claims(AS_SETTLED), connection, wanted or ClaimFilter())
            return list(_decoded(connection, query, Claim))

    def questions(self, state: QuestionState | None = None) -> list[Question]:
        """All questions, or those in one state."""
        with self.reading() as connection:
            return list(_questions(connection, state))

    def get(self, key: str) -> Thing:
        """One thing by its id or the id's unambiguous beginning; raises ``UnknownIdError``."""
        with self.reading() as connection:
            found = _lookup(connection, key)
        if not found:
            raise UnknownIdError("no such id in the ledger", where=key, hint="crossbearing claims lists ids")
        if len(found) > 1:
            raise UnknownIdError("more than one id begins so", where=key, hint="give more of it")
        thing: Thing = found[0]
        return thing

    def incidents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The incident that each of some claims tells of, by claim id; claims of none are left out."""
        wanted = set(claims)
        found: dict[str, str] = {}
        with self.reading() as connection:
            for incident in _findings(connection, "incident", Incident):
                found |= {claim: incident.id for claim in incident.claims if claim in wanted}
        return found

    def totals(self) -> Totals:
        """How much the ledger holds."""
        with self.reading() as connection:
            kinds = select(s.findings.c.kind, s.findings.c.state, func.count())
            rows = connection.execute(kinds.group_by(s.findings.c.kind, s.findings.c.state)).all()
            found = Counter[str]()
            for kind, state, count in rows:
                found[kind] += count
                found["contested"] += count if state == "contested" else 0
            return Totals(
                reports=connection.scalar(select(func.count()).select_from(s.reports)) or 0,
                claims=connection.scalar(select(func.count()).select_from(s.claims)) or 0,
                questions=found["question"],
                contested=found["contested"],
                agreements=found["agreement"],
            )


def _decoded(connection: Connection, query: Select[Any], kind: type[Value]) -> Iterator[Value]:
    decoder = msgspec.json.Decoder(kind)
    return (decoder.decode(row[0]) for row in connection.execute(query))


def _reports(connection: Connection) -> list[Report]:
    return list(_decoded(connection, select(s.reports.c.data).order_by(*_IN_ORDER), Report))


def _claims(data: Any) -> Select[Any]:
    """Claims in the order of their reports and characters."""
    c = s.claims.c
    joined = s.claims.join(s.reports, c.report == s.reports.c.id)
    return select(data).select_from(joined).order_by(*_IN_ORDER, c.start, c.end, c.id)


def _findings(
    connection: Connection, kind: str, of: type[Value], state: str | None = None
) -> Iterator[Value]:
    query = select(s.findings.c.data).where(s.findings.c.kind == kind)
    if state is not None:
        query = query.where(s.findings.c.state == state)
    return _decoded(connection, query, of)


def _incidents(connection: Connection) -> tuple[Incident, ...]:
    found = _findings(connection, "incident", Incident)
    return tuple(sorted(found, key=lambda x: (str(x.time and x.time.earliest), x.id)))


def _questions(connection: Connection, state: str | None = None) -> tuple[Question, ...]:
    found = _findings(connection, "question", Question, state)
    return tuple(sorted(found, key=lambda q: (q.topic, str(q.time and q.time.earliest), q.title, q.id)))


def _agreements(connection: Connection) -> tuple[Agreement, ...]:
    found = _findings(connection, "agreement", Agreement)
    return tuple(sorted(found, key=lambda x: (str(x.announced), x.kind, x.id)))


def _copies(connection: Connection) -> list[Copy]:
    query = select(s.copies.c.data).order_by(s.copies.c.one, s.copies.c.other)
    return [copy for found in _decoded(connection, query, list[Copy]) for copy in found]


def _versions(connection: Connection) -> list[Version]:
    """Repeats and revisions as they were found, and the other places at which a report's input was met."""
    query = select(s.versions.c.data).order_by(s.versions.c.report, s.versions.c.of, s.versions.c.kind)
    found = list(_decoded(connection, query, Version))
    again = (
        select(s.inputs.c.report, s.inputs.c.place)
        .join(s.reports, s.inputs.c.report == s.reports.c.id)
        .where(s.inputs.c.place != s.reports.c.place)
        .order_by(s.inputs.c.report, s.inputs.c.place)
        .distinct()
    )
    rows = connection.execute(again)
    return [*found, *(Version(row.report, row.report, "same_file", row.place) for row in rows)]


def _lookup(connection: Connection, key: str) -> list[Any]:
    found: list[Any] = []
    for table, data, kind in ((s.reports, s.reports.c.data, Report), (s.claims, AS_SETTLED, Claim)):
        query = select(data).where(table.c.id.startswith(key, autoescape=True)).limit(2)
        found.extend(_decoded(connection, query, kind))
    for name, kind in _DERIVED:
        mine = (s.findings.c.kind == name) & s.findings.c.id.startswith(key, autoescape=True)
        found.extend(_decoded(connection, select(s.findings.c.data).where(mine).limit(2), kind))
    found.extend(actor for actor in all_actors(connection) if actor.id.startswith(key))
    found.extend(place for place in all_places(connection) if place.id.startswith(key))
    return [item for item in found if item.id == key] or found
