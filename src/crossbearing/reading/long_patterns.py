"""Patterns of several tokens that seldom hold: told from three columns of a text whether any can at all."""

import re
from collections.abc import Sequence
from typing import Any

COLUMNS = ("LOWER", "TAG", "DEP")
"""The attributes of which a text's keys tell: lower case, tag and role, as numbers of the string store."""
Key = tuple[int, ...]
Test = tuple[int, frozenset[int]]


class LongPatterns:
    """Matcher patterns of several tokens, e.g. "let" before "'s"; whether one can hold is told fast.

    Tests of other attributes, and of these that are neither values nor regular expressions, are taken as met.
    """

    def __init__(self, patterns: Sequence[Sequence[dict[str, Any]]], strings: Any) -> None:
        self.strings = strings
        self.always = any("OP" in token for pattern in patterns for token in pattern)
        self.rows: list[tuple[int, Test, Sequence[dict[str, Any]]]] = []
        for pattern in () if self.always else patterns:
            tests = [(n, test) for n, token in enumerate(pattern) for test in self._exact(token)]
            if not tests:
                self.always = True
                return
            at, rarest = min(tests, key=lambda found: len(found[1][1]))
            self.rows.append((at, rarest, pattern))

    def may_hold(self, keys: Sequence[Key]) -> bool:
        """Whether a pattern may hold in a text whose tokens have these columns; where False, none does."""
        if self.always or not keys:
            return self.always
        columns = [set(column) for column in zip(*keys, strict=True)]
        return any(
            not values.isdisjoint(columns[column]) and self._fits(at, (column, values), pattern, keys)
            for at, (column, values), pattern in self.rows
        )

    def _exact(self, token: dict[str, Any]) -> list[Test]:
        """The columns of which a pattern's token names the values."""
        found = []
        for column, name in enumerate(COLUMNS):
            told = token.get(name)
            words = told.get("IN") if isinstance(told, dict) else None if told is None else [told]
            if words is not None:
                found.append((column, frozenset(self.strings.add(word) for word in words)))
        return found

    def _fits(self, at: int, test: Test, pattern: Sequence[dict[str, Any]], keys: Sequence[Key]) -> bool:
        """Whether a pattern may stand where its token ``at`` meets its test."""
        column, values = test
        starts = (n - at for n, key in enumerate(keys) if key[column] in values)
        return any(
            start >= 0
            and start + len(pattern) <= len(keys)
            and all(self._meets(token, key) for token, key in zip(pattern, keys[start:], strict=False))
            for start in starts
        )

    def _meets(self, token: dict[str, Any], key: Key) -> bool:
        if any(key[column] not in values for column, values in self._exact(token)):
            return False
        for column, name in enumerate(COLUMNS):
            told = token.get(name)
            form = told.get("REGEX") if isinstance(told, dict) else None
            if form is not None and not re.search(form, self.strings[key[column]]):
                return False
        return True
