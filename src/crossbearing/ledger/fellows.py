"""Accounts of one happening in different reports: which are near each other, and which fit and so meet."""

import hashlib
from collections.abc import Iterable, Set

from sqlalchemy import bindparam, insert, select, text

from crossbearing.ledger import schema as s
from crossbearing.ledger.derived import Derived
from crossbearing.ledger.staleness import MEETS, NEARS, PAIRED, chunks, clear_stale, mark_stale

_NEAR = text(
    f"""SELECT DISTINCT fellow.report
    FROM claims CROSS JOIN meetings AS mine CROSS JOIN meetings AS other CROSS JOIN claims AS fellow
    WHERE claims.report IN :reports AND mine.claim = claims.number AND mine.kind = {NEARS}
     AND other.kind = {NEARS} AND other.key = mine.key
     AND other.day BETWEEN mine.day - mine.days AND mine.day + mine.days
     AND fellow.number = other.claim"""
).bindparams(bindparam("reports", expanding=True))


class Fellows(Derived):
    """A ledger file with which accounts of its reports fit."""

    def near(self, reports: Iterable[str], but: Set[str] = frozenset()) -> list[str]:
        """The other reports, ``but`` some, with accounts near those of these reports; sorted."""
        own = set(reports)
        found: set[str] = set()
        with self.reading() as connection:
            for some in chunks(sorted(own)):
                found.update(connection.execute(_NEAR, {"reports": some}).scalars())
        return sorted(found - own - but)

    def join_fellows(self, reports: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        """Write which accounts of some reports meet others, each named by its first claim."""
        told = list(pairs)
        with self.writing() as connection:
            numbers: dict[str, int] = {}
            for some in chunks(claim for pair in told for claim in pair):
                query = select(s.claims.c.id, s.claims.c.number).where(s.claims.c.id.in_(some))
                numbers |= {row.id: row.number for row in connection.execute(query)}
            rows = [
                {"kind": MEETS, "key": _key(*pair), "day": PAIRED, "claim": numbers[claim], "days": 0}
                for pair in told
                if all(claim in numbers for claim in pair)
                for claim in pair
            ]
            if rows:
                connection.execute(insert(s.meetings), rows)
            mark_stale(connection, "bearing", numbers)
            clear_stale(connection, "fellows", reports)


def _key(one: str, other: str) -> int:
    """A key of two claims' own, as 63 bits that are the same in every run."""
    said = " ".join(sorted((one, other))).encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") >> 1
