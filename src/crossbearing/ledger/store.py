"""Writing to a ledger, in whole transactions."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, text, update

from crossbearing.errors import LedgerError
from crossbearing.ledger import schema as s
from crossbearing.ledger.refused import stands_under
from crossbearing.ledger.session import Session
from crossbearing.ledger.staleness import chunks, drop_accounts, mark_stale, unbear, write_accounts
from crossbearing.model import Assessment, Claim, Reading, Rejected, Report

_STDIN = "-"
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
        self.add_all([(report, reading)])

    def add_all(self, told: Sequence[tuple[Report, Reading | None]]) -> None:
        """Write several reports, each given once, as ``add`` writes one; all of them or none."""
        with self.writing() as connection:
            held = _states(connection, [report.id for report, _ in told])
            for report, _ in told:
                if held.get(report.id) == "read":
                    _drop_reading(connection, report.id)
            states = [(report, "waiting" if reading is None else "read") for report, reading in told]
            _write_reports(connection, states, held)
            new = [r.id for r, reading in told if r.id not in held or reading is None]
            mark_stale(connection, "text", new)
            inputs = [{"sha256": r.sha256, "place": _place(r), "report": r.id} for r, _ in told]
            if inputs:
                connection.execute(_MET, inputs)
            readings = [reading for _, reading in told if reading is not None]
            if readings:
                _write_readings(connection, readings)

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
            connection.execute(_MET, {"sha256": sha256, "place": place, "report": report})
            query = select(s.reports.c.data, s.reports.c.place, s.reports.c.state)
            row = connection.execute(query.where(s.reports.c.id == report)).one_or_none()
            if row is None or not _ranks_before(place, row.place):
                return
            known = msgspec.json.decode(row.data, type=Report)
            if known.path is not None:
                moved = msgspec.structs.replace(known, path=place, sha256=sha256)
                _write_reports(connection, [(moved, row.state)], {report})
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


def _states(connection: Connection, reports: list[str]) -> dict[str, str]:
    """The states of those reports that the ledger holds."""
    held: dict[str, str] = {}
    for some in chunks(reports):
        query = select(s.reports.c.id, s.reports.c.state).where(s.reports.c.id.in_(some))
        held |= {row.id: row.state for row in connection.execute(query)}
    return held


def _write_reports(connection: Connection, told: Iterable[tuple[Report, str]], held: Container[str]) -> None:
    """Write reports with their states, in the place of those held."""
    rows = [
        {
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
        for report, state in told
    ]
    for row in rows:
        if row["id"] in held:
            connection.execute(update(s.reports).where(s.reports.c.id == row["id"]).values(row))
    new = [row for row in rows if row["id"] not in held]
    if new:
        connection.execute(insert(s.reports), new)


def _drop_reading(connection: Connection, report: str) -> None:
    """Take away all that was read from a report and found of it; claims' places go with the claims."""
    unbear(connection, [report])
    if connection.dialect.name == "sqlite":
        mine = "DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claims WHERE report = :report)"
        connection.execute(text(mine), {"report": report})
    drop_accounts(connection, report)
    connection.execute(delete(s.claims).where(s.claims.c.report == report))


def _write_readings(connection: Connection, readings: list[Reading]) -> None:
    write_accounts(connection, readings)
    mark_stale(connection, "meetings", [reading.report for reading in readings])
    claims = [claim for reading in readings for claim in reading.claims]
    if not claims:
        return
    senses = {c.id: sense for r in readings for c, sense in zip(r.claims, r.senses, strict=False)}
    rows = [_claim_row(claim) | {"sense": senses.get(claim.id)} for claim in claims]
    connection.execute(insert(s.claims), rows)
    where = [{"claim": c.id, "place": p} for c in claims for p in dict.fromkeys(c.places)]
    if where:
        connection.execute(insert(s.claim_places), where)
    if connection.dialect.name == "sqlite":
        words = [{"claim": c.id, "words": c.sentence.exact} for c in claims]
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
