"""Claims that say a figure could not be checked, and the claims they speak of."""

from collections import defaultdict

from crossbearing.model import Claim
from crossbearing.reconcile.lexicon import first
from crossbearing.reconcile.lookup import Lookup

_NEAR = 700
"""Characters before a reporter's own caveat within which it speaks of what others said: two paragraphs."""


def caveats_of(claims: tuple[Claim, ...], lookup: Lookup) -> dict[str, tuple[str, ...]]:
    """Map each claim with an amount to the claims of its report that say it could not be checked.

    A source's own caveat ("it is hard to verify these accounts") speaks of all the casualties that source
    gives in the report; a reporter's ("this could not be independently confirmed") of those just before it.
    """
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[claim.report].append(claim)
    found: dict[str, list[str]] = defaultdict(list)
    for report in sorted(reports):
        doubts = [claim for claim in reports[report] if is_caveat(claim)]
        for doubt in sorted(doubts, key=lambda claim: claim.span):
            for claim in reports[report]:
                if claim.id != doubt.id and _speaks_of(doubt, claim, lookup):
                    found[claim.id].append(doubt.id)
    return {claim: tuple(doubts) for claim, doubts in found.items()}


def is_caveat(claim: Claim) -> bool:
    """Whether a claim says that an account could not be checked, and itself counts nothing.

    That pictures could not be verified, or of what kind the gas was, leaves the toll as told.
    """
    if any(quantity.measure in ("killed", "injured", "missing") for quantity in claim.quantities):
        return False
    said = claim.span.exact
    return first("verify", said) is not None and first("verify_other", said) is None


def _speaks_of(doubt: Claim, claim: Claim, lookup: Lookup) -> bool:
    if claim.background or claim.topic != "casualties" or not claim.quantities:
        return False
    if lookup.family(doubt) == lookup.family(claim):
        return True
    return doubt.voice == "narrated" and 0 <= doubt.span.start - claim.span.end <= _NEAR
