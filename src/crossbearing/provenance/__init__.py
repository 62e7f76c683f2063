"""All reports → what was carried from where: copies, versions, inferred days, origins of passages."""

from crossbearing.provenance.copies import find_copies
from crossbearing.provenance.dates import infer_dates
from crossbearing.provenance.origins import assign_origins
from crossbearing.provenance.versions import find_versions

__all__ = ["assign_origins", "find_copies", "find_versions", "infer_dates"]
