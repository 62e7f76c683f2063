"""Analysts' judgements as the brief shows them: their own words, beside what they are about."""

from collections.abc import Collection

from crossbearing.brief.checks import ledger_faults
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Judged
from crossbearing.brief.wording import say_actor, say_day, tidy, undated
from crossbearing.judgements import JOIN, Standing, acts, standing

_LONGEST = 90
"""So many characters of a claim tell which one is meant."""
_SHOWN = 2
"""A merge of many claims is told by its first pair and their number."""


def judgements(shelf: Shelf, since: Collection[str] = ()) -> tuple[Judged, ...]:
    """Give every judgement in the order in which they were made, those of one act as one.

    Withdrawals are told with what they withdraw; nothing that was ever judged is left out, but what was
    known before (``since``: ids) and stands as it stood then.
    """
    stands = {item.judgement.id: item for item in standing(shelf.dossier.assessments)}
    found = []
    for act in acts(shelf.dossier.assessments):
        first = act[0]
        if first.verdict == "withdraw":
            continue
        behind = {item.id for item in act} | {by.id for item in act if (by := stands[item.id].by) is not None}
        if behind <= set(since):
            continue
        targets = tuple(dict.fromkeys(part for item in act for part in item.target.split(JOIN)))
        states = dict.fromkeys(_state(stands[item.id]) for item in act)
        found.append(
            Judged(
                targets=targets,
                about=_about(shelf, targets),
                verdict=tidy(first.verdict),
                analyst=tidy(first.analyst),
                day=first.at.date(),
                grade=first.grade,
                note=tidy(first.note) if first.note else None,
                state="; ".join(state or "some hold" for state in states) if any(states) else None,
            )
        )
    return tuple(found)


def _state(item: Standing) -> str | None:
    if item.by is None:
        return None
    note = f": “{tidy(item.by.note)}”" if item.by.note and item.state == "withdrawn" else ""
    return f"{item.state} by {tidy(item.by.analyst)}, {say_day(item.by.at.date())}{note}"


def _about(shelf: Shelf, targets: tuple[str, ...]) -> str:
    told = [_thing(shelf, target) for target in targets[:_SHOWN]]
    more = len(targets) - _SHOWN
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _thing(shelf: Shelf, target: str) -> str:
    """What an id is, by words that its own claims hold."""
    if target in shelf.claims:
        claim = shelf.claims[target]
        text = tidy(claim.span.exact)
        cut = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
        return f"“{cut}” (report {shelf.keys[claim.report]})"
    if target in shelf.keys:
        return f"report {shelf.keys[target]}"
    if target in shelf.actors:
        return say_actor(shelf.actors[target])
    if target in shelf.places:
        return tidy(shelf.places[target].name)
    return _finding(shelf, target)


def _finding(shelf: Shelf, target: str) -> str:
    for question in shelf.dossier.questions:
        claims = tuple(claim for position in question.positions for claim in position.claims)
        if target == question.id:
            return _titled(shelf, "the question", question.title, claims)
        for position in question.positions:
            if target == position.id:
                return _titled(shelf, "the answer", position.summary, position.claims)
    for incident in shelf.dossier.incidents:
        if target == incident.id:
            return _titled(shelf, "the incident", incident.title, incident.claims)
    if any(deal.id == target for deal in shelf.dossier.agreements):
        return "an agreement"
    return f"{target}, which this brief does not hold"


def _titled(shelf: Shelf, kind: str, title: str, claims: tuple[str, ...]) -> str:
    known = [shelf.claims[claim] for claim in claims if claim in shelf.claims]
    held = [text for text in (title, undated(title)) if text and not ledger_faults(text, known, shelf)]
    return f"{kind} “{tidy(held[0])}”" if held else kind
