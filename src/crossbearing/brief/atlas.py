"""The map picture: places as points, what is known less finely as circles as wide as the doubt."""

import math
from itertools import pairwise
from typing import Any

from msgspec import Struct

from crossbearing.brief.outlines import Box, Ring, countries
from crossbearing.brief.svg import GRID, INK, LAND, PAPER, SEA, SOFT, TOPIC_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Spot
from crossbearing.vocabulary import Precision

RADIUS_KM: dict[Precision, float] = {"exact": 0.0, "near": 5.0, "district": 3.0, "city": 8.0, "region": 60.0}
"""How far from its point a thing told of such a place may lie; shown as the circle's radius."""
SPOTS = 60
"""More places than this can neither be labelled nor told apart on one page."""
REACH_KM, CLOSE_KM = 400.0, 22.0
"""A place farther than this from the most told-of one is listed, not drawn: a capital where talks are held
would shrink the war to a dot. The second number is the reach of the closer map."""
CLOSE_SPOTS = 4
"""So many places close together are told apart on a map of their own."""
_MIN_SPAN, _OVERVIEW_SPAN = 0.22, 2.2
"""Degrees: below about 25 km a map of outlines alone shows nothing to find one's way by."""
_CROWD = 12
"""More circles than this lie on one another; they are then filled only faintly."""
_GRID = 12
"""A window is sampled in so many rows and columns to find where a country is seen."""
_COUNTRY_SHARE = 0.06
_EARTH_KM = 6371.0
_PAD = 0.18
_GLYPH = 6.4
"""Mean width in pixels of a letter at 12 pixels, for keeping labels apart."""


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
        y = self.height / 2 - self.scale * (_mercator(lat) - _mercator(self.lat))
        return x, y

    def box(self) -> Box:
        """Give the window's corners in degrees, a little widened."""
        half = math.degrees(self.width / 2 / self.scale) * 1.2
        tall = math.degrees(self.height / 2 / self.scale) * 1.2
        return self.lon - half, self.lat - tall, self.lon + half, self.lat + tall


class Map(Struct, frozen=True):
    """A drawn map and the names of the places that lie outside it."""

    svg: str
    outside: tuple[str, ...]


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, lat))) / 2))


def wants_closer(brief: Brief) -> bool:
    """Say whether many places lie close to the chief one while others spread the map wide."""
    if not brief.spots:
        return False
    apart = [_km(brief.spots[0], spot) for spot in brief.spots if spot.precision != "region"]
    close = [km for km in apart if km <= CLOSE_KM]
    return len(close) >= CLOSE_SPOTS and any(3 * CLOSE_KM / 2 < km <= REACH_KM for km in apart)


def draw_map(brief: Brief, *, width: int, key: str, reach_km: float = REACH_KM) -> Map | None:
    """Draw the places within reach of the one most told of, or None when none has a point."""
    if not brief.spots:
        return None
    chief = brief.spots[0]
    near = [spot for spot in brief.spots if _km(chief, spot) <= reach_km][:SPOTS]
    if reach_km < REACH_KM:
        near = [spot for spot in near if spot.precision != "region"]
    frame = _frame(near, width, _OVERVIEW_SPAN if reach_km == REACH_KM and wants_closer(brief) else _MIN_SPAN)
    layers = [_land(frame), *_graticule(frame), *_circles(near, frame), _points(near, frame)]
    layers += [_countries(frame), _names(near, frame), *_scale_bar(frame)]
    projection = {
        "type": "mercator",
        "center": [frame.lon, frame.lat],
        "scale": frame.scale,
        "translate": [frame.width / 2, frame.height / 2],
    }
    spec: Spec = {"width": frame.width, "height": frame.height, "projection": projection, "layer": layers}
    svg = draw(
        spec | {"view": {"stroke": GRID, "fill": SEA}},
        key=key,
        title="Map of the places told of",
        description="; ".join(
            f"{spot.name} ({spot.precision}, {spot.lat:.2f}, {spot.lon:.2f})" for spot in near
        ),
    )
    drawn = {spot.place for spot in near}
    return Map(svg, tuple(spot.name for spot in brief.spots if spot.place not in drawn))


def _km(a: Spot, b: Spot) -> float:
    dx = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    dy = math.radians(b.lat - a.lat)
    return _EARTH_KM * math.hypot(dx, dy)


def _frame(spots: list[Spot], width: int, least: float) -> Frame:
    west, east = min(s.lon for s in spots), max(s.lon for s in spots)
    south, north = min(s.lat for s in spots), max(s.lat for s in spots)
    lon, lat = (west + east) / 2, (south + north) / 2
    across = max(east - west, least) * (1 + 2 * _PAD)
    tall = math.degrees(_mercator(north) - _mercator(south))
    up = max(tall, least) * (1 + 2 * _PAD)
    height = int(width * (0.62 if width > 500 else 0.95))
    scale = min(width / math.radians(across), height / math.radians(up))
    return Frame(lon, lat, scale, width - 12, height)


def _land(frame: Frame) -> Spec:
    return {
        "data": {"values": countries(frame.box())},
        "mark": {"type": "geoshape", "fill": LAND, "stroke": SOFT, "strokeWidth": 0.8, "clip": True},
    }


def _graticule(frame: Frame) -> list[Spec]:
    west, south, east, north = frame.box()
    step = next((s for s in (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10) if (east - west) / s <= 8), 20)
    lines: list[dict[str, float]] = []
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x = frame.pixel(n * step, frame.lat)[0]
        lines.append({"x": x, "y": 0, "x2": x, "y2": frame.height})
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        y = frame.pixel(frame.lon, n * step)[1]
        lines.append({"x": 0, "y": y, "x2": frame.width, "y2": y})
    inside = [line for line in lines if 0 <= line["x"] <= frame.width and 0 <= line["y"] <= frame.height]
    return [_rules(inside, GRID, 0.7)]


