"""Protection: marking actors, places and reports whose names may not leave, and the list of the marks."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from crossbearing.cli import gate
from crossbearing.cli.files import existing
from crossbearing.cli.options import LEDGER_NAME, Analyst, AsJson, LedgerFile, Unredacted
from crossbearing.cli.screen import err, out
from crossbearing.cli.shielding import own_ids
from crossbearing.errors import InputError, UnknownIdError

if TYPE_CHECKING:
    from crossbearing.model import Dossier

_SHOWN = 5
"""So many ids fit an error's one line."""
Things = Annotated[
    list[str],
    typer.Argument(help="An actor or place, by id or name; a report, by id.", metavar="THING"),
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; never leaves the ledger.")]


def protect(
    things: Things,
    analyst: Analyst,
    label: Annotated[
        str | None, typer.Option("--as", metavar="LABEL", help="Show it as this [default: a lettered one].")
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="NAME", help="A spelling the ledger does not know (again for more)."),
    ] = None,
    reason: Reason = None,
    keep_claims: Annotated[
        bool, typer.Option("--keep-claims", help="Of a report: pass its claims on, and nothing else.")
    ] = False,
    ledger: LedgerFile = LEDGER_NAME,
) -> None:
    """Replace an actor, a place or a report in whatever is made of the ledger from now on."""
    from crossbearing.redaction import protect as mark

    if label is not None and len(things) > 1:
        raise InputError("one label stands for one thing", where=label, hint="protect one at a time")
    with existing(ledger) as store:
        dossier = store.dossier()
        targets = [_meant(thing, dossier) for thing in things]
        for target in targets:
            store.append(
                mark(
                    dossier,
                    target,
                    analyst=analyst,
                    at=datetime.now(UTC),
                    label=label,
                    reason=reason,
                    names=also or (),
                    keep_claims=keep_claims,
                )
            )
        view = own_ids(store.dossier())
        shown = {view.target(target) for target in targets}
        rows = [row for row in _rows(store.dossier(), view.ids) if row["id"] in shown]
    for row in rows:
        if row["state"] == "in force":
            out(f"{row['label']}  {row['id']}")


def unprotect(
    things: Things, analyst: Analyst, reason: Reason = None, ledger: LedgerFile = LEDGER_NAME
) -> None:
    """Take the protection of a thing back; that it was protected stays in the ledger."""
    from crossbearing.redaction import unprotect as taken_back

    with existing(ledger) as store:
        for thing in things:
            dossier = store.dossier()
            target = _meant(thing, dossier)
            at = datetime.now(UTC)
            for item in taken_back(dossier, target, analyst=analyst, at=at, reason=reason):
                store.append(item)
            labels = [str(row["label"]) for row in _rows(dossier, {}) if row["id"] == target]
            out(f"{labels[-1]}  no longer protected")


def protected(ledger: LedgerFile = LEDGER_NAME, unredacted: Unredacted = False, json: AsJson = False) -> None:
    """List what is or was protected: under which label, by whom, when, and whether it still is."""
    from crossbearing.cli import tables

    with existing(ledger) as store:
        dossier = store.dossier()
    view = own_ids(dossier)
    rows = list(_rows(dossier, {} if unredacted else view.ids))
    if unredacted:
        gate.reopen()
        err("UNREDACTED: protected names follow, for your eyes only; do not pass this on")
        names = _names(dossier)
        rows = [{**row, "name": names.get(str(row["id"]))} for row in rows]
    else:
        rows = [{**row, "reason": gate.told(str(row["reason"])) if row["reason"] else None} for row in rows]
    tables.show(rows, json=json, title="protected things")


# -- naming ------------------------------------------------------------------------------------------------


def _rows(dossier: "Dossier", ids: Mapping[str, str]) -> Iterable[dict[str, str | None]]:
    from crossbearing.cli.tables import say_day
    from crossbearing.redaction import trail

    for mark in trail(dossier):
        yield {
            "label": mark.label,
            "kind": mark.kind,
            "id": ids.get(mark.target, mark.target),
            "at": f"{say_day(mark.at.date())} {mark.at:%H:%M}",
            "analyst": gate.told(mark.analyst),
            "reason": mark.reason,
            "state": mark.state if mark.by is None else f"{mark.state} by {gate.told(mark.by)}",
        }


def _names(dossier: "Dossier") -> dict[str, str]:
    found = {actor.id: actor.name for actor in dossier.actors}
    found |= {place.id: place.name for place in dossier.places}
    return found | {report.id: report.title or report.path or report.id for report in dossier.reports}


def _meant(word: str, dossier: "Dossier") -> str:
    """The id of the thing that a user names: by its id or the beginning of it, its label, or its name."""
    from crossbearing.redaction import trail

    bare = word.strip().strip("[]").casefold()
    labelled = {mark.target for mark in trail(dossier) if mark.label.strip("[]").casefold() == bare}
    known = _names(dossier)
    marked = any(item.mark is not None for item in dossier.assessments)
    key = own_ids(dossier).key(word) if marked else word
    by_id = [key] if key in known else [one for one in known if word and one.startswith(word)]
    named = {a.id for a in dossier.actors if bare in (n.casefold() for n in (a.name, *a.aliases))}
    named |= {place.id for place in dossier.places if place.name.casefold() == bare}
    for found in (sorted(labelled), by_id, sorted(named)):
        if len(found) == 1:
            return found[0]
        if found:
            told = ", ".join(f"{one} ({known.get(one, '')})" for one in found[:_SHOWN])
            raise UnknownIdError("more than one thing is called so", where=word, hint=f"give an id: {told}")
    raise UnknownIdError("no such actor, place or report", where=word, hint="crossbearing show lists ids")
