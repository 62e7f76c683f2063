"""Outlines: whose shape is whose, what has none, and shapes that any program can read."""

import pytest
import shapely

from crossbearing.errors import DataError
from crossbearing.model import Place
from crossbearing.outlines import countries, outline, outline_of, stored
from crossbearing.places import open_gazetteer
from crossbearing.places.spelling import fold

# name as looked up, kind, country, a point of it (lat, lon), a point of its neighbour
PLACES = [
    ("aleppo governorate", "region", "SYR", (36.2, 37.15), (35.93, 36.63)),
    ("idlib governorate", "region", "SYR", (35.93, 36.63), (36.2, 37.15)),
    ("deir ez-zor province", "region", "SYR", (35.33, 40.14), (35.95, 39.01)),
    ("rural damascus", "region", "SYR", (33.57, 36.4), (34.73, 36.72)),
    ("gaza strip", "region", "PSE", (31.35, 34.31), (31.53, 35.1)),
    ("kherson oblast", "region", "UKR", (46.63, 33.5), (47.84, 35.14)),
    ("syria", "country", "SYR", (35.0, 38.0), (33.9, 35.9)),
    ("ukraine", "country", "UKR", (50.45, 30.5), (53.9, 27.6)),
    ("yemen", "country", "YEM", (15.35, 44.2), (18.2, 42.5)),
]
"""Names are looked up as reports spell them: the gazetteer knows spellings, the outlines only numbers."""


def place(name: str, kind: str, country: str) -> Place:
    found = [e for e in open_gazetteer().lookup(fold(name)) if e.kind == kind and e.country == country]
    assert found, name
    return found[0].place()


@pytest.mark.parametrize(("name", "kind", "country", "inside", "outside"), PLACES)
def test_a_place_has_its_own_shape(
    name: str, kind: str, country: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    number = outline_of(place(name, kind, country))
    assert number is not None
    shape = shapely.geometry.shape(outline(number).geometry())
    assert shape.contains(shapely.Point(inside[1], inside[0]))
    assert not shape.contains(shapely.Point(outside[1], outside[0]))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Place(id="p", name="Aleppo", kind="city", precision="city", geonameid=170063), "a town"),
        (Place(id="p", name="Syria", kind="region", precision="country", geonameid=163843), "a part of one"),
        (Place(id="p", name="northern Syria", kind="region", precision="region"), "no number"),
        (Place(id="p", name="Syria", kind="country", precision="country"), "a name alone"),
        (Place(id="p", name="x", kind="country", precision="country", geonameid=-1), "a land with no place"),
        (Place(id="p", name="x", kind="region", precision="region", geonameid=163843), "a country's number"),
        (Place(id="p", name="x", kind="country", precision="country", geonameid=170062), "a region's number"),
        (Place(id="p", name="Gao", kind="region", precision="region", geonameid=2457161), "cut since"),
    ],
)
def test_what_is_not_held_has_no_shape(told: Place, why: str) -> None:
    assert outline_of(told) is None, why


def test_every_shape_is_valid_and_holds_its_place_or_lies_beside_it() -> None:
    gazetteer = open_gazetteer()
    rows = {**stored.country_rows(), **stored.region_rows()}
    assert len(rows) == len(stored.country_rows()) + len(stored.region_rows()) > 4000
    far = []
    for number in rows:
        held = outline(number)
        shape = shapely.geometry.shape(held.geometry())
        assert shape.is_valid, number
        west, south, east, north = held.box
        assert shapely.box(west, south, east, north).covers(shape), number
        parts = getattr(shape, "geoms", [shape])
        assert all(part.exterior.is_ccw for part in parts), number
        assert not any(hole.is_ccw for part in parts for hole in part.interiors), number
        entry = gazetteer.entry(f"p-gn{number}")
        if number > 0:
            assert entry is not None
            assert entry.lat is not None
            assert entry.lon is not None
            point = shapely.Point(entry.lon, entry.lat)
            near = shape if entry.kind == "region" else shape.convex_hull
            far += [entry.name] if near.distance(point) > 0.35 else []
    assert len(far) < 10, f"only islands left out may hold a place's point: {far}"


def test_a_map_gets_the_land_it_shows() -> None:
    names = {land.name for land in countries((36.0, 34.0, 38.0, 36.0))}
    assert {"Syria", "Lebanon"} <= names
    assert "Brazil" not in names
    [brazil] = [land for land in countries((-47.0, -16.0, -46.0, -15.0)) if land.name == "Brazil"]
    assert len(brazil.polygons) == 1


def test_neighbours_share_their_border() -> None:
    aleppo, idlib = (shapely.geometry.shape(outline(n).geometry()) for n in (170062, 169387))
    assert shapely.intersection(aleppo, idlib).area == 0
    assert shapely.intersection(aleppo, idlib).length > 0.5


def test_a_missing_file_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="outlines are missing"):
        stored._read("nowhere.json.gz")
