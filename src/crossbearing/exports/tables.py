"""The ledger as flat tables: one row a thing, the same columns for CSV and Parquet."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from msgspec import Struct

from crossbearing.exports import claim_tables, finding_tables
from crossbearing.exports.contract import ExportV1, Generator
from crossbearing.exports.convert import export_rows
from crossbearing.exports.lookup import Lookup
from crossbearing.model import Dossier

Kind = Literal["text", "number", "whole", "day", "flag", "ids", "texts"]
"""What a column holds; "ids" and "texts" are lists."""
Row = dict[str, Any]
Reader = Callable[[ExportV1, Lookup], Iterable[Row]]

_WHOLE = frozenset({"start", "end", "number", "geonameid", "part_of"})
_NUMBERS = frozenset({"min", "max", "lat", "lon", "similarity"})
_DAYS = frozenset({"announced", "first", "last"})
_FLAGS = frozenset({"negated", "background", "total"})
_TEXTS = frozenset({"aliases", "credits", "hedges", "inferred", "quotes", "origins"})


class Table(Struct, frozen=True):
    """A table: its columns in order, each with its kind, and its rows; a missing value is None."""

    name: str
    columns: dict[str, Kind]
    rows: list[Row]


def kind_of(column: str) -> Kind:
    """What a column of this name holds, in whatever table it stands."""
    end = column.rsplit("_", 1)[-1]
    if column in _WHOLE or (end in ("start", "end") and column != end):
        return "whole"
    if end == "ids":
        return "ids"
    if column in _NUMBERS:
        return "number"
    if column in _DAYS or end in ("earliest", "latest"):
        return "day"
    if column in _FLAGS:
        return "flag"
    return "texts" if column in _TEXTS else "text"


TABLES: dict[str, tuple[str, Reader]] = {**claim_tables.TABLES, **finding_tables.TABLES}
"""Every table: its columns, in order, and what reads its rows."""


def tables_of(dossier: Dossier) -> list[Table]:
    """Lay a dossier out as tables, every row with the ids and words that it can be traced by."""
    rows = export_rows(dossier, Generator("", ""))
    lookup = Lookup(dossier)
    found = []
    for name, (columns, read) in TABLES.items():
        kinds = {column: kind_of(column) for column in columns.split()}
        found.append(Table(name, kinds, list(read(rows, lookup))))
    return found
