"""Counts that the sentence before explains: "*Fourteen* of them were children", "This was raised to *40*"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from crossbearing.model import Claim, Quantity, Sentence
from crossbearing.quantities import find_quantities
from crossbearing.reading.sentences import HEADS

_HARMED = frozenset({"killed", "injured", "missing", "evacuated", "displaced"})
"""Measures that are passed on; "detained" is not: who is counted may have been let go."""
_BEHIND = re.compile(
    r"\s*(?:of|(?:were|was|are)\samong)\s(?:them|these|those)\b(?!\s(?:who|which|that|in|at|from|under)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^\W*(?:(?:among|of)\s(?:them|these)\b|they\s(?:are|were|includ\w+|comprise\w*)\b)[^.;:\d]{0,40}$",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"^\W*(?:this|that|it|the\s(?:figure|number|count|tally|total|estimate))\s(?:(?!not\b|never\b|of\b)[a-z]+\s){0,4}?"
    r"(?:updated|revised|amended|corrected|raised|lowered|increased|rose|risen|climbed|grew|grown|fell|fallen)\s"
    r"(?:[a-z]+\s){0,3}?(?:from\s[\w,.]+\s(?:[a-z]+\s)?)?to\s$",
    re.IGNORECASE,
)
"""Words before what a toll came to that was told of right before: "*The figure later rose to* 40"."""
_UNSURE = re.compile(
    r"\b(?:not|no|never|den(?:y|ies|ied)|will|would|could|may|might|if|plan\w*|feared|threat\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words of a sentence in which what befell somebody may not have happened."""
_ANYBODY = frozenset({None, "people"})
_NOTE = "quantity: counted among those that the sentence before tells of"
_NOTE_REVISED = "quantity: what came of the toll that the sentence before gives"


def counts_of(sentences: Sequence[Sentence], index: int) -> list[Quantity]:
    """The counts of a sentence, those of "them" measured by what befell those counted right before.

    Only where the sentence before counts people in one way alone and no fewer of them, and where this one
    says what they are and nothing that befell them. Examples, after "A raid killed 31 people": "Fourteen of
    them were children" → 14 children killed; "Among them were six nurses"; "Ten of them fled" → as it stands;
    "This was later raised to 40" → 40 killed.
    """
    found = find_quantities(sentences[index])
    revised = next((n for n, one in enumerate(found) if _is_revised(sentences[index], one)), None)
    if revised is not None:
        return _as_revised(found, revised, _whole(sentences, index))
    if not any(_is_of_them(sentences[index], one) for one in found):
        return found
    whole = _whole(sentences, index)
    return [_measured(sentences[index], one, whole) for one in found]


def notes_on(sentences: Sequence[Sentence], index: int, counts: Sequence[Quantity]) -> tuple[str, ...]:
    """What is inferred of a claim's counts: their measure, where another sentence gives it."""
    if any(_is_told_anew(sentences[index], one) and one.measure in _HARMED for one in counts):
        return (_NOTE_REVISED,)
    if not any(_is_like(sentences[index], one) and one.measure in _HARMED for one in counts):
        return ()
    own = {one.span: one.measure for one in find_quantities(sentences[index])}
    return (_NOTE,) if any(own.get(one.span) != one.measure for one in counts) else ()


def with_wholes(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Give counts of "them" the event, the day and the place of those counted before, but for what they name.

    ``claims`` come in text order. "Nine people were killed *in Taiz on Monday*. Three of them were women."
    """
    last: list[Claim] = []
    for claim in claims:
        if _NOTE in claim.inferred or _NOTE_REVISED in claim.inferred:
            measure = next(one.measure for one in claim.quantities if one.measure in _HARMED)
            before = [one for one in last if any(q.measure == measure for q in one.quantities)]
            claim = _undated(claim) if _NOTE_REVISED in claim.inferred else claim
            claim = _placed(claim, before[-1]) if before else claim
        if last and last[-1].sentence != claim.sentence:
            last = [one for one in last if one.sentence == last[-1].sentence]
        last.append(claim)
        yield claim


def _undated(claim: Claim) -> Claim:
    """A toll told anew, without the day it was told anew on: "This was raised to 40 *on Sunday*"."""
    if claim.time is None or claim.time.inferred is not None or claim.time.latest is None:
        return claim
    told = f"told as past: said “{claim.time.span.exact}”" if claim.time.span is not None else "told as past"
    return replace(claim, time=replace(claim.time, earliest=None, relation="before", inferred=told))


def _placed(claim: Claim, whole: Claim) -> Claim:
    """A claim with the event of another, and its day and places where its own were only inferred."""
    if claim.event is None and whole.event is not None:
        claim = replace(claim, event=whole.event)
    if whole.time is not None and (claim.time is None or claim.time.inferred is not None):
        told = f"of those counted in “{whole.span.exact}”"
        claim = replace(claim, time=replace(whole.time, span=None, inferred=told))
    if whole.places and (not claim.places or any(note.startswith("place") for note in claim.inferred)):
        kept = tuple(note for note in claim.inferred if not note.startswith("place"))
        told = f"places: of those counted in “{whole.span.exact}”"
        claim = replace(claim, places=whole.places, inferred=(*kept, told))
    return claim


def _whole(sentences: Sequence[Sentence], index: int) -> Quantity | None:
    """The one count of harmed people that the sentence before gives; None where it gives none, or two."""
    before = sentences[index - 1] if index else None
    if before is None or before.kind in HEADS or sentences[index].block - before.block not in (0, 1):
        return None
    if _UNSURE.search(before.text):
        return None
    told = [one for one in find_quantities(before) if one.measure in _HARMED and one.part_of is None]
    return told[0] if len(told) == 1 else None


def _measured(sentence: Sentence, one: Quantity, whole: Quantity | None) -> Quantity:
    if whole is None or not _is_of_them(sentence, one) or one.group == whole.group:
        return one
    most = whole.upper if whole.upper is not None else whole.lower
    counted = one.lower if one.lower is not None else one.upper
    fits = counted is not None and (most is None or counted <= most or whole.bound == "at_least")
    return replace(one, measure=whole.measure) if fits else one


def _as_revised(found: list[Quantity], at: int, whole: Quantity | None) -> list[Quantity]:
    """Measure a toll told anew as the one before, and its parts with it."""
    if whole is None:
        return found
    mine = [n == at or (one.part_of == at and one.measure == "other") for n, one in enumerate(found)]
    return [replace(one, measure=whole.measure) if own else one for one, own in zip(found, mine, strict=True)]


def _is_revised(sentence: Sentence, one: Quantity) -> bool:
    return one.measure == "other" and one.group in _ANYBODY and _is_told_anew(sentence, one)


def _is_told_anew(sentence: Sentence, one: Quantity) -> bool:
    """Whether a count is what "this" or "the figure" was raised to."""
    return _REVISED.search(sentence.text[: one.span.start - sentence.start]) is not None


def _is_of_them(sentence: Sentence, one: Quantity) -> bool:
    """Whether a count says what some of those told of before are, and not what befell them."""
    return one.measure == "other" and one.group not in _ANYBODY and _is_like(sentence, one)


def _is_like(sentence: Sentence, one: Quantity) -> bool:
    """Whether a count stands with words that lead back to those told of before."""
    start, end = one.span.start - sentence.start, one.span.end - sentence.start
    return bool(_BEHIND.match(sentence.text, end) or _BEFORE.search(sentence.text[:start]))
