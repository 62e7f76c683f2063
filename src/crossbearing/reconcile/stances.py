"""Who says of an attack that it was his, or that it was not."""

from crossbearing.model import Claim
from crossbearing.reconcile.lexicon import first

_VIOLENT = frozenset({"casualties", "hostilities"})
"""Topics of attacks; that a town was won back is denied without denying one."""
_CLAIMING = frozenset({"claim", "say", "confirm", "admit", "announce"})
_JUST_BEFORE = 16
"""Characters before a clause that hold "a halt to" what it tells."""


def accepts(claim: Claim) -> bool:
    """Whether a claim's source calls the attack its own: "claimed responsibility for the blast"."""
    if claim.origin is None or claim.negated or claim.background or claim.status == "denied":
        return False
    if claim.voice == "narrated" or claim.stance not in _CLAIMING:
        return False
    return first("owning", claim.sentence.exact, stance="accepts") is not None and _own_clause(claim)


def denies(claim: Claim) -> bool:
    """Whether a claim's source denies that an attack was its own: "denied carrying out the raid".

    So does one who says of his own side that it did not: "our forces did not shell the clinic". Who rejects
    calls to halt an attack denies none.
    """
    if claim.origin is None or claim.background or claim.voice == "narrated":
        return False
    if first("owning", claim.span.exact, stance="general") is not None:
        return False
    at = max(0, claim.span.start - claim.sentence.start - _JUST_BEFORE)
    refused = claim.sentence.exact[at : claim.span.end - claim.sentence.start]
    if claim.status == "denied" and first("owning", refused, stance="halting") is not None:
        return False
    attack = claim.event is not None and claim.event.plover == "ASSAULT" and claim.topic in _VIOLENT
    if claim.status != "denied":
        return claim.negated and claim.status == "asserted" and attack and bool(claim.actors)
    if attack or (claim.topic == "hostilities" and first("strikes", claim.span.exact) is not None):
        return True
    return first("owning", claim.span.exact, stance="denies") is not None


def _own_clause(claim: Claim) -> bool:
    """Whether the sentence has no one claiming ("no group has claimed responsibility")."""
    return first("owning", claim.sentence.exact, stance="nobody") is None
