"""Writing to a ledger, in whole transactions."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, text, update

from crossbearing.errors import LedgerError
from crossbearing.ledger import schema as s
from crossbearing.ledger.refused import stands_under
from crossbearing.ledger.session import Session
from crossbearing.ledger.staleness import drop_accounts, mark_stale, unbear, write_accounts
from crossbearing.model import Assessment, Claim, Reading, Rejected, Report

_STDIN = "-"
_STATE = text("SELECT state FROM reports WHERE id = :report")
_MET = text(
    "INSERT INTO inputs (sha256, place, report) VALUES (:sha256, :place, :report) "
    "ON CONFLICT (sha256, place) DO UPDATE SET report = excluded.report"
)


class Store(Session):
    """A ledger file with its writers."""

    def add(self, report: Report, reading: Reading | None) -> None:
        """Write a report with what was read from it, replacing what the ledger held of it.

        Without a reading the report waits (``waiting``) until one is written.
        """
        with self.writing() as connection:
            held = connection.execute(_STATE, {"report": report.id}).scalar_one_or_none()
            if held == "read":
                _drop_reading(connection, report.id)
            _write_report(
                connection, report, "waiting" if reading is None else "read", known=held is not None
            )
            if held is None or reading is None:
                mark_stale(connection, "text", [report.id])
            _note_input(connection, report.sha256, _place(report), report.id)
            if reading is not None:
                _write_reading(connection, reading)

    def keep_as_repeat(self, report: str) -> None:
        """Keep a report that only repeats another's text: its claims are counted there, not here."""
        with self.writing() as connection:
            _drop_reading(connection, report)
            mark_stale(connection, "text", [report])
            here = s.reports.c.id == report
            connection.execute(update(s.reports).where(here).values(state="repeat"))

    def note_input(self, sha256: str, place: str, report: str) -> None:
        """Record that a known input was met at a place; of several places the report bears the first by name.

        So the order in which the same file is met twice makes no difference.
        """
        with self.writing() as connection:
            _note_input(connection, sha256, place, report)
            query = select(s.reports.c.data, s.reports.c.place, s.reports.c.state)
            row = connection.execute(query.where(s.reports.c.id == report)).one_or_none()
            if row is None or not _ranks_before(place, row.place):
                return
            known = msgspec.json.decode(row.data, type=Report)
            if known.path is not None:
                moved = msgspec.structs.replace(known, path=place, sha256=sha256)
                _write_report(connection, moved, row.state, known=True)
                mark_stale(connection, "text", [report])

    def reject(self, refused: Iterable[Rejected], paths: Iterable[str] = ()) -> None:
        """Record refused inputs, each with its reason; older refusals under the same paths are forgotten.

        ``paths`` are the files, folders and ``"-"`` that were now read through.
        """
        roots = list(paths)
        with self.writing() as connection:
            places = connection.execute(select(s.rejected.c.place)).scalars().all()
            stale = [place for place in places if any(stands_under(place, root) for root in roots)]
            now = {item.where: item for item in refused}
            for place in {*stale, *now}:
                connection.execute(delete(s.rejected).where(s.rejected.c.place == place))
            rows = [{"place": key, "code": r.code, "reason": r.reason} for key, r in now.items()]
            if rows:
                connection.execute(insert(s.rejected), rows)

    def append(self, assessment: Assessment) -> None:
        """Append an analyst's judgement; nothing is ever edited or removed.

        Raises ``LedgerError`` where a judgement of that id stands already.
        """
        row = {"id": assessment.id, "target": assessment.target, "data": msgspec.json.encode(assessment)}
        with self.writing() as connection:
            same = select(s.assessments.c.id).where(s.assessments.c.id == assessment.id)
            if connection.execute(same).first() is not None:
                raise LedgerError(
                    "a judgement of this id is there already", where=assessment.id, hint="append another"
                )
            connection.execute(insert(s.assessments).values(row))
            mark_stale(connection, "meetings", _judged(connection, assessment.target))


def _judged(connection: Connection, target: str) -> list[str]:
    """The reports whose claims a judgement is about, or one that it takes back."""
    table = s.assessments.c
    taken_back = connection.execute(select(table.target).where(table.id == target)).scalar_one_or_none()
    ids = (taken_back or target).split("+")
    return list(connection.execute(select(s.claims.c.report).where(s.claims.c.id.in_(ids))).scalars())


def _place(report: Report) -> str:
    return report.path or report.url or ""


def _ranks_before(place: str, other: str) -> bool:
    """Whether a report is rather named by the one place: a file before standard input, then by name."""
    return bool(place) and (place == _STDIN, place) < (other == _STDIN, other)


def _write_report(connection: Connection, report: Report, state: str, *, known: bool) -> None:
    row = {
        "id": report.id,
        "sha256": report.sha256,
        "place": _place(report),
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published.latest,
        "unread": report.unread,
        "state": state,
        "data": msgspec.json.encode(report),
    }
    if known:
        connection.execute(update(s.reports).where(s.reports.c.id == report.id).values(row))
    else:
        connection.execute(insert(s.reports).values(row))


def _note_input(connection: Connection, sha256: str, place: str, report: str) -> None:
    connection.execute(_MET, {"sha256": sha256, "place": place, "report": report})


def _drop_reading(connection: Connection, report: str) -> None:
    """Take away all that was read from a report and found of it; claims' places go with the claims."""
    unbear(connection, [report])
    if connection.dialect.name == "sqlite":
        mine = "DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claims WHERE report = :report)"
        connection.execute(text(mine), {"report": report})
    drop_accounts(connection, report)
    connection.execute(delete(s.claims).where(s.claims.c.report == report))


def _write_reading(connection: Connection, reading: Reading) -> None:
    write_accounts(connection, reading)
    mark_stale(connection, "meetings", [reading.report])
    if not reading.claims:
        return
    connection.execute(insert(s.claims), [_claim_row(claim) for claim in reading.claims])
    where = [{"claim": c.id, "place": p} for c in reading.claims for p in dict.fromkeys(c.places)]
    if where:
        connection.execute(insert(s.claim_places), where)
    if connection.dialect.name == "sqlite":
        words = [{"claim": c.id, "words": c.sentence.exact} for c in reading.claims]
        line = "INSERT INTO claim_words (rowid, words) SELECT number, :words FROM claims WHERE id = :claim"
        connection.execute(text(line), words)


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
