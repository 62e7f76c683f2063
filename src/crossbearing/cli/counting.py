"""The same evidence as others would count it: rulebooks, why their totals differ, monitors' tables."""

from pathlib import Path
from typing import Annotated

import typer

from crossbearing.cli.exporting import put
from crossbearing.cli.files import existing
from crossbearing.cli.leaving import tell
from crossbearing.cli.options import LEDGER_NAME, AsOf, LedgerFile, NoCopies, NoOrigin, NoOutlet, NoSide
from crossbearing.cli.screen import plain
from crossbearing.cli.shielding import shown

Folder = Annotated[Path, typer.Option("--out", help="Write the tables there.", metavar="DIR")]
Book = Annotated[str, typer.Argument(help="acled, ucdp, airwars or ethprio.", metavar="BOOK")]
Monitor = Annotated[
    str,
    typer.Argument(help="casualties, control, evacuations, aid, detention or releases.", metavar="MONITOR"),
]


def rulebook(
    book: Book,
    folder: Folder,
    ledger: LedgerFile = LEDGER_NAME,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
) -> None:
    """Write the ledger as a rulebook counts it, with the rule behind each value and what it leaves out."""
    from crossbearing.monitors import to_csv
    from crossbearing.rulebooks import apply

    with existing(ledger) as store:
        view = shown(store, as_of, (no_origin, no_outlet, no_side, no_copies))
    files = to_csv(apply(view.dossier, book))  # type: ignore[arg-type]
    tell(view.left_out)
    put(files, book, folder)


def compare_rules(
    ledger: LedgerFile = LEDGER_NAME,
    folder: Annotated[Path | None, typer.Option("--out", help="Write tables there.", metavar="DIR")] = None,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
) -> None:
    """Say why the rulebooks' totals differ, incident by incident."""
    from crossbearing.rulebooks import compare

    with existing(ledger) as store:
        view = shown(store, as_of, (no_origin, no_outlet, no_side, no_copies))
    found = compare(view.dossier)
    tell(view.left_out)
    if folder is None:
        plain(found.text.encode())
    else:
        put(found.files, "rules", folder)


def monitor(
    name: Monitor,
    folder: Folder,
    ledger: LedgerFile = LEDGER_NAME,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
) -> None:
    """Write a monitor's table with its ranges and origins, and its picture where there is one."""
    from crossbearing.monitors import monitor as table_of
    from crossbearing.monitors import picture, to_csv

    with existing(ledger) as store:
        view = shown(store, as_of, (no_origin, no_outlet, no_side, no_copies))
    table = table_of(view.dossier, name)
    drawn = picture(table)
    tell(view.left_out)
    put(to_csv(table) if drawn is None else to_csv(table) | drawn.files, name, folder)
