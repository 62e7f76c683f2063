"""Reading that goes on: a report on which our own code fails gives no claims and says why."""

from crossbearing.errors import CrossbearingError, fault
from crossbearing.model import Reading, Report
from crossbearing.places import Gazetteer
from crossbearing.reading import reader


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
        return Reading(report.id, (), (reader.narrator_of(report),), (), fault=fault(error))
