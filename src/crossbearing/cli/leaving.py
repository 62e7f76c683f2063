"""Switches and days as they are typed, and what they left out as one line."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crossbearing.cli.screen import err
from crossbearing.locales import local_number

if TYPE_CHECKING:
    from crossbearing.ledger import Ledger
    from crossbearing.model import Actor, Dossier
    from crossbearing.switches import LeftOut


def seen(store: "Ledger", day: datetime | None, *, quiet: bool = False) -> "Dossier":
    """All that a ledger holds, or held by a day; what is left out for the day is said on standard error."""
    dossier = store.dossier()
    if day is None:
        return dossier
    from crossbearing.cli.tables import say_day
    from crossbearing.replay import as_of

    rest = as_of(dossier, day.date())
    kept = {report.id for report in rest.reports}
    gone = [report for report in dossier.reports if report.id not in kept]
    undated = sum(report.published.basis in ("inferred", "unknown") for report in gone)
    parts = [f"{_number(len(rest.reports))} of {count(len(dossier.reports), 'report')} were out"]
    parts += [f"{count(undated, 'report')} whose day was not known by then left out"] if undated else []
    if not quiet:
        err(f"as of {say_day(day.date())}: {'; '.join(parts)}")
    return rest


def named(part: str, actors: "Sequence[Actor]") -> set[str]:
    """Ids of the actors of whose names this is a part, as the ledger's own filter has it."""
    wanted = part.casefold()
    return {a.id for a in actors if any(wanted in name.casefold() for name in (a.name, *a.aliases))}


def left(
    dossier: "Dossier",
    origins: Sequence[str] | None,
    outlets: Sequence[str] | None,
    sides: Sequence[str] | None,
    copies: bool,
) -> tuple["Dossier", "LeftOut | None"]:
    """A dossier without what the switches name, and what that changed; None where they name nothing."""
    if not (origins or outlets or sides or copies):
        return dossier, None
    from crossbearing.switches import Without, compare, without

    choice = Without(
        origins=tuple(origins or ()), outlets=tuple(outlets or ()), sides=tuple(sides or ()), copies=copies
    )
    rest = without(dossier, choice)
    return rest, compare(dossier, rest, choice)


def tell(left_out: "LeftOut | None") -> None:
    """Say on standard error what was left out; standard output stays the result alone."""
    if left_out is not None:
        err(line(left_out))


def line(left_out: "LeftOut") -> str:
    """What was left out, as one line."""
    parts = [
        f"{' '.join(filter(None, (one.kind, one.name)))} ({count(one.claims, 'claim')})"
        for one in left_out.dropped
    ]
    gone = f"{count(left_out.claims, 'claim')} of {_number(len(left_out.whole.claims))}"
    changed = count(len(left_out.changes), "contested or corroborated question")
    return f"left out: {', '.join(parts)}; {gone}; {changed} changed"


def count(number: int, noun: str) -> str:
    """A count of things: "1 claim", "3 claims"."""
    return f"{_number(number)} {noun}" + ("" if number == 1 else "s")


def _number(number: int) -> str:
    return local_number(number) or f"{number:,}"
