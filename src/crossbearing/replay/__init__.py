"""Replay: a ledger as it stood on an earlier day."""

from crossbearing.replay.standing import as_of

__all__ = ["as_of"]
