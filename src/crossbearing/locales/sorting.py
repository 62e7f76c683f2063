"""Names in the order in which people of a language look them up.

The order is made as the Unicode Collation Algorithm makes it (UTS 10), in three steps: letters, then accents,
then capitals; and a language's own letters stand where its alphabet has them (``data/letters.tsv``).
"""

import csv
import unicodedata
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from crossbearing.errors import DataError
from crossbearing.locales.spoken import spoken

Key = tuple[str, str, str, str]
_ANY = "*"
_FIRST = 0x10F800
"""Private characters, beyond all letters: a letter's place after another one."""
_DOTTED = ("tr", "az")
"""In these a capital I is the dotless one."""
_ALIKE = {"nb": "no", "nn": "no"}
_SILENT = frozenset("'‘’ʼʾʿʻ`´\u0640\u00ad")
"""Marks that no dictionary sorts by: apostrophes, the signs of ʿayn and hamza, the lengthening stroke."""


class _Letter(Struct, frozen=True):
    """One or more letters, each with its accents, and what they sort as."""

    bases: str
    marks: tuple[frozenset[str], ...]
    sorts: str


class _Alphabet(Struct, frozen=True):
    """A language's own letters by their first character, the longest first, and articles that are skipped."""

    letters: dict[str, tuple[_Letter, ...]]
    articles: tuple[str, ...]


def by_name(text: str) -> Key:
    """What to sort a name by, for people to read: as the chosen locale has it, else as all languages do.

    "Ångström" stands after "Zebra" in Swedish and beside "Angern" in German; capitals never part names.
    """
    return _key(text, spoken() or _ANY)


def by_name_where_asked(text: str) -> Key:
    """The same for tables that programs read too: by code points where no locale was chosen."""
    language = spoken()
    return (text, "", "", "") if language is None else _key(text, language)


def _key(text: str, language: str) -> Key:
    alphabet = _alphabet(_ALIKE.get(language, language))
    if language in _DOTTED:
        text = text.replace("I", "ı").replace("İ", "i")
    name = text.casefold()
    for article in alphabet.articles:
        if name.startswith(article) and len(name) > len(article):
            name = name[len(article) :]
            break
    letters, accents = _weighed(_clusters(name), alphabet)
    return letters, accents, text.swapcase(), text


def _clusters(text: str) -> list[tuple[str, frozenset[str]]]:
    """Characters with the accents that stand on them."""
    found: list[tuple[str, frozenset[str]]] = []
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(character) and found:
            base, marks = found[-1]
            found[-1] = (base, marks | {character})
        elif character not in _SILENT:
            found.append((character, frozenset()))
    return found


def _weighed(clusters: list[tuple[str, frozenset[str]]], alphabet: _Alphabet) -> tuple[str, str]:
    """What the letters sort as, and the accents that are left."""
    sorts, accents, at = [], [], 0
    while at < len(clusters):
        letter = _letter_at(clusters, at, alphabet)
        base, marks = clusters[at]
        if letter is None:
            sorts.append(base)
            at += 1
        else:
            sorts.append(letter.sorts)
            marks = marks - letter.marks[0]
            at += len(letter.bases)
        accents.append("".join(sorted(marks)) + " ")
    return "".join(sorts), "".join(accents)


def _letter_at(clusters: list[tuple[str, frozenset[str]]], at: int, alphabet: _Alphabet) -> _Letter | None:
    for letter in alphabet.letters.get(clusters[at][0], ()):
        here = clusters[at : at + len(letter.bases)]
        fits = len(here) == len(letter.bases) and all(
            base == own and need <= marks
            for own, need, (base, marks) in zip(letter.bases, letter.marks, here, strict=True)
        )
        if fits:
            return letter
    return None


# -- the list ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def rows() -> tuple[dict[str, str], ...]:
    """The packaged list of letters, a row each; raises ``DataError`` where it is missing."""
    path = files("crossbearing.locales") / "data" / "letters.tsv"
    if not path.is_file():
        raise DataError("a packaged list is missing", where="locales/data/letters.tsv", hint="reinstall")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=8)
def _alphabet(language: str) -> _Alphabet:
    """All languages' letters, with those of one language before them."""
    found: dict[tuple[str, tuple[frozenset[str], ...]], _Letter] = {}
    articles: list[str] = []
    for row in [row for own in (_ANY, language) for row in rows() if row["language"] == own]:
        if row["how"] == "skip":
            articles += row["letters"].split()
            continue
        for n, same in enumerate(row["letters"].split(), 1):
            place = row["at"] if row["how"] == "as" else row["at"][-1:] + chr(_FIRST + n)
            for one in same.split("|"):
                clusters = _clusters(one)
                bases, marks = "".join(base for base, _ in clusters), tuple(m for _, m in clusters)
                found[bases, marks] = _Letter(bases, marks, place)
    letters: dict[str, tuple[_Letter, ...]] = {}
    for letter in sorted(found.values(), key=_longest_first):
        letters[letter.bases[0]] = (*letters.get(letter.bases[0], ()), letter)
    return _Alphabet(letters, tuple(sorted(articles, key=lambda article: (-len(article), article))))


def _longest_first(letter: _Letter) -> tuple[int, int, str]:
    return -len(letter.bases), -sum(map(len, letter.marks)), letter.bases
