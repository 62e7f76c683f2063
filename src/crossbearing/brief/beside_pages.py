"""The sections that set accounts beside each other, as pages: rising tolls, sides, silence."""

from collections.abc import Iterator

from crossbearing.brief import rising_picture
from crossbearing.brief.beside import Cell, Rise
from crossbearing.brief.blocks import (
    Block,
    Cited,
    Grid,
    Heading,
    Item,
    Items,
    Paragraph,
    Run,
    Runs,
    Shown,
    plain,
)
from crossbearing.brief.captions import CAPTIONS
from crossbearing.brief.names import RISE_HEADS, count, quiet_words, unsaid_words
from crossbearing.brief.pictures import Picture, alone, alt_of
from crossbearing.brief.rising import figures_of
from crossbearing.brief.values import Brief, words
from crossbearing.brief.wording import capital, say_days

RISES_DRAWN = 6
"""So many rising tolls are drawn, as on the page; the other happenings stand as tables."""
_ANSWER, _SIDE = 5, 4
"""Shares of the page's width."""


def sides(brief: Brief, cited: Cited) -> Iterator[Block]:
    """Set, for each question on which several speak, its answers as rows and its sides as columns."""
    if brief.sides:
        yield Heading(1, "Side by side")
    for told in brief.sides:
        yield Heading(2, plain(f"{words(told.title)} ({told.state})"))
        rows = [(cited.parts(row.answer), *(_cell(cell, cited) for cell in row.cells)) for row in told.rows]
        yield Grid(("Answer", *told.heads), tuple(rows), (_ANSWER, *(_SIDE for _ in told.heads)))
    if brief.sides_more:
        yield _more(f"{count(brief.sides_more, 'further question')} on which two origins speak.")


def _cell(cell: Cell, cited: Cited) -> Runs:
    runs: list[Run] = []
    for line in cell.lines:
        runs += [*([Run("; ")] if runs else []), *cited.parts(line), *cited.cites(line)]
    return tuple(runs) or (Run("–"),)


def rising(brief: Brief, cited: Cited, width: int) -> Iterator[Block]:
    """Draw rising tolls, and tell them as tables in the order of telling."""
    if brief.rises:
        yield Heading(2, "How figures rose, by who gave them")
    for n, rise in enumerate(brief.rises, 1):
        title = words(rise.title)
        yield Heading(3, plain(title if rise.measure in title else f"{title} {capital(rise.measure)}"))
        if n <= RISES_DRAWN:
            yield Shown(_drawn(rise, n, width), CAPTIONS["rising"])
        yield _table(rise, cited)
    if brief.rises_more:
        yield _more(f"{count(brief.rises_more, 'further happening')} with more than one figure.")


def _drawn(rise: Rise, n: int, width: int) -> Picture:
    svg = rising_picture.draw_rise(rise, width=width, key=f"gp{n}")
    return Picture(f"rising-{n}", "How figures rose", alone(svg), alt_of(svg), (), ())


def _table(rise: Rise, cited: Cited) -> Grid:
    rows = []
    for thread, figure in figures_of(rise):
        since = (Run(" (since replaced)"),) if figure.replaced else ()
        days = (Run(plain(say_days(figure.first, figure.last))),)
        who = (*cited.parts(thread.origin), *cited.cites(figure.told))
        rows.append((days, (*cited.parts(figure.told), *since), who))
    return Grid(RISE_HEADS, tuple(rows), (3, 4, 5))


def quiet(brief: Brief, cited: Cited) -> Iterator[Block]:
    """Tell who does not mention the gravest incidents, with the reports that were read."""
    keys = {source.id: source.key for source in brief.sources}
    if brief.quiet:
        yield Heading(1, "Not mentioned")
    for item in brief.quiet:
        yield Heading(2, plain(words(item.title)))
        yield Paragraph((Run(plain(quiet_words(item))), *cited.cites(item.title)))
        told = []
        for one in item.unsaid:
            read = ("report " if len(one.reports) == 1 else "reports ") + ", ".join(
                keys[key] for key in one.reports
            )
            told.append(Item((Run(plain(f"{unsaid_words(one)} ({read}).")),)))
        told += [Item((Run(f"{count(item.more, 'further outlet')}."),))] if item.more else []
        yield Items(tuple(told))


def _more(text: str) -> Paragraph:
    return Paragraph((Run(plain(text), "soft"),), "note")
