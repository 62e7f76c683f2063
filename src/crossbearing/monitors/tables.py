"""Tables as values, and as CSV that no spreadsheet takes for a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from msgspec import Struct

Cell = str | int | float | None
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""First characters on which a spreadsheet may run a cell (OWASP, "CSV Injection"), after any apostrophes."""

_NOTES = ("row", "finding_id", "column", "rule", "reason", "claim_ids")
_LEFT_OUT = ("finding_id", "title", "rule", "reason", "claim_ids")


class Why(Struct, frozen=True):
    """Why a value stands in a column: the rule by its name, in words, and the claims it was taken from."""

    column: str
    rule: str
    said: str
    claims: tuple[str, ...] = ()


class Row(Struct, frozen=True, kw_only=True):
    """Cells in the order of the table's columns; the finding, claims and origins they rest on (ids)."""

    cells: tuple[Cell, ...]
    subject: str | None = None
    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()

    @property
    def note(self) -> str:
        """All reasons as one text: "fatalities: ... [rule] (claims)"."""
        return "; ".join(
            f"{w.column}: {w.said} [{w.rule}]" + (f" ({' '.join(w.claims)})" if w.claims else "")
            for w in self.why
        )


class Omitted(Struct, frozen=True):
    """What a table leaves out: the finding's id and title, the rule by its name, in words, and the claims."""

    subject: str
    title: str
    rule: str
    reason: str
    claims: tuple[str, ...] = ()


class Table(Struct, frozen=True, kw_only=True):
    """A table: columns in order, rows, what was left out, and one sentence on what it is."""

    name: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    left_out: tuple[Omitted, ...] = ()

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row.cells, strict=True)) for row in self.rows]


def to_csv(table: Table) -> dict[str, bytes]:
    """Write a table: ``NAME.csv`` with just its columns, its notes and what it leaves out beside it.

    RFC 4180, UTF-8, unknown as an empty cell. Words that a spreadsheet could run get one leading apostrophe.
    """
    notes = [
        (n, row.subject, w.column, w.rule, w.said, " ".join(w.claims or row.claims))
        for n, row in enumerate(table.rows, 1)
        for w in row.why
    ]
    files = {f"{table.name}.csv": write(table.columns, [row.cells for row in table.rows])}
    if any(row.why for row in table.rows):
        files[f"{table.name}.notes.csv"] = write(_NOTES, notes)
    if table.left_out:
        gone = [(o.subject, o.title, o.rule, o.reason, " ".join(o.claims)) for o in table.left_out]
        files[f"{table.name}.left-out.csv"] = write(_LEFT_OUT, gone)
    return files


def write(header: tuple[str, ...], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a header line and rows of cells."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return text.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return str(value)
