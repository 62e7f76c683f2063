"""Build the brief's country outlines from Natural Earth's 1:50m countries (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_outlines.py package/countries-50m.json src/crossbearing/brief/data/outlines.json.gz

Keeps the topology; drops Antarctica and the second layer; simplifies each arc (Douglas-Peucker, about two
kilometres), which keeps shared borders shared. The same input gives the same bytes.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

TOLERANCE = 0.02
"""Degrees: about 2 km, below what a map 900 pixels wide of one country can show."""
DROPPED = {"Antarctica"}

Point = tuple[float, float]


def main(source: Path, target: Path) -> None:
    """Read the topology and write the small one."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [simplified(points(arc, topology["transform"])) for arc in topology["arcs"]]
    countries = [
        {"name": item["properties"]["name"], "rings": rings(item)}
        for item in topology["objects"]["countries"]["geometries"]
        if item["properties"]["name"] not in DROPPED and "arcs" in item
    ]
    used = sorted(
        {ring if ring >= 0 else ~ring for c in countries for poly in c["rings"] for r in poly for ring in r}
    )
    place = {old: new for new, old in enumerate(used)}
    for country in countries:
        country["rings"] = [
            [[place[a] if a >= 0 else ~place[~a] for a in ring] for ring in polygon]
            for polygon in country["rings"]
        ]
    small = {"scale": 1000, "arcs": [encoded(arcs[old]) for old in used], "countries": countries}
    text = json.dumps(small, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


def rings(geometry: dict[str, Any]) -> list[Any]:
    """Give a geometry as a list of polygons of rings of arc numbers."""
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Undo the topology's quantising and its differences."""
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return found


def simplified(line: list[Point]) -> list[Point]:
    """Leave out the points that lie within the tolerance of a straight line (Douglas-Peucker)."""
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, worst = 0, TOLERANCE
        for n in range(first + 1, last):
            distance = _distance(line[n], line[first], line[last])
            if distance > worst:
                far, worst = n, distance
        if far:
            kept.add(far)
            todo += [(first, far), (far, last)]
    return [line[n] for n in sorted(kept)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    x, y = a[0] + t * dx - p[0], a[1] + t * dy - p[1]
    return float((x * x + y * y) ** 0.5)


def encoded(line: list[Point]) -> list[int]:
    """Write a line as thousandths of a degree, each point as the difference from the one before."""
    found: list[int] = []
    x = y = 0
    for lon, lat in line:
        u, v = round(lon * 1000), round(lat * 1000)
        found += [u - x, v - y]
        x, y = u, v
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
