"""The briefs that were written of a ledger: when, of what, and how much has changed since."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from crossbearing.cli import gate
from crossbearing.cli.files import existing
from crossbearing.cli.options import LEDGER_NAME, AsJson, LedgerFile
from crossbearing.cli.shielding import Shown, Switches, shown
from crossbearing.errors import InputError, UnknownIdError

if TYPE_CHECKING:
    from crossbearing.ledger import Ledger, Noted
    from crossbearing.switches import Narrow

_PROTECTED = "protected "
"""How a scope tells under which marks of protection its briefs were written."""
Pairs = tuple[tuple[str, ...], ...]


class Scope(Struct, frozen=True, kw_only=True):
    """What a brief is of, read from its note: kinds with ids or names; all of the ledger, unless said."""

    narrowed: Pairs = ()
    without: Pairs = ()
    as_of: date | None = None
    also: tuple[str, ...] = ()


def briefs(ledger: LedgerFile = LEDGER_NAME, json: AsJson = False) -> None:
    """List the briefs that were written of a ledger: when, of what, and how many changes since."""
    from crossbearing.cli import tables

    with existing(ledger) as store:
        rows = _rows(store)
    if not json:
        rows = [{**row, "at": _moment(row["at"])} for row in rows]
    tables.show(rows, json=json, title="briefs")


def _moment(at: str) -> str:
    from crossbearing.cli.tables import say_day

    moment = datetime.fromisoformat(at)
    return f"{say_day(moment.date())} {moment:%H:%M} UTC"


def _rows(store: "Ledger") -> list[dict[str, Any]]:
    """A row a brief, the last one last."""
    noted = store.briefs()
    if not noted:
        return []
    view = shown(store)
    now = {text: _now(store, view, scope_read(text)) for text in dict.fromkeys(one.scope for one in noted)}
    return [
        {
            "id": one.id,
            "at": one.at.isoformat(timespec="seconds"),
            "of": scope_words(scope_read(one.scope), view),
            "turn": one.turn,
            "changes": _changes(store, one, now[one.scope]),
        }
        for one in noted
    ]


def scope_read(text: str) -> Scope:
    """A scope from its note; raises ``InputError`` for one that this version does not know."""
    try:
        return msgspec.json.decode(text, type=Scope)
    except msgspec.DecodeError as error:
        hint = "it was noted by another version"
        raise InputError("a brief's scope cannot be read", where=text, hint=hint) from error


# -- in words ----------------------------------------------------------------------------------------------


def scope_words(scope: Scope, view: Shown) -> str:
    """What a brief is of: "the whole ledger", "place Tarm, topic casualties; without outlet Tarm Post"."""
    names = {place.id: place.name for place in view.dossier.places}
    names |= {incident.id: f"“{incident.title}”" for incident in view.dossier.incidents}
    names |= {actor.id: actor.name for actor in view.dossier.actors}
    names |= {real: names[told] for real, told in view.ids.items() if told in names}
    parts = [", ".join(_named(pair, names) for pair in scope.narrowed)] if scope.narrowed else []
    parts += ["without " + ", ".join(_named(pair, names) for pair in scope.without)] if scope.without else []
    parts += [f"as of {_day(scope.as_of)}"] if scope.as_of is not None else []
    parts += [_also(text) for text in scope.also]
    return gate.told("; ".join(parts if scope.narrowed else ["the whole ledger", *parts]))


def _also(text: str) -> str:
    return "under marks of protection" if text.startswith(_PROTECTED) else text


def _named(pair: tuple[str, ...], names: Mapping[str, str]) -> str:
    kind, *things = pair
    if kind in ("since", "until"):
        return f"{kind} {_day(date.fromisoformat(things[0]))}"
    told = dict.fromkeys(names.get(thing, thing) for thing in things)
    return " ".join(filter(None, [kind, ", ".join(told)]))


def _day(day: date) -> str:
    from crossbearing.cli.tables import say_day

    return say_day(day)


# -- how it stands now -------------------------------------------------------------------------------------


def _now(store: "Ledger", view: Shown, scope: Scope) -> Shown | None:
    """What a brief of this scope would be made from now; None where that can no longer be told."""
    seal = next((text.removeprefix(_PROTECTED) for text in scope.also if text.startswith(_PROTECTED)), "")
    if seal != view.seal or any(not text.startswith(_PROTECTED) for text in scope.also):
        return None
    if scope == Scope(also=scope.also):
        return view
    day = None if scope.as_of is None else datetime.combine(scope.as_of, datetime.min.time())
    try:
        return shown(store, day, _switches(scope, view), narrow=_narrow(scope, view), quiet=True)
    except (InputError, UnknownIdError):
        return None


def _narrow(scope: Scope, view: Shown) -> "Narrow | None":
    from crossbearing.switches import Narrow

    if not scope.narrowed:
        return None
    of: dict[str, list[str]] = {}
    for kind, *things in scope.narrowed:
        of.setdefault(kind, []).extend(map(view.key, things))
    days = {end: date.fromisoformat(of[end][0]) for end in ("since", "until") if end in of}
    return Narrow(
        since=days.get("since"),
        until=days.get("until"),
        places=tuple(of.get("place", ())),
        topics=tuple(of.get("topic", ())),  # type: ignore[arg-type]
        incidents=tuple(of.get("incident", ())),
    )


def _switches(scope: Scope, view: Shown) -> Switches:
    of: dict[str, list[str]] = {}
    for kind, *things in scope.without:
        of.setdefault(kind, []).extend(map(view.key, things))
    return of.get("origin"), of.get("outlet"), of.get("side"), "copies" in of


def _changes(store: "Ledger", one: "Noted", now: Shown | None) -> int | None:
    """How many reports, questions, agreements and judgements came, changed or went since a brief."""
    if now is None:
        return None
    from crossbearing.replay import diff

    state = now.held_over(store.brief_state(one.id))
    if state is None:
        return None
    told = diff(state, now.dossier)
    return sum(map(len, (told.came, told.went, told.questions, told.agreements, told.judgements)))
