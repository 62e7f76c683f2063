"""Agreements with their clock: what is due, and what is said of their keeping."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from crossbearing.cli.files import existing
from crossbearing.cli.options import LEDGER_NAME, AsJson, AsOf, LedgerFile, Unredacted
from crossbearing.cli.screen import err, out, plain
from crossbearing.cli.shielding import shown
from crossbearing.cli.tables import as_json, say_announced, say_day, say_number, say_when
from crossbearing.errors import InputError
from crossbearing.model import When

if TYPE_CHECKING:
    from crossbearing.clock import Clock, Deadline, Keeping, Running
    from crossbearing.model import Dossier

Names = Mapping[str, str]


def agreements(
    ledger: LedgerFile = LEDGER_NAME,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only deadlines that passed and were not said to be met.")
    ] = False,
    upcoming: Annotated[bool, typer.Option("--upcoming", help="Only deadlines still ahead.")] = False,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="Hold deadlines against this day [default: the last report's day].",
        ),
    ] = None,
    as_of: AsOf = None,
    unredacted: Unredacted = False,
    json: AsJson = False,
) -> None:
    """List agreements: parties, terms, exclusions, deadlines, and what is said of their keeping."""
    from crossbearing.clock import clock

    if overdue and upcoming:
        raise InputError("a deadline is either overdue or upcoming", hint="give one of the two")
    with existing(ledger) as store:
        dossier = shown(store, as_of, unredacted=unredacted).dossier
    told = clock(dossier, None if on is None else on.date())
    err(f"deadlines held against {say_day(told.on) if told.on is not None else 'no day'} ({told.basis})")
    if overdue or upcoming:
        told = _only(told, "overdue" if overdue else "upcoming")
    if json:
        plain(as_json(told))
        return
    lines = list(_lines(told, dossier)) or [_none(overdue, upcoming)]
    out("\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines))


def _only(told: "Clock", state: str) -> "Clock":
    """The agreements that have a deadline in a state, with these deadlines and without the rest."""
    found = []
    for one in told.agreements:
        due = tuple(deadline for deadline in one.deadlines if deadline.state == state)
        if due:
            found.append(replace(one, deadlines=due, terms=(), keeping=()))
    return replace(told, agreements=tuple(found))


def _none(overdue: bool, upcoming: bool) -> str:
    return "no overdue deadlines" if overdue else "no upcoming deadlines" if upcoming else "no agreements"


# -- in words ----------------------------------------------------------------------------------------------


def _lines(told: "Clock", dossier: "Dossier") -> Iterable[str]:
    reports = {report.id: report.title or report.path or report.id for report in dossier.reports}
    for n, one in enumerate(told.agreements):
        if n:
            yield ""
        yield from _agreement(one, reports)


def _agreement(one: "Running", reports: Names) -> Iterable[str]:
    where = f", {', '.join(one.places)}" if one.places else ""
    yield f"{one.kind}{where}, {say_announced(one.announced)} [{one.agreement}]"
    for head, names in (("parties", one.parties), ("through", one.mediators), ("leaves out", one.excluded)):
        if names:
            yield f"  {head}: {', '.join(names)}"
    yield from (f"  {term.kind}: {term.summary} {_cited(term.claims)}" for term in one.terms)
    yield from (f"  {_deadline(deadline)}" for deadline in one.deadlines)
    if one.keeping:
        yield f"  keeping: {one.tested}"
        yield from (f"    {_keeping(told, reports)}" for told in one.keeping)


def _deadline(one: "Deadline") -> str:
    kind = f"extended {one.kind}" if one.extension else one.kind
    day = say_when(When(one.earliest, one.latest, None)) or "no stated day"
    met = f" {_cited(one.met_by)}" if one.met_by else ""
    return f"{kind}, {day}, {_due(one)}{met}: {one.summary} {_cited(one.claims)}"


def _due(one: "Deadline") -> str:
    if one.days is None or one.state in ("met", "extended", "undated"):
        return one.state
    if one.state == "overdue":
        return f"overdue by {_count(-one.days)}: nobody says that it was met"
    return "due that day" if one.days == 0 else f"upcoming, in {_count(one.days)}"


def _count(days: int) -> str:
    return f"{say_number(days)} day" + ("" if days == 1 else "s")


def _keeping(one: "Keeping", reports: Names) -> str:
    why = f" ({one.reason})" if one.reason is not None else ""
    open_ = f" (not tested: {', '.join(one.untested)} not told)" if one.untested else ""
    status = f", {one.status}" if one.status not in ("asserted", "denied") else ""
    said = f"{one.said}{status}{why}{open_}"
    return (
        f"{said}: “{one.quote}” [{one.origin or 'origin unknown'}] "
        f"in {reports.get(one.report, one.report)} ({one.claim})"
    )


def _cited(claims: Iterable[str]) -> str:
    return f"({', '.join(claims)})"
