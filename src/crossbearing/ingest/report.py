"""From a text and what is given with it to a report with its blocks."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from crossbearing.ids import content_id
from crossbearing.ingest import facts
from crossbearing.ingest.days import read_day
from crossbearing.ingest.language import find_language
from crossbearing.ingest.layout import Layout, lay_out
from crossbearing.ingest.refusals import RefusalError
from crossbearing.model import Block, Published, Rejected, Report
from crossbearing.settings import Settings


class Given(Struct, frozen=True, kw_only=True):
    """What is known of a report beside its text; ``weak`` marks a day that may be the incident's."""

    where: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: Published | None = None
    weak: bool = False
    url: str | None = None
    path: str | None = None
    external_id: str | None = None
    meta: Mapping[str, Any] = {}
    sha256: str | None = None
    headings: frozenset[str] = frozenset()


def read_text(
    text: str,
    *,
    settings: Settings,
    title: str | None = None,
    outlet: str | None = None,
    published: str | date | Published | None = None,
    url: str | None = None,
    path: str | None = None,
    external_id: str | None = None,
    meta: Mapping[str, Any] | None = None,
    sha256: str | None = None,
) -> Report | Rejected:
    """Read one report from a text that is already in hand; a ``title`` is put before it with a blank line.

    Offsets of the blocks are code points into ``Report.text``. What cannot be used (no text, more than
    ``settings.max_text_chars``, lone surrogates) comes back as a ``Rejected``; nothing is raised.
    """
    given = Given(
        where=path or url or external_id or "text",
        title=title,
        outlet=outlet,
        published=given_day(published, "given with the text"),
        url=url,
        path=path,
        external_id=external_id,
        meta=meta or {},
        sha256=sha256,
    )
    try:
        return make_report(text, given, settings)
    except RefusalError as refused:
        return refused.rejected()


def make_report(text: str, given: Given, settings: Settings) -> Report:
    """Build a report; the text of one with a separate title is the title, a blank line and the text.

    Raises ``RefusalError`` where there is no text, too much of it, or characters that cannot be stored.
    """
    title = given.title if given.title and given.title.strip() else None
    whole = f"{title}\n\n{text}" if title else text
    _check(text, whole, given.where, settings)
    layout = lay_out(whole, title=title, outlet=given.outlet, headings=given.headings)
    outlet = given.outlet or facts.outlet(layout.pieces)
    language = find_language(whole, settings.languages)
    unread = language is not None and language not in settings.languages
    return Report(
        id=content_id("r", whole, given.url or "", outlet or "", given.external_id or ""),
        text=whole,
        sha256=given.sha256 or hashlib.sha256(text.encode()).hexdigest(),
        external_id=given.external_id,
        path=given.path,
        url=given.url,
        outlet=outlet,
        title=title.strip() if title else _title(whole, layout),
        byline=given.byline or facts.byline(layout.pieces),
        language=language,
        credits=facts.credits(layout.pieces),
        photo_credits=facts.photo_credits(whole, layout.pieces),
        published=facts.published(whole, layout.pieces, given.published, weak=given.weak),
        blocks=tuple(Block(piece.start, piece.end, piece.kind) for piece in layout.pieces),
        unread=f"language: {language}" if unread else None,
        meta=dict(given.meta),
    )


def given_day(value: object, evidence: str) -> Published | None:
    """A day that a record, a page or a caller states as metadata, or None where it cannot be read."""
    if isinstance(value, Published):
        return value
    days = read_day(value)
    return Published(days[0], days[-1], "metadata", evidence) if days else None


def _title(text: str, layout: Layout) -> str | None:
    return text[slice(*layout.title)] if layout.title else None


def _check(text: str, whole: str, where: str, settings: Settings) -> None:
    if not text.strip():
        raise RefusalError(where, "no-text")
    if len(whole) > settings.max_text_chars:
        raise RefusalError(where, "text-too-long", settings.max_text_chars)
    try:
        whole.encode()
    except UnicodeEncodeError as error:
        raise RefusalError(where, "bad-text") from error
