"""The casualties picture: every count as the range that was said, never as one number it was not."""

from typing import Any

from msgspec import Struct

from crossbearing.brief.numerals import say_range
from crossbearing.brief.svg import SOFT, TOPIC_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Toll, words
from crossbearing.brief.wording import capital

ROWS = 24
"""More rows than this no longer fit a page; the table holds all."""
_ROW, _TEXT, _BAR, _SECOND = 40, 14, 10, 16
_PHONE = 500
"""Narrower than this, a row's words take two lines."""
_MARGIN = 34
_OPEN_SHARE = 0.08
"""How far an open side fades past its last known number, as a share of the picture."""
LOG_FROM = 40
"""Above this ratio of the largest to the smallest number, a linear scale hides the small ones."""


class _Rows(Struct, frozen=True):
    """How the rows are laid out: with one or two lines of words above each bar."""

    lines: int

    @property
    def height(self) -> int:
        return _ROW + _SECOND * (self.lines - 1)

    def text(self, row: int) -> float:
        """Give the baseline of a row's first line."""
        return row * self.height + _TEXT

    def bar(self, row: int) -> float:
        """Give the top of a row's bar."""
        return self.text(row) + _SECOND * (self.lines - 1) + 8


def draw_ranges(brief: Brief, *, width: int, key: str) -> str | None:
    """Draw the casualties table's ranges, or None when nothing was counted."""
    tolls = [toll for toll in brief.tolls if toll.lower is not None or toll.upper is not None][:ROWS]
    if not tolls:
        return None
    inner = width - _MARGIN
    rows = _Rows(2 if width < _PHONE else 1)
    layers = [_spans(tolls, rows), _ends(tolls, rows), _texts(tolls, inner, rows)]
    return draw(
        {"width": inner, "height": rows.height * len(tolls), "layer": layers},
        key=key,
        title="Casualties as ranges, by place, group and origin",
        description="; ".join(_described(toll) for toll in tolls),
    )


def _described(toll: Toll) -> str:
    range_ = say_range(toll.lower, toll.upper)
    return f"{range_} {words(toll.group)} {toll.measure} ({words(toll.place)}), says {words(toll.origin)}"


def _axis(tolls: list[Toll]) -> Spec:
    ends = [n for toll in tolls for n in (toll.lower, toll.upper) if n is not None and n > 0]
    high, low = max(ends, default=1.0), min(ends, default=1.0)
    log = high / max(low, 1.0) > LOG_FROM
    top = high * (2 if log else 1 + 1.6 * _OPEN_SHARE)
    scale: Spec = {"domain": [0, top], "nice": False}
    axis: Spec = {"title": None, "grid": True, "format": ",d", "tickCount": 6, "labelOverlap": True}
    if log:
        scale |= {"type": "symlog", "constant": 3}
        axis |= {
            "values": [n for n in (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000) if n <= top]
        }
    return {"type": "quantitative", "scale": scale, "axis": axis}


def _spans(tolls: list[Toll], rows: _Rows) -> Spec:
    values = []
    top = _axis(tolls)["scale"]["domain"][1]
    for n, toll in enumerate(tolls):
        low = toll.lower if toll.lower is not None else 0
        high = toll.upper if toll.upper is not None else top
        values.append(
            {
                "low": low,
                "high": high,
                "top": rows.bar(n),
                "bottom": rows.bar(n) + _BAR,
                "fill": 0.12 if toll.upper is None else 0.25 if toll.lower is None else 0.75,
                "edge": 0 if toll.upper is None else 1,
            }
        )
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    colour = TOPIC_COLOURS["casualties"]
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "color": colour, "stroke": colour, "strokeWidth": 1.5, "cornerRadius": 2},
        "encoding": {
            "x": {"field": "low", **_axis(tolls)},
            "x2": {"field": "high"},
            "y": {"field": "top", **pixel},
            "y2": {"field": "bottom"},
            "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None},
            "strokeOpacity": {"field": "edge", "type": "quantitative", "scale": None},
        },
    }


def _ends(tolls: list[Toll], rows: _Rows) -> Spec:
    """Mark single numbers with a dot and open sides with a dot and an arrow."""
    dots: list[dict[str, Any]] = []
    arrows: list[dict[str, Any]] = []
    for n, toll in enumerate(tolls):
        end = {"at": toll.lower, "y": rows.bar(n) + _BAR / 2}
        if toll.upper is None:
            arrows.append(end)
        if toll.upper is None or toll.lower == toll.upper:
            dots.append(end)
    marks = (
        (dots, {"shape": "circle", "size": 78}),
        (arrows, {"shape": "triangle-right", "size": 58, "xOffset": 11}),
    )
    return {"layer": [_shapes(values, shape, _axis(tolls)) for values, shape in marks if values]}


def _shapes(values: list[dict[str, Any]], shape: Spec, axis: Spec) -> Spec:
    colour = TOPIC_COLOURS["casualties"]
    return {
        "data": {"values": values},
        "mark": {
            "type": "point",
            "filled": True,
            "opacity": 1,
            "color": colour,
            **shape,
        },
        "encoding": {
            "x": {"field": "at", **axis},
            "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
        },
    }


def _texts(tolls: list[Toll], inner: int, rows: _Rows) -> Spec:
    values: list[dict[str, Any]] = []
    room = inner // 7
    for n, toll in enumerate(tolls):
        count = capital(f"{words(toll.amount)} {words(toll.group)} {toll.measure}")
        place = "" if words(toll.place) == "not stated" else f"{words(toll.place)}, "
        said = f"{place}{words(toll.origin)}"
        parts = [f"{count} – {said}"] if rows.lines == 1 else [count, capital(said)]
        for line, text in enumerate(parts):
            values.append({"y": rows.text(n) + line * _SECOND, "text": label(text, room)})
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "alphabetic",
            "limit": inner + 20,
            "color": SOFT,
        },
        "encoding": {
            "x": {"value": 2},
            "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
            "text": {"field": "text", "type": "nominal"},
        },
    }
