"""One report → its claims: sentences, attribution chains, events, status."""

from crossbearing.reading.crew import read_aside
from crossbearing.reading.parse import parse
from crossbearing.reading.reader import read

__all__ = ["parse", "read", "read_aside"]
