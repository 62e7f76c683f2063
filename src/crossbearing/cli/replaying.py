"""What changed between two days, or two ledgers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossbearing.cli import gate
from crossbearing.cli.files import existing
from crossbearing.cli.options import LEDGER_NAME, AsJson, LedgerFile, Unredacted
from crossbearing.cli.screen import out, plain
from crossbearing.cli.shielding import both
from crossbearing.cli.tables import as_json, say_announced, say_bounds, say_number, say_published, say_when
from crossbearing.errors import InputError

if TYPE_CHECKING:
    from crossbearing.model import Dossier, Report
    from crossbearing.replay import (
        AgreementChange,
        Answer,
        Behind,
        Changes,
        Contradiction,
        QuestionChange,
        Stand,
    )

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STATE_HELP = "A day (2016-12-09), or a ledger file."
Names = Mapping[str, str]


def diff(
    before: Annotated[str, typer.Argument(help=_STATE_HELP, metavar="A")],
    after: Annotated[str, typer.Argument(help=_STATE_HELP, metavar="B")],
    ledger: LedgerFile = LEDGER_NAME,
    unredacted: Unredacted = False,
    json: AsJson = False,
) -> None:
    """Say what changed from A to B, days of one ledger or two ledgers: each change with its reports."""
    from crossbearing.replay import diff as changes_of

    was, now = both(_state(before, ledger), _state(after, ledger), unredacted=unredacted)
    changes = changes_of(was, now)
    if json:
        plain(as_json(changes))
        return
    names = {report.id: _name(report) for report in (*was.reports, *now.reports)}
    out("\n".join(_safe(line) for line in _lines(changes, names, gate.told(f"from {before} to {after}"))))


def _state(word: str, ledger: str) -> "tuple[Dossier, Dossier]":
    """A ledger, and that ledger as of the day that a user names; or the ledger of a file, twice."""
    if not _DAY.fullmatch(word) or Path(word).exists():
        with existing(word) as store:
            whole = store.dossier()
            return whole, whole
    from crossbearing.replay import as_of

    try:
        day = date.fromisoformat(word)
    except ValueError as error:
        raise InputError("no such day", where=word, hint="a day is written 2016-12-09") from error
    with existing(ledger) as store:
        whole = store.dossier()
    return whole, as_of(whole, day)


def _name(report: "Report") -> str:
    title = " ".join((report.title or report.path or report.url or report.id).split())
    return f"{title} ({say_published(report.published) or 'undated'})"


def _safe(line: str) -> str:
    """A line whose hostile control characters are shown as spaces."""
    return "".join(c if c.isprintable() else " " for c in line)


# -- in words ----------------------------------------------------------------------------------------------


def _lines(changes: "Changes", names: Names, title: str) -> Iterable[str]:
    yield f"{title}: {_totals(changes)}"
    for head, heard in (("Reports that came", changes.came), ("Reports that went", changes.went)):
        yield from _part(head, [f"  {names.get(one.report, one.report)}" for one in heard])
    for head, kind in (("New questions", "new"), ("Changed", "changed"), ("No longer asked", "gone")):
        told = [q for q in changes.questions if q.kind == kind]
        yield from _part(head, [line for q in told for line in _question(q, names)])
    for head, how in (("Contradictions that appeared", "appeared"), ("Contradictions gone", "gone")):
        held = [c for c in changes.contradictions if c.kind == how]
        yield from _part(head, [line for c in held for line in _contradiction(c, names)])
    yield from _part("Agreements", [line for a in changes.agreements for line in _agreement(a, names)])


def _part(head: str, lines: Sequence[str]) -> Iterable[str]:
    if lines:
        yield from ("", head, *lines)


def _totals(changes: "Changes") -> str:
    kinds = [q.kind for q in changes.questions]
    appeared = sum(c.kind == "appeared" for c in changes.contradictions)
    counts = (
        (len(changes.came), "report", "came"),
        (len(changes.went), "report", "went"),
        (kinds.count("new"), "question", "new"),
        (kinds.count("changed"), "question", "changed"),
        (kinds.count("gone"), "question", "no longer asked"),
        (appeared, "contradiction", "appeared"),
        (len(changes.contradictions) - appeared, "contradiction", "gone"),
        (len(changes.agreements), "agreement", "new or told anew"),
    )
    told = [f"{say_number(n)} {noun}{'' if n == 1 else 's'} {what}" for n, noun, what in counts if n]
    return ", ".join(told) or "nothing changed"


def _question(change: "QuestionChange", names: Names) -> Iterable[str]:
    stands = [_stand(stand) for stand in (change.before, change.after) if stand is not None]
    yield f"  {change.title} [{change.question}]"
    yield f"    {' → '.join(dict.fromkeys(stands))}"
    yield from (f"    + {_answer(answer)}" for answer in change.added)
    yield from (f"    - {_answer(answer)}" for answer in change.dropped)
    yield from (f"    ~ {_answer(turn.before)} → {_answer(turn.after)}" for turn in change.turned)
    yield from _because(change.behind, names)


def _stand(stand: "Stand") -> str:
    counted = stand.lower is not None or stand.upper is not None
    return f"{stand.state}, {say_bounds(stand.lower, stand.upper)}" if counted else stand.state


def _answer(answer: "Answer") -> str:
    return f"{answer.summary} [{', '.join(answer.origins) or 'origin unknown'}]"


def _because(behind: "Behind", names: Names) -> Iterable[str]:
    if behind.reports:
        yield f"    by: {'; '.join(names.get(report, report) for report in behind.reports)}"
    if behind.judgements:
        yield f"    by judgement: {', '.join(behind.judgements)}"


def _contradiction(change: "Contradiction", names: Names) -> Iterable[str]:
    yield f"  {change.title} [{change.question}]"
    yield f"    {_answer(change.one)} ↔ {_answer(change.other)}: {change.reason}"
    yield from _because(change.behind, names)


def _agreement(change: "AgreementChange", names: Names) -> Iterable[str]:
    where = f", {', '.join(change.places)}" if change.places else ""
    yield f"  {change.kind}: {change.of}{where}, {say_announced(change.announced)} [{change.agreement}]"
    if change.parties:
        yield f"    + parties: {', '.join(change.parties)}"
    for sign, terms in (("+", change.terms), ("-", change.dropped_terms)):
        for term in terms:
            day = say_when(term.time)
            yield f"    {sign} {term.kind}{f' ({day})' if day else ''}: {term.summary}"
    for told in change.keeping:
        by = "; ".join(names.get(report, report) for report in told.reports)
        yield f"    + said to be {told.state}: {by}"
    yield from _because(change.behind, names)
