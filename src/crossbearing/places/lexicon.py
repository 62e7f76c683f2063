"""The words that show where a place name stands: data/cues.tsv and data/demonyms.tsv."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from crossbearing.errors import DataError


class Cue(Struct, frozen=True):
    """A row of data/cues.tsv: a word, its class and value, and a phrase that shows it at work."""

    kind: str
    word: str
    value: str
    example: str
    expect: str


class Demonym(Struct, frozen=True):
    """A row of data/demonyms.tsv: a word for people or things of a place, by country code or place id."""

    word: str
    place: str
    example: str


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """Read every cue word."""
    return tuple(Cue(*row) for row in _rows("cues.tsv", 5))


@lru_cache(maxsize=32)
def words(kind: str) -> dict[str, str]:
    """Give the cue words of a class with their values: "kind" → {"city": "city", "province": "region"}."""
    found = {cue.word: cue.value for cue in cues() if cue.kind == kind}
    if not found:
        raise DataError(f"no cue words of class {kind!r}", where="cues.tsv", hint="install again")
    return found


@lru_cache(maxsize=1)
def honorifics() -> frozenset[str]:
    """Give the titles of persons in lower case."""
    return frozenset(word.lower() for word in words("honorific"))


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Give countries (alpha-3) and place ids by their adjectives and peoples: "Syrian" → "SYR"."""
    return {demonym.word: demonym.place for demonym in demonym_rows()}


@lru_cache(maxsize=1)
def demonym_rows() -> tuple[Demonym, ...]:
    """Read every demonym."""
    return tuple(Demonym(*row) for row in _rows("demonyms.tsv", 3))


def _rows(name: str, width: int) -> Iterator[list[str]]:
    text = (files("crossbearing.places") / "data" / name).read_text(encoding="utf-8")
    for row in list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
        if len(row) != width:
            raise DataError("a row has too many or too few cells", where=name, hint="install again")
        yield row
