"""Agreements as rows: parties, mediators, terms with their clock, and what was later said."""

from datetime import date

from crossbearing.brief.checks import line_faults
from crossbearing.brief.sentences import pick_lead, sentence
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.values import Clause, Deal, Line, Part
from crossbearing.brief.wording import say_actor, tidy
from crossbearing.model import Agreement, Term

TERM_ORDER = ("who", "destination", "start", "deadline", "order", "exclusion", "other")


def deals(shelf: Shelf) -> tuple[tuple[Deal, ...], int]:
    """Write every agreement, the earliest announced first; and count the statements withheld."""
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
    found, withheld = [], 0
    for term in sorted(agreement.terms, key=lambda t: TERM_ORDER.index(t.kind)):
        cited = tuple(claim for claim in term.claims if claim in shelf.claims)
        if not cited:
            withheld += 1
            continue
        line = Line((Part("ledger", tidy(term.summary)),), cited, topic="agreement")
        if not term.summary or line_faults(line, shelf):
            withheld += 1
            line = _said(shelf, cited)
        first, last = _clock(shelf, term)
        found.append(Clause(term.kind, line, first, last))
    return tuple(found), withheld


def _clock(shelf: Shelf, term: Term) -> tuple[date | None, date | None]:
    """Give a term's days if one of its own claims holds them."""
    if term.time is None:
        return None, None
    days = (term.time.earliest, term.time.latest)
    times = [shelf.claims[claim].time for claim in term.claims if claim in shelf.claims]
    held = any(time is not None and (time.earliest, time.latest) == days for time in times)
    return days if held else (None, None)


def _said(shelf: Shelf, cited: tuple[str, ...]) -> Line:
    ordered = pick_lead(shelf, [shelf.claims[claim] for claim in cited])
    same = [claim for claim in ordered if told_status(claim) == told_status(ordered[0])]
    return sentence(shelf, same)


def _later(shelf: Shelf, agreement: Agreement) -> tuple[Clause, ...]:
    found = []
    for compliance in agreement.compliance:
        for claim in compliance.claims:
            if claim in shelf.claims:
                found.append(Clause(compliance.state, sentence(shelf, [shelf.claims[claim]])))
    return tuple(found)
