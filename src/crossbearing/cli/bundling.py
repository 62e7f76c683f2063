"""Evidence bundles: written, and checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossbearing.cli import gate
from crossbearing.cli.files import existing, made
from crossbearing.cli.leaving import tell
from crossbearing.cli.options import (
    LEDGER_NAME,
    AsJson,
    AsOf,
    LedgerFile,
    NoCopies,
    NoOrigin,
    NoOutlet,
    NoSide,
)
from crossbearing.cli.screen import out, plain
from crossbearing.cli.shielding import shown
from crossbearing.errors import BundleError, InputError, UnknownIdError

if TYPE_CHECKING:
    from crossbearing.bundle import Verdict
    from crossbearing.model import Dossier


def bundle(
    file: Annotated[Path, typer.Argument(help="The zip file to write.", metavar="OUT.zip")],
    ledger: LedgerFile = LEDGER_NAME,
    hashes_only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REPORT",
            help="Only hashes and cited passages of a report: an id, or its beginning (again for more).",
        ),
    ] = None,
    all_hashes: Annotated[
        bool, typer.Option("--all-hashes", help="Only hashes and cited passages of all reports.")
    ] = False,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
) -> None:
    """Write the reports, the ledger, a brief and all sums to one zip file that can be checked offline."""
    from crossbearing.bundle import pack, verify
    from crossbearing.cli.work import write_whole

    with existing(ledger) as store:
        view = shown(store, as_of, (no_origin, no_outlet, no_side, no_copies))
    dossier, left_out = view.dossier, view.left_out
    whole = dossier if left_out is None else left_out.whole
    held = {report.id for report in whole.reports}
    named = {_report(view.ids.get(word, word), whole) for word in hashes_only or ()}
    day = as_of.date() if as_of is not None else None
    packed = pack(dossier, hashes_only=held if all_hashes else named, left_out=left_out, as_of=day)
    verdict = verify(packed)
    if verdict.faults:
        raise BundleError(f"the bundle was not written: {verdict.faults[0]}", where=str(file))
    tell(left_out)
    write_whole(made(file.parent) / file.name, packed)
    out(gate.told(f"bundle: {file}\n{_summary(verdict)}"))


def verify(
    file: Annotated[Path, typer.Argument(help="A bundle.", metavar="BUNDLE")], json: AsJson = False
) -> None:
    """Check every sum and every citation of a bundle, offline; exit code 7 where one does not hold."""
    from crossbearing.bundle import verify as verdict_of
    from crossbearing.cli.tables import as_json

    verdict = verdict_of(_bytes(file))
    if json:
        plain(as_json(verdict))
    else:
        out("\n".join([*verdict.faults, _summary(verdict)]))
    if verdict.faults:
        number = len(verdict.faults)
        what = f"{number:,} fault{'' if number == 1 else 's'}"
        raise BundleError(f"this bundle does not hold: {what}", where=str(file), hint="ask for it again")


def _report(word: str, dossier: "Dossier") -> str:
    found = [r.id for r in dossier.reports if r.id == word] or [
        r.id for r in dossier.reports if r.id.startswith(word)
    ]
    if len(found) != 1:
        what = "more than one report's id begins so" if found else "no such report"
        raise UnknownIdError(what, where=word, hint="crossbearing reports lists ids")
    return found[0]


def _bytes(file: Path) -> bytes:
    """A bundle's bytes, unless it is larger than any bundle."""
    from crossbearing.bundle import MAX_BUNDLE

    try:
        if file.stat().st_size > MAX_BUNDLE:
            raise InputError(f"no bundle is larger than {MAX_BUNDLE:,} bytes", where=str(file))
        with file.open("rb") as stream:
            return stream.read(MAX_BUNDLE + 1)
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(file), hint="name a bundle") from error


def _summary(verdict: "Verdict") -> str:
    holds = "all of it holds" if not verdict.faults else "it does not hold"
    counts = (
        f"{verdict.files:,} files, {verdict.reports:,} reports ({verdict.withheld:,} withheld), "
        f"{verdict.citations:,} citations: {holds}"
    )
    return f"{counts}\nmanifest SHA-256: {verdict.manifest_sha256 or 'none'}"
