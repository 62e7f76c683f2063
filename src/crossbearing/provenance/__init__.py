"""All reports → what was carried from where: copies, versions, inferred days, origins of passages."""

from crossbearing.provenance.carriage import Carriage, carriage
from crossbearing.provenance.copies import find_copies
from crossbearing.provenance.dates import infer_dates
from crossbearing.provenance.origins import assign_origins
from crossbearing.provenance.sketches import LEAST_SHARED, MOST_REPORTS, candidates, sketch
from crossbearing.provenance.versions import address_key, find_versions, text_key

__all__ = [  # noqa: RUF022 (a door's names are in plain order)
    "Carriage",
    "LEAST_SHARED",
    "MOST_REPORTS",
    "address_key",
    "assign_origins",
    "candidates",
    "carriage",
    "find_copies",
    "find_versions",
    "infer_dates",
    "sketch",
    "text_key",
]
