"""Country outlines that ship with the program (data/NOTICE), cut to a window of the map."""

import gzip
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from crossbearing.errors import DataError

Ring = list[list[float]]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@lru_cache(maxsize=1)
def _topology() -> tuple[list[Ring], list[dict[str, Any]]]:
    path = files("crossbearing.brief") / "data" / "outlines.json.gz"
    if not path.is_file():
        raise DataError(
            "the country outlines are missing", where="brief/data/outlines.json.gz", hint="reinstall"
        )
    raw = json.loads(gzip.decompress(path.read_bytes()))
    return [_decoded(arc, raw["scale"]) for arc in raw["arcs"]], raw["countries"]


def _decoded(arc: list[int], scale: int) -> Ring:
    x = y = 0
    found = []
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append([x / scale, y / scale])
    return found


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def countries(box: Box) -> list[dict[str, Any]]:
    """Give the countries that touch a box as GeoJSON features named by ``properties.name``."""
    found = []
    for name, polygons in _polygons():
        near = [polygon for polygon in polygons if _touches(polygon[0], box)]
        if near:
            geometry = {"type": "MultiPolygon", "coordinates": near}
            found.append({"type": "Feature", "properties": {"name": name}, "geometry": geometry})
    return found


@lru_cache(maxsize=1)
def _polygons() -> list[tuple[str, list[list[Ring]]]]:
    """Every country's polygons, joined from their arcs once: each map asks twice."""
    arcs, listed = _topology()
    return [
        (country["name"], [[_ring(ring, arcs) for ring in polygon] for polygon in country["rings"]])
        for country in listed
    ]


def _touches(ring: Ring, box: Box) -> bool:
    west, south, east, north = box
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south
