"""Villages that no list has: found by what a report calls them, each a place of its own without a point."""

from collections.abc import Iterable, Iterator, Sequence

from crossbearing.ids import content_id
from crossbearing.places.evidence import TOWN, hinted, is_proper, never_meant
from crossbearing.places.gazetteer import Entry, Gazetteer
from crossbearing.places.lexicon import demonyms, words
from crossbearing.places.resolve import Sense, kilometres
from crossbearing.places.scenes import Scene, Spot
from crossbearing.places.spelling import fold, heard, skeleton, without_article

_LONGEST = 5
"""Tokens in the longest name of a village: "Kafr al-Ward" has four."""
_LEAST = 4
"""Letters in the shortest: shorter ones are cut or broken words."""
_MAIN_SHARE = 0.5
"""A village lies in the country that at least this share of the report's places lie in."""
_FAR_KM = 100.0
"""A village told of by its side of a town lies nearer to it than this."""
_SIDES = frozenset({"north", "south", "east", "west"})
_PEOPLES = 0.3
"""A word like "Syrian" counts this much of a place."""


def called_villages(views: Iterable[Scene], gazetteer: Gazetteer) -> frozenset[str]:
    """Collect the names, folded and without article, that a report calls villages and no list has.

    "the village of Rayhana", "the villages of Rayhana and Umm Zeid", "the rebel-held city of Rayhana"; not
    "the village of Sarmin" (listed), "a village of farmers", "the village of Hope".
    """
    found = {bare_name(view.text(first, last)) for view in views for first, last in _called(view)}
    return frozenset(
        name
        for name in found
        if len(name) >= _LEAST
        and not never_meant(name)
        and not gazetteer.lookup(name)
        and not _opens_with_town(name, gazetteer)
    )


def _opens_with_town(name: str, gazetteer: Gazetteer) -> bool:
    """Is it a town of the lists with a word of the text stuck to it, as in "Manbij Killing ten"?"""
    first, _, rest = name.partition(" ")
    towns = (entry for entry in gazetteer.lookup(first) if entry.kind == "city")
    return bool(rest) and any(town.curated or town.population >= TOWN for town in towns)


def bare_name(text: str) -> str:
    """Fold a name and take its article off: "Al-Tarfa" and "Tarfa" are one."""
    return without_article(fold(text))


def _called(view: Scene) -> Iterator[tuple[int, int]]:
    settled = {**words("settlement"), **words("urban")}
    for i, low in enumerate(view.low[:-2]):
        many = settled.get(low)
        if many is None or view.word(i + 1) != "of":
            continue
        first = i + 2
        while (last := _name_end(view, first)) > first:
            if is_proper(view, first, last) and view.text(first, last) not in demonyms():
                yield first, last
            first = _next_listed(view, last) if many == "many" else len(view.tokens)


def _name_end(view: Scene, first: int) -> int:
    """Where the name that starts here ends: capital words, joined by articles and hyphens."""
    last = end = first
    while last < min(len(view.tokens), first + _LONGEST):
        text = view.tokens[last].text
        if text[:1].isupper() and text.replace("'", "").replace("’", "").isalpha():
            end = last + 1
        elif text not in ("-", "–") and words("article").get(text.lower()) != "name":
            break
        last += 1
    while end > first and (never_meant(fold(view.tokens[end - 1].text)) or view.word(end - 1) in _SIDES):
        end -= 1
    return end


def _next_listed(view: Scene, last: int) -> int:
    while last < len(view.tokens) and view.word(last) in (",", "and"):
        last += 1
    return last


def village_at(view: Scene, first: int, names: frozenset[str], gazetteer: Gazetteer) -> Spot | None:
    """Find one of the report's villages where a name starts, the longest, with what sounds like it."""
    if not names:
        return None
    for last in range(min(len(view.tokens), first + _LONGEST), first, -1):
        whole = view.tokens[last - 1].text[:1].isupper()
        if whole and bare_name(view.text(first, last)) in names and not _goes_on(view, first, last):
            key = fold(view.text(first, last))
            return Spot(view.at, first, last, key, gazetteer.similar(key), "label", hinted(view, first, last))
    return None


def _goes_on(view: Scene, first: int, last: int) -> bool:
    """Is the name but a part of another, as of a person's: "Omar Rayhana", "Rayhana Hassan"?"""
    near = [view.tokens[i] for i in (first - 1, last) if 0 <= i < len(view.tokens)]
    return any(t.text[:1].isupper() and t.tag.startswith("NNP") for t in near)


def namesakes(views: Sequence[Scene], spots: Sequence[Spot], senses: Sequence[Sense]) -> frozenset[str]:
    """Collect the names of villages that cannot be the listed one, which lies far from where they are told.

    "the village of Buraij northeast of Aleppo", where the only Buraij of the lists lies 180 km to the south.
    """
    found = set()
    for n, (spot, sense) in enumerate(zip(spots[:-1], senses[:-1], strict=True)):
        place, beside = sense.entry, senses[n + 1].entry
        if spot.hint != "city" or place is None or beside is None or beside.kind != "city":
            continue
        small = place.kind == "city" and not place.curated and place.population < TOWN
        if small and _lies_by(views[spot.at], spot, spots[n + 1]) and _are_far(place, beside):
            found.add(bare_name(spot.key))
    return frozenset(found)


def _lies_by(view: Scene, spot: Spot, other: Spot) -> bool:
    """Do only words of a side stand between two names: "X, northeast of Y", "X north of the city of Y"?"""
    between = [view.word(i) for i in range(spot.last, other.first)] if spot.at == other.at else []
    plain = {",", "of", "the", "just", "-", "near", *words("kind"), *words("direction")}
    return any(word in words("direction") or word == "near" for word in between) and plain.issuperset(between)


def _are_far(place: Entry, other: Entry) -> bool:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres((place.lat, place.lon), (other.lat, other.lon)) > _FAR_KM


def main_country(
    spots: Sequence[Spot], senses: Sequence[Sense], acting: frozenset[int], gazetteer: Gazetteer
) -> Entry | None:
    """Find the country in which most of a report's places lie; None where no country has so many."""
    counts: dict[str, float] = {}
    for number, (spot, sense) in enumerate(zip(spots, senses, strict=True)):
        if sense.entry is not None and sense.entry.country is not None:
            people = spot.grounds == "demonym" or number in acting
            weight = _PEOPLES if people else 1.0
            counts[sense.entry.country] = counts.get(sense.entry.country, 0.0) + weight
    best = max(counts, key=lambda land: (counts[land], land), default=None)
    if best is None or counts[best] < _MAIN_SHARE * sum(counts.values()):
        return None
    return gazetteer.country(best)


def unlisted(name: str, country: Entry | None) -> Entry | None:
    """Make the place that a village no list has is: known to lie in a country, its point unknown.

    Spellings of one sound are one place of a country, whatever article they bear; without a country it is
    none, for names come again everywhere.
    """
    if country is None:
        return None
    bare = without_article(fold(name))
    sound = skeleton(bare) or heard(bare)
    return Entry(
        id=content_id("p", "village", sound, country.id),
        name=name,
        kind="city",
        precision="country",
        code="t",
        lat=None,
        lon=None,
        country=country.country,
        within=country.id,
    )
