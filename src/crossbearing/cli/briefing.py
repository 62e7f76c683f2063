"""The brief as the command line asks for it: of what, since when, in which files."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from msgspec import Struct

from crossbearing.cli import gate
from crossbearing.cli.choices import topic_of
from crossbearing.cli.screen import err
from crossbearing.errors import InputError, LedgerError, OutputError

if TYPE_CHECKING:
    from crossbearing.brief import Brief, Earlier
    from crossbearing.cli.shielding import Shown
    from crossbearing.ledger import Ledger, Noted
    from crossbearing.model import Dossier
    from crossbearing.switches import LeftOut, Narrow, Narrowed

FORMATS = ("html", "md", "docx", "pdf")
_NEEDS = {"docx": "docx", "pdf": "typst"}
"""Formats whose writer is an extra of the same name, and the module that it installs."""
_SINCE_HELP = "Changes since the brief of an id, or the last one by a day or time (UTC)."

Places = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="NAME", help="Of this place and what lies in it (again for more)."),
]
Topics = Annotated[
    list[str] | None, typer.Option("--topic", metavar="T", help="Of this topic (again for more).")
]
Incidents = Annotated[
    list[str] | None, typer.Option("--incident", metavar="ID", help="Of this incident (again for more).")
]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help=f"Files to write, of {', '.join(FORMATS)}.")
]
Pictures = Annotated[
    Path | None,
    typer.Option("--pictures", metavar="DIR", help="Write each picture there as SVG, PNG and CSV."),
]
ChangesSince = Annotated[str | None, typer.Option("--changes-since", metavar="TIME|BRIEF", help=_SINCE_HELP)]
NoChanges = Annotated[
    bool, typer.Option("--no-changes", help="Do not say what changed since the last brief.")
]


class Wanted(Struct, frozen=True, kw_only=True):
    """What a user asks of a brief."""

    narrow: "Narrow | None" = None
    formats: tuple[str, ...] = ("html", "md")
    pictures: Path | None = None
    changes: bool = True
    since: str | None = None


class Written(Struct, frozen=True):
    """Where a brief was written (pictures last), its text for the terminal, and the id it is noted under."""

    files: tuple[Path, ...]
    text: str
    noted: str | None


def wanted(
    *,
    since: datetime | None,
    until: datetime | None,
    places: Sequence[str] | None,
    topics: Sequence[str] | None,
    incidents: Sequence[str] | None,
    formats: str,
    pictures: Path | None,
    changes_since: str | None,
    no_changes: bool,
) -> Wanted:
    """What was typed, checked before anything is read; raises ``InputError`` or ``OutputError``."""
    from crossbearing.switches import Narrow

    if no_changes and changes_since is not None:
        raise InputError("--no-changes and --changes-since cannot both be", hint="leave one out")
    known = tuple(topic for topic in map(topic_of, topics or ()) if topic is not None)
    choice = Narrow(
        since=None if since is None else since.date(),
        until=None if until is None else until.date(),
        places=tuple(places or ()),
        topics=known,
        incidents=tuple(incidents or ()),
    )
    return Wanted(
        narrow=None if choice.nothing else choice,
        formats=_formats(formats),
        pictures=pictures,
        changes=not no_changes,
        since=changes_since,
    )


def _formats(listed: str) -> tuple[str, ...]:
    """The formats of a list ("html,pdf"), in the order of ``FORMATS``; their writers must be there."""
    named = [name.strip().casefold() for name in listed.split(",") if name.strip()]
    strange = next((name for name in named if name not in FORMATS), None)
    if strange is not None or not named:
        raise InputError("no such format of a brief", where=strange, hint=f"one of: {', '.join(FORMATS)}")
    for name in named:
        if name in _NEEDS and find_spec(_NEEDS[name]) is None:
            hint = f"pip install 'crossbearing[{name}]'"
            raise OutputError(f"{name.upper()} needs a library that is not installed", hint=hint)
    return tuple(name for name in FORMATS if name in named)


def write(
    store: "Ledger",
    view: "Shown",
    folder: Path,
    ask: Wanted,
    *,
    as_of: date | None = None,
    also: Sequence[str] = (),
) -> Written:
    """Compose a brief, write its files, each whole or not at all, and note it in the ledger.

    ``view`` is what may be shown, with what it was narrowed to and parted from; ``as_of`` the day as of which
    it stands; ``also`` what else sets briefs of this kind apart from others. What changed is told since the
    last brief of the same scope under the same marks of protection. Raises ``BriefError`` where a sentence is
    not held by its citations, ``OutputError`` where a file cannot be written, ``ProtectionError`` where one
    of them holds a protected name; then none is written.
    """
    from crossbearing.brief import compose, pictures, render_text
    from crossbearing.cli.files import made
    from crossbearing.cli.work import write_whole

    marked = [f"protected {view.seal}"] if view.seal else []
    scope = scope_of(view.narrowed, view.left_out, as_of, [*also, *marked])
    earlier = _earlier(store, scope, ask, view)
    dossier = view.dossier
    brief = compose(dossier, view.left_out, as_of, narrowed=view.narrowed, earlier=earlier)
    files = {folder / f"brief.{name}": _rendered(name, brief, dossier) for name in ask.formats}
    if ask.pictures is not None:
        files |= {ask.pictures / name: data for name, data in pictures(brief, dossier).items()}
    text = render_text(brief)
    for where, data in (*((path.name, data) for path, data in files.items()), ("the brief", text.encode())):
        gate.passed(data, where)
    if ask.pictures is not None:
        made(ask.pictures)
    for path, data in files.items():
        write_whole(path, data)
    return Written(tuple(files), text, _note(store, dossier, scope))


def _rendered(name: str, brief: "Brief", dossier: "Dossier") -> bytes:
    """A brief as one format."""
    from crossbearing.brief import render_docx, render_html, render_markdown, render_pdf

    if name == "html":
        return render_html(brief, dossier).encode("utf-8")
    if name == "md":
        return render_markdown(brief).encode("utf-8")
    return render_docx(brief, dossier) if name == "docx" else render_pdf(brief, dossier)


# -- the last brief ----------------------------------------------------------------------------------------


def scope_of(
    told: "Narrowed | None", left_out: "LeftOut | None", as_of: date | None, also: Sequence[str] = ()
) -> str:
    """What a brief is of, as a text that the same choice always gives, however it was typed."""
    parts: dict[str, object] = {}
    if told is not None:
        parts["narrowed"] = sorted([held.kind, *sorted(held.ids or (held.name,))] for held in told.held)
    if left_out is not None:
        parts["without"] = sorted([one.kind, one.actor or one.name] for one in left_out.dropped)
    if as_of is not None:
        parts["as_of"] = as_of.isoformat()
    if also:
        parts["also"] = sorted(also)
    return msgspec.json.encode(parts, order="sorted").decode()


def _earlier(store: "Ledger", scope: str, ask: Wanted, view: "Shown") -> "Earlier | None":
    """The brief since which changes are told: the last one of this scope, or the one that was named."""
    from crossbearing.brief import Earlier

    if not ask.changes:
        return None
    noted = store.briefs(scope)
    if ask.since is not None:
        found: Noted | None = _chosen(store, noted, ask.since)
    else:
        found = noted[-1] if noted else None
    if found is None:
        return None
    state = view.held_over(store.brief_state(found.id))
    if state is None:
        err(f"what changed since {found.id} is not said: it would tell what is protected")
        return None
    return Earlier(at=found.at, state=state)


def _chosen(store: "Ledger", noted: "Sequence[Noted]", word: str) -> "Noted":
    """The brief of an id or its beginning, or the last one of this scope by a day's end or a time."""
    if word.startswith("b-"):
        found = [one for one in noted if one.id.startswith(word)]
        if len(found) == 1:
            return found[0]
        other = any(one.id.startswith(word) for one in store.briefs())
        what = "more than one brief's id begins so" if found else "no brief of that id"
        raise InputError("that brief is not of the same scope" if other and not found else what, where=word)
    by = _moment(word)
    before = [one for one in noted if one.at < by]
    if before:
        return before[-1]
    first = f"the first is of {noted[0].at:%Y-%m-%d %H:%M} UTC: {noted[0].id}" if noted else "there is none"
    raise InputError("no brief of the same scope was written by then", where=word, hint=first)


def _moment(word: str) -> datetime:
    """The moment by which: a day's end, or a time, in UTC where no zone is said."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        try:
            at = datetime.fromisoformat(word)
        except ValueError as error:
            hint = "2016-12-13, 2016-12-13T08:00 or the id of a brief"
            raise InputError("no day, time or brief", where=word, hint=hint) from error
        at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        return at + timedelta(microseconds=1)
    return datetime.combine(day, time(), UTC) + timedelta(days=1)


def _note(store: "Ledger", dossier: "Dossier", scope: str) -> str | None:
    """Note the brief; a ledger that cannot be written to is told of, since the brief itself is there."""
    from crossbearing.replay import kept_state

    try:
        return store.note_brief(kept_state(dossier), scope=scope, at=datetime.now(UTC)).id
    except LedgerError as error:
        err(f"the brief is not noted, so the next one will not say what changed since: {error.line()}")
        return None
