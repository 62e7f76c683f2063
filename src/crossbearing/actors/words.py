"""A sentence as plain words: the unit in which names are matched, whatever the tokeniser made of them."""

import re
from collections.abc import Sequence

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+")
_TIGHT = re.compile(r"[ \u00a0\u202f\t\r\n]?\.?[-‐‑–&/'’‘`.]?[ \u00a0\u202f\t\r\n]?")
"""What may stand between two words of one name: a space, a hyphen, an apostrophe, an initial's full stop."""
POSSESSIVE = frozenset("'’‘`")
_INITIAL = 2
"""A full stop joins two words only after an abbreviation this short ("U.N. envoy", "Lt. Col.")."""


class Word(Struct):
    """A run of letters or digits; ``tight`` says that it may continue the name the last word was part of."""

    text: str
    low: str
    start: int
    end: int
    gap: str
    tight: bool


def cut(text: str, offset: int = 0) -> list[Word]:
    """Cut a text into words: "Syria's U.N. envoy" → Syria · s · U · N · envoy."""
    found: list[Word] = []
    end = 0
    word = ""
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start] if found else ""
        tight = gap == " " or _is_tight(gap, word)
        word, end = match.group(), match.end()
        found.append(Word(word, word.lower(), offset + start, offset + end, gap, tight))
    return found


def _is_tight(gap: str, before: str) -> bool:
    if gap == "-":
        return True
    if "." in gap and len(before) > _INITIAL and len(gap) > 1:
        return before.lower() in ("gen", "col", "maj", "brig", "capt", "sgt")
    return len(gap) <= _INITIAL + 1 and _TIGHT.fullmatch(gap) is not None and gap != ""


def is_possessive(words: Sequence[Word], at: int) -> bool:
    """Whether the word at an index is a possessive's s: "Syria's" → True at 1."""
    if not 0 < at < len(words):
        return False
    word = words[at]
    return word.low == "s" and word.gap in POSSESSIVE


def split_phrase(phrase: str) -> tuple[str, ...]:
    """The words of a list's phrase, case kept: "al-Qaeda's" → al, Qaeda, s."""
    return tuple(_WORD.findall(phrase))
