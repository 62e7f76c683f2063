"""Cue patterns as data: rows of words, compiled once, that say what a clause answers.

A pattern is words with single spaces. ``a|b`` either word, ``stop*`` any ending, ``<class>`` any phrase of
that class in words.tsv, ``~6`` up to six words between. "<fighting> ~6 <stopped>" finds "combat
operations by the army have been halted".
"""

import csv
import re
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

_GAP_WORD = r"(?:(?:[A-Za-z]\.){1,4}|[\w$€£]['’%\w-]{0,30}(?:[.,]\d{1,9}){0,3})"
"""A word, an abbreviation with its stops ("U.N.") or a number with its marks."""
_BETWEEN = r"[^\w;.!?-][^\w;.!?]{0,3}"
"""What may stand between two words of a pattern: spaces and marks, but no hyphen and no end of a sentence."""


class Cue(Struct, frozen=True):
    """A row of a cue file: the pattern, its other columns by name, and its example phrase."""

    pattern: re.Pattern[str]
    row: dict[str, str]


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a packaged list by column name, comment lines left out."""
    text = files("crossbearing.reconcile").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=16)
def cues(name: str) -> tuple[Cue, ...]:
    """The compiled cues of a packaged list."""
    return tuple(Cue(compile_pattern(row["pattern"]), row) for row in rows(name))


def first(name: str, text: str, **where: str) -> Cue | None:
    """The first cue of a list that a text holds, among those whose columns equal ``where``."""
    for cue in cues(name):
        if all(cue.row[key] == value for key, value in where.items()) and cue.pattern.search(text):
            return cue
    return None


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Turn a pattern of words, classes and gaps into a bounded regular expression."""
    out = r"(?<![\w-])"
    after_gap = True
    for item in pattern.split(" "):
        if item.startswith("~"):
            out += rf"(?:{_BETWEEN}{_GAP_WORD}){{0,{int(item[1:])}}}?"
            continue
        out += ("" if after_gap else _BETWEEN) + _item(item)
        after_gap = False
    return re.compile(out + r"(?![\w-])", re.IGNORECASE)


def _item(item: str) -> str:
    alternatives = [phrase for part in item.split("|") for phrase in _phrases(part)]
    return "(?:" + "|".join(_phrase(phrase) for phrase in alternatives) + ")"


def _phrases(part: str) -> list[str]:
    return list(_classes()[part[1:-1]]) if part.startswith("<") else [part]


def _phrase(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"[\w]{0,6}") for word in re.split(r"[ _]", phrase)]
    return r"\s".join(words)


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("words"):
        found.setdefault(row["class"], []).extend(w.strip() for w in row["words"].split(","))
    return {name: tuple(sorted(words, key=len, reverse=True)) for name, words in found.items()}
