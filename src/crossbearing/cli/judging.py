"""What analysts type: judgements, merges and splits, and the list of them all."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec.structs import replace

from crossbearing.cli.files import existing
from crossbearing.cli.options import LEDGER_NAME, Analyst, AsJson, GradeWord, LedgerFile, Note, Unredacted
from crossbearing.cli.screen import out, plain
from crossbearing.cli.shielding import Shown, own_ids, shown
from crossbearing.errors import InputError, UnknownIdError

if TYPE_CHECKING:
    from crossbearing.judgements import Verdict
    from crossbearing.ledger import Ledger
    from crossbearing.model import Assessment, Dossier

_WORDS = 60
"""So many characters of a claim tell it apart in a table."""


def judge(
    key: Annotated[str, typer.Argument(help="An id, or its beginning.", metavar="ID")],
    verdict: Annotated[
        str, typer.Argument(help="accept, reject, misread, open or withdraw.", metavar="VERDICT")
    ],
    analyst: Analyst,
    grade: GradeWord = None,
    note: Note = None,
    ledger: LedgerFile = LEDGER_NAME,
    json: AsJson = False,
) -> None:
    """Append an analyst's judgement on one thing; verdicts are told in docs/judgements.md."""
    from crossbearing.judgements import JOIN, PAIRED, grade_of, pair, verdict_of, withdraw
    from crossbearing.judgements import judge as decided

    word, mark, at = verdict_of(verdict), grade_of(grade), _now()
    with existing(ledger) as store:
        dossier = store.dossier()
        view = own_ids(dossier)
        key = view.key(key)
        if word == "withdraw":
            if mark is not None:
                raise InputError("a withdrawal has no grade", where=str(grade), hint="judge anew to grade")
            target = _named(key, {a.id for a in dossier.assessments}, "judgement")
            made = withdraw(target, dossier.assessments, analyst=analyst, at=at, note=note)
        elif word in PAIRED:
            one, _, other = key.partition(JOIN)
            both = (_claim(view.key(part), dossier) for part in (one, other) if other)
            target = pair(*both) if other else key
            made = [decided(target, word, analyst=analyst, at=at, grade=mark, note=note)]
        else:
            target = _named(key, _things(dossier), "id")
            made = [decided(target, word, analyst=analyst, at=at, grade=mark, note=note)]
        _append(made, store)
        moved = bool({made[0].target, target} & _pairs(dossier)) or word in PAIRED
        _told(made, store, moved, json, view)


def merge(
    one: Annotated[str, typer.Argument(help="A claim or an incident.", metavar="ID")],
    other: Annotated[str, typer.Argument(help="What is the same incident.", metavar="ID")],
    analyst: Analyst,
    grade: GradeWord = None,
    note: Note = None,
    ledger: LedgerFile = LEDGER_NAME,
    json: AsJson = False,
) -> None:
    """Say that two claims or incidents are one happening; incidents and questions are drawn anew."""
    from crossbearing.judgements import same

    with existing(ledger) as store:
        dossier = store.dossier()
        view = own_ids(dossier)
        targets = same(_claims(view.key(one), dossier), _claims(view.key(other), dossier))
        _pair_up(targets, "same incident", store, analyst, grade, note, json, view)


def split(
    incident: Annotated[str, typer.Argument(help="The incident.", metavar="INCIDENT")],
    claims: Annotated[
        list[str], typer.Argument(help="Its claims that tell of another one.", metavar="CLAIM")
    ],
    analyst: Analyst,
    grade: GradeWord = None,
    note: Note = None,
    ledger: LedgerFile = LEDGER_NAME,
    json: AsJson = False,
) -> None:
    """Say that claims of an incident tell of another happening; incidents and questions are drawn anew."""
    from crossbearing.judgements import apart

    with existing(ledger) as store:
        dossier = store.dossier()
        view = own_ids(dossier)
        key = _named(view.key(incident), {i.id for i in dossier.incidents}, "incident")
        held = next(i.claims for i in dossier.incidents if i.id == key)
        away = [_claim(view.key(claim), dossier) for claim in claims]
        for claim in away:
            if claim not in held:
                raise InputError("this claim is not of that incident", where=claim, hint=f"show {key}")
        _pair_up(apart(away, held), "other incident", store, analyst, grade, note, json, view)


def judgements(
    ledger: LedgerFile = LEDGER_NAME,
    target: Annotated[
        str | None, typer.Option("--of", metavar="ID", help="Of one thing: an id, or its beginning.")
    ] = None,
    unredacted: Unredacted = False,
    json: AsJson = False,
) -> None:
    """List every judgement ever made: who, when, what, and whether it still holds."""
    from crossbearing.cli import tables

    with existing(ledger) as store:
        view = shown(store, unredacted=unredacted)
    dossier = view.dossier
    rows = list(_rows(dossier) if json else _acts(dossier))
    if target is not None:
        told = (target, *(other for real, other in view.ids.items() if real.startswith(target)))
        rows = [row for row in rows if any(part.startswith(told) for part in _parts(row))]
    listed = rows if json else [{k: v for k, v in row.items() if k != "targets"} for row in rows]
    tables.show(listed, json=json, title="judgements")


# -- writing -----------------------------------------------------------------------------------------------


