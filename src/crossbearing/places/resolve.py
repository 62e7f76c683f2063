"""Which place a name stands for, judged from the report as a whole: one sense of a name per report."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from crossbearing.places.gazetteer import Entry, Gazetteer, ancestors
from crossbearing.places.scenes import Spot
from crossbearing.vocabulary import PlaceKind

KIND_BONUS = {
    "0": 4.0,
    "k": 3.5,
    "c": 2.5,
    "1": 0.8,
    "2": -0.6,
    "3": -1.5,
    "r": 0.2,
    "x": -0.4,
    "t": 0.0,
    "s": 0.5,
}
"""Countries and continents are named far more often than towns of their name; lesser divisions less."""
HINT = 3.0
"""A kind named beside the name ("Idlib province") settles it against any size."""
NAMED_COUNTRY = 2.8
"""Weight of standing in the countries the report names, or of being one, by their share in it: with Goma
named, "Congo" is the one it lies in."""
ROUNDS = 3
MOST_COUNTED = 3
"""Mentions of one name that count towards its country: more say nothing new."""
FOREIGN_CITY = -1.8
FOREIGN = -2.0
"""A little place in a country that the report never names is seldom meant."""
CONTAINED = 4.0
"""Weight of a containing place right beside the name: "Paris, Texas"."""
CONTAINER = 2.0
"""Weight of a containing division or town named anywhere in the report."""
MOST_NAMED = 1.0
"""Added in full for the container that the report names most: of two cities with an Old City, its own."""
NEAR_KM, FAR_KM = 60.0, 250.0
NEAR = 1.8
"""Weight of lying within ``NEAR_KM`` of another place of the report, half of it within ``FAR_KM``."""
NAMESAKE = 1.4
"""A division that shares its name with a town in it is meant less often than the town ("Homs")."""
ALTERNATE_DIVISION = -1.5
"""Divisions have other names in many languages, few of them used in English ("Bayan" is Bavaria)."""
OWN_NAME = 0.8
EXONYMS = 100_000
"""Towns from this size on have English names of their own ("Geneva"), which GeoNames files as alternates."""
LISTED_SIZE = 20_000
LISTED_REGION = 2_000_000
UNKNOWN_SIZE = 1_500
CURATED = 1.5
BAR = 5.5
"""A name on weak grounds needs this much: a town of 200,000 under its own name has 6.7, a far hamlet 4."""
SOUND_SHARE = 0.2
"""A place found by sound only must lie in a country that makes up this much of the report."""
LOW_BAR = 4.2
"""On strong grounds (tagged, cued or listed) nearly anything under its own name will do."""
CLOSE = 2.0
"""Candidates this near to the best stay as rivals."""
PEOPLES = 0.3
"""A word like "Russian" says who acts more than where: it counts this much of a name."""
TIE = 0.35
"""With less than this between two places far apart, neither is chosen."""
MOST_RIVALS = 3
DWARFED = 5
"""A chosen town that has so many times a rival's people leaves no doubt worth showing."""
SAME_KM = 60.0
"""Candidates nearer than this to each other are no real choice (a town and its district)."""
_STRONG = frozenset({"label", "cue", "curated"})


class Sense(Struct, frozen=True):
    """What a name stands for in a report: the best candidate or None, and the rivals."""

    entry: Entry | None
    rivals: tuple[Entry, ...] = ()


class _Context(Struct):
    """What the report says about where it is set; ``countries`` by name, so that none speaks for itself.

    ``most`` counts the mentions of the place that is named most; ``shares`` keeps what ``_share`` has found.
    """

    countries: dict[str, tuple[str, float]]
    mentioned: dict[str, dict[str, int]]
    points: dict[str, tuple[float, float]]
    most: int
    shares: dict[str, dict[str, float]] = {}


