"""A sentence's dependency tree, with the few walks that reading needs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from crossbearing.model import Sentence, Span, Token

_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("‘", "’"))
_PAIRED = re.compile(r"[()\[\]“”‘’\"]")
_TRIM = " \t\r\n\u00a0,;:.–—-\"“”‘’'()[]"


class Tree:
    """Children, subtrees and spans of one sentence's tokens; built once per sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens

    @cached_property
    def children(self) -> list[list[int]]:
        """Direct dependents of every token, in text order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return found

    @cached_property
    def _below(self) -> list[list[Token]]:
        return [[self.tokens[i] for i in found] for found in self.children]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    def subtree(self, root: int) -> set[int]:
        """A token and everything below it."""
        seen = {root}
        stack = [root]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return seen

    def depth(self, index: int) -> int:
        """How many heads stand above a token."""
        steps = 0
        while self.tokens[index].head != index and steps < len(self.tokens):
            index = self.tokens[index].head
            steps += 1
        return steps

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        for _ in range(len(self.tokens)):
            head = self.tokens[index].head
            if head == index:
                return
            yield head
            index = head

    def dependents(self, index: int, *deps: str) -> list[Token]:
        """Children of a token with one of these labels."""
        return [token for token in self._below[index] if token.dep in deps]

    def inside(self, start: int, end: int) -> set[int]:
        """Tokens that lie within report offsets ``[start, end)``."""
        return set(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))

    def span(self, indices: Iterable[int]) -> Span | None:
        """The characters from the first to the last of these tokens, outer marks trimmed off."""
        found = list(indices)
        return self.clip(self.tokens[min(found)].start, self.tokens[max(found)].end) if found else None

    def clip(self, start: int, end: int) -> Span | None:
        """A span of the sentence with spaces, commas and enclosing marks trimmed off both ends."""
        base, text = self.sentence.start, self.sentence.text
        left, right = max(start - base, 0), min(end - base, len(text))
        part = text[left:right]
        right = left + len(part.rstrip(_TRIM))
        left += len(part) - len(part.lstrip(_TRIM))
        if left >= right:
            return None
        left, right = _balanced(text, left, right)
        return Span(base + left, base + right, text[left:right])


def _balanced(text: str, left: int, right: int) -> tuple[int, int]:
    """Take back a trimmed mark whose partner is inside: "so-called “corridors”", "[now] it is over"."""
    inside = text[left:right]
    if not _PAIRED.search(inside):
        return left, right
    for opening, closing in _PAIRS:
        if inside.count(opening) > inside.count(closing) and text[right : right + 1] == closing:
            right += 1
        elif inside.count(closing) > inside.count(opening) and text[left - 1 : left] == opening:
            left -= 1
    if inside.count('"') % 2 and text[right : right + 1] == '"':
        right += 1
    elif inside.count('"') % 2 and text[left - 1 : left] == '"':
        left -= 1
    return left, right
