"""Groups of answers become questions with positions, relations and a state."""

import re
from collections import Counter

from crossbearing.ids import content_id
from crossbearing.model import Claim, Question, When
from crossbearing.reconcile.answers import Answer, Period, firmest, has_own_place, is_beside
from crossbearing.reconcile.caveats import caveats_of
from crossbearing.reconcile.comparable import comparable_groups
from crossbearing.reconcile.counts import can_do, count_answers, doers_of, holder
from crossbearing.reconcile.deeds import deed_groups
from crossbearing.reconcile.grouping import group_answers
from crossbearing.reconcile.halts import attach_violence
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.nouns import under_one_noun
from crossbearing.reconcile.origins import roll_up
from crossbearing.reconcile.polar import is_activity, polar_answers
from crossbearing.reconcile.positions import stands_of
from crossbearing.reconcile.relations import relate, state_of
from crossbearing.reconcile.slots import TOLLS, figure
from crossbearing.reconcile.stances import accepts, denies
from crossbearing.reconcile.standing_deals import deals_by_report, told_once
from crossbearing.reconcile.ties import ties_of
from crossbearing.reconcile.wording import template, title
from crossbearing.vocabulary import Topic

Asked = tuple[list[Answer], Question]
_OFTEN_ENOUGH = 0.5
"""A part named half as often as its town is the more exact word for the same place."""
_BESIDE = "from the clause"
"""How reading marks a time that it took from a clause beside in the same sentence."""
_VIOLENT = frozenset({"casualties", "hostilities"})
_OTHER_DAY = re.compile(r"\b(?:day|week|month|year)s?\s(?:before|earlier|later|after)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since\b[^,.;“”\"]{3,60}(?!\w)|in the same period\b|so far\b)", re.IGNORECASE)
"""The words by which a running total says from when it runs."""
_NEW_CLAUSE = re.compile(r"\s+(?:while|with|and|as|which|where|when|but|who|that)\b", re.IGNORECASE)
"""Where these words end."""
_GOES_ON = re.compile(
    r"\s(?:have|has|had|are|is|were|was|will|would|may|might|could|can|must|do|did)\b", re.IGNORECASE
)


def ask(
    claims: tuple[Claim, ...],
    around: tuple[Claim, ...],
    lookup: Lookup,
    incident_of: dict[str, str],
    leads: dict[str, str],
) -> list[Asked]:
    """Form the questions that claims answer, each with the answers it was made from.

    ``around`` are these claims and those that may speak of their answers: violence after a halt, doubts.
    ``incident_of`` maps a claim to its incident; ``leads`` takes, by question, the claim it begins with.
    """
    met = incident_of
    incident_of = _with_ties(incident_of, around, lookup)
    counts = [a for c in claims for a in count_answers(c, lookup, incident_of.get(c.id))]
    polar = {claim.id: polar_answers(claim, lookup) for claim in around}
    deals = deals_by_report(answer for found in polar.values() for answer in found)
    polar = {claim: told_once(found, deals) for claim, found in polar.items()}
    asked = counts + [a for claim in claims for a in polar[claim.id] if not is_activity(a)]
    violence = [a for found in polar.values() for a in found if is_activity(a)]
    groups = under_one_noun(group_answers([a for a in asked if template(a) is not None], lookup))
    groups = [part for group in groups for part in comparable_groups(group, lookup)]
    groups = attach_violence(groups, [a for a in violence if template(a) is not None], lookup)
    groups = [group for group in groups if _is_asked(group)]
    tellers = [claim for claim in claims if claim.id in met or denies(claim) or accepts(claim)]
    groups += deed_groups(tellers, around, incident_of, lookup)
    caveats = caveats_of(around, lookup)
    found = [_question(group, caveats, lookup, incident_of) for group in groups]
    asked_now = list(zip(groups, found, strict=True))
    leads |= {question.id: group[0].claim.id for group, question in asked_now}
    return sorted(asked_now, key=lambda pair: _in_order(pair[1]))


def _in_order(question: Question) -> tuple[str, ...]:
    return question.topic, str(question.time and question.time.earliest), question.title, question.id


def _with_ties(incident_of: dict[str, str], claims: tuple[Claim, ...], lookup: Lookup) -> dict[str, str]:
    """Incidents by claim, the loose claims of each report with the happening they speak of."""
    ties = ties_of(claims, lookup)
    tied = {c: incident_of[told] for c, told in ties.items() if told in incident_of and c not in incident_of}
    return incident_of | tied


def _is_asked(answers: list[Answer]) -> bool:
    """Whether a group makes a question: atrocities told of are claims until someone denies them."""
    if answers[0].predicate != "atrocities":
        return True
    return {"denied"} < {"denied" if answer.status == "denied" else "told" for answer in answers}


def _question(
    answers: list[Answer], caveats: dict[str, tuple[str, ...]], lookup: Lookup, incident_of: dict[str, str]
) -> Question:
    lead = answers[0]
    told = [a for a in answers if not is_activity(a)] or answers
    named = [a.place for a in told if a.placed]
    place = _common(named, lookup) if named else _guessed([a.place for a in told], lookup)
    doer = _doer(answers, lookup)
    question_id = content_id("q", lead.predicate, lead.modality, lead.group, lead.claim.id, _at(lead))
    origins = {a.claim.origin for a in answers if a.claim.origin is not None}
    stands = stands_of(question_id, answers, roll_up(origins, lookup), caveats, lookup)
    cited = {claim for stand in stands for claim in stand.position.claims}
    period = firmest([a for a in told if a.claim.id in cited] or told)
    period = period if period.firm else firmest(told)
    relations = relate(stands, lookup)
    row = template(lead)
    topic: Topic = row["topic"] if row is not None else lead.claim.topic  # type: ignore[assignment]
    return Question(
        id=question_id,
        topic=topic,
        title=title(
            lead,
            _place_words(lead, place, lookup),
            None if doer is None else _doer_name(answers, doer, lookup),
            period
            if period.firm or _is_named(told, period) or lead.quantity is None or lead.predicate == "share"
            else Period("undated", firm=False),
            _own_words(answers),
            near=_is_near(lead, place, told, lookup),
            inferred=not any(has_own_place(answer.claim) for answer in told),
        ),
        state=state_of(stands, relations, lookup),
        positions=tuple(stand.position for stand in stands),
        relations=tuple(relations),
        incident=_most([incident_of.get(a.claim.id) for a in told]),
        places=tuple(_ranked([a.place for a in answers], place)),
        time=_time(period),
        group=lead.group,
    )


