"""The room's lists, read once from its data folder: columns, rules, and each book's words."""

import csv
from functools import lru_cache
from importlib.resources import files

from crossbearing.errors import DataError
from crossbearing.monitors import Why

_ROOM = "crossbearing.rulebooks"


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read ``data/NAME.tsv`` as rows keyed by its header; raises ``DataError`` when it is missing."""
    path = files(_ROOM) / "data" / f"{name}.tsv"
    if not path.is_file():
        raise DataError("a packaged list is missing", where=f"rulebooks/data/{name}.tsv", hint="reinstall")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=16)
def by_first(name: str) -> dict[str, dict[str, str]]:
    """Key a list's rows by their first column."""
    found = rows(name)
    return {row[next(iter(row))]: row for row in found}


def columns_of(book: str) -> tuple[str, ...]:
    """A book's columns in its own order."""
    return tuple(column.strip() for column in by_first("columns")[book]["columns"].split(","))


def says(rule: str) -> str:
    """What a rule says, in words; raises ``KeyError`` for a rule that is not listed."""
    return by_first("rules")[rule]["says"]


def why(column: str, rule: str, claims: tuple[str, ...] = (), more: str = "") -> Why:
    """The reason for a column's value: the rule, what it says, what it was applied to, and the claims."""
    return Why(column, rule, f"{says(rule)}{f': {more}' if more else ''}", claims)
