"""The timeline picture: what is told of days, one bar each over those days, by topic, with its source."""

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from crossbearing.brief.answers import TOPIC_ORDER
from crossbearing.brief.lists import by_first
from crossbearing.brief.svg import SOFT, TOPIC_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Line, Moment
from crossbearing.brief.wording import capital, say_days
from crossbearing.locales import by_name, local_month_format
from crossbearing.vocabulary import Topic

ROWS, PHONE_ROWS = 48, 32
"""More bars than this are no longer read; the rest stands in the table."""
ROWS_A_TOPIC = 10
"""So that a much-told topic leaves room for the others."""
WINDOW_BEFORE, WINDOW_AFTER = 9, 5
"""Days drawn before the first and after the last report; bars that run on are cut and marked."""
LONGEST_DAYS = 120
"""Reports spread over more days than this are drawn over their last days only."""
_ROW, _BAR, _HEAD, _GAP = 17, 9, 24, 6
_MARGIN = 24
_PHONE = 500
_WIDE_SHARE = 0.7
"""A bar that takes more of the picture than this leaves no room for words beside it."""
_LETTER = 6.3
"""Mean width in pixels of a letter at 11 pixels."""


class Drawing(Struct, frozen=True):
    """A picture and how many moments it leaves to the table."""

    svg: str
    left_out: int


class Row(Struct, frozen=True):
    """A moment with the top of its bar, in pixels."""

    moment: Moment
    top: float


def window(moments: list[Moment], published: list[date]) -> tuple[date, date] | None:
    """Choose the days drawn: those told of, within reach of the reports' own days."""
    anchors = published or [moment.last for moment in moments]
    if not anchors:
        return None
    high = max(anchors) + timedelta(days=WINDOW_AFTER)
    low = max(min(anchors) - timedelta(days=WINDOW_BEFORE), high - timedelta(days=LONGEST_DAYS))
    inside = [m for m in moments if m.last >= low and m.first <= high]
    if not inside:
        return None
    first = max(low, min(moment.first for moment in inside))
    last = min(high, max(moment.last for moment in inside))
    return first, max(last, first + timedelta(days=2))


def draw_timeline(brief: Brief, published: list[date], *, width: int, key: str) -> Drawing | None:
    """Draw the moments whose days are told in words, or None when there are none."""
    told = [moment for moment in brief.moments if not moment.inferred]
    days = window(told, published)
    if days is None:
        return None
    phone = width < _PHONE
    drawn = _chosen(
        [m for m in told if m.last >= days[0] and m.first <= days[1]], PHONE_ROWS if phone else ROWS
    )
    rows, heads, height = _laid_out(drawn)
    frame = (days, width - _MARGIN)
    layers = [
        _bars(rows, days),
        _labels(rows, frame),
        _heads(heads),
        *_published_rules(published, days, height),
    ]
    svg = draw(
        {"width": width - _MARGIN, "height": height, "layer": layers},
        key=key,
        title=f"Timeline, {say_days(*days)}",
        description=f"{len(drawn)} things told of, each as a bar over its days, by topic. "
        "The table after the picture holds the same in words.",
    )
    return Drawing(svg, len(brief.moments) - len(drawn))


def _chosen(moments: list[Moment], limit: int) -> list[Moment]:
    """Take the shortest stretches of each topic first: they say most about a day."""
    found: list[Moment] = []
    for topic in TOPIC_ORDER:
        own = [moment for moment in moments if moment.topic == topic]
        own.sort(key=lambda m: ((m.last - m.first).days, -len(m.line.claims), m.first, by_name(m.source)))
        found += own[:ROWS_A_TOPIC]
    return found[:limit]


def _laid_out(moments: list[Moment]) -> tuple[list[Row], list[tuple[Topic, float]], float]:
    rows: list[Row] = []
    heads: list[tuple[Topic, float]] = []
    top = 0.0
    for topic in TOPIC_ORDER:
        own = sorted(
            (m for m in moments if m.topic == topic), key=lambda m: (m.first, m.last, by_name(m.source))
        )
        if own:
            heads.append((topic, top + 15))
            top += _HEAD
        for moment in own:
            rows.append(Row(moment, top))
            top += _ROW
        top += _GAP if own else 0
    return rows, heads, top + 4


def _time_axis(days: tuple[date, date]) -> Spec:
    last = days[1] + timedelta(days=1)
    ticks: str | int = "day" if (last - days[0]).days <= 21 else 8
    form = local_month_format() or "%-d %b"
    axis: Spec = {"format": form, "title": None, "grid": True, "labelOverlap": True, "tickCount": ticks}
    scale: Spec = {"type": "utc", "domain": [_utc(days[0]), _utc(last)], "nice": False}
    return {"type": "temporal", "scale": scale, "axis": axis}


