"""Marks of protection: made as judgements are, appended, withdrawn, never edited; and their labels."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from crossbearing.errors import InputError
from crossbearing.ids import content_id
from crossbearing.judgements import PROTECT, standing, withdraw
from crossbearing.model import Assessment, Dossier, Mark
from crossbearing.places import open_gazetteer
from crossbearing.redaction.forms import Finder, name_forms

LONGEST = 60
"""Characters of a label: it stands in the middle of sentences."""
_MOST_NAMES = 200
_ALPHABET = 26
Kind = Literal["actor", "place", "report"]


class Marked(Struct, frozen=True):
    """A protected thing: its kind and id, the label it stands under, and the mark in force."""

    kind: Kind
    target: str
    label: str
    mark: Mark


class Trail(Struct, frozen=True):
    """A mark ever made: on what, under which label, by whom, when, why, and whether it holds."""

    kind: Kind
    target: str
    label: str
    analyst: str
    at: datetime
    reason: str | None
    state: str
    by: str | None


def protect(
    dossier: Dossier,
    target: str,
    *,
    analyst: str,
    at: datetime,
    label: str | None = None,
    reason: str | None = None,
    names: Sequence[str] = (),
    keep_claims: bool = False,
) -> Assessment:
    """Mark an actor, a place or a report, by its id, as protected; append what this gives to the ledger.

    ``names`` are spellings that the ledger does not know; those of a place that the gazetteer knows are
    added. Raises ``InputError`` for a thing that is none of these, and for a label that is long, holds a
    figure or a name of the thing, or stands for another one.
    """
    if target not in _kinds(dossier):
        raise InputError("no such actor, place or report", where=target, hint="crossbearing show lists ids")
    who, why = " ".join(analyst.split()), " ".join((reason or "").split()) or None
    if not who:
        raise InputError("a mark needs a name", hint="--analyst NAME says who protects")
    told = (*_names(target, dossier), *names, *_spellings(target, dossier))
    further = tuple(dict.fromkeys(" ".join(name.split()) for name in told))[:_MOST_NAMES]
    said = " ".join(label.split()) if label is not None else None
    if said is not None:
        _check(said, target, dossier, further)
    noun = _noun(target, dossier)
    mark = Mark(label=said, names=further, kind=noun, keep_claims=keep_claims, secret=secrets.token_hex(16))
    key = content_id("j", target, PROTECT, who, at.isoformat(), mark.secret)
    return Assessment(id=key, target=target, verdict=PROTECT, analyst=who, at=at, note=why, mark=mark)


def _names(target: str, dossier: Dossier) -> list[str]:
    """The names that an actor or a place has in the ledger."""
    found = [place.name for place in dossier.places if place.id == target]
    actors = (actor for actor in dossier.actors if actor.id == target)
    return found + [name for actor in actors for name in (actor.name, *actor.aliases)]


def _noun(target: str, dossier: Dossier) -> str:
    """What a thing is called in its label."""
    kind = _kinds(dossier)[target]
    alone = any(a.id == target and a.kind in ("person", "unnamed") for a in dossier.actors)
    return kind if kind != "actor" else "person" if alone else "group"


def _spellings(target: str, dossier: Dossier) -> list[str]:
    """A place's names in other spellings and languages, as the gazetteer has them."""
    if all(place.id != target for place in dossier.places):
        return []
    return [name.title() for name in open_gazetteer().names_of(target)]


def unprotect(
    dossier: Dossier, target: str, *, analyst: str, at: datetime, reason: str | None = None
) -> list[Assessment]:
    """Take every mark on a thing back, as new judgements; raises ``InputError`` where there is none."""
    told = dossier.assessments
    held = [s.judgement for s in standing(told) if s.judgement.verdict == PROTECT and s.state != "withdrawn"]
    mine = [item.id for item in held if item.target == target]
    if not mine:
        raise InputError("this is not protected", where=target, hint="crossbearing protected lists what is")
    return [taken for key in mine for taken in withdraw(key, told, analyst=analyst, at=at, note=reason)]