def resolve(
    spots: Sequence[Spot],
    beside: dict[int, int],
    gazetteer: Gazetteer,
    acting: frozenset[int] = frozenset(),
) -> list[Sense]:
    """Choose a place for each spot, or none; ``acting`` are the states that own or act ("US officials").

    ``beside`` maps a spot to the one that directly contains it by the text ("Paris, Texas"). Spots of the
    same name and kind share one sense. Method: candidates scored by size, kind, own name, the report's
    countries, containing places, and distance to its other places; two rounds, surest names first.
    """
    groups: dict[tuple[str, PlaceKind | None], list[int]] = defaultdict(list)
    for number, spot in enumerate(spots):
        groups[spot.key, _hint_class(spot)].append(number)
    senses: dict[tuple[str, PlaceKind | None], Sense] = {}
    for _ in range(ROUNDS):
        mentioned, points = _places(groups, senses, gazetteer)
        most = max((sum(names.values()) for names in mentioned.values()), default=0)
        context = _Context(_countries(spots, groups, senses, acting), mentioned, points, most)
        for group, members in groups.items():
            senses[group] = _sense(
                [spots[m] for m in members], _holders(members, beside, spots), context, gazetteer
            )
    _agree(groups, senses)
    return [_settled(spot, senses) for spot in spots]


def _agree(
    groups: dict[tuple[str, PlaceKind | None], list[int]],
    senses: dict[tuple[str, PlaceKind | None], Sense],
) -> None:
    """Give a name one sense of a kind in the whole report: no Geneva in Illinois beside the Swiss one."""
    for key, kind in groups:
        bare, told = senses.get((key, None)), senses[key, kind]
        if kind is None or bare is None or bare.entry is None or told.entry is None:
            continue
        if bare.entry.kind == told.entry.kind and bare.entry.id != told.entry.id:
            more = len(groups[key, None]) > len(groups[key, kind])
            senses[key, None if not more else kind] = bare if more else told


def _settled(spot: Spot, senses: dict[tuple[str, PlaceKind | None], Sense]) -> Sense:
    """Give a spot's sense; a bare name left open takes the one it has where its kind is named."""
    sense = senses[spot.key, _hint_class(spot)]
    if sense.entry is not None or spot.hint is not None:
        return sense
    for kind in _TOLD_KINDS:
        told = senses.get((spot.key, kind))
        if told is not None and told.entry is not None:
            return told
    return sense


_TOLD_KINDS: tuple[PlaceKind, ...] = ("city", "region")


def _hint_class(spot: Spot) -> PlaceKind | None:
    return spot.hint if spot.hint in ("region", "city") else None


def _countries(
    spots: Sequence[Spot],
    groups: dict[tuple[str, PlaceKind | None], list[int]],
    senses: dict[tuple[str, PlaceKind | None], Sense],
    acting: frozenset[int],
) -> dict[str, tuple[str, float]]:
    """Count the report's countries: those it names, and those its chosen places lie in."""
    found: dict[str, tuple[str, float]] = {}
    for group, members in groups.items():
        sense = senses.get(group)
        first = spots[members[0]].entries[:1]
        entry = sense.entry if sense is not None else first[0] if first and _sure(spots[members[0]]) else None
        if entry is not None and entry.country is not None:
            people = spots[members[0]].grounds == "demonym" or acting.issuperset(members)
            weight = min(len(members), MOST_COUNTED) * (PEOPLES if people else 1.0)
            found[group[0]] = (entry.country, weight)
    return found


def _sure(spot: Spot) -> bool:
    """Is a name clear before the report is looked at: a country, or one candidate only?"""
    return spot.entries[0].code == "0" or len(spot.entries) == 1


