"""What lies under the points of a map: land and borders, and the areas told of, with their names."""

from collections.abc import Sequence

from crossbearing.brief.svg import LAND, SOFT, TOPIC_COLOURS, Spec, label
from crossbearing.brief.values import Spot
from crossbearing.brief.window import GRID, Frame, within
from crossbearing.outlines import Box, Land, Outline, Ring, countries, outline

GLYPH = 6.4
"""Mean width in pixels of a letter at 12 pixels, for keeping labels apart."""
CAPITAL = 8.7
"""The same of a capital letter."""
CROWD = 4
"""More areas than this on one map are filled only faintly: they may hold one another."""
_COUNTRY_SHARE = 0.06
_LETTERS, _CAPITALS = 28, 24
Name = dict[str, float | str]
Polygons = Sequence[Sequence[Ring]]


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


def land(frame: Frame) -> Spec:
    """Draw the countries, those told of and all others alike."""
    shapes = [_feature(one.polygons) for one in countries(frame.box())]
    return _shapes(shapes, {"fill": LAND, "stroke": SOFT, "strokeWidth": 0.8})


def areas(spots: Sequence[Spot]) -> list[Spec]:
    """Draw areas softly filled within a whole line, countries more faintly, the gravest thing told on top."""
    found = []
    regions = [spot for spot in spots if spot.precision != "country"]
    faint = 0.6 if len(regions) > CROWD else 1.0
    for whole, fill, line in ((True, 0.05, 1.1), (False, 0.14, 1.3)):
        for spot in reversed([one for one in spots if (one.precision == "country") is whole]):
            if spot.area is not None:
                colour = TOPIC_COLOURS[spot.topics[0]]
                mark = {"fill": colour, "stroke": colour, "fillOpacity": fill * faint}
                mark |= {"strokeOpacity": 0.75, "strokeWidth": line}
                found.append(_shapes([_feature(outline(spot.area).polygons)], mark))
    return found


def seen(area: Outline, frame: Frame) -> bool:
    """Say whether any of an area is seen in a window."""
    return any(within(point, area.polygons) for point in frame.grid())


def area_names(spots: Sequence[Spot], frame: Frame, labels: Labels) -> list[Name]:
    """Name areas where most of them is seen; countries are named as such, in capitals."""
    found = []
    for spot in spots:
        if spot.area is not None and spot.precision != "country":
            text = label(spot.name, _LETTERS)
            seats = _inside(outline(spot.area).polygons, frame, len(text) * GLYPH)
            found.append(labels.seat(text, seats, len(text) * GLYPH))
    return [name for name in found if name is not None]


def country_names(frame: Frame, told: Sequence[Spot], labels: Labels) -> list[Name]:
    """Name the countries told of, and those others that fill a part of the window."""
    named = {spot.area for spot in told}
    listed: list[tuple[str, Polygons]] = [
        (spot.name, outline(spot.area).polygons) for spot in told if spot.area is not None
    ]
    listed += [(one.name, one.polygons) for one in _others(frame, named)]
    found = []
    for name, polygons in listed:
        text = label(name.upper(), _CAPITALS)
        found.append(labels.seat(text, _inside(polygons, frame, len(text) * CAPITAL), len(text) * CAPITAL))
    return [name for name in found if name is not None]


def _others(frame: Frame, named: set[int | None]) -> list[Land]:
    """Give countries that are seen but not told of, other than one that fills the whole window."""
    found = []
    for one in countries(frame.box()):
        if one.number not in named:
            share = sum(within(point, one.polygons) for point in frame.grid()) / (GRID * GRID)
            if _COUNTRY_SHARE <= share < 1:
                found.append(one)
    return found


def _inside(polygons: Polygons, frame: Frame, wide: float) -> list[tuple[float, float]]:
    """Give seats for a name within an area: in the middle of what is seen of it, then around that."""
    held = [frame.pixel(*point) for point in frame.grid() if within(point, polygons)]
    if not held:
        return []
    middle = (sum(x for x, _ in held) / len(held), sum(y for _, y in held) / len(held))
    near = sorted(held, key=lambda at: (at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2)
    first = [middle] if abs(near[0][0] - middle[0]) + abs(near[0][1] - middle[1]) < frame.width / GRID else []
    return [(x - wide / 2, y + 4) for x, y in (*first, *near)]


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
