"""What a brief is made of: frozen values, each sentence tied to the claims that hold it."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.vocabulary import AgreementKind, BlockKind, Bound, Precision, Status, TermKind, Topic

if TYPE_CHECKING:
    from crossbearing.brief.beside import Quiet, Rise, SideBySide

PartKind = Literal["word", "source", "outlet", "name", "place", "amount", "group", "day", "quote", "ledger"]


class Part(Struct, frozen=True):
    """A stretch of a line and what must hold it.

    "word": the brief's own grammar (data/forms.tsv). "source", "name": an actor (``ref``). "outlet":
    who published report ``ref``. "place": a place (``ref``). "amount", "group": quantity ``index`` of
    claim ``ref``. "day": the time of claim ``ref``, or the day of report ``ref``. "quote": characters of
    claim ``ref``. "ledger": words made by reconciling; every number and name in them must be held.
    """

    kind: PartKind
    text: str
    ref: str | None = None
    index: int | None = None


class Standing(Struct, frozen=True):
    """On whose word a line rests (distinct origins, as source or outlet parts) and in how many reports."""

    origins: tuple[Part, ...]
    reports: int


class Line(Struct, frozen=True):
    """One sentence or cell: its parts and the claims it cites; ``claims[0]`` is the one it is built from.

    ``about`` are ids of the question and the positions that it answers.
    """

    parts: tuple[Part, ...]
    claims: tuple[str, ...]
    standing: Standing | None = None
    topic: Topic = "other"
    about: tuple[str, ...] = ()


class Dispute(Struct, frozen=True):
    """A contested question: its title, the positions, and why they differ."""

    question: str
    title: Line
    positions: tuple[Line, ...]
    reasons: tuple[Line, ...]


class Moment(Struct, frozen=True):
    """Something told of a stretch of days (inclusive), by whom, for the timeline.

    ``inferred``: no words tell the day; it is the day on which it was said.
    """

    first: date
    last: date
    source: str
    topic: Topic
    line: Line
    inferred: bool = False


class Toll(Struct, frozen=True, kw_only=True):
    """One row of the casualties table: what was counted, and the range that was said.

    ``total`` marks a running or whole-war total, which is listed after the counts of single happenings.
    """

    place: Line
    group: Line
    blamed: Line
    when: Line
    amount: Line
    origin: Line
    status: Status
    measure: str
    lower: float | None
    upper: float | None
    bound: Bound
    total: bool = False


class Clause(Struct, frozen=True):
    """A term of an agreement, or what was later said of its keeping."""

    kind: TermKind | Literal["kept", "broken", "disputed", "unknown"]
    line: Line
    first: date | None = None
    last: date | None = None


class Deal(Struct, frozen=True, kw_only=True):
    """An agreement with its clock."""

    id: str
    kind: AgreementKind
    announced: date | None
    parties: tuple[Line, ...]
    mediators: tuple[Line, ...]
    places: tuple[Line, ...]
    terms: tuple[Clause, ...]
    later: tuple[Clause, ...]


class Chapter(Struct, frozen=True):
    """Lines under one heading; ``more`` counts those left to the reports."""

    key: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0


class Spot(Struct, frozen=True, kw_only=True):
    """A place on the map: where, how surely, and the claims told of it.

    ``area`` is the number of the outline by which it is drawn; without one it is a point with its doubt.
    """

    place: str
    name: str
    lat: float
    lon: float
    precision: Precision
    topics: tuple[Topic, ...]
    line: Line
    area: int | None = None


class Reference(Struct, frozen=True):
    """A citation: its number, claim, report and exact characters."""

    number: int
    claim: str
    report: str
    label: str
    span: Span
    status: Status
    topic: Topic


class Copied(Struct, frozen=True):
    """A passage of a report that also stands in another one; ``other`` is that one's key."""

    span: Span
    report: str
    other: str
    carried_from: str | None


class Source(Struct, frozen=True, kw_only=True):
    """A report as the brief lists it: ``key`` is its letter, ``day`` how its date reads."""

    id: str
    key: str
    label: str
    title: str
    day: str
    dated: str
    place: str | None
    credits: tuple[str, ...]
    claims: int
    unread: str | None
    versions: tuple[str, ...]
    copied: tuple[Copied, ...]


class Refusal(Struct, frozen=True):
    """An input that was not taken in, and why."""

    where: str
    reason: str


class Carried(Struct, frozen=True):
    """Whose text stands in whose reports: names, how much of it, and on what the direction rests.

    ``share`` is that of the carrier's reports which hold such text, ``text`` that of these reports' text.
    """

    source: str
    carrier: str
    reports: int
    share: float
    passages: int
    basis: str
    characters: int = 0
    text: float = 0.0


class Judged(Struct, frozen=True, kw_only=True):
    """What an analyst decided, in the analyst's words: shown beside what it is about, never among claims.

    ``targets`` are the ids judged; ``about`` says what these are; ``state`` is None while it holds, else
    who withdrew or replaced it, and when.
    """

    targets: tuple[str, ...]
    about: str
    verdict: str
    analyst: str
    day: date
    grade: str | None
    note: str | None
    state: str | None


