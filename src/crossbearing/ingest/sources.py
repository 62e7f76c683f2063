"""From paths to the files to be read, and to what is refused before it is opened."""

import os
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from crossbearing.ingest.refusals import RefusalError, said
from crossbearing.ingest.tables import rows

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
"""What the files of each ending hold."""


class Source(Struct, frozen=True):
    """A file to be read: how the user named it, and what its ending says it holds ("" for nothing)."""

    path: str
    kind: str
    packed: bool


def walk(path: str) -> Iterator[Source | RefusalError]:
    """The files of one path, a folder's in sorted order; what cannot be read comes as a ``RefusalError``.

    Hidden files and files that stand beside reports by nature (data/sidecars.tsv) are skipped in folders.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        yield RefusalError(shown(path), "missing")
        return
    except (OSError, ValueError) as error:
        yield RefusalError(shown(path), "unreadable", said(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
        return
    source = _source(path)
    plain = not Path(path).suffix or (source.packed and not Path(path).with_suffix("").suffix)
    yield source if source.kind or plain else RefusalError(shown(path), "unknown-kind", Path(path).suffix)


def shown(path: str) -> str:
    """A path as it can be printed and stored, whatever bytes it holds."""
    return path.encode("utf-8", "backslashreplace").decode()


def _folder(path: str) -> Iterator[Source | RefusalError]:
    seen = False
    for found in _files(path):
        if isinstance(found, RefusalError):
            seen = True
            yield found
            continue
        name = os.path.basename(found)
        if name.startswith(".") or _is_sidecar(name):
            continue
        seen = True
        source = _source(found)
        yield (
            source
            if source.kind
            else RefusalError(shown(found), "unknown-kind", Path(found).suffix or "no ending")
        )
    if not seen:
        yield RefusalError(shown(path), "empty-folder")


def _files(path: str) -> Iterator[str | RefusalError]:
    """Files under a folder, depth first in sorted order; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(path), key=_name)
    except OSError as error:
        yield RefusalError(shown(path), "unreadable", said(error))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _files(entry.path)
        elif entry.is_file():
            yield entry.path
        elif not entry.is_dir() and not entry.name.startswith("."):
            yield RefusalError(shown(entry.path), "missing" if entry.is_symlink() else "not-a-file")


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _source(path: str) -> Source:
    name = Path(path)
    packed = name.suffix.lower() == ".gz"
    inner = name.with_suffix("") if packed else name
    return Source(path, KINDS.get(inner.suffix.lower(), ""), packed)


@lru_cache(maxsize=1)
def _sidecars() -> tuple[frozenset[str], frozenset[str]]:
    names = frozenset(row["text"] for row in rows("sidecars.tsv") if row["kind"] == "name")
    endings = frozenset(row["text"] for row in rows("sidecars.tsv") if row["kind"] == "ending")
    return names, endings


def _is_sidecar(name: str) -> bool:
    names, endings = _sidecars()
    folded = name.casefold()
    return folded in names or os.path.splitext(folded)[1] in endings
