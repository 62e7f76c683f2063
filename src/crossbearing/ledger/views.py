"""Reading the ledger: whole dossiers, filtered claims, single things by id."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, or_, select, text
from sqlalchemy.exc import OperationalError

from crossbearing.errors import InputError, UnknownIdError
from crossbearing.ledger import schema as s
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
from crossbearing.vocabulary import QuestionState, Topic

Thing = Report | Claim | Question | Incident | Agreement | Actor | Place
_WORD = re.compile(r"\w+")


class ClaimFilter(Struct, frozen=True, kw_only=True):
    """Which claims to show; every part that is given must hold.

    ``search`` are words that must all stand in the claim's sentence, ``source`` and ``place`` parts
    of a name, ``since`` and ``until`` inclusive days.
    """

    search: str | None = None
    source: str | None = None
    topic: Topic | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    report: str | None = None


class Ledger(Store):
    """A ledger file with its views."""

    def known_inputs(self) -> dict[str, str]:
        """SHA-256 of every input read so far → the report it became."""
        with self.transaction() as connection:
            return {row.sha256: row.report for row in connection.execute(select(s.inputs))}

    def inputs(self) -> list[tuple[str, str]]:
        """Every (report, path or URL) under which an input was met, sorted."""
        with self.transaction() as connection:
            return sorted((row.report, row.place) for row in connection.execute(select(s.inputs)))

    def reports(self) -> list[Report]:
        """All reports, by day of publication; undated ones last."""
        with self.transaction() as connection:
            found = _decode(connection, select(s.reports.c.data), Report)
        return sorted(found, key=_by_day)

    def pending(self) -> list[str]:
        """Ids of reports that wait to be read, sorted."""
        waiting = select(s.reports.c.id).where(s.reports.c.read.is_(False)).order_by(s.reports.c.id)
        with self.transaction() as connection:
            return list(connection.execute(waiting).scalars())

    def dossier(self) -> Dossier:
        """Everything the ledger holds, each list in a stable order."""
        reports = tuple(self.reports())
        order = {report.id: n for n, report in enumerate(reports)}
        with self.transaction() as connection:
            claims = _decode(connection, select(s.claims.c.data), Claim)
            refused = connection.execute(select(s.rejected).order_by(s.rejected.c.place))
            return Dossier(
                reports=reports,
                actors=tuple(_decode(connection, select(s.actors.c.data).order_by(s.actors.c.id), Actor)),
                places=tuple(_decode(connection, select(s.places.c.data).order_by(s.places.c.id), Place)),
                claims=tuple(sorted(claims, key=lambda c: (order[c.report], c.span.start, c.span.end, c.id))),
                copies=_findings(connection, "copy", Copy),
                incidents=_findings(connection, "incident", Incident),
                questions=_findings(connection, "question", Question),
                agreements=_findings(connection, "agreement", Agreement),
                assessments=tuple(
                    _decode(
                        connection, select(s.assessments.c.data).order_by(s.assessments.c.number), Assessment
                    )
                ),
                versions=_findings(connection, "version", Version),
                rejected=tuple(Rejected(row.place, row.code, row.reason) for row in refused),
            )

    def claims(self, wanted: ClaimFilter | None = None) -> list[Claim]:
        """Claims that pass a filter, in the order of their reports and characters.

        Raises ``InputError`` for a search that holds no word.
        """
        wanted = wanted or ClaimFilter()
        order = {report.id: n for n, report in enumerate(self.reports())}
        with self.transaction() as connection:
            found = _decode(connection, _claim_query(connection, wanted), Claim)
        return sorted(found, key=lambda c: (order[c.report], c.span.start, c.span.end, c.id))

    def questions(self, state: QuestionState | None = None) -> list[Question]:
        """All questions, or those in one state."""
        with self.transaction() as connection:
            found = _findings(connection, "question", Question)
        return [question for question in found if state is None or question.state == state]

    def get(self, key: str) -> Thing:
        """One thing by its id or the id's unambiguous beginning; raises ``UnknownIdError``."""
        with self.transaction() as connection:
            found = _lookup(connection, key)
        if not found:
            raise UnknownIdError("no such id in the ledger", where=key, hint="crossbearing claims lists ids")
        if len(found) > 1:
            raise UnknownIdError("more than one id begins so", where=key, hint="give more of it")
        thing: Thing = found[0]
        return thing


