"""A protected region's shape is as telling as its name: it leaves neither map, nor GeoJSON, nor rows."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from crossbearing.brief import compose, pictures, render_html
from crossbearing.exports import export
from crossbearing.model import Dossier
from crossbearing.outlines import outline
from crossbearing.redaction import Redacted, Shield, protect
from tests.redaction.story import AT, story

LAND, HILL = 163843, 170062
"""GeoNames numbers of a country and a region in it of which outlines are held."""


def outlined(told_of: str) -> Dossier:
    """The story with its country and province numbered as true ones, and every claim told of one of them."""
    found = story()
    numbers = {"p-land": LAND, "p-hill": HILL}
    places = tuple(
        replace(place, geonameid=numbers.get(place.id), lat=36.2, lon=37.6) for place in found.places
    )
    claims = tuple(replace(claim, places=(told_of,)) for claim in found.claims)
    return replace(found, places=places, claims=claims)


def redacted(dossier: Dossier, target: str) -> Dossier:
    mark = protect(dossier, target, analyst="Ona Reyk", at=AT)
    marked = replace(dossier, assessments=(*dossier.assessments, mark))
    return Redacted(marked, Shield(marked)).dossier


def features(dossier: Dossier) -> list[dict[str, Any]]:
    [content] = export(dossier, "geojson").values()
    found: list[dict[str, Any]] = json.loads(content)["features"]
    return found


@pytest.mark.parametrize(("target", "number"), [("p-hill", HILL), ("p-land", LAND)])
def test_the_shape_of_a_protected_place_does_not_leave(target: str, number: int) -> None:
    bare = outlined(target)
    geometry = json.loads(json.dumps(outline(number).geometry()))
    assert any(feature["geometry"] == geometry for feature in features(bare))
    brief = compose(bare)
    assert {spot.area for spot in (*brief.spots, *brief.lands)} == {number}
    assert "drawn as its area" in render_html(brief, bare)
    assert b",area," in pictures(brief, bare)["map.csv"]

    kept = redacted(bare, target)
    for feature in features(kept):
        assert feature["geometry"] is None
        assert feature["properties"]["shape"] is None
        assert feature["properties"]["area_source"] is None
    brief = compose(kept)
    assert (brief.spots, brief.lands) == ((), ())
    assert "drawn as its area" not in render_html(brief, kept)
    assert not [name for name in pictures(brief, kept) if name.startswith("map")]


def test_a_place_under_protection_shows_no_shape_of_what_holds_it() -> None:
    bare = outlined("p-qar")
    kept = redacted(bare, "p-qar")
    assert all(feature["geometry"] is None for feature in features(kept))
    brief = compose(kept)
    assert (brief.spots, brief.lands) == ((), ())
