"""The language that a text is written in."""

from collections.abc import Sequence
from functools import lru_cache

from crossbearing.ingest.tables import rows

_SAMPLE = 2_000
"""Characters looked at; longer samples change no verdict and cost time."""
_SURE = 30.0
"""So much better (in log odds) must a foreign language fit before a text counts as one.
Short English dispatches full of foreign names fall up to 20 behind; one sentence of French is 50 ahead."""
_SURE_PER_LETTER = 0.02
"""And so much more for each letter: in a long text a few foreign names add up."""
_MIN_LETTERS = 12
"""Fewer letters say nothing."""
_LATIN_END = 0x0250
"""The end of the Latin letters; a text mostly beyond them is not English, however short."""
_ENOUGH_WORDS = 30
_ENGLISH_SHARE = 0.12
"""Nearly all English news has more of its words among these; Dutch, German and French next to none."""
_CLOSE_KIN = {"pcm": "en", "sco": "en", "en": "en"}
"""Languages that the identifier takes English news for."""


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("english.tsv"))


def _is_plainly_english(sample: str) -> bool:
    """Whether its small words alone tell: the identifier takes most of a second to load, and need not be."""
    words = sample.lower().split()
    common = sum(word.strip(".,;:!?\"'“”()") in _english_words() for word in words)
    return len(words) >= _ENOUGH_WORDS and common >= _ENGLISH_SHARE * len(words)


def find_language(text: str, readable: Sequence[str]) -> str | None:
    """The ISO 639-1 code of a text's language, or None where it has too few letters.

    ``readable`` are the languages the program reads: where the text is short or the verdict close, the first
    of them that fits is taken, for a report wrongly set aside is lost. Method: py3langid's naive Bayes over
    byte n-grams.
    """
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters < _MIN_LETTERS:
        return None
    if "en" in readable and _is_plainly_english(sample):
        return "en"
    import py3langid

    ranked = [(_CLOSE_KIN.get(code, code), float(score)) for code, score in py3langid.rank(sample)]
    best, top = ranked[0]
    if best in readable:
        return str(best)
    known = next(((code, score) for code, score in ranked if code in readable), None)
    foreign_script = sum(char.isalpha() and ord(char) >= _LATIN_END for char in sample) > letters / 2
    if known is None or foreign_script or top - known[1] > _SURE + _SURE_PER_LETTER * letters:
        return str(best)
    return str(known[0])
