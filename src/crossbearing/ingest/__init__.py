"""Reading reports in: files, folders, standard input to ``Report`` or ``Rejected``; no text is altered.

A report's blocks say what each stretch of its text is, so that what is no sentence of the report
(days, credits, buttons, other stories) can be passed over and every offset stays true.
"""

from crossbearing.ingest.reading import read_paths
from crossbearing.ingest.report import read_text

__all__ = ["read_paths", "read_text"]
