"""The words of a PDF: those of its pages, led back from glyphs, and those that stand beside them."""

import re
import sys
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from crossbearing.errors import ProtectionError

PDF = b"%PDF-"
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+0\s+obj\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)")
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_USED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,9})\s+0\s+R")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9+.-]{0,126}")
_TOKEN = re.compile(rb"\(|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]*|[A-Za-z'\"*]+[01]?")
_SPECIAL = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODE = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_LONGEST = 65_536
"""No string of a PDF is longer than this."""
_MOST_GLYPHS = 0xFFFF
_HINT = "write HTML, Markdown or DOCX instead"

Font = Mapping[bytes, str]


class _Part(Struct, frozen=True):
    """An object of a PDF: its dictionary, and its stream as it is read."""

    told: bytes
    stream: bytes | None = None


def words_of(data: bytes, most: int) -> Iterator[tuple[str, str]]:
    """Every text of a PDF, with where it stands; ``most`` bytes are unpacked at the most.

    Each page gives its words as they are shown, line by line and run together, and as they are meant
    (``ActualText``); all of it is turned round as well, since letters from right to left are set so. Titles,
    bookmarks, alternative texts and addresses come by themselves. Raises ``ProtectionError`` where text is
    shown that cannot be led back to letters.
    """
    parts = dict(_parts(data, most))
    known: dict[int, Font] = {}
    users = _users(parts)
    for number, part in parts.items():
        yield "object", "\n".join(_texts(part.told))
        if part.stream is None:
            continue
        drawn = number in users or b"/Form" in part.told
        if drawn or b"/ObjStm" in part.told:
            yield "stream", "\n".join(_texts(part.stream))
        if not drawn:
            yield "stream", part.stream.decode("utf-8", "replace")
        if b"BT" in part.stream and any(show in part.stream for show in _SHOWS[:2]):
            fonts = _fonts(users.get(number, number), parts, known)
            yield from (("page", text) for text in _page(part.stream, fonts))


def nameless(data: bytes) -> bytes:
    """The bytes of a PDF without its own words ("/BaselineShift"), which are nobody's name."""
    return _NAME.sub(b" ", data)


# -- objects -----------------------------------------------------------------------------------------------


def _parts(data: bytes, most: int) -> Iterator[tuple[int, _Part]]:
    at = 0
    while (found := _OBJECT.search(data, at)) is not None:
        end = data.find(b"endobj", found.end())
        end = len(data) if end < 0 else end
        opened = _STREAM.search(data, found.end())
        if opened is None or opened.start() > end:
            at = end
            yield int(found.group(1)), _Part(data[found.end() : end])
            continue
        told = data[found.end() : opened.start() + 2]
        size = _LENGTH.search(told)
        last = (
            opened.end() + int(size.group(1)) if size is not None else data.find(b"endstream", opened.end())
        )
        at = max(last, opened.end())
        stream = _read(told, data[opened.end() : at], most)
        most -= len(stream)
        yield int(found.group(1)), _Part(told, stream)


def _read(told: bytes, stream: bytes, most: int) -> bytes:
    if b"/FlateDecode" not in told:
        return stream
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(stream, max(most, 1))
    except zlib.error as error:
        raise ProtectionError("a PDF that cannot be unpacked cannot be checked", hint=_HINT) from error
    if unpacking.unconsumed_tail:
        raise ProtectionError("too large to be checked for protected names", hint="write less at a time")
    return found


def _users(parts: Mapping[int, _Part]) -> dict[int, int]:
    """Which page a stream of contents is of."""
    found = {}
    for number, part in parts.items():
        for match in re.finditer(rb"/Contents\s*(\[[^\]]*\]|\d+\s+0\s+R)", part.told):
            for one in re.findall(rb"(\d+)\s+0\s+R", match.group(1)):
                found[int(one)] = number
    return found


def _fonts(owner: int, parts: Mapping[int, _Part], known: dict[int, Font]) -> dict[bytes, Font]:
    """The fonts that a page or form names, each as glyph → letters."""
    told = parts[owner].told
    for key in (rb"/Resources\s+(\d+)\s+0\s+R", rb"/Font\s+(\d+)\s+0\s+R"):
        led = re.search(key, told)
        if led is not None and int(led.group(1)) in parts:
            body = parts[int(led.group(1))].told
            told = body if b"Font" in body or b"Resources" in key else b"/Font" + body
    listed = re.search(rb"/Font\s*<<(.*?)>>", told, re.DOTALL)
    found = {}
    for name, font in _USED.findall(listed.group(1)) if listed is not None else ():
        number = int(font)
        if number not in known and number in parts:
            known[number] = _letters(parts[number].told, parts)
        found[name] = known.get(number, {})
    return found