def _pair_up(
    targets: Sequence[str],
    verdict: "Verdict",
    store: "Ledger",
    analyst: str,
    grade: str | None,
    note: str | None,
    json: bool,
    view: Shown,
) -> None:
    from crossbearing.judgements import grade_of
    from crossbearing.judgements import judge as decided

    mark, at = grade_of(grade), _now()
    made = [decided(t, verdict, analyst=analyst, at=at, grade=mark, note=note) for t in targets]
    _append(made, store)
    _told(made, store, True, json, view)


def _append(made: Iterable["Assessment"], store: "Ledger") -> None:
    for item in made:
        store.append(item)


def _told(made: Sequence["Assessment"], store: "Ledger", moved: bool, json: bool, view: Shown) -> None:
    """Take the bearing anew where incidents are at stake, and say what was appended."""
    from crossbearing.cli.tables import as_json

    if moved:
        from crossbearing.run import take_bearing

        take_bearing(store)
    made = [replace(item, target=view.target(item.target)) for item in made]
    if json:
        plain(as_json(made))
        return
    for item in made:
        mark = f", {item.grade}" if item.grade is not None else ""
        out(f"{item.id}  {item.verdict}{mark}: {item.target} ({item.analyst})")


def _now() -> datetime:
    return datetime.now(UTC)


# -- naming ------------------------------------------------------------------------------------------------


def _things(dossier: "Dossier") -> set[str]:
    """Ids of what can be judged."""
    kinds: tuple[Sequence[Any], ...] = (
        dossier.reports,
        dossier.claims,
        dossier.questions,
        dossier.incidents,
        dossier.agreements,
        dossier.actors,
        dossier.places,
        *(question.positions for question in dossier.questions),
    )
    return {thing.id for things in kinds for thing in things}


def _named(key: str, known: Collection[str], what: str) -> str:
    """An id from its unambiguous beginning; raises ``UnknownIdError``."""
    found = [key] if key in known else [name for name in known if name.startswith(key)]
    if not found or not key:
        raise UnknownIdError(f"no such {what} in the ledger", where=key, hint="the lists show ids")
    if len(found) > 1:
        raise UnknownIdError("more than one id begins so", where=key, hint="give more of it")
    return found[0]


def _claim(key: str, dossier: "Dossier") -> str:
    return _named(key, {claim.id for claim in dossier.claims}, "claim")


def _claims(key: str, dossier: "Dossier") -> list[str]:
    """A claim, or all claims of an incident."""
    known = {claim.id for claim in dossier.claims} | {incident.id for incident in dossier.incidents}
    name = _named(key, known, "claim or incident")
    return next((list(i.claims) for i in dossier.incidents if i.id == name), [name])


def _pairs(dossier: "Dossier") -> set[str]:
    from crossbearing.judgements import PAIRED

    return {a.id for a in dossier.assessments if a.verdict in PAIRED}


# -- listing -----------------------------------------------------------------------------------------------


def _rows(dossier: "Dossier") -> Iterable[dict[str, Any]]:
    """A row a judgement."""
    from crossbearing.judgements import standing

    about = _abouts(dossier)
    for item in standing(dossier.assessments):
        one = item.judgement
        yield {
            "id": one.id,
            "at": one.at.isoformat(),
            "analyst": one.analyst,
            "verdict": one.verdict,
            "target": one.target,
            "about": [about.get(part) for part in one.target.split("+")],
            "grade": one.grade,
            "note": one.note,
            "state": item.state,
            "by": None if item.by is None else item.by.id,
        }


def _acts(dossier: "Dossier") -> Iterable[dict[str, Any]]:
    """A row an act; its state is that of its judgements."""
    from crossbearing.cli.tables import say_day
    from crossbearing.judgements import acts, standing

    about = _abouts(dossier)
    stands = {item.judgement.id: item for item in standing(dossier.assessments)}
    for act in acts(dossier.assessments):
        first = act[0]
        states = {_state(stands[item.id]): None for item in act}
        told = [about.get(part) or part for part in first.target.split("+")]
        more = f" (and {len(act) - 1} more)" if len(act) > 1 else ""
        yield {
            "id": first.id,
            "at": f"{say_day(first.at.date())} {first.at:%H:%M}",
            "analyst": first.analyst,
            "verdict": first.verdict,
            "about": " + ".join(told) + more,
            "grade": first.grade,
            "note": first.note,
            "state": ", ".join(states),
            "targets": [item.target for item in act],
        }


def _state(item: Any) -> str:
    from crossbearing.cli.tables import say_day

    if item.by is None:
        return str(item.state)
    return f"{item.state} by {item.by.analyst}, {say_day(item.by.at.date())}"


def _parts(row: dict[str, Any]) -> Iterable[str]:
    for target in row.get("targets") or [row["target"]]:
        yield from (row["id"], target, *target.split("+"))


def _abouts(dossier: "Dossier") -> dict[str, str]:
    """What each thing is, in a few words; by id."""
    found = {a.id: f"judgement {a.id}" for a in dossier.assessments}
    found |= {p.id: f"position “{p.summary}”" for q in dossier.questions for p in q.positions}
    found |= {a.id: f"agreement {a.id}" for a in dossier.agreements}
    found |= {p.id: f"place {p.name}" for p in dossier.places} | {a.id: a.name for a in dossier.actors}
    found |= {r.id: f"report {r.title or r.path or r.id}" for r in dossier.reports}
    found |= {i.id: f"incident “{i.title}”" for i in dossier.incidents}
    found |= {q.id: f"question “{q.title}”" for q in dossier.questions}
    return found | {c.id: f"{c.id} “{_short(c.span.exact)}”" for c in dossier.claims}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
