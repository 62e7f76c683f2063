"""What leaving something out changed: the same questions with and without."""

from collections.abc import Iterable

from msgspec.structs import replace

from crossbearing.actors import outlet_actor
from crossbearing.model import Dossier, Question
from crossbearing.switches.carrying import carried
from crossbearing.switches.choice import Change, Dropped, LeftOut, Told, Without
from crossbearing.switches.leaving import origin_meant, origins_of, reports_of, side_meant

_SETTLED = ("contested", "corroborated")
"""States that rest on more than one origin: those that leaving one out may change for a reader."""


def compare(whole: Dossier, rest: Dossier, choice: Without) -> LeftOut:
    """Say what ``without(whole, choice)``, given as ``rest``, took away and how questions stand since.

    Questions are the same by id, else by the most claims in common. Raises ``InputError`` as ``without``.
    """
    after = same_questions(whole.questions, rest.questions)
    changes, same, lost = [], 0, 0
    for question in whole.questions:
        left = after.get(question.id)
        told = None if left is None else _told(left)
        if question.state not in _SETTLED:
            lost += left is None
        elif told is not None and replace(told, claims=()) == replace(_told(question), claims=()):
            same += 1
        else:
            changes.append(Change(question.id, question.title, question.topic, _told(question), told))
    return LeftOut(
        whole=whole,
        dropped=tuple(_dropped(whole, choice)),
        claims=len(whole.claims) - len(rest.claims),
        reports=len(whole.reports) - len(rest.reports),
        changes=tuple(changes),
        same=same,
        lost=lost,
    )


def _told(question: Question) -> Told:
    lower = [p.lower for p in question.positions if p.lower is not None]
    upper = [p.upper for p in question.positions if p.upper is not None]
    size = len(question.positions)
    return Told(
        question.state,
        tuple(position.summary for position in question.positions),
        tuple(dict.fromkeys(claim for position in question.positions for claim in position.claims)),
        min(lower) if 0 < size == len(lower) else None,
        max(upper) if 0 < size == len(upper) else None,
    )


def same_questions(before: Iterable[Question], after: Iterable[Question]) -> dict[str, Question]:
    """By id of a question before, what it is after: the same id, else the most claims in common."""
    now = {question.id: question for question in after}
    asked = list(before)
    found = {question.id: now[question.id] for question in asked if question.id in now}
    free = [question for question in now.values() if question.id not in found]
    for question in asked:
        if question.id in found:
            continue
        claims = _claims(question)
        fit = [
            (len(claims & _claims(other)), other.title == question.title, other.id, other)
            for other in free
            if (other.topic, other.group) == (question.topic, question.group) and claims & _claims(other)
        ]
        if fit:
            found[question.id] = max(fit, key=lambda item: item[:3])[3]
            free.remove(found[question.id])
    return found


def _claims(question: Question) -> set[str]:
    return {claim for position in question.positions for claim in position.claims}


def _dropped(whole: Dossier, choice: Without) -> Iterable[Dropped]:
    """Each thing left out by itself."""
    actors = {actor.id: actor for actor in whole.actors}
    told = [claim.origin for claim in whole.claims]
    for name in dict.fromkeys(choice.origins):
        heads = origins_of(whole, Without(origins=(name,)))
        actor = actors[origin_meant(name, whole)]
        claims = sum(origin in heads for origin in told)
        yield Dropped("origin", actor.name, claims, actor=actor.id)
    for name in dict.fromkeys(choice.outlets):
        gone = reports_of(whole, Without(outlets=(name,)))
        shown = next(outlet_actor(report).name for report in whole.reports if report.id in gone)
        yield Dropped("outlet", shown, sum(claim.report in gone for claim in whole.claims), len(gone))
    for name in dict.fromkeys(choice.sides):
        heads = origins_of(whole, Without(sides=(name,)))
        yield Dropped("side", side_meant(name, whole), sum(origin in heads for origin in told))
    if choice.copies:
        yield Dropped("copies", "", len(carried(whole)))
