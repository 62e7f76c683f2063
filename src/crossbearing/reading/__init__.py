"""One report → its claims: sentences, attribution chains, events, status."""

from crossbearing.reading.crew import Crew
from crossbearing.reading.guarded import read
from crossbearing.reading.parse import parse

__all__ = ["Crew", "parse", "read"]
