"""What changed between two states of a ledger, as values: each change with the reports behind it."""

from typing import Literal

from msgspec import Struct

from crossbearing.model import When
from crossbearing.vocabulary import AgreementKind, ComplianceState, QuestionState, Status, TermKind, Topic

Kind = Literal["new", "changed", "gone"]


class Heard(Struct, frozen=True):
    """A report that came (or went) between the states, its days and its name."""

    report: str
    title: str
    published: str | None


class Stand(Struct, frozen=True):
    """How a question stands: its state, and the range that all its answers span; None where open."""

    state: QuestionState
    lower: float | None = None
    upper: float | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """One answer to a question, the names of its origins, and the reports that give it."""

    position: str
    summary: str
    status: Status
    origins: tuple[str, ...]
    reports: tuple[str, ...]
    lower: float | None = None
    upper: float | None = None


class Turn(Struct, frozen=True):
    """One answer before and after, where its words, range, standing or origins are other ones now."""

    before: Answer
    after: Answer


class Behind(Struct, frozen=True):
    """Why it changed: reports whose claims came or went, or showed whose text a passage is; judgements."""

    reports: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()


class QuestionChange(Struct, frozen=True, kw_only=True):
    """A question that is new, gone, or stands differently; ``question`` is its newest id."""

    kind: Kind
    question: str
    title: str
    topic: Topic
    before: Stand | None
    after: Stand | None
    added: tuple[Answer, ...] = ()
    dropped: tuple[Answer, ...] = ()
    turned: tuple[Turn, ...] = ()
    behind: Behind


class Contradiction(Struct, frozen=True, kw_only=True):
    """Two answers that cannot both hold, from now on or no longer."""

    kind: Literal["appeared", "gone"]
    question: str
    title: str
    one: Answer
    other: Answer
    reason: str
    behind: Behind


class TermTold(Struct, frozen=True):
    """A term of an agreement, its days, and the reports that give it."""

    kind: TermKind
    summary: str
    time: When | None
    reports: tuple[str, ...]


class KeepingTold(Struct, frozen=True):
    """What is said of an agreement's keeping, and the reports that say so."""

    state: ComplianceState
    reports: tuple[str, ...]


class AgreementChange(Struct, frozen=True, kw_only=True):
    """An agreement that is new, gone, or told differently: parties, terms and keeping that came or went."""

    kind: Kind
    agreement: str
    of: AgreementKind
    places: tuple[str, ...]
    announced: str | None
    parties: tuple[str, ...] = ()
    terms: tuple[TermTold, ...] = ()
    dropped_terms: tuple[TermTold, ...] = ()
    keeping: tuple[KeepingTold, ...] = ()
    behind: Behind


class Changes(Struct, frozen=True, kw_only=True):
    """All that changed from one state of a ledger to another."""

    came: tuple[Heard, ...] = ()
    went: tuple[Heard, ...] = ()
    questions: tuple[QuestionChange, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    agreements: tuple[AgreementChange, ...] = ()
    judgements: tuple[str, ...] = ()
