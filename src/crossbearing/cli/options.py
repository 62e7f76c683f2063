"""The options that several commands share, each told once."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from crossbearing.cli.choices import LIMITS

LEDGER_NAME = "crossbearing.db"
PATHS_HELP = "Files, folders, or - for standard input."
Paths = Annotated[list[str] | None, typer.Argument(help=PATHS_HELP, metavar="PATH", show_default=False)]
LedgerFile = Annotated[str, typer.Option("--ledger", help="The ledger file.", metavar="FILE")]
LedgerChoice = Annotated[
    str | None,
    typer.Option("--ledger", help=f"The ledger file [default: {LEDGER_NAME} in --out].", metavar="FILE"),
]
OutFolder = Annotated[
    Path, typer.Option("--out", help="Folder that the results are written to.", metavar="DIR")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Limit = Annotated[
    list[str] | None,
    typer.Option("--limit", help=f"Raise a limit: {', '.join(LIMITS)}.", metavar="NAME=NUMBER"),
]
Gazetteers = Annotated[
    list[str] | None,
    typer.Option("--gazetteer", help="Your own places, as CSV (docs/places.md).", metavar="FILE"),
]
ActorLists = Annotated[
    list[str] | None,
    typer.Option("--actors", help="Your own actors, as CSV (docs/actors.md).", metavar="FILE"),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        help="Processes that read where 40 reports or more wait [default: one a core].",
        metavar="N",
        show_default=False,
    ),
]
InLocale = Annotated[
    str,
    typer.Option(
        "--locale",
        metavar="LANG",
        envvar="CROSSBEARING_LOCALE",
        help="Write days and numbers, and sort names, as a language does: de, en-US.",
    ),
]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="What happened then or later.")
]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="What happened then or before.")
]
NoOrigin = Annotated[
    list[str] | None,
    typer.Option(
        "--without-origin", metavar="NAME", help="Leave out an origin with its members (again for more)."
    ),
]
NoOutlet = Annotated[
    list[str] | None,
    typer.Option("--without-outlet", metavar="NAME", help="Leave out an outlet's reports (again for more)."),
]
NoSide = Annotated[
    list[str] | None,
    typer.Option("--without-side", metavar="SIDE", help="Leave out a side: government, opposition, ..."),
]
NoCopies = Annotated[
    bool, typer.Option("--without-copies", help="Leave out what is carried from another report's text.")
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DAY", help="As the reports out by then had it."),
]
Unredacted = Annotated[
    bool, typer.Option("--unredacted", help="With protected names, for your eyes only (docs/redaction.md).")
]
Analyst = Annotated[
    str,
    typer.Option("--analyst", envvar="CROSSBEARING_ANALYST", metavar="NAME", help="Who judges."),
]
GradeWord = Annotated[
    str | None,
    typer.Option("--grade", metavar="G", help="confirmed, fair, weak, contested or discounted."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, in the analyst's words.")]