def _place_words(lead: Answer, place: str | None, lookup: Lookup) -> str | None:
    """A place as the title names it: "Tarm", "parts of Tarm", "Tarm and Orda"."""
    if place is None:
        return None
    names = [lookup.place_name(p) for p in (place, *(other for other in lead.others if other != place))]
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"parts of {told}" if lead.partly else told


def _at(answer: Answer) -> int:
    return -1 if answer.quantity is None else answer.quantity.span.start


def _common(places: list[str | None], lookup: Lookup) -> str | None:
    """The place most answers name, or a part of it that many of them name."""
    named = Counter(place for place in places if place is not None)
    if not named:
        return None
    common = max(named, key=lambda place: (named[place], len(lookup.within(place)), place))
    parts = [p for p in named if lookup.inside(p, common) and named[p] >= _OFTEN_ENOUGH * named[common]]
    return max(parts, key=lambda place: (len(lookup.within(place)), named[place], place))


def _is_near(lead: Answer, place: str | None, told: list[Answer], lookup: Lookup) -> bool:
    """Whether a toll or an attack is told of what lies by a place, and so is asked of "near" it."""
    if place is None or not (lead.choice or lead.predicate in TOLLS):
        return False
    return _only_beside(told, place, lookup)


def _only_beside(answers: list[Answer], place: str, lookup: Lookup) -> bool:
    """Whether those who name a place tell of what lies by it: "in a town outside the capital"."""
    told = [answer for answer in answers if place in answer.claim.places and has_own_place(answer.claim)]
    return bool(told) and all(is_beside(answer.claim, lookup.place_name(place)) for answer in told)


def _guessed(places: list[str | None], lookup: Lookup) -> str | None:
    """The place of answers of which none names its own: the inmost, or what holds all, short of a country."""
    named = tuple(dict.fromkeys(place for place in places if place is not None))
    inner = [place for place in named if all(lookup.inside(place, other) for other in named)]
    return inner[0] if inner else holder(named, lookup) if named else None


def _ranked(places: list[str | None], lead: str | None) -> list[str]:
    named = Counter(place for place in places if place is not None)
    return sorted(named, key=lambda place: (place != lead, -named[place], place))


def _doer(answers: list[Answer], lookup: Lookup) -> str | None:
    """Who did it, in a question's words: of an amount only where nobody else, alone or beside, is said to.

    And where most of its figures are told of them: "the raids killed 13" may be of anybody's raids.
    """
    doer = _most([a.doer for a in answers])
    if doer is None or answers[0].quantity is None:
        return doer
    said = {d for a in answers if a.claim.topic in _VIOLENT for d in doers_of(a.claim, lookup)}
    if {lookup.actor_name(d) for d in said if d is not None} - {lookup.actor_name(doer)}:
        return None
    told = {figure(a) for a in answers if a.doer is not None}
    return doer if 2 * len(told) > len({figure(a) for a in answers}) else None


def _most(values: list[str | None]) -> str | None:
    named = Counter(value for value in values if value is not None)
    return max(named, key=lambda value: (named[value], value)) if named else None


def _doer_name(answers: list[Answer], doer: str, lookup: Lookup) -> str:
    """Who did it by name, both where most answers name two of one side."""
    named = Counter(
        tuple(dict.fromkeys(lookup.actor_name(actor) for actor in a.claim.actors if can_do(actor, lookup)))
        for a in answers
        if a.doer == doer and a.claim.actors
    )
    names = max(named, key=lambda one: (named[one], one)) if named else ()
    return " and ".join(names[:2]) or doer


def _is_named(answers: list[Answer], period: Period) -> bool:
    """Whether a day from context stands in an answer's own sentence: "attacked on 9 May, *when* six died"."""
    return any(
        a.period == period
        and (a.claim.time.inferred or "").startswith(_BESIDE)
        and not _OTHER_DAY.search(a.claim.span.exact)
        for a in answers
        if a.claim.time is not None
    )


def _own_words(answers: list[Answer]) -> str | None:
    for answer in answers:
        found = _SINCE.search(answer.claim.span.exact) if answer.period.kind == "total" else None
        if found is not None:
            return _NEW_CLAUSE.split(_since_when(answer.claim, found))[0]
    return None


def _since_when(claim: Claim, words: re.Match[str]) -> str:
    """The words since when, without those that go on with the count: "since May *have been fed*"."""
    when, at = claim.time, claim.span.start
    if when is None or when.span is None or not words.start() <= when.span.start - at < words.end():
        return words.group()
    rest = claim.span.exact[when.span.end - at : words.end()]
    return (
        words.group()
        if _GOES_ON.match(rest) is None
        else claim.span.exact[words.start() : when.span.end - at]
    )


def _time(period: Period) -> When | None:
    if period.kind == "undated":
        return None
    if period.kind == "total":
        return When(period.start, None, None, relation="since")
    inferred = None if period.firm else "the reports' context"
    return When(period.start, period.end, None, inferred=inferred)
