"""The room's word lists, read from its data files once and indexed for the steps that use them."""

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from crossbearing.errors import DataError
from crossbearing.vocabulary import Measure

OF_PEOPLE = "of people"
"""The kind of measures.tsv's verbs that are told of things as well."""


class Cue(NamedTuple):
    """A row of measures.tsv as met in a sentence: words ``[first, last]``, what they measure and how."""

    first: int
    last: int
    measure: Measure
    kind: str
    participle: bool


class CueForm(NamedTuple):
    """A form of measures.tsv as its words."""

    words: tuple[str, ...]
    measure: Measure
    kind: str
    participle: bool


class Vague(NamedTuple):
    """The range a vague number word stands for."""

    lower: float
    upper: float | None


class Unit(NamedTuple):
    """What a unit's word measures and the group it names."""

    measure: Measure
    group: str | None


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a packaged table as one dict a row; raises ``DataError`` where it is missing."""
    table = resources.files(__package__) / "data" / name
    try:
        lines = table.read_text(encoding="utf-8").splitlines()
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError as missing:
        raise DataError("a packaged list is missing", where=name, hint="reinstall crossbearing") from missing


def alternation(phrases: list[str]) -> str:
    """Join phrases to a regex alternation, longest first, any run of up to three spaces between words."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in ordered)


@lru_cache(maxsize=1)
def number_words() -> dict[str, tuple[str, int]]:
    """Number words to their kind (unit, teen, ten, scale, dozen) and value."""
    return {row["word"]: (row["kind"], int(row["value"])) for row in rows("number_words.tsv")}


@lru_cache(maxsize=1)
def vague_words() -> dict[str, Vague]:
    """Vague number phrases to their ranges."""
    return {
        row["phrase"]: Vague(float(row["lower"]), float(row["upper"]) if row["upper"] else None)
        for row in rows("vague.tsv")
    }


@lru_cache(maxsize=2)
def bound_words(side: str) -> dict[str, str]:
    """Bound phrases that stand "before" or "after" a number to what they do to it."""
    return {row["phrase"]: row["op"] for row in rows("bounds.tsv") if row["side"] == side}


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Units' words, both numbers, to what they measure."""
    return {row["unit"]: Unit(_measure(row["measure"]), row["group"] or None) for row in rows("units.tsv")}


@lru_cache(maxsize=1)
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """Cues by their first word, longest first."""
    return _forms([row for row in rows("measures.tsv") if row["kind"] != OF_PEOPLE])


@lru_cache(maxsize=1)
def cue_forms_of_people() -> dict[str, tuple[CueForm, ...]]:
    """Cues that are told of things as well and measure people alone: "80 raiders were destroyed"."""
    return _forms([{**row, "kind": "object"} for row in rows("measures.tsv") if row["kind"] == OF_PEOPLE])


def _forms(table: list[dict[str, str]]) -> dict[str, tuple[CueForm, ...]]:
    found: dict[str, list[CueForm]] = {}
    for row in table:
        for form in row["forms"].split("|") + [row["participle"]] * bool(row["participle"]):
            words = tuple(form.split())
            participle = form == row["participle"]
            cue = CueForm(words, _measure(row["measure"]), row["kind"], participle)
            found.setdefault(words[0], []).append(cue)
    return {first: tuple(sorted(set(cues), key=_cue_order)) for first, cues in found.items()}


def _cue_order(cue: CueForm) -> tuple[int, bool, int]:
    """Longest first; a verb's form before the same word as a noun ("killing")."""
    kinds = ("object", "subject", "state", "before", "after", "noun", "nominal")
    return (-len(cue.words), not cue.participle, kinds.index(cue.kind))


@lru_cache(maxsize=1)
def people() -> dict[str, str]:
    """Nouns that count people, both numbers, to the group they name."""
    return {row[number]: row["group"] for row in rows("people.tsv") for number in ("singular", "plural")}


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """Singular nouns that name one person: "a shepherd was killed" counts one."""
    return frozenset(row["singular"] for row in rows("people.tsv") if row["singular"] != row["plural"])


@lru_cache(maxsize=1)
def things() -> dict[str, str]:
    """Nouns that count no people, both numbers, to their singular."""
    return {row[number]: row["singular"] for row in rows("things.tsv") for number in ("singular", "plural")}


@lru_cache(maxsize=1)
def numbered_names() -> frozenset[str]:
    """Words whose following number is a name: "Highway 5", "resolution 2254"."""
    return frozenset(row["word"] for row in rows("names.tsv"))


@lru_cache(maxsize=16)
def links(kind: str) -> tuple[str, ...]:
    """Phrases of links.tsv of one kind, longest first."""
    found = [row["phrase"] for row in rows("links.tsv") if row["kind"] == kind]
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@lru_cache(maxsize=64)
def closed(kind: str) -> frozenset[str]:
    """A closed set of words that the steps look over or stop at, by its kind in closed_words.tsv."""
    return frozenset(
        word for row in rows("closed_words.tsv") if row["kind"] == kind for word in row["words"].split("|")
    )


def _measure(name: str) -> Measure:
    return name  # type: ignore[return-value]
