"""Which place words for ground mean: "the province of Tarm", "the town", "the country's territory"."""

import re
from functools import lru_cache

from crossbearing.model import Claim, Place
from crossbearing.places import is_called
from crossbearing.reconcile.lexicon import words_of
from crossbearing.reconcile.lookup import Lookup

_WORD = re.compile(r"[\w’'‘%-]+")
_TOKEN = re.compile(r"\s*([\w’'‘%-]+|\S)")
_LONGEST = 14
"""Words within which what is taken or held is named."""
_POINTING = frozenset({"the", "this", "that", "entire", "whole"})
_ARTICLES = frozenset({"the", "a", "an"})
_KIND = re.compile(r"\s(?:Governorate|Province|Region|District|Countryside)$")
_COMPASS = re.compile(r"\b(?:(?:north|south)(?:-?(?:east|west))?|east|west|central)(?:ern)?\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s?|(?<=y)s)$")
"""The mark of a possessive, also where a print has lost its apostrophe: "the countrys north"."""
_POSSESSED = re.compile(r"(?:['’]s?|(?<=[aeiou])s)$")
"""The same mark behind a name: "Tarm's", "Sarnias"."""
_INSIDE = re.compile(r"\s(?:in|inside|within|along)\s")
_WITHIN = frozenset({"in", "at", "inside", "within", "across", "throughout"})
_PLACING = _WITHIN | {
    "to",
    "towards",
    "toward",
    "from",
    "near",
    "on",
    "with",
    "by",
    "for",
    "between",
    "outside",
    "around",
}
"""Words by which something lies in a place or has to do with it otherwise."""
_STEM = 4
"""Letters that a country and its adjective have in common."""
_MAIN_PLACE = "the report's main place"
"""How reading marks a place that neither the sentence nor those before it name."""


@lru_cache(maxsize=16)
def words_for(kind: str) -> frozenset[str]:
    """The words of one kind in ground.tsv."""
    return frozenset(words_of("ground", "kind", kind=kind))


def ground_words(text: str) -> str | None:
    """The words for ground with which a text begins, None where there are none.

    " of the city from the army" → "the city"; "half a" → None; "Tarm the capital of" → "Tarm".
    """
    end, named, count, last = 0, False, 0, ""
    for token in _TOKEN.finditer(re.sub(r"^\s*of\s", lambda m: " " * len(m.group()), text)):
        word = token.group(1)
        opens = named and last != "of" and (word in _ARTICLES or _COMPASS.fullmatch(word) is not None)
        describes = last.lower() in _ARTICLES or last.endswith(("'s", "’s"))
        cut = word.lower() in words_for("cut") and not (
            describes or (count == 0 and word.lower() in _POINTING)
        )
        if cut or opens or not _WORD.match(word) or count == _LONGEST:
            break
        named, end, count, last = named or is_name(word), token.end(), count + 1, word
    return re.sub(r"^\s*of\s|\s(?:in|of)\s*$", "", text[:end]).strip() or None


def lies_in(text: str, place: str) -> bool:
    """Whether a text has something lie in a place: "in the port city of Tarm", not "on the road to Tarm"."""
    words = _WORD.findall(text)
    for at in range(len(words)):
        if not is_name(words[at]) or not is_called(" ".join(words[at : at + 3]), bare(place)):
            continue
        before = next((w.lower() for w in reversed(words[:at]) if w.lower() in _PLACING), None)
        if before in _WITHIN:
            return True
    return False


def is_name(word: str) -> bool:
    """Whether a word is part of a name: "Tarm", "al-Tarm", not "the" nor "us-backed"."""
    return any(letter.isupper() for letter in word[:5]) and word.lower() not in {*_ARTICLES, "all"}


def place_meant(words: str, claim: Claim, lookup: Lookup) -> str | None:
    """Which of a claim's places some words mean as a whole, or None where it is unsure.

    A name means the place of that name, and "the province of" that name the province; "the town" is the town
    that a claim is of, "the country's territory" the country in which its places lie. "Two villages in the
    province" are none of them, nor is "northern and eastern" of anything.
    """
    known = [lookup.places[place] for place in claim.places if place in lookup.places]
    head = _INSIDE.split(words)[0]
    plain = _plain(head)
    if not known or not plain:
        return None
    site = next((p.id for p in known if p.kind == "site" and is_called(head, p.name)), None)
    if site is not None or not _is_whole(head):
        return site
    told = words if plain[-1] in words_for("land") else head
    if any(is_name(word) for word in told.split()):
        return _named(told, plain, known, lookup)
    towns = {place.id for place in known if place.kind == "city"}
    found = _pointed_at(plain, known[0], lookup)
    if found in towns and len(towns) > 1:
        return None
    guessed = any(_MAIN_PLACE in note for note in claim.inferred)
    return None if guessed and known[0].id == found and known[0].kind != "country" else found


