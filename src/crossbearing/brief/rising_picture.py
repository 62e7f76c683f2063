"""The picture of a toll rising: a line for each origin over the days on which it gave its figures."""

from datetime import date
from typing import Any

from msgspec import Struct

from crossbearing.brief.beside import Figure, Rise, Thread
from crossbearing.brief.numerals import say_number, say_range
from crossbearing.brief.rising import figures_of
from crossbearing.brief.scale import Scale, scale_of
from crossbearing.brief.svg import GRID, PAPER, SOFT, VOICE_COLOURS, Spec, draw, label
from crossbearing.brief.values import words
from crossbearing.brief.wording import MONTHS, capital, say_days
from crossbearing.locales import local_month

RISES_DRAWN = 6
"""So many pictures of rising tolls are looked at; the other happenings stand as tables."""
THREADS = len(VOICE_COLOURS)
"""More lines than there are colours and shapes for cannot be told apart; the table has all."""
_PLOT, _TOP, _FOOT, _LEFT = 190, 26, 24, 46
_SIDE = 330
"""Room for names beside the lines on a wide page; a narrow one has them above."""
_PHONE = 500
_LETTER, _TEXT = 6.3, 11
_LINE, _KEY = 15, 18
_DODGE = 26
"""Figures of one day stand beside each other, so many pixels apart at the most."""
_AGAIN = 11
"""One origin's figures of one day stand so many pixels apart, too."""
_MARGIN = 16
_ARROW = 13
_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")


class Point(Struct, frozen=True):
    """A figure where it is drawn: its middle and its bounds, in pixels; None where a side is open."""

    figure: Figure
    x: float
    low: float | None
    high: float | None
    start: float
    end: float

    @property
    def level(self) -> float:
        """Give the height at which the figure's line runs: its least, else its most."""
        return self.low if self.low is not None else self.high or 0.0


class Drawn(Struct, frozen=True):
    """A thread with its points, colour and shape."""

    thread: Thread
    points: tuple[Point, ...]
    number: int

    @property
    def colour(self) -> str:
        """Give the stand-in of the thread's colour."""
        return VOICE_COLOURS[self.number]


class Frame(Struct, frozen=True):
    """Where the plot lies: its edges in pixels, its days, and its scale of numbers."""

    left: float
    right: float
    top: float
    first: date
    days: int
    scale: Scale

    @property
    def bottom(self) -> float:
        """Give where nobody is counted."""
        return self.top + _PLOT

    @property
    def day(self) -> float:
        """Give a day's width."""
        return (self.right - self.left) / self.days

    def y(self, value: float) -> float:
        """Give the height of a number."""
        return self.bottom - self.scale.share(value) * _PLOT

    def middle(self, day: date) -> float:
        """Give the middle of a day."""
        return self.left + ((day - self.first).days + 0.5) * self.day


def draw_rise(rise: Rise, *, width: int, key: str) -> str:
    """Draw a rise's first threads: a dot is a number, a bar a range, an arrow an open side."""
    threads = rise.threads[:THREADS]
    phone = width < _PHONE
    frame = _frame(threads, width, phone)
    drawn = [Drawn(t, _points(t, n, len(threads), frame), n) for n, t in enumerate(threads)]
    layers = [_grid(frame), _days(frame, threads), *_lines(drawn), *_marks(drawn, frame)]
    layers += [_numbers(drawn, frame), *(_key(drawn) if phone else _names(drawn, frame))]
    told = "; ".join(
        f"{say_days(figure.first, figure.last)}: {words(figure.told)}, {words(thread.origin)}"
        for thread, figure in figures_of(rise)
    )
    return draw(
        {"width": width - _MARGIN, "height": frame.bottom + _FOOT, "layer": layers},
        key=key,
        title=f"{words(rise.title)} ({rise.measure}, by origin, over the days of telling)",
        description=told,
    )


# -- layout -------------------------------------------------------------------------------------------------


