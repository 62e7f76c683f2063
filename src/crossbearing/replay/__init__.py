"""Replay: a ledger as it stood on an earlier day, and what changed between two states."""

from crossbearing.replay.changes import (
    AgreementChange,
    Answer,
    Behind,
    Changes,
    Contradiction,
    QuestionChange,
    Stand,
)
from crossbearing.replay.comparing import diff
from crossbearing.replay.keeping import kept_state
from crossbearing.replay.standing import as_of

__all__ = [
    "AgreementChange",
    "Answer",
    "Behind",
    "Changes",
    "Contradiction",
    "QuestionChange",
    "Stand",
    "as_of",
    "diff",
    "kept_state",
]
