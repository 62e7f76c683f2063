"""Which place of the gazetteer each of Natural Earth's shapes is; a part of ``build_outlines.py``."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import shapely
from shapely.geometry import Point

from crossbearing.places import Gazetteer, open_gazetteer
from crossbearing.places.gazetteer import Entry
from crossbearing.places.spelling import fold, without_article

NEAR = 0.25
"""Degrees: a place's point may lie so far outside its shape, on an island or across a bay."""
SECOND_LEVEL = 2
"""Where Natural Earth has divisions of this level, the first level is put together from them by name."""
STALE = {"FR", "GB", "SS"}
"""Countries whose first-level divisions in the gazetteer overlap: abolished ones stand beside today's."""


class Shape(NamedTuple):
    """One of Natural Earth's shapes with what it says of it."""

    told: dict[str, Any]
    area: Any


class Matched(NamedTuple):
    """A shape with the number of the gazetteer's place that it is; none for a country it has not."""

    number: int | None
    name: str
    area: Any


def matched(shapes: list[Shape]) -> tuple[list[Matched], list[Matched]]:
    """Give countries and first-level regions, each sorted; a shape that two places claim is left out."""
    gazetteer = open_gazetteer()
    countries = list(_countries(shapes, gazetteer))
    found: dict[int, list[Matched]] = defaultdict(list)
    for one in (*_by_number(shapes, gazetteer), *_by_name(shapes, gazetteer)):
        found[one.number or 0].append(one)
    whole = {one.number for one in countries}
    regions = [ones[0] for number, ones in sorted(found.items()) if len(ones) == 1 and number not in whole]
    twice = sorted(ones[0].name for ones in found.values() if len(ones) > 1)
    print(f"left out, two shapes of one number: {', '.join(twice)}")
    return sorted(countries, key=lambda one: one.name), list(_of_today(regions, gazetteer))


def _of_today(regions: list[Matched], gazetteer: Gazetteer) -> Iterator[Matched]:
    """Leave out shapes that other divisions have since been cut from: they hold the points of these."""
    held = {one.number for one in regions}
    query = "SELECT id, name, country FROM place WHERE code = '1' ORDER BY id"
    others = [row for row in gazetteer._store.execute(query) if row[0] not in held]
    points = {}
    for number, _, _ in others:
        entry = gazetteer.entry(f"p-gn{number}")
        if entry is not None and entry.lat is not None and entry.lon is not None:
            points[number] = Point(entry.lon, entry.lat)
    tree = shapely.STRtree([one.area for one in regions])
    cut: dict[int, list[tuple[str, Any]]] = defaultdict(list)
    for number, name, country in others:
        for n in tree.query(points[number], predicate="within") if number in points else ():
            entry = gazetteer.entry(f"p-gn{regions[n].number}")
            if entry is not None and country not in STALE and entry.country == gazetteer._alpha3.get(country):
                cut[int(n)].append((name, points[number]))
    for n, one in enumerate(regions):
        area = _without(one.area, [point for _, point in cut[n]])
        if area is not None:
            yield one._replace(area=area)
        if cut[n]:
            names = ", ".join(name for name, _ in cut[n])
            print(f"{'left out' if area is None else 'parts left out'}: {one.name}, holds {names}")


def _without(area: Any, points: list[Any]) -> Any:
    """Leave out the parts of a shape that hold another division's point; None where it is the largest."""
    parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)
    kept = [part for part in parts if not any(part.covers(point) for point in points)]
    return None if not kept or kept[0] is not parts[0] else shapely.union_all(kept) if points else area


def _countries(shapes: list[Shape], gazetteer: Gazetteer) -> Iterator[Matched]:
    parts: dict[str, list[Shape]] = defaultdict(list)
    for one in shapes:
        parts[one.told["adm0_a3"]].append(one)
    _recode(parts)
    for own in parts.values():
        area = shapely.unary_union([one.area for one in own])
        codes = Counter(one.told["iso_a2"] for one in own)
        entry = _country(codes.most_common(1)[0][0], gazetteer)
        inside = entry is not None and _holds(area.convex_hull, entry)
        name = entry.name if entry is not None and inside else own[0].told["admin"]
        yield Matched(entry.geonameid if entry is not None and inside else None, name, area)


