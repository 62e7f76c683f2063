"""Cue patterns as data: rows of words, compiled once, that say what a clause answers.

A pattern is words with single spaces. ``a|b`` either word, ``stop*`` any ending, ``<class>`` any phrase of
that class in words.tsv, ``~6`` up to six words between. "<fighting> ~6 <stopped>" finds "combat
operations by the army have been halted".
"""

import csv
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files

from msgspec import Struct

_GAP_WORD = r"(?:(?:[A-Za-z]\.){1,4}|[\w$€£]['’%\w-]{0,30}(?:[.,]\d{1,9}){0,3})"
"""A word, an abbreviation with its stops ("U.N.") or a number with its marks."""
_BETWEEN = r"[^\w;.!?-][^\w;.!?]{0,3}"
"""What may stand between two words of a pattern: spaces and marks, but no hyphen and no end of a sentence."""


_WORD = re.compile(r"\w+")
_MOST_KNOWN = 50_000
"""So many words' needs are kept."""


class Pattern:
    """A pattern of words, tried only where a text has a word for each of its items.

    Most texts lack one, so that most patterns are never made into the regular expression that they are:
    making some three hundred of them takes a second, and trying them was most of the bearing's time.
    """

    def __init__(self, pattern: str) -> None:
        self.items = pattern.split(" ")
        self.needs = 0
        for item in self.items:
            self.needs |= 0 if item.startswith("~") else _NEEDS.of(item)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The bounded regular expression."""
        out = r"(?<![\w-])"
        after_gap = True
        for item in self.items:
            if item.startswith("~"):
                out += rf"(?:{_BETWEEN}{_GAP_WORD}){{0,{int(item[1:])}}}?"
                continue
            out += ("" if after_gap else _BETWEEN) + _item(item)
            after_gap = False
        return re.compile(out + r"(?![\w-])", re.IGNORECASE)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in a text from ``start`` on, or None."""
        return self.compiled.search(text, start) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, in order."""
        return self.compiled.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        return _NEEDS.met(text) & self.needs == self.needs


class _Needs:
    """What patterns' items need of a text, numbered: a word of some, or one that begins as one of others.

    A text's words and a pattern's needs are both bits of one number, so that trying a pattern on a text that
    lacks a word of it costs a comparison of numbers.
    """

    def __init__(self) -> None:
        self.bits: dict[tuple[frozenset[str], frozenset[str]], int] = {}
        self.words: dict[str, int] = {}
        self.begins: dict[str, int] = {}
        self.known: dict[str, int] = {}

    def of(self, item: str) -> int:
        """The bit of an item's need; met are texts that hold its number."""
        words: set[str] = set()
        begins: set[str] = set()
        for phrase in _alternatives(item):
            opening, any_ending, _ = re.split(r"[ _]", phrase)[0].lower().partition("*")
            head = _WORD.match(opening)
            whole = head is not None and head.end() == len(opening)
            if head is None or (any_ending and whole):
                begins.add(opening if whole else "")
            else:
                words.add(head.group())
        need = frozenset(words), frozenset(begins)
        if need not in self.bits:
            bit = self.bits[need] = 1 << len(self.bits)
            for found, known in ((need[0], self.words), (need[1], self.begins)):
                for word in found:
                    known[word] = known.get(word, 0) | bit
            self.known.clear()
            self.met.cache_clear()
        return self.bits[need]

    @lru_cache(maxsize=256)  # noqa: B019 (there is one of these)
    def met(self, text: str) -> int:
        """The bits of all needs that a text's words meet."""
        found = 0
        for word in _WORD.findall(text.lower()):
            bits = self.known.get(word)
            found |= self._learn(word) if bits is None else bits
        return found

    def _learn(self, word: str) -> int:
        """The bits of the needs that a word meets, kept for the next text that has it."""
        found = self.words.get(word, 0)
        for end in range(len(word) + 1):
            found |= self.begins.get(word[:end], 0)
        if len(self.known) < _MOST_KNOWN:
            self.known[word] = found
        return found


_NEEDS = _Needs()


class Cue(Struct, frozen=True):
    """A row of a cue file: the pattern, its other columns by name, and its example phrase."""

    pattern: Pattern
    row: dict[str, str]


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a packaged list by column name, comment lines left out."""
    text = files("crossbearing.reconcile").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def words_of(name: str, column: str, **where: str) -> dict[str, str]:
    """The words of a packaged list, each with its row's ``column``; of rows whose columns are ``where``."""
    kept = (row for row in rows(name) if all(row[key] == value for key, value in where.items()))
    return {word.strip(): row[column] for row in kept for word in row["words"].split(",")}


@lru_cache(maxsize=32)
def cues(name: str) -> tuple[Cue, ...]:
    """The compiled cues of a packaged list."""
    return tuple(Cue(compile_pattern(row["pattern"]), row) for row in rows(name))


def likely(name: str, text: str) -> list[Cue]:
    """The cues of a list for whose every item a text has a word: no other can match."""
    listed, bits = cues(name), _NEEDS.met(text)
    return [cue for cue in listed if cue.pattern.needs & bits == cue.pattern.needs]


def first(name: str, text: str, **where: str) -> Cue | None:
    """The first cue of a list that a text holds, among those whose columns equal ``where``."""
    for cue in likely(name, text):
        if all(cue.row[key] == value for key, value in where.items()) and cue.pattern.search(text):
            return cue
    return None


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> Pattern:
    """A pattern of words, classes and gaps, made ready once."""
    return Pattern(pattern)


def _item(item: str) -> str:
    return "(?:" + "|".join(_phrase(phrase) for phrase in _alternatives(item)) + ")"


def _alternatives(item: str) -> list[str]:
    return [phrase for part in item.split("|") for phrase in _phrases(part)]


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
