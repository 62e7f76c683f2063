"""From text to a string of word classes, one character a word, which the rules are matched against.

Most words of a report say nothing of time and become ``OTHER``; so the rules, which are
patterns over classes, only ever look at the few stretches that could be a time.
"""

import re
from functools import lru_cache

from crossbearing.times.lexicon import Entry, names, words

OTHER = "x"
BREAK = "|"
"""Stands between two paragraphs: nothing matches across it."""

_FIRST_LETTER = 0xE000
"""Classes are written in Unicode's private use area, so that no text can look like them."""

_TOKEN = re.compile(
    r"(?P<meridiem>[AaPp]\.[Mm]\.?|[AaPp][Mm]\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<numeric>\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\w/-]|\.\d))"
    r"|(?P<years>(?:1[5-9]|20)\d\d[-–/](?:(?:1[5-9]|20)\d\d|\d\d)(?![\w/-]))"
    r"|(?P<decade>(?:['’](?=\d\d?s)|(?=\d{4}))\d{2,4}s\b|\b[2-9]0s\b)"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<clock>\d{1,2}(?::\d\d(?::\d\d)?|[.]\d\d(?=\s?(?:[ap]\.?m|GMT|UTC|hrs|hours)\b))(?![\d:]))"
    r"|(?P<apostrophe>['’]\d\d(?![\w]))"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<mark>[^\s])"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MAX_DAY = 31
_KINDS = ("iso", "numeric", "years", "decade", "apostrophe", "possessive", "clock")
_NUMBERS = ("digit.year", "digit.day", "digit.hour4", "digit.other", "digit.part", "ordinal")
_MARKS = {
    "-": "hyphen",
    "–": "hyphen",
    "—": "dash",
    ",": "comma",
    ".": "dot",
    "(": "open",
    ")": "close",
    "/": "slash",
    "'": "quote",
    "’": "quote",
}


class Alphabet:
    """One letter for every class of word, and for every word that a rule names."""

    def __init__(self, literals: frozenset[str]) -> None:
        lexicon = words()
        types = sorted(
            {entry.type for entry in lexicon.values()} | set(_KINDS) | set(_NUMBERS) | set(_MARKS.values())
        )
        self.types = {name: chr(_FIRST_LETTER + i) for i, name in enumerate(types)}
        base = _FIRST_LETTER + len(types)
        self.literals = {word: chr(base + i) for i, word in enumerate(sorted(literals))}
        self.entries: dict[str, tuple[str, Entry]] = {}
        for word in literals | set(lexicon):
            entry = lexicon.get(word, Entry("", "", "any"))
            self.entries[word] = (self.literals.get(word) or self.types[entry.type], entry)

    def letters(self, name: str) -> str:
        """The letters of a type, of the types under it and of the named words among them, as a set."""
        found = [letter for kind, letter in self.types.items() if kind == name or kind.startswith(name + ".")]
        found += [
            letter
            for word, letter in self.literals.items()
            if self.entries[word][1].type == name or self.entries[word][1].type.startswith(name + ".")
        ]
        return "".join(found)


class Scan:
    """A text as words: where each stands, its class letter, its lower-case form and its value."""

    __slots__ = ("ends", "letters", "lower", "starts", "text", "values")

    def __init__(self, text: str, alphabet: Alphabet) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lower: list[str] = []
        self.values: list[str] = []
        letters: list[str] = []
        end = 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            if start - end > 1 and text.count("\n", end, start) > 1:
                self._add(end, end, "", "")
                letters.append(BREAK)
            end = match.end()
            word = match.group()
            letter, value = _class(word, match.lastgroup or "", alphabet)
            self._add(start, end, word.lower(), value)
            letters.append(letter)
        self.letters = "".join(letters)
        self._mask_names()

    def _add(self, start: int, end: int, lower: str, value: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.lower.append(lower)
        self.values.append(value)

    def _mask_names(self) -> None:
        spans = [match.span() for match in names().finditer(self.text)]
        if not spans:
            return
        letters = list(self.letters)
        for i, start in enumerate(self.starts):
            if any(first <= start < last for first, last in spans):
                letters[i] = OTHER
        self.letters = "".join(letters)


def _class(word: str, kind: str, alphabet: Alphabet) -> tuple[str, str]:
    if kind in ("word", "meridiem"):
        return _word_class(word, kind, alphabet)
    if kind == "mark":
        name = _MARKS.get(word)
        return (alphabet.types[name] if name else OTHER), word
    if kind == "number":
        return alphabet.types[_number_type(word)], word.replace(",", "")
    if kind == "ordinal":
        return alphabet.types["ordinal"], word[:-2]
    return alphabet.types[kind], word


def _word_class(word: str, kind: str, alphabet: Alphabet) -> tuple[str, str]:
    found = alphabet.entries.get("am" if kind == "meridiem" and word[0] in "aA" else word.lower())
    if kind == "meridiem":
        return alphabet.types["meridiem"], "0" if word[0] in "aA" else "12"
    if found is None:
        return OTHER, ""
    letter, entry = found
    if (entry.case == "cap" and not word[0].isupper()) or (entry.case == "upper" and not word.isupper()):
        return OTHER, ""
    return letter, entry.value


def _number_type(word: str) -> str:
    if "," in word or "." in word:
        return "digit.part"
    if len(word) == 4 and _YEAR.fullmatch(word):
        return "digit.year"
    if len(word) <= 2 and 1 <= int(word) <= _MAX_DAY:
        return "digit.day"
    if len(word) == 4 and int(word[:2]) < 24 and int(word[2:]) < 60:
        return "digit.hour4"
    return "digit.other"


@lru_cache(maxsize=1)
def ordinal_words() -> dict[str, int]:
    """Ordinals as words, "second" among them, which is otherwise a unit of time."""
    found = {word: int(entry.value) for word, entry in words().items() if entry.type == "ord.word"}
    return found | {"second": 2}