def _recode(parts: dict[str, list[Shape]]) -> None:
    """Move single divisions to the country of their ISO 3166-2 code, as the gazetteer has it: Crimea."""
    codes = {own[0].told["iso_a2"]: key for key, own in parts.items() if own[0].told["iso_a2"].isalpha()}
    for key, own in list(parts.items()):
        other = [one for one in own if codes.get((one.told["iso_3166_2"] or "")[:2], key) != key]
        if len(other) * 2 < len(own):
            for one in other:
                own.remove(one)
                parts[codes[one.told["iso_3166_2"][:2]]].append(one)
                print(f"moved to {one.told['iso_3166_2'][:2]}: {one.told['name']}")


def _country(iso2: str, gazetteer: Gazetteer) -> Entry | None:
    alpha3 = gazetteer._alpha3.get(iso2)
    return None if alpha3 is None else gazetteer.country(alpha3)


def _by_number(shapes: list[Shape], gazetteer: Gazetteer) -> Iterator[Matched]:
    """Take Natural Earth's own GeoNames number where the place so numbered is a region and lies there."""
    for one in shapes:
        entry = gazetteer.entry(f"p-gn{one.told['gn_id']}") if one.told["gn_id"] else None
        if entry is not None and entry.kind == "region" and _holds(one.area, entry):
            yield Matched(entry.geonameid, entry.name, one.area)


def _by_name(shapes: list[Shape], gazetteer: Gazetteer) -> Iterator[Matched]:
    """Match the others by name: single shapes, and second-level ones put together by their region."""
    numbered = {one.told["adm1_code"] for one in shapes if _is_numbered(one, gazetteer)}
    taken = {m.number for m in _by_number(shapes, gazetteer)}
    for one in shapes:
        if one.told["adm1_code"] not in numbered:
            named = [one.told[key] for key in ("name", "name_en", "woe_name", "gn_name")]
            yield from _named(
                [*named, *one.told["name_alt"].split("|")], one.told, one.area, taken, gazetteer
            )
    groups: dict[tuple[str, str], list[Shape]] = defaultdict(list)
    for one in shapes:
        if one.told["gn_level"] == SECOND_LEVEL:
            for name in {one.told["region"], one.told["geonunit"]} - {"", None, one.told["admin"]}:
                groups[one.told["adm0_a3"], name].append(one)
    for (_, name), own in sorted(groups.items()):
        if len(own) > 1:
            area = shapely.unary_union([one.area for one in own])
            yield from _named([name], own[0].told, area, taken, gazetteer)


def _is_numbered(one: Shape, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.entry(f"p-gn{one.told['gn_id']}") if one.told["gn_id"] else None
    return entry is not None and entry.kind == "region" and _holds(one.area, entry)


def _named(
    names: list[str], told: dict[str, Any], area: Any, taken: set[int | None], gazetteer: Gazetteer
) -> Iterator[Matched]:
    """Find the one first-level division of the country that has such a name and lies there."""
    country = gazetteer._alpha3.get(told["iso_a2"])
    keys = {fold(name) for name in names if name} | {without_article(fold(name)) for name in names if name}
    entries = {entry.id: entry for key in keys if key for entry in gazetteer.lookup(key)}
    fit = [
        entry
        for entry in entries.values()
        if entry.code == "1" and entry.country == country and entry.geonameid and _holds(area, entry)
    ]
    if country is not None and len(fit) == 1 and fit[0].geonameid not in taken:
        yield Matched(fit[0].geonameid, fit[0].name, area)


def _holds(area: Any, entry: Entry) -> bool:
    """Say whether a place's point lies in a shape, or hardly outside it."""
    if entry.lat is None or entry.lon is None:
        return False
    return bool(area.distance(Point(entry.lon, entry.lat)) <= NEAR)