def _rules(lines: list[dict[str, float]], colour: str, wide: float) -> Spec:
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "color": colour, "strokeWidth": wide},
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
        },
    }


def _circle(spots: list[Spot], frame: Frame, mark: Spec, area: str) -> Spec:
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    values = []
    for spot in spots:
        x, y = frame.pixel(spot.lon, spot.lat)
        radius = (
            RADIUS_KM.get(spot.precision, 0.0) / _EARTH_KM * frame.scale / math.cos(math.radians(spot.lat))
        )
        dot = 26 if spot.precision in ("exact", "near", "district") else 34
        values.append(
            {
                "x": x,
                "y": y,
                "doubt": math.pi * radius**2,
                "dot": dot,
                "colour": TOPIC_COLOURS[spot.topics[0]],
            }
        )
    return {
        "data": {"values": values},
        "mark": {"type": "point", "shape": "circle", "clip": True, **mark},
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "size": {"field": area, "type": "quantitative", "scale": None},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _circles(spots: list[Spot], frame: Frame) -> list[Spec]:
    """Draw doubt as circles: filled around towns, only outlined around regions, which hold half a map."""
    towns = [s for s in spots if RADIUS_KM.get(s.precision, 0.0) > 0 and s.precision != "region"]
    regions = [s for s in spots if s.precision == "region"]
    dashed = {"strokeOpacity": 0.6, "strokeDash": [3, 3]}
    fill = 0.13 if len(towns) <= _CROWD else 0.04
    return [
        _circle(regions, frame, {"fillOpacity": 0.03, "strokeOpacity": 0.35, "strokeDash": [6, 5]}, "doubt"),
        _circle(towns, frame, {"fillOpacity": fill, **dashed}, "doubt"),
    ]


def _points(spots: list[Spot], frame: Frame) -> Spec:
    points = [spot for spot in spots if spot.precision not in ("region", "country")]
    return _circle(points, frame, {"fillOpacity": 1, "strokeWidth": 0}, "dot")


def _names(spots: list[Spot], frame: Frame) -> Spec:
    """Label places, the most told-of first, where no other label or point is in the way."""
    taken: list[Box] = []
    for spot in spots:
        x, y = frame.pixel(spot.lon, spot.lat)
        taken.append((x - 4, y - 4, x + 4, y + 4))
    values = []
    for spot in spots:
        text = label(spot.name, 28)
        x, y = frame.pixel(spot.lon, spot.lat)
        for left, base in _seats(x, y, len(text) * _GLYPH):
            box = (left, base - 11, left + len(text) * _GLYPH, base + 3)
            inside = box[0] >= 2 and box[2] <= frame.width - 2 and box[1] >= 2 and box[3] <= frame.height - 2
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                values.append({"x": left, "y": base, "text": text})
                break
    return _text_layer(values, INK)


def _countries(frame: Frame) -> Spec:
    """Name the countries that fill a part of the window, in the middle of what is seen of them."""
    values = []
    for country in countries(frame.box()):
        inside = [point for point in _grid(frame) if _within(point, country["geometry"]["coordinates"])]
        if len(inside) < _COUNTRY_SHARE * _GRID * _GRID or len(inside) == _GRID * _GRID:
            continue
        xs, ys = zip(*(frame.pixel(lon, lat) for lon, lat in inside), strict=True)
        name = label(country["properties"]["name"].upper(), 24)
        x = sum(xs) / len(xs) - len(name) * _GLYPH / 2
        values.append(
            {"x": min(max(x, 4.0), frame.width - len(name) * 9.0), "y": sum(ys) / len(ys), "text": name}
        )
    return _text_layer(values, SOFT)


def _grid(frame: Frame) -> list[tuple[float, float]]:
    half = math.degrees(frame.width / 2 / frame.scale)
    tall = math.degrees(frame.height / 2 / frame.scale) * math.cos(math.radians(frame.lat))
    steps = [(n + 0.5) / _GRID * 2 - 1 for n in range(_GRID)]
    return [(frame.lon + half * x, frame.lat + tall * y) for x in steps for y in steps]


def _within(point: tuple[float, float], polygons: list[list[Ring]]) -> bool:
    x, y = point
    hit = False
    for polygon in polygons:
        for ring in polygon:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    hit = not hit
    return hit


def _seats(x: float, y: float, wide: float) -> list[tuple[float, float]]:
    return [
        (x + 7, y + 4),
        (x - 7 - wide, y + 4),
        (x - wide / 2, y - 8),
        (x - wide / 2, y + 17),
        (x + 6, y - 8),
        (x + 6, y + 16),
        (x - 6 - wide, y - 8),
        (x - 6 - wide, y + 16),
    ]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _text_layer(values: list[dict[str, Any]], colour: str) -> Spec:
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "alphabetic",
            "color": colour,
            "stroke": PAPER,
            "strokeWidth": 0,
        },
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "text": {"field": "text", "type": "nominal"},
        },
    }


def _scale_bar(frame: Frame) -> list[Spec]:
    per_km = frame.scale / math.cos(math.radians(frame.lat)) / _EARTH_KM
    km = next((k for k in (200, 100, 50, 20, 10, 5, 2, 1) if k * per_km <= frame.width * 0.3), 1)
    y = frame.height - 14
    bar = [{"x": 12, "y": y, "x2": 12 + km * per_km, "y2": y}]
    return [_rules(bar, INK, 2), _text_layer([{"x": 12, "y": y - 5, "text": f"{km} km"}], INK)]
