"""From a Vega-Lite drawing to an SVG that is safe to stand in the page and takes its colours from it."""

import re
from threading import Thread
from typing import Any
from xml.etree import ElementTree

import vl_convert

from crossbearing.locales import drawing_locale

Spec = dict[str, Any]

INK, SOFT, GRID, PAPER, LAND, SEA = "#000001", "#000002", "#000003", "#000004", "#000005", "#000006"
TOPIC_COLOURS = {
    "casualties": "#0000a1",
    "hostilities": "#0000a2",
    "control": "#0000a3",
    "agreement": "#0000a4",
    "evacuation": "#0000a5",
    "aid": "#0000a6",
    "access": "#0000a6",
    "population": "#0000a7",
    "detention": "#0000a7",
    "diplomacy": "#0000a7",
    "other": "#0000a7",
}
"""Stand-ins that the page's style sheet replaces, so that one picture works in light and dark."""

VOICE_COLOURS = ("#0000b1", "#0000b2", "#0000b3", "#0000b4", "#0000b5", "#0000b6")
"""Stand-ins for colours that tell origins apart, chosen for eyes that see no red or no green, too."""

_VARIABLES = {
    **{colour: f"--voice{n}" for n, colour in enumerate(VOICE_COLOURS, 1)},
    INK: "--ink",
    SOFT: "--soft",
    GRID: "--grid",
    PAPER: "--paper",
    LAND: "--land",
    SEA: "--sea",
    "#0000a1": "--casualties",
    "#0000a2": "--hostilities",
    "#0000a3": "--control",
    "#0000a4": "--agreement",
    "#0000a5": "--evacuation",
    "#0000a6": "--aid",
    "#0000a7": "--other",
}
_SPACE = "http://www.w3.org/2000/svg"
_TAGS = frozenset({"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath"})
_GEOMETRY = (
    "viewBox",
    "transform",
    "d",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "width",
    "height",
)
_PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "fill-opacity", "opacity")
_FINISH = ("stroke-linecap", "stroke-linejoin", "text-anchor", "font-size", "font-weight", "font-style")
_ATTRIBUTES = frozenset((*_GEOMETRY, *_PAINT, *_FINISH, "id", "clip-path"))

_CLIP = re.compile(r"^url\(#([\w-]+)\)$")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
"""Numbers of a path finer than a hundredth of a pixel: most of a map's bytes."""
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def label(text: str, limit: int) -> str:
    """Make a text fit for a picture: one line, no controls, cut at ``limit`` characters."""
    text = _UNPRINTABLE.sub("", text).strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def config() -> Spec:
    """Give the look that all pictures share."""
    axis = {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "axis": axis,
        "view": {"stroke": None},
        "text": {"color": INK, "fontSize": 12},
        "font": "sans-serif",
    }


def ready_pictures() -> Thread:
    """Wake the drawing engine in a thread of its own: it takes a second, which reading can use."""
    point = {"data": {"values": [{"x": 0}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}
    thread = Thread(
        target=vl_convert.vegalite_to_svg, args=(point,), kwargs={"allowed_base_urls": []}, daemon=True
    )
    thread.start()
    return thread


def draw(spec: Spec, *, key: str, title: str, description: str) -> str:
    """Draw a Vega-Lite specification as inline SVG; ``key`` makes its ids unique in the page."""
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "padding": 4,
        "config": config(),
        **spec,
    }
    drawn = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[], **drawing_locale())
    return clean(drawn, key=key, title=title, description=description)


def clean(svg: str, *, key: str, title: str, description: str) -> str:
    """Keep only the drawing: known elements and attributes, no styles, links or handlers; then name it."""
    root = ElementTree.fromstring(svg)
    box = root.get("viewBox", "0 0 100 100")
    _number_ids(root)
    _strip(root, key)
    root.attrib.clear()
    root.attrib.update(
        {"viewBox": box, "role": "img", "aria-labelledby": f"{key}-t {key}-d", "class": "picture"}
    )
    root.set("width", box.split()[2])
    for n, (tag, text) in enumerate((("title", title), ("desc", description))):
        node = ElementTree.Element(f"{{{_SPACE}}}{tag}", {"id": f"{key}-{tag[0]}"})
        node.text = label(text, 2000)
        root.insert(n, node)
    ElementTree.register_namespace("", _SPACE)
    return ElementTree.tostring(root, encoding="unicode")


def _number_ids(root: ElementTree.Element) -> None:
    """Number the ids that are pointed at: the drawing library counts on from one drawing to the next."""
    named = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    new = {old: f"{n}" for n, old in enumerate(dict.fromkeys(named), 1)}
    for node in root.iter():
        if "id" in node.attrib:
            node.set("id", new[node.attrib["id"]])
        clip = _CLIP.match(node.get("clip-path", ""))
        if clip:
            node.set("clip-path", f"url(#{new.get(clip.group(1), clip.group(1))})")


def _strip(node: ElementTree.Element, key: str) -> None:
    for child in list(node):
        if child.tag.rpartition("}")[2] not in _TAGS or child.get("display") == "none":
            node.remove(child)
        else:
            _strip(child, key)
    kept = {name: value for name, value in node.attrib.items() if name in _ATTRIBUTES}
    node.attrib.clear()
    for name, value in kept.items():
        node.set(name, _value(name, value, key))


def _value(name: str, value: str, key: str) -> str:
    if name in ("fill", "stroke"):
        variable = _VARIABLES.get(value)
        return (
            f"var({variable})"
            if variable
            else value
            if re.fullmatch(r"none|transparent|#\w+|\w+", value)
            else "none"
        )
    if name == "d":
        return _LONG.sub(lambda found: f"{float(found.group()):.2f}", value)
    if name == "id":
        return f"{key}-{value}"
    if name == "clip-path":
        clip = _CLIP.match(value)
        return f"url(#{key}-{clip.group(1)})" if clip else "none"
    return value