def marks(*dossiers: Dossier) -> list[Marked]:
    """The marks in force in ledgers, in the order in which their things were first marked."""
    found: dict[str, Marked] = {}
    for dossier in dossiers:
        labels = _labels(dossier)
        kinds = _kinds(dossier)
        for item in standing(dossier.assessments):
            one = item.judgement
            if item.state == "in force" and one.verdict == PROTECT and one.mark is not None:
                label = one.mark.label or labels[one.target]
                kind = kinds.get(one.target) or _kind(one.mark)
                found.setdefault(one.target, Marked(kind, one.target, label, one.mark))
    return list(found.values())


def trail(dossier: Dossier) -> Iterator[Trail]:
    """Every mark ever made, in the order in which they were made."""
    labels, kinds = _labels(dossier), _kinds(dossier)
    for item in standing(dossier.assessments):
        one = item.judgement
        if one.verdict == PROTECT:
            label = (one.mark.label if one.mark is not None else None) or labels[one.target]
            by = None if item.by is None else f"{item.by.analyst}, {item.by.at:%Y-%m-%d}"
            kind = kinds.get(one.target) or _kind(one.mark)
            yield Trail(kind, one.target, label, one.analyst, one.at, one.note, item.state, by)


def secret_of(*dossiers: Dossier) -> str:
    """What keys the ids that stand for others: the secret of the first mark ever made, in force or not."""
    told = (a.mark.secret for d in dossiers for a in d.assessments if a.verdict == PROTECT and a.mark)
    return next(told, "")


def is_mark(item: Assessment, made: Iterable[Assessment]) -> bool:
    """Whether a judgement is a mark of protection, or takes one back."""
    return item.verdict == PROTECT or (
        item.verdict == "withdraw" and any(a.id == item.target and a.verdict == PROTECT for a in made)
    )


def opaque(prefix: str, key: str, secret: str) -> str:
    """An id that stands for another one, the same in every output of a ledger, and tells nothing of it."""
    told = hmac.new(secret.encode(), key.encode(), hashlib.sha256).hexdigest()
    return f"{prefix}-{told[:16]}"


# -- labels ------------------------------------------------------------------------------------------------


def _kinds(dossier: Dossier) -> dict[str, Kind]:
    found: dict[str, Kind] = {actor.id: "actor" for actor in dossier.actors}
    found |= {place.id: "place" for place in dossier.places}
    return found | {report.id: "report" for report in dossier.reports}


def _kind(mark: Mark | None) -> Kind:
    """What a thing was when it was marked."""
    if mark is not None and mark.kind == "place":
        return "place"
    return "report" if mark is not None and mark.kind == "report" else "actor"


def _labels(dossier: Dossier) -> dict[str, str]:
    """The label of each thing that was ever marked: lettered in the order of first marks, for ever."""
    found: dict[str, str] = {}
    for item in dossier.assessments:
        if item.verdict == PROTECT and item.mark is not None and item.target not in found:
            found[item.target] = f"[protected {item.mark.kind} {_letters(len(found))}]"
    return found


def _letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA: figures would be taken for counts."""
    first, last = divmod(number, _ALPHABET)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _check(label: str, target: str, dossier: Dossier, names: Sequence[str]) -> None:
    if not label or len(label) > LONGEST or not label.isprintable():
        raise InputError(f"a label is 1 to {LONGEST} printable characters", where=label or "--as")
    if any(char.isdigit() for char in label):
        raise InputError("a label holds no figures", where=label, hint="they would be read as counts")
    if any(one.label == label and one.target != target for one in marks(dossier)):
        raise InputError("this label stands for another thing", where=label, hint="choose another")
    person = any(actor.id == target and actor.kind == "person" for actor in dossier.actors)
    forms = [form for name in names for form in name_forms(name, "", person=person)]
    if Finder(forms).hits(label):
        raise InputError("this label holds the name", where="--as", hint="choose another")
