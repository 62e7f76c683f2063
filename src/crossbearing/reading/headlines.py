"""Headlines in the manner that gives each word a capital, rewritten for the parser as ordinary sentences.

The parser takes "Kills" and "Airstrikes" for names, and so a headline's toll would be lost: "Airstrikes Kill
35 in Kafr Nobol". Which words are names is seen from how the report itself writes them, else from lists and
the parser's dictionary.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from crossbearing.actors import listed_names
from crossbearing.model import gives_capitals
from crossbearing.places import is_named
from crossbearing.reading.pipeline import is_common

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w'’])[a-z][a-z]+(?![\w'’])")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?![\w'’])")
"""A word with a capital within a sentence: after a word in small letters or a comma."""
_OPENS = re.compile(r"(?:^|[.!?:]\s+)[\"“'‘(\[]*$")
_SECOND = 5
"""Letters at the least of the second of two words written as one: no "Portland"."""

Names = frozenset[tuple[str, ...]]


class Usage(Struct, frozen=True):
    """How a report's sentences write words: in ``small`` letters, and as ``names`` within a sentence."""

    text: str
    small: frozenset[str]
    names: frozenset[str]


def as_sentences(blocks: Sequence[str]) -> list[str]:
    """A report's blocks as the parser is given them, those that give each word a capital rewritten."""
    if not any(map(gives_capitals, blocks)):
        return list(blocks)
    usage = usage_of(blocks)
    return [as_sentence(block, usage) for block in blocks]


def usage_of(texts: Iterable[str]) -> Usage:
    """How a report's blocks write words; those that give most words a capital show nothing."""
    text = "\n".join(one for one in texts if not gives_capitals(one))
    return Usage(text, frozenset(_SMALL.findall(text)), frozenset(_INSIDE.findall(text)))


def as_sentence(heading: str, usage: Usage) -> str:
    """Give a headline's common words small letters; every character stays where it is.

    Names keep their capitals, as do words all in capitals and a sentence's first. Another text comes back as
    it is.

    "Airstrikes Kill 35 in Kafr Nobol" → "Airstrikes kill 35 in Kafr Nobol"
    "Free Syrian Army Retakes Hill" → "Free Syrian Army retakes hill"
    """
    if not gives_capitals(heading):
        return heading
    words = list(_WORD.finditer(heading))
    told = [word.group() for word in words]
    names = listed_names()
    kept = _listed([word.lower() for word in told], names)
    found = list(heading)
    for n, word in enumerate(words):
        if n in kept or _OPENS.search(heading[max(0, word.start() - 8) : word.start()]):
            continue
        if told[n].istitle() and not _is_name(n, told, usage, names):
            found[word.start()] = told[n][0].lower()
    return "".join(found)


def _listed(words: Sequence[str], names: Names) -> set[int]:
    """Which words stand in a listed name of two words or more."""
    kept: set[int] = set()
    for size in sorted({len(name) for name in names} - {1}):
        for first in range(len(words) - size + 1):
            if tuple(words[first : first + size]) in names:
                kept.update(range(first, first + size))
    return kept


def _is_name(n: int, told: Sequence[str], usage: Usage, names: Names) -> bool:
    """Whether a word of a headline is a name: so the report has it, else so lists and dictionary say."""
    word = told[n]
    small, named = word.lower() in usage.small, word in usage.names
    pairs = [" ".join(pair) for pair in (told[max(n - 1, 0) : n + 1], told[n : n + 2]) if len(pair) > 1]
    if small and named:
        return any(pair in usage.text for pair in pairs)
    if small or named:
        return named
    low = word.lower()
    listed = is_named(low) or (low,) in names or any(is_named(pair.lower()) for pair in pairs)
    return listed or not (is_common(low) or _is_joined(low))


def _is_joined(word: str) -> bool:
    """Whether a word is two common ones written as one: "airstrikes"."""
    cuts = range(3, len(word) - _SECOND + 1)
    return any(is_common(word[:cut]) and is_common(word[cut:]) for cut in cuts)
