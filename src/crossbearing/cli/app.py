"""The commands: what a user types, turned into calls of the rooms, and every failure into one line.

The rooms that read are loaded by the commands that need them, so that listing a ledger starts at once.
"""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossbearing.cli import (
    briefing,
    bundling,
    counting,
    deals,
    exporting,
    gate,
    judging,
    noted,
    protecting,
    replaying,
    silence,
)
from crossbearing.cli.choices import settings_of, state_of, topic_of
from crossbearing.cli.files import existing, made, must_exist, opened
from crossbearing.cli.leaving import named, tell
from crossbearing.cli.options import (
    LEDGER_NAME,
    PATHS_HELP,
    ActorLists,
    AsJson,
    AsOf,
    Gazetteers,
    LedgerChoice,
    LedgerFile,
    Limit,
    NoCopies,
    NoOrigin,
    NoOutlet,
    NoSide,
    OutFolder,
    Paths,
    Since,
    Unredacted,
    Until,
    Workers,
)
from crossbearing.cli.screen import Watch, err, out
from crossbearing.cli.shielding import shown
from crossbearing.cli.speech import Command, in_locale
from crossbearing.errors import CrossbearingError, InputError

if TYPE_CHECKING:
    from crossbearing.ledger import Ledger
    from crossbearing.run import Summary
    from crossbearing.settings import Settings

app = typer.Typer(
    name="crossbearing",
    help="Fixes what is known about an event from many reports: a ledger of claims and a cited brief.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

INTERRUPTED = 130
"""Exit code of a run that was stopped with Ctrl-C, as shells have it."""
Switches = tuple[list[str] | None, list[str] | None, list[str] | None, bool]
_ALL: Switches = (None, None, None, False)
_PLAIN = briefing.Wanted()


def _told(command: Command) -> Command:
    """Register a command that tells people days, numbers or names."""
    return app.command()(in_locale(command))


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    gate.reopen()
    if version:
        from importlib.metadata import version as installed

        out(f"crossbearing {installed('crossbearing')}")
        raise typer.Exit


@_told
def brief(
    paths: Paths = None,
    ledger: LedgerChoice = None,
    folder: OutFolder = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only where the brief is.")] = False,
    limit: Limit = None,
    gazetteer: Gazetteers = None,
    actors: ActorLists = None,
    workers: Workers = None,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
    since: Since = None,
    until: Until = None,
    place: briefing.Places = None,
    topic: briefing.Topics = None,
    incident: briefing.Incidents = None,
    changes_since: briefing.ChangesSince = None,
    no_changes: briefing.NoChanges = False,
    formats: briefing.Formats = "html,md",
    pictures: briefing.Pictures = None,
) -> None:
    """Read reports and write brief.html, brief.md and the ledger; only new reports are read."""
    ask = briefing.wanted(
        since=since,
        until=until,
        places=place,
        topics=topic,
        incidents=incident,
        formats=formats,
        pictures=pictures,
        changes_since=changes_since,
        no_changes=no_changes,
    )
    file = ledger or str(folder / LEDGER_NAME)
    if not paths:
        must_exist(file)
    settings = settings_of(limit or [], gazetteer or [], actors or [], workers)
    switches = (no_origin, no_outlet, no_side, no_copies)
    _write_brief(paths or [], file, made(folder), quiet, settings, switches, as_of, ask)


def _write_brief(
    paths: list[str],
    file: str,
    folder: Path,
    quiet: bool,
    settings: "Settings",
    switches: Switches = _ALL,
    as_of: datetime | None = None,
    ask: briefing.Wanted = _PLAIN,
) -> None:
    from crossbearing.brief import ready_pictures
    from crossbearing.cli import tables

    ready_pictures()
    with opened(file) as store:
        summary = _add(paths, store, settings) if paths else None
        if summary is not None and not summary.reports:
            raise _nothing_read()
        view = shown(store, as_of, switches, narrow=ask.narrow)
        written = briefing.write(store, view, folder, ask, as_of=as_of.date() if as_of is not None else None)
    if not quiet:
        out(written.text)
        if summary is not None:
            out(tables.summary_line(summary))
    out(gate.told(f"brief: {written.files[0]}"))
    noted = f"ledger {file}" + (f" (noted as {written.noted})" if written.noted is not None else "")
    out(gate.told(f"also:  {', '.join([*map(str, written.files[1:]), noted])}"))
    _fail_if_nothing(summary)


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help=PATHS_HELP, metavar="PATH", show_default=False)],
    ledger: LedgerFile = LEDGER_NAME,
    limit: Limit = None,
    gazetteer: Gazetteers = None,
    actors: ActorLists = None,
    workers: Workers = None,
) -> None:
    """Read reports into a ledger, without a brief."""
    from crossbearing.cli import tables

    settings = settings_of(limit or [], gazetteer or [], actors or [], workers)
    with opened(ledger) as store:
        summary = _add(paths, store, settings)
    out(tables.summary_line(summary))
    _fail_if_nothing(summary)


