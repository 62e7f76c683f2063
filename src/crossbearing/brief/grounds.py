"""What lies under the points of a map: land and borders, and the areas told of, with their names."""

import math
from collections.abc import Sequence

from msgspec import Struct

from crossbearing.brief.svg import LAND, SOFT, TOPIC_COLOURS, Spec, label
from crossbearing.brief.values import Spot
from crossbearing.brief.window import GRID, Frame, Polygons, around, clipped, grid, within
from crossbearing.outlines import Box, countries, outline

GLYPH = 6.4
"""Mean width in pixels of a letter at 12 pixels, for keeping labels apart."""
CAPITAL = 8.7
"""The same of a capital letter."""
CROWD = 4
"""More areas than this on one map are filled only faintly: they may hold one another."""
_COUNTRY_SHARE = 0.06
_LETTERS, _CAPITALS = 28, 24
Name = dict[str, float | str]


class Area(Struct, frozen=True):
    """What of a country or region is seen in a window: its place if it is told of, its number and name."""

    number: int
    name: str
    polygons: Polygons
    spot: Spot | None = None


class Labels:
    """The labels of a map, each where nothing else stands; what finds no room is left to the list."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.taken: list[Box] = []

    def keep(self, x: float, y: float, half: float) -> None:
        """Keep the room of a mark."""
        self.taken.append((x - half, y - half, x + half, y + half))

    def seat(self, text: str, seats: Sequence[tuple[float, float]], wide: float) -> Name | None:
        """Write a text at the first of some seats (left end, base line) that is free and in the window."""
        for left, base in seats:
            box = (left, base - 11, left + wide, base + 3)
            inside = (
                box[0] >= 2
                and box[2] <= self.frame.width - 2
                and box[1] >= 2
                and box[3] <= self.frame.height - 2
            )
            if inside and not any(_overlap(box, other) for other in self.taken):
                self.taken.append(box)
                return {"x": left, "y": base, "text": text}
        return None


def ground(frame: Frame) -> list[Area]:
    """Give what a window shows of all countries."""
    box = frame.box()
    found = [Area(one.number, one.name, clipped(one.polygons, box)) for one in countries(box)]
    return [area for area in found if area.polygons]


def told_areas(spots: Sequence[Spot], frame: Frame) -> list[Area]:
    """Give what a window shows of the areas of places; those that it does not show are not there."""
    found = [
        Area(spot.area, spot.name, clipped(outline(spot.area).polygons, frame.box()), spot)
        for spot in spots
        if spot.area is not None
    ]
    return [area for area in found if clipped(area.polygons, frame.view())]


def land(shown: Sequence[Area]) -> Spec:
    """Draw the countries, those told of and all others alike."""
    shapes = [_feature(area.polygons) for area in shown]
    return _shapes(shapes, {"fill": LAND, "stroke": SOFT, "strokeWidth": 0.8})


def soft(told: Sequence[Area]) -> list[Spec]:
    """Draw areas softly filled within a whole line, countries more faintly; the most told of is on top."""
    found = []
    faint = 0.6 if sum(not _is_country(area) for area in told) > CROWD else 1.0
    for country, fill, line in ((True, 0.05, 1.1), (False, 0.14, 1.3)):
        for area in reversed([one for one in told if _is_country(one) is country]):
            colour = TOPIC_COLOURS[area.spot.topics[0]] if area.spot is not None else SOFT
            mark = {"fill": colour, "stroke": colour, "fillOpacity": fill * faint}
            mark |= {"strokeOpacity": 0.75, "strokeWidth": line}
            found.append(_shapes([_feature(area.polygons)], mark))
    return found


def _is_country(area: Area) -> bool:
    return area.spot is None or area.spot.precision == "country"


def area_names(told: Sequence[Area], frame: Frame, labels: Labels) -> list[Name]:
    """Name regions where most of them is seen; countries are named as such, in capitals."""
    found = []
    for area in told:
        if not _is_country(area):
            text = label(area.name, _LETTERS)
            seats = _inside(area.polygons, frame, len(text) * GLYPH)
            found.append(labels.seat(text, seats, len(text) * GLYPH))
    return [name for name in found if name is not None]


def country_names(shown: Sequence[Area], told: Sequence[Area], frame: Frame, labels: Labels) -> list[Name]:
    """Name the countries told of, and those others that fill a part of the window but not all of it."""
    countries_told = [area for area in told if _is_country(area)]
    numbers = {area.number for area in countries_told}
    found = []
    for area in (*countries_told, *(one for one in shown if one.number not in numbers)):
        share = sum(within(point, area.polygons) for point in grid(frame.view())) / (GRID * GRID)
        if area.number in numbers or _COUNTRY_SHARE <= share < 1:
            text = label(area.name.upper(), _CAPITALS)
            wide = len(text) * CAPITAL
            found.append(labels.seat(text, _inside(area.polygons, frame, wide), wide))
    return [name for name in found if name is not None]


def _inside(polygons: Polygons, frame: Frame, wide: float) -> list[tuple[float, float]]:
    """Give seats for a name within an area: near the middle of what is seen of it, then further off.

    Those come first at which the whole name stands within it.
    """
    shown = clipped(polygons, frame.view())
    held = [point for point in grid(around(shown)) if within(point, shown)] if shown else []
    if not held:
        return []
    middle = (sum(x for x, _ in held) / len(held), sum(y for _, y in held) / len(held))
    half = math.degrees(wide / 2 / frame.scale)

    def rank(point: tuple[float, float]) -> tuple[bool, float]:
        ends = ((point[0] - half, point[1]), (point[0] + half, point[1]))
        off = (point[0] - middle[0]) ** 2 + (point[1] - middle[1]) ** 2
        return not all(within(end, polygons) for end in ends), off

    seats = sorted([*held, *([middle] if within(middle, polygons) else [])], key=rank)
    return [(x - wide / 2, y + 4) for x, y in (frame.pixel(*point) for point in seats)]


def _feature(polygons: Polygons) -> Spec:
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _shapes(values: list[Spec], mark: Spec) -> Spec:
    return {"data": {"values": values}, "mark": {"type": "geoshape", "clip": True, **mark}}


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
