"""A report and its language: spans, blocks, sentences, tokens."""

import re
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from crossbearing.vocabulary import Basis, BlockKind

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ARTICLE = re.compile(r"[a-z]{2,3}-[A-Z]")
"""How a name opens that has its article small: "al-Sham"."""
_GRAMMAR = frozenset(
    {"a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "by", "for", "from", "with"}
    | {"without", "over", "under", "after", "before", "near", "into", "amid", "as", "is", "are", "be", "was"}
    | {"were", "vs", "via", "than", "that", "its", "their", "his", "her", "up", "off", "out", "against"}
    | {"between", "among", "during", "since", "until", "s"}
)
"""Words that stay small in a headline that gives each other word a capital."""
_LEAST, _SHARE = 3, 0.9
"""So many other words, and such a share of them with a capital, show the manner."""


class Span(Struct, frozen=True, order=True):
    """Characters of a report: ``text[start:end] == exact``."""

    start: int
    end: int
    exact: str


class Published(Struct, frozen=True):
    """When a report was published, as a range of days, and how that is known.

    ``evidence`` is the span that states the day, or, for an inferred day, a
    sentence that says from what.
    """

    earliest: date | None = None
    latest: date | None = None
    basis: Basis = "unknown"
    evidence: Span | str | None = None


class Block(Struct, frozen=True, order=True):
    """A stretch of a report's text and what it is; blocks never overlap."""

    start: int
    end: int
    kind: BlockKind


class Report(Struct, frozen=True, kw_only=True):
    """One report as it came in; its text is never altered.

    ``credits`` are the agencies whose text it carries, ``photo_credits`` those whose pictures it shows.
    ``unread`` says why no claims were read from it ("language: ar"), else None.
    ``meta`` keeps the input record's unknown fields.
    """

    id: str
    text: str
    sha256: str
    external_id: str | None = None
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()
    photo_credits: tuple[str, ...] = ()
    published: Published = Published()
    blocks: tuple[Block, ...] = ()
    unread: str | None = None
    meta: dict[str, Any] = {}


class Rejected(Struct, frozen=True):
    """An input that was refused: where, a short code, and one plain sentence with what to do."""

    where: str
    code: str
    reason: str


class Version(Struct, frozen=True):
    """A report that is another one again: the same text, or a revised page of one address."""

    report: str
    of: str
    kind: Literal["same_file", "same_text", "revision"]
    where: str | None = None


class Token(Struct, frozen=True):
    """A word with its parse; ``head`` is an index into the same sentence (itself at the root)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Entity(Struct, frozen=True):
    """A name the tagger found: token indices ``[first, last)`` and an OntoNotes label."""

    first: int
    last: int
    label: str


class Sentence(Struct, frozen=True):
    """A sentence of a report, with offsets into the report's text.

    ``block`` is the index of its block in ``Report.blocks`` and ``kind`` that block's kind.
    """

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    entities: tuple[Entity, ...] = ()
    block: int = 0
    kind: BlockKind = "paragraph"


def small(text: str) -> str:
    """A text in the small letters that a pattern took it for: "THİRTY" and "ſix" match "thirty" and "six"."""
    return text.casefold().replace("\N{COMBINING DOT ABOVE}", "")


def gives_capitals(text: str) -> bool:
    """Whether a text gives nearly each word a capital: "Rebels Shell Market in Hama, Monitor Says"."""
    words = _WORD.findall(text)[1:]
    telling = [w for w in words if w.lower() not in _GRAMMAR and not ("-" in w and _ARTICLE.match(w))]
    return len(telling) >= _LEAST and sum(w[0].isupper() for w in telling) >= _SHARE * len(telling)
