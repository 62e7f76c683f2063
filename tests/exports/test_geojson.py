"""GeoJSON, read by shapely: points where places have them, precision always said."""

import json
from typing import Any

import pytest
import shapely
from hypothesis import given, settings

from crossbearing.exports import export
from crossbearing.exports.geojson import MEANS, point_of
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
            assert shape.geom_type == "Point"
            assert shape.is_valid
            assert feature["properties"]["precision"] in MEANS
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
            point = shapely.geometry.shape(feature["geometry"])
            assert (point.x, point.y) == (place.lon, place.lat), "longitude comes first"


@pytest.mark.parametrize(
    ("lat", "lon"), [(None, 1.0), (91.0, 1.0), (1.0, 181.0), (float("nan"), 1.0), (1.0, float("inf"))]
)
def test_what_is_no_point_on_earth_has_no_geometry(lat: float | None, lon: float) -> None:
    place = Place(id="p", name="x", kind="city", precision="city", lat=lat, lon=lon)
    assert point_of(place) is None


def test_a_country_says_that_its_point_is_no_place() -> None:
    assert "whole country" in MEANS["country"]
