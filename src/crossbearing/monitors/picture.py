"""A monitor's picture: a Vega-Lite specification, the SVG drawn from it, and its data as CSV."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import vl_convert
from msgspec import Struct

from crossbearing.locales import by_name_where_asked, drawing_locale, local_month_format
from crossbearing.monitors.tables import Cell, Row, Table, to_csv

Spec = dict[str, Any]
ROWS = 30
"""More rows than this are no longer read; the rest stands in the table."""
_WIDTH, _LABEL = 520, 46
_INK, _SOFT, _GRID, _MARK = "#1b1f24", "#4b5563", "#d7dce2", "#8a2b3a"
"""All text is at least 7:1 against white."""
_PALETTE = ("#8a2b3a", "#1d5fa8", "#2f6b3a", "#7a4b00", "#5b3a8c", "#4b5563", "#0f6d75", "#9c2f7a")
_SPACE = "http://www.w3.org/2000/svg"
_TAGS = frozenset({"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath"})
_UNSAFE = re.compile(r"^(on|href$|xlink|style$|class$)")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_LOG_FROM = 40
"""Above this ratio of the largest to the smallest number, a linear scale hides the small ones."""


class Picture(Struct, frozen=True):
    """A picture with its specification; ``shown`` of ``of`` rows are drawn.

    ``files`` are all that belongs together: NAME.svg, NAME.vl.json, and the table as NAME.csv with its notes.
    """

    name: str
    spec: Spec
    svg: str
    files: dict[str, bytes]
    shown: int
    of: int


def picture(table: Table) -> Picture | None:
    """Draw a monitor: ranges as bars from least to most, stages as bars over their days; None for no rows.

    The SVG has an accessible title and description, no script, style sheet or link; the table stands beside
    it as CSV (``files``), with every row, also those not drawn.
    """
    found = _bars(table) if "highest_told" in table.columns else _days(table)
    if found is None:
        return None
    spec, shown, of, told = found
    title = f"{table.name.replace('-', ' ').capitalize()}: {table.says}"
    description = f"{shown} of {of} rows are drawn. " + "; ".join(told)
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"{title} {description}",
        "background": "white",
        "padding": 8,
        "config": _config(),
        "width": _WIDTH,
        **spec,
    }
    drawn = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[], **drawing_locale())
    svg = named(drawn, key=f"monitor-{table.name}", title=title, description=description)
    files = {f"{table.name}.svg": svg.encode(), f"{table.name}.vl.json": _as_json(whole)}
    return Picture(table.name, whole, svg, files | to_csv(table), shown, of)


def _as_json(spec: Spec) -> bytes:
    return json.dumps(spec, ensure_ascii=False, indent=1).encode() + b"\n"


def _config() -> Spec:
    axis = {
        "labelColor": _SOFT,
        "titleColor": _SOFT,
        "gridColor": _GRID,
        "labelFontSize": 12,
        "labelLimit": 320,
    }
    return {"axis": axis, "view": {"stroke": None}, "font": "sans-serif", "legend": {"labelColor": _SOFT}}


_Found = tuple[Spec, int, int, list[str]]


def _bars(table: Table) -> _Found | None:
    """Ranges of incidents, then of figures that no incident holds, the largest first; an open end fades."""
    records = [r for r in table.records() if r["added"] != "sum"]
    ranked = sorted(records, key=_largest_first)[:ROWS]
    if not ranked:
        return None
    high = max((_of(r["highest_told"]) for r in ranked), default=1.0)
    low = min((_of(r["highest_told"]) for r in ranked if _of(r["highest_told"]) > 0), default=1.0)
    values = [_bar(n, record, high) for n, record in enumerate(ranked, 1)]
    told = [f"{value['row']}: {value['words']}" for value in values]
    scale: Spec = (
        {"type": "symlog", "constant": 3} if high / max(low, 1.0) > _LOG_FROM else {"type": "linear"}
    )
    x = {
        "type": "quantitative",
        "scale": scale | {"domainMin": 0},
        "axis": {"title": "people", "format": ",d"},
    }
    y = {"field": "row", "type": "nominal", "sort": None, "axis": {"title": None}}
    layers = [
        {
            "mark": {"type": "bar", "color": _MARK, "stroke": _MARK, "height": 10},
            "encoding": {
                "x": {"field": "least", **x},
                "x2": {"field": "most"},
                "y": y,
                "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None},
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "color": _INK, "fontSize": 12},
            "encoding": {"x": {"field": "most", **x}, "y": y, "text": {"field": "words", "type": "nominal"}},
        },
    ]
    spec: Spec = {"height": {"step": 24}, "data": {"values": values}, "layer": layers}
    return spec, len(ranked), len(records), told


_ORDER = {"incident": 0, "figure of no incident": 1}


def _largest_first(record: dict[str, Cell]) -> tuple[object, ...]:
    return (
        _ORDER.get(str(record["by"]), 2),
        -_of(record["highest_told"]),
        by_name_where_asked(str(record["of"])),
    )


def _of(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _bar(n: int, record: dict[str, Cell], high: float) -> Spec:
    least = _of(record["least"])
    open_end = record["most"] is None
    most = max(_of(record["highest_told"]) + 0.08 * high, least) if open_end else _of(record["most"])
    total = " (running total)" if record["by"] == "running total" else ""
    words = f"{record['in_words']} {record['group']} {record['measure']}{total}"
    return {
        "row": f"{n}. {label(str(record['of']), _LABEL)}",
        "least": least,
        "most": most,
        "fill": 0.15 if open_end else 0.75,
        "words": words,
    }


def _days(table: Table) -> _Found | None:
    """What is told of each place, as bars over its days, coloured and named by stage."""
    pairs = zip(table.records(), table.rows, strict=True)
    dated = [(record, row) for record, row in pairs if record["first_day"] is not None]
    if not dated:
        return None
    recent = sorted(dated, key=_latest_first)[:ROWS]
    recent.sort(key=_earliest_first)
    values = [_day_bar(n, record) for n, (record, _) in enumerate(recent, 1)]
    stages = list(dict.fromkeys(value["stage"] for value in values))
    x: Spec = {"type": "temporal", "scale": {"type": "utc"}, "axis": {"title": None, "format": _day_format()}}
    spec: Spec = {
        "height": {"step": 24},
        "data": {"values": values},
        "mark": {"type": "bar", "height": 10, "cornerRadius": 2},
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "y": {"field": "row", "type": "nominal", "sort": None, "axis": {"title": None}},
            "color": {
                "field": "stage",
                "type": "nominal",
                "scale": {
                    "domain": stages,
                    "range": [_PALETTE[n % len(_PALETTE)] for n in range(len(stages))],
                },
                "legend": {"title": None, "orient": "top"},
            },
        },
    }
    told = [f"{value['row']}, {str(value['from'])[:10]}" for value in values]
    return spec, len(values), len(dated), told


def _day_format() -> str:
    month = local_month_format()
    return "%-d %b %Y" if month is None else f"{month} %Y"


def _latest_first(pair: tuple[dict[str, Cell], Row]) -> tuple[int, str]:
    day = str(pair[0]["last_day"])
    return -int(day.replace("-", "")), " ".join(pair[1].claims)


def _earliest_first(pair: tuple[dict[str, Cell], Row]) -> tuple[str, str, str]:
    return str(pair[0]["first_day"]), str(pair[0]["last_day"]), " ".join(pair[1].claims)


def _day_bar(n: int, record: dict[str, Cell]) -> Spec:
    count = "" if record["in_words"] is None else f", {record['in_words']} {record['group']}"
    where = record["place"] or "place not stated"
    who = "" if record["who"] in (None, "not stated") else f" ({record['who']})"
    words = f"{where}: {record['stage']}{count}{who}"
    return {
        "row": f"{n}. {label(words, _LABEL + 10)}",
        "stage": f"{record['stage']}",
        "from": f"{record['first_day']}T00:00:00Z",
        "to": f"{record['last_day']}T23:59:59Z",
    }


def label(text: str, limit: int) -> str:
    """Make a text fit for a picture: one line, no controls, cut at ``limit`` characters."""
    text = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def named(svg: str, *, key: str, title: str, description: str) -> str:
    """Keep only the drawing (known elements, no handlers, links, styles) and give it its names."""
    root = ElementTree.fromstring(svg)
    _strip(root)
    root.attrib.update({"role": "img", "aria-labelledby": f"{key}-title {key}-desc"})
    for n, (tag, text) in enumerate((("title", title), ("desc", description))):
        node = ElementTree.Element(f"{{{_SPACE}}}{tag}", {"id": f"{key}-{tag}"})
        node.text = label(text, 2000)
        root.insert(n, node)
    ElementTree.register_namespace("", _SPACE)
    return ElementTree.tostring(root, encoding="unicode")


def _strip(node: ElementTree.Element) -> None:
    for name in [name for name in node.attrib if _UNSAFE.match(name.rpartition("}")[2])]:
        del node.attrib[name]
    for name in [name for name in node.attrib if name.startswith(("aria-", "role"))]:
        del node.attrib[name]
    for child in list(node):
        if child.tag.rpartition("}")[2] not in _TAGS:
            node.remove(child)
        else:
            _strip(child)
