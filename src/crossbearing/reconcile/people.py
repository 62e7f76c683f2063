"""What a count of people answers: who lives or remains, is besieged, found refuge, was held or was freed."""

import re

from crossbearing.model import Claim, Quantity
from crossbearing.reconcile.groups import group_of
from crossbearing.reconcile.lexicon import cues, first

OF_A_PLACE = frozenset({"displaced", "remaining", "besieged", "sheltered", "abroad", "returned"})
"""Counts that mean nothing without a place: "80,000 people remain"."""
CAPTIVES = frozenset({"prisoner", "hostage", "captive", "detainee", "abductee", "inmate"})
"""Nouns that only say who is meant: of "nine hostages were shot" nobody was taken."""
_AFTER = 60
"""Characters behind a figure that hold what is told of those it counts."""
_ARMED = frozenset({"fighter", "soldier", "police"})
"""Those of whom it is told that they ran, but not that they were displaced."""
_CLAUSE = 160
"""The same for what befell them in the end."""
_BEFORE = 50
_LITTLE = frozenset(
    {   "a", "all", "an", "another", "about", "around", "approximately", "as", "at", "estimated", "further",
        "half", "its", "least", "many", "more", "most", "nearly", "of", "other", "over", "some", "than",
        "that", "the", "their", "these", "those", "to", "up"}
)  # fmt: skip
"""Words that may stand between a verb and the count that is its object: "freed *all of the* 40"."""
_FLED = re.compile(r"(?:^|.*\s)(?:displaced|refugees?|evacuees?|idps)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"[;:]|\s(?:and|but|while|whilst|after|before|when|where|as|said|says|including|most\sof|some\sof)\s",
    re.IGNORECASE,
)
"""Where another clause begins; what stands behind it is told of somebody or something else."""


def told_of(claim: Claim, quantity: Quantity, *, wide: bool) -> str | None:
    """What is asked of a count of people who fled, are held, or are somewhere; None where it is unsure.

    "40 people live there" and "the town is home to 40 people" → remaining; "40 people are under siege across
    the land" → besieged (``wide``: in a town, those trapped are those who remain); "a haven for 40 displaced
    families" → sheltered; "40 people have fled the country" → abroad; "40 people returned" → returned;
    "freed 40 people who had been captured" → freed; "holding 40 prisoners" → detained. None for "protests in
    which 40 people took part", "aid reached 40 residents", "40 prisoners were shot", "40 fighters fled".
    """
    if quantity.measure == "detained" or (quantity.measure == "other" and claim.topic == "detention"):
        return _held(claim, quantity)
    moved = _moved(claim, quantity, wide=wide)
    if moved is not None or quantity.measure == "displaced":
        armed = group_of(quantity.group) in _ARMED or quantity.group in CAPTIVES
        return None if armed else moved
    if quantity.measure == "other" and not _said(claim, quantity, "remaining"):
        return None
    return "besieged" if wide and _said(claim, quantity, "besieged") else "remaining"


def _moved(claim: Claim, quantity: Quantity, *, wide: bool) -> str | None:
    """Whether those counted returned, found refuge, left their land or were driven out."""
    if _said(claim, quantity, "returned"):
        return "returned"
    if quantity.measure == "displaced":
        settled = _is_of_displaced(claim, quantity) and _said(claim, quantity, "settled")
        if settled or _said(claim, quantity, "sheltered"):
            return "sheltered"
        return "abroad" if wide and _said(claim, quantity, "abroad") else "displaced"
    if quantity.measure != "other" or _said(claim, quantity, "remaining"):
        return None
    return next((told for told in ("sheltered", "displaced") if _said(claim, quantity, told)), None)


def _held(claim: Claim, quantity: Quantity) -> str | None:
    if _said(claim, quantity, "freed"):
        return "freed"
    if quantity.measure == "detained" and quantity.group not in CAPTIVES:
        return "detained"
    at = claim.quantities.index(quantity)
    divided = any(q.part_of == at for q in claim.quantities)
    if not divided and _said(claim, quantity, "fate"):
        return None
    return "detained" if _said(claim, quantity, "held") else None


def _is_of_displaced(claim: Claim, quantity: Quantity) -> bool:
    """Whether those counted had fled before: "40 refugees", "40 people displaced from there"."""
    return (
        _FLED.search(quantity.span.exact) is not None or _FLED.match(_beside(claim, quantity)[1]) is not None
    )


def _said(claim: Claim, quantity: Quantity, predicate: str) -> bool:
    """Whether words beside a figure, or anywhere in its clause, say so."""
    if first("people", claim.span.exact, predicate=predicate, side="clause") is not None:
        return True
    before, after = _beside(claim, quantity, reach=_CLAUSE if predicate == "fate" else _AFTER)
    for cue in cues("people"):
        if cue.row["predicate"] != predicate:
            continue
        if cue.row["side"] == "after" and cue.pattern.search(after):
            return True
        if cue.row["side"] == "before" and any(
            _is_next(before[m.end() :]) for m in cue.pattern.finditer(before)
        ):
            return True
    return False


def _is_next(between: str) -> bool:
    """Whether nothing of weight stands between a verb and its count."""
    words = re.findall(r"[\w’'-]+|[,;:.]", between.lower())
    return all(word in _LITTLE for word in words)


def _beside(claim: Claim, quantity: Quantity, *, reach: int = _AFTER) -> tuple[str, str]:
    """The words before a figure and those from it on, up to the next figures and the next clause."""
    text, at = claim.sentence.exact, claim.sentence.start
    start, end = quantity.span.start - at, quantity.span.end - at
    others = [q.span for q in claim.quantities if q.span != quantity.span and q.part_of is None]
    left = max([q.end - at for q in others if q.end - at <= start], default=0)
    right = min([q.start - at for q in others if q.start - at >= end], default=len(text))
    stop = min(right, end + reach)
    ends = _ELSE.search(text, end, stop)
    return text[max(left, start - _BEFORE) : start], text[start : stop if ends is None else ends.start()]
