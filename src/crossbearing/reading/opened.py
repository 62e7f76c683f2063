"""Opens the models and word lists as it is imported: for the process whose copies are a crew."""

import gc
from contextlib import suppress

from crossbearing.errors import CrossbearingError
from crossbearing.model import Block, Report
from crossbearing.reading.reader import read

_TEXT = "Two people were killed in a village near the city on Monday, the ministry said."

with suppress(CrossbearingError):  # whatever lacks is told when the first report is read
    read(Report(id="r-", text=_TEXT, sha256="", blocks=(Block(0, len(_TEXT), "paragraph"),)))
gc.collect()
gc.freeze()  # what is opened stays: no collection in a copy need look at it, nor touch the memory they share
