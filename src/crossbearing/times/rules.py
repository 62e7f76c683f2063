"""The rules: patterns over word classes, and the longest match at each place of a text.

A pattern is written as in ``data/rules.tsv``: NAMES in capitals are types of words (``data/words.tsv``),
``$NAMES`` are macros (``data/macros.tsv``), other words stand for themselves, ``x:`` labels what follows.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crossbearing.times.lexicon import rows
from crossbearing.times.scan import BREAK, OTHER, Alphabet, Scan

_ITEM = re.compile(
    r"(?:(?P<label>[a-z]\d?):)?(?P<name>\$?[A-Za-z_.]+\d?|\(|\)|\|)(?P<count>[?*+]|\{\d,\d\})?"
)


class Rule(NamedTuple):
    """One row of rules.tsv: the reader that resolves it, its pattern, and the guard it must pass.

    ``letters`` are all that its pattern is written with.
    """

    reads: str
    pattern: re.Pattern[str]
    guard: str
    letters: frozenset[str]


class Match:
    """A stretch of words that a rule matches; labels give the parts of it."""

    __slots__ = ("_found", "first", "last", "rule", "scan")

    def __init__(self, rule: Rule, scan: Scan, found: re.Match[str]) -> None:
        self.rule = rule
        self.scan = scan
        self.first, self.last = found.span()
        self._found = found

    def at(self, label: str) -> range:
        """The words that a label stands for; empty where it stands for none."""
        if label not in self._found.re.groupindex:
            return range(0)
        first, last = self._found.span(label)
        return range(first, last) if first >= 0 else range(0)

    def word(self, label: str) -> str:
        """The first word under a label, in lower case; "" where there is none."""
        found = self.at(label)
        return self.scan.lower[found[0]] if found else ""

    def value(self, label: str) -> str:
        """The first value under a label; "" where there is none."""
        return next((self.scan.values[i] for i in self.at(label) if self.scan.values[i]), "")

    def words(self, label: str) -> list[str]:
        """All words under a label, in lower case."""
        return [self.scan.lower[i] for i in self.at(label)]

    def has(self, word: str) -> bool:
        """True if the matched stretch holds this word."""
        return word in self.scan.lower[self.first : self.last]


class Grammar:
    """All rules, compiled against one alphabet."""

    def __init__(self) -> None:
        self._macros = {row["name"]: row["pattern"] for row in rows("macros.tsv")}
        table = rows("rules.tsv")
        literals = {word for row in table for word in self._literals(row["pattern"])}
        self.alphabet = Alphabet(frozenset(literals))
        self.rules = [self._rule(row) for row in table]
        self._by_start: dict[str, list[Rule]] = {}

    def candidates(self, start: str) -> list[Rule]:
        """The rules that can match where a word's letter and the next word's stand; none may be next."""
        found = self._by_start.get(start)
        if found is None:
            rules = self.candidates(start[0]) if len(start) > 1 else self.rules
            found = [rule for rule in rules if _can_start(rule, start)]
            self._by_start[start] = found
        return found

    def _rule(self, row: dict[str, str]) -> Rule:
        pattern = self._compiled(row["pattern"])
        return Rule(row["reads"], re.compile(pattern), row["guard"], frozenset(pattern))

    def _literals(self, pattern: str) -> Iterator[str]:
        for item in _ITEM.finditer(pattern):
            name = item["name"]
            if name.startswith("$"):
                yield from self._literals(self._macros[name[1:]])
            elif name[0].islower():
                yield name

    def _compiled(self, pattern: str) -> str:
        out = []
        labels: list[str | None] = []
        for item in _ITEM.finditer(pattern):
            name, label, count = item["name"], item["label"], item["count"] or ""
            if name == "(":
                labels.append(label)
                out.append(f"(?P<{label}>" if label else "(?:")
            elif name in ")|":
                out.append(name + count)
            else:
                piece = self._piece(name)
                out.append(f"(?P<{label}>{piece}){count}" if label else f"(?:{piece}){count}")
        return "".join(out)

    def _piece(self, name: str) -> str:
        if name.startswith("$"):
            return self._compiled(self._macros[name[1:]])
        if name[0].islower():
            return re.escape(self.alphabet.entries[name][0])
        letters = OTHER if name == "OTHER" else self.alphabet.letters(name.lower())
        return f"[{letters}]"


def _can_start(rule: Rule, start: str) -> bool:
    """Whether what starts with one letter or two could match, or the first alone: a cheap over-estimate."""
    if start[0] not in rule.letters:
        return False
    return start[-1] in rule.letters or rule.pattern.fullmatch(start[0]) is not None


Accept = Callable[[Match], bool]
"""What says whether a match may stand."""


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The compiled rules, built once per process."""
    return Grammar()


def matches(scan: Scan, accept: Accept) -> Iterator[Match]:
    """The longest accepted match at each place, left to right, none overlapping another."""
    rules = grammar()
    letters = scan.letters
    at, size = 0, len(letters)
    while at < size:
        letter = letters[at]
        if letter != OTHER and letter != BREAK:
            best = _longest(rules.candidates(letters[at : at + 2]), scan, at, accept)
            if best is not None:
                yield best
                at = best.last
                continue
        at += 1


def _longest(rules: list[Rule], scan: Scan, at: int, accept: Accept) -> Match | None:
    found = []
    for rule in rules:
        match = rule.pattern.match(scan.letters, at)
        if match is not None and match.end() > at:
            found.append((match.end(), rule, match))
    found.sort(key=_by_end, reverse=True)
    for _, rule, hit in found:
        match_ = Match(rule, scan, hit)
        if accept(match_):
            return match_
    return None


def _by_end(item: tuple[int, Rule, re.Match[str]]) -> int:
    return item[0]
