"""What reports do not mention, as typed and as printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crossbearing.cli.files import existing
from crossbearing.cli.options import LEDGER_NAME, AsJson, LedgerFile
from crossbearing.locales import by_name

if TYPE_CHECKING:
    from crossbearing.silence import Silent


def silence(
    ledger: LedgerFile = LEDGER_NAME,
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="ID", help="Only this incident, told also why not.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Only this outlet, told also why not.")
    ] = None,
    json: AsJson = False,
) -> None:
    """List which outlets' reports of the days do not mention an incident, where the ledger can show it."""
    from crossbearing.cli import tables
    from crossbearing.silence import silences

    with existing(ledger) as store:
        found = silences(store.dossier(), incident, outlet)
    asked = incident is not None or outlet is not None
    rows = [
        {
            "incident": one.incident,
            "title": one.title,
            "days": f"{tables.say_day(one.first)} to {tables.say_day(one.last)}",
            "outlet": told.outlet,
            "mentions": "none of its reports" if told.why is None else f"cannot be told: {told.why}",
            "reports": len(told.reports),
            "claims": told.claims,
            "report_ids": " ".join(told.reports),
        }
        for one in found
        for told in _ordered(one.outlets if asked else one.shown, json, asked)
    ]
    tables.show(rows, json=json, title="silence")


def _ordered(outlets: "Sequence[Silent]", json: bool, asked: bool) -> "Sequence[Silent]":
    """Outlets for people: those of most reports first, or, where one was asked for, by name."""
    if json:
        return outlets
    return sorted(outlets, key=lambda one: (0 if asked else -len(one.reports), by_name(one.outlet)))
