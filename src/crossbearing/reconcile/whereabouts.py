"""Of which of its claim's places a count of people is told: whence and whither, a part, several in one."""

import re
from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Claim, Place, Quantity
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.groups import group_of, groups_of_people
from crossbearing.reconcile.lookup import Lookup

_WORD = re.compile(r"[^\W\d_][\w’']*")
_FROM = re.compile(
    r"\b(?:from|out of|flee|flees|fled|fleeing|left|leave|leaving|escap(?:e|ed|ing)|abandon(?:ed|ing)?)$",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|into|towards?|for|across|reach(?:ed|ing)?|entered|entering)$", re.IGNORECASE)
_KINDS = re.compile(
    r"(?:(?:^|\s)(?:the|its|nearby|neighbou?ring|border|besieged|\w+ern|city|town|village|district|province"
    r"|region|camp|of))+$",
    re.IGNORECASE,
)
"""What may stand between a preposition and a name: "from *the town of* Orda"."""
_AND = re.compile(
    r"^[\w’'-]*(?:,|,? and|,? as well as|\s?&)(?:\s(?:in|the|nearby))*\s?(?:al-|el-)?$", re.IGNORECASE
)
_PARTS = re.compile(
    r"(?P<lead>(?:[\w-]+\s){0,3})\b(?:areas|zones|parts?|districts|neighbou?rhoods|quarters|sections?|half|side"
    r"|suburbs|pockets?|enclaves?|(?:district|neighbou?rhood|quarter)\sof)\b"
    r"(?!\sof\s(?:them|whom|these|those|it)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:who|whom|which|while|including|although|but)\b|[;,]", re.IGNORECASE)
_SIDE = re.compile(r"\b(?:north|south|east|west|central)\w*\b", re.IGNORECASE)
_TOWNS = frozenset({"city", "district"})
_WAYS = re.compile(r"\b(?:road|highway|motorway|crossing|checkpoint|bridge|river|airport)\b", re.IGNORECASE)
"""Where nobody lives."""
_NEAR = 60
"""Characters beside a figure or a name that are looked at."""
_STAYING = frozenset({"remaining", "besieged"})
_OTHERS = frozenset({"other", "killed", "injured"})
_NOT_LETTERS = re.compile(r"[aeiouyhw’']")


class Whereabouts(Struct, frozen=True):
    """The place of a count, those it is told of together with, and whether it is told of parts of it only."""

    place: str | None
    others: tuple[str, ...] = ()
    partly: bool = False


def whereabouts(claim: Claim, quantity: Quantity, predicate: str, lookup: Lookup) -> Whereabouts:
    """Where those counted are, or were driven from; no place where it is unsure.

    "40 families displaced from Orda have found refuge in Tarm": displaced in Orda, sheltered in Tarm. "40
    people live in rebel-held areas of Tarm": in parts of it. "40 people are trapped in Tarm and Orda": in
    both. "40 people are trapped and nine died in Tarm": nobody knows where the 40 are.
    """
    starts = {place: _found(claim, lookup.place_name(place)) for place in claim.places}
    at = {place: start for place, start in starts.items() if start is not None}
    near = [p for p in claim.places if p not in at or _fits(claim, at[p], predicate)]
    near = [p for p in near if p not in at or not is_behind_other(claim, quantity, at[p])]
    near = _next_to(claim, quantity, near, at) or near
    first = near[0] if near else None
    known = lookup.places.get(first) if first is not None else None
    if first is None or known is None:
        return Whereabouts(first)
    others = tuple(_joined(claim, first, near[1:], at)) if first in at else ()
    if predicate not in _STAYING:
        return Whereabouts(first, others)
    if known.kind == "site" and _WAYS.search(known.name):
        return Whereabouts(None)
    partly = known.kind in _TOWNS and _is_partly(claim, quantity, at.get(first), known)
    return Whereabouts(first, others, partly)


