"""A position of a question as a line: the answer itself, from the claim that says it best."""

from msgspec import structs

from crossbearing.brief.checks import ledger_faults
from crossbearing.brief.lists import by_first
from crossbearing.brief.numerals import measure_held
from crossbearing.brief.sentences import (
    amount_parts,
    dated_parts,
    fill,
    line_of,
    pick_lead,
    quote_parts,
    quoted,
    source_part,
    status_mark,
)
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Line, Part
from crossbearing.brief.wording import capital
from crossbearing.model import Claim, Position, Quantity, Question
from crossbearing.vocabulary import OF_ATTACKS

_WHO = OF_ATTACKS[0]


def stated(
    shelf: Shelf, question: Question, position: Position, claims: list[Claim], *, titled: bool
) -> Line:
    """Write what a position answers, citing ``claims`` (``leads_first``), with the origins as reconciled.

    How many: the number of the position, never another of its claim ("140 injured", not the 44 dead told
    with them). Who, by what means, what was hit: the answer with the words it rests on, behind what is asked
    if ``titled``. Anything else is quoted.
    """
    lead = claims[0]
    parts = _amount(shelf, position, lead)
    if parts is None and question.title.startswith(OF_ATTACKS):
        parts = _answered(shelf, position, claims, question.title, titled=titled)
    line = line_of(shelf, parts or quote_parts(shelf, lead), claims, position.origins)
    return structs.replace(line, topic=question.topic, about=(question.id, position.id))


def leads_first(shelf: Shelf, position: Position, claims: list[Claim]) -> list[Claim]:
    """Order a position's claims: first those that give its number, or in whose mouth the answer itself is.

    "By its own account" is led by the words of the one named, not by those of who passed it on.
    """
    ordered = pick_lead(shelf, claims)
    if _counts(position):
        return sorted(ordered, key=lambda claim: _told_at(claim, position) is None)
    return sorted(ordered, key=lambda claim: not _is_own(shelf, position, claim))


def _is_own(shelf: Shelf, position: Position, claim: Claim) -> bool:
    actor = shelf.actors.get(claim.origin or "")
    return actor is not None and position.summary.casefold().startswith(actor.name.casefold())


def _counts(position: Position) -> bool:
    return position.lower is not None or position.upper is not None


def _amount(shelf: Shelf, position: Position, claim: Claim) -> list[Part] | None:
    at = _told_at(claim, position) if _counts(position) else None
    return None if at is None else amount_parts(shelf, claim, at)


def _told_at(claim: Claim, position: Position) -> int | None:
    """Which amount of a claim is a position's: one within its bounds, of the measure that its words name."""
    fit = [n for n, quantity in enumerate(claim.quantities) if _within(quantity, position)]
    fit.sort(key=lambda n: not _named(claim.quantities[n], position))
    held = [n for n in fit if measure_held(claim, claim.quantities[n])]
    return next(iter(held or fit), None)


def _within(quantity: Quantity, position: Position) -> bool:
    if quantity.lower is None and quantity.upper is None:
        return False
    below = position.lower is None or (quantity.lower is not None and quantity.lower >= position.lower)
    above = position.upper is None or (quantity.upper is not None and quantity.upper <= position.upper)
    return below and above


def _named(quantity: Quantity, position: Position) -> bool:
    row = by_first("measures").get(quantity.measure)
    return row is not None and row["label"] in position.summary


def _answered(
    shelf: Shelf, position: Position, claims: list[Claim], title: str, *, titled: bool
) -> list[Part] | None:
    """Give who, by what means or what, with a claim's words; None where its claims do not hold the answer."""
    lead = claims[0]
    if not position.summary or ledger_faults(position.summary, claims, shelf):
        return None
    held = titled and not ledger_faults(title, claims, shelf)
    source, who = source_part(shelf, lead), title.startswith(_WHO)
    slots = {
        "asked": fill("answer.asked", {"title": [Part("ledger", title)]}) if held else [],
        "source": [structs.replace(source, text=capital(source.text))],
        "summary": [Part("ledger", capital(position.summary) if who else position.summary)],
        "quote": quoted(lead, whole=True),
        "mark": status_mark(lead),
        "dated": dated_parts(shelf, lead),
    }
    return fill("answer.who" if who else "answer", slots)
