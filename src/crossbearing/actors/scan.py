"""Reads the words of a sentence for all that names or describes an actor, the longest reading first."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from crossbearing.actors.lexicon import Hit, names, roles
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import registry
from crossbearing.actors.words import Word, is_possessive

Sort = Literal["actor", "person", "surname", "state", "noun", "role", "affix"]
_PRO_KEYS = {
    "forces": "pro_forces",
    "militias": "pro_forces",
    "pro_forces": "pro_forces",
    "rebels": "pro_forces",
}
_ANTI_KEYS = {"forces": "rebels", "rebels": "rebels", "militias": "rebels", "militants": "rebels"}
_OF_PERSON = frozenset({"government", "forces", "militias", "pro_forces"})
_CROWDS = frozenset({"rebels", "militants", "pro_forces"})
_COUNTING = frozenset({"no", "other", "any", "each", "new", "local"})
"""Words that set a government or an opposition apart from the known one, but only count a crowd."""
_RULE = ("regime", "government")
_PASSED = 2
"""So many adjectives may stand between a country and its noun: "Syrian regular ground forces"."""


class Found(Struct):
    """A stretch of words ``[first, last)`` read as a name or description, not yet resolved.

    ``key`` is an actor's id or a template; ``countries`` the countries it may be of (none: the
    report's own); ``form`` how a state was named; ``rivals`` further ids of a role.
    """

    sort: Sort
    first: int
    last: int
    key: str
    countries: tuple[str, ...] = ()
    form: str = ""
    rivals: tuple[str, ...] = ()


def scan(words: Sequence[Word]) -> list[Found]:
    """All names and descriptions in a sentence, left to right, none overlapping another."""
    found: list[Found] = []
    i = 0
    while i < len(words):
        best = _best(words, i)
        if best is None:
            i += 1
            continue
        if _only_affix(words, best):
            best.sort = "affix"
        found.append(best)
        i = max(best.last, i + 1)
    return found


def _best(words: Sequence[Word], i: int) -> Found | None:
    options = [*_sided(words, i), *_loyal(words, i)]
    hits = names().at(words, i)
    if hits:
        options += _merged([option for hit in hits if (option := _composed(words, hit)) is not None])
        options += _plain(words, i, hits)
    options += _roles(words, i)
    return max(options, key=_rank) if options else None


_ORDER = {"actor": 5, "person": 4, "affix": 3, "state": 3, "surname": 2, "role": 1, "noun": 1}


def _rank(found: Found) -> tuple[int, int]:
    composed = 3 if found.sort == "noun" and found.form == "own" else 0
    return found.last - found.first, composed or _ORDER[found.sort]


def _plain(words: Sequence[Word], i: int, hits: Sequence[Hit]) -> list[Found]:
    made: list[Found] = []
    states: dict[tuple[str, int], list[str]] = {}
    for hit in hits:
        entry = hit.entry
        if entry.mark == "+" and not (_strikes(words, hit.last) or _holds(words, hit.last)):
            continue
        if entry.sort in ("actor", "person", "surname"):
            sort: Sort = (
                "actor" if entry.sort == "actor" else "person" if entry.sort == "person" else "surname"
            )
            made.append(Found(sort, hit.first, hit.last, entry.key, form=entry.mark))
        elif entry.sort == "noun":
            if entry.mark != "own" and _may_stand(words, i, entry.mark, entry.key):
                made.append(Found("noun", hit.first, hit.last, entry.key, form=entry.mark))
        elif entry.sort in ("country", "metonym", "demonym", "nationals"):
            states.setdefault((entry.sort, hit.last), []).append(entry.key)
    for (form, last), countries in states.items():
        made.append(Found("state", i, last, "state", tuple(dict.fromkeys(countries)), form))
    return made


def _strikes(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].tight and words[at].low in cue("attack")


def _holds(words: Sequence[Word], at: int) -> bool:
    """Whether what somebody holds follows the name: "Kurdish-held", "Kurdish positions"."""
    if at >= len(words):
        return False
    joined = words[at].gap in ("-", "‑", "–") and words[at].low in cue("held_by")
    return joined or (words[at].tight and words[at].low in cue("lines"))


def _may_stand(words: Sequence[Word], i: int, mark: str, key: str) -> bool:
    before = words[i - 1].low if i else ""
    counts = before == "other" if key == "forces" else key in _CROWDS and before in _COUNTING
    if before in cue("qualifier") and not counts:
        return False
    if words[i].text == "Resident" and i + 1 < len(words) and words[i + 1].text[0].isupper():
        return False  # "the UN Resident Coordinator"
    if "ministry" in words[i].low and words[i].text[0].isupper():
        return True
    if words[i].low == "army" and _strikes(words, i + 1):
        return True
    if key == "police" and i + 1 < len(words) and words[i + 1].tight and words[i + 1].text[0].isupper():
        return words[i + 1].low == "command" and mark == before == "the"  # not "Goma Police Command"
    return mark != "the" or before in ("the", "this", "regimes") or is_possessive(words, i - 1)


def _merged(options: Sequence[Found]) -> list[Found]:
    """Readings that differ only in the country become one of several countries: "Dominican troops"."""
    made: dict[tuple[int, str], Found] = {}
    for option in options:
        kept = made.setdefault((option.last, option.key), option)
        if kept is not option:
            kept.countries = tuple(dict.fromkeys((*kept.countries, *option.countries)))
    return list(made.values())


def _composed(words: Sequence[Word], hit: Hit) -> Found | None:
    """Read a country, or a ruler, with the noun it governs: "Sudan's army", "Assad's forces"."""
    entry = hit.entry
    if entry.sort not in ("country", "metonym", "demonym", "person"):
        return None
    at = hit.last
    if is_possessive(words, at):
        at += 1
    noun = _noun_after(words, at)
    if noun is None:
        return None
    if entry.sort == "country" and at == hit.last and not words[hit.last - 1].low.endswith("s"):
        before = words[hit.first - 1].low if hit.first else ""
        if noun.first != at or before in cue("place_word") or words[at].low not in cue("state_noun"):
            return None
    country = entry.key
    if entry.sort == "person":
        if noun.entry.key not in _OF_PERSON:
            return None
        country = registry().country_of(entry.key) or ""
    if not country:
        return None
    return Found("noun", hit.first, noun.last, noun.entry.key, (country,), "own")


def _noun_after(words: Sequence[Word], at: int) -> Hit | None:
    for step in range(_PASSED + 1):
        if at + step >= len(words) or not words[at + step].tight:
            return None
        hits = [hit for hit in names().at(words, at + step) if hit.entry.sort == "noun"]
        if hits:
            return hits[0]
        if words[at + step].low not in cue("between"):
            return None
    return None


def _sided(words: Sequence[Word], i: int) -> list[Found]:
    """Read "pro-" and "anti-" before a ruler with the noun that follows: "pro-Assad fighters"."""
    if (
        words[i].low not in ("pro", "anti")
        or i + 1 >= len(words)
        or words[i + 1].gap not in ("-", " ", "‑", "–")
    ):
        return []
    keys = _PRO_KEYS if words[i].low == "pro" else _ANTI_KEYS
    target, at = _ruler(words, i + 1)
    if target and registry().countries[target[0]].contested == "":
        return [Found("affix", i, at, "affix")]
    if at == i + 1:
        hit = next((h for h in names().at(words, at) if h.entry.sort == "actor"), None)
        return [] if hit is None else [Found("affix", i, hit.last, "affix")]
    noun = _noun_after(words, at)
    if noun is None or noun.entry.key not in keys:
        follower = at < len(words) and words[at].tight and words[at].low in cue("follower")
        if not follower:
            return [Found("affix", i, at, "affix")]
        return [Found("noun", i, at + 1, keys["militias"], target, "any")]
    return [Found("noun", i, noun.last, keys[noun.entry.key], target, "any")]


def _ruler(words: Sequence[Word], at: int) -> tuple[tuple[str, ...], int]:
    """The country that a ruler's name stands for, and the index after it; () is the report's own."""
    start = at
    target: tuple[str, ...] = ()
    while at < len(words) and (at == start or words[at].tight):
        hits = names().at(words, at)
        hit = next((h for h in hits if h.entry.sort in ("country", "demonym", "metonym", "person")), None)
        if hit is not None and target and (hit.entry.sort, _home(hit)) != ("person", target[0]):
            break
        if hit is not None:
            country = hit.entry.key if hit.entry.sort != "person" else registry().country_of(hit.entry.key)
            target = (country,) if country else ()
            at = hit.last
        elif words[at].low in cue("ruler") and (at - start < 3 or (target and words[at].low in _RULE)):
            at += 1
        else:
            break
        if is_possessive(words, at):
            at += 1
    return target, at


def _home(hit: Hit) -> str | None:
    """The country of a listed person: "Syria's President Bashar al-Assad" is one ruler, not two."""
    return registry().country_of(hit.entry.key)


def _loyal(words: Sequence[Word], i: int) -> list[Found]:
    """Read "forces loyal to President Assad"."""
    if words[i].low not in cue("follower") or i + 3 >= len(words):
        return []
    if words[i + 1].low not in cue("loyal") or words[i + 2].low not in ("to", "with"):
        return []
    target, at = _ruler(words, i + 3)
    if at == i + 3 or (not target and words[at - 1].low not in ("government", "regime")):
        return []
    return [Found("noun", i, at, "pro_forces", target, "any")]


def _roles(words: Sequence[Word], i: int) -> list[Found]:
    hits = roles().at(words, i)
    if not hits or (i and words[i].gap.endswith("-")):
        return []
    longest = hits[0].last
    same = [hit for hit in hits if hit.last == longest]
    return [
        Found(
            "role",
            i,
            longest,
            same[0].entry.key,
            form=same[0].entry.mark,
            rivals=tuple(h.entry.key for h in same),
        )
    ]


def _only_affix(words: Sequence[Word], found: Found) -> bool:
    """Whether a name only colours another word: "rebel-held", "US-backed", "pro-Assad"."""
    if found.sort == "affix":
        return True
    after = found.last
    if after >= len(words) or not words[after].tight:
        return False
    if words[after].gap.endswith(("-", "‑", "–")):
        return words[after].low in cue("held")
    return (
        found.last - found.first == 1 and words[after].low in ("held", "controlled") and found.sort == "noun"
    )
