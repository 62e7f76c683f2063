"""Knows listed bodies however their names are spelt in Latin letters: "Jabhat Fath ash-Sham"."""

import re
from functools import lru_cache

from crossbearing.actors.lists import OWN, Own, split
from crossbearing.actors.registry import registry

_ARTICLES = frozenset({"al", "el", "an", "as", "ash", "ad", "at", "ar", "az", "ul", "ed", "ud", "the", "of"})
_SAME = str.maketrans({"q": "k", "c": "k", "z": "s", "j": "g"})
_LEAST = 6
"""Fewer consonants are shared by too many names."""
_FOLDED = (
    (re.compile(r"abd(?:ul|el|al|oul)"), "abdal"),
    (re.compile(r"[ou]+w?|w[ou]?"), "u"),
    (re.compile(r"[aeiy]+"), "a"),
    (re.compile(r"kh|gh|q|c|k"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""How Latin letters that stand for the same Arabic or Russian ones are made alike, in this order."""
_SPOKEN = 7
"""Shorter names sound like too many others."""
_WORD = re.compile(r"[^\W\d_]+")


def listed_as(name: str) -> str | None:
    """The one listed body whose name has the same consonants as this one of two words or more, or None."""
    key = skeleton(name)
    return _skeletons(OWN.get()).get(key) if key else None


def skeleton(name: str) -> str:
    """A name's consonants: "Jaysh al-Nasr" and "Jaish an-Nasser" are alike; "" where too few are left."""
    words = [word for word in _WORD.findall(name.lower()) if word not in _ARTICLES]
    if len(words) < 2:
        return ""
    plain = "".join(re.sub(r"[aeiouywh]", "", word.translate(_SAME)) for word in words)
    key = re.sub(r"(.)\1+", r"\1", plain)
    return key if len(key) >= _LEAST else ""


def sound(key: str) -> str:
    """A person's name key however spelt in Latin letters, or "" where too short or of one word.

    "mohammed moallem" and "mouhamad muallim" are alike, "hassan" and "hussein" are not.
    """
    if " " not in key:
        return ""
    for letters, one in _FOLDED:
        key = letters.sub(one, key)
    return key if len(key) >= _SPOKEN else ""


@lru_cache(maxsize=2)
def _skeletons(own: Own) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for actor, row in registry().listed.items():
        if row.kind != "armed_group":
            continue
        for name in (row.name, *split(row.aliases)):
            key = skeleton(name.rstrip("~+"))
            if key:
                found[key] = actor if found.get(key, actor) == actor else None
    return found
