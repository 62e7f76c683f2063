"""GeoJSON, read by shapely: points where places have them, precision always said."""

import json
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from msgspec import structs

from crossbearing.exports import export
from crossbearing.exports.geojson import AREA, MEANS, point_of
from crossbearing.model import Dossier, Place
from tests.exports.hostile import dossiers
from tests.golden.stories import build


def _features(dossier: Dossier) -> list[dict[str, Any]]:
    [content] = export(dossier, "geojson").values()
    found = json.loads(content)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found, "RFC 7946 knows no other system than WGS 84"
    features: list[dict[str, Any]] = found["features"]
    return features


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_shapely_reads_every_geometry(dossier: Dossier) -> None:
    features = _features(dossier)
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        if feature["geometry"] is not None:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert shape.is_valid
            assert feature["properties"]["precision"] in MEANS
            if feature["properties"]["shape"] == "point":
                assert shape.geom_type == "Point"
                assert feature["properties"]["point_note"] == MEANS[feature["properties"]["precision"]]


def test_a_golden_story_lies_where_its_places_do() -> None:
    dossier = build("rising-toll").dossier
    places = {place.id: place for place in dossier.places}
    features = _features(dossier)
    assert {"claim", "incident"} == {feature["properties"]["type"] for feature in features}
    told = {key for feature in features for key in feature["properties"]["claim_ids"]}
    assert told == {claim.id for claim in dossier.claims}
    for feature in features:
        place = places.get(feature["properties"]["place_id"])
        if feature["geometry"] is not None:
            assert place is not None
            shape = shapely.geometry.shape(feature["geometry"])
            if feature["properties"]["shape"] == "point":
                assert (shape.x, shape.y) == (place.lon, place.lat), "longitude comes first"
            else:
                assert shape.contains(shapely.Point(place.lon, place.lat))


TARTUS = Place(
    id="p-tar", name="Tartus", kind="region", precision="region", lat=35.0, lon=36.1, geonameid=163342
)
TURKEY = Place(
    id="p-tur", name="Turkey", kind="country", precision="country", lat=39.0, lon=35.0, geonameid=298795
)
WEST = Place(id="p-wes", name="western Turkey", kind="region", precision="country", lat=39.0, lon=35.0)


def _told_of(place: Place) -> dict[str, Any]:
    dossier = build("rising-toll").dossier
    claim = structs.replace(dossier.claims[0], places=(place.id,))
    [feature] = _features(Dossier(reports=dossier.reports, claims=(claim,), places=(place,)))
    return feature


@pytest.mark.parametrize(("place", "kind"), [(TARTUS, "Polygon"), (TURKEY, "MultiPolygon")])
def test_a_whole_country_or_region_is_its_area(place: Place, kind: str) -> None:
    feature = _told_of(place)
    geometry, told = feature["geometry"], feature["properties"]
    assert geometry["type"] == kind
    shape = shapely.from_geojson(json.dumps(geometry))
    assert shape.is_valid
    for part in getattr(shape, "geoms", [shape]):
        assert part.exterior.is_ccw, "RFC 7946 3.1.6: outer rings run counterclockwise"
        assert not any(hole.is_ccw for hole in part.interiors)
    assert shape.contains(shapely.Point(place.lon, place.lat))
    assert (told["shape"], told["point_note"], told["radius_km"]) == ("area", None, None)
    assert told["area_note"] == AREA.format(kind=place.kind)
    assert "Natural Earth" in told["area_source"]
    assert told["area_off_km"] > 0


def test_a_part_of_a_country_is_no_area() -> None:
    told = _told_of(WEST)
    assert told["geometry"]["type"] == "Point"
    assert told["properties"]["area_source"] is None


def test_a_point_says_how_far_off_a_thing_may_be() -> None:
    told = _told_of(structs.replace(TARTUS, kind="city", precision="city"))["properties"]
    assert (told["shape"], told["radius_km"]) == ("point", 8.0)


@pytest.mark.parametrize(
    ("lat", "lon"), [(None, 1.0), (91.0, 1.0), (1.0, 181.0), (float("nan"), 1.0), (1.0, float("inf"))]
)
def test_what_is_no_point_on_earth_has_no_geometry(lat: float | None, lon: float) -> None:
    place = Place(id="p", name="x", kind="city", precision="city", lat=lat, lon=lon)
    assert point_of(place) is None


def test_a_country_says_that_its_point_is_no_place() -> None:
    assert "whole country" in MEANS["country"]
