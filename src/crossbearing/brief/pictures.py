"""Each picture of a brief by itself: as SVG and PNG, with the rows it is drawn from as CSV."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import vl_convert
from msgspec import Struct

from crossbearing.brief import atlas, carrying, ranges, rising_picture, timeline
from crossbearing.brief.beside import Rise
from crossbearing.brief.lists import read_asset
from crossbearing.brief.rising import figures_of
from crossbearing.brief.values import Brief, Line, words
from crossbearing.brief.wording import tidy
from crossbearing.carriers import BASES, Carrier, carriers
from crossbearing.model import Dossier
from crossbearing.outlines import radius_km

WIDTH = 880
"""Pixels: as wide as on the page."""
SCALE = 2.0
"""PNG pixels for each of the picture's: over 200 dots an inch on a page of paper; more only takes longer."""
FONT = "Libertinus Serif, Liberation Sans, DejaVu Sans, sans-serif"
"""Written into a picture that stands by itself; the first is the one that a PDF has."""
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FORMULA = ("=", "+", "-", "@")
"""A cell that begins so would be run by a spreadsheet; as the CSV export has it."""
Rows = list[tuple[object, ...]]


class Picture(Struct, frozen=True):
    """A picture that stands by itself: SVG with its own colours, what it shows in words, and its rows."""

    name: str
    title: str
    svg: str
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def png(self) -> bytes:
        """Draw it as PNG, on white."""
        return _drawn(self.svg)

    def csv(self) -> bytes:
        """Write its rows as CSV (UTF-8, one header row); what a spreadsheet would run is quoted."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.heads)
        writer.writerows([_cell(value) for value in row] for row in self.rows)
        return out.getvalue().encode("utf-8")


def draw_pictures(brief: Brief, dossier: Dossier, *, width: int = WIDTH) -> tuple[Picture, ...]:
    """Draw the pictures that a brief has: timeline, casualties, map, map-closer, carriers; those there are.

    The rows hold ids of claims, so that each can be looked up in the ledger.
    """
    days = [r.published.latest for r in dossier.reports if r.published.latest is not None]
    drawn = timeline.draw_timeline(brief, days, width=width, key="tp")
    whole = atlas.draw_map(brief, width=width, key="mp", reach_km=atlas.REACH_KM)
    carried = carrying.draw_carrying(brief, width=width, key="cp")
    closer = None
    if atlas.wants_closer(brief):
        closer = atlas.draw_map(brief, width=width, key="np", reach_km=atlas.CLOSE_KM)
    found: Sequence[tuple[str, str, str | None, Callable[[], tuple[tuple[str, ...], Rows]]]] = (
        ("timeline", "Timeline", None if drawn is None else drawn.svg, lambda: _moments(brief)),
        ("casualties", "Casualties", ranges.draw_ranges(brief, width=width, key="rp"), lambda: _tolls(brief)),
        ("map", "Map", None if whole is None else whole.svg, lambda: _spots(brief)),
        ("map-closer", "Map, closer", None if closer is None else closer.svg, lambda: _spots(brief)),
        (
            "carriers",
            "Who carries whom",
            None if carried is None else carried.svg,
            lambda: _carriers(dossier),
        ),
    )
    return tuple(
        Picture(name, title, alone(svg), alt_of(svg), heads, tuple(rows))
        for name, title, svg, table in found
        if svg is not None
        for heads, rows in [table()]
    )


def draw_rises(brief: Brief, *, width: int = WIDTH) -> tuple[Picture, ...]:
    """Draw how figures rose, as far as the page does: rising-1, rising-2, …, in the order of the brief."""
    return tuple(
        Picture(
            f"rising-{n}",
            words(rise.title),
            alone(svg),
            alt_of(svg),
            *_risen(rise),
        )
        for n, rise in enumerate(brief.rises[: rising_picture.RISES_DRAWN], 1)
        for svg in [rising_picture.draw_rise(rise, width=width, key=f"g{n}p")]
    )


def pictures(brief: Brief, dossier: Dossier) -> dict[str, bytes]:
    """Give each picture as ``NAME.svg``, ``NAME.png`` and ``NAME.csv``, by file name."""
    found: dict[str, bytes] = {}
    for picture in (*draw_pictures(brief, dossier), *draw_rises(brief)):
        found[f"{picture.name}.svg"] = picture.svg.encode("utf-8")
        found[f"{picture.name}.png"] = picture.png()
        found[f"{picture.name}.csv"] = picture.csv()
    return found


@lru_cache(maxsize=8)
def _drawn(svg: str) -> bytes:
    """A picture as PNG: a second's work, so that the same one is drawn once."""
    drawn: bytes = vl_convert.svg_to_png(svg, scale=SCALE)
    return drawn


