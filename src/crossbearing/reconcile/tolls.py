"""What a toll counts: the dead, dead and hurt in one figure, bodies found, dead that are only feared."""

import re

from crossbearing.model import Claim, Quantity
from crossbearing.reconcile.bounds import figure_of, slack_of, telling, vague_word
from crossbearing.reconcile.lexicon import cues, first

_BEFORE = 40
"""Characters before a figure that hold "the bodies of"."""
_AFTER = 60
"""Characters after it that hold "people were killed and wounded"."""
_DIRECTLY = 16
"""A figure this close behind words belongs to them: "killed and wounded at least 5"."""
_MOSTLY = re.compile(r"\b(?:most|mostly|mainly|including|many)\b", re.IGNORECASE)
_DEADLY = frozenset({"killed", "injured", "missing"})


def counted_as(claim: Claim, quantity: Quantity) -> str:
    """What a quantity counts: its measure, "harmed" for dead and hurt together, "found" for bodies."""
    if quantity.measure not in ("killed", "injured"):
        return quantity.measure
    if _said(claim, quantity, "together"):
        return "harmed"
    if quantity.measure == "killed" and _said(claim, quantity, "hurt"):
        return "injured"
    if quantity.measure == "injured" and _said(claim, quantity, "dead"):
        return "killed"
    if quantity.group == "body" or (quantity.measure == "killed" and _said(claim, quantity, "found")):
        return "found"
    return quantity.measure


def is_feared(claim: Claim, quantity: Quantity) -> bool:
    """Whether a toll is only feared: "40 feared dead", "may have been killed"."""
    return quantity.measure in _DEADLY and first("tolls", claim.span.exact, kind="feared") is not None


def is_subset(claim: Claim, quantity: Quantity) -> bool:
    """Whether an amount says of itself that it is some of those counted: "12 members of one family"."""
    return _said(claim, quantity, "subset")


def is_rising(claim: Claim, quantity: Quantity) -> bool:
    """Whether a claim calls its toll higher than what was told before: "the toll rose to 42"."""
    told = quantity.measure in _DEADLY and quantity.part_of is None and not quantity.earlier
    return told and first("rising", claim.span.exact) is not None


def is_former(claim: Claim, quantity: Quantity) -> bool:
    """Whether a claim calls its toll one that was given before: "the governor had earlier reported eight"."""
    if quantity.measure not in _DEADLY or quantity.part_of is not None:
        return False
    before, after, _ = _beside(claim, quantity)
    return first("former", before + after) is not None


def share_toll(one: Claim, other: Claim) -> bool:
    """Whether two claims tell one telling figure of killed or injured."""
    figures = [
        {
            (q.measure, figure_of(q))
            for q in claim.quantities
            if q.measure in ("killed", "injured") and telling(q)
        }
        for claim in (one, other)
    ]
    return bool(figures[0] & figures[1])


def rounds_toll(one: Claim, other: Claim) -> bool:
    """Whether every toll that one claim gives is a word for the other's number: "dozens killed", of 73."""
    tolls = [q for q in one.quantities if q.measure in ("killed", "injured")]
    return bool(tolls) and all(any(_rounds(own, told) for told in other.quantities) for own in tolls)


def _rounds(word: Quantity, told: Quantity) -> bool:
    number = told.lower if told.lower is not None else told.upper
    if word.measure != told.measure or number is None or not vague_word(word) or vague_word(told):
        return False
    low, high = slack_of(word)
    return low <= number <= high


def is_mixed(quantity: Quantity) -> bool:
    """Whether a figure's own words name only some of those it counts: "18, most of them children"."""
    return _MOSTLY.search(quantity.span.exact) is not None


def _said(claim: Claim, quantity: Quantity, kind: str) -> bool:
    before, after, met = _beside(claim, quantity)
    for cue in cues("tolls"):
        if cue.row["kind"] != kind:
            continue
        if cue.row["side"] == "after":
            found = cue.pattern.search(after)
            if found and not (met and len(after) - found.end() <= _DIRECTLY and kind == "together"):
                return True
        elif any(len(before) - found.end() <= _DIRECTLY for found in cue.pattern.finditer(before)):
            return True
    return False


def _beside(claim: Claim, quantity: Quantity) -> tuple[str, str, bool]:
    """The words before a figure, and from it on, up to the next figures; whether one comes after it."""
    text, at = claim.sentence.exact, claim.sentence.start
    start, end = quantity.span.start - at, quantity.span.end - at
    others = [q.span for q in claim.quantities if q.span != quantity.span]
    left = max([q.end - at for q in others if q.end - at <= start], default=0)
    right = min([q.start - at for q in others if q.start - at >= end], default=len(text))
    stop = min(right, end + _AFTER)
    return text[max(left, start - _BEFORE, 0) : start], text[start:stop], right == stop < len(text)
