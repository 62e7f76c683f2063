"""What reconciling makes of claims, and all a ledger holds."""

from datetime import date, datetime

from msgspec import Struct

from crossbearing.model.claims import Claim, When
from crossbearing.model.mentions import Actor, Place
from crossbearing.model.text import Rejected, Report, Span, Version
from crossbearing.vocabulary import (
    AgreementKind,
    ComplianceState,
    Grade,
    QuestionState,
    RelationKind,
    Status,
    TermKind,
    Topic,
)


class Passage(Struct, frozen=True, order=True):
    """A stretch of a report that also stands in another."""

    report: str
    span: Span


class Copy(Struct, frozen=True):
    """Passages that stand in two reports, how alike they are (0 to 1), and whose text they are."""

    passages: tuple[Passage, ...]
    similarity: float
    origin: str | None = None


class Suggestion(Struct, frozen=True):
    """A grade suggested on the Airwars scale, why, and the claims it rests on.

    Only a person makes one final (``Assessment``).
    """

    grade: Grade
    reason: str
    claims: tuple[str, ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """One happening that reports tell of.

    ``harm`` suggests whether civilians were harmed, ``attribution`` who did it; None where nothing is told.
    ``reasons`` say why accounts of different reports were joined.
    """

    id: str
    title: str
    plover: str | None = None
    places: tuple[str, ...] = ()
    time: When | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    harm: Suggestion | None = None
    attribution: Suggestion | None = None
    reasons: tuple[str, ...] = ()


class Position(Struct, frozen=True, kw_only=True):
    """One answer to a question, the claims that give it, and the origins they rest on."""

    id: str
    summary: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    status: Status = "asserted"
    lower: float | None = None
    upper: float | None = None
    first: date | None = None
    last: date | None = None


class Relation(Struct, frozen=True):
    """How one position stands to another, and why, in plain words."""

    source: str
    target: str
    kind: RelationKind
    reason: str


class Question(Struct, frozen=True, kw_only=True):
    """What claims answer: only positions of one question are ever compared."""

    id: str
    topic: Topic
    title: str
    state: QuestionState
    positions: tuple[Position, ...]
    relations: tuple[Relation, ...] = ()
    incident: str | None = None
    places: tuple[str, ...] = ()
    time: When | None = None
    group: str | None = None


def first_told(question: Question) -> date | None:
    """The day on which the first report told any of a question's answers; None where none is dated."""
    return min((p.first for p in question.positions if p.first is not None), default=None)


class Term(Struct, frozen=True):
    """A term of an agreement and the claims it stands on."""

    kind: TermKind
    summary: str
    claims: tuple[str, ...]
    time: When | None = None


class Compliance(Struct, frozen=True):
    """What was later said of an agreement's keeping."""

    state: ComplianceState
    claims: tuple[str, ...]


class Agreement(Struct, frozen=True, kw_only=True):
    """A ceasefire, evacuation or other deal, as rows."""

    id: str
    kind: AgreementKind
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    announced: date | None = None
    terms: tuple[Term, ...] = ()
    compliance: tuple[Compliance, ...] = ()
    claims: tuple[str, ...] = ()


class Mark(Struct, frozen=True, kw_only=True):
    """How a protected thing is shown: its label, its names when marked, whether a report's claims stay.

    ``kind`` is what it was then ("person", "group", "place", "report"): should later reports give it another
    id, its names are still known. ``secret`` keys the ids that stand for what would give it away; it never
    leaves the ledger.
    """

    label: str | None = None
    names: tuple[str, ...] = ()
    kind: str = ""
    keep_claims: bool = False
    secret: str = ""


class Assessment(Struct, frozen=True, kw_only=True):
    """What an analyst decided; appended, never edited. ``mark`` goes with the verdict "protect" alone."""

    id: str
    target: str
    verdict: str
    analyst: str
    at: datetime
    grade: Grade | None = None
    note: str | None = None
    mark: Mark | None = None


class Altered(Struct, frozen=True):
    """A question that stands otherwise since claims of protected reports are withheld.

    ``before`` is the state it had with them; ``answers`` counts the answers that are gone or told otherwise.
    """

    question: str
    before: QuestionState
    answers: int


class Redaction(Struct, frozen=True, kw_only=True):
    """What was redacted: how many things are protected, and what of protected reports is withheld.

    ``texts`` names the reports whose text was changed, so that their sum is of the changed text; ``kept``
    counts claims of protected reports that stay; ``lost`` counts questions that nobody answers any more.
    """

    actors: int = 0
    places: int = 0
    reports: int = 0
    withheld: int = 0
    kept: int = 0
    altered: tuple[Altered, ...] = ()
    lost: int = 0
    texts: tuple[str, ...] = ()


class Findings(Struct, frozen=True):
    """What reconciling makes of the claims; ``leads`` names, by a finding's id, the claim it begins with."""

    incidents: tuple[Incident, ...] = ()
    questions: tuple[Question, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    leads: dict[str, str] = {}


class Slot(Struct, frozen=True, order=True):
    """A hashed key under which claims meet, its day as an ordinal (0: any), and within how many days."""

    key: int
    day: int
    days: int


class Meeting(Struct, frozen=True):
    """Which other claims a claim can bear on: it ``meets`` fellows, ``reads`` what others ``offers``.

    Fellows share a slot, its days at most ``days`` apart; what is offered under a slot is read by claims
    whose slot of that key lies on that day or up to ``days`` before it. ``account`` is the first claim of
    those with which its report tells of one happening, None where it tells of none. Under ``nears`` that
    first claim is found by accounts of other reports, to be held against them: it meets those it fits.
    """

    meets: tuple[Slot, ...] = ()
    reads: tuple[Slot, ...] = ()
    offers: tuple[Slot, ...] = ()
    nears: tuple[Slot, ...] = ()
    account: str | None = None


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything a ledger holds, as values; what briefs and exports are made from.

    ``cast`` holds, by report id, the names a report uses in lower case, each with the actor it means.
    ``accounts`` holds, by id, the first of the claims with which a claim's report tells of one happening,
    where that is known already; ``senses``, by id, what claims' event words mean where they stand, where it
    is not. ``redaction`` says what was replaced or withheld; None where nothing was.
    """

    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    copies: tuple[Copy, ...] = ()
    incidents: tuple[Incident, ...] = ()
    questions: tuple[Question, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    versions: tuple[Version, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    cast: dict[str, tuple[tuple[str, str], ...]] = {}
    accounts: dict[str, str] = {}
    senses: dict[str, bytes] = {}
    redaction: Redaction | None = None
