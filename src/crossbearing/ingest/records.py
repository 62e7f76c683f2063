"""From a JSON record to a report."""

import hashlib
from typing import Any

import msgspec

from crossbearing.ingest.charset import decode
from crossbearing.ingest.pages import read_page
from crossbearing.ingest.refusals import RefusalError
from crossbearing.ingest.report import Given, given_day, make_report
from crossbearing.model import Published, Report
from crossbearing.settings import Settings

_TEXTS = ("url", "outlet", "title")
_KNOWN = ("id", *_TEXTS, "published", "date", "text", "html")


def read_record(raw: bytes, where: str, path: str, settings: Settings) -> Report:
    """Read one record: ``id, url, outlet, title, published`` or ``date, text`` or ``html``.

    Unknown fields go to ``meta``.

    Raises ``RefusalError`` for malformed JSON, for what is no object, and for a record without text.
    """
    if len(raw) > settings.max_record_bytes:
        raise RefusalError(where, "record-too-large", settings.max_record_bytes)
    fields = _object(raw, where)
    meta = {name: value for name, value in fields.items() if name not in _KNOWN}
    for name in _TEXTS:
        if fields.get(name) is not None and not isinstance(fields[name], str):
            meta[name] = fields.pop(name)
    published, weak = _published(fields, meta)
    given = Given(
        where=where,
        path=path,
        title=_words(fields, "title"),
        outlet=_words(fields, "outlet"),
        url=_words(fields, "url"),
        external_id=_identifier(fields.get("id"), where),
        published=published,
        weak=weak,
        meta=meta,
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    text, given = _text(fields, given)
    return make_report(text, given, settings)


def split_document(data: bytes, where: str) -> list[bytes]:
    """The records of a whole JSON file, as bytes: one object, a list of them, or ``{"reports": [...]}``.

    Raises ``RefusalError`` where the file is not JSON.
    """
    if data.lstrip()[:1] == b"[":
        return [bytes(raw) for raw in _decoded(data, list[msgspec.Raw], where)]
    fields = _decoded(data, dict[str, msgspec.Raw], where)
    inner = bytes(fields["reports"]) if "reports" in fields and "text" not in fields else b""
    if inner.lstrip()[:1] == b"[":
        return [bytes(raw) for raw in _decoded(inner, list[msgspec.Raw], where)]
    return [data.strip()]


def _object(raw: bytes, where: str) -> dict[str, Any]:
    found = _decoded(_utf8(raw, where), None, where)
    if not isinstance(found, dict):
        raise RefusalError(where, "bad-record", "it is no JSON object")
    return found


def _utf8(raw: bytes, where: str) -> bytes:
    """The bytes as UTF-8, whatever charset the line is in."""
    return decode(raw, where).encode("utf-8", "replace")


def _decoded(data: bytes, kind: Any, where: str) -> Any:
    try:
        return msgspec.json.decode(data, type=kind) if kind is not None else msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusalError(where, "bad-json", str(error)) from error


def _words(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _identifier(value: Any, where: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise RefusalError(where, "bad-record", "its id is neither a text nor a number")


def _published(fields: dict[str, Any], meta: dict[str, Any]) -> tuple[Published | None, bool]:
    """The record's day and whether it is only its ``date``; what cannot be read as a day goes to ``meta``."""
    chosen: tuple[Published | None, bool] = (None, False)
    for name in ("published", "date"):
        value = fields.get(name)
        if value in (None, ""):
            continue
        day = given_day(value, f'the record\'s field "{name}"')
        if day is None or chosen[0] is not None:
            meta[name] = value
        else:
            chosen = (day, name == "date")
    return chosen


def _text(fields: dict[str, Any], given: Given) -> tuple[str, Given]:
    for name in ("text", "html"):
        if fields.get(name) is not None and not isinstance(fields[name], str):
            raise RefusalError(given.where, "bad-record", f'its field "{name}" is no text')
    text = _words(fields, "text")
    if text is not None:
        return text, given
    markup = _words(fields, "html")
    if markup is None:
        raise RefusalError(given.where, "bad-record", 'it has neither "text" nor "html"')
    page = read_page(markup, given.where)
    filled = {
        name: getattr(given, name) or getattr(page, name)
        for name in ("title", "outlet", "byline", "url", "published")
    }
    weak = given.weak if given.published is not None else False
    return page.text, msgspec.structs.replace(given, **filled, weak=weak, headings=page.headings)
