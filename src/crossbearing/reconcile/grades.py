"""Suggested grades of an incident: was there harm to civilians, and who caused it; each with its reason.

On the scale of Airwars (confirmed, fair, weak, contested, discounted). A suggestion is computed from who says
what; only a person makes a grade final.
"""

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from crossbearing.model import Incident, Question, Suggestion
from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import distinct
from crossbearing.reconcile.speaking import names_of_origins
from crossbearing.vocabulary import Grade

_HARM = frozenset({"killed", "injured", "harmed", "found"})
_COMBATANTS = frozenset({"fighter", "soldier"})
_PARTIES = frozenset({"armed_group", "military"})
"""Kinds of sources that fight themselves, and are not counted as credible tellers of harm to civilians."""
_TWO = 2
"""From two credible origins on, a telling is fair."""

Asked = tuple[list[Answer], Question]


def with_grades(incidents: Iterable[Incident], asked: Iterable[Asked], lookup: Lookup) -> list[Incident]:
    """Give incidents their suggested grades, from the questions asked of them."""
    by_incident: dict[str, list[Asked]] = defaultdict(list)
    for answers, question in asked:
        if question.incident is not None:
            by_incident[question.incident].append((answers, question))
    return [_graded(incident, by_incident.get(incident.id, []), lookup) for incident in incidents]


def _graded(incident: Incident, asked: list[Asked], lookup: Lookup) -> Incident:
    doers = [(answers, q) for answers, q in asked if answers[0].predicate == "doer"]
    tolls = [a for answers, _ in asked for a in answers if a.predicate in _HARM and a.modality == "happened"]
    harm = _harm(tolls, [a for answers, _ in doers for a in answers], lookup)
    return replace(incident, harm=harm, attribution=_attribution(doers, lookup))


def _harm(tolls: list[Answer], doers: list[Answer], lookup: Lookup) -> Suggestion | None:
    """Whether civilians were harmed: from the tolls of those who are not said to have fought."""
    if not tolls:
        return None
    harmed = [a for a in tolls if a.group not in _COMBATANTS]
    if not harmed:
        return _suggest("discounted", "all those harmed are said to be fighters or soldiers", tolls)
    denied = [a for a in harmed if a.status == "denied"]
    told = [a for a in harmed if a.status != "denied"]
    if denied and told:
        return _suggest("contested", f"{_names(denied, lookup)} denied the harm", [*told, *denied])
    own = [a for a in doers if a.own]
    if own and told:
        reason = f"{_names(own, lookup)} called the attack its own"
        return _suggest("confirmed", reason, [*own, *told])
    named = any(a.status != "denied" for a in doers)
    tellers = _credible(told, lookup)
    said = _said(tellers, lookup)
    if len(tellers) >= _TWO and distinct(tellers, lookup) >= _TWO:
        if named:
            return _suggest("fair", f"told by {said}; who did it is named", told)
        return _suggest("weak", f"told by {said}, but nobody is named as having done it", told)
    return _suggest("weak", f"rests on {said or 'one source'} alone", told or denied)


def _attribution(doers: list[Asked], lookup: Lookup) -> Suggestion | None:
    """Who did it: from those who allege, claim or deny it."""
    answers = [a for group, _ in doers for a in group]
    alleged = [a for a in answers if a.status != "denied"]
    if not answers:
        return None
    if not alleged:
        return _suggest("discounted", f"nobody alleges it; {_names(answers, lookup)} denied it", answers)
    for group, question in doers:
        if question.state == "contested":
            reason = next(r.reason for r in question.relations if r.kind == "contradicts")
            return _suggest("contested", reason, group)
    if len({a.choice for a in alleged}) > 1 and len(doers) > 1:
        return _suggest("contested", "several doers are named for what may be several attacks", alleged)
    own = [a for a in alleged if a.own]
    if own:
        return _suggest("confirmed", f"{_names(own, lookup)} called the attack its own", alleged)
    best = max(_by_doer(alleged).values(), key=lambda g: (distinct(_credible(g, lookup), lookup), len(g)))
    tellers = _credible(best, lookup)
    if distinct(tellers, lookup) >= _TWO:
        return _suggest("fair", f"{_said(tellers, lookup)} name the same side", best)
    return _suggest("weak", f"rests on the word of {_names(best, lookup)} alone", best)


def _by_doer(answers: list[Answer]) -> dict[tuple[str, ...], list[Answer]]:
    found: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for answer in sorted(answers, key=lambda a: (a.choice, a.claim.id)):
        found[answer.choice].append(answer)
    return found


def _credible(answers: list[Answer], lookup: Lookup) -> set[str]:
    """The origins of some answers that do not fight themselves."""
    origins = {a.claim.origin for a in answers if a.claim.origin is not None}
    return {o for o in origins if (known := lookup.actors.get(o)) is None or known.kind not in _PARTIES}


def _names(answers: list[Answer], lookup: Lookup) -> str:
    found = {a.claim.origin for a in answers if a.claim.origin is not None}
    return _said(found, lookup) or "an unnamed source"


def _said(origins: set[str], lookup: Lookup) -> str:
    return names_of_origins(origins, lookup)


def _suggest(grade: Grade, reason: str, answers: list[Answer]) -> Suggestion:
    return Suggestion(grade, reason, tuple(sorted({a.claim.id for a in answers})))