def _by_day(report: Report) -> tuple[date, str, str]:
    return (report.published.latest or date.max, report.path or report.url or "", report.id)


def _decode(connection: Connection, query: Select[Any], kind: type[Any]) -> list[Any]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(data) for (data,) in connection.execute(query)]


def _findings(connection: Connection, kind: str, of: type[Any]) -> tuple[Any, ...]:
    query = select(s.findings.c.data).where(s.findings.c.kind == kind).order_by(s.findings.c.number)
    return tuple(_decode(connection, query, of))


def _lookup(connection: Connection, key: str) -> list[Any]:
    found: list[Any] = []
    tables: tuple[tuple[Any, type[Any]], ...] = (
        (s.reports, Report),
        (s.claims, Claim),
        (s.actors, Actor),
        (s.places, Place),
    )
    for table, kind in tables:
        query = select(table.c.data).where(table.c.id.startswith(key, autoescape=True)).limit(2)
        found.extend(_decode(connection, query, kind))
    derived: tuple[tuple[str, type[Any]], ...] = (
        ("question", Question),
        ("incident", Incident),
        ("agreement", Agreement),
    )
    for name, kind in derived:
        mine = (s.findings.c.kind == name) & s.findings.c.id.startswith(key, autoescape=True)
        found.extend(_decode(connection, select(s.findings.c.data).where(mine).limit(2), kind))
    exact = [item for item in found if item.id == key]
    return exact or found


def _claim_query(connection: Connection, wanted: ClaimFilter) -> Select[Any]:
    query = select(s.claims.c.data)
    if wanted.topic is not None:
        query = query.where(s.claims.c.topic == wanted.topic)
    if wanted.report is not None:
        query = query.where(s.claims.c.report.startswith(wanted.report, autoescape=True))
    if wanted.since is not None:
        query = query.where(or_(s.claims.c.latest >= wanted.since, s.claims.c.earliest >= wanted.since))
    if wanted.until is not None:
        query = query.where(or_(s.claims.c.earliest <= wanted.until, s.claims.c.latest <= wanted.until))
    if wanted.source is not None:
        ids = _named(connection, select(s.actors.c.data), Actor, wanted.source)
        query = query.where(s.claims.c.origin.in_(ids))
    if wanted.place is not None:
        ids = _within(connection, _named(connection, select(s.places.c.data), Place, wanted.place))
        inside = select(s.claim_places.c.claim).where(s.claim_places.c.place.in_(ids))
        query = query.where(s.claims.c.id.in_(inside))
    if wanted.search is not None:
        query = query.where(s.claims.c.id.in_(_matching(connection, wanted.search)))
    return query


def _named(connection: Connection, query: Select[Any], kind: type[Any], name: str) -> list[str]:
    wanted = name.casefold()
    found = _decode(connection, query, kind)
    return [x.id for x in found if any(wanted in n.casefold() for n in (x.name, *getattr(x, "aliases", ())))]


def _within(connection: Connection, ids: Iterable[str]) -> list[str]:
    """These places and all that lie in them."""
    wanted = set(ids)
    rows = list(connection.execute(select(s.places.c.id, s.places.c.within)))
    grown = True
    while grown:
        inside = {row.id for row in rows if row.within in wanted} - wanted
        wanted |= inside
        grown = bool(inside)
    return sorted(wanted)


def _matching(connection: Connection, search: str) -> list[str]:
    words = _WORD.findall(search)
    if not words:
        raise InputError("no word to search for", where=search, hint="give one or more words")
    phrase = " ".join(f'"{word}"' for word in words)
    query = text("SELECT claim FROM claim_words WHERE claim_words MATCH :phrase").bindparams(
        bindparam("phrase", phrase)
    )
    try:
        return [row.claim for row in connection.execute(query)]
    except OperationalError as error:
        raise InputError("this search cannot be read", where=search, hint="use plain words") from error