def _frame(threads: tuple[Thread, ...], width: int, phone: bool) -> Frame:
    figures = [figure for thread in threads for figure in thread.figures]
    first = min(figure.first for figure in figures)
    days = (max(figure.last for figure in figures) - first).days + 1
    ends = [n for figure in figures for n in (figure.lower, figure.upper) if n is not None]
    top = _TOP + (_KEY * len(threads) if phone else 0)
    right = width - _MARGIN - (8 if phone else _SIDE)
    return Frame(_LEFT, right, top, first, days, scale_of(ends))


def _points(thread: Thread, number: int, of: int, frame: Frame) -> tuple[Point, ...]:
    """Place a thread's figures, each in the thread's own lane of its day."""
    lane = min(frame.day * 0.8 / of, _DODGE)
    shift = (number - (of - 1) / 2) * lane
    found: list[Point] = []
    for figure in thread.figures:
        start, end = frame.middle(figure.first), frame.middle(figure.last)
        again = sum((point.start, point.end) == (start, end) for point in found)
        low = frame.y(figure.lower) if figure.lower is not None else None
        high = frame.y(figure.upper) if figure.upper is not None else None
        found.append(
            Point(figure, (start + end) / 2 + shift + again * min(lane, _AGAIN), low, high, start, end)
        )
    return tuple(found)


# -- layers -------------------------------------------------------------------------------------------------