def _places(
    groups: dict[tuple[str, PlaceKind | None], list[int]],
    senses: dict[tuple[str, PlaceKind | None], Sense],
    gazetteer: Gazetteer,
) -> tuple[dict[str, dict[str, int]], dict[str, tuple[float, float]]]:
    mentioned: dict[str, dict[str, int]] = {}
    points: dict[str, tuple[float, float]] = {}
    for group, members in groups.items():
        sense = senses.get(group)
        if sense is None or sense.entry is None:
            continue
        entry = sense.entry
        inner = entry.kind in ("district", "site")
        for place in (entry, *(ancestors(gazetteer, entry) if inner else ())):
            named = mentioned.setdefault(place.id, {})
            named[group[0]] = named.get(group[0], 0) + len(members)
        if entry.lat is not None and entry.lon is not None and entry.kind in ("city", "district", "site"):
            points[group[0]] = (entry.lat, entry.lon)
    return mentioned, points


def _holders(members: Iterable[int], beside: dict[int, int], spots: Sequence[Spot]) -> set[str]:
    """Ids of all places that may contain the name by the text beside it."""
    return {entry.id for m in members if m in beside for entry in spots[beside[m]].entries}


def _sense(spots: Sequence[Spot], holders: set[str], context: _Context, gazetteer: Gazetteer) -> Sense:
    spot = spots[0]
    hint = next((s.hint for s in spots if s.hint is not None), None)
    entries = spot.entries if hint == "city" else _named_apart(spot.entries)
    towns = [e for e in entries if e.kind == "city" and (e.own or e.curated)] if hint is None else []
    scored = [
        (score(e, hint, spot.key, holders, context, gazetteer) - NAMESAKE * _namesake(e, towns), e)
        for e in entries
    ]
    if not scored:
        return Sense(None)
    scored.sort(key=_order)
    best, entry = scored[0]
    rivals = [(s, other) for s, other in scored[1:] if s >= best - CLOSE and _apart(entry, other)]
    shown = tuple(other for _, other in rivals[:MOST_RIVALS])
    strong = (any(s.grounds in _STRONG for s in spots) and (entry.own or entry.curated)) or any(
        s.grounds == "curated" for s in spots
    )
    if entry.by_sound:
        share = _share(entry.country or "", spot.key, context)
        strong = share >= SOUND_SHARE or (share < 0 and entry.curated)
    if best < (LOW_BAR if strong else BAR) or (entry.by_sound and not strong):
        return Sense(None, (entry, *shown)[:MOST_RIVALS])
    open_choice = rivals and best - rivals[0][0] < TIE and entry.curated <= rivals[0][1].curated
    if open_choice and _far(entry, rivals[0][1]) and rivals[0][1].id != entry.within:
        return Sense(None, (entry, *shown)[:MOST_RIVALS])
    return Sense(entry, tuple(other for other in shown if not _dwarfed(other, entry)))


def _dwarfed(rival: Entry, chosen: Entry) -> bool:
    """Is a rival a small namesake far from the large town that was chosen: Geneva in Illinois?"""
    large = chosen.kind == rival.kind == "city" and chosen.population >= EXONYMS
    return large and rival.population * DWARFED <= chosen.population and not rival.curated


