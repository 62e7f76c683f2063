"""One report → its claims: sentences, attribution chains, events, status."""

from crossbearing.reading.parse import parse

__all__ = ["parse"]
