"""Rulebooks: one evidence as ACLED, UCDP GED, Airwars and ETH/PRIO count it, and why totals differ."""

from collections.abc import Mapping

from crossbearing.rulebooks.books import SAYS, Book, apply
from crossbearing.rulebooks.comparing import Comparison, compare

__all__ = ["BOOKS", "Book", "Comparison", "apply", "compare"]

BOOKS: Mapping[str, str] = SAYS
"""Every rulebook's name and what its table is, in one line."""
