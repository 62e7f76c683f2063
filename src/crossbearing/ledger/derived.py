"""What reports share, as the ledger keeps it: marks, copies, versions, settled origins."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, text, update

from crossbearing.ledger import schema as s
from crossbearing.ledger.staleness import chunks, clear_stale, mark_stale, unbear
from crossbearing.ledger.store import Store
from crossbearing.model import Actor, Claim, Copy, Report, Version


class Derived(Store):
    """A ledger file with what is derived from several reports' texts."""

    def stale(self, kind: str) -> list[str]:
        """The reports of which something is still to be done: "text", "meetings" or "fellows"."""
        with self.reading() as connection:
            query = select(s.stale.c.id).where(s.stale.c.kind == kind).order_by(s.stale.c.id)
            return list(connection.execute(query).scalars())

    def done(self, kind: str, reports: Iterable[str]) -> None:
        """Note that this has been done of some reports."""
        with self.writing() as connection:
            clear_stale(connection, kind, reports)

    def mark(self, marks: dict[str, Iterable[int]]) -> None:
        """Write the marks of reports' texts, by report."""
        with self.writing() as connection:
            for report, found in marks.items():
                connection.execute(delete(s.marks).where(s.marks.c.report == report))
                rows = [{"mark": mark, "report": report} for mark in sorted(set(found))]
                if rows:
                    connection.execute(insert(s.marks), rows)

    def sharing(self, reports: Iterable[str], least: int, most: int) -> list[tuple[str, str]]:
        """Pairs of these reports with any that bear ``least`` marks in common, each pair once, sorted.

        Marks that more than ``most`` reports bear say nothing and are not counted.
        """
        found: set[tuple[str, str]] = set()
        with self.reading() as connection:
            for report in reports:
                for other in _sharing(connection, report, least, most):
                    found.add((min(report, other), max(report, other)))
        return sorted(found)

    def common(self, reports: Iterable[str], most: int) -> list[str]:
        """Other reports whose pairs a mark of these reports has just ceased to count for.

        With these, more than ``most`` bear it; where more did so before them, nothing has changed.
        """
        new = set(reports)
        with self.reading() as connection:
            connection.execute(text("DROP TABLE IF EXISTS fresh"))
            connection.execute(text("CREATE TEMPORARY TABLE fresh (id VARCHAR PRIMARY KEY)"))
            if new:
                connection.execute(text("INSERT INTO fresh (id) VALUES (:id)"), [{"id": one} for one in new])
            asked = {"most": most, "enough": most + len(new) + 1}
            return sorted({row[0] for row in connection.execute(_CEASED, asked)} - new)

    def of_marks(self, marks: Iterable[int]) -> list[str]:
        """The reports that bear any of these marks."""
        wanted = list(marks)
        with self.reading() as connection:
            query = select(s.marks.c.report).where(s.marks.c.mark.in_(wanted)).distinct()
            return sorted(connection.execute(query).scalars())

    def save_copies(self, reports: Iterable[str], copies: Iterable[Copy]) -> None:
        """Replace the copies of some reports with these, whoever shares them."""
        by_pair: dict[tuple[str, str], list[Copy]] = defaultdict(list)
        for copy in copies:
            one, other = sorted(passage.report for passage in copy.passages[:2])
            by_pair[one, other].append(copy)
        with self.writing() as connection:
            for some in chunks(reports):
                here = s.copies.c.one.in_(some) | s.copies.c.other.in_(some)
                connection.execute(delete(s.copies).where(here))
            rows = [
                {"one": one, "other": other, "data": msgspec.json.encode(found)}
                for (one, other), found in sorted(by_pair.items())
            ]
            if rows:
                connection.execute(insert(s.copies), rows)

    def drop_copies(self, reports: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[Copy]:
        """Take away the copies of some reports with any but those of ``pairs``; returns what was taken away.

        A mark that ceases to count unlinks reports and links none: what the rest share stays as it was found.
        """
        still, gone = set(pairs), []
        with self.writing() as connection:
            for some in chunks(reports):
                here = s.copies.c.one.in_(some) | s.copies.c.other.in_(some)
                for row in connection.execute(select(s.copies).where(here)).all():
                    if (row.one, row.other) not in still:
                        mine = (s.copies.c.one == row.one) & (s.copies.c.other == row.other)
                        connection.execute(delete(s.copies).where(mine))
                        gone += msgspec.json.decode(row.data, type=list[Copy])
        return gone

    def copies_of(self, reports: Iterable[str]) -> list[Copy]:
        """All copies that some reports share with any."""
        found: dict[tuple[str, str], list[Copy]] = {}
        with self.reading() as connection:
            for some in chunks(reports):
                here = s.copies.c.one.in_(some) | s.copies.c.other.in_(some)
                for row in connection.execute(select(s.copies).where(here)):
                    found[row.one, row.other] = msgspec.json.decode(row.data, type=list[Copy])
        return [copy for pair in sorted(found) for copy in found[pair]]

    def save_versions(self, reports: Iterable[str], versions: Iterable[Version]) -> None:
        """Replace what is said of some reports being others again."""
        with self.writing() as connection:
            for some in chunks(reports):
                connection.execute(delete(s.versions).where(s.versions.c.report.in_(some)))
            rows = [
                {"report": v.report, "of": v.of, "kind": v.kind, "data": msgspec.json.encode(v)}
                for v in versions
            ]
            if rows:
                connection.execute(insert(s.versions), rows)

    def settle(self, reports: Sequence[str], claims: Iterable[Claim]) -> None:
        """Set the claims of some reports as other reports settled them; ``claims`` are all of theirs."""
        told = {claim.id: claim for claim in claims}
        with self.writing() as connection:
            rows = []
            for some in chunks(reports):
                table = s.claims.c
                query = select(table.id, table.data, table.settled).where(table.report.in_(some))
                rows += [new for row in connection.execute(query) if (new := _settled(row, told.get(row.id)))]
            if rows:
                connection.execute(_SETTLE, rows)
            changed = sorted({told[row["id"]].report for row in rows})
            unbear(connection, changed)
            mark_stale(connection, "meetings", changed)

    def save_outlets(self, actors: Iterable[Actor]) -> None:
        """Write the actors in whose voice reports are told; of two accounts of one the first by its words."""
        with self.writing() as connection:
            for actor in actors:
                row = {"kind": "actor", "id": actor.id, "data": msgspec.json.encode(actor)}
                here = (s.findings.c.kind == "actor") & (s.findings.c.id == actor.id)
                held = connection.execute(select(s.findings.c.data).where(here)).scalar_one_or_none()
                if held is None:
                    connection.execute(insert(s.findings), [row])
                elif row["data"] < held:
                    connection.execute(update(s.findings).where(here).values(data=row["data"]))


_CEASED = text(
    """SELECT DISTINCT bearer.report
    FROM (SELECT mark, count(*) AS new FROM marks WHERE report IN (SELECT id FROM fresh) GROUP BY mark) mine
     JOIN marks AS bearer ON bearer.mark = mine.mark
    WHERE (SELECT count(*) FROM (SELECT 1 FROM marks WHERE mark = mine.mark LIMIT :enough) AS some)
     BETWEEN :most + 1 AND :most + mine.new"""
)
_SHARING = text(
    """SELECT other.report FROM marks AS mine JOIN marks AS other ON other.mark = mine.mark
    WHERE mine.report = :report AND other.report <> :report
     AND (SELECT count(*) FROM (SELECT 1 FROM marks WHERE mark = mine.mark LIMIT :enough)) <= :most
    GROUP BY other.report HAVING count(*) >= :least"""
)


def _sharing(connection: Connection, report: str, least: int, most: int) -> list[str]:
    """The reports that bear enough of one report's marks; counting stops where a mark is borne too often."""
    asked = {"report": report, "least": least, "most": most, "enough": most + 1}
    return [row[0] for row in connection.execute(_SHARING, asked)]


_SETTLE = text("UPDATE claims SET settled = :settled, origin = :origin WHERE id = :id")


def _settled(row: Any, claim: Claim | None) -> dict[str, Any] | None:
    """What is to be written of a claim that is now settled otherwise, or back as it was read; else None."""
    if claim is None:
        return None
    data = msgspec.json.encode(claim)
    settled = None if data == row.data else data
    return None if settled == row.settled else {"id": row.id, "settled": settled, "origin": claim.origin}


def reports_of(connection: Connection, ids: Iterable[str]) -> list[Report]:
    """Reports by id, in the order of their ids."""
    decoder = msgspec.json.Decoder(Report)
    found = []
    for some in chunks(sorted(ids)):
        query = select(s.reports.c.id, s.reports.c.data).where(s.reports.c.id.in_(some))
        found += [decoder.decode(row.data) for row in connection.execute(query.order_by(s.reports.c.id))]
    return found
