"""Open inputs within their limits: read whole or line by line, unpacked where they are packed."""

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from crossbearing.ingest.refusals import RefusalError, said
from crossbearing.ingest.sources import Source, shown
from crossbearing.settings import Settings

_MAX_RATIO = 200
"""News text packs to a fifth, copies of one text to a hundredth; what packs better is made to harm."""
_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"


class Bounded:
    """A stream that is read whole up to ``max_file_bytes``, or line by line."""

    def __init__(
        self, raw: "_Counted", where: str, settings: Settings, *, packed: bool, size: int | None
    ) -> None:
        self.where = where
        self._raw = raw
        self._packed = packed
        self._limit = settings.max_file_bytes
        self._longest = settings.max_record_bytes
        self._size = None if packed else size
        buffered = io.BufferedReader(raw, _CHUNK)
        self._stream: Any = gzip.GzipFile(fileobj=buffered) if packed else buffered
        self._taken = 0

    def whole(self, before: bytes = b"") -> bytes:
        """All the rest, after what was taken ``before``; refused past the limit."""
        if self._size is not None and self._size > self._limit:
            raise RefusalError(self.where, "too-large", self._limit)
        parts = [before]
        held = len(before)
        while chunk := self._take(self._stream.read, _CHUNK):
            parts.append(chunk)
            held += len(chunk)
            if held > self._limit:
                raise RefusalError(self.where, "too-large", self._limit)
        return b"".join(parts)

    def line(self) -> tuple[bytes, bool]:
        """The next line, and whether it is too long for a record; the rest of such a line is passed over."""
        line = self._take(self._stream.readline, self._longest + 2)
        if len(line) <= self._longest + 1 or line.endswith(b"\n"):
            return line, False
        while (rest := self._take(self._stream.readline, _CHUNK)) and not rest.endswith(b"\n"):
            pass
        return line, True

    def start(self) -> tuple[bytes, bool]:
        """The first line, or as much of it as a record may hold, and whether it goes on."""
        line = self._take(self._stream.readline, self._longest + 2)
        return line, len(line) > self._longest + 1 and not line.endswith(b"\n")

    def _take(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = read(size)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise RefusalError(self.where, "damaged", said(error)) from error
        self._taken += len(data)
        if self._packed and self._taken > self._limit and self._taken > _MAX_RATIO * self._raw.count:
            raise RefusalError(self.where, "bomb", f"more than {_MAX_RATIO} times")
        return data


@contextmanager
def opened(source: Source, settings: Settings) -> Iterator[Bounded]:
    """Open a file, unpacking .gz; reading raises ``RefusalError`` past its limits and where it is damaged."""
    where = shown(source.path)
    try:
        with open(source.path, "rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            yield Bounded(_Counted(b"", file), where, settings, packed=source.packed, size=size)
    except FileNotFoundError as error:
        raise RefusalError(where, "missing") from error
    except OSError as error:
        raise RefusalError(where, "unreadable", said(error)) from error


def standard_input(stdin: BinaryIO, settings: Settings) -> Bounded:
    """Standard input within its limits; unpacked where it starts as .gz does."""
    head = stdin.read(len(_GZIP))
    return Bounded(_Counted(head, stdin), "standard input", settings, packed=head == _GZIP, size=None)


class _Counted(io.RawIOBase):
    """Bytes already taken and the stream they came from, as one; counts what is read and closes nothing."""

    def __init__(self, head: bytes, stream: "BinaryIO | io.FileIO") -> None:
        super().__init__()
        self.count = 0
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._stream.read(len(buffer)) or b""
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)
