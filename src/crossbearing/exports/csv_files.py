"""Tables as CSV (RFC 4180, UTF-8), guarded so that no spreadsheet runs a cell."""

import csv
import json
import re
from io import StringIO
from typing import Any

from crossbearing.exports.tables import Kind, Table, tables_of
from crossbearing.model import Dossier

_RUN = "=+\\-@\t\r\n＝＋－＠"
"""First characters on which a spreadsheet may take a cell for a formula (OWASP, "CSV Injection")."""
_GUARDED = re.compile(f"'*[{_RUN}]")
"""Quotes before such a character are guarded too, so that taking one quote off always gives the words."""


def to_csv(dossier: Dossier) -> dict[str, bytes]:
    """Write one file a table: a header line, CRLF line ends, unknown as an empty cell.

    Ids of a list are joined by spaces; lists of words are JSON arrays. Words that begin as a formula would
    get a leading apostrophe; see ``unguard``.
    """
    return {
        f"{table.name}.csv": write_csv(list(table.columns), _cells(table)) for table in tables_of(dossier)
    }


def write_csv(header: list[str], rows: list[list[str]]) -> bytes:
    """Write rows of cells under a header line."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _cells(table: Table) -> list[list[str]]:
    return [[cell(row.get(name), kind) for name, kind in table.columns.items()] for row in table.rows]


def cell(value: Any, kind: Kind) -> str:
    """Write one value as a cell; numbers as they are, words guarded."""
    if value is None or value == []:
        return ""
    if kind == "flag":
        return "true" if value else "false"
    if kind in ("number", "whole"):
        return str(value)
    if kind == "ids":
        return guard(" ".join(value))
    return guard(json.dumps(value, ensure_ascii=False) if kind == "texts" else value)


def guard(words: str) -> str:
    """Put an apostrophe before words that a spreadsheet could take for a formula: ``=1+1`` → ``'=1+1``."""
    return f"'{words}" if _GUARDED.match(words) else words


def unguard(words: str) -> str:
    """Take the guard off again, so that the words are those of the report."""
    return words[1:] if words.startswith("'") and _GUARDED.match(words) else words