class Compared(Struct, frozen=True):
    """A question with and without what was left out: its title, how it stood, how it stands."""

    title: str
    before: str
    after: str


class Omission(Struct, frozen=True):
    """What the brief leaves out: each thing with its claims, how many in all, and what that changed.

    ``same`` counts contested and corroborated questions that stand as they stood, ``lost`` those of a single
    origin that nobody answers any more.
    """

    parts: tuple[str, ...]
    claims: int
    of: int
    reports: int
    rows: tuple[Compared, ...]
    same: int
    lost: int


class Hidden(Struct, frozen=True):
    """What protection changes in the brief, in sentences, and questions that stand otherwise by it."""

    told: tuple[str, ...]
    rows: tuple[Compared, ...] = ()


class Narrowing(Struct, frozen=True):
    """What the brief was narrowed to, and how many claims and reports that leaves out, of how many.

    ``undated`` of the claims are left out because they tell no day; ``unopposed`` questions are contested in
    the whole ledger but not by what is left.
    """

    parts: tuple[str, ...]
    claims: int
    of: int
    reports: int
    of_reports: int
    undated: int
    unopposed: int = 0


class Cause(Struct, frozen=True):
    """A report behind a change: its name, and its key where it is in the brief."""

    name: str
    key: str | None


class Change(Struct, frozen=True, kw_only=True):
    """What changed of one question or agreement: its title, how it stood, how it stands, and why.

    ``title`` is None where no claim of the brief holds it; ``said`` is then what it was called before, with
    its full stop. ``clauses`` are an agreement's new terms and what is said of its keeping. ``causes`` are
    the reports behind it, of which the line cites claims; ``judged`` counts the judgements behind it.
    """

    title: Line | None
    said: str = ""
    was: str | None = None
    now: str | None = None
    clauses: tuple[Clause, ...] = ()
    causes: tuple[Cause, ...] = ()
    judged: int = 0


ChangeKind = Literal["contested", "settled", "new", "updated", "gone", "agreements", "deadlines"]


class ChangeGroup(Struct, frozen=True):
    """Changes of one kind (``names.CHANGE_NAMES``); ``more`` counts those that are not listed."""

    key: ChangeKind
    changes: tuple[Change, ...]
    more: int = 0


class Since(Struct, frozen=True, kw_only=True):
    """What changed since an earlier brief of the same scope, written at ``at`` (words, UTC).

    ``came`` are ids of reports, ``went`` names of those that are no longer there; ``judgements`` those made,
    replaced or withdrawn since.
    """

    at: str
    came: tuple[Cause, ...] = ()
    went: tuple[str, ...] = ()
    groups: tuple[ChangeGroup, ...] = ()
    judgements: tuple[Judged, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all stands as it stood."""
        return not (self.came or self.went or self.groups or self.judgements)


class Brief(Struct, frozen=True, kw_only=True):
    """A whole brief; ``check`` has passed on every one that ``compose`` returns.

    ``withheld`` counts derived statements that were left out because their citations do not hold them,
    ``sides_more`` and ``rises_more`` what is beyond the limits of these sections. ``spots`` are places with a
    point, ``lands`` countries with an outline, ``unplaced`` what has neither.
    """

    title: str
    subtitle: str
    narrowing: Narrowing | None = None
    since: Since | None = None
    known: tuple[Line, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    sides: tuple["SideBySide", ...] = ()
    moments: tuple[Moment, ...] = ()
    tolls: tuple[Toll, ...] = ()
    rises: tuple["Rise", ...] = ()
    deals: tuple[Deal, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    spots: tuple[Spot, ...] = ()
    lands: tuple[Spot, ...] = ()
    unplaced: tuple[Line, ...] = ()
    unsettled: tuple[Chapter, ...] = ()
    quiet: tuple["Quiet", ...] = ()
    references: tuple[Reference, ...] = ()
    sources: tuple[Source, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    carried: tuple[Carried, ...] = ()
    judgements: tuple[Judged, ...] = ()
    omission: Omission | None = None
    hidden: Hidden | None = None
    withheld: int = 0
    sides_more: int = 0
    rises_more: int = 0


UNREAD_KINDS: frozenset[BlockKind] = frozenset({"furniture", "credit", "byline"})
"""Blocks shown greyed: no claim is ever read from them."""


def words(line: Line) -> str:
    """Join a line's parts to its plain words, without citations."""
    return "".join(part.text for part in line.parts)


def judged(brief: Brief, *things: Line | str) -> tuple[Judged, ...]:
    """Give the judgements on lines (their claims, question and positions) and on other ids."""
    ids: set[str] = set()
    for thing in things:
        ids |= {thing} if isinstance(thing, str) else {*thing.claims, *thing.about}
    return tuple(item for item in brief.judgements if ids.intersection(item.targets))