def _letters(font: bytes, parts: Mapping[int, _Part]) -> Font:
    led = re.search(rb"/ToUnicode\s+(\d+)\s+0\s+R", font)
    cmap = parts.get(int(led.group(1))) if led is not None else None
    found: dict[bytes, str] = {}
    if cmap is None or cmap.stream is None:
        return found
    for listed in _PAIRS.findall(cmap.stream):
        for code, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", listed):
            found[_bytes(code)] = _utf16(letters)
    for listed in _RANGES.findall(cmap.stream):
        for first, last, letters in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", listed):
            start, to, size = int(first, 16), int(letters, 16), len(first) // 2
            for n in range(min(int(last, 16) - start, _MOST_GLYPHS) + 1):
                told = (to + n).to_bytes(len(letters) // 2 + 1, "big")[1:]
                found[(start + n).to_bytes(size, "big")] = told.decode("utf-16-be", "replace")
    return found


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode())


def _utf16(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", "replace")


# -- words -------------------------------------------------------------------------------------------------


def _texts(data: bytes) -> Iterator[str]:
    """The strings of a dictionary or stream, as text."""
    for kind, value in _tokens(data):
        if kind == b"string":
            yield _text(value)


def _text(value: bytes) -> str:
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("utf-8", "replace") if value.startswith(b"\xef\xbb\xbf") else value.decode("latin-1")


def _tokens(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Strings ("string"), names ("name") and operators ("word") in their order."""
    at = 0
    while (found := _TOKEN.search(data, at)) is not None:
        at, token = found.end(), found.group()
        if token == b"(":
            end = _closed(data, at)
            if end is not None:
                yield b"string", _SPECIAL.sub(_plain, data[at:end])
                at = end + 1
        elif token[:1] == b"<":
            digits = re.sub(rb"\s", b"", token[1:-1])
            if token not in (b"<<", b">>"):
                yield b"string", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif token != b">>":
            yield (b"name", token[1:]) if token[:1] == b"/" else (b"word", token)


def _closed(data: bytes, at: int) -> int | None:
    """Where a string that begins here is closed; brackets within it stand in pairs."""
    depth = 1
    for match in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, at, at + _LONGEST):
        depth += {b"(": 1, b")": -1}.get(match.group(), 0)
        if not depth:
            return match.start()
    return None


def _plain(match: re.Match[bytes]) -> bytes:
    octal, other = match.groups()
    if octal is not None:
        return bytes([int(octal, 8) & 0xFF])
    return b"" if other is None else _ESCAPED.get(other, other)


def _page(stream: bytes, fonts: Mapping[bytes, Font]) -> Iterator[str]:
    """The words of one stream of contents, as shown and as meant, by lines and run together."""
    page = _Page(fonts)
    for kind, value in _tokens(stream):
        page.meet(kind, value)
    for runs in (page.shown, *([page.meant] if page.meant != page.shown else [])):
        for texts in (runs, [text[::-1] for text in runs]):
            for between in ("\n", ""):
                yield _CODE.sub(
                    lambda match: chr(min(int(match.group(1), 16), 0x10FFFF)), between.join(texts)
                )


def _coded(match: re.Match[str]) -> str:
    """A letter that no font held, as the brief writes it ("[U+5317]")."""
    return chr(min(int(match.group(1), 16), sys.maxunicode))


class _Page:
    """Reads a stream of contents: which font is in force, and what stands for other words."""

    def __init__(self, fonts: Mapping[bytes, Font]) -> None:
        self.fonts, self.font = fonts, b""
        self.shown: list[str] = []
        self.meant: list[str] = []
        self.held: list[bytes] = []
        self.names: list[bytes] = []
        self.actual: list[bool] = []

    def meet(self, kind: bytes, value: bytes) -> None:
        """One token; an operator ends what stands before it."""
        if kind == b"string":
            self.held.append(value)
            return
        if kind == b"name":
            self.names.append(value)
            return
        if value == b"Tf" and self.names:
            self.font = self.names[-1]
        elif value in _SHOWS:
            text = self._letters(b"".join(self.held))
            self.shown.append(text)
            self.meant += [] if any(self.actual) else [text]
        elif value in (b"BDC", b"BMC"):
            self.actual.append(b"ActualText" in self.names)
            self.meant += [_text(one) for one in self.held] if self.actual[-1] else []
        elif value == b"EMC" and self.actual:
            self.actual.pop()
        elif value in (b"true", b"false", b"null"):
            return
        self.held, self.names = [], []

    def _letters(self, codes: bytes) -> str:
        font = self.fonts.get(self.font)
        if not font:
            raise ProtectionError("a PDF whose letters cannot be read cannot be checked", hint=_HINT)
        size = len(next(iter(font)))
        return "".join(font.get(codes[at : at + size], "") for at in range(0, len(codes), size))