def alone(svg: str) -> str:
    """Make a page's picture stand by itself: its colours and height written out, on white."""
    colours = _colours()
    svg = _VARIABLE.sub(lambda match: colours.get(match.group(1), "#000000"), svg)
    size = _SIZE.search(svg)
    wide, high = size.groups() if size is not None else ("880", "500")
    start = svg.index(">", svg.index("<svg")) + 1
    paper = f'<rect x="0" y="0" width="{wide}" height="{high}" fill="#ffffff" />'
    after = svg.index("</desc>") + len("</desc>") if "</desc>" in svg else start
    head = svg[:start].replace("<svg", f'<svg height="{high}" font-family="{FONT}"', 1)
    return head + svg[start:after] + paper + svg[after:]


def alt_of(svg: str) -> str:
    """What a picture shows, as its title and description have it."""
    told = re.findall(r"<(title|desc)[^>]*>([^<]*)</", svg)
    return ". ".join(text for _, text in told if text)


@lru_cache(maxsize=1)
def _colours() -> dict[str, str]:
    """The page's light colours, from its style sheet."""
    light = read_asset("templates", "style.css").partition("}")[0]
    return dict(re.findall(r"(--[\w-]+):(#[0-9a-f]+)", light))


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = tidy(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _ids(lines: Iterable[Line]) -> str:
    return " ".join(dict.fromkeys(claim for line in lines for claim in line.claims))


def _moments(brief: Brief) -> tuple[tuple[str, ...], Rows]:
    heads = ("first_day", "last_day", "topic", "source", "said", "only_when_said", "claims")
    return heads, [
        (m.first, m.last, m.topic, m.source, words(m.line), "yes" if m.inferred else "no", _ids([m.line]))
        for m in brief.moments
    ]


def _tolls(brief: Brief) -> tuple[tuple[str, ...], Rows]:
    heads = ("measure", "group", "lower", "upper", "bound", "said", "place", "allegedly_by", "when")
    return (*heads, "on_whose_word", "status", "running_total", "claims"), [
        (
            toll.measure,
            words(toll.group),
            toll.lower,
            toll.upper,
            toll.bound,
            words(toll.amount),
            words(toll.place),
            words(toll.blamed),
            words(toll.when),
            words(toll.origin),
            toll.status,
            "yes" if toll.total else "no",
            _ids([toll.amount]),
        )
        for toll in brief.tolls
    ]


def _spots(brief: Brief) -> tuple[tuple[str, ...], Rows]:
    heads = ("place", "name", "lat", "lon", "precision", "shape", "radius_km", "topics", "claims")
    return heads, [
        (
            s.place,
            s.name,
            s.lat,
            s.lon,
            s.precision,
            "point" if s.area is None else "area",
            radius_km(s.precision) if s.area is None else None,
            " ".join(s.topics),
            _ids([s.line]),
        )
        for s in (*brief.spots, *brief.lands)
    ]


def _risen(rise: Rise) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    heads = ("about", "measure", "group", "on_whose_word", "first_day", "last_day", "said", "lower", "upper")
    return (*heads, "bound", "status", "replaced", "claims"), tuple(
        (
            rise.about,
            rise.measure,
            thread.group or "people",
            words(thread.origin),
            figure.first,
            figure.last,
            words(figure.told),
            figure.lower,
            figure.upper,
            figure.bound,
            figure.status,
            "yes" if figure.replaced else "no",
            _ids([figure.told]),
        )
        for thread, figure in figures_of(rise)
    )


def _carriers(dossier: Dossier) -> tuple[tuple[str, ...], Rows]:
    heads = ("text_of", "in_reports_of", "basis", "passages", "characters", "share", "reports", "claims")
    return heads, [
        (
            one.source,
            one.carrier,
            BASES[one.basis],
            one.passages,
            one.characters,
            round(one.share, 4),
            " ".join(one.reports),
            " ".join(_carried(one, dossier)),
        )
        for one in carriers(dossier)
    ]


def _carried(one: Carrier, dossier: Dossier) -> list[str]:
    """Ids of the claims in a carrier's reports that touch a passage which another report has too."""
    shared: dict[str, list[tuple[int, int]]] = {}
    for copy in dossier.copies:
        for passage in copy.passages:
            if passage.report in one.reports:
                shared.setdefault(passage.report, []).append((passage.span.start, passage.span.end))
    return [
        claim.id
        for claim in dossier.claims
        if any(a < claim.span.end and claim.span.start < b for a, b in shared.get(claim.report, ()))
    ]
