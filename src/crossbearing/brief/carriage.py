"""The picture of who carries whom: sources on the left, carriers on the right, lines as wide as the text."""

from collections.abc import Sequence
from typing import Any

from crossbearing.brief.names import count
from crossbearing.brief.svg import INK, SOFT, TOPIC_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Carried

LINES = 30
"""More lines than this can no longer be followed; the table holds all."""
_ROW, _TOP = 30, 26
_SIDE = 0.3
"""The share of the picture's width that names take on each side."""
_GLYPH = 6.6
"""Mean width in pixels of a letter at 12 pixels."""
_THIN, _THICK = 1.5, 11.0
_FULL = 8
"""Fewer passages than this are never drawn as the widest line: they are not much."""
_MARGIN = 12


def draw_carriage(brief: Brief, *, width: int, key: str) -> str | None:
    """Draw whose text stands in whose reports, or None where nobody carries anybody."""
    drawn = brief.carried[:LINES]
    if not drawn:
        return None
    inner = width - _MARGIN
    sources, carriers = _stacked([one.source for one in drawn]), _stacked([one.carrier for one in drawn])
    height = _TOP + _ROW * max(len(sources), len(carriers))
    left, right = inner * _SIDE, inner * (1 - _SIDE)
    layers = [
        _lines(drawn, sources, carriers, (left, right)),
        _names(sources, left - 8, "right", inner),
        _names(carriers, right + 8, "left", inner),
        _heads(left - 8, right + 8),
    ]
    return draw(
        {"width": inner, "height": height, "layer": layers},
        key=key,
        title="Whose text stands in whose reports",
        description="; ".join(
            f"{one.source} in the reports of {one.carrier}: {count(one.passages, 'passage')}, {one.basis}"
            for one in drawn
        ),
    )


def _stacked(names: Sequence[str]) -> dict[str, float]:
    """Give each name once, in order, with the height at which it stands."""
    return {name: _TOP + _ROW * (n + 0.5) for n, name in enumerate(dict.fromkeys(names))}


def _lines(
    drawn: Sequence[Carried], sources: dict[str, float], carriers: dict[str, float], ends: tuple[float, float]
) -> Spec:
    most = max(_FULL, *(one.passages for one in drawn))
    values: list[dict[str, Any]] = [
        {
            "x": ends[0],
            "y": sources[one.source],
            "x2": ends[1],
            "y2": carriers[one.carrier],
            "wide": _THIN + (_THICK - _THIN) * one.passages / most,
            "colour": TOPIC_COLOURS["control"] if _directed(one) else SOFT,
            "sure": 0.75 if _directed(one) else 0.4,
        }
        for one in drawn
    ]
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": values},
        "mark": {"type": "rule"},
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
            "strokeOpacity": {"field": "sure", "type": "quantitative", "scale": None},
        },
    }


def _directed(one: Carried) -> bool:
    """Whether it is known whose text it is."""
    return not one.basis.startswith("not known")


def _names(places: dict[str, float], x: float, align: str, inner: int) -> Spec:
    letters = max(int(inner * _SIDE / _GLYPH) - 2, 6)
    values = [{"x": x, "y": y + 4, "text": label(name, letters)} for name, y in places.items()]
    return _text(values, align, INK, "normal")


def _heads(left: float, right: float) -> Spec:
    layers = [
        _text([{"x": left, "y": 14, "text": "Text of"}], "right", SOFT, "bold"),
        _text([{"x": right, "y": 14, "text": "in the reports of"}], "left", SOFT, "bold"),
    ]
    return {"layer": layers}


def _text(values: list[dict[str, Any]], align: str, colour: str, weight: str) -> Spec:
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "align": align,
            "baseline": "alphabetic",
            "color": colour,
            "fontWeight": weight,
        },
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "text": {"field": "text", "type": "nominal"},
        },
    }
