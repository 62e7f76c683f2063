"""A report's words with their offsets, furniture left out: what copies are looked for in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import intern

from msgspec import Struct

from crossbearing.model import Block, Report
from crossbearing.provenance.lists import common, little, swaps

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*\w*|\w+(?:[’']\w+)*")
_TOLD = frozenset({"standfirst", "caption", "paragraph", "pullquote"})
_HALF = 0.5
"""Weight of words that many texts have: common ones and, by their capital, names."""
KEPT = 512
"""Reports whose words are remembered: those that new ones are held against again and again."""
_DROPPED = str.maketrans("", "", "’'.,")


class Words(Struct, frozen=True):
    """Lower-case words of a report's body, what each stands for, and where each stands.

    A phrase of the list of swaps is one word ("air strikes"); its key is the same for all that outlets say
    in its stead. Of little words the key is empty. Weights say how much a word tells of a text in
    particular: 0 for little words, 0.5 for words common in reports of fighting and for names, else 1.
    """

    report: str
    words: tuple[str, ...]
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


_Token = tuple[str, int, int]


def words_of(report: Report) -> Words:
    """The words of a report's blocks that tell something, apostrophes dropped, in text order."""
    return _words_of(report.id, report.text, report.blocks)


@lru_cache(maxsize=KEPT)
def _words_of(report: str, text: str, blocks: tuple[Block, ...]) -> Words:
    found: list[tuple[str, str, int, int]] = []
    for block in blocks:
        if block.kind in _TOLD:
            found += _joined(_tokens(text, block.start, block.end))
    if not found:
        return Words(report, (), (), (), (), ())
    words, keys, starts, ends = zip(*found, strict=True)
    usual = common()
    weights = tuple(
        0.0 if not key else _HALF if key in usual or text[start].isupper() else 1.0
        for key, start in zip(keys, starts, strict=True)
    )
    return Words(report, words, keys, weights, starts, ends)


def keys_of(text: str) -> tuple[str, ...]:
    """What the words of a text stand for, little words left out: "the regime" → government."""
    return tuple(key for _, key, _, _ in _joined(_tokens(text, 0, len(text))) if key)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [
        (intern(match.group().lower().translate(_DROPPED)), match.start(), match.end())
        for match in _WORD.finditer(text, start, end)
    ]


def _joined(tokens: list[_Token]) -> Iterator[tuple[str, str, int, int]]:
    """Words and phrases with their keys: (word, key, start, end)."""
    ways, small = swaps(), little()
    at, until = 0, len(tokens)
    while at < until:
        word, start, end = tokens[at]
        at += 1
        key = "" if word in small else word
        for way, meant in ways.get(word, ()):
            size = len(way)
            if size == 1:
                key = meant
                break
            if tuple(t[0] for t in tokens[at - 1 : at - 1 + size]) == way:
                word, key, end = " ".join(way), meant, tokens[at + size - 2][2]
                at += size - 1
                break
        yield word, key, start, end
