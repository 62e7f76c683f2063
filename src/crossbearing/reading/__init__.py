"""One report → its claims: sentences, attribution chains, events, status."""

from crossbearing.reading.crew import Crew
from crossbearing.reading.parse import parse
from crossbearing.reading.reader import read

__all__ = ["Crew", "parse", "read"]
