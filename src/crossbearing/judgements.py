"""What analysts decide, as values: appended, never edited; what holds is derived from the whole list.

A judgement is an ``Assessment``. Several that are made in one go (a merge of two incidents, a split) share
their analyst, moment, verdict, grade and note: they are one *act*, shown and withdrawn as one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, cast, get_args

from msgspec import Struct

from crossbearing.errors import InputError
from crossbearing.ids import content_id
from crossbearing.model import Assessment
from crossbearing.vocabulary import Grade

Verdict = Literal["accept", "reject", "misread", "open", "same incident", "other incident", "withdraw"]
VERDICTS: Mapping[Verdict, str] = {
    "accept": "what it says holds, in the analyst's judgement",
    "reject": "what it says does not hold, in the analyst's judgement",
    "misread": "the program read the words wrongly",
    "open": "looked at, and not to be settled now",
    "same incident": "two claims tell of one happening; the target is both ids, joined by +",
    "other incident": "two claims tell of two happenings; the target is both ids, joined by +",
    "withdraw": "an earlier judgement is taken back; the target is its id",
}
"""Every verdict with its meaning; the list is closed."""
PROTECT = "protect"
"""The verdict of a mark of protection; it is no verdict that ``judge`` gives: ``redaction`` makes it."""
PAIRED: tuple[Verdict, ...] = ("same incident", "other incident")
JOIN = "+"
MOST_PAIRS = 10_000
"""A split of larger incidents than this would say little about each pair."""
_LONGEST = 2_000
"""Characters of a note: longer ones are reports of their own."""
State = Literal["in force", "replaced", "withdrawn"]


class Standing(Struct, frozen=True):
    """A judgement and whether it still holds; ``by`` is the later one that replaced or withdrew it."""

    judgement: Assessment
    state: State
    by: Assessment | None = None


def verdict_of(word: str) -> Verdict:
    """A verdict as people write it ("same-incident", "Accept"); raises ``InputError`` for another word."""
    plain = " ".join(word.replace("-", " ").replace("_", " ").casefold().split())
    if plain not in VERDICTS:
        raise InputError("no such verdict", where=word, hint=f"one of: {', '.join(VERDICTS)}")
    return cast(Verdict, plain)


def grade_of(word: str | None) -> Grade | None:
    """A grade of the Airwars scale, or None; raises ``InputError`` for another word."""
    plain = None if word is None else word.strip().casefold()
    if plain is not None and plain not in get_args(Grade):
        raise InputError("no such grade", where=word, hint=f"one of: {', '.join(get_args(Grade))}")
    return cast(Grade | None, plain)


def judge(
    target: str,
    verdict: Verdict,
    *,
    analyst: str,
    at: datetime,
    grade: Grade | None = None,
    note: str | None = None,
) -> Assessment:
    """One judgement, its id from its content; ``at`` must know its time zone.

    Raises ``InputError`` for a nameless analyst, a note that is too long, or a target that the verdict cannot
    have.
    """
    name = " ".join(analyst.split())
    said = " ".join(note.split()) if note is not None else None
    if not name:
        raise InputError("a judgement needs a name", hint="--analyst NAME says who judges")
    if at.tzinfo is None:
        raise InputError("a judgement needs a time with its zone", where=str(at))
    if said is not None and len(said) > _LONGEST:
        raise InputError(f"a note holds at most {_LONGEST} characters", hint="shorten it")
    if (verdict in PAIRED) != (JOIN in target):
        what = "two claims" if verdict in PAIRED else "one thing"
        raise InputError(f"“{verdict}” is said of {what}", where=target, hint="crossbearing merge, or split")
    key = content_id("j", target, verdict, name, at.isoformat(), grade, said)
    return Assessment(
        id=key, target=target, verdict=verdict, analyst=name, at=at, grade=grade, note=said or None
    )


def pair(one: str, other: str) -> str:
    """The target that two claims make, whichever comes first; raises ``InputError`` for one claim twice."""
    if one == other:
        raise InputError("a claim is of its own incident", where=one, hint="name two")
    return JOIN.join(sorted((one, other)))


def same(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The targets that make two happenings one: enough pairs of their claims to hold all together.

    Claims that both hold need no pair. Raises ``InputError`` where nothing is left to join.
    """
    mine, theirs = list(dict.fromkeys(one)), list(dict.fromkeys(other))
    if not mine or not theirs or set(mine) == set(theirs):
        raise InputError("these are one already", where=" and ".join([*mine[:1], *theirs[:1]]) or None)
    found = [(mine[0], claim) for claim in theirs] + [(claim, theirs[0]) for claim in mine[1:]]
    return list(dict.fromkeys(pair(a, b) for a, b in found if a != b))


