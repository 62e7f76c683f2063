"""How place names are made comparable: one key for the same spelling, a looser one for transliterations."""

import re
import unicodedata
from functools import lru_cache

VERSION = 1
"""Stored in the gazetteer; raise it when a key changes, then build the gazetteer again."""

_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ə": "a", "Ə": "a",
        "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d",
        "ŋ": "n", "’": None, "‘": None, "'": None, "`": None, "´": None, "ʿ": None, "ʾ": None, "ʻ": None,
        "ʼ": None, "ʹ": None, "′": None, "ʽ": None, ".": None,
    }
)  # fmt: skip
_BREAKS = re.compile(r"[\s\-‐‑–—_/,]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

_ARTICLES = frozenset(
    "al el ul ol as es ash esh ech ar er ad ed adh edh at et ath eth an en az ez aj ej il".split()  # noqa: SIM905
)
_FUSED_ARTICLE = re.compile(r"^(?:al(?=[b-df-hj-km-np-tv-z])|[ae]([rszndt])(?=\1))")
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tch", "j"), ("dzh", "j"), ("dj", "j"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "x"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("zh", "j"), ("ph", "f"), ("q", "k"), ("c", "k"), ("v", "f"), ("p", "b"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouywáàâ]+")
_TWICE = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h\b")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Write a name so that case, accents, hyphens, apostrophes and points no longer matter.

    "Deir ez-Zor" and "DEIR EZ ZOR" → "deir ez zor"; "Dar‘ā" → "dara"; "St. Louis" → "saint louis".
    A name in another script folds to "".
    """
    plain = name.translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.translate(_LETTERS)
    words = _BREAKS.sub(" ", plain).strip().lower().split(" ")
    words[0] = _SHORT_FORMS.get(words[0], words[0])
    folded = " ".join(words)
    return folded if folded.isascii() else ""


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Write a name by its consonants only, as one hears them, without Arabic articles.

    Arabic, Kurdish and Persian names reach English by many roads; their consonants stay much the same:
    "Sermin" and "Sarmīn" → "srmn"; "Deir al-Zour" and "Dayr az-Zawr" → "drzr"; "Khan Sheikhoun" and
    "Khān Shaykhūn" → "xnSxn". A leading vowel is kept as "a". A name too short to tell gives "".
    """
    words = [word for word in fold(name).split(" ") if word]
    bare = [word for word in words if word not in _ARTICLES] or words
    joined = "".join(_consonants(word) for word in bare)
    return joined if len(joined) >= MIN_SKELETON else ""


def is_called(words: str, name: str) -> bool:
    """Whether words name a place, however either is spelled.

    "the town of Al Qaryatain" names "Qaryatayn", "oil-rich Deir el-Zour province" "Deir ez-Zor".
    """
    told = [word for word in fold(words).split(" ") if word not in _ARTICLES]
    wanted = [word for word in fold(name).split(" ") if word and word not in _ARTICLES]
    size = len(wanted)
    runs = [told[at : at + length] for length in range(1, size + 2) for at in range(len(told) - length + 1)]
    key, sound = skeleton(name), heard(" ".join(wanted))
    return bool(wanted) and any(
        heard(" ".join(run)) == sound or (key and skeleton(" ".join(run)) == key) for run in runs
    )


MIN_SKELETON = 3
"""Shorter skeletons ("rk") stand for too many names."""


def _consonants(word: str) -> str:
    word = _FUSED_ARTICLE.sub("", word) or word
    word = _FINAL_H.sub("", word)
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    first = "a" if word[:1] in "aeiou" else ""
    return first + _TWICE.sub(r"\1", _VOWELS.sub("", word))


def without_article(key: str) -> str:
    """Take a leading Arabic article off a folded name: "al bab" → "bab"; "al" alone stays."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in _ARTICLES else key


@lru_cache(maxsize=65536)
def heard(key: str) -> str:
    """Write a folded name as it sounds, vowels kept but made few, to compare two that share a skeleton.

    "mayadeen" and "mayadin" → "maiadin"; "saraqeb" and "saraqib" → "sarakib".
    """
    words = [word for word in key.split(" ") if word not in _ARTICLES] or [key]
    text = " ".join(_FUSED_ARTICLE.sub("", word) or word for word in words)
    for written, sounds in _HEARD:
        text = text.replace(written, sounds)
    return _TWICE.sub(r"\1", _FINAL_H.sub("", text))


def sounding(name: str) -> str:
    """Write a name as it sounds, to compare two spellings: "Kobane" and "Kobani" → "kubani"."""
    return heard(fold(name))


_HEARD: tuple[tuple[str, str], ...] = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ay", "ai"), ("aw", "u"), ("o", "u"), ("w", "u"),
    ("y", "i"), ("e", "i"), ("q", "k"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("dj", "j"), ("c", "k"),
)  # fmt: skip
