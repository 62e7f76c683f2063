"""Reading that goes on: a report on which our own code fails gives no claims and says why."""

import os

from crossbearing.errors import CrossbearingError
from crossbearing.model import Reading, Report
from crossbearing.places import Gazetteer
from crossbearing.reading import reader

_LONGEST = 120
"""A fault is told in so many characters; it may hold words of the report."""


def read(report: Report, *, gazetteer: Gazetteer | None = None) -> Reading:
    """Read one report's claims (``reader.read``); a fault of ours becomes the reading's ``fault``.

    Raises what is the user's to mend (``CrossbearingError``), and everything where ``CROSSBEARING_DEBUG`` is
    set.
    """
    try:
        return reader.read(report, gazetteer=gazetteer)
    except CrossbearingError:
        raise
    except Exception as error:
        if os.environ.get("CROSSBEARING_DEBUG"):
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        return Reading(report.id, (), (reader.narrator_of(report),), (), fault=said[:_LONGEST])