def _utc(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _bar(row: Row, days: tuple[date, date]) -> tuple[float, float]:
    """Give a bar's top and bottom: one as wide as the picture is thin and stands under its words."""
    return (row.top + 11, row.top + 14) if _spans_all(row.moment, days) else (row.top, row.top + _BAR)


def _spans_all(moment: Moment, days: tuple[date, date]) -> bool:
    shown = (min(moment.last, days[1]) - max(moment.first, days[0])).days + 1
    return shown > _WIDE_SHARE * ((days[1] - days[0]).days + 1)


def _bars(rows: list[Row], days: tuple[date, date]) -> Spec:
    values = [
        {
            "from": _utc(max(row.moment.first, days[0])),
            "to": _utc(min(row.moment.last, days[1]) + timedelta(days=1)),
            "top": _bar(row, days)[0],
            "bottom": _bar(row, days)[1],
            "colour": TOPIC_COLOURS[row.moment.topic],
            "filled": 0.3 if not _plain(row.moment.line) else 1,
        }
        for row in rows
    ]
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "cornerRadius": 2, "xOffset": 1, "x2Offset": -1, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "from", **_time_axis(days)},
            "x2": {"field": "to"},
            "y": {"field": "top", **pixel},
            "y2": {"field": "bottom"},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
            "fillOpacity": {"field": "filled", "type": "quantitative", "scale": None},
        },
    }


def _plain(line: Line) -> bool:
    """Say whether a line shows no status mark: it tells something as plainly asserted."""
    marks = [row["mark"].strip() for row in by_first("statuses").values() if row["mark"]]
    cues = [cue for row in by_first("statuses").values() for cue in row["cues"].split("|") if cue]
    said = "".join(part.text for part in line.parts if part.kind == "word")
    return not any(mark in said for mark in marks + cues)


def _labels(rows: list[Row], frame: tuple[tuple[date, date], int]) -> Spec:
    """Write each bar's source and first words beside it, on the side that has more room."""
    (first, last), inner = frame
    whole = (last - first).days + 1
    values: list[dict[str, Any]] = []
    for row in rows:
        left = max((row.moment.first - first).days, 0) / whole * inner
        right = min((row.moment.last - first).days + 1, whole) / whole * inner
        after = inner - right >= left
        room = (inner - right if after else left) - 8
        x = right + 5 if after else left - 5
        if _spans_all(row.moment, frame[0]):
            after, x, room = True, 4.0, inner - 8.0
        side = "left" if after else "right"
        values.append({"x": x, "y": row.top + _BAR - 0.5, "text": _words(row.moment, room), "side": side})
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    layers = [
        {
            "transform": [{"filter": f"datum.side == '{side}'"}],
            "mark": {"type": "text", "align": side, "baseline": "alphabetic", "fontSize": 11, "clip": True},
            "encoding": {
                "x": {"field": "x", **pixel},
                "y": {"field": "y", **pixel},
                "text": {"field": "text", "type": "nominal"},
            },
        }
        for side in ("left", "right")
    ]
    return {"data": {"values": values}, "layer": layers}


def _words(moment: Moment, room: float) -> str:
    """Name the source and, where there is room, the number or the first words of what it says."""
    letters = max(int(room / _LETTER), 8)
    source = capital(moment.source)
    amounts = [part.text for part in moment.line.parts if part.kind in ("amount", "group")][:2]
    quotes = [
        part.text
        for part in moment.line.parts
        if part.kind == "quote" and part.text.casefold() != source.casefold()
    ]
    told = " ".join(amounts) if amounts else f"“{quotes[0]}”" if quotes else ""
    return label(f"{source}: {told}" if told and letters > len(source) + 14 else source, letters)


def _heads(heads: list[tuple[Topic, float]]) -> Spec:
    values = [
        {"text": by_first("labels")[f"topic.{topic}"]["words"], "y": y, "colour": TOPIC_COLOURS[topic]}
        for topic, y in heads
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "baseline": "alphabetic", "fontWeight": "bold"},
        "encoding": {
            "x": {"value": 2},
            "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
            "text": {"field": "text", "type": "nominal"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _published_rules(published: list[date], days: tuple[date, date], height: float) -> list[Spec]:
    inside = sorted({day for day in published if days[0] <= day <= days[1]})
    if not inside:
        return []
    return [
        {
            "data": {"values": [{"day": _utc(day)} for day in inside]},
            "mark": {"type": "rule", "strokeDash": [2, 3], "color": SOFT},
            "encoding": {
                "x": {"field": "day", **_time_axis(days)},
                "y": {"value": 0},
                "y2": {"value": height},
            },
        }
    ]
