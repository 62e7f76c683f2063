"""The evidence that a name stands for a place here: labels, cues, lists, kinds; and what is against it."""

from functools import lru_cache

from crossbearing.places.gazetteer import Entry, Gazetteer
from crossbearing.places.lexicon import demonyms, words
from crossbearing.places.scenes import Grounds, Scene
from crossbearing.places.spelling import fold, without_article
from crossbearing.vocabulary import PlaceKind

LARGE = 200_000
"""A name without a cue stands for a town only from this size on: below it, persons and firms share names."""
TOWN = 50_000
"""A name that the tagger gives to a person stands for what was attacked from this size on."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SHORT = 3
"""Keys this short ("us", "uk", "nsw") are taken only when written in capitals."""
ABBREVIATED = 4
"""Other spellings this short ("Fla", "IS", "Some") are codes or words more often than names."""


@lru_cache(maxsize=4096)
def never_meant(key: str) -> bool:
    """Is the name a word that reports use for something else: "State", "al-Nusra"?"""
    bare = without_article(key)
    never = _never_keys()
    return bare in never or bare.removesuffix("s") in never or bare in words("direction")


@lru_cache(maxsize=1)
def _never_keys() -> frozenset[str]:
    return frozenset(fold(word) for word in words("never"))


def is_tail(view: Scene, first: int) -> bool:
    """Is it the end of a longer Arabic name: "Faylaq al-Sham", "Ahrar al-Sham"?"""
    if first == 0 or (view.tokens[first].text[:1].isupper() and view.word(first) not in words("article")):
        return False
    before = view.tokens[first - 1]
    return before.text[:1].isupper() and before.pos == "PROPN" and before.text.lower() not in words("kind")


def is_abbreviation(view: Scene, first: int, last: int, entry: Entry) -> bool:
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


def after_honorific(view: Scene, first: int) -> bool:
    """Does a title of persons stand before: "Mr Paris"?"""
    if first == 0:
        return False
    return view.tokens[first - 1].text.rstrip(".") in words("honorific")


def grounds_of(
    view: Scene, first: int, last: int, hint: PlaceKind | None, entries: tuple[Entry, ...]
) -> tuple[Grounds, bool]:
    """Say on what grounds a name counts as a place here ("none": not at all), and if a longer name holds it.

    In order: what the tagger says, then a curated name of several words, then cues, then sheer size.
    """
    entity = view.cover[first]
    label = entity.label if entity is not None else ""
    named = hint is not None or (cue_before(view, first) and view.word(first - 1) != "of")
    wider = entity is not None and (entity.first < first or entity.last > last)
    if entity is not None and "for" in [view.word(i) for i in range(entity.first, first)]:
        named = False
    cued = (
        hint is not None or cue_before(view, first) or listed(view, first, last) or _struck(view, first, last)
    )
    curated = any(entry.curated for entry in entries)
    known = entries[0].code in "0kc" or any(
        entry.code in "01k" or entry.population >= LARGE for entry in entries
    )
    if label == "PERSON" and not wider and _aimed_at(view, first, last, entries):
        return "size", False
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
    whole = last - first > 1 and entries[0].own
    if cued and (known or curated or whole or label in _LOOSE or hint is not None):
        certain = is_proper(view, first, last) or (first > 0 and (known or curated))
        return ("cue" if certain else "none"), False
    if not is_proper(view, first, last) and not (curated and known):
        return "none", False
    if (curated and label != "PERSON") or (known and label in ("", "ORG", "NORP")):
        return ("curated" if curated else "size"), False
    return "none", False


_LOOSE = frozenset({"", "ORG", "NORP", "PRODUCT", "LANGUAGE", "LAW", "WORK_OF_ART", "EVENT"})
"""Labels the tagger gives to places it does not know."""


def _struck(view: Scene, first: int, last: int) -> bool:
    """Is the name what was shelled, taken, reached or left: "bombs hit Saraqeb", "Zabadani was besieged"?"""
    for token in view.tokens[first:last]:
        if token.dep in ("dobj", "obj", "nsubjpass") and not first <= token.head < last:
            return view.tokens[token.head].lemma in words("struck")
    return False


def _aimed_at(view: Scene, first: int, last: int, entries: tuple[Entry, ...]) -> bool:
    """Is a town what an attack is on, though the tagger takes it for a person: "three strikes on Rafah",
    "accused of shelling Adigrat"?
    """
    if not any(entry.own and entry.code == "t" and entry.population >= TOWN for entry in entries):
        return False
    for token in view.tokens[first:last]:
        above = view.tokens[token.head]
        if token.dep == "dobj" and not first <= token.head < last:
            return words("aimed").get(above.lemma.lower()) == "object"
        if token.dep == "pobj" and not first <= token.head < last and above.head != above.i:
            deed = view.tokens[above.head]
            return words("aimed").get(deed.lemma.lower()) == above.text.lower()
    return False


def _fragment(view: Scene, first: int, last: int) -> bool:
    """Does a capital word adjoin, so that the name may be part of another: "Carnegie Hall"?"""
    before = view.tokens[first - 1] if first else None
    after = view.tokens[last] if last < len(view.tokens) else None
    return any(t is not None and t.text[:1].isupper() and t.pos == "PROPN" for t in (before, after))


def is_proper(view: Scene, first: int, last: int) -> bool:
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


def with_curated(view: Scene, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Does the name stand in a list of districts or towns: "two districts, Kalasseh and al-Maadi"?"""
    before = [view.word(i) for i in range(max(0, first - 3), first)]
    if any(word in words("part") or word.removesuffix("s") in words("kind") for word in before if word):
        return True
    if view.word(last) in ("and", ","):
        for end in range(min(len(view.tokens), last + 5), last + 1, -1):
            if any(entry.curated for entry in gazetteer.lookup(fold(view.text(last + 1, end)))):
                return True
    if first > 1 and view.word(first - 1) in ("and", ","):
        for start in range(max(0, first - 5), first - 1):
            if any(entry.curated for entry in gazetteer.lookup(fold(view.text(start, first - 1)))):
                return True
    return False


def hinted(view: Scene, first: int, last: int) -> PlaceKind | None:
    """Read the kind that neighbours give a name: "Idlib province", "the town of Sermin", "rural Idlib"."""
    kinds = words("kind")
    after = kinds.get(view.word(last))
    if after is not None:
        return _as_kind(after)
    i = first - 1
    if view.word(i) == "rural":
        return "region"
    if view.word(i) in ("of", "-"):
        i -= 1
        if kinds.get(view.word(i)) == "district" and _named_before(view, i):
            return None
    before = kinds.get(view.word(i)) if i >= 0 else None
    return _as_kind(before) if before is not None and before != "site" else None


def _named_before(view: Scene, i: int) -> bool:
    """Does a name, not "Syrian", stand before a kind: "the Maysaloun district of Aleppo"?"""
    text = view.tokens[i - 1].text if i > 0 else ""
    return text[:1].isupper() and text not in demonyms()


def _as_kind(word: str) -> PlaceKind:
    kinds: dict[str, PlaceKind] = {"city": "city", "region": "region", "district": "district", "site": "site"}
    return kinds[word]