def goes_there(claim: Claim, lookup: Lookup) -> bool:
    """Whether a claim names only places to which people went: "40 families fled *to Orda*"."""
    if not has_own_place(claim):
        return False
    at = [_found(claim, lookup.place_name(place)) for place in claim.places]
    return all(start is not None and _TO.search(_before(claim, start)) for start in at)


def _fits(claim: Claim, start: int, predicate: str) -> bool:
    """Whether a place is one people were driven from, or for those who found refuge one they came to."""
    before = _before(claim, start)
    if predicate in ("displaced", "abroad"):
        return _TO.search(before) is None
    return predicate in ("detained", "freed") or _FROM.search(before) is None


def _before(claim: Claim, start: int) -> str:
    """The words before a name, up to what governs it."""
    return _KINDS.sub("", claim.sentence.exact[:start].rstrip()[-_NEAR:])


def _next_to(claim: Claim, quantity: Quantity, places: list[str], at: dict[str, int]) -> list[str]:
    """The places named between a figure and the next, where there are others: "9 in Tarm and *4 in Orda*"."""
    start = quantity.span.start - claim.sentence.start
    starts = (q.span.start - claim.sentence.start for q in claim.quantities if q.part_of is None)
    end = min((other for other in starts if other > start), default=None)
    if end is None and not any(q is not quantity and q.part_of is None for q in claim.quantities):
        return []
    return [p for p in places if p in at and start < at[p] and (end is None or at[p] < end)]


def is_behind_other(claim: Claim, quantity: Quantity, start: int) -> bool:
    """Whether another count, of other people, stands between a figure and a name."""
    end = quantity.span.end - claim.sentence.start
    own = (q for q in claim.quantities if q.part_of is None and q.measure in _OTHERS)
    own = (q for q in own if group_of(q.group) in groups_of_people())
    between = (q for q in own if end <= q.span.start - claim.sentence.start < start)
    return any(q.measure != quantity.measure for q in between)


def _joined(claim: Claim, first: str, others: Iterable[str], at: dict[str, int]) -> Iterable[str]:
    """The places that are told of in one breath with another: "in Tarm *and Orda*"."""
    text = claim.sentence.exact
    for other in others:
        if other in at:
            low, high = sorted((at[first], at[other]))
            name = _WORD.match(text, low)
            if name is not None and _AND.match(text[name.end() : high]):
                yield other


def _is_partly(claim: Claim, quantity: Quantity, start: int | None, place: Place) -> bool:
    """Whether a count is of some quarters only: "40 people live *in zones held by rebels* in Tarm"."""
    text, at = claim.sentence.exact, claim.sentence.start
    first, last = quantity.span.start - at, quantity.span.end - at
    behind = text[last : last + _NEAR]
    ends = _ASIDE.search(behind)
    told = [behind if ends is None else behind[: ends.start()]]
    if start is not None:
        told.append(text[last:start] if start > last else text[start:first])
    sided = place.name[:1].islower() and _SIDE.match(place.name) is not None
    found = (m for words in told for m in _PARTS.finditer(words))
    return any(not (sided and _SIDE.search(m["lead"])) for m in found)


def _found(claim: Claim, name: str) -> int | None:
    """Where in its sentence a place is named, in whatever spelling; None where it is not found."""
    wanted = [_bones(word) for word in _WORD.findall(name) if word[:1].isupper()]
    wanted = [bones for bones in wanted if len(bones) > 1 or len(wanted) == 1]
    for match in _WORD.finditer(claim.sentence.exact) if wanted else ():
        if match.group()[:1].isupper() and _bones(match.group()) == wanted[0]:
            return match.start()
    return None


def _bones(word: str) -> str:
    """A name's first letter and consonants, which spellings of one name share: Kefraya, Kafraya."""
    low = word.lower()
    rest = _NOT_LETTERS.sub("", low[1:]).replace("q", "k")
    return low[0].replace("q", "k") + re.sub(r"(.)\1+", r"\1", rest)
