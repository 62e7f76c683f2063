"""By what means a clause says that an attack was carried out, and what it says was hit."""

import re

from crossbearing.model import Claim, Span
from crossbearing.reconcile.lexicon import Cue, cues, first, likely
from crossbearing.reconcile.polar import unmade

_REASON = re.compile(
    r"\b(?:(?:in|as|out of) (?:\w+ ){0,2}"
    r"(?:revenge|retaliation|reprisals?|response|reply|retribution|reaction) (?:for|to|against)"
    r"|(?:a|the) (?:response|reaction|reprisal|reply) (?:to|for)"
    r"|avenging|to avenge|responding to|in response)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""Why an attack was made, and nothing of how: "in revenge for air strikes on the port"."""
_BESIDE = re.compile(
    r"\b(?:after|following|since|before|until|despite|amid|amidst|while|whereas|when|days?)\b",
    re.IGNORECASE,
)
"""Words that lead to what happened before, after or beside an attack, and sometimes to the attack."""
_BLOW = 40
"""Characters between a word of striking and what was struck."""
_NOT_HIT = re.compile(
    r"\b(?:near|outside|around|close to|opposite|beside|behind|from|taken|rushed|brought|carried|moved|sent"
    r"|admitted|transferred|treated|said|told|say|says)\b",
    re.IGNORECASE,
)
"""Words between a blow and a thing that was not struck: "a blast near a school", "taken to hospital"."""
_BY_IT = re.compile(r"\b(?:near|outside|around|close to|opposite|beside|behind|from) *$", re.IGNORECASE)
_JUST_BEFORE = 14
_NO_ATTACK = frozenset({"execution"})
"""Means of a deed that an attack may follow: "shelled the town after a pilot was executed"."""


def means_of(claim: Claim) -> tuple[str, ...]:
    """By what means, as the clause says: keys of means.tsv, sorted.

    What the clause says was hit or why it was done tells nothing of how: "jets hit a rocket factory",
    "shelled the port in revenge for air strikes". Nor does what it tells beside, where it says how: "killed
    in shelling after a pilot was shot".
    """
    return tuple(sorted(means_named(claim)))


def means_named(claim: Claim) -> dict[str, str]:
    """The means a clause names, by key, each in the words it is shown in."""
    text = _REASON.sub("", _without_targets(claim))
    beside = _BESIDE.search(text)
    own = text if beside is None else text[: beside.start()]
    rest = "" if beside is None else text[beside.start() :]
    found = _in(own)
    if not found or all(_is_blast(cue) for cue in found):
        then = beside is not None and beside.group().lower() != "when"
        found += [cue for cue in _in(rest) if not (then and cue.row["key"] in _NO_ATTACK)]
    nearer = [cue for cue in found if not _is_blast(cue)] or found
    outdone = {key for cue in nearer for key in cue.row["outdoes"].split(",")}
    kept = [cue for cue in nearer if cue.row["key"] not in outdone]
    return {cue.row["key"].partition(".")[0]: cue.row["label"] for cue in kept}


def _in(text: str) -> list[Cue]:
    return [cue for cue in likely("means", text) if cue.pattern.search(text) and not unmade(cue, text)]


def _is_blast(cue: Cue) -> bool:
    return cue.row["class"] == "blast"


def _without_targets(claim: Claim) -> str:
    """A clause with marks in place of what was hit, so that no pattern goes across it."""
    text, at = claim.span.exact, claim.span.start
    for span in claim.target_spans:
        start, end = max(0, span.start - at), min(len(text), span.end - at)
        if start < end:
            text = text[:start] + ";" * (end - start) + text[end:]
    return text


def sites_named(claim: Claim) -> dict[str, str]:
    """What a clause says was hit, by key: "rockets hit a crowded market" → a market.

    A thing near which it fell, or to which the hurt were taken, was not hit.
    """
    hit = [span for span in claim.target_spans if not _is_near(claim, span)]
    words = " ; ".join(span.exact for span in hit)
    found = [
        cue
        for cue in cues("sites")
        if (cue.pattern.search(words) and not unmade(cue, words)) or _struck(cue, claim)
    ]
    return {cue.row["key"]: cue.row["label"] for cue in found}


def _is_near(claim: Claim, span: Span) -> bool:
    before = claim.sentence.exact[: max(0, span.start - claim.sentence.start)]
    return _BY_IT.search(before[-_JUST_BEFORE:]) is not None


def _struck(cue: Cue, claim: Claim) -> bool:
    """Whether words of striking come shortly before the thing named: "rockets hit a crowded market"."""
    text = _REASON.sub("", claim.span.exact)
    blow = first("strikes", text)
    if blow is None or unmade(cue, text):
        return False
    return any(
        0 <= met.start() - hit.end() <= _BLOW and not _NOT_HIT.search(text[hit.end() : met.start()])
        for met in cue.pattern.finditer(text)
        for hit in blow.pattern.finditer(text)
    )


def hour_named(claim: Claim) -> tuple[str, str]:
    """The part of the day that a clause names, by key and in words; two empty strings where it names none."""
    text = claim.span.exact
    for cue in likely("hours", text):
        if cue.pattern.search(text) and not unmade(cue, text):
            return cue.row["key"], cue.row["label"]
    return "", ""
