"""The word lists of reading: events, hedges, modals and topic words, read once from data files."""

import csv
from functools import lru_cache
from importlib import resources
from typing import cast

from msgspec import Struct

from crossbearing.errors import DataError
from crossbearing.vocabulary import Topic


class EventRow(Struct, frozen=True):
    """One way to say that something happened; ``words`` are lemmas, the first its head when a verb."""

    words: tuple[str, ...]
    pos: str
    topic: Topic
    plover: str | None
    mode: str | None
    acled: str | None
    needs: str | None
    example: str


class EventWords(Struct, frozen=True):
    """Event rows by the lemma that must be met first: the verb, or a noun phrase's last noun."""

    verbs: dict[str, tuple[EventRow, ...]]
    nouns: dict[str, tuple[EventRow, ...]]


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a tab-separated list in this room's data folder; raises DataError where it is missing."""
    source = resources.files("crossbearing.reading") / "data" / name
    try:
        with source.open(encoding="utf-8") as handle:
            lines = (line for line in handle if not line.startswith("#"))
            return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError as error:
        raise DataError("a word list is missing", where=name, hint="reinstall crossbearing") from error


@lru_cache(maxsize=1)
def event_rows() -> tuple[EventRow, ...]:
    """All event rows of ``data/events.tsv``."""
    return tuple(
        EventRow(
            words=tuple(row["words"].split()),
            pos=row["pos"],
            topic=cast(Topic, row["topic"]),
            plover=row["plover"] or None,
            mode=row["mode"] or None,
            acled=row["acled"] or None,
            needs=row["needs"] or None,
            example=row["example"],
        )
        for row in rows("events.tsv")
    )


@lru_cache(maxsize=1)
def event_words() -> EventWords:
    """Event rows indexed by the word that anchors them, longest first."""
    verbs: dict[str, list[EventRow]] = {}
    nouns: dict[str, list[EventRow]] = {}
    for row in event_rows():
        if row.pos == "V":
            verbs.setdefault(row.words[0], []).append(row)
        else:
            nouns.setdefault(row.words[-1], []).append(row)
    return EventWords(
        {key: tuple(sorted(found, key=_longest)) for key, found in verbs.items()},
        {key: tuple(sorted(found, key=_longest)) for key, found in nouns.items()},
    )


def _longest(row: EventRow) -> tuple[int, tuple[str, ...]]:
    return (-len(row.words), row.words)


@lru_cache(maxsize=1)
def hedges() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Hedging phrases by their first word: (lower-case words, status they give)."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("hedges.tsv"):
        words = tuple(row["words"].split())
        found.setdefault(words[0], []).append((words, row["status"]))
    return {key: tuple(sorted(value, key=lambda item: -len(item[0]))) for key, value in found.items()}


@lru_cache(maxsize=1)
def topic_words() -> dict[str, tuple[Topic, float]]:
    """Lemma → topic and weight, for clauses whose event does not settle the topic."""
    return {row["lemma"]: (cast(Topic, row["topic"]), float(row["weight"])) for row in rows("topics.tsv")}


def word_class(name: str) -> frozenset[str]:
    """The lemmas of one class of ``data/classes.tsv``, e.g. "people", "weapon", "background"."""
    return classes().get(name, frozenset())


@lru_cache(maxsize=2)
def classes(table: str = "classes.tsv") -> dict[str, frozenset[str]]:
    """All word classes of a table, that of the claims unless another is named."""
    found: dict[str, set[str]] = {}
    for row in rows(table):
        found.setdefault(row["class"], set()).add(row["lemma"])
    return {key: frozenset(value) for key, value in found.items()}
