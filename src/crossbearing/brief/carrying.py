"""The picture of who carries whom: from whose text it is to those in whose reports it stands."""

import math
from typing import Any

from msgspec import Struct

from crossbearing.brief.names import count
from crossbearing.brief.svg import INK, SOFT, VOICE_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Carried
from crossbearing.carriers import BASES
from crossbearing.locales import by_name

EDGES, PHONE_EDGES = 26, 16
"""More lines than this cross too much to be followed; those of the least text are left to the table."""
_ROW, _HEAD, _GAP, _TOP = 17, 17, 9, 40
_PHONE = 500
_LETTER, _TEXT = 6.3, 11
_MARGIN = 16
_LEFT, _PHONE_LEFT = 190, 130
_RIGHT, _PHONE_RIGHT = 250, 146
_THIN, _THICK = 1.2, 9.0
"""A line is as thick as the root of its text is long: ten times the text is three times as thick."""
_STEPS = 24
_UNKNOWN = BASES["unknown"]
_CREDIT = BASES["credit"]


class Edge(Struct, frozen=True):
    """Text carried, with where its line starts and ends, in pixels."""

    carried: Carried
    start: float
    end: float


class Side(Struct, frozen=True):
    """A name of the left or right column and its height."""

    name: str
    y: float


class Plan(Struct, frozen=True):
    """One part of the picture: its lines and names, and its lower edge; ``known``: who had it first."""

    known: bool
    top: float
    edges: tuple[Edge, ...]
    left: tuple[Side, ...]
    right: tuple[Side, ...]
    bottom: float


class Drawing(Struct, frozen=True):
    """The picture and how many lines and outlets it leaves to the table."""

    svg: str
    left_out: int
    outlets: int


def draw_carrying(brief: Brief, *, width: int, key: str) -> Drawing | None:
    """Draw who carries whom, or None where nobody carries anybody.

    Lines with an arrow lead from whose text it is; those under them, without one, join two that share text of
    which nobody knows who had it first.
    """
    ranked = sorted(
        brief.carried,
        key=lambda one: (-one.characters, -one.reports, by_name(one.source), by_name(one.carrier)),
    )
    shown = ranked[: PHONE_EDGES if width < _PHONE else EDGES]
    if not shown:
        return None
    plans, y = [], 0.0
    for known in (True, False):
        own = [one for one in shown if (one.basis != _UNKNOWN) is known]
        if own:
            plans.append(_plan(own, known, y))
            y = plans[-1].bottom + 14
    layers = [layer for plan in plans for layer in _layers(plan, width)]
    gone = ranked[len(shown) :]
    names = {name for one in shown for name in (one.source, one.carrier)}
    hidden = {name for one in gone for name in (one.source, one.carrier)} - names
    svg = draw(
        {"width": width - _MARGIN, "height": y, "layer": layers},
        key=key,
        title="Who carries whom",
        description="; ".join(_told(one) for one in shown),
    )
    return Drawing(svg, len(gone), len(hidden))


def _told(one: Carried) -> str:
    verb = "shares text with" if one.basis == _UNKNOWN else "carries text of"
    return f"{one.carrier} {verb} {one.source}: {_much(one)} ({one.basis})"


def _much(one: Carried) -> str:
    return f"{count(one.reports, 'report')}, {one.text:.0%} of their text"


# -- layout -------------------------------------------------------------------------------------------------


def _plan(shown: list[Carried], known: bool, top: float) -> Plan:
    """Give each carrier its name and, under it, a row for each line; sources stand at their lines' middle."""
    by_carrier: dict[str, list[Carried]] = {}
    for one in shown:
        by_carrier.setdefault(one.carrier, []).append(one)
    y = top + _TOP
    right: list[Side] = []
    ends: list[tuple[Carried, float]] = []
    order = {one.source: n for n, one in reversed(list(enumerate(shown)))}
    for carrier, own in by_carrier.items():
        right.append(Side(carrier, y))
        for n, one in enumerate(sorted(own, key=lambda one: order[one.source]), 1):
            ends.append((one, y + n * _ROW))
        y += _HEAD + len(own) * _ROW + _GAP
    left = _left(ends, top + _TOP, y - _GAP - _ROW)
    starts = _starts(ends, left)
    edges = tuple(Edge(one, starts[one], end) for one, end in ends)
    low = max(y, left[-1].y + _thickness(edges, left[-1].name) / 2 + _GAP)
    return Plan(known, top, edges, tuple(left), tuple(right), low)


