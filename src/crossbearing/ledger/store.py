"""The ledger's file: opens it, writes to it in whole transactions, and gives back the model's values."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from crossbearing.errors import LedgerError
from crossbearing.ledger import schema as s
from crossbearing.model import (
    Actor,
    Assessment,
    Claim,
    Copy,
    Findings,
    Reading,
    Rejected,
    Report,
    Version,
)

_BUSY_MS = 10_000
"""How long a second program waits for the first to finish its transaction."""


class Store:
    """A ledger file; use as a context manager. Every method is one transaction: all of it or nothing."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open or create a ledger; ``":memory:"`` keeps it in memory.

        Raises ``LedgerError`` where the file is no ledger, is of a newer version, or cannot be written.
        """
        store = cls(_engine(str(path)), str(path))
        with store.transaction() as connection:
            newest = s.migrate(connection)
        if newest > s.STEPS[-1][0]:
            store.close()
            raise LedgerError(
                "this ledger was written by a newer version", where=str(path), hint="upgrade crossbearing"
            )
        return store

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One commit boundary; a failure of the store comes out as one ``LedgerError``."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            hint = "is there space, and may you write there? what was committed is whole: run again"
            raise LedgerError(f"the store failed: {cause}", where=self.where, hint=hint) from error

    # --- writing ---

    def add(self, report: Report, reading: Reading | None) -> None:
        """Write a report with what was read from it, replacing what the ledger held of it.

        Without a reading the report waits (``pending``) until one is written.
        """
        with self.transaction() as connection:
            _drop_claims(connection, report.id)
            known = connection.execute(select(s.inputs).where(s.inputs.c.report == report.id)).all()
            connection.execute(delete(s.reports).where(s.reports.c.id == report.id))
            connection.execute(insert(s.reports).values(_report_row(report, reading is not None)))
            for row in known:
                _note_input(connection, row.sha256, row.place, report.id)
            _note_input(connection, report.sha256, report.path or report.url or "", report.id)
            if reading is not None:
                _write_reading(connection, reading)

    def note_input(self, sha256: str, place: str, report: str) -> None:
        """Record that an input was met again under another name."""
        with self.transaction() as connection:
            _note_input(connection, sha256, place, report)

    def reject(self, refused: Iterable[Rejected]) -> None:
        """Record refused inputs, each with its reason."""
        with self.transaction() as connection:
            for item in refused:
                connection.execute(delete(s.rejected).where(s.rejected.c.place == item.where))
                row = {"place": item.where, "code": item.code, "reason": item.reason}
                connection.execute(insert(s.rejected).values(row))

    def update_claims(self, claims: Iterable[Claim]) -> None:
        """Rewrite claims whose origin became known from other reports."""
        with self.transaction() as connection:
            for claim in claims:
                connection.execute(
                    s.claims.update().where(s.claims.c.id == claim.id).values(_claim_row(claim))
                )

    def save_findings(
        self,
        findings: Findings,
        *,
        copies: Iterable[Copy],
        versions: Iterable[Version],
        actors: Iterable[Actor],
    ) -> None:
        """Replace all that is derived: copies, versions, incidents, questions, agreements."""
        kinds: dict[str, Iterable[Any]] = {
            "incident": findings.incidents,
            "question": findings.questions,
            "agreement": findings.agreements,
            "copy": copies,
            "version": versions,
        }
        with self.transaction() as connection:
            connection.execute(delete(s.findings))
            rows = [_finding_row(kind, n, v) for kind, values in kinds.items() for n, v in enumerate(values)]
            if rows:
                connection.execute(insert(s.findings), rows)
            _write_actors(connection, actors)

    def append(self, assessment: Assessment) -> None:
        """Append an analyst's judgement; nothing is ever edited or removed."""
        row = {"id": assessment.id, "target": assessment.target, "data": msgspec.json.encode(assessment)}
        with self.transaction() as connection:
            connection.execute(insert(s.assessments).values(row))


