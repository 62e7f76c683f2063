"""Tables as Parquet, with real dates, numbers and lists; needs the extra ``parquet``."""

from datetime import date
from io import BytesIO
from typing import Any

from crossbearing.errors import OutputError
from crossbearing.exports.tables import Kind, Table, tables_of
from crossbearing.model import Dossier


def to_parquet(dossier: Dossier) -> dict[str, bytes]:
    """Write one Parquet file a table, with the columns of the CSV files; unknown is null.

    Raises ``OutputError`` where pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet as writer
    except ImportError as error:
        raise OutputError(
            "Parquet needs a library that is not installed", hint="pip install 'crossbearing[parquet]'"
        ) from error
    found = {}
    for table in tables_of(dossier):
        file = BytesIO()
        writer.write_table(_arrow(table, pyarrow), file)
        found[f"{table.name}.parquet"] = file.getvalue()
    return found


def _arrow(table: Table, pyarrow: Any) -> Any:
    types = {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "whole": pyarrow.int64(),
        "day": pyarrow.date32(),
        "flag": pyarrow.bool_(),
        "ids": pyarrow.list_(pyarrow.string()),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()])
    columns = [
        pyarrow.array([_value(row.get(name), kind) for row in table.rows], type=types[kind])
        for name, kind in table.columns.items()
    ]
    return pyarrow.Table.from_arrays(columns, schema=schema)


def _value(value: Any, kind: Kind) -> Any:
    return date.fromisoformat(value) if kind == "day" and value is not None else value
