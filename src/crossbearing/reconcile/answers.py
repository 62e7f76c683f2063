"""What a claim answers: amounts and yes-or-no answers, each with its place, period and doer."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from crossbearing.model import Claim, Quantity
from crossbearing.vocabulary import Status

_FROM_CONTEXT = "places:"
"""How reading marks a place that a claim's own clause does not name."""

_AHEAD = "places: only where they go"
"""How reading marks a place that people leave for, where no words say what they leave."""

_PAST = "told as past"
"""How reading marks a time that it took from a past tense."""

_BY = (
    r"\b(?:near|outside|close to|(?:outskirts|suburbs?|countryside) of"
    r"|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of|(?:km|miles) from)"
)
"""Words by which a place is told that lies by another."""

_SAID = "said “"
"""How reading marks a clause whose day is that of its telling, told in words."""

Modality = Literal["happened", "expected", "feared", "demanded", "conditional"]


class Period(Struct, frozen=True, order=True):
    """The stretch of time an answer speaks of.

    ``kind``: "day", "range", "total" (a running total from ``start``, if known) or "undated".
    ``firm`` is False where the day was taken from context.
    """

    kind: Literal["day", "range", "total", "undated"]
    start: date | None = None
    end: date | None = None
    firm: bool = True


class Answer(Struct, frozen=True, kw_only=True):
    """One answer that a claim gives: to how many (``quantity``) or to yes-or-no (``polarity``).

    ``placed`` is False where the place was taken from the rest of the report; ``summed`` marks a toll
    that is a sum over places or hours; ``phase`` is where in its day a claim of fighting stands. An answer to
    who, by what means, what or when holds keys (``choice``) and an actor, place or words for each
    (``naming``); ``own`` marks a deed that its source calls its own; ``what`` words a thing that was taken.
    People may be counted in a place together with ``others``, or only in parts of it (``partly``).
    """

    claim: Claim
    predicate: str
    modality: Modality
    period: Period
    place: str | None
    locality: str | None
    family: str
    doer: str | None = None
    group: str | None = None
    quantity: Quantity | None = None
    part: bool = False
    polarity: bool = True
    status: Status = "asserted"
    phase: str | None = None
    incident: str | None = None
    summed: bool = False
    placed: bool = True
    choice: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    own: bool = False
    what: str | None = None
    others: tuple[str, ...] = ()
    partly: bool = False
    seen: tuple[date | None, date | None] = (None, None)


def has_own_place(claim: Claim) -> bool:
    """Whether a claim's place stands in its own clause, and not just in its sentence or report."""
    return bool(claim.places) and not any(note.startswith(_FROM_CONTEXT) for note in claim.inferred)


def is_beside(claim: Claim, name: str) -> bool:
    """Whether a claim's sentence tells of a place only by which it lies: "in a town outside the capital".

    ``name`` is the place's; where a sentence has not the name, it may have called it the capital.
    "Near Marib and in Marib" tells of both.
    """
    text = claim.sentence.exact
    called = re.escape(name) if name in text else "capital"
    by = re.search(rf"{_BY}\s+(?:[\w’'-]+\s+){{0,4}}?{called}\b(?!\s+(?-i:[A-Z]))", text, re.IGNORECASE)
    at = re.search(rf"\b(?:in|inside|on|of)\s+(?:central\s+|the\s+city\s+of\s+)?{called}\b", text)
    return by is not None and at is None


def leads_away(claim: Claim) -> bool:
    """Whether a claim's place is only where people go: nobody is evacuated *in* "were bussed to Idlib"."""
    return any(note.startswith(_AHEAD) for note in claim.inferred)


def was_past(claim: Claim) -> bool:
    """Whether a clause of what was to come is told as past: "buses that were to carry them stood empty"."""
    return (
        claim.status == "expected"
        and claim.time is not None
        and (claim.time.inferred or "").startswith(_PAST)
    )


def said_on_a_day(claim: Claim) -> bool:
    """Whether the day of speaking is told: "he said late on Tuesday that the guns had fallen silent"."""
    return claim.time is not None and _SAID in (claim.time.inferred or "")


def firmest(answers: Iterable[Answer]) -> Period:
    """The firmest period that answers name: a day in words before one from context, any before none."""
    order = {"day": 0, "range": 1, "total": 0, "undated": 2}
    return min(
        (a.period for a in answers), key=lambda p: (not p.firm, order[p.kind], str(p.start), str(p.end))
    )


def modality_of(claim: Claim) -> Modality:
    """Whether a claim tells of what happened or of what is expected, demanded or conditional."""
    if claim.status == "expected" or claim.status == "demanded" or claim.status == "conditional":
        return claim.status
    return "happened"


def period_of(claim: Claim, quantity: Quantity | None = None) -> Period:
    """The period of an answer: a running total is one whatever days are named with it."""
    when = claim.time
    total = quantity is not None and quantity.total
    if total or (when is not None and when.relation == "since"):
        start = when.earliest if when is not None and when.relation == "since" else None
        return Period("total", start)
    if when is None:
        return Period("undated", firm=False)
    if when.earliest is None or when.latest is None or when.relation in ("until", "before", "after", "by"):
        return Period("undated", firm=False)
    kind: Literal["day", "range"] = "day" if when.earliest == when.latest else "range"
    return Period(kind, when.earliest, when.latest, firm=when.inferred is None)
