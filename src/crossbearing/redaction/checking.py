"""The last check: no byte of a protected name in what is about to leave, whatever it is packed in."""

import base64
import binascii
import gzip
import io
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing

from crossbearing.errors import ProtectionError
from crossbearing.redaction.folding import decoded
from crossbearing.redaction.forms import Form
from crossbearing.redaction.paper import PDF, nameless, words_of
from crossbearing.redaction.shield import Shield

_DEEPEST = 4
"""A zip in a zip in a zip: nothing that we write is packed deeper."""
_MOST = 1_000_000_000
"""Bytes that are unpacked of one output; it is refused where it holds more."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HELD = re.compile(rb";base64,([A-Za-z0-9+/=\s]{16,})")
_UNFOLD = re.compile(r"\r?\n[ \t]")
_PNG, _SQLITE, _PARQUET = b"\x89PNG\r\n\x1a\n", b"SQLite format 3\0", b"PAR1"
_TOO_LARGE, _LESS = "too large to be checked for protected names", "write less at a time"
_HINT = "nothing was written; crossbearing protect THING --also SPELLING, or leave the report out"


def refuse_leaks(data: bytes, where: str, shield: Shield) -> None:
    """Raise ``ProtectionError`` where bytes that are to leave hold a protected name.

    Zip files (so DOCX), gzip, Parquet, SQLite, PNG and PDF are unpacked (the glyphs of a PDF are led back to
    letters); text is read as it stands, with its escapes read (HTML, addresses, JSON, quoted-printable),
    without tags, with folded lines joined.
    """
    if not shield:
        return
    found = leak(data, where, shield)
    if found is not None:
        place, form = found
        raise ProtectionError(f"the name of {form.label} would leave", where=place, hint=_HINT)


def leak(data: bytes, where: str, shield: Shield) -> tuple[str, Form] | None:
    """The first place in an output that holds a protected name, with the form it has there, or None."""
    for place, text in _texts(data, where, 0):
        for reading in _readings(text):
            form = shield.finder.held(reading)
            if form is not None:
                return place, form
    return None


def _readings(text: str) -> Iterator[str]:
    """A text as it stands and as those read it who unpack its escapes, drop its tags or join its lines."""
    yield text
    plain = decoded(text)
    if plain != text:
        yield plain
    if "<" in text:
        yield decoded(_TAG.sub("", text))
    if _UNFOLD.search(text):
        yield decoded(_UNFOLD.sub("", text))


def _texts(data: bytes, where: str, depth: int) -> Iterator[tuple[str, str]]:
    """Every text that bytes hold, with where it stands."""
    yield where, where
    yield where, (nameless(data) if data.startswith(PDF) else data).decode("utf-8", "replace")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield where, data.decode("utf-16", "replace")
    if depth >= _DEEPEST:
        return
    for name, inner in _unpacked(data):
        yield from _texts(inner, f"{where}: {name}", depth + 1)
    for match in _HELD.finditer(data):
        try:
            yield from _texts(base64.b64decode(match.group(1)), f"{where}: data", depth + 1)
        except binascii.Error:
            continue


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What packed bytes hold, by name; nothing where they are not packed."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        yield from _zipped(data)
    elif data[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            yield "gzip", _bounded(file.read(_MOST + 1))
    elif data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(_SQLITE):
        yield from _sqlite(data)
    elif data.startswith(_PARQUET):
        yield from _parquet(data)
    elif data.startswith(PDF):
        yield from ((name, text.encode("utf-8", "replace")) for name, text in words_of(data, _MOST))


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    left = _MOST
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "comment", archive.comment
        for entry in archive.infolist():
            yield "comment of a file", entry.comment + b"\n" + entry.extra
            left -= entry.file_size
            if left < 0:
                raise ProtectionError(
                    "too large to be checked", where=entry.filename, hint="write less at a time"
                )
            yield entry.filename, archive.read(entry)


def _bounded(data: bytes) -> bytes:
    if len(data) > _MOST:
        raise ProtectionError(_TOO_LARGE, hint=_LESS)
    return data


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The words that a picture carries beside its points."""
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        held = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            key, _, rest = held.partition(b"\0")
            yield kind.decode(), key + b" " + rest
            packed = rest[rest.find(b"\x78") :] if b"\x78" in rest else b""
            try:
                yield kind.decode(), zlib.decompressobj().decompress(packed, _MOST)
            except zlib.error:
                continue


def _sqlite(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every value of a database; what lies in its free pages is found in its bytes."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        base.text_factory = bytes
        names = [
            row[0].decode() for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for name in names:
            quoted = name.replace('"', '""')
            for row in base.execute(f'SELECT * FROM "{quoted}"'):
                yield name, b"\n".join(value for value in row if isinstance(value, bytes))


def _parquet(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every column of a Parquet file as it is read."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(data))
    for name in table.column_names:
        yield name, "\n".join(map(str, table.column(name).to_pylist())).encode("utf-8", "replace")