def _named_apart(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Leave out a town that the lists name apart from the land around it: "Gaza" is not Gaza City."""
    lands = {e.id for e in entries if e.kind == "region" and e.own and e.curated}
    return tuple(e for e in entries if e.own or not e.curated or e.within not in lands)


def _namesake(entry: Entry, towns: Sequence[Entry]) -> bool:
    """Is it a division called after a town in it? Not where the supplement gives it that name ("Gaza")."""
    if entry.kind != "region" or (entry.own and entry.curated):
        return False
    return any(
        town.within == entry.id or (town.country == entry.country and not _far(entry, town)) for town in towns
    )


def _order(pair: tuple[float, Entry]) -> tuple[float, str]:
    return -pair[0], pair[1].id


def score(
    entry: Entry, hint: PlaceKind | None, key: str, holders: set[str], context: _Context, gazetteer: Gazetteer
) -> float:
    """Weigh one candidate of a name; see the constants for what counts and why."""
    value = math.log10(_people(entry)) + KIND_BONUS[entry.code]
    value += OWN_NAME if entry.own or (entry.kind == "city" and entry.population >= EXONYMS) else 0.0
    value += ALTERNATE_DIVISION if entry.kind == "region" and not (entry.own or entry.curated) else 0.0
    value += CURATED if entry.curated else 0.0
    value += _hint_score(entry, hint)
    share = _share(entry.country, key, context) if entry.country is not None else -1.0
    if entry.code == "0":
        value += NAMED_COUNTRY * max(share, 0.0)
    elif share >= 0:
        value += NAMED_COUNTRY * (0.1 + 0.9 * share) if share > 0 else _foreign(entry)
    outer = [place.id for place in ancestors(gazetteer, entry)]
    if holders and holders.intersection(outer):
        value += CONTAINED
    held = max((_named(place, key, context) for place in outer[:-1]), default=0)
    value += CONTAINER + MOST_NAMED * min(1.0, held / context.most) if held else 0.0
    return value + (NEAR * _nearness(entry, key, context) if share != 0 else 0.0)


def _share(country: str, key: str, context: _Context) -> float:
    """Give a country's share in the other names, counted as one plain name at least; -1 without any."""
    if key not in context.shares:
        context.shares[key] = _shares(key, context)
    shares = context.shares[key]
    return shares.get(country, 0.0) if shares else -1.0


def _shares(key: str, context: _Context) -> dict[str, float]:
    """Give each country's share in the names other than ``key``."""
    counts: dict[str, float] = {}
    for name, (country, weight) in context.countries.items():
        if name != key:
            counts[country] = counts.get(country, 0.0) + weight
    total = max(sum(weight for name, (_, weight) in context.countries.items() if name != key), 1.0)
    return {country: count / total for country, count in counts.items()}


def _foreign(entry: Entry) -> float:
    if entry.population < EXONYMS:
        return FOREIGN
    return 0.0 if entry.curated else FOREIGN_CITY


def _named(place: str, key: str, context: _Context) -> int:
    """Count the mentions of a place, and of what lies in it, by other names than ``key``."""
    return sum(count for name, count in context.mentioned.get(place, {}).items() if name != key)


def _people(entry: Entry) -> int:
    """Give the population, or a guess where none is known: GeoNames has 0 for many a Syrian town."""
    if entry.population:
        return entry.population
    return (LISTED_REGION if entry.kind == "region" else LISTED_SIZE) if entry.curated else UNKNOWN_SIZE


def _hint_score(entry: Entry, hint: PlaceKind | None) -> float:
    if hint is None:
        return 0.6 if entry.kind == "city" else 0.0
    if hint in ("district", "site"):
        return 1.0 if entry.kind in ("district", "site") else 0.0 if entry.kind == "city" else -1.0
    return HINT if entry.kind == hint else -HINT


def _nearness(entry: Entry, key: str, context: _Context) -> float:
    if entry.lat is None or entry.lon is None or entry.kind in ("country", "region"):
        return 0.0
    others = [point for name, point in context.points.items() if name != key]
    if not others:
        return 0.0
    nearest = min(kilometres((entry.lat, entry.lon), point) for point in others)
    return 1.0 if nearest <= NEAR_KM else 0.5 if nearest <= FAR_KM else 0.0


def _apart(entry: Entry, other: Entry) -> bool:
    """Would choosing the other put the thing elsewhere? What holds the first, or it holds, would not."""
    return _far(entry, other) and other.id != entry.within and entry.id != other.within


def _far(entry: Entry, other: Entry) -> bool:
    if entry.lat is None or entry.lon is None or other.lat is None or other.lon is None:
        return True
    return kilometres((entry.lat, entry.lon), (other.lat, other.lon)) > SAME_KM


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Measure the great circle between two points in degrees, in km (haversine)."""
    lat, lat2 = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