def _left(ends: list[tuple[Carried, float]], top: float, bottom: float) -> list[Side]:
    """Put each source at the mean height of its lines, moved so far that none stands on another."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for one, end in ends:
        lines.setdefault(one.source, []).append((end, _thick(one) + 1))
    wanted = sorted((sum(e for e, _ in own) / len(own), name) for name, own in lines.items())
    heights = {name: max(_ROW + 4.0, sum(t for _, t in own) + 6) for name, own in lines.items()}
    spare = max(0.0, bottom - top - sum(heights.values()))
    found: list[Side] = []
    at = top
    for n, (middle, name) in enumerate(wanted):
        rest = sum(heights[other] for _, other in wanted[n:])
        latest = max(at, top + sum(heights.values()) + spare - rest)
        start = min(max(at, middle - heights[name] / 2), latest)
        found.append(Side(name, start + heights[name] / 2))
        at = start + heights[name]
    return found


def _starts(ends: list[tuple[Carried, float]], left: list[Side]) -> dict[Carried, float]:
    """Let a source's lines leave side by side, in the order in which they arrive."""
    found: dict[Carried, float] = {}
    for side in left:
        own = sorted((item for item in ends if item[0].source == side.name), key=lambda item: item[1])
        y = side.y - sum(_thick(one) + 1 for one, _ in own) / 2
        for one, _ in own:
            found[one] = y + _thick(one) / 2
            y += _thick(one) + 1
    return found


def _thick(one: Carried) -> float:
    return min(_THICK, _THIN + math.sqrt(one.characters) / 20)


def _thickness(edges: tuple[Edge, ...], source: str) -> float:
    return sum(_thick(edge.carried) + 1 for edge in edges if edge.carried.source == source)


# -- layers -------------------------------------------------------------------------------------------------


def _layers(plan: Plan, width: int) -> list[Spec]:
    phone = width < _PHONE
    inner = width - _MARGIN
    x1, x2 = float(_PHONE_LEFT if phone else _LEFT), float(inner - (_PHONE_RIGHT if phone else _RIGHT))
    colours = {side.name: VOICE_COLOURS[n % len(VOICE_COLOURS)] for n, side in enumerate(plan.left)}
    found = [_curve(edge, x1 + 6, x2 - 8, colours[edge.carried.source]) for edge in plan.edges]
    found += [_heads(plan, x1, x2, phone)]
    names = [
        {"x": x1, "y": side.y, "text": label(side.name, int(x1 / _LETTER) - 1), "colour": colours[side.name]}
        for side in plan.left
    ]
    room = int((inner - x2) / _LETTER)
    carriers = [{"x": x2, "y": side.y, "text": label(side.name, room)} for side in plan.right]
    rows = [{"x": x2 + 6, "y": edge.end, "text": _row(edge.carried, phone)} for edge in plan.edges]
    found += [
        _texts(names, align="right", fontWeight="bold"),
        _texts(carriers, fontWeight="bold", color=INK),
        _texts(rows, color=SOFT),
    ]
    if plan.known:
        found.append(_arrows(plan, x2, colours))
    return found


def _row(one: Carried, phone: bool) -> str:
    return f"{count(one.reports, 'report')}, {one.text:.0%}" if phone else _much(one)


def _heads(plan: Plan, x1: float, x2: float, phone: bool) -> Spec:
    y = plan.top + 12
    if not plan.known:
        text = "Both hold the same text; who had it first is not known"
        return _texts([{"x": 2, "y": y, "text": text}], color=SOFT)
    shown = [{"x": x2, "y": y, "text": "stands in reports of"}]
    whose = [{"x": x1, "y": y, "text": "Text of"}]
    layers = [_texts(shown, color=SOFT)]
    return {"layer": [_texts(whose, color=SOFT, align="right"), *layers]}


def _pixel(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _texts(values: list[Spec], **mark: Any) -> Spec:
    where: Spec = {"x": _pixel("x"), "y": _pixel("y"), "text": {"field": "text", "type": "nominal"}}
    if values and "colour" in values[0]:
        where["color"] = {"field": "colour", "type": "nominal", "scale": None}
    shape = {"type": "text", "fontSize": _TEXT, "baseline": "middle", "align": "left", **mark}
    return {"data": {"values": values}, "mark": shape, "encoding": where}


def _curve(edge: Edge, x1: float, x2: float, colour: str) -> Spec:
    """Draw a line that leaves and arrives level; whole: credited; dashed: by day; dotted: not known."""
    values = []
    for n in range(_STEPS + 1):
        t = n / _STEPS
        ease = t * t * (3 - 2 * t)
        values.append({"n": n, "x": x1 + (x2 - x1) * t, "y": edge.start + (edge.end - edge.start) * ease})
    one = edge.carried
    dash = {} if one.basis == _CREDIT else {"strokeDash": [2, 4] if one.basis == _UNKNOWN else [9, 4]}
    where = {"x": _pixel("x"), "y": _pixel("y"), "order": {"field": "n", "type": "quantitative"}}
    mark = {"type": "line", "color": colour, "strokeWidth": _thick(one), "opacity": 0.55, **dash}
    return {"data": {"values": values}, "mark": mark, "encoding": where}


def _arrows(plan: Plan, x2: float, colours: dict[str, str]) -> Spec:
    values = [{"x": x2 - 5, "y": edge.end, "colour": colours[edge.carried.source]} for edge in plan.edges]
    where: Spec = {"x": _pixel("x"), "y": _pixel("y")}
    where["color"] = {"field": "colour", "type": "nominal", "scale": None}
    mark = {"type": "point", "shape": "triangle-right", "size": 70, "filled": True, "opacity": 1}
    return {"data": {"values": values}, "mark": mark, "encoding": where}