def _pixel(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _rules(values: list[Spec], **mark: Any) -> Spec:
    where = {name: _pixel(name) for name in ("x", "y")} | {
        name: {"field": name} for name in ("x2", "y2") if values and name in values[0]
    }
    if values and "colour" in values[0]:
        where["color"] = {"field": "colour", "type": "nominal", "scale": None}
    return {"data": {"values": values}, "mark": {"type": "rule", **mark}, "encoding": where}


def _texts(values: list[Spec], **mark: Any) -> Spec:
    where: Spec = {"x": _pixel("x"), "y": _pixel("y"), "text": {"field": "text", "type": "nominal"}}
    if values and "colour" in values[0]:
        where["color"] = {"field": "colour", "type": "nominal", "scale": None}
    shape = {"type": "text", "fontSize": _TEXT, "baseline": "middle", "align": "left", **mark}
    return {"data": {"values": values}, "mark": shape, "encoding": where}


def _grid(frame: Frame) -> Spec:
    ticks = frame.scale.ticks
    rules = [{"x": frame.left, "x2": frame.right, "y": frame.y(n), "y2": frame.y(n)} for n in ticks]
    names = [{"x": frame.left - 6, "y": frame.y(n), "text": say_number(n)} for n in ticks]
    return {"layer": [_rules(rules, color=GRID), _texts(names, align="right", color=SOFT)]}


def _days(frame: Frame, threads: tuple[Thread, ...]) -> Spec:
    """Name the days on which figures were told, as far as there is room."""
    told = sorted({day for t in threads for f in t.figures for day in (f.first, f.last)})
    names: list[Spec] = []
    last = -100.0
    for day in told:
        x = frame.middle(day)
        text = local_month(day) or f"{day.day} {MONTHS[day.month - 1][:3]}"
        text += f" {day.year}" if not names else ""
        if x - last > (len(text) + 2) * _LETTER / 2 + 26:
            names.append({"x": x, "y": frame.bottom + 14, "text": text})
            last = x
    edges = [
        {"x": frame.left + n * frame.day, "y": frame.top, "y2": frame.bottom}
        for n in range(frame.days + 1)
        if frame.day > 24
    ]
    layers = [_texts(names, align="center", color=SOFT)]
    return {"layer": [*([_rules(edges, color=GRID, strokeDash=[1, 3])] if edges else []), *layers]}


def _lines(drawn: list[Drawn]) -> list[Spec]:
    """Join an origin's figures by steps: whole where one was replaced, dotted where one only followed."""
    found = []
    for whole in (True, False):
        values: list[Spec] = []
        for one in drawn:
            for before, after in zip(one.points, one.points[1:], strict=False):
                if before.figure.replaced is whole and after.x > before.x:
                    step = {"colour": one.colour, "x": before.x, "y": before.level}
                    values.append(step | {"x2": after.x, "y2": before.level})
                    values.append(step | {"x": after.x, "x2": after.x, "y2": after.level})
        dash: Spec = {} if whole else {"strokeDash": [2, 4]}
        found += [_rules(values, strokeWidth=2, **dash)] if values else []
    return found


def _marks(drawn: list[Drawn], frame: Frame) -> list[Spec]:
    return [
        _bars(drawn, frame),
        *([spread] if (spread := _spread(drawn)) is not None else []),
        *(_dots(one) for one in drawn),
        *_arrows(drawn, frame),
    ]


def _bars(drawn: list[Drawn], frame: Frame) -> Spec:
    """Ranges as bars from the least to the most; what is open upwards fades in a bar to the top."""
    values = []
    for one in drawn:
        for point in one.points:
            if point.low != point.high:
                open_ = point.low is None or point.high is None
                low = point.low if point.low is not None else frame.bottom
                high = point.high if point.high is not None else max(low - 2.2 * _ARROW, frame.top)
                values.append(
                    {
                        "x": point.x - 4,
                        "x2": point.x + 4,
                        "y": low,
                        "y2": high,
                        "colour": one.colour,
                        "fill": 0.25 if open_ else 0.55,
                    }
                )
    where: Spec = {"x": _pixel("x"), "x2": {"field": "x2"}, "y": _pixel("y"), "y2": {"field": "y2"}}
    where["color"] = {"field": "colour", "type": "nominal", "scale": None}
    where["fillOpacity"] = {"field": "fill", "type": "quantitative", "scale": None}
    return {"data": {"values": values}, "mark": {"type": "rect"}, "encoding": where}


def _spread(drawn: list[Drawn]) -> Spec | None:
    """A report whose day is not known exactly: a thin line over the days it may be of."""
    values = [
        {"x": p.start, "x2": p.end, "y": p.level, "y2": p.level, "colour": one.colour}
        for one in drawn
        for p in one.points
        if p.end > p.start
    ]
    return _rules(values, strokeWidth=1) if values else None


def _dots(one: Drawn) -> Spec:
    """Mark the ends that were told; what is not verified is hollow."""
    values = []
    for point in one.points:
        sure = point.figure.status == "asserted"
        for y in {y for y in (point.low, point.high) if y is not None}:
            values.append({"x": point.x, "y": y, "fill": one.colour if sure else PAPER})
    where: Spec = {"x": _pixel("x"), "y": _pixel("y")}
    where["fill"] = {"field": "fill", "type": "nominal", "scale": None}
    mark = {"type": "point", "shape": _SHAPES[one.number], "size": 62, "stroke": one.colour}
    return {
        "data": {"values": sorted(values, key=lambda v: (v["x"], v["y"]))},
        "mark": mark | {"strokeWidth": 1.8, "opacity": 1, "filled": True},
        "encoding": where,
    }


def _arrows(drawn: list[Drawn], frame: Frame) -> list[Spec]:
    """Arrows for open sides: "at least" upwards, "up to" downwards."""
    found = []
    for name, way in (("triangle-up", -1), ("triangle-down", 1)):
        values: list[Spec] = []
        for one in drawn:
            for point in one.points:
                end = point.high if way < 0 else point.low
                if end is None:
                    y = max(point.level - 2.2 * _ARROW, frame.top) if way < 0 else frame.bottom - 4
                    values.append({"x": point.x, "y": y, "colour": one.colour})
        where: Spec = {"x": _pixel("x"), "y": _pixel("y")}
        where["color"] = {"field": "colour", "type": "nominal", "scale": None}
        mark = {"type": "point", "shape": name, "size": 42, "filled": True, "opacity": 1}
        found += [{"data": {"values": values}, "mark": mark, "encoding": where}] if values else []
    return found


def _numbers(drawn: list[Drawn], frame: Frame) -> Spec:
    """Write each figure above its mark, else beside or under it, where nothing else stands."""
    values: list[Spec] = []
    taken = [_box(point, frame) for one in drawn for point in one.points]
    for one in drawn:
        for point in one.points:
            text = _short(point.figure)
            half = len(text) * _LETTER / 2 + 1
            own = _box(point, frame)
            spots = [
                (point.x, own[1] - 8),
                (point.x + half + 8, point.level),
                (point.x - half - 8, point.level),
            ]
            spots += [(point.x, own[3] + 9)]
            for x, y in spots:
                box = (x - half, y - 6, x + half, y + 6)
                if frame.left <= box[0] and not any(_meet(box, other) for other in taken):
                    taken.append(box)
                    values.append({"x": x, "y": y, "text": text, "colour": one.colour})
                    break
    return _texts(values, align="center", fontWeight="bold")


Box = tuple[float, float, float, float]


def _box(point: Point, frame: Frame) -> Box:
    """Give what a figure's mark covers: left, top, right, bottom."""
    ends = [y for y in (point.low, point.high) if y is not None]
    top = min(ends) - (0 if point.high is not None else 2.2 * _ARROW)
    return point.x - 5, max(top, frame.top) - 5, point.x + 5, max(ends) + 5


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _short(figure: Figure) -> str:
    """Write a figure in few letters, as it was said: "more than 100" → ">100", "at least 12" → "12+"."""
    said = figure.told.parts[0].text
    for words_, sign in (("more than ", ">"), ("fewer than ", "<")):
        if said.startswith(words_):
            return sign + said.removeprefix(words_)
    if figure.upper is None:
        return f"{say_number(figure.lower or 0)}+"
    return f"≤{say_number(figure.upper)}" if figure.lower is None else say_range(figure.lower, figure.upper)


def _named(thread: Thread, room: float) -> str:
    who = capital(words(thread.origin))
    group = f" ({thread.group})" if thread.group else ""
    letters = int(room / _LETTER)
    return label(who, letters - len(group)) + group if len(group) < letters // 2 else label(who, letters)


def _names(drawn: list[Drawn], frame: Frame) -> list[Spec]:
    """Write the origins beside the plot in the order of their last figures, none on another."""
    ordered = sorted(drawn, key=lambda one: (one.points[-1].level, one.number))
    x = frame.right + 34
    values: list[Spec] = []
    leads: list[Spec] = []
    y = frame.top - 8
    for n, one in enumerate(ordered):
        last = one.points[-1]
        most = frame.bottom - (len(ordered) - 1 - n) * _KEY
        y = min(max(last.level, y + _KEY if n else frame.top + 2), most)
        values.append({"x": x, "y": y, "text": _named(one.thread, _SIDE - 48), "colour": one.colour})
        leads.append({"x": last.x + 7, "y": last.level, "x2": x - 16, "y2": y, "colour": one.colour})
    shapes = [_shape(one, x - 9, value["y"]) for one, value in zip(ordered, values, strict=True)]
    return [_rules(leads, strokeWidth=0.7, strokeDash=[1, 3], opacity=0.45), *shapes, _texts(values)]


def _key(drawn: list[Drawn]) -> list[Spec]:
    """Write the origins above the plot, on a narrow screen."""
    values = [
        {"x": 20, "y": 8 + n * _KEY, "text": _named(one.thread, 300), "colour": one.colour}
        for n, one in enumerate(drawn)
    ]
    shapes = [_shape(one, 8, 8 + n * _KEY) for n, one in enumerate(drawn)]
    return [*shapes, _texts(values)]


def _shape(one: Drawn, x: float, y: float) -> Spec:
    mark = {"type": "point", "shape": _SHAPES[one.number], "size": 55, "filled": True, "opacity": 1}
    return {
        "data": {"values": [{"x": x, "y": y}]},
        "mark": mark | {"color": one.colour},
        "encoding": {"x": _pixel("x"), "y": _pixel("y")},
    }
