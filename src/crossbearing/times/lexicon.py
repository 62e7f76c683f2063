"""The room's lists, read once: words with their types, parts of the day, names that only look like times."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from crossbearing.errors import DataError


class Entry(NamedTuple):
    """A time word: its type (dotted, as rules name it), its value, and how it must be written."""

    type: str
    value: str
    case: str


class Part(NamedTuple):
    """A part of the day: TIMEX3 code, or a clock time, and the hours it is taken to span."""

    code: str
    first: int
    last: int
    grain: str


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one of the room's tables as dicts by column; raises ``DataError`` where a row is not whole."""
    source = files("crossbearing.times").joinpath("data", name)
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError("a packaged list is missing", where=name, hint="install again") from error
    head = lines[0].split("\t")
    table = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(head):
            raise DataError(f"line {number} has {len(cells)} cells", where=name, hint="install again")
        table.append(dict(zip(head, cells, strict=True)))
    return tuple(table)


@lru_cache(maxsize=1)
def words() -> dict[str, Entry]:
    """Every time word in lower case, parts of the day among them."""
    found = {row["word"]: Entry(row["type"], row["value"], row["case"]) for row in rows("words.tsv")}
    for row in rows("parts.tsv"):
        found[row["word"]] = Entry("part", row["word"], "any")
    return found


@lru_cache(maxsize=1)
def parts() -> dict[str, Part]:
    """Parts of the day by their word."""
    return {
        row["word"]: Part(row["code"], int(row["from"]), int(row["to"]), row["grain"])
        for row in rows("parts.tsv")
    }


@lru_cache(maxsize=1)
def names() -> re.Pattern[str]:
    """Names that hold a time word but say no time: newspapers, parties, films ("Sunday Times")."""
    pieces = [row["pattern"] for row in rows("names.tsv")]
    return re.compile(r"\b(?:" + "|".join(pieces) + r")\b")


@cache
def word_set(list_name: str) -> frozenset[str]:
    """The words of one list of cues.tsv ("future", "since", ...)."""
    return frozenset(row["word"] for row in rows("cues.tsv") if row["list"] == list_name)
