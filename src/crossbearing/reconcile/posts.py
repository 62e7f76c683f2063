"""Sentences that a report shows from a social network: somebody else's words, of another day."""

import re

from crossbearing.model import Claim
from crossbearing.reconcile.lookup import Lookup

_REACH = 120
"""Characters behind a sentence that hold a post's link and signature."""
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.?"
)
_POST = re.compile(
    rf"\s*(?:https?\S{{0,60}}\s*|pic\.twitter\.com\S{{0,20}}\s*){{0,2}}"
    rf"(?:[—–-]\s*)?[^()\n.]{{2,50}}\s?\(@?\w{{2,20}}\)\s{_MONTH}\s\d{{1,2}},?\s\d{{4}}"
)


def is_post(claim: Claim, lookup: Lookup) -> bool:
    """Whether a claim's sentence ends a post that its report shows, signed and dated behind it.

    "No lorry has got in. *pic.twitter.com/abc Ada Lind (@adalind) May 3, 2020*". Whose words these are and of
    which day, the report's own attribution and day do not tell.
    """
    report = lookup.reports.get(claim.report)
    end = claim.sentence.end
    return report is not None and _POST.match(report.text[end : end + _REACH]) is not None
