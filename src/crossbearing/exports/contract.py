"""The public contract, version 1, as types: the JSON Schema is generated from these and from nothing else.

Fields may be added; none may be dropped or renamed, and a change of meaning needs a new version.
Every span is ``start``, ``end`` (code points into ``reports[].text``, end exclusive) and ``exact``.
"""

from typing import Literal

from msgspec import Struct

from crossbearing.vocabulary import (
    ActorKind,
    AgreementKind,
    Basis,
    Bound,
    ComplianceState,
    Grade,
    Measure,
    PlaceKind,
    Precision,
    QuestionState,
    RelationKind,
    Role,
    Status,
    TermKind,
    Topic,
    Voice,
)


class SpanRow(Struct, frozen=True):
    """Characters of a report: ``text[start:end] == exact``."""

    start: int
    end: int
    exact: str


class Generator(Struct, frozen=True):
    """The program that wrote the export."""

    name: str
    version: str


class PublishedRow(Struct, frozen=True):
    """Publication days; evidence is a span, or for an inferred day a sentence that says from what."""

    earliest: str | None
    latest: str | None
    basis: Basis
    evidence: SpanRow | str | None


class ReportRow(Struct, frozen=True, kw_only=True):
    """A report with its unaltered text."""

    id: str
    external_id: str | None
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    text: str
    sha256: str
    language: str | None
    credits: list[str]
    published: PublishedRow
    unread: str | None
    same_as: str | None
    revises: str | None


class ActorRow(Struct, frozen=True, kw_only=True):
    """Someone who acts or speaks."""

    id: str
    name: str
    kind: ActorKind
    aliases: list[str]
    member_of: str | None
    country: str | None
    side: str | None


class PlaceRow(Struct, frozen=True, kw_only=True):
    """A place, with how precisely it is known."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    kind: PlaceKind
    geonameid: int | None
    within: str | None
    precision: Precision


class LinkRow(Struct, frozen=True, kw_only=True):
    """A link of an attribution chain: the source's span, its actor, its cue, its role."""

    start: int
    end: int
    exact: str
    actor: str | None
    cue: SpanRow | None
    role: Role


class EventRow(Struct, frozen=True, kw_only=True):
    """What happened, as PLOVER and ACLED would name it, with the words that say so."""

    plover: str
    acled: str | None
    mode: str | None
    trigger: SpanRow


class TimeRow(Struct, frozen=True, kw_only=True):
    """When: inclusive days and the words they were read from; ``inferred`` says how, if not stated."""

    earliest: str | None
    latest: str | None
    start: int
    end: int
    exact: str
    inferred: str | None


class PeriodRow(Struct, frozen=True, kw_only=True):
    """The days an incident, question or term is about."""

    earliest: str | None
    latest: str | None


class QuantityRow(Struct, frozen=True, kw_only=True):
    """How many, of whom; see the contract's "Numbers in words"."""

    start: int
    end: int
    exact: str
    lower: float | None
    upper: float | None
    bound: Bound
    measure: Measure
    group: str | None
    part_of: int | None
    total: bool


class ClaimRow(Struct, frozen=True, kw_only=True):
    """One thing said, in whose mouth, on whose word, tied to its characters."""

    id: str
    report: str
    start: int
    end: int
    exact: str
    voice: Voice
    attribution: list[LinkRow]
    origin: str | None
    topic: Topic
    status: Status
    event: EventRow | None
    actors: list[str]
    targets: list[str]
    places: list[str]
    time: TimeRow | None
    quantities: list[QuantityRow]
    negated: bool
    background: bool
    hedges: list[SpanRow]
    inferred: list[str]


class SuggestionRow(Struct, frozen=True, kw_only=True):
    """A suggested grade, why, and the claims it rests on."""

    grade: Grade
    reason: str
    claims: list[str]


class IncidentRow(Struct, frozen=True, kw_only=True):
    """One happening that reports tell of, with suggested grades of harm and of attribution."""

    id: str
    title: str
    plover: str | None
    places: list[str]
    time: PeriodRow | None
    claims: list[str]
    reports: list[str]
    harm: SuggestionRow | None
    attribution: SuggestionRow | None


class PositionRow(Struct, frozen=True, kw_only=True):
    """One answer to a question and the distinct origins it rests on."""

    id: str
    summary: str
    lower: float | None
    upper: float | None
    status: Status
    claims: list[str]
    origins: list[str]
    first: str | None
    last: str | None


class RelationRow(Struct, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """How one position stands to another, and why."""

    source: str
    target: str
    kind: RelationKind
    reason: str


class QuestionRow(Struct, frozen=True, kw_only=True):
    """What claims answer."""

    id: str
    incident: str | None
    topic: Topic
    title: str
    places: list[str]
    time: PeriodRow | None
    group: str | None
    state: QuestionState
    positions: list[PositionRow]
    relations: list[RelationRow]


class TermRow(Struct, frozen=True, kw_only=True):
    """A term of an agreement."""

    kind: TermKind
    summary: str
    time: PeriodRow | None
    claims: list[str]


class ComplianceRow(Struct, frozen=True, kw_only=True):
    """What was later said of an agreement's keeping."""

    state: ComplianceState
    claims: list[str]


class AgreementRow(Struct, frozen=True, kw_only=True):
    """A deal, as rows."""

    id: str
    kind: AgreementKind
    parties: list[str]
    mediators: list[str]
    places: list[str]
    announced: str | None
    terms: list[TermRow]
    compliance: list[ComplianceRow]
    claims: list[str]


class PassageRow(Struct, frozen=True, kw_only=True):
    """A stretch of a report that also stands in another."""

    report: str
    start: int
    end: int
    exact: str


class CopyRow(Struct, frozen=True, kw_only=True):
    """Passages that stand in two reports and whose text they are."""

    origin: str | None
    passages: list[PassageRow]
    similarity: float


class AssessmentRow(Struct, frozen=True, kw_only=True):
    """What an analyst decided; append-only."""

    id: str
    target: str
    verdict: str
    grade: Grade | None
    note: str | None
    analyst: str
    at: str


class RejectedRow(Struct, frozen=True, kw_only=True):
    """An input that was refused, and why."""

    where: str
    code: str
    reason: str


class AlteredRow(Struct, frozen=True, kw_only=True):
    """A question that stands otherwise since claims are withheld: the state it had, how many answers went."""

    question: str
    before: QuestionState
    answers: int


class RedactionRow(Struct, frozen=True, kw_only=True):
    """What was replaced or withheld before this was written: counts, and the reports whose text was changed.

    ``sha256`` of a report in ``texts`` is that of its changed text in UTF-8, not of the raw input.
    """

    actors: int
    places: int
    reports: int
    claims_withheld: int
    claims_kept: int
    questions_altered: list[AlteredRow]
    questions_lost: int
    texts: list[str]


class ExportV1(Struct, frozen=True, kw_only=True):
    """The ledger export, version 1; ``redaction`` is null where nothing was replaced or withheld."""

    format: Literal["crossbearing-ledger"]
    version: Literal[1]
    generator: Generator
    reports: list[ReportRow]
    actors: list[ActorRow]
    places: list[PlaceRow]
    claims: list[ClaimRow]
    incidents: list[IncidentRow]
    questions: list[QuestionRow]
    agreements: list[AgreementRow]
    copies: list[CopyRow]
    assessments: list[AssessmentRow]
    rejected: list[RejectedRow]
    redaction: RedactionRow | None