def apart(away: Sequence[str], rest: Sequence[str]) -> list[str]:
    """The targets that keep each claim that goes away from every claim that stays.

    Raises ``InputError`` where nothing goes or nothing stays, or where the pairs are too many.
    """
    gone, stay = list(dict.fromkeys(away)), [claim for claim in dict.fromkeys(rest) if claim not in set(away)]
    if not gone or not stay:
        raise InputError("a split needs claims that go and claims that stay", hint="name fewer claims")
    if len(gone) * len(stay) > MOST_PAIRS:
        raise InputError(f"more than {MOST_PAIRS:,} pairs", hint="split off fewer claims at a time")
    return [pair(a, b) for a in gone for b in stay]


# -- what holds --------------------------------------------------------------------------------------------


def standing(assessments: Iterable[Assessment]) -> list[Standing]:
    """Say of every judgement, in the order they were made, whether it holds.

    A withdrawn one does not. A later verdict on the same two claims, or a later mark of protection on the
    same thing, replaces an earlier one, whoever gave it; on anything else an analyst's later verdict replaces
    the same analyst's earlier one, and others' stand beside it.
    """
    told = list(assessments)
    withdrawn = {a.target: a for a in told if a.verdict == "withdraw"}
    last: dict[tuple[str, bool, str | None], Assessment] = {}
    found = []
    for item in reversed(told):
        shared = item.verdict in PAIRED or item.verdict == PROTECT
        key = (item.target, item.verdict == PROTECT, None if shared else item.analyst)
        if item.id in withdrawn:
            found.append(Standing(item, "withdrawn", withdrawn[item.id]))
        elif item.verdict != "withdraw" and key in last:
            found.append(Standing(item, "replaced", last[key]))
        else:
            last[key] = item
            found.append(Standing(item, "in force"))
    return found[::-1]


def in_force(assessments: Iterable[Assessment]) -> list[Assessment]:
    """The judgements that hold, without withdrawals and marks of protection: those reconciling obeys."""
    return [
        s.judgement
        for s in standing(assessments)
        if s.state == "in force" and s.judgement.verdict not in ("withdraw", PROTECT)
    ]


def still_judged(
    assessments: Iterable[Assessment], gone: Iterable[str], late: Collection[str] = ()
) -> tuple[Assessment, ...]:
    """The judgements that are neither ``late`` nor about a report or claim that is ``gone`` (all by ids).

    A withdrawal goes with what it withdraws.
    """
    lost = set(gone)
    kept = []
    for item in assessments:
        if item.id in late or lost & set(item.target.split(JOIN)):
            lost.add(item.id)
        else:
            kept.append(item)
    return tuple(kept)


def acts(assessments: Iterable[Assessment]) -> list[list[Assessment]]:
    """Judgements made in one go, together, in the order they were made."""
    found: dict[tuple[object, ...], list[Assessment]] = {}
    for item in assessments:
        alone = item.id if item.verdict not in (*PAIRED, "withdraw") else None
        key = (item.analyst, item.at, item.verdict, item.grade, item.note, alone)
        found.setdefault(key, []).append(item)
    return list(found.values())


def withdraw(
    key: str, assessments: Iterable[Assessment], *, analyst: str, at: datetime, note: str | None = None
) -> list[Assessment]:
    """Take back a judgement with all that were made in one go with it, as new judgements.

    Raises ``InputError`` where it is withdrawn already, or is itself a withdrawal.
    """
    told = list(assessments)
    act = next(act for act in acts(told) if any(item.id == key for item in act))
    if act[0].verdict == "withdraw":
        raise InputError("a withdrawal stays", where=key, hint="judge anew instead")
    gone = {s.judgement.id for s in standing(told) if s.state == "withdrawn"}
    open_ones = [item for item in act if item.id not in gone]
    if not open_ones:
        raise InputError("this judgement is withdrawn already", where=key)
    return [judge(item.id, "withdraw", analyst=analyst, at=at, note=note) for item in open_ones]
