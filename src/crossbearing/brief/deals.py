"""Agreements as rows: parties, mediators, terms with their clock, and what was later said."""

from datetime import date

from crossbearing.brief.checks import line_faults
from crossbearing.brief.sentences import (
    fill,
    pick_lead,
    quoted,
    sentence,
    source_part,
    standing,
    status_mark,
)
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.values import Clause, Deal, Line, Part
from crossbearing.brief.wording import capital, say_actor, tidy
from crossbearing.model import Agreement, Term

KEPT_UNDER = ("deadline", "start", "exclusion", "destination", "order", "who", "other")
"""Under which kind a claim stands that gives several terms: the first of these."""
CLOCKED = frozenset({"deadline", "start"})
TERM_ORDER: tuple[str, ...] = ("who", "destination", "start", "deadline", "order", "exclusion", "other")


def deals(shelf: Shelf) -> tuple[tuple[Deal, ...], int]:
    """Write every agreement, the earliest announced first; and count the statements withheld.

    One of which neither parties nor terms are told is left out: there is nothing to keep watch on.
    """
    found, withheld = [], 0
    for agreement in sorted(shelf.dossier.agreements, key=lambda a: (a.announced or date.max, a.id)):
        cited = tuple(claim for claim in agreement.claims if claim in shelf.claims)
        if not cited:
            continue
        parties, lost = _names(shelf, agreement.parties, cited)
        mediators, gone = _names(shelf, agreement.mediators, cited)
        terms, missed = _terms(shelf, agreement)
        places, unplaced = _places(shelf, agreement, cited)
        withheld += lost + gone + missed + unplaced
        if not parties and not terms:
            continue
        found.append(
            Deal(
                id=agreement.id,
                kind=agreement.kind,
                announced=agreement.announced,
                parties=parties,
                mediators=mediators,
                places=places,
                terms=terms,
                later=_later(shelf, agreement),
            )
        )
    return tuple(found), withheld


def _names(shelf: Shelf, ids: tuple[str, ...], cited: tuple[str, ...]) -> tuple[tuple[Line, ...], int]:
    lines = []
    for id_ in ids:
        actor = shelf.actors.get(id_)
        if actor is not None:
            part = Part("name", say_actor(actor), actor.id)
            holding = tuple(c for c in cited if not line_faults(Line((part,), (c,)), shelf))
            lines.append(Line((part,), holding, topic="agreement"))
    held = tuple(line for line in lines if line.claims)
    return held, len(ids) - len(held)


def _places(shelf: Shelf, agreement: Agreement, cited: tuple[str, ...]) -> tuple[tuple[Line, ...], int]:
    lines = []
    for id_ in agreement.places:
        place = shelf.places.get(id_)
        holding = tuple(c for c in cited if id_ in shelf.linked_places(shelf.claims[c]))
        if place is not None and holding:
            lines.append(Line((Part("place", tidy(place.name), id_),), holding, topic="agreement"))
    return tuple(lines), len(agreement.places) - len(lines)


def _terms(shelf: Shelf, agreement: Agreement) -> tuple[tuple[Clause, ...], int]:
    """Write the terms by kind, each claim under one kind only: its day before its destination before who."""
    found, withheld = [], 0
    seen: set[str] = set()
    for term in sorted(agreement.terms, key=lambda t: (KEPT_UNDER.index(t.kind), _vague(t), t.summary)):
        cited = [claim for claim in term.claims if claim in shelf.claims and claim not in seen]
        if not cited:
            withheld += not any(claim in shelf.claims for claim in term.claims)
            continue
        seen.update(cited)
        line, lost = term_line(shelf, term, cited)
        withheld += lost
        first, last = clock_of(shelf, term)
        found.append(Clause(term.kind, line, first, last))
    return tuple(sorted(found, key=lambda clause: TERM_ORDER.index(clause.kind))), withheld


def _vague(term: Term) -> bool:
    return term.time is None or term.time.inferred is not None


def term_line(shelf: Shelf, term: Term, cited: list[str]) -> tuple[Line, int]:
    """Write a term with its source; where the summary is not held, the claim's own words stand instead."""
    ordered = pick_lead(shelf, [shelf.claims[claim] for claim in cited])
    lead = ordered[0]
    same = [claim for claim in ordered if told_status(claim) == told_status(lead)]
    source = source_part(shelf, lead)
    first = Part(source.kind, capital(source.text), source.ref)
    slots = {"source": [first], "quote": quoted(lead), "mark": status_mark(lead)}
    summary = tidy(term.summary)
    ids = tuple(claim.id for claim in same)
    quote = Line(tuple(fill("term", slots)), ids, standing(shelf, same), "agreement")
    if not summary or summary.rstrip("… .") in tidy(lead.sentence.exact):
        return quote, 0
    told = fill("term.ledger", slots | {"summary": [Part("ledger", summary)]})
    line = Line(tuple(told), ids, standing(shelf, same), "agreement")
    return (quote, 1) if line_faults(line, shelf) else (line, 0)


def clock_of(shelf: Shelf, term: Term) -> tuple[date | None, date | None]:
    """Give a term's days if one of its own claims holds them."""
    if term.time is None or term.time.inferred is not None or term.kind not in CLOCKED:
        return None, None
    days = (term.time.earliest, term.time.latest)
    times = [shelf.claims[claim].time for claim in term.claims if claim in shelf.claims]
    held = any(time is not None and (time.earliest, time.latest) == days for time in times)
    return days if held else (None, None)


def _later(shelf: Shelf, agreement: Agreement) -> tuple[Clause, ...]:
    found = []
    for compliance in agreement.compliance:
        for claim in compliance.claims:
            if claim in shelf.claims:
                found.append(Clause(compliance.state, sentence(shelf, [shelf.claims[claim]])))
    return tuple(found)
