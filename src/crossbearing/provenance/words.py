"""A report's words with their offsets, furniture left out: what copies are looked for in."""

import re
from collections.abc import Iterator

from msgspec import Struct

from crossbearing.model import Report
from crossbearing.provenance.lists import little, swaps

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*\w*|\w+(?:[’']\w+)*")
_TOLD = frozenset({"standfirst", "caption", "paragraph", "pullquote"})
_LONGEST = 8
"""Words in the longest form of the list of swaps, and one to spare."""
_DROPPED = str.maketrans("", "", "’'.,")


class Words(Struct, frozen=True):
    """Lower-case words of a report's body, what each stands for, and where each stands.

    A phrase of the list of swaps is one word ("air strikes"); its key is the same for all that outlets say
    in its stead. Of little words the key is empty.
    """

    report: str
    words: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


_Token = tuple[str, int, int]


def words_of(report: Report) -> Words:
    """The words of a report's blocks that tell something, apostrophes dropped, in text order."""
    found = []
    for block in report.blocks:
        if block.kind in _TOLD:
            found += list(_joined(_tokens(report.text, block.start, block.end)))
    return Words(
        report.id,
        tuple(word for word, *_ in found),
        tuple(key for _, key, *_ in found),
        tuple(start for *_, start, _ in found),
        tuple(end for *_, end in found),
    )


def keys_of(text: str) -> tuple[str, ...]:
    """What the words of a text stand for, little words left out: "the regime" → government."""
    return tuple(key for _, key, _, _ in _joined(_tokens(text, 0, len(text))) if key)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [
        (match.group().lower().translate(_DROPPED), match.start(), match.end())
        for match in _WORD.finditer(text, start, end)
    ]


def _joined(tokens: list[_Token]) -> Iterator[tuple[str, str, int, int]]:
    """Words and phrases with their keys: (word, key, start, end)."""
    small = little()
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        key, size = _swap([t[0] for t in tokens[at : at + _LONGEST]])
        if size > 1:
            word, end = " ".join(t[0] for t in tokens[at : at + size]), tokens[at + size - 1][2]
        yield word, key or ("" if word in small else word), start, end
        at += size


def _swap(words: list[str]) -> tuple[str, int]:
    """The key of the longest form that some words begin with, and its size; else nothing and one."""
    for ending in ("", "s"):
        for first in dict.fromkeys((words[0], words[0].removesuffix(ending))):
            for form, key in swaps().get(first, ()):
                size = len(form)
                if size == 1 or tuple(words[1:size]) == (*form[1:-1], form[-1] + ending):
                    return key, size
    return "", 1
