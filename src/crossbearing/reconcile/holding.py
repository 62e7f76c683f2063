"""What a claim tells of holding and taking ground: a share of a place, a place, or a thing in one."""

import re

from msgspec import Struct

from crossbearing.model import Claim, Quantity, Span
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.ground import ground_words, is_name, lies_in, place_meant, words_for
from crossbearing.reconcile.lookup import Lookup

_WORD = re.compile(r"[\w’'-]+")
_LEAD = 5
"""Words between a verb of holding and the share that is held: "now holds at least some 40 per cent"."""
_BEFORE = 3
"""Words before a verb that unmake it: "hopes *to* take", "once held"."""
_DOUBT = 8
"""Words before a verb in which its doer stands, and before it "if" or "once"."""
_RELATIVES = frozenset({"which", "who", "that", "whom", "whose"})
_PRONOUNS = frozenset({"it", "them", "this", "that", "these", "those", "what", "him", "her", "us"})
_POINTING = frozenset({"the", "this", "that", "its", "their", "his"})
_BRACKET = re.compile(r"^\s*\([^)]*\)")
_CONTROL = re.compile(r"\bcontrol\s(?:of|over)(?=\s)", re.IGNORECASE)
_INSIDE = re.compile(r"\s(?:in|inside|within|along)\s")
_ALSO = re.compile(r"\sand(?:\s(?:[A-Z]|[a-z]{2}-[A-Z])[\w’'-]*){1,3}")
"""A second name behind several things: "the villages of Bel Awin *and Tell Orn*"."""
_ASIDE = re.compile(
    r"\s(?:in\s)?(?:just\s)?(near|outside|close to|overlooking|beside|on\s|to\s|between\s|around\s)",
    re.IGNORECASE,
)
"""Words behind what is taken by which it lies elsewhere than in the place that they name."""
_STILL = frozenset({"near", "outside", "close to", "overlooking", "beside"})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMED_TIME = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:in|since|last|of|early|late|mid)[\s-](?:{_MONTHS})\b"
    r"|\b(?:last|previous)\s(?:year|month|week)\b|\b(?:years?|months?|weeks?|days?)\s(?:ago|earlier|before)\b"
)
"""Words for a time that is not the report's day."""
_LINK = r"(?:(?:is|are|was|were|remains?|remained|(?:has|have|had)\s(?:\w+ly\s|now\s)?been)\s)?"
_ADVERBS = r"(?:(?:now|still|currently|already|back|firmly|entirely|\w+ly)\s)*"
_UNDER = r"(?:under\s(?:[\w’'-]+\s){1,5}?(?:control|rule)|in\s(?:the\s)?(?:[\w’'-]+\s){0,4}?hands)"


class Taken(Struct, frozen=True):
    """What is told to be taken: a place as a whole, or a thing (``what``) and the place it lies in."""

    place: str | None
    what: str | None = None


def share_held(claim: Claim, quantity: Quantity, lookup: Lookup) -> str | None:
    """The place of which somebody is told to hold a share, or None where no share of ground is held.

    "The militia holds about 60 per cent of the town", "half of the province is under army control". A share
    of people, houses or deaths is none, nor is "the eastern half of the city"; nor what was held once, is
    aimed at or was lost.
    """
    at = claim.sentence.start
    text = claim.sentence.exact[: claim.span.end - at]
    start, end = quantity.span.start - at, quantity.span.end - at
    held = ground_words(text[end:])
    if held is None or not (_is_held_by(claim, text, start) or _is_in_hands(claim, text[end:], held)):
        return None
    return place_meant(held, claim, lookup) or _pointed_ground(held, claim, lookup)


def _pointed_ground(held: str, claim: Claim, lookup: Lookup) -> str | None:
    """The place of ground that is only pointed at: "the ground they held in the east", "the stronghold".

    A stronghold may be the place that the report tells of; other ground is where the claim itself says.
    """
    words = held.split()
    known = lookup.places.get(claim.places[0]) if claim.places else None
    if known is None or known.kind not in ("city", "district") or any(is_name(word) for word in words):
        return None
    noun = words[-1].lower()
    own = noun in words_for("land") and has_own_place(claim)
    return known.id if own or noun in words_for("whole") else None


def _is_held_by(claim: Claim, text: str, start: int) -> bool:
    """Whether a verb of holding stands before a share, and its doer before the verb."""
    begin = claim.span.start - claim.sentence.start
    words = [word.lower() for word in _WORD.findall(re.split("[,;:–—]", text[begin:start])[-1])]
    for _ in range(_LEAD + 1):
        size = next((n for n in (2, 1) if " ".join(words[-n:]) in _verbs() and len(words) >= n), 0)
        if size:
            return not _is_guarded(words[:-size]) and _has_doer(claim, text, start)
        if not words or words.pop() not in words_for("share"):
            return False
    return False


def _verbs() -> frozenset[str]:
    return words_for("holds") | words_for("takes")


def _is_guarded(words: list[str]) -> bool:
    """Whether the words before a verb say that nothing is held now: "once", "hopes to", "lost"."""
    near = words[-_BEFORE:]
    told = {*near, " ".join(near[-2:])}
    return bool(told & words_for("guard")) and not told & words_for("able")


