"""The bytes of a bundle → what does not hold in it; nothing is written to disk, nothing is fetched."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from crossbearing.bundle.manifest import (
    BRIEFS,
    LEDGER,
    MANIFEST,
    MASK,
    MAX_BUNDLE,
    MAX_FILE,
    MAX_FILES,
    NAME,
    NOTE,
    Manifest,
    ReportSum,
    report_file,
    sha256,
    spans,
)
from crossbearing.bundle.packing import zipped

MOST_FAULTS = 1_000
"""So many faults are named; a bundle with more is no better known by the rest."""
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)
"""What the standard zip reader raises on damaged or hostile files."""
_MUST = (MANIFEST, LEDGER, NOTE, *BRIEFS)


class _Report(Struct):
    id: str
    text: str


class _Claim(Struct):
    id: str
    report: str
    start: int
    end: int
    exact: str


class _Ledger(Struct):
    """As much of the contract as the check leans on."""

    format: Literal["crossbearing-ledger"]
    version: Literal[1]
    reports: list[_Report]
    claims: list[_Claim]
    copies: list[dict[str, Any]]
    incidents: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    agreements: list[dict[str, Any]]


class Verdict(Struct, frozen=True):
    """What was checked, and every fault found, each one line naming the file or claim; none: all holds."""

    faults: tuple[str, ...]
    manifest_sha256: str | None = None
    files: int = 0
    reports: int = 0
    withheld: int = 0
    citations: int = 0


def verify(data: bytes) -> Verdict:
    """Check a bundle's container, every sum, and every citation against its report's characters.

    Names any file that is missing, additional, doubled or changed, any byte beside the files, and any
    citation whose characters are not those of its report, or whose hash is not that of the manifest. Sizes
    are bounded. Never raises on hostile input.
    """
    faults: list[str] = []
    files = _opened(data, faults)
    if MANIFEST not in files:
        return Verdict((*faults, f"{MANIFEST}: missing"), files=len(files))
    manifest = _decoded(files[MANIFEST], Manifest, MANIFEST, faults)
    summed = sha256(files[MANIFEST])
    if manifest is None:
        return Verdict(tuple(faults), summed, len(files))
    faults.extend(_file_faults(files, manifest))
    if not faults and zipped(files) != data:
        faults.append("the archive: it was packed anew or holds bytes beside its files")
    cited = 0
    rows = None
    if LEDGER in files and _decoded(files[LEDGER], _Ledger, LEDGER, faults) is not None:
        rows = _decoded(files[LEDGER], dict[str, Any], LEDGER, faults)
    if rows is not None:
        for fault in _report_faults(rows, files, manifest):
            faults.append(fault)
        cited = _check_citations(rows, manifest, faults)
    return Verdict(
        tuple(faults[:MOST_FAULTS]),
        summed,
        len(files),
        len(manifest.reports),
        sum(report.withheld for report in manifest.reports),
        cited,
    )


# -- the container -----------------------------------------------------------------------------------------


def _opened(data: bytes, faults: list[str]) -> dict[str, bytes]:
    """The files of a zip; what cannot be read or may not be there is a fault, and is left out."""
    if len(data) > MAX_BUNDLE:
        faults.append(f"the archive: more than {MAX_BUNDLE:,} bytes")
        return {}
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES:
                faults.append(f"the archive: more than {MAX_FILES:,} files")
                return {}
            doubled = {name for name, n in Counter(entry.filename for entry in entries).items() if n > 1}
            left = MAX_BUNDLE
            for entry in entries:
                fault = _entry_fault(entry, doubled, left)
                if fault is None:
                    files[entry.filename] = content = _read(archive, entry)
                    left -= len(content)
                else:
                    faults.append(f"{_shown(entry.filename)}: {fault}")
    except _UNREADABLE as error:
        faults.append(f"the archive: cannot be read as a zip file ({_reason(error)})")
    return files


def _entry_fault(entry: zipfile.ZipInfo, doubled: set[str], left: int) -> str | None:
    if entry.filename in doubled:
        return "is there more than once"
    if not NAME.fullmatch(entry.filename):
        return "additional: no file of a bundle is called so"
    if entry.file_size > min(MAX_FILE, left):
        return f"too large ({entry.file_size:,} bytes)"
    return None


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A file's bytes, at most as many as it says it has."""
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size)
    except _UNREADABLE as error:
        raise zipfile.BadZipFile(f"{_shown(entry.filename)}: {_reason(error)}") from error


def _reason(error: BaseException) -> str:
    return _shown(str(error) or type(error).__name__)


