"""What to leave out, and what came of it, as values."""

from typing import Literal

from msgspec import Struct

from crossbearing.model import Dossier
from crossbearing.vocabulary import QuestionState, Topic


class Without(Struct, frozen=True, kw_only=True):
    """What to leave out of a dossier; nothing, unless said.

    ``origins`` and ``outlets`` are names or ids as a user writes them ("UN", "the Observatory"), ``sides``
    words of ``Actor.side`` ("government"); ``copies`` leaves out what is carried from another report's text.
    """

    origins: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    copies: bool = False

    @property
    def nothing(self) -> bool:
        """Whether all stays in."""
        return not (self.origins or self.outlets or self.sides or self.copies)


class Dropped(Struct, frozen=True):
    """One thing left out: its name as the ledger has it, and how many claims and reports that takes away.

    A claim that two switches take away is counted with each of them. ``actor`` is the id of an origin.
    """

    kind: Literal["origin", "outlet", "side", "copies"]
    name: str
    claims: int
    reports: int = 0
    actor: str | None = None


class Told(Struct, frozen=True):
    """How a question stands: its state, the answers given, each with its range in words.

    ``lower`` and ``upper`` span all answers; None where one of them is open there, or counts nothing.
    ``claims`` are those that answer it.
    """

    state: QuestionState
    answers: tuple[str, ...]
    claims: tuple[str, ...]
    lower: float | None = None
    upper: float | None = None


class Change(Struct, frozen=True):
    """A contested or corroborated question before and after; ``after`` is None where it is asked no more."""

    question: str
    title: str
    topic: Topic
    before: Told
    after: Told | None


class LeftOut(Struct, frozen=True, kw_only=True):
    """What was left out of ``whole``, and what it changed.

    ``claims`` and ``reports`` are gone in all, each counted once; ``changes`` lists contested and
    corroborated questions that stand differently now, ``same`` counts those that do not; ``lost`` counts
    other questions that are asked no more.
    """

    whole: Dossier
    dropped: tuple[Dropped, ...]
    claims: int
    reports: int
    changes: tuple[Change, ...]
    same: int
    lost: int
