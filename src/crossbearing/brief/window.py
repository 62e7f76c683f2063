"""The window of a map: where it lies, how wide it is, and what of the earth is seen through it."""

import math
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from crossbearing.brief.values import Spot
from crossbearing.outlines import Box, Outline, Ring

EARTH_KM = 6371.0
PAD = 0.18
"""So much of the places' span is left free on each side."""
GROWTH = 2.2
"""For a region's whole area a window grows to so many times what its points alone would need, and no more."""
GRID = 12
"""A window or area is sampled in so many rows and columns to find where its name has room."""
WIDE = 500
"""Pixels: wider pictures are for pages and lie across, narrower ones are for phones."""
_HIGH, _HIGH_NARROW = 0.62, 0.95
Polygons = Sequence[Sequence[Ring]]


class Frame(Struct, frozen=True):
    """A Mercator window: centre, scale in pixels a radian, and size."""

    lon: float
    lat: float
    scale: float
    width: int
    height: int

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Project degrees to pixels from the top left."""
        x = self.scale * math.radians(lon - self.lon) + self.width / 2
        y = self.height / 2 - self.scale * (mercator(lat) - mercator(self.lat))
        return x, y

    def box(self) -> Box:
        """Give the window's corners in degrees, a little widened."""
        half = math.degrees(self.width / 2 / self.scale) * 1.2
        tall = math.degrees(self.height / 2 / self.scale) * 1.2
        return self.lon - half, self.lat - tall, self.lon + half, self.lat + tall

    def view(self) -> Box:
        """Give the window's corners in degrees, hardly less than is seen."""
        half = math.degrees(self.width / 2 / self.scale)
        tall = math.degrees(self.height / 2 / self.scale) * math.cos(math.radians(self.lat))
        return self.lon - half, self.lat - tall, self.lon + half, self.lat + tall


def mercator(lat: float) -> float:
    """Give the height of a latitude on a map of scale 1."""
    return math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, lat))) / 2))


def kilometres(a: Spot, b: Spot) -> float:
    """Measure how far two places' points lie apart, as on a flat map of their middle."""
    dx = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    dy = math.radians(b.lat - a.lat)
    return EARTH_KM * math.hypot(dx, dy)


def framed(spots: Sequence[Spot], areas: Sequence[Outline], width: int, least: float) -> Frame:
    """Lay a window around points, grown for whole areas as far as that leaves the points apart.

    ``least`` is the least span in degrees. Without points the areas alone are framed.
    """
    boxes = [main_box(area) for area in areas]
    if spots:
        corners = _around([(s.lon, s.lat, s.lon, s.lat) for s in spots])
        corners = _grown(corners, [corners, *boxes], least)
    else:
        corners = _around(boxes)
    west, south, east, north = corners
    across = max(east - west, least) * (1 + 2 * PAD)
    up = max(math.degrees(mercator(north) - mercator(south)), least) * (1 + 2 * PAD)
    height = int(width * (_HIGH if width > WIDE else _HIGH_NARROW))
    scale = min(width / math.radians(across), height / math.radians(up))
    return Frame((west + east) / 2, (south + north) / 2, scale, width - 12, height)


def _around(boxes: Sequence[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _grown(points: Box, boxes: Sequence[Box], least: float) -> Box:
    """Widen the points' box towards the areas' on each side, by a share of its own span at the most."""
    west, south, east, north = points
    whole = _around(boxes)
    more = (GROWTH - 1) / 2
    across, up = max(east - west, least) * more, max(north - south, least) * more
    return (
        max(whole[0], west - across),
        max(whole[1], south - up),
        min(whole[2], east + across),
        min(whole[3], north + up),
    )


def main_box(area: Outline) -> Box:
    """Give the corners of an area's largest part: islands far away do not widen a window."""
    boxes = [_around([(x, y, x, y) for x, y in polygon[0]]) for polygon in area.polygons]
    return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


def clipped(polygons: Polygons, box: Box) -> list[list[Ring]]:
    """Cut polygons to a box (Sutherland and Hodgman), so that a page holds no coast that it does not show.

    What runs along the box's edge lies outside the window, which is smaller.
    """
    found = []
    for polygon in polygons:
        rings = [_clipped(ring, box) for ring in polygon]
        if rings[0]:
            found.append([ring for ring in rings if ring])
    return found


def _clipped(ring: Ring, box: Box) -> Ring:
    points: Ring = ring[:-1]
    for axis, edge, more in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        kept: list[tuple[float, float]] = []
        for before, point in zip((points[-1:] + points[:-1]), points, strict=True):
            was, now = (before[axis] >= edge) is more, (point[axis] >= edge) is more
            if was != now:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                crossing = (
                    before[0] + share * (point[0] - before[0]),
                    before[1] + share * (point[1] - before[1]),
                )
                kept.append((edge, crossing[1]) if axis == 0 else (crossing[0], edge))
            if now:
                kept.append(point)
        points = tuple(dict.fromkeys(kept))
    return (*points, points[0]) if len(points) > 2 else ()


def grid(box: Box) -> list[tuple[float, float]]:
    """Give points that lie evenly in a box."""
    west, south, east, north = box
    steps = [(n + 0.5) / GRID for n in range(GRID)]
    return [(west + (east - west) * x, south + (north - south) * y) for x in steps for y in steps]


def around(polygons: Polygons) -> Box:
    """Give the corners of polygons."""
    return _around([(x, y, x, y) for rings in polygons for x, y in rings[0]])


def within(point: tuple[float, float], polygons: Polygons) -> bool:
    """Say whether a point lies in polygons: a line from it crosses their rings an odd number of times."""
    x, y = point
    hit = False
    for polygon in polygons:
        for ring in polygon:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    hit = not hit
    return hit
