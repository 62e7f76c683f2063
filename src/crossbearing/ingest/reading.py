"""One input at a time: from a path or standard input to its reports and refusals."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from crossbearing.errors import fault
from crossbearing.ingest.charset import decode
from crossbearing.ingest.pages import Page, is_markup, read_page
from crossbearing.ingest.records import read_record, split_document
from crossbearing.ingest.refusals import RefusalError
from crossbearing.ingest.report import Given, make_report
from crossbearing.ingest.sources import Source, shown, walk
from crossbearing.ingest.streams import Bounded, opened, standard_input
from crossbearing.model import Rejected, Report
from crossbearing.settings import Settings

_STDIN = "-"
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def read_paths(
    paths: Iterable[str | Path], *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Report | Rejected]:
    """Read reports from files, folders and standard input ("-"), one at a time, in the order given.

    Files end in .txt, .md, .html, .json or .jsonl, or in .gz after these; folders are walked in sorted
    order. An input that cannot be used yields a ``Rejected`` and the rest goes on; nothing is raised.
    JSON lines are streamed; every other file is read whole, up to ``settings.max_file_bytes``.
    """
    for path in paths:
        name = os.fspath(path)
        if name == _STDIN:
            yield from _read_stdin(sys.stdin.buffer if stdin is None else stdin, settings)
            continue
        for source in walk(name):
            if isinstance(source, RefusalError):
                yield source.rejected()
            else:
                yield from _read_file(source, settings)


def _read_file(source: Source, settings: Settings) -> Iterator[Report | Rejected]:
    try:
        with opened(source, settings) as stream:
            yield from _read(stream, shown(source.path), source.kind, settings)
    except RefusalError as refused:
        yield refused.rejected()


def _read_stdin(stdin: BinaryIO, settings: Settings) -> Iterator[Report | Rejected]:
    try:
        yield from _read(standard_input(stdin, settings), _STDIN, "", settings)
    except RefusalError as refused:
        yield refused.rejected()


def _read(stream: Bounded, path: str, kind: str, settings: Settings) -> Iterator[Report | Rejected]:
    if kind in ("text", "html"):
        yield _made(stream.where, partial(_single, stream.whole(), stream.where, path, kind, settings))
        return
    if kind == "lines":
        yield from _lines(stream, path, settings)
        return
    first, cut = stream.start()
    if not cut and _is_record(first):
        yield from _lines(stream, path, settings, first)
        return
    data = stream.whole(first)
    if kind == "json" or _is_json(data):
        yield from _document(data, stream.where, path, settings)
    else:
        yield _made(stream.where, partial(_single, data, stream.where, path, kind, settings))


def _made(where: str, make: Callable[[], Report]) -> Report | Rejected:
    """What one input gives: a report, or why it is refused; a fault of ours refuses just this one."""
    try:
        return make()
    except RefusalError as refused:
        return refused.rejected()
    except Exception as error:
        return RefusalError(where, "fault", fault(error)).rejected()


def _single(data: bytes, where: str, path: str, kind: str, settings: Settings) -> Report:
    """The one report that a file of text or markup is."""
    if not data.strip():
        raise RefusalError(where, "empty")
    text = decode(data, where, markup=kind != "text")
    page = read_page(text, where) if kind == "html" or (kind == "" and is_markup(text)) else Page(text=text)
    given = Given(
        where=where,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        title=page.title,
        outlet=page.outlet,
        byline=page.byline,
        url=page.url,
        published=page.published,
        headings=page.headings,
    )
    return make_report(page.text, given, settings)


def _lines(
    stream: Bounded, path: str, settings: Settings, first: bytes | None = None
) -> Iterator[Report | Rejected]:
    """The records of JSON lines, as they are read; blank lines are passed over."""
    line, cut = (first, False) if first is not None else stream.line()
    if line[:2] in _UTF16_BOMS:
        whole = decode(stream.whole(line), stream.where).encode("utf-8", "replace")
        yield from _numbered(whole.splitlines(), stream.where, path, settings)
        return
    line = line.removeprefix(_UTF8_BOM)
    number = 0
    found = False
    while line or cut or number == 0:
        number += 1
        if cut:
            yield RefusalError(
                f"{stream.where}:{number}", "record-too-large", settings.max_record_bytes
            ).rejected()
        elif line.strip():
            yield _record(line.rstrip(b"\r\n"), f"{stream.where}:{number}", path, settings)
        found = found or cut or bool(line.strip())
        line, cut = stream.line()
    if not found:
        raise RefusalError(stream.where, "empty")


def _document(data: bytes, where: str, path: str, settings: Settings) -> Iterator[Report | Rejected]:
    """The records of a whole JSON document; JSON lines under another name are read as such."""
    if not data.strip():
        raise RefusalError(where, "empty")
    plain = decode(data, where).encode("utf-8", "replace")
    try:
        raws = split_document(plain, where)
    except RefusalError:
        if b"\n{" not in plain.strip():
            raise
        yield from _numbered(plain.splitlines(), where, path, settings)
        return
    if not raws:
        raise RefusalError(where, "no-text")
    for number, raw in enumerate(raws, 1):
        yield _record(raw, f"{where}, record {number}" if len(raws) > 1 else where, path, settings)


def _numbered(lines: list[bytes], where: str, path: str, settings: Settings) -> Iterator[Report | Rejected]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _record(line, f"{where}:{number}", path, settings)


def _record(raw: bytes, where: str, path: str, settings: Settings) -> Report | Rejected:
    return _made(where, partial(read_record, raw, where, path, settings))


def _is_record(line: bytes) -> bool:
    """Whether a line is a whole record by itself, and not a document of many."""
    if line.removeprefix(_UTF8_BOM).lstrip()[:1] != b"{":
        return False
    try:
        fields = msgspec.json.decode(line.removeprefix(_UTF8_BOM), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return not ("reports" in fields and "text" not in fields)


def _is_json(data: bytes) -> bool:
    """Whether data of unknown kind is a JSON document of records, rather than text in brackets."""
    start = data[:400].decode("utf-16", "ignore").encode() if data[:2] in _UTF16_BOMS else data[:200]
    start = start.removeprefix(_UTF8_BOM).lstrip()
    if start[:1] == b"{":
        return start[1:].lstrip()[:1] in (b'"', b"}")
    return start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"]")
