"""Model values → rows and read-only views; the only room that speaks SQL."""

from crossbearing.ledger.bearing import Part
from crossbearing.ledger.filters import ClaimFilter
from crossbearing.ledger.noting import Noted
from crossbearing.ledger.views import Ledger

__all__ = ["ClaimFilter", "Ledger", "Noted", "Part"]
