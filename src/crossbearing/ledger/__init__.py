"""Model values → rows and read-only views; the only room that speaks SQL."""

from crossbearing.ledger.views import ClaimFilter, Ledger

__all__ = ["ClaimFilter", "Ledger"]
