"""The room's pattern lists, compiled: furniture, credits, pictures, captions, outlets, header labels."""

import re
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from crossbearing.ingest import agencies
from crossbearing.ingest.tables import rows
from crossbearing.vocabulary import BlockKind

Scope = Literal["line", "list", "inline", "start", "tail"]
_MAX_OUTLET_WORDS = 6
"""No newspaper's name seen alone on a line has more words."""
_NAME_WORD = re.compile(r"(?:[A-Z0-9][\w.'’&-]*|of|the|and|&|al|el|de)$")


class Pattern(Struct, frozen=True):
    """One row of the furniture list: the expression and the kind of block that its match is."""

    expression: re.Pattern[str]
    kind: BlockKind


@cache
def furniture(scope: Scope) -> tuple[Pattern, ...]:
    """The furniture and credit patterns of one scope, in the list's order."""
    kinds: dict[str, BlockKind] = {"furniture": "furniture", "credit": "credit"}
    return tuple(
        Pattern(
            _compiled(f"(?:{row['pattern']})$" if scope == "tail" else row["pattern"]), kinds[row["kind"]]
        )
        for row in rows("furniture.tsv")
        if row["scope"] == scope
    )


@cache
def any_furniture(scope: Scope) -> re.Pattern[str]:
    """All patterns of one scope as one expression: most lines match none, and are done with sooner."""
    return _compiled("|".join(f"(?:{pattern.expression.pattern})" for pattern in furniture(scope)))


@lru_cache(maxsize=1)
def photo_credit() -> re.Pattern[str]:
    """A picture's credit at the end of a line: "[AFP]", "- AFP/VNA Photo", "(Photo: A. Roe)"."""
    forms = "|".join(f"(?:{_with_names(row['pattern'])})" for row in rows("photo_credits.tsv"))
    return _compiled(rf"(?:(?<=\s)|(?<=[.!?\"”]))(?:{forms})$")


@lru_cache(maxsize=1)
def photo_line() -> re.Pattern[str]:
    """A line that is a picture's credit and nothing else: "Photograph: Ann Roe/AFP/Getty Images"."""
    return _compiled("|".join(f"(?:{_with_names(row['pattern'])})" for row in rows("photo_credits.tsv")))


@lru_cache(maxsize=1)
def inline_photo_credit() -> re.Pattern[str]:
    """A picture's credit in the middle of a line: bracketed, and after a sentence's or a year's end."""
    names = f"(?:{agencies.joined()}|{sources()})"
    joined = rf"{names}(?:\s?(?:,|/|&|and)\s{{0,2}}{names}){{0,3}}"
    word = r"(?:photos?|images?|pictures?|file photo)"
    after = r"""(?=\s{0,3}(?:["“‘'(\[]?[A-Z0-9]|$))"""
    return re.compile(
        rf"(?:(?<=[.!?\"”\d])\s?(?:\({joined}\)|\[{joined}\])"
        rf"|\(\s?(?:{joined}\s{word}|(?i:{word})\s{{0,2}}:?\s?{joined})\s?\)|\[{joined}\]){after}"
    )


@lru_cache(maxsize=1)
def caption_cue() -> re.Pattern[str]:
    """The words that open a caption: "In this photo", "A general view of", "FILE - "."""
    return _compiled("|".join(f"(?:{row['pattern']})" for row in rows("caption_cues.tsv")))


@lru_cache(maxsize=1)
def sources() -> str:
    """A regular expression for a picture library's or a site's name."""
    names = sorted((row["name"] for row in rows("picture_sources.tsv")), key=len, reverse=True)
    return r"(?:" + "|".join(re.escape(name) for name in names) + r")\b"


def outlet_line(words: str) -> str | None:
    """The outlet that a line names when it holds nothing else: "Viet Nam News" (but not "World News")."""
    bare = words.strip().strip("|-–— ")
    if bare.casefold() in _outlets("name"):
        return bare
    parts = bare.split()
    if not 1 < len(parts) <= _MAX_OUTLET_WORDS or not all(_NAME_WORD.match(part) for part in parts):
        return None
    if not parts[0][0].isalpha() or not any(
        part.casefold() in _outlets("word") for part in (parts[0], parts[-1])
    ):
        return None
    return None if any(bare.casefold().startswith(label) for label in _outlets("section")) else bare


@cache
def _outlets(kind: str) -> frozenset[str]:
    return frozenset(row["text"].casefold() for row in rows("outlets.tsv") if row["kind"] == kind)


@lru_cache(maxsize=1)
def headers() -> dict[str, str]:
    """The labels of a header block ("Title:", "Source:", "Date:") and the field that each holds."""
    return {row["label"]: row["field"] for row in rows("headers.tsv")}


def _with_names(pattern: str) -> str:
    return pattern.replace("{agency}", agencies.joined()).replace("{source}", sources())


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
