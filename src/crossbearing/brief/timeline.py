"""The timeline picture: one lane a source, one bar a thing told of, over the days it is told of."""

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from crossbearing.brief.svg import SOFT, TOPIC_COLOURS, Spec, draw, label
from crossbearing.brief.values import Brief, Moment
from crossbearing.brief.wording import capital, say_days

LANES = 12
"""More sources than this no longer fit a page; the busiest are drawn and the table holds all."""
WINDOW_BEFORE, WINDOW_AFTER = 28, 14
"""Days drawn before the first and after the last report; what lies outside is in the table."""
_LABEL_HEIGHT, _BAR_HEIGHT, _THIN, _GAP, _LANE_GAP = 19, 9, 3, 2, 9
_MARGIN = 24


class Bar(Struct, frozen=True):
    """A moment with its place in the picture, in pixels from the top."""

    moment: Moment
    top: float


class Drawing(Struct, frozen=True):
    """A picture and what it leaves to the table."""

    svg: str
    left_out: int


def window(brief: Brief, published: list[date]) -> tuple[date, date] | None:
    """Choose the days drawn: those told of, within reach of the reports' own days."""
    if not brief.moments:
        return None
    anchors = published or [moment.last for moment in brief.moments]
    low = min(anchors) - timedelta(days=WINDOW_BEFORE)
    high = max(anchors) + timedelta(days=WINDOW_AFTER)
    inside = [m for m in brief.moments if m.last >= low and m.first <= high]
    if not inside:
        return None
    first = max(low, min(moment.first for moment in inside))
    last = min(high, max(moment.last for moment in inside))
    return first, max(last, first + timedelta(days=2))


def draw_timeline(brief: Brief, published: list[date], *, width: int, key: str) -> Drawing | None:
    """Draw the moments of a brief, or None when no day is known."""
    days = window(brief, published)
    if days is None:
        return None
    inside = [m for m in brief.moments if m.last >= days[0] and m.first <= days[1]]
    busiest = _lanes(inside)
    drawn = [moment for moment in inside if moment.source in busiest]
    bars, heads, height = _pack(drawn, busiest, days)
    layers = [_bars(bars, days), _heads(heads, width), *_published_rules(published, days, height)]
    spec: Spec = {"width": width - _MARGIN, "height": height, "layer": layers}
    sources = len(busiest)
    svg = draw(
        spec,
        key=key,
        title=f"Timeline, {say_days(*days)}",
        description=f"{len(drawn)} things told of by {sources} sources, each as a bar over its days. "
        "The table after the picture holds the same.",
    )
    return Drawing(svg, len(brief.moments) - len(drawn))


def _lanes(moments: list[Moment]) -> list[str]:
    counts: dict[str, int] = {}
    for moment in moments:
        counts[moment.source] = counts.get(moment.source, 0) + 1
    return sorted(counts, key=lambda source: (-counts[source], source))[:LANES]


def _pack(
    moments: list[Moment], lanes: list[str], days: tuple[date, date]
) -> tuple[list[Bar], list[dict[str, Any]], float]:
    bars: list[Bar] = []
    heads: list[dict[str, Any]] = []
    top = 4.0
    for source in lanes:
        heads.append({"text": label(capital(source), 48), "y": top + _LABEL_HEIGHT - 6})
        top += _LABEL_HEIGHT
        ends: list[date] = []
        for moment in (m for m in moments if m.source == source):
            first, last = max(moment.first, days[0]), min(moment.last, days[1])
            row = next((n for n, end in enumerate(ends) if end < first), len(ends))
            ends[row : row + 1] = [last]
            bars.append(Bar(moment, top + row * (_BAR_HEIGHT + _GAP)))
        top += len(ends) * (_BAR_HEIGHT + _GAP) + _LANE_GAP
    return bars, heads, top


def _time_axis(days: tuple[date, date]) -> Spec:
    last = days[1] + timedelta(days=1)
    return {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [_utc(days[0]), _utc(last)], "nice": False},
        "axis": {"format": "%-d %b", "title": None, "grid": True, "labelOverlap": True, "tickCount": "day"}
        if (last - days[0]).days <= 16
        else {"format": "%-d %b", "title": None, "grid": True, "labelOverlap": True, "tickCount": 8},
    }


def _utc(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _bars(bars: list[Bar], days: tuple[date, date]) -> Spec:
    values = [
        {
            "from": _utc(max(bar.moment.first, days[0])),
            "to": _utc(min(bar.moment.last, days[1]) + timedelta(days=1)),
            "top": bar.top,
            "bottom": bar.top + (_THIN if bar.moment.inferred else _BAR_HEIGHT),
            "colour": TOPIC_COLOURS[bar.moment.topic],
            "filled": 1 if bar.moment.line.parts and not _soft(bar.moment) else 0.35,
        }
        for bar in bars
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


def _soft(moment: Moment) -> bool:
    """Say whether the claim is told as unverified, expected or denied: drawn pale with an outline."""
    said = "".join(part.text for part in moment.line.parts if part.kind == "word")
    return "(" in said and any(
        cue in said for cue in ("not verified", "expected", "denial", "demand", "condition")
    )


def _heads(heads: list[dict[str, Any]], width: int) -> Spec:
    return {
        "data": {"values": heads},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "alphabetic",
            "fontWeight": "bold",
            "limit": width - 30,
        },
        "encoding": {
            "x": {"value": 2},
            "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
            "text": {"field": "text", "type": "nominal"},
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
