"""The brief's word lists, read once from this room's data folder."""

import csv
from functools import lru_cache
from importlib.resources import files

from crossbearing.errors import DataError

_ROOM = "crossbearing.brief"


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read ``data/NAME.tsv`` as rows keyed by its header; raises ``DataError`` when it is missing."""
    path = files(_ROOM) / "data" / f"{name}.tsv"
    if not path.is_file():
        raise DataError("a packaged list is missing", where=f"brief/data/{name}.tsv", hint="reinstall")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=16)
def by_first(name: str) -> dict[str, dict[str, str]]:
    """Key a list's rows by their first column."""
    found = rows(name)
    first = next(iter(found[0]))
    return {row[first]: row for row in found}


def form(key: str) -> str:
    """Give the grammar's form of that key: form("asserted") → "{source} says {amount} …"."""
    return by_first("forms")[key]["form"]


def read_asset(folder: str, name: str) -> str:
    """Read a packaged text file (style sheet, template); raises ``DataError`` when it is missing."""
    path = files(_ROOM) / folder / name
    if not path.is_file():
        raise DataError("a packaged file is missing", where=f"brief/{folder}/{name}", hint="reinstall")
    return path.read_text(encoding="utf-8")
