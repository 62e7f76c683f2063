"""What a bundle's manifest holds, and the names and sizes that a bundle may have."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

MANIFEST, LEDGER, NOTE = "manifest.json", "ledger.json", "README.txt"
BRIEFS = ("brief.html", "brief.md")
NAME = re.compile(
    r"manifest\.json|ledger\.json|README\.txt|brief\.(?:html|md)|reports/[\w-]{1,80}\.txt", re.ASCII
)
"""The only names a bundle's files have: none leads out of a folder."""
MAX_BUNDLE = 2_000_000_000
MAX_FILE = 500_000_000
MAX_FILES = 200_000
"""Bounds on bytes and files: a bundle is checked in memory, and a hostile one must not fill it."""
MASK = "░"
"""Stands for each character of a withheld report that is not cited, so that offsets stay true."""


class FileSum(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the bundle: its bytes counted and summed."""

    name: str
    bytes: int
    sha256: str


class PassageSum(Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """A cited stretch of a withheld report, as code points of its text, and the SHA-256 of its UTF-8."""

    start: int
    end: int
    sha256: str


class ReportSum(Struct, frozen=True, forbid_unknown_fields=True):
    """A report: the SHA-256 of its whole text in UTF-8; where that is withheld, of its cited passages."""

    id: str
    text_sha256: str
    characters: int
    withheld: bool
    passages: tuple[PassageSum, ...] = ()


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """Every file of a bundle but the manifest itself, and every report."""

    format: Literal["crossbearing-bundle"]
    version: Literal[1]
    generator: str
    files: tuple[FileSum, ...]
    reports: tuple[ReportSum, ...]


def sha256(data: bytes | str) -> str:
    """SHA-256 in hexadecimal; of text as UTF-8."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def report_file(report: str) -> str:
    """Where a report's text stands in a bundle."""
    return f"reports/{report}.txt"


def spans(value: Any, report: str | None = None) -> Iterator[tuple[str | None, int, int, str]]:
    """Every span of a contract's rows: (report, start, end, exact), whatever they hang on.

    A row with a ``report`` is of that report, and so is all within it. Offsets that are no whole numbers are
    given as -1, which no text has.
    """
    open_ends = [(value, report)]
    while open_ends:
        at, of = open_ends.pop()
        if isinstance(at, dict):
            of = at["report"] if isinstance(at.get("report"), str) else of
            start, end, exact = at.get("start"), at.get("end"), at.get("exact")
            if isinstance(exact, str):
                yield (of, start, end, exact) if type(start) is type(end) is int else (of, -1, -1, exact)
            open_ends.extend((inner, of) for inner in at.values() if isinstance(inner, dict | list))
        elif isinstance(at, list):
            open_ends.extend((inner, of) for inner in at if isinstance(inner, dict | list))
