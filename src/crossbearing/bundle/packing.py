"""A dossier → the bytes of a bundle, the same for the same dossier."""

import io
import zipfile
from collections.abc import Collection, Mapping
from datetime import date
from importlib.metadata import version

import msgspec
from msgspec.structs import replace

from crossbearing.brief import compose, render_html, render_markdown
from crossbearing.bundle.manifest import (
    BRIEFS,
    LEDGER,
    MANIFEST,
    NOTE,
    FileSum,
    Manifest,
    PassageSum,
    ReportSum,
    report_file,
    sha256,
    spans,
)
from crossbearing.bundle.withholding import readable, withheld
from crossbearing.exports import to_contract
from crossbearing.model import Dossier
from crossbearing.switches import LeftOut

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip file knows: a bundle has no clock."""
_PLAIN_FILE = 0o100644 << 16
_NOTE = """This is an evidence bundle written by Crossbearing.

ledger.json     every claim, question and agreement, with the characters it rests on (the public contract)
brief.html      the brief, to be read in any browser; brief.md is the same as text
reports/        the reports' texts; ░ stands for each character of a report that is withheld and not cited
manifest.json   the SHA-256 of every file, of every report's whole text, of cited passages of withheld ones

Offsets count Unicode code points of a report's text, end exclusive. To check all sums and citations, offline:

    crossbearing verify BUNDLE.zip

The sums show damage and change. They do not show who wrote the bundle: compare the sum of manifest.json,
which the command prints, with the one that the sender tells you by another way.
"""
_REDACTED = """
Redacted: what is protected stands under labels such as [protected person A], or is withheld. Sums and offsets
are of the texts as they stand here, not as they were published.
"""


def pack(
    dossier: Dossier,
    *,
    hashes_only: Collection[str] = (),
    left_out: LeftOut | None = None,
    as_of: date | None = None,
) -> bytes:
    """Write a dossier as a bundle: reports, ledger, brief and manifest in one zip file, nothing compressed.

    Of the reports in ``hashes_only`` (ids) only hashes and cited passages are written. Of paths only the file
    name is kept. ``left_out`` and ``as_of`` are told at the brief's top. No clock and no compressor: the same
    dossier gives the same bytes on every machine. Raises ``BriefError`` where the brief does not hold.
    """
    gone = frozenset(hashes_only)
    shown = withheld(_placeless(dossier), gone)
    if left_out is not None:
        left_out = replace(left_out, whole=readable(withheld(left_out.whole, gone)))
    told = readable(shown)
    composed = compose(told, left_out, as_of)
    files = {
        LEDGER: to_contract(shown),
        NOTE: _note(shown),
        BRIEFS[0]: render_html(composed, told).encode("utf-8"),
        BRIEFS[1]: render_markdown(composed).encode("utf-8"),
        **{report_file(report.id): report.text.encode("utf-8") for report in shown.reports},
    }
    manifest = Manifest(
        format="crossbearing-bundle",
        version=1,
        generator=f"crossbearing {version('crossbearing')}",
        files=tuple(FileSum(name, len(files[name]), sha256(files[name])) for name in sorted(files)),
        reports=tuple(_sums(dossier, gone)),
    )
    packed = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    return zipped({**files, MANIFEST: packed})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one zip file: sorted by name, stored as they are, without times or owners."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, files[name])
    return page.getvalue()


def _note(dossier: Dossier) -> bytes:
    """What a bundle is; of a redacted one also that its sums are of what stands in it."""
    told = "" if dossier.redaction is None else _REDACTED
    return (_NOTE + told).encode("utf-8")


def _sums(dossier: Dossier, gone: Collection[str]) -> list[ReportSum]:
    """A row a report; of a withheld one the hash of each stretch that the whole ledger cites."""
    rows = msgspec.json.decode(to_contract(dossier)) if gone else {"reports": [], "claims": [], "copies": []}
    cited: dict[str, set[PassageSum]] = {key: set() for key in gone}
    for row in rows["reports"]:
        for _, start, end, exact in spans(row["published"]):
            cited.get(row["id"], set()).add(PassageSum(start, end, sha256(exact)))
    for of, start, end, exact in spans([rows["claims"], rows["copies"]]):
        cited.get(of or "", set()).add(PassageSum(start, end, sha256(exact)))
    return [
        ReportSum(
            report.id,
            sha256(report.text),
            len(report.text),
            report.id in gone,
            tuple(sorted(cited.get(report.id, ()))),
        )
        for report in sorted(dossier.reports, key=lambda report: report.id)
    ]


def _placeless(dossier: Dossier) -> Dossier:
    """A dossier that names files, and not the folders of the machine they lay on."""
    return replace(
        dossier,
        reports=tuple(replace(report, path=_file(report.path)) for report in dossier.reports),
        versions=tuple(replace(one, where=_file(one.where)) for one in dossier.versions),
        rejected=tuple(replace(one, where=_file(one.where) or "") for one in dossier.rejected),
    )


def _file(path: str | None) -> str | None:
    if path is None or "://" in path:
        return path
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
