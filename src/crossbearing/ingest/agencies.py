"""The agencies whose names stand in credits, datelines and pictures, each under one spelling."""

import re
from functools import lru_cache

from crossbearing.ingest.tables import rows

_JOIN = r"(?:\s{0,2}(?:,|/|&|\+|;|\||-|–|—|\band\b|\bwith\b)\s{0,2}){1,2}"

_NO_NAMES = frozenset({"agencies", "file", "archive", "courtesy", "handout", "screenshot"})
"""What a picture's credit says of the picture, not of whose it is."""


def named(text: str) -> tuple[str, ...]:
    """The agencies named in a credit, in order, each once, as the list spells them.

    "Reuters, Guardian and PA" → Reuters, Guardian, PA; "Agencies contributed" → agencies.
    """
    spelled = _spelling()
    return tuple(dict.fromkeys(spelled[match.group()] for match in _any().finditer(text)))


def pictured(text: str) -> tuple[str, ...]:
    """The agencies and picture libraries named in a picture's credit, in order, each once.

    "- AFP/VNA Photo" → AFP, VNA; "(Photo: A. Roe)" → none.
    """
    spelled = _spelling()
    libraries = {row["name"].casefold(): row["name"] for row in rows("picture_sources.tsv")}
    names = [m.group() for m in _any_pictured().finditer(text)]
    known = [spelled.get(name) or libraries.get(name.casefold(), name) for name in names]
    return tuple(name for name in dict.fromkeys(known) if name.casefold() not in _NO_NAMES)


def only(text: str) -> tuple[str, ...]:
    """The agencies of a text that holds nothing else ("Reuters, Guardian and PA"), or an empty tuple."""
    return named(text) if _alone().fullmatch(text.strip()) else ()


@lru_cache(maxsize=1)
def pattern() -> str:
    """A regular expression for one agency's name, with case."""
    names = sorted(_spelling(), key=len, reverse=True)
    return r"(?-i:\b(?:" + "|".join(re.escape(name) for name in names) + r")(?![^\W_]|[’']))"


@lru_cache(maxsize=1)
def joined() -> str:
    """A regular expression for one agency's name or several, joined by commas, strokes or "and"."""
    return rf"(?:{pattern()}(?:{_JOIN}{pattern()}){{0,5}})"


@lru_cache(maxsize=1)
def _spelling() -> dict[str, str]:
    spelled: dict[str, str] = {}
    for row in rows("agencies.tsv"):
        for form in [row["name"], *filter(None, row["aliases"].split("|"))]:
            spelled.setdefault(form, row["name"])
            spelled.setdefault(form.upper(), row["name"])
    return spelled


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile(pattern())


@lru_cache(maxsize=1)
def _any_pictured() -> re.Pattern[str]:
    """An agency's or a picture library's name; the longest that fits."""
    libraries = {row["name"] for row in rows("picture_sources.tsv")}
    names = sorted({*_spelling(), *libraries, *(name.upper() for name in libraries)}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")(?![^\W_])")


@lru_cache(maxsize=1)
def _alone() -> re.Pattern[str]:
    return re.compile(
        rf"[\[(]?(?:©|\(c\)|by|with|from|source:)?\s?{joined()}(?:\s\d{{4}})?[\])]?\.?", re.IGNORECASE
    )
