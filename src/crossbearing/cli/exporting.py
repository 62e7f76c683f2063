"""What leaves the ledger as files: the contract, tables, maps, feeds."""

from pathlib import Path
from typing import Annotated

import typer

from crossbearing.cli import gate
from crossbearing.cli.files import existing, made
from crossbearing.cli.leaving import tell
from crossbearing.cli.options import LEDGER_NAME, AsOf, LedgerFile, NoCopies, NoOrigin, NoOutlet, NoSide
from crossbearing.cli.screen import out, plain
from crossbearing.cli.shielding import shown
from crossbearing.errors import InputError

FORMAT_HELP = "json, csv, parquet, geojson, hxl, jsonld, annotations, plover, ics or atom (docs/exports.md)."
"""Written out, so that help need not load the writers; a test holds it against ``FORMATS``."""


def export(
    file: Annotated[
        str | None, typer.Argument(help="The ledger file.", metavar="LEDGER", show_default=False)
    ] = None,
    ledger: LedgerFile = LEDGER_NAME,
    form: Annotated[str, typer.Option("--format", help=FORMAT_HELP, metavar="NAME")] = "json",
    folder: Annotated[
        Path | None, typer.Option("--out", help="Write files there; csv and parquet need it.", metavar="DIR")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the contract's JSON Schema instead.")
    ] = False,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
) -> None:
    """Write the ledger in one format: one file to standard output, or all its files to a folder."""
    from crossbearing.cli import tables
    from crossbearing.exports import contract_schema
    from crossbearing.exports import export as written

    if schema:
        plain(tables.as_json(contract_schema()))
        return
    with existing(file or ledger) as store:
        view = shown(store, as_of, (no_origin, no_outlet, no_side, no_copies))
    files = written(view.dossier, form)
    tell(view.left_out)
    put(files, form, folder)


def put(files: dict[str, bytes], form: str, folder: Path | None) -> None:
    """Write files to a folder, each whole, and say where; without one, the only file to standard output.

    Raises ``ProtectionError`` before the first is written where one of them holds a protected name.
    """
    if folder is None:
        if len(files) != 1:
            raise InputError("this format is several files", where=form, hint="--out DIR says where to")
        plain(next(iter(files.values())))
        return
    from crossbearing.cli.work import write_whole

    for name in sorted(files) if len(files) > 1 else ():
        gate.passed(files[name], name)
    target = made(folder)
    for name in sorted(files):
        write_whole(target / name, files[name])
        out(gate.told(f"{target / name}"))