def _engine(path: str) -> Engine:
    if path == ":memory:":
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    elif "://" in path:
        engine = create_engine(path)
    else:
        parent = Path(path).parent
        if not parent.is_dir():
            raise LedgerError("no such folder", where=str(parent), hint="make it, or name another ledger")
        engine = create_engine(URL.create("sqlite", database=path))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure)
    return engine


def _configure(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _report_row(report: Report, read: bool) -> dict[str, Any]:
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published.latest,
        "unread": report.unread,
        "read": read,
        "data": msgspec.json.encode(report),
    }


def _claim_row(claim: Claim) -> dict[str, Any]:
    when = claim.time
    return {
        "id": claim.id,
        "report": claim.report,
        "start": claim.span.start,
        "end": claim.span.end,
        "topic": claim.topic,
        "status": claim.status,
        "origin": claim.origin,
        "background": claim.background,
        "earliest": None if when is None else when.earliest,
        "latest": None if when is None else when.latest,
        "data": msgspec.json.encode(claim),
    }


def _finding_row(kind: str, number: int, value: Any) -> dict[str, Any]:
    key = getattr(value, "id", None) or f"{kind}-{number}"
    return {"kind": kind, "id": key, "number": number, "data": msgspec.json.encode(value)}


def _note_input(connection: Connection, sha256: str, place: str, report: str) -> None:
    row = {"sha256": sha256, "place": place, "report": report}
    here = (s.inputs.c.sha256 == sha256) & (s.inputs.c.place == place)
    connection.execute(delete(s.inputs).where(here))
    connection.execute(insert(s.inputs).values(row))


def _drop_claims(connection: Connection, report: str) -> None:
    old = [row.id for row in connection.execute(select(s.claims.c.id).where(s.claims.c.report == report))]
    if not old:
        return
    connection.execute(delete(s.claims).where(s.claims.c.report == report))
    if connection.dialect.name == "sqlite":
        drop = text("DELETE FROM claim_words WHERE claim = :claim")
        connection.execute(drop, [{"claim": claim} for claim in old])


def _write_reading(connection: Connection, reading: Reading) -> None:
    _write_actors(connection, reading.actors)
    for place in reading.places:
        connection.execute(delete(s.places).where(s.places.c.id == place.id))
        row = {"id": place.id, "name": place.name, "within": place.within, "data": msgspec.json.encode(place)}
        connection.execute(insert(s.places).values(row))
    if reading.claims:
        connection.execute(insert(s.claims), [_claim_row(claim) for claim in reading.claims])
    where = [{"claim": c.id, "place": p} for c in reading.claims for p in dict.fromkeys(c.places)]
    if where:
        connection.execute(insert(s.claim_places), where)
    if connection.dialect.name == "sqlite" and reading.claims:
        words = [{"claim": c.id, "words": c.sentence.exact} for c in reading.claims]
        connection.execute(text("INSERT INTO claim_words (claim, words) VALUES (:claim, :words)"), words)


def _write_actors(connection: Connection, actors: Iterable[Actor]) -> None:
    """Write actors, joining the aliases that other reports gave."""
    for actor in actors:
        found = connection.execute(select(s.actors.c.data).where(s.actors.c.id == actor.id)).scalar()
        merged = actor if found is None else _joined(msgspec.json.decode(found, type=Actor), actor)
        connection.execute(delete(s.actors).where(s.actors.c.id == actor.id))
        row = {"id": merged.id, "name": merged.name, "data": msgspec.json.encode(merged)}
        connection.execute(insert(s.actors).values(row))


def _joined(known: Actor, actor: Actor) -> Actor:
    aliases = tuple(sorted({*known.aliases, *actor.aliases}))
    return msgspec.structs.replace(
        known,
        aliases=aliases,
        member_of=known.member_of or actor.member_of,
        country=known.country or actor.country,
        side=known.side or actor.side,
    )
