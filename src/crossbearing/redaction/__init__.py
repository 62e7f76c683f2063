"""Protected actors, places and reports: marked in the ledger, replaced in whatever is made of it.

``protect`` and ``unprotect`` make the marks, ``trail`` lists them; a ``Shield`` is what the marks in force
protect; ``Redacted`` is a dossier with it replaced, ``held_over`` what was kept of one; ``refuse_leaks`` is
the last look at what leaves.
"""

from crossbearing.redaction.checking import refuse_leaks
from crossbearing.redaction.keeping import held_over
from crossbearing.redaction.marks import protect, trail, unprotect
from crossbearing.redaction.redacting import Redacted
from crossbearing.redaction.shield import Shield
from crossbearing.redaction.withholding import withhold

__all__ = ["Redacted", "Shield", "held_over", "protect", "refuse_leaks", "trail", "unprotect", "withhold"]
