"""From a page's markup to its text, title, outlet, author and day."""

import logging
import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from crossbearing.ingest.refusals import RefusalError
from crossbearing.ingest.report import given_day
from crossbearing.model import Published

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_FEWEST_WORDS = 6
"""A page has text where one line has so many words; menus and buttons have fewer."""
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
"""Only what the page itself marks as its date counts; a date found in running text is no metadata.
The latest day is fixed so that the answer does not hang on the clock."""


class Page(Struct, frozen=True, kw_only=True):
    """A page's text and what it says of itself."""

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: Published | None = None
    headings: frozenset[str] = frozenset()


def is_markup(text: str) -> bool:
    """Whether a text of unknown kind is HTML."""
    return _MARKUP.match(text) is not None


def read_page(markup: str, where: str) -> Page:
    """Extract the story of a page with trafilatura, without menus, comments and captions.

    Raises ``RefusalError`` where the page holds no line of running text.
    """
    found = _extract(_DECLARATION.sub("", markup, count=1))
    text = (found.text or "") if found is not None else ""
    title = (found.title or None) if found is not None else None
    text = _without(text, title)
    if not any(len(line.split()) >= _FEWEST_WORDS for line in text.splitlines()):
        raise RefusalError(where, "no-text")
    return Page(
        text=text,
        title=title,
        outlet=found.sitename or None,
        byline=found.author or None,
        url=found.url or None,
        published=given_day(found.date, "the page's own metadata"),
        headings=_headings(found.body),
    )


def _extract(markup: str) -> Any:
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        return _trafilatura().bare_extraction(
            markup, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except (LxmlError, ValueError, RecursionError):
        return None


@lru_cache(maxsize=1)
def _trafilatura() -> Any:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura


def _without(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title is not None and first.strip() == title.strip() else text


def _headings(body: Any) -> frozenset[str]:
    if body is None:
        return frozenset()
    return frozenset(" ".join(element.itertext()).strip() for element in body.iter("head"))
