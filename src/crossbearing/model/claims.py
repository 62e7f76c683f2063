"""A claim and what hangs on it."""

from datetime import date
from typing import Literal

from msgspec import Struct

from crossbearing.model.mentions import Actor, Place, Quantity
from crossbearing.model.text import Span
from crossbearing.vocabulary import Grain, Role, Status, Topic, Voice


class Link(Struct, frozen=True):
    """A link of a claim's chain: the source's words, its actor, its cue."""

    span: Span
    actor: str | None
    cue: Span | None
    role: Role = "source"


class Event(Struct, frozen=True):
    """What happened: PLOVER category and mode, ACLED sub-event type, and the words that say so."""

    plover: str
    trigger: Span
    acled: str | None = None
    mode: str | None = None


class When(Struct, frozen=True):
    """When it happened: inclusive days; ``span`` the words; ``inferred`` says from what, if no words do."""

    earliest: date | None
    latest: date | None
    span: Span | None
    grain: Grain = "day"
    relation: Literal["at", "since", "until", "before", "after", "by", "within"] = "at"
    inferred: str | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """One thing a report says, or says that someone says, tied to its characters.

    ``background`` marks history and whole-war figures told beside the news.
    ``hedges`` are the words that weaken it ("reportedly"); ``negated`` that it denies
    its event ("did not", "no longer"); ``sentence`` is the whole sentence it stands in;
    ``inferred`` says what was not in its own words, and from what it was taken.
    ``actor_spans`` and ``target_spans`` are the words for who did it and to whom, also where they name
    nobody with an id ("12 people", "a hospital", "they").
    """

    id: str
    report: str
    span: Span
    sentence: Span
    voice: Voice
    topic: Topic
    status: Status
    attribution: tuple[Link, ...] = ()
    origin: str | None = None
    event: Event | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    time: When | None = None
    quantities: tuple[Quantity, ...] = ()
    hedges: tuple[Span, ...] = ()
    negated: bool = False
    background: bool = False
    stance: str | None = None
    inferred: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()


class Reading(Struct, frozen=True):
    """All that one report yields, knowing no other report.

    ``senses`` are what each claim's event word means where it stands, in the order of ``claims``, or none.
    ``fault`` is what failed in our own code, so that no claims were read; None as a rule.
    """

    report: str
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    senses: tuple[bytes, ...] = ()
    fault: str | None = None
