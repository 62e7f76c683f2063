"""What the doubtful words of a claim speak of: its toll, or who did it and of what kind it was."""

import re

from crossbearing.model import Claim, Span
from crossbearing.vocabulary import Status

_BY_HEARSAY = frozenset({"reportedly", "reported killed", "reported dead", "reported wounded"}) | frozenset(
    {"reported injured", "reported missing"}
)
"""Words that say that somebody told it; where the claim names who, they add no doubt."""
_TO_BE = re.compile(r"\s+(?:to\s+)?(?:be|been|have\s+been|being)\s+(?P<next>[\w’'-]+)", re.IGNORECASE)
_HARM = re.compile(
    r"(?:dead|killed|slain|injured|wounded|hurt|missing|buried|trapped|among|alive|at|in|over|under|around"
    r"|about|some|more|as|up|a|the|\d.*)$",
    re.IGNORECASE,
)
"""Behind "believed to be": what befell people or how many they were, not whose the attack was."""
_OF_A_KIND = re.compile(
    r"\s+(?:of\s+being\s+)?(?:[\w’'.-]+\s+){0,4}?(?:attacks?|(?:air\s?)?strikes?|airstrikes?|raids?"
    r"|bombs?|bombings?|bombardments?|shelling|blasts?|explosions?|gas|chlorine|missiles?|rockets?|jets?"
    r"|planes?|warplanes?|aircraft|helicopters?|drones?|fire|bombers?|gunm[ae]n|militants?|rebels?|fighters?"
    r"|insurgents?|extremists?|terrorists?|jihadists?|assassinations?|ambush(?:es)?)\b",
    re.IGNORECASE,
)
_QUALIFIERS = frozenset({"suspected", "purported", "purportedly", "alleged", "apparent", "presumed"})
_BELIEVED = re.compile(r"(?:believed|thought|presumed|said|suspected)(?:\s+to)?$", re.IGNORECASE)
_NOT_WHO = re.compile(
    r"\s*(?P<asked>who|whose|which|why|what|how)\b(?!\s+(?:many|much|or\s+if)\b)", re.IGNORECASE
)
_OPEN = re.compile(r"^not\b.*\b(?:clear|known?|certain|say)(?:\s+(?P<asked>who|whose))?$", re.IGNORECASE)


def toll_status(claim: Claim) -> Status:
    """A claim's status as one of its toll: what is doubted of the attack leaves the dead as told.

    "Suspected Norland strikes killed 37" and "raids believed to be Norland's killed ten" doubt whose they
    were, "it was not clear who carried out the raid that hurt 90" asks who, and "two are reportedly
    among the dead, the monitor said" is the monitor's plain word; "ten are believed to have died" is not.
    """
    if claim.status != "unverified" or not claim.hedges:
        return claim.status
    return "asserted" if all(_is_elsewhere(claim, hedge) for hedge in claim.hedges) else claim.status


def _is_elsewhere(claim: Claim, hedge: Span) -> bool:
    at = claim.sentence.start
    word, rest = hedge.exact.lower(), claim.sentence.exact[hedge.end - at :]
    if word in _BY_HEARSAY:
        return claim.voice != "narrated" and claim.origin is not None
    if word in _QUALIFIERS:
        return _OF_A_KIND.match(rest) is not None and not _tells_harm(rest)
    if _BELIEVED.search(word):
        to_be = _TO_BE.match(rest)
        return to_be is not None and _HARM.match(to_be["next"]) is None
    left_open = _OPEN.match(word)
    return left_open is not None and (left_open["asked"] is not None or _NOT_WHO.match(rest) is not None)


def _tells_harm(rest: str) -> bool:
    """Whether the word right behind a doubt is of the toll itself: "suspected dead"."""
    following = re.match(r"\s+([\w’'-]+)", rest)
    return (
        following is not None
        and re.fullmatch(r"dead|killed|deaths?|victims?|casualties", following[1]) is not None
    )
