"""The map picture: places as points, regions and countries as areas, what else is doubtful as circles."""

import math
from typing import Any

from msgspec import Struct

from crossbearing.brief.grounds import (
    GLYPH,
    Area,
    Labels,
    area_names,
    country_names,
    ground,
    land,
    soft,
    told_areas,
)
from crossbearing.brief.svg import GRID, INK, PAPER, SEA, SOFT, TOPIC_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Spot
from crossbearing.brief.window import EARTH_KM, Frame, framed, kilometres
from crossbearing.outlines import outline, radius_km

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


class Map(Struct, frozen=True):
    """A drawn map and the names of the places that lie outside it."""

    svg: str
    outside: tuple[str, ...]


def wants_closer(brief: Brief) -> bool:
    """Say whether many places lie close to the chief one while others spread the map wide."""
    if not brief.spots:
        return False
    apart = [kilometres(brief.spots[0], spot) for spot in brief.spots if spot.precision != "region"]
    close = [km for km in apart if km <= CLOSE_KM]
    return len(close) >= CLOSE_SPOTS and any(3 * CLOSE_KM / 2 < km <= REACH_KM for km in apart)


def draw_map(brief: Brief, *, width: int, key: str, reach_km: float = REACH_KM) -> Map | None:
    """Draw the places within reach of the one most told of, or None when none has a point or an area.

    A region with a shape is drawn as that, a country where it is seen; the closer map has points alone.
    """
    whole = reach_km >= REACH_KM
    near = [spot for spot in brief.spots if kilometres(brief.spots[0], spot) <= reach_km][:SPOTS]
    near = near if whole else [spot for spot in near if spot.precision != "region"]
    told = [spot for spot in near if spot.area is not None]
    if not near and not brief.lands:
        return None
    shapes = [outline(s.area) for s in (told if near else brief.lands[:1]) if s.area is not None]
    frame = framed(near, shapes, width, _OVERVIEW_SPAN if whole and wants_closer(brief) else _MIN_SPAN)
    areas = told_areas((*told, *brief.lands) if whole else told, frame)
    points = [spot for spot in near if spot.area is None]
    shown = [*points, *(area.spot for area in areas if area.spot is not None)]
    svg = draw(
        _spec(frame, points, areas),
        key=key,
        title="Map of the places told of",
        description="; ".join(map(_told, shown)),
    )
    drawn = {spot.place for spot in shown}
    return Map(svg, tuple(s.name for s in (*brief.spots, *brief.lands) if s.place not in drawn))


def _told(spot: Spot) -> str:
    where = f"{spot.lat:.2f}, {spot.lon:.2f}" if spot.area is None else "drawn as its area"
    return f"{spot.name} ({spot.precision}, {where})"


def _spec(frame: Frame, points: list[Spot], told: list[Area]) -> Spec:
    shown = ground(frame)
    labels = Labels(frame)
    names = _names(points, frame, labels)
    names_of_areas = area_names(told, frame, labels)
    layers = [land(shown), *soft(told), *_graticule(frame), *_circles(points, frame)]
    layers += [_points(points, frame), _text_layer(country_names(shown, told, frame, labels), SOFT)]
    layers += [_text_layer(names_of_areas, INK, fontStyle="italic"), _text_layer(names, INK)]
    projection = {
        "type": "mercator",
        "center": [frame.lon, frame.lat],
        "scale": frame.scale,
        "translate": [frame.width / 2, frame.height / 2],
    }
    spec: Spec = {"width": frame.width, "height": frame.height, "projection": projection}
    return spec | {"layer": [*layers, *_scale_bar(frame)], "view": {"stroke": GRID, "fill": SEA}}


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
            (radius_km(spot.precision) or 0.0) / EARTH_KM * frame.scale / math.cos(math.radians(spot.lat))
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
    towns = [s for s in spots if (radius_km(s.precision) or 0.0) > 0 and s.precision != "region"]
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


def _names(spots: list[Spot], frame: Frame, labels: Labels) -> list[dict[str, float | str]]:
    """Label places, the most told-of first, where no other label or point is in the way."""
    for spot in spots:
        labels.keep(*frame.pixel(spot.lon, spot.lat), 4)
    found = []
    for spot in spots:
        text = label(spot.name, 28)
        wide = len(text) * GLYPH
        found.append(labels.seat(text, _seats(*frame.pixel(spot.lon, spot.lat), wide), wide))
    return [name for name in found if name is not None]


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


def _text_layer(values: list[dict[str, Any]], colour: str, **style: str) -> Spec:
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
            **style,
        },
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "text": {"field": "text", "type": "nominal"},
        },
    }


def _scale_bar(frame: Frame) -> list[Spec]:
    per_km = frame.scale / math.cos(math.radians(frame.lat)) / EARTH_KM
    km = next((k for k in (200, 100, 50, 20, 10, 5, 2, 1) if k * per_km <= frame.width * 0.3), 1)
    y = frame.height - 14
    bar = [{"x": 12, "y": y, "x2": 12 + km * per_km, "y2": y}]
    return [_rules(bar, INK, 2), _text_layer([{"x": 12, "y": y - 5, "text": f"{km} km"}], INK)]
