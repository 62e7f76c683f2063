"""The agreement clock: what deals set, what is due, and what is said of their keeping."""

from crossbearing.clock.reading import clock
from crossbearing.clock.values import Clock, Deadline, Keeping, Running

__all__ = ["Clock", "Deadline", "Keeping", "Running", "clock"]
