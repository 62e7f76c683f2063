"""Which places have a shape, and the shapes; only those that are asked for are put together."""

from functools import lru_cache
from typing import Any, ClassVar

from msgspec import Struct

from crossbearing.model import Place
from crossbearing.outlines.stored import Ring, Row, arc_ring, country_rows, region_rows
from crossbearing.vocabulary import Precision

_RADIUS_KM: dict[Precision, float] = {"exact": 0.0, "near": 5.0, "district": 3.0, "city": 8.0, "region": 60.0}
_TENTH = 10.0

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


class Outline(Struct, frozen=True):
    """A shape by its place's GeoNames number: polygons of closed rings, the outer one first and clockwise.

    Points are longitude, latitude in WGS 84. ``box`` holds them all, rounded outwards to a tenth of a degree.
    """

    number: int
    box: Box
    polygons: tuple[tuple[Ring, ...], ...]

    source: ClassVar[str] = (
        "Natural Earth 1:10m admin 1 (public domain), simplified, small islands left out; "
        "no statement on whose land it is"
    )
    off_km: ClassVar[float] = 2.0
    """So far may a border lie from the source's by simplifying; that of a small region less far."""

    def geometry(self) -> dict[str, Any]:
        """Give it as a geometry of RFC 7946: outer rings counterclockwise, holes clockwise."""
        turned = [[[list(point) for point in ring[::-1]] for ring in polygon] for polygon in self.polygons]
        if len(turned) == 1:
            return {"type": "Polygon", "coordinates": turned[0]}
        return {"type": "MultiPolygon", "coordinates": turned}


class Land(Struct, frozen=True):
    """A country as a map's ground shows it; its rings are wound as an outline's.

    ``number`` is that of its outline, below zero for a land that is no place of the gazetteer.
    """

    number: int
    name: str
    polygons: tuple[tuple[Ring, ...], ...]


def radius_km(precision: Precision) -> float | None:
    """Say how far from its point a thing told of a place without a shape may lie; None: not known."""
    return _RADIUS_KM.get(precision)


def outline_of(place: Place) -> int | None:
    """Give the number under which a shape of a place is held, or None.

    A country or region is looked up by its own GeoNames number and by nothing else: a part of it ("northern
    Syria"), a namesake, or a region without a number has none, and a town never has.
    """
    if place.geonameid is None or place.geonameid <= 0 or place.kind != place.precision:
        return None
    rows = {"country": country_rows, "region": region_rows}.get(place.kind)
    return place.geonameid if rows is not None and place.geonameid in rows() else None


@lru_cache(maxsize=64)
def outline(number: int) -> Outline:
    """Give a shape by its number; raises ``KeyError`` where none is held."""
    row = country_rows().get(number) or region_rows()[number]
    polygons = tuple(tuple(arc_ring(ring) for ring in polygon) for polygon in row.rings())
    return Outline(number, _box(row), polygons)


def countries(box: Box) -> list[Land]:
    """Give the countries whose land touches a box, each with the polygons that do."""
    found = []
    for number, row in country_rows().items():
        if _touch(_box(row), box):
            near = tuple(p for p in outline(number).polygons if _touch(_around(p[0]), box))
            if near:
                found.append(Land(number, row.name, near))
    return found


def _box(row: Row) -> Box:
    west, south, east, north = row.box
    return west / _TENTH, south / _TENTH, east / _TENTH, north / _TENTH


@lru_cache(maxsize=4096)
def _around(ring: Ring) -> Box:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]
