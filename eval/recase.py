"""Give a text in capitals its small letters back, character for character, as far as lists know its names.

A word is written small where the parser's own dictionary has it, or its base, among the common words, and
with a capital where it has not ("Quintero"). A capital also stands at the start of a sentence, in names of
countries, peoples and large cities (gazetteer) and of listed actors ("Free Syrian Army"), in titles right
before a name ("Colonel Quintero"), and in what stands between two names. A bracketed short form ("[FMLN]")
stays as it is wherever it stands, as does a word without vowels; the words before the bracket, back to an
article or another small word but "of" and "for", are a name wherever they stand. Letters with points
("U.S.") stay.

A text that has small letters already is left alone. What goes wrong: names that are common words ("Rose")
are written small, common words that the dictionary has not ("carabineros") as names.
"""

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from functools import cache

from crossbearing.actors.lists import actor_rows, listed_names, split, title_rows
from crossbearing.places import is_named, open_gazetteer
from crossbearing.places.spelling import fold
from crossbearing.reading.pipeline import is_common, pipeline

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POINTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_SHORT = re.compile(r"[(\[]([A-Z]{2,6})[)\]]")
_OPENS = re.compile(r"(?:^|(?<!\b[A-Z])[.!?]\s+|\n\s*|[\])]\s+|--\s+|^\s*[\"“])[\"“(\[]*$")
_NAME_WORDS = 7
"""A body's name before its short form is not longer."""
_CALENDAR = frozenset(name.lower() for name in (*month_name[1:], *day_name)) - {"may"}


def recased(text: str) -> str:
    """The text with ordinary case; every character stays where it is."""
    if any(letter.islower() for letter in text):
        return text
    shorts = set(_SHORT.findall(text))
    words = list(_WORD.finditer(text))
    names = [_is_name(word.group().lower()) for word in words]
    for first, last in _listed(text, words):
        names[first:last] = [True] * (last - first)
    names = [named or _beside(words, names, n) for n, named in enumerate(names)]
    found = list(text.lower())
    for word, named in zip(words, names, strict=True):
        if word.group() in shorts or _is_short(word.group()):
            found[word.start() : word.end()] = word.group()
        elif named or _OPENS.search(text[max(0, word.start() - 8) : word.start()]):
            found[word.start()] = word.group()[0]
    for match in _POINTED.finditer(text):
        found[match.start() : match.end()] = match.group()
    return "".join(found)


@cache
def _is_name(word: str) -> bool:
    """Whether a word by itself is a name: a large place's, or no word that the dictionary knows."""
    bare = re.sub(r"['’]s?$", "", word)
    if pipeline().vocab[bare].is_stop or len(bare) == 1:
        return False
    return bare in _CALENDAR or is_named(bare) or not is_common(bare)


def _listed(text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Runs of words that are a listed name, or one that the text itself ties to a short form."""
    lower = [word.group().lower() for word in words]
    known = {tuple(lower[a:b]) for a, b in _spelt_out(text, words)}
    known |= {name for name in listed_names() if len(name) > 1}
    lengths = sorted({len(phrase) for phrase in known})
    for first in range(len(words)):
        for size in lengths:
            if tuple(lower[first : first + size]) in known:
                yield first, first + size


def _spelt_out(text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The words before each bracketed short form, back to an article or another small word but "of"."""
    for match in _SHORT.finditer(text):
        last = sum(word.end() <= match.start() for word in words)
        first = last
        while first > max(0, last - _NAME_WORDS) and _joins(words[first - 1].group().lower()):
            first -= 1
            if re.search(r"[^\w\s'’-]", text[words[first].end() : words[first + 1].start()]):
                first = last
                break
        if last - first > 1:
            yield first, last


def _joins(word: str) -> bool:
    return word in {"of", "for"} or not pipeline().vocab[word].is_stop


def _beside(words: list[re.Match[str]], names: list[bool], n: int) -> bool:
    """Whether a common word is a name's part: "*Colonel* Quintero", "*Santa* Elena"."""
    word = words[n].group().lower()
    after = n + 1 < len(words) and names[n + 1] and words[n + 1].start() - words[n].end() <= len(". ")
    before = n > 0 and names[n - 1] and words[n].start() - words[n - 1].end() == 1
    if word in _titles():
        return after
    if pipeline().vocab[word].is_stop:
        return False
    pairs = [f"{word} {words[n + 1].group()}"] if after else []
    pairs += [f"{words[n - 1].group()} {word}"] if before else []
    return (before and after) or any(p.own for pair in pairs for p in open_gazetteer().lookup(fold(pair)))


@cache
def _titles() -> frozenset[str]:
    return frozenset(phrase for row in title_rows() for phrase in split(row.phrases))


@cache
def _is_short(word: str) -> bool:
    """Whether a word is a short form, listed or without any vowel: "FARC", "FMLN", not "WHO"."""
    if word.lower() in pipeline().Defaults.stop_words or is_common(word.lower()):
        return False
    return word in _capitals() or (len(word) > 1 and not set(word) & set("AEIOUY"))


@cache
def _capitals() -> frozenset[str]:
    """Listed names that are written in capitals: "UN", "FARC"."""
    names = {name for row in actor_rows() for name in (row.name, *split(row.aliases))}
    return frozenset(name for name in names if name.isupper() and len(name) > 2)
