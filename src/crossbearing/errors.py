"""The error tree: every failure a user can meet, each as one line saying what, where and what to do.

CrossbearingError
├── InputError        a path or record that cannot be read at all (exit 2)
├── LedgerError       the store cannot be opened, written or is of another version (exit 3)
├── BriefError        a sentence of a brief is not held by its citations (exit 4)
├── DataError         a packaged list or model is missing or damaged (exit 5)
├── OutputError       a result cannot be written (exit 6)
├── BundleError       a bundle is damaged or was changed (exit 7)
├── ProtectionError   a protected name would leave (exit 8)
└── UnknownIdError    no such report, claim or question (exit 2)
"""

import os

_LONGEST_FAULT = 120
"""A fault is told in so many characters; it may hold words of the input."""


def fault(error: Exception) -> str:
    """What failed in our own code, in one line: "KeyError: 'dozen'".

    Raises the error itself where ``CROSSBEARING_DEBUG`` is set.
    """
    if os.environ.get("CROSSBEARING_DEBUG"):
        raise error
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_FAULT]


class CrossbearingError(Exception):
    """Base of all errors; ``where`` names the thing, ``hint`` what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.message = message
        self.where = where
        self.hint = hint
        super().__init__(self.line())

    def line(self) -> str:
        """The error as one line: where, what, what to do."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} ({self.hint})" if self.hint else head


class InputError(CrossbearingError):
    """A path or record cannot be read at all."""

    exit_code = 2


class UnknownIdError(CrossbearingError):
    """No report, claim or question of that id is in the ledger."""

    exit_code = 2


class LedgerError(CrossbearingError):
    """The store cannot be opened or written, or is of a version this program does not know."""

    exit_code = 3


class BriefError(CrossbearingError):
    """A sentence of a brief says what its cited characters do not hold."""

    exit_code = 4


class OutputError(CrossbearingError):
    """A result cannot be written where it was asked for."""

    exit_code = 6


class BundleError(CrossbearingError):
    """A bundle is not what its manifest says: damaged, changed, or not whole."""

    exit_code = 7


class ProtectionError(CrossbearingError):
    """A result would hold the name of a protected actor, place or report; it was not written."""

    exit_code = 8


class DataError(CrossbearingError):
    """A list or model that ships with the program is missing or damaged."""

    exit_code = 5