def _has_doer(claim: Claim, text: str, start: int) -> bool:
    """Whether a claim's doer is told before a verb, no other noun's "which" or "that" between the two."""
    ends = [span.end - claim.sentence.start for span in claim.actor_spans]
    before = max((end for end in ends if end <= start), default=None)
    if before is None:
        return False
    between = _WORD.findall(_BRACKET.sub("", text[before:start]).lower())
    return not _RELATIVES & set(between[1:])


def is_doers(claim: Claim) -> bool:
    """Whether what a clause tells is told of its doer: "which took the town" of a name right before it.

    Where "which" stands further off, a doer was taken from another clause.
    """
    opens = _WORD.match(claim.span.exact)
    if opens is None or opens.group().lower() not in _RELATIVES:
        return True
    at = claim.span.start - claim.sentence.start
    ends = [span.end - claim.sentence.start for span in claim.actor_spans]
    return any(end > at or not _WORD.search(claim.sentence.exact[end:at]) for end in ends)


def is_of_other_day(claim: Claim) -> bool:
    """Whether a clause names a time and is yet dated by its report: "that took the town in March"."""
    dated = claim.time is not None and claim.time.inferred is not None
    return dated and _NAMED_TIME.search(claim.span.exact) is not None


def _is_in_hands(claim: Claim, after: str, held: str) -> bool:
    """Whether a share is told to be held by those behind it: "is held by rebels", "is in rebel hands"."""
    rest = after[after.find(held) + len(held) :].strip()
    done = "|".join(sorted(words_for("passive")))
    told = re.match(rf"{_LINK}{_ADVERBS}(?:(?:{done})\sby\b|{_UNDER}\b)", rest, re.IGNORECASE)
    end = claim.span.end - len(rest)
    return told is not None and any(span.end > end for span in claim.actor_spans)


def taken(claim: Claim, lookup: Lookup) -> Taken | None:
    """What a claim's own verb tells of being taken, or None where it is unsure what.

    "The army regained control of the town" → the town; "they seized control of 14 villages in the province"
    → 14 villages, in the province; "took control of it", "this photo captured from the town" → None.
    """
    event = claim.event
    if event is None or not _is_taking(event.trigger):
        return None
    text = claim.sentence.exact[: claim.span.end - claim.sentence.start]
    if _is_doubted(text[: event.trigger.start - claim.sentence.start]):
        return None
    control = _CONTROL.search(text, event.trigger.start - claim.sentence.start)
    if control is not None:
        return _controlled(text[control.end() :], claim, lookup)
    held = _object(text, claim, event.trigger)
    place = None if held is None else place_meant(held, claim, lookup)
    return None if place is None else Taken(place)


def _is_doubted(before: str) -> bool:
    """Whether words before a verb leave open that it was done: "once they have", "fears that they had"."""
    words = _WORD.findall(re.split("[,;:–—]", before)[-1].lower())
    return bool(words_for("doubt") & set(words[-_DOUBT:]))


def _is_taking(trigger: Span) -> bool:
    words = trigger.exact.lower().split()
    return "control" in words or any(word in words_for("takes") for word in words)


def _object(text: str, claim: Claim, trigger: Span) -> str | None:
    """What was taken without a word of control: "captured *the town*", "*the town* was captured"."""
    at = claim.sentence.start
    passive = [span for span in claim.target_spans if span.end <= trigger.start]
    if passive:
        return ground_words(text[passive[0].start - at : trigger.start - at])
    return ground_words(text[trigger.end - at :])


def _controlled(after: str, claim: Claim, lookup: Lookup) -> Taken | None:
    held = ground_words(after)
    if held is None or held.split()[0].lower() in _PRONOUNS:
        return None
    place = place_meant(held, claim, lookup)
    if place is not None:
        return Taken(place)
    thing = _thing(held, after, claim)
    known = None if thing is None or thing.place is None else lookup.place_name(thing.place)
    if thing is None or known is None or lies_in(claim.sentence.exact, known):
        return thing
    return Taken(None, thing.what) if any(is_name(word) for word in (thing.what or "").split()) else None


def _thing(held: str, after: str, claim: Claim) -> Taken | None:
    """A thing that was taken, in its own words: "a cement factory near Tarm", "14 villages" in Tarm.

    None where it is only pointed at, so that no one knows which: "the area", "the positions".
    """
    what = _INSIDE.split(held)[0]
    named = any(is_name(word) for word in what.split())
    nouns = words_for("thing") | (
        words_for("part") | words_for("town") if what.count(" ") > 1 else frozenset()
    )
    portion = words_for("portion") | words_for("whole")
    first = what.partition(" of ")[0].split()
    if first[-1] in portion or not (named or nouns & set(what.lower().split())):
        return None
    if first[-1].endswith("s") and (also := _ALSO.match(after[after.find(what) + len(what) :])):
        what += also.group()
    aside = _ASIDE.match(after[after.find(what) + len(what) :])
    if aside is not None:
        return _thing_aside(what, aside, after, named=named)
    told_of = what.split()[0].lower() not in _POINTING
    there = has_own_place(claim) or (told_of and any("same sentence" in note for note in claim.inferred))
    place = claim.places[0] if claim.places and there else None
    return Taken(place, what) if place is not None or named else None


def _thing_aside(what: str, aside: re.Match[str], after: str, *, named: bool) -> Taken | None:
    side = aside.group(1).lower()
    where = ground_words(after[after.find(what) + len(what) + aside.end() :])
    if side in _STILL and where is not None and any(is_name(word) for word in where.split()):
        return Taken(None, f"{what} {side} {where}")
    return Taken(None, what) if named else None
