"""Spots: the stretches of a sentence that look like place names."""

from collections.abc import Iterator, Sequence

from crossbearing.model import Entity, Sentence
from crossbearing.places.evidence import (
    ABBREVIATED,
    LARGE,
    SHORT,
    after_honorific,
    cue_before,
    grounds_of,
    hinted,
    is_abbreviation,
    is_proper,
    is_tail,
    listed,
    never_meant,
    with_curated,
)
from crossbearing.places.gazetteer import Entry, Gazetteer
from crossbearing.places.hamlets import village_at
from crossbearing.places.lexicon import demonyms, honorifics, words
from crossbearing.places.scenes import Scene, Spot
from crossbearing.places.spelling import fold

LONGEST = 7
"""Tokens in the longest name looked up: "Democratic Republic of the Congo" has five, hyphens count."""


def surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Collect the last words of the full names of persons in a report: "Jan Egeland" → "Egeland"."""
    return frozenset(
        sentence.tokens[entity.last - 1].text
        for sentence in sentences
        for entity in sentence.entities
        if entity.label == "PERSON" and entity.last - entity.first > 1
    )


_ARTICLED = 4
"""Tokens in a name of two words and an article: "Bab al-Ward"."""


def find_spots(
    view: Scene,
    gazetteer: Gazetteer,
    persons: frozenset[str] = frozenset(),
    villages: frozenset[str] = frozenset(),
) -> list[Spot]:
    """Find the names of a sentence, the longest first at each place, none overlapping.

    "in Deir ez-Zor", "the town of Sermin", "Syrian", "Bustan al-Qasr", "U.S.". ``persons``: surnames that
    the report uses, which stand for a little place only if nothing speaks for the person. ``villages``:
    names that no list has and the report calls villages.
    """
    found: list[Spot] = []
    i = 0
    while i < len(view.tokens):
        spot = (
            (village_at(view, i, villages, gazetteer) or _spot_at(view, i, gazetteer))
            if _may_start(view, i)
            else None
        )
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
        plain_kind = last - i > 1 and view.tokens[last - 1].text in words("kind")
        place = demonyms().get(text)
        if place is not None:
            entry = gazetteer.entry(place) if place.startswith("p-") else gazetteer.country(place)
            if entry is not None and _demonym_here(view, i, last):
                return Spot(view.at, i, last, text, (entry,), "demonym")
        key = _key(text)
        entries = gazetteer.lookup(key) if key else ()
        if plain_kind:
            entries = tuple(entry for entry in entries if entry.curated)
        if not entries and last == i + 1 and text.endswith("s"):
            entries = _bare_possessive(key, gazetteer)
        spot = _judge(view, i, last, key, entries, gazetteer) if entries else None
        if spot is not None:
            return _longer(view, i, gazetteer) or spot if _goes_on(view, i, last) else spot
    return _tagged(view, i, gazetteer)


def _goes_on(view: Scene, first: int, last: int) -> bool:
    """Whether a place's name is but the opening of one that no list has: "the village of | Tall | Mazyun"."""
    if last != first + 1 or view.tokens[first].text not in words("opening") or last >= len(view.tokens):
        return False
    after = view.tokens[last]
    if after.text in words("article") and view.word(last + 1) == "-":  # "Bab | al-Ward"
        return view.word(last + 2) != ""
    return after.text.isalpha() and after.text[0].isupper() and after.pos == "PROPN"


def _longer(view: Scene, first: int, gazetteer: Gazetteer) -> Spot | None:
    """The whole of a name of which a list has only the opening; where it lies is told by what is like it."""
    last = first + (_ARTICLED if view.word(first + 2) == "-" else 2)
    hint = hinted(view, first, last)
    if hint is None and not cue_before(view, first):
        return None
    key = _key(view.text(first, last))
    return Spot(view.at, first, last, key, gazetteer.similar(key), "label", hint)


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
        view.word(first - 1).rstrip(".") not in honorifics()
        and view.tokens[last - 1].text not in ("Poles", "Danes", "Finn", "Lao", "Dane")
    ) or (entity is not None and entity.label == "NORP")


def _judge(
    view: Scene, first: int, last: int, key: str, entries: tuple[Entry, ...], gazetteer: Gazetteer
) -> Spot | None:
    """Decide whether a name of the gazetteer is used as a place here, and on what grounds."""
    if after_honorific(view, first) or never_meant(key) or is_tail(view, first):
        return None
    if view.word(first - 1) == "of" and view.word(first - 2) == "countryside":
        entries = gazetteer.lookup(f"{key} countryside") or entries
    if len(key) <= ABBREVIATED:
        entries = _not_codes(view, first, last, entries)
        if not entries:
            return None
    hint = hinted(view, first, last)
    if hint == "site" and not any(entry.own for entry in entries):
        return None
    joined = any(entry.curated for entry in entries) and with_curated(view, first, last, gazetteer)
    grounds, inside = grounds_of(view, first, last, "district" if joined and hint is None else hint, entries)
    if grounds == "none":
        return None
    return Spot(view.at, first, last, key, entries, grounds, hint, inside)


def _not_codes(view: Scene, first: int, last: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Drop divisions of which a short name is but another spelling; a town's own name stays: "Taiz"."""
    if entries[0].code not in "01" or entries[0].own or is_abbreviation(view, first, last, entries[0]):
        return entries
    rest = tuple(entry for entry in entries if entry.code not in "01" or entry.own)
    return rest if any(entry.own and entry.population >= LARGE for entry in rest) else ()


def _tagged(view: Scene, i: int, gazetteer: Gazetteer) -> Spot | None:
    """Take a name that the tagger calls a place but the gazetteer does not spell so."""
    entity = view.cover[i]
    if entity is None or (entity.first < i and view.tokens[i - 1].text[:1].isupper()):
        return None
    last = _name_end(view, i, entity)
    if last <= i or view.word(i) in words("direction") or not view.tokens[i].text[:1].isalpha():
        return None
    key = _key(view.text(i, last))
    hint = hinted(view, i, last)
    cued = hint is not None or cue_before(view, i) or listed(view, i, last)
    if (
        len(key) <= SHORT
        or never_meant(key)
        or is_tail(view, i)
        or after_honorific(view, i)
        or not is_proper(view, i, last)
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
    while last > first:
        word = view.word(last - 1)
        if word[-1].isalnum() and word not in ("'s", "’s") and word not in words("kind"):
            break
        last -= 1
    return last
