"""The commands: what a user types, turned into calls of the rooms, and every failure into one line."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, cast

import typer

from crossbearing.cli import tables
from crossbearing.cli.screen import Watch, err, out, plain
from crossbearing.errors import CrossbearingError, InputError
from crossbearing.ledger import ClaimFilter, Ledger
from crossbearing.run import Summary, add_reports
from crossbearing.vocabulary import QuestionState, Topic

app = typer.Typer(
    name="crossbearing",
    help="Fixes what is known about an event from many reports: a ledger of claims and a cited brief.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

LEDGER_NAME = "crossbearing.db"
Paths = Annotated[list[str] | None, typer.Argument(help="Files, folders, or - for standard input.")]
LedgerFile = Annotated[str, typer.Option("--ledger", help="The ledger file.", metavar="FILE")]
LedgerChoice = Annotated[
    str | None,
    typer.Option("--ledger", help=f"The ledger file [default: {LEDGER_NAME} in --out].", metavar="FILE"),
]
OutFolder = Annotated[
    Path, typer.Option("--out", help="Folder that the results are written to.", metavar="DIR")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY")]


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        out(f"crossbearing {installed('crossbearing')}")
        raise typer.Exit
    del context


@app.command()
def brief(
    paths: Paths = None,
    ledger: LedgerChoice = None,
    folder: OutFolder = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only where the brief is.")] = False,
) -> None:
    """Read reports and write brief.html, brief.md and the ledger; only new reports are read."""
    from crossbearing.cli.work import write_brief

    file = ledger or str(_folder(folder) / LEDGER_NAME)
    if not paths:
        _must_exist(file)
    with Ledger.open(file) as store:
        summary = _add(paths, store) if paths else None
        written = write_brief(store.dossier(), _folder(folder))
    if not quiet:
        out(written.text)
        if summary is not None:
            out(tables.summary_line(summary))
    out(f"brief: {written.html}")
    out(f"also:  {written.markdown}, ledger {file}")
    _fail_if_nothing(summary)


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or -.")],
    ledger: LedgerFile = LEDGER_NAME,
) -> None:
    """Read reports into a ledger, without a brief."""
    with Ledger.open(ledger) as store:
        summary = _add(paths, store)
    out(tables.summary_line(summary))
    _fail_if_nothing(summary)


@app.command()
def export(
    file: Annotated[str | None, typer.Argument(help="The ledger file.", metavar="LEDGER")] = None,
    ledger: LedgerFile = LEDGER_NAME,
    form: Annotated[str, typer.Option("--format", help="json: the public contract.")] = "json",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the contract's JSON Schema instead.")
    ] = False,
) -> None:
    """Write the ledger to standard output as the public contract."""
    from crossbearing.exports import contract_schema, to_contract

    if schema:
        plain(tables.as_json(contract_schema()))
        return
    if form != "json":
        raise InputError("no such format", where=form, hint="formats: json")
    with _open(file or ledger) as store:
        plain(to_contract(store.dossier()))


@app.command()
def reports(ledger: LedgerFile = LEDGER_NAME, json: AsJson = False) -> None:
    """List the reports, their days and how those are known."""
    with _open(ledger) as store:
        tables.show(tables.report_rows(store.dossier()), json=json, title="reports")


@app.command()
def claims(
    ledger: LedgerFile = LEDGER_NAME,
    search: Annotated[str | None, typer.Option(metavar="WORDS", help="Words in the sentence.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="On whose word.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="T", help="casualties, hostilities, ...")] = None,
    place: Annotated[str | None, typer.Option(metavar="P", help="There or within it.")] = None,
    since: Day = None,
    until: Day = None,
    json: AsJson = False,
) -> None:
    """List claims: who says what, on whose word, how surely."""
    wanted = ClaimFilter(
        search=search,
        source=source,
        topic=_topic(topic),
        place=place,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    with _open(ledger) as store:
        rows = tables.claim_rows(store.claims(wanted), store.dossier())
    tables.show(rows, json=json, title="claims")


@app.command()
def questions(
    ledger: LedgerFile = LEDGER_NAME,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="corroborated, contested, single_origin, superseded")
    ] = None,
    json: AsJson = False,
) -> None:
    """List what the claims answer, and whether the answers agree."""
    with _open(ledger) as store:
        found = store.questions(_state(state))
        rows = tables.question_rows(found, store.dossier())
    tables.show(rows, json=json, title="questions")


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="An id, or its beginning.", metavar="ID")],
    ledger: LedgerFile = LEDGER_NAME,
    json: AsJson = False,
) -> None:
    """Show one thing: a claim in its paragraph with its chain and question, a report, a question."""
    with _open(ledger) as store:
        tables.show_thing(store.get(key), store.dossier(), json=json)


@app.command()
def demo(folder: OutFolder = Path("crossbearing-demo")) -> None:
    """Run the main job on the sample reports that ship with the program."""
    from crossbearing.cli.work import samples

    folder.mkdir(parents=True, exist_ok=True)
    with samples() as path:
        brief(paths=[str(path)], ledger=None, folder=folder, quiet=False)


@app.command()
def bench(
    paths: Paths = None,
    json: AsJson = False,
) -> None:
    """Measure reports and words a second by stage, and peak memory, on reports or the samples."""
    from crossbearing.bench import measure
    from crossbearing.cli.work import samples

    if paths:
        found = measure(paths)
    else:
        with samples() as path:
            found = measure([str(path)])
    tables.show(tables.bench_rows(found), json=json, title="bench")


def _add(paths: list[str], store: Ledger) -> Summary:
    with Watch() as watch:
        summary = add_reports(paths, store, stdin=sys.stdin.buffer, progress=watch.tell)
    for refused in summary.rejected:
        err(f"refused {refused.where}: {refused.reason}")
    for line in summary.unread:
        err(f"kept unread {line}")
    return summary


def _fail_if_nothing(summary: Summary | None) -> None:
    if summary is not None and summary.rejected and not summary.read and not summary.known:
        raise InputError("nothing could be read", hint="each refusal is listed above")


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            error.strerror or str(error), where=str(folder), hint="name another folder"
        ) from error
    return folder


def _must_exist(file: str) -> None:
    if "://" not in file and not Path(file).is_file():
        raise InputError(
            "no such ledger", where=file, hint="crossbearing add PATH makes one; or give --ledger"
        )


def _open(file: str) -> Ledger:
    _must_exist(file)
    return Ledger.open(file)


def _topic(word: str | None) -> Topic | None:
    known = Topic.__args__  # type: ignore[attr-defined]
    if word is not None and word not in known:
        raise InputError("no such topic", where=word, hint=", ".join(known))
    return cast(Topic | None, word)


def _state(word: str | None) -> QuestionState | None:
    known = QuestionState.__args__  # type: ignore[attr-defined]
    if word is not None and word not in known:
        raise InputError("no such state", where=word, hint=", ".join(known))
    return cast(QuestionState | None, word)


def main() -> None:
    """Run the command line; exit codes are documented in docs/cli.md."""
    try:
        app(standalone_mode=True)
    except CrossbearingError as error:
        err(f"crossbearing: {error.line()}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        err("crossbearing: stopped; what was committed is whole, run again to go on")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("CROSSBEARING_DEBUG"):
            raise
        fault = "a fault of ours: CROSSBEARING_DEBUG=1 shows where"
        err(f"crossbearing: {type(error).__name__}: {error} ({fault})")
        sys.exit(1)
