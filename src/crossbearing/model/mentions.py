"""What the instruments find in a sentence: times, places, quantities, actors, attributions."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from crossbearing.model.text import Span
from crossbearing.vocabulary import ActorKind, Bound, Grain, Measure, PlaceKind, Precision, Role, Voice


class Interval(Struct, frozen=True):
    """Half-open stretch of time; an open side is None. Local time of the place told of."""

    start: datetime | None
    end: datetime | None


class TimeMention(Struct, frozen=True):
    """An expression that says when: its interval, how fine it is, and its TIMEX3 type and value.

    ``relation`` is what ties the event to the interval: "since 2012" → since.
    """

    span: Span
    interval: Interval | None
    grain: Grain
    kind: Literal["date", "time", "duration", "set"] = "date"
    value: str | None = None
    relation: Literal["at", "since", "until", "before", "after", "by", "within"] = "at"


class Place(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer, or a part of one ("eastern Aleppo", within Aleppo)."""

    id: str
    name: str
    kind: PlaceKind
    precision: Precision
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    within: str | None = None
    country: str | None = None


class PlaceMention(Struct, frozen=True):
    """A place named in a text: the best candidate or None, its rivals, and its part in the sentence.

    ``role``: "where" a thing happens; "modifier" ("the Aleppo-based group"); "adjective"
    ("Syrian"); "actor" ("Moscow said", "Russia's foreign minister").
    """

    span: Span
    place: str | None
    rivals: tuple[str, ...] = ()
    role: Literal["where", "modifier", "adjective", "actor"] = "where"


class Quantity(Struct, frozen=True, kw_only=True):
    """How many: bounds, what they measure, of whom; contract.md, "Numbers in words".

    ``part_of`` indexes the list of quantities it stands in. ``total`` marks a running or
    whole-war total, which never meets a day's count. ``earlier`` marks a figure that the
    text itself calls older ("raising an earlier count of 30 to 41").
    """

    span: Span
    lower: float | None
    upper: float | None
    bound: Bound
    measure: Measure = "other"
    group: str | None = None
    part_of: int | None = None
    total: bool = False
    earlier: bool = False


class Actor(Struct, frozen=True, kw_only=True):
    """Someone who acts or speaks; ``side`` is the party of the conflict it belongs to, if any."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    member_of: str | None = None
    country: str | None = None
    side: str | None = None


class ActorMention(Struct, frozen=True):
    """Words that stand for an actor: a name, a role ("the ambassador") or a pronoun."""

    span: Span
    actor: str | None
    form: Literal["name", "role", "pronoun"] = "name"


class AttributionLink(Struct, frozen=True):
    """One source with its cue in an attribution, before actors are resolved."""

    source: Span | None
    cue: Span | None
    role: Role = "source"


class Attribution(Struct, frozen=True):
    """Who is said to have said what: links from the origin outwards, and the content said.

    ``content`` holds one or more spans, in text order, none with its enclosing quote marks.
    ``stance`` is the cue's class (data/cues): "say", "deny", "confirm", "warn", "predict",
    "demand", "unverified", "believe", "report", ...
    """

    links: tuple[AttributionLink, ...]
    content: tuple[Span, ...]
    voice: Voice
    stance: str = "say"