def _shown(text: str) -> str:
    """A hostile name as one short line."""
    safe = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return safe if len(safe) <= 120 else f"{safe[:120]} …"


def _decoded(data: bytes, of: Any, name: str, faults: list[str]) -> Any:
    try:
        return msgspec.json.decode(data, type=of)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        faults.append(f"{name}: {_reason(error)}")
        return None


# -- sums --------------------------------------------------------------------------------------------------


def _file_faults(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[str]:
    listed = {one.name: one for one in manifest.files}
    if len(listed) != len(manifest.files):
        yield f"{MANIFEST}: lists a file twice"
    for name in sorted({*listed, *_MUST} - {MANIFEST} - set(files)):
        yield f"{_shown(name)}: missing"
    for name in sorted(set(files) - set(listed) - {MANIFEST}):
        yield f"{name}: additional, not in {MANIFEST}"
    for name in sorted(set(listed) & set(files)):
        one, data = listed[name], files[name]
        if (one.bytes, one.sha256) != (len(data), sha256(data)):
            yield f"{name}: changed, its SHA-256 is {sha256(data)[:16]}…, not {_shown(one.sha256)[:16]}…"


def _report_faults(rows: Mapping[str, Any], files: Mapping[str, bytes], manifest: Manifest) -> Iterator[str]:
    """What does not fit between the ledger's reports, their files and the manifest."""
    texts = _texts(rows)
    known = {report.id: report for report in manifest.reports}
    for key in sorted({*texts, *known} - (set(texts) & set(known))):
        yield f"{_shown(key)}: a report of {LEDGER if key in texts else MANIFEST} alone"
    for key in sorted(set(texts) & set(known)):
        data = files.get(report_file(key))
        if data is None or data != texts[key].encode("utf-8", "surrogatepass"):
            yield f"{_shown(report_file(key))}: is not the text that {LEDGER} has"
        report = known[key]
        if len(texts[key]) != report.characters:
            yield f"{_shown(key)}: has {len(texts[key]):,} characters, not {report.characters:,}"
        elif not report.withheld and sha256_of(texts[key]) != report.text_sha256:
            yield f"{_shown(key)}: its text is not the one that was summed"


def sha256_of(text: str) -> str:
    """SHA-256 of text, which may be hostile."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def _texts(rows: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    reports = rows.get("reports")
    for row in reports if isinstance(reports, list) else []:
        if isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("text"), str):
            found[row["id"]] = row["text"]
    return found


# -- citations ---------------------------------------------------------------------------------------------


def _check_citations(rows: Mapping[str, Any], manifest: Manifest, faults: list[str]) -> int:
    """Hold every span of the ledger against its report; returns how many there are."""
    texts = _texts(rows)
    known = {report.id: report for report in manifest.reports}
    hashes = {r.id: {(p.start, p.end, p.sha256) for p in r.passages} for r in manifest.reports}
    count = 0
    for where, of, start, end, exact in _cited(rows):
        count += 1
        fault = _citation_fault(of, start, end, exact, texts, known, hashes)
        if fault is not None and len(faults) < MOST_FAULTS:
            faults.append(f"{_shown(where)}: {fault}")
    return count


def _cited(rows: Mapping[str, Any]) -> Iterator[tuple[str, str | None, int, int, str]]:
    """Every span of the ledger with what it hangs on."""
    for name, value in rows.items():
        for n, row in enumerate(value if isinstance(value, list) else [value]):
            key = row.get("id") if isinstance(row, dict) else None
            of = key if name == "reports" and isinstance(key, str) else None
            for report, start, end, exact in spans(row, of):
                yield (key if isinstance(key, str) else f"{name}[{n}]"), report, start, end, exact


def _citation_fault(
    of: str | None,
    start: int,
    end: int,
    exact: str,
    texts: Mapping[str, str],
    known: Mapping[str, ReportSum],
    hashes: Mapping[str, set[tuple[int, int, str]]],
) -> str | None:
    if of is None or of not in texts:
        return f"cites {_shown(repr(of))}, which is no report of the bundle"
    if not 0 <= start <= end <= len(texts[of]) or texts[of][start:end] != exact:
        return f"characters {start} to {end} of {_shown(of)} are not “{_shown(exact)[:60]}”"
    if of not in known or not known[of].withheld or MASK in exact:
        return None
    if (start, end, sha256_of(exact)) not in hashes[of]:
        return f"characters {start} to {end} of {_shown(of)}, which is withheld, are not the summed passage"
    return None