app.command()(exporting.export)


@_told
def reports(ledger: LedgerFile = LEDGER_NAME, unredacted: Unredacted = False, json: AsJson = False) -> None:
    """List the reports, their days and how those are known."""
    from crossbearing.cli import tables

    with existing(ledger) as store:
        dossier = shown(store, unredacted=unredacted).dossier
    tables.show(tables.report_rows(dossier), json=json, title="reports")


@_told
def claims(
    ledger: LedgerFile = LEDGER_NAME,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words that stand in the sentence.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="On whose word: part of a name.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="T", help="casualties, hostilities, ...")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="P", help="There or within it: part of a name.")
    ] = None,
    since: Since = None,
    until: Until = None,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Of one report.")] = None,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
    unredacted: Unredacted = False,
    json: AsJson = False,
) -> None:
    """List claims: who says what, on whose word, how surely."""
    from crossbearing.cli import tables
    from crossbearing.ledger import ClaimFilter

    with existing(ledger) as store:
        switches = (no_origin, no_outlet, no_side, no_copies)
        view = shown(store, as_of, switches, unredacted=unredacted)
        wanted = ClaimFilter(
            search=search,
            source=None if as_of is not None else source,
            topic=topic_of(topic),
            place=place,
            since=None if since is None else since.date(),
            until=None if until is None else until.date(),
            report=None if report is None else view.key(report),
        )
        found = view.of(store.claims(wanted))
    tell(view.left_out)
    dossier = view.dossier
    if as_of is not None and source is not None:
        found = [claim for claim in found if claim.origin in named(source, dossier.actors)]
    tables.show(tables.claim_rows(found, dossier), json=json, title="claims")


@_told
def questions(
    ledger: LedgerFile = LEDGER_NAME,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="corroborated, contested, single_origin, superseded")
    ] = None,
    as_of: AsOf = None,
    no_origin: NoOrigin = None,
    no_outlet: NoOutlet = None,
    no_side: NoSide = None,
    no_copies: NoCopies = False,
    unredacted: Unredacted = False,
    json: AsJson = False,
) -> None:
    """List what the claims answer, and whether the answers agree."""
    from crossbearing.cli import tables

    chosen = state_of(state)
    with existing(ledger) as store:
        switches = (no_origin, no_outlet, no_side, no_copies)
        view = shown(store, as_of, switches, unredacted=unredacted)
    tell(view.left_out)
    asked = [question for question in view.dossier.questions if chosen in (None, question.state)]
    tables.show(tables.question_rows(asked, view.dossier), json=json, title="questions")


@_told
def incidents(ledger: LedgerFile = LEDGER_NAME, unredacted: Unredacted = False, json: AsJson = False) -> None:
    """List the happenings that reports tell of, for merge and split."""
    from crossbearing.cli import tables

    with existing(ledger) as store:
        dossier = shown(store, unredacted=unredacted).dossier
    tables.show(tables.incident_rows(dossier), json=json, title="incidents")


