"""Spots: the stretches of a sentence that look like place names, with the evidence for it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from crossbearing.model import Entity, Sentence, Token
from crossbearing.places.gazetteer import Entry, Gazetteer
from crossbearing.places.lexicon import demonyms, words
from crossbearing.places.spelling import fold, without_article
from crossbearing.vocabulary import PlaceKind

LONGEST = 7
"""Tokens in the longest name looked up: "Democratic Republic of the Congo" has five, hyphens count."""
LARGE = 200_000
"""A name without a cue stands for a town only from this size on: below it, persons and firms share names."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SHORT = 3
"""Keys this short ("us", "uk", "nsw") are taken only when written in capitals."""

ABBREVIATED = 4
"""Other spellings this short ("Fla", "IS", "Some") are codes or words more often than names."""

Grounds = Literal["label", "cue", "size", "curated", "demonym", "none"]


class Spot(Struct, frozen=True):
    """A possible place name: tokens ``[first, last)`` of sentence ``at``, its key and its candidates.

    ``hint`` is the kind its neighbours give it ("Idlib province" → region). ``grounds`` says why it is
    thought a place; ``inside`` that it stands in the name of an organisation ("Aleppo Media Centre").
    """

    at: int
    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    grounds: Grounds
    hint: PlaceKind | None = None
    inside: bool = False


