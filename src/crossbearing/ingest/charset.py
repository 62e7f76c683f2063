"""From bytes to characters: byte-order marks, UTF-8, a page's own word, then a guess; never a silent loss."""

import codecs
import re

from crossbearing.ingest.refusals import RefusalError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"(\xb5/\xfd", "a packed file"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_META_REACH = 4096
"""A page states its charset in its first kilobyte by the standard; some need more."""
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_MAX_CONTROL = 0.01
"""Text holds next to no control characters; a file with more of them is no text."""
_FEW_HIGH = 0.06
"""Where so few bytes are beyond ASCII, the text is Western: Windows-1252, as browsers take it."""
_GUESS_FROM = 200_000
"""Bytes that the guess looks at; more change nothing."""
_NULLS_UTF16 = 0.3
"""In UTF-16 text in Latin letters every other byte is null."""


def decode(data: bytes, where: str, *, markup: bool = False) -> str:
    """Decode the bytes of a text; a byte-order mark is honoured and left out.

    ``markup`` asks for a page's own ``<meta charset>``. Raises ``RefusalError`` for binary data and for
    text whose bytes fit no charset or are broken UTF-8.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name, where)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise RefusalError(where, "binary", what)
    text = _utf8(data) or _utf16(data)
    if text is None:
        text = (_declared(data) if markup else None) or _western(data, where) or _guess(data, where)
    if len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text):
        raise RefusalError(where, "binary", "too many control characters")
    return text


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise RefusalError(where, "encoding", f"byte {error.start} is not {name}") from error


def _utf8(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text[:1000] and _looks_utf16(data) else text


def _looks_utf16(data: bytes) -> bool:
    sample = data[:2000]
    return sample.count(0) > _NULLS_UTF16 * len(sample) and len(data) % 2 == 0


def _utf16(data: bytes) -> str | None:
    if not _looks_utf16(data):
        return None
    little = data[1:2000:2].count(0) > data[0:2000:2].count(0)
    try:
        return data.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    found = _META.search(data[:_META_REACH])
    if found is None:
        return None
    try:
        return data.decode(found[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def _western(data: bytes, where: str) -> str | None:
    high = len(_HIGH.findall(data))
    whole = _MULTIBYTE.findall(data)
    stray = high - sum(len(found) for found in whole)
    if len(whole) > stray:
        raise RefusalError(where, "encoding", f"UTF-8 but for {stray} broken bytes")
    if b"\x00" in data or high > _FEW_HIGH * len(data):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _guess(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    best = None if b"\x00" in data else from_bytes(data[:_GUESS_FROM]).best()
    if best is None:
        raise RefusalError(where, "binary", "no charset fits its bytes")
    return _strict(data, best.encoding, where)