@_told
def copies(ledger: LedgerFile = LEDGER_NAME, unredacted: Unredacted = False, json: AsJson = False) -> None:
    """List who carries whom: whose text stands in whose reports, how much, and on what that rests."""
    from crossbearing.cli import tables

    with existing(ledger) as store:
        dossier = shown(store, unredacted=unredacted).dossier
    tables.show(tables.carrier_rows(dossier, json=json), json=json, title="copies")


@_told
def show(
    key: Annotated[str, typer.Argument(help="An id, or its beginning.", metavar="ID")],
    ledger: LedgerFile = LEDGER_NAME,
    unredacted: Unredacted = False,
    json: AsJson = False,
) -> None:
    """Show one thing: a claim in its paragraph with its chain and question, a report, a question."""
    from crossbearing.cli.things import show_thing

    with existing(ledger) as store:
        view = shown(store, unredacted=unredacted)
        thing = view.thing(store.get(view.key(key)))
    show_thing(thing, view.dossier, json=json)


_told(noted.briefs)
_told(deals.agreements)
_told(replaying.diff)
_told(silence.silence)
app.command()(bundling.bundle)
app.command()(bundling.verify)
app.command()(counting.rulebook)
app.command("compare-rules")(in_locale(counting.compare_rules))
_told(counting.monitor)
app.command()(judging.judge)
app.command()(judging.merge)
app.command()(judging.split)
_told(judging.judgements)
app.command()(protecting.protect)
_told(protecting.protected)
app.command()(protecting.unprotect)


@_told
def demo(folder: OutFolder = Path("crossbearing-demo")) -> None:
    """Run the main job on the sample reports that ship with the program, copied to DIR/samples."""
    from crossbearing.cli.work import copy_samples

    samples = copy_samples(made(folder))
    _write_brief([str(samples)], str(folder / LEDGER_NAME), folder, False, settings_of([], []))


@app.command()
def bench(paths: Paths = None, json: AsJson = False) -> None:
    """Measure reports and words a second by stage, and peak memory, on reports or the samples."""
    from crossbearing.bench import measure
    from crossbearing.cli import tables
    from crossbearing.cli.work import samples

    if paths:
        found = measure(paths)
    else:
        with samples() as path:
            found = measure([str(path)])
    tables.show(tables.bench_rows(found), json=json, title="bench")


def _add(paths: list[str], store: "Ledger", settings: "Settings") -> "Summary":
    from crossbearing.run import add_reports

    with Watch() as watch:
        summary = add_reports(paths, store, settings=settings, stdin=sys.stdin.buffer, progress=watch.tell)
    for refused in summary.rejected:
        err(f"refused {refused.where}: {refused.reason}")
    for line in summary.unread:
        err(f"kept unread {line}")
    return summary


def _fail_if_nothing(summary: "Summary | None") -> None:
    if summary is not None and summary.rejected and not summary.read and not summary.known:
        raise _nothing_read()


def _nothing_read() -> InputError:
    return InputError("nothing could be read", hint="each refusal is listed above")


def main() -> None:
    """Run the command line; exit codes are documented in docs/cli.md."""
    try:
        app(prog_name="crossbearing")
    except CrossbearingError as error:
        err(f"crossbearing: {error.line()}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _say_stopped()
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _say_stopped()
        raise
    except Exception as error:
        if os.environ.get("CROSSBEARING_DEBUG"):
            raise
        fault = "a fault of ours: CROSSBEARING_DEBUG=1 shows where"
        err(f"crossbearing: {type(error).__name__}: {error} ({fault})")
        sys.exit(1)


def _say_stopped() -> None:
    err("crossbearing: stopped; what was committed is whole, run again to go on")
