"""Reading the ledger: whole dossiers, filtered claims, single things by id."""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from crossbearing.errors import UnknownIdError
from crossbearing.ledger import schema as s
from crossbearing.ledger.filters import ClaimFilter, all_actors, all_places, narrowed
from crossbearing.ledger.store import Store
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
_AS_SETTLED = func.coalesce(s.claims.c.settled, s.claims.c.data)


class Totals(Struct, frozen=True):
    """How much a ledger holds."""

    reports: int
    claims: int
    questions: int
    contested: int
    agreements: int


class Ledger(Store):
    """A ledger file with its views; lists come in a stable order, whatever order things were written in."""

    def known_inputs(self) -> dict[str, str]:
        """SHA-256 of every input met so far → the report it became."""
        with self.reading() as connection:
            return {row.sha256: row.report for row in connection.execute(select(s.inputs))}

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

    def states(self) -> dict[str, str]:
        """Report → "waiting" to be read, "read", or "repeat" of another report's text."""
        with self.reading() as connection:
            rows = connection.execute(select(s.reports.c.id, s.reports.c.state).order_by(s.reports.c.id))
            return {row.id: row.state for row in rows}

    def claims_as_read(self) -> list[Claim]:
        """All claims as their reports alone give them, before other reports settle their origins."""
        with self.reading() as connection:
            return list(_decoded(connection, _claims(s.claims.c.data), Claim))

    def dossier(self) -> Dossier:
        """Everything the ledger holds at one moment, each list in a stable order."""
        with self.reading() as connection:
            judged = select(s.assessments.c.data).order_by(s.assessments.c.number)
            refused = connection.execute(select(s.rejected).order_by(s.rejected.c.place))
            return Dossier(
                reports=tuple(_reports(connection)),
                actors=tuple(all_actors(connection)),
                places=tuple(all_places(connection)),
                claims=tuple(_decoded(connection, _claims(_AS_SETTLED), Claim)),
                copies=_findings(connection, "copy", Copy),
                incidents=_findings(connection, "incident", Incident),
                questions=_findings(connection, "question", Question),
                agreements=_findings(connection, "agreement", Agreement),
                assessments=tuple(_decoded(connection, judged, Assessment)),
                versions=_findings(connection, "version", Version),
                rejected=tuple(Rejected(row.place, row.code, row.reason) for row in refused),
            )

    def claims(self, wanted: ClaimFilter | None = None) -> list[Claim]:
        """Claims that pass a filter, in the order of their reports and characters.

        Raises ``InputError`` for a search that holds no word.
        """
        with self.reading() as connection:
            query = narrowed(_claims(_AS_SETTLED), connection, wanted or ClaimFilter())
            return list(_decoded(connection, query, Claim))

    def questions(self, state: QuestionState | None = None) -> list[Question]:
        """All questions, or those in one state."""
        with self.reading() as connection:
            found = _findings(connection, "question", Question)
        return [question for question in found if state is None or question.state == state]

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

    def totals(self) -> Totals:
        """How much the ledger holds."""
        with self.reading() as connection:
            questions = _findings(connection, "question", Question)
            agreements = select(func.count()).where(s.findings.c.kind == "agreement")
            return Totals(
                reports=connection.scalar(select(func.count()).select_from(s.reports)) or 0,
                claims=connection.scalar(select(func.count()).select_from(s.claims)) or 0,
                questions=len(questions),
                contested=sum(question.state == "contested" for question in questions),
                agreements=connection.scalar(agreements) or 0,
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


def _findings(connection: Connection, kind: str, of: type[Value]) -> tuple[Value, ...]:
    query = select(s.findings.c.data).where(s.findings.c.kind == kind).order_by(s.findings.c.number)
    return tuple(_decoded(connection, query, of))


def _lookup(connection: Connection, key: str) -> list[Any]:
    found: list[Any] = []
    for table, data, kind in ((s.reports, s.reports.c.data, Report), (s.claims, _AS_SETTLED, Claim)):
        query = select(data).where(table.c.id.startswith(key, autoescape=True)).limit(2)
        found.extend(_decoded(connection, query, kind))
    for name, kind in _DERIVED:
        mine = (s.findings.c.kind == name) & s.findings.c.id.startswith(key, autoescape=True)
        found.extend(_decoded(connection, select(s.findings.c.data).where(mine).limit(2), kind))
    found.extend(actor for actor in all_actors(connection) if actor.id.startswith(key))
    found.extend(place for place in all_places(connection) if place.id.startswith(key))
    return [item for item in found if item.id == key] or found