class Scene(Struct, frozen=True):
    """A sentence as the spotter reads it: its tokens and which entity covers each."""

    at: int
    sentence: Sentence
    cover: tuple[Entity | None, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def text(self, first: int, last: int) -> str:
        """Give the characters of tokens ``[first, last)``."""
        start = self.sentence.start
        return self.sentence.text[self.tokens[first].start - start : self.tokens[last - 1].end - start]

    def word(self, i: int) -> str:
        """Give token ``i`` in lower case, "" beyond the sentence."""
        return self.tokens[i].text.lower() if 0 <= i < len(self.tokens) else ""


def scene(at: int, sentence: Sentence) -> Scene:
    """Lay the entities of a sentence over its tokens."""
    cover: list[Entity | None] = [None] * len(sentence.tokens)
    for entity in sentence.entities:
        for i in range(entity.first, min(entity.last, len(cover))):
            cover[i] = entity
    return Scene(at, sentence, tuple(cover))


def surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Collect the last words of the full names of persons in a report: "Jan Egeland" → "Egeland"."""
    return frozenset(
        sentence.tokens[entity.last - 1].text
        for sentence in sentences
        for entity in sentence.entities
        if entity.label == "PERSON" and entity.last - entity.first > 1
    )


def find_spots(view: Scene, gazetteer: Gazetteer, persons: frozenset[str] = frozenset()) -> list[Spot]:
    """Find the names of a sentence, the longest first at each place, none overlapping.

    "in Deir ez-Zor", "the town of Sermin", "Syrian", "Bustan al-Qasr", "U.S.". ``persons``: surnames that
    the report uses, which stand for a little place only if nothing speaks for the person.
    """
    found: list[Spot] = []
    i = 0
    while i < len(view.tokens):
        spot = _spot_at(view, i, gazetteer) if _may_start(view, i) else None
        if spot is None or _person(view, spot, persons):
            i += 1
        else:
            found.append(spot)
            i = spot.last
    return found


def _person(view: Scene, spot: Spot, persons: frozenset[str]) -> bool:
    """Is it a surname of the report that no well-known place bears?"""
    if spot.last - spot.first > 1 or view.tokens[spot.first].text not in persons:
        return False
    return not any(
        entry.curated or entry.code in "01c" or entry.population >= LARGE for entry in spot.entries
    )


def _may_start(view: Scene, i: int) -> bool:
    text = view.tokens[i].text
    if text[:1].isupper():
        return True
    return text in ("al", "el", "ar", "as") and view.word(i + 1) == "-"


def _spot_at(view: Scene, i: int, gazetteer: Gazetteer) -> Spot | None:
    for last in _ends(view, i):
        text = view.text(i, last)
        place = demonyms().get(text)
        if place is not None:
            entry = gazetteer.entry(place) if place.startswith("p-") else gazetteer.country(place)
            if entry is not None and _demonym_here(view, i, last):
                return Spot(view.at, i, last, text, (entry,), "demonym")
        key = _key(text)
        entries = gazetteer.lookup(key) if key else ()
        if not entries and last == i + 1 and text.endswith("s"):
            entries = _bare_possessive(key, gazetteer)
        spot = _judge(view, i, last, key, entries, gazetteer) if entries else None
        if spot is not None:
            return spot
    return _tagged(view, i, gazetteer)


def _bare_possessive(key: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Read "Syrias Idlib": damaged text that has lost its apostrophes."""
    found = gazetteer.lookup(key[:-1])
    return found if found and (found[0].code == "0" or (found[0].curated and found[0].own)) else ()


def _ends(view: Scene, first: int) -> Iterator[int]:
    """Ends of the names that may start here, the farthest first."""
    inner = words("article")
    reach = min(len(view.tokens), first + LONGEST)
    last = first + 1
    ends = [last]
    while last < reach:
        text = view.tokens[last].text
        if text[:1].isupper() or text[:1].isdigit() or text.lower() in words("kind"):
            ends.append(last + 1)
        elif text.lower() not in inner and text not in ("-", "–", "'", "’", "`", "'s", "’s", ".", ","):
            break
        last += 1
    return reversed(ends)


def _key(text: str) -> str:
    """Fold a name for lookup; short ones must be written in capitals, "it" is no Italy."""
    key = fold(text)
    if "," in text or len(key) < 2:
        return ""
    if len(key) <= SHORT and not (
        text.isupper() or (text[0].isupper() and text.endswith(".")) or len(key) == SHORT
    ):
        return ""
    return key


def _demonym_here(view: Scene, first: int, last: int) -> bool:
    """Is this the adjective, not a surname ("Mr French") or a language class in a name?"""
    entity = view.cover[first]
    if entity is not None and entity.label == "PERSON" and entity.last - entity.first > last - first:
        return False
    return (
        view.word(first - 1).rstrip(".") not in {word.lower() for word in words("honorific")}
        and view.tokens[last - 1].text not in ("Poles", "Danes", "Finn", "Lao", "Dane")
    ) or (entity is not None and entity.label == "NORP")


def _judge(
    view: Scene, first: int, last: int, key: str, entries: tuple[Entry, ...], gazetteer: Gazetteer
) -> Spot | None:
    """Decide whether a name of the gazetteer is used as a place here, and on what grounds."""
    if _after_honorific(view, first) or _never(key) or _tail(view, first):
        return None
    if view.word(first - 1) == "of" and view.word(first - 2) == "countryside":
        entries = gazetteer.lookup(f"{key} countryside") or entries
    if (
        len(key) <= ABBREVIATED
        and entries[0].code in "01"
        and not entries[0].own
        and not _abbreviation(view, first, last, entries[0])
    ):
        return None
    hint = hinted(view, first, last)
    if hint == "site" and not any(entry.own for entry in entries):
        return None
    joined = any(entry.curated for entry in entries) and _with_curated(view, first, last, gazetteer)
    grounds, inside = _grounds(view, first, last, "district" if joined and hint is None else hint, entries)
    if grounds == "none":
        return None
    return Spot(view.at, first, last, key, entries, grounds, hint, inside)


@lru_cache(maxsize=4096)
def _never(key: str) -> bool:
    """Is the name a word that reports use for something else: "State", "al-Nusra"?"""
    return without_article(key) in {fold(word) for word in words("never")}


def _tail(view: Scene, first: int) -> bool:
    """Is it the end of a longer Arabic name: "Faylaq al-Sham", "Ahrar al-Sham"?"""
    if first == 0 or (view.tokens[first].text[:1].isupper() and view.word(first) not in words("article")):
        return False
    before = view.tokens[first - 1]
    return before.text[:1].isupper() and before.pos == "PROPN" and before.text.lower() not in words("kind")


def _abbreviation(view: Scene, first: int, last: int, entry: Entry) -> bool:
    """Is a short name meant: "US" always, "Fla." or "PA" only as a tagged place or after a comma?"""
    if not entry.curated:
        return False
    text = view.text(first, last)
    if entry.code == "0" or (len(text) > ABBREVIATED and not text.endswith(".")):
        return text.replace(".", "").isupper() or len(text) > SHORT
    entity = view.cover[first]
    tagged = entity is not None and entity.label in PLACE_LABELS
    if text.isupper() and len(text) >= SHORT and cue_before(view, first):
        return True
    return (tagged and ("." in text or text.isupper() or view.word(first - 1) == ",")) or (
        view.word(first - 1) == "," and ("." in text or text.isupper())
    )


def _after_honorific(view: Scene, first: int) -> bool:
    if first == 0:
        return False
    before = view.tokens[first - 1].text.rstrip(".")
    return before in words("honorific") and not (before == "Sheikh" or before == "Major")


def _grounds(
    view: Scene, first: int, last: int, hint: PlaceKind | None, entries: tuple[Entry, ...]
) -> tuple[Grounds, bool]:
    entity = view.cover[first]
    label = entity.label if entity is not None else ""
    named = hint is not None or (cue_before(view, first) and view.word(first - 1) != "of")
    wider = entity is not None and (entity.first < first or entity.last > last)
    cued = hint is not None or cue_before(view, first) or listed(view, first, last)
    curated = any(entry.curated for entry in entries)
    known = entries[0].code in "0kc" or any(
        entry.code in "01k" or entry.population >= LARGE for entry in entries
    )
    if wider and label == "PERSON":
        return ("cue" if cued and curated and hint is not None else "none"), False
    if wider and label in ("ORG", "LAW", "PRODUCT") and not (named or (curated and last - first > 2)):
        return ("size" if known or (curated and " " in entries[0].name) else "none"), True
    if label in PLACE_LABELS and not (wider and not known and not curated and not (entries[0].own and cued)):
        return "label", False
    if curated and last - first > 1:
        return "curated", False
    if entries[0].code == "0" and label != "PERSON":
        return "size", False
    if not (known or curated) and hint is None and _fragment(view, first, last):
        return "none", False
    if cued and (known or curated or label in ("", "ORG", "NORP") or hint is not None):
        return ("cue" if _proper(view, first, last) else "none"), False
    if not _proper(view, first, last):
        return "none", False
    if (curated and label != "PERSON") or (known and label in ("", "ORG", "NORP")):
        return ("curated" if curated else "size"), False
    return "none", False


def _fragment(view: Scene, first: int, last: int) -> bool:
    """Does a capital word adjoin, so that the name may be part of another: "Carnegie Hall"?"""
    before = view.tokens[first - 1] if first else None
    after = view.tokens[last] if last < len(view.tokens) else None
    return any(t is not None and t.text[:1].isupper() and t.pos == "PROPN" for t in (before, after))


def _proper(view: Scene, first: int, last: int) -> bool:
    """Does the tagger take the words for a name? A word that opens a sentence may be any word."""
    return any(token.tag.startswith("NNP") or token.tag == "FW" for token in view.tokens[first:last])


def cue_before(view: Scene, first: int) -> bool:
    """Does a preposition of place stand before, with at most a determiner or direction between?"""
    i = first - 1
    while i >= 0 and first - i <= 3 and (view.word(i) in ("the", "-") or view.word(i) in words("direction")):
        i -= 1
    return view.word(i) in words("place")


def listed(view: Scene, first: int, last: int) -> bool:
    """Is the name joined to a tagged place: "Saraqeb and Idlib", "Idlib, Saraqeb"?"""
    for i, step in ((first - 2, -1), (last + 1, 1)):
        link = view.word(i - step)
        if link in ("and", ",", "or", "/") and 0 <= i < len(view.tokens):
            entity = view.cover[i]
            if entity is not None and entity.label in PLACE_LABELS:
                return True
    return False


def _with_curated(view: Scene, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Does the name stand in a list of districts or towns: "two districts, Kalasseh and al-Maadi"?"""
    before = [view.word(i) for i in range(max(0, first - 3), first)]
    if any(word in words("part") or word.removesuffix("s") in words("kind") for word in before if word):
        return True
    if view.word(last) in ("and", ","):
        for end in range(min(len(view.tokens), last + 5), last + 1, -1):
            if any(entry.curated for entry in gazetteer.lookup(fold(view.text(last + 1, end)))):
                return True
    return False


def hinted(view: Scene, first: int, last: int) -> PlaceKind | None:
    """Read the kind that neighbours give a name: "Idlib province", "the town of Sermin", "Sermin town"."""
    kinds = words("kind")
    after = kinds.get(view.word(last))
    if after is not None and view.word(last + 1) != "of":
        return _as_kind(after)
    i = first - 1
    if view.word(i) in ("of", "-"):
        i -= 1
    before = kinds.get(view.word(i)) if i >= 0 else None
    return _as_kind(before) if before is not None and before != "site" else None


def _as_kind(word: str) -> PlaceKind:
    kinds: dict[str, PlaceKind] = {"city": "city", "region": "region", "district": "district", "site": "site"}
    return kinds[word]


def _tagged(view: Scene, i: int, gazetteer: Gazetteer) -> Spot | None:
    """Take a name that the tagger calls a place but the gazetteer does not spell so."""
    entity = view.cover[i]
    if entity is None or (entity.first < i and view.tokens[i - 1].text[:1].isupper()):
        return None
    last = _name_end(view, i, entity)
    if last <= i or not view.tokens[i].text[:1].isalpha():
        return None
    key = _key(view.text(i, last))
    hint = hinted(view, i, last)
    cued = hint is not None or cue_before(view, i) or listed(view, i, last)
    if (
        len(key) <= SHORT
        or _never(key)
        or _tail(view, i)
        or _after_honorific(view, i)
        or not _proper(view, i, last)
    ):
        return None
    placed = hint is not None or cue_before(view, i)
    if entity.label in ("GPE", "LOC") and placed and not view.text(i, last).isupper():
        return Spot(view.at, i, last, key, gazetteer.similar(key), "label", hint)
    if cued and entity.label in ("FAC", "ORG", "PERSON", "NORP") and last == entity.last:
        similar = gazetteer.similar(key)
        return Spot(view.at, i, last, key, similar, "cue", hint) if similar else None
    return None


def _name_end(view: Scene, first: int, entity: Entity) -> int:
    """Cut a tagged name's end: no possessive, no "province"."""
    last = entity.last
    while last > first and (
        view.word(last - 1) in ("'s", "’s", "'", "’") or view.word(last - 1) in words("kind")
    ):
        last -= 1
    return last
