"""The cue words, speakers and outlets that attribution knows, read from the room's data files."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from crossbearing.errors import DataError


class Cue(Struct, frozen=True):
    """One row of ``cues.tsv``: a word that attributes, its class, and how its content is governed.

    ``pattern``: "clause" (that-clause, quote), "quote" (quote only), "object", "to" (infinitive, or "to"
    and a noun), "object-to", "object-of", "object-as", "name" ("called it X"), or a preposition.
    ``subject``: whom it takes to be a source ("any" noun, "speaker", "person", "named", "document").
    """

    lemma: str
    pos: str
    stance: str
    pattern: str
    subject: str
    example: str


@lru_cache(maxsize=1)
def all_cues() -> tuple[Cue, ...]:
    """Give every cue row; raises ``DataError`` where the file is damaged."""
    return tuple(
        Cue(row["lemma"], row["pos"], row["stance"], row["pattern"], row["subject"], row["example"])
        for row in rows("cues.tsv", ("lemma", "pos", "stance", "pattern", "subject", "example"))
    )


@lru_cache(maxsize=4)
def cues(pos: str) -> dict[str, tuple[Cue, ...]]:
    """Give the cue rows of a part of speech ("verb", "noun") by lemma."""
    found: dict[str, tuple[Cue, ...]] = {}
    for cue in all_cues():
        if cue.pos == pos:
            found[cue.lemma] = (*found.get(cue.lemma, ()), cue)
    return found


@lru_cache(maxsize=1)
def speaker_nouns() -> dict[str, str]:
    """Give the nouns that can speak, each with its kind: "person", "group", "document"."""
    return {row["lemma"]: row["kind"] for row in rows("speakers.tsv", ("lemma", "kind", "example"))}


@lru_cache(maxsize=1)
def media_words() -> frozenset[str]:
    """Give the names and nouns of outlets, word for word: "Reuters", "agency"."""
    return frozenset(row["word"] for row in rows("media.tsv", ("word", "example")))


def rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Read a table of this room's data folder; raises ``DataError`` on a row without all columns."""
    text = files("crossbearing.reading").joinpath("data", name).read_text(encoding="utf-8")
    for number, row in enumerate(
        csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), start=2
    ):
        if any(not row.get(column) for column in columns):
            raise DataError("a row lacks a column", where=f"{name}:{number}", hint="reinstall the package")
        yield row
