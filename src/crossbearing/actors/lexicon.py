"""The lists' phrases, indexed by first word, and the longest of them at a place in a sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from crossbearing.actors.lists import (
    OWN,
    Own,
    actor_rows,
    country_rows,
    noun_rows,
    person_rows,
    split,
    title_rows,
)
from crossbearing.actors.registry import list_id
from crossbearing.actors.words import Word, split_phrase

Sort = Literal[
    "actor", "person", "surname", "country", "metonym", "demonym", "nationals", "noun", "role", "title"
]
_ACRONYM = 6
"""Aliases of capitals alone, up to this length, must stand in capitals: "IS", "WHO", "UNICEF"."""
_LONG = 4
"""A phrase of so many words is known by its first word's capital: "Human rights watch network"."""
_OWNING = re.compile(r"['’‘`]s ")
_IRREGULAR = {"GBR": "Britons", "ESP": "Spaniards", "TUR": "Turks", "POL": "Poles", "SWE": "Swedes"}
_NOT_PLURAL = ("ese", "sh", "ch", "s", "x")


class Entry(Struct, frozen=True):
    """What a phrase stands for: an actor's id, a country's code or a noun's template."""

    sort: Sort
    key: str
    words: tuple[str, ...]
    cased: tuple[str, ...]
    mark: str = ""


class Hit(Struct):
    """An entry found at a word; ``last`` is the index after its last word."""

    entry: Entry
    first: int
    last: int


class Lexicon:
    """Phrases of one word by that word, longer ones by their first two, the longest first."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._single: dict[str, list[Entry]] = {}
        self._longer: dict[str, dict[str, list[Entry]]] = {}
        for entry in entries:
            first, *others = entry.words
            singles = self._single.setdefault(first, [])
            if not others:
                singles.append(entry)
                continue
            longer = self._longer.setdefault(first, {})
            for second in (others[0], f"{others[0]}s") if len(others) == 1 else others[:1]:
                longer.setdefault(second, []).append(entry)
        for found in (found for longer in self._longer.values() for found in longer.values()):
            found.sort(key=_length, reverse=True)

    def at(self, words: Sequence[Word], i: int) -> list[Hit]:
        """All phrases that start at a word, longest first; a lost apostrophe's s is let pass ("Syrias")."""
        word = words[i]
        low = word.low
        found = []
        if low in self._single:
            after = words[i + 1].low if i + 1 < len(words) else ""
            longer = self._longer[low].get(after, ()) if low in self._longer else ()
            found = [
                Hit(entry, i, i + len(entry.words))
                for entry in (*longer, *self._single[low])
                if _fits(entry, words, i, False)
            ]
        if not found and low.endswith("s") and len(low) > 2 and word.text[0].isupper():
            return [
                Hit(entry, i, i + 1)
                for entry in self._single.get(low[:-1], ())
                if entry.sort not in ("noun", "role") and _fits(entry, words, i, True)
            ]
        return found


def _length(entry: Entry) -> int:
    return len(entry.words)


def _fits(entry: Entry, words: Sequence[Word], i: int, loose: bool) -> bool:
    size = len(entry.words)
    if i + size > len(words):
        return False
    for n in range(size):
        word = words[i + n]
        if n and not (word.tight and (word.low == entry.words[n] or _s_lost(entry, word, n))):
            return False
        if n and len(word.low) == 1 and word.gap == " " and entry.sort == "metonym":
            return False  # "told SANA a source", not "Sana'a"
        if n and size >= _LONG:
            continue
        if not _case_fits(entry.cased[n], word.text, loose):
            return False
    return True


def _s_lost(entry: Entry, word: Word, n: int) -> bool:
    if n != len(entry.words) - 1 or word.low != entry.words[n] + "s":
        return False
    return entry.sort in ("actor", "person") or (entry.sort == "noun" and entry.words[n].endswith("ry"))


def _case_fits(cased: str, text: str, loose: bool) -> bool:
    if cased.islower() or cased.isdigit():
        return True
    if cased.isupper() and 1 < len(cased) <= _ACRONYM:
        return text == cased or (loose and text[:-1] == cased) or text == cased + "s"
    if not cased[1:].islower() and len(cased) > 1:
        return text == cased or text.isupper()
    return text[0].isupper()


def names() -> Lexicon:
    """Phrases that stand for actors wherever they are read."""
    return _names(OWN.get())


@lru_cache(maxsize=2)
def _names(own: Own) -> Lexicon:
    return Lexicon(_entries())


def roles() -> Lexicon:
    """Descriptions that stand for an actor once it is known: "the war monitor"."""
    return _roles(OWN.get())


@lru_cache(maxsize=2)
def _roles(own: Own) -> Lexicon:
    return Lexicon(_role_entries())


@lru_cache(maxsize=1)
def titles() -> Lexicon:
    """Titles of people."""
    return Lexicon(_entry("title", row.head, phrase) for row in title_rows() for phrase in split(row.phrases))


def _entry(sort: Sort, key: str, phrase: str, mark: str = "") -> Entry:
    cased = split_phrase(phrase)
    return Entry(sort, key, tuple(word.lower() for word in cased), cased, mark)


def _entries() -> Iterator[Entry]:
    for row in actor_rows():
        phrases = [a for a in split(row.aliases) if not a.endswith("~")]
        if f"{row.name}~" not in row.aliases.split("|"):
            phrases.insert(0, row.name)
        for phrase in dict.fromkeys(phrases):
            mark = "+" if phrase.endswith("+") else ""
            for spelt in _spelt(phrase.rstrip("+")):
                yield _entry("actor", list_id(row.slug), spelt, mark)
    for person in person_rows():
        for phrase in dict.fromkeys([person.name, *split(person.aliases)]):
            sort: Sort = "surname" if phrase.endswith("^") else "person"
            yield _entry(sort, list_id(person.slug), phrase.rstrip("*^"), phrase[-1])
    yield from _country_entries()
    for noun in noun_rows():
        for phrase in split(noun.phrases):
            yield _entry("noun", noun.key, phrase, noun.bare)


def _country_entries() -> Iterator[Entry]:
    for row in country_rows():
        for name in (row.name, *split(row.aliases)):
            yield _entry("country", row.country, name)
        for name in split(row.metonyms):
            yield _entry("metonym", row.country, name)
        for name in split(row.demonyms):
            yield _entry("demonym", row.country, name)
            if not name.endswith(_NOT_PLURAL) and "." not in name and not name.isupper():
                yield _entry("nationals", row.country, f"{name}s")
        if row.country in _IRREGULAR:
            yield _entry("nationals", row.country, _IRREGULAR[row.country])


def _role_entries() -> Iterator[Entry]:
    for row in actor_rows():
        for role in split(row.roles):
            mark = role[-1] if role[-1] in "!@%" else ""
            phrase = role.rstrip("!@%")
            article, _, rest = phrase.partition(" ")
            phrase = rest if article in ("the", "a", "an") and rest else phrase
            for spelt in _spelt(phrase):
                yield _entry("role", list_id(row.slug), spelt, mark)


def _spelt(phrase: str) -> tuple[str, ...]:
    """A phrase, and as it reads where the apostrophe is lost: "People's Guard" → "Peoples Guard"."""
    lost = _OWNING.sub("s ", phrase)
    return (phrase,) if lost == phrase else (phrase, lost)