def _is_whole(head: str) -> bool:
    """Whether words tell of ground as a whole: "the port city of Tarm", "Tarm city", no "heights of Tarm"."""
    first, _, rest = head.partition(" of ")
    noun = _plain(first)[-1]
    few = words_for("some") | words_for("portion")
    if few & {*first.split(), *rest.split()[:1]}:
        return False
    if noun in words_for("whole") or _kind_of(noun):
        return not rest or is_name(rest.split()[-1]) or _kind_of(_plain(rest)[-1]) is not None
    return is_name(first.split()[-1])


def _plain(words: str) -> list[str]:
    return [_POSSESSIVE.sub("", word).lower() for word in _WORD.findall(words)]


def _kind_of(word: str) -> str | None:
    kinds = ("town", "region", "country", "part", "land")
    return next((kind for kind in kinds if word in words_for(kind)), None)


def _named(words: str, plain: list[str], known: list[Place], lookup: Lookup) -> str | None:
    """The place that is named; a town of two words by the first, where a print broke the second."""
    owners = " ".join(_POSSESSED.sub("", word) for word in words.split())
    called = [p for p in known if is_called(words, bare(p.name)) or is_called(owners, bare(p.name))]
    if not called:
        own = {word.lower() for word in words.split() if is_name(word)}
        called = [p for p in known if " " in p.name and p.name.split()[0].lower() in own]
    if not called and plain[-1] in words_for("land"):
        countries = [
            lookup.places[step] for p in known for step in lookup.within(p.id) if step in lookup.places
        ]
        called = [p for p in countries if p.kind == "country" and _is_of(own, p.name)]
    return _as_told(called[0], words, plain, lookup) if called else None


def _is_of(names: set[str], country: str) -> bool:
    """Whether a name is a country's adjective: "Sarnian territory" in Sarnia."""
    stem = country.lower()[:_STEM]
    return any(name.startswith(stem) and len(stem) == _STEM for name in names)


def bare(name: str) -> str:
    """A place's name without its kind and side: "Tarm Governorate", "eastern Tarm" → "Tarm"."""
    return _COMPASS.sub("", _KIND.sub("", name), count=1).strip()


def _as_told(place: Place, words: str, plain: list[str], lookup: Lookup) -> str | None:
    """A place in the size it is told of: the province that a town gave its name to, a part only as a part."""
    part, named = _is_part(words), _COMPASS.search(place.name) is not None
    wider = (named and not part, place.kind == "city" and bool(set(plain) & words_for("region")))
    if part != named and not wider[0]:
        return None
    if not any(wider):
        return place.id
    above = [lookup.places[step] for step in lookup.within(place.id)[1:] if step in lookup.places]
    sort = "region" if wider[1] else "city"
    return next((p.id for p in above if p.kind == sort and is_called(words, bare(p.name))), None)


def _is_part(words: str) -> bool:
    """Whether a word of the compass names a part: "eastern Tarm", but not "the eastern town of Tarm"."""
    for side in _COMPASS.finditer(words):
        behind = words[side.end() :].split()
        noun = next(
            (n for n, word in enumerate(behind) if _kind_of(word.lower()) in ("town", "region")), None
        )
        if noun is None or any(is_name(word) for word in behind[:noun]):
            return True
    return False


def _pointed_at(plain: list[str], place: Place, lookup: Lookup) -> str | None:
    """A place that is only pointed at: "the town", where the claim is of a town."""
    if not set(plain) & _POINTING or _is_part(" ".join(plain)):
        return None
    if set(plain) & words_for("country"):
        above = [lookup.places[step] for step in lookup.within(place.id) if step in lookup.places]
        return next((p.id for p in above if p.kind == "country"), None)
    kind = _kind_of(plain[-1])
    wanted = {"town": "city", "region": "region", "part": "district"}.get(kind or "")
    return place.id if place.kind == wanted else None
