"""The sections that set accounts beside each other, as HTML: rising tolls, sides, silence."""

from typing import Any, Protocol

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from crossbearing.brief import carrying, rising_picture
from crossbearing.brief.beside import Rise
from crossbearing.brief.lists import read_asset
from crossbearing.brief.marked import visible
from crossbearing.brief.names import RISE_HEADS, count, quiet_words, unsaid_words
from crossbearing.brief.rising import figures_of
from crossbearing.brief.values import Brief, Line, words
from crossbearing.brief.wording import capital, say_day, say_days

WIDE, NARROW = 880, 344
"""Each picture is drawn twice, as the brief's others are."""


class Pair(Struct, frozen=True):
    """A picture for wide and for narrow screens, and how much of it is left to the table."""

    wide: Markup
    narrow: Markup
    left_out: int = 0


class Page(Protocol):
    """What renders a line's words and its citations."""

    def line(self, line: Line) -> Markup:
        """Render a line's words."""
        ...

    def cites(self, line: Line, limit: int = 6) -> Markup:
        """Render a line's citations."""
        ...


def beside(brief: Brief, page: Page, environment: Environment) -> Any:
    """Give the sections of ``templates/beside.html.j2`` as macros without arguments."""
    template = environment.from_string(read_asset("templates", "beside.html.j2"))
    drawn = [_rise(rise, n) for n, rise in enumerate(brief.rises[: rising_picture.RISES_DRAWN], 1)]
    carried, carried_rest = _carried(brief)
    return template.make_module(
        {
            "carried": carried,
            "carried_rest": carried_rest,
            "brief": brief,
            "line": page.line,
            "cites": page.cites,
            "text": visible,
            "words": words,
            "count": count,
            "capital": capital,
            "say_day": say_day,
            "say_days": say_days,
            "keys": {source.id: source.key for source in brief.sources},
            "quiet_words": quiet_words,
            "unsaid_words": unsaid_words,
            "figures_of": figures_of,
            "rise_heads": RISE_HEADS,
            "rises_drawn": rising_picture.RISES_DRAWN,
            "rise_pairs": drawn,
            "none_drawn": [None] * len(brief.rises),
        }
    )


def _carried(brief: Brief) -> tuple[Pair | None, str]:
    """Draw who carries whom, and say how many outlets only the table has."""
    wide = carrying.draw_carrying(brief, width=WIDE, key="cw")
    narrow = carrying.draw_carrying(brief, width=NARROW, key="cn")
    if wide is None or narrow is None:
        return None, ""
    rest = f" and {count(wide.outlets, 'further outlet')}" if wide.outlets else ""
    return Pair(Markup(wide.svg), Markup(narrow.svg), wide.left_out), rest


def _rise(rise: Rise, number: int) -> Pair:
    wide = rising_picture.draw_rise(rise, width=WIDE, key=f"g{number}w")
    narrow = rising_picture.draw_rise(rise, width=NARROW, key=f"g{number}n")
    left = max(0, len(rise.threads) - rising_picture.THREADS)
    return Pair(Markup(wide), Markup(narrow), left)
