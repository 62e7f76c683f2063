"""The sections that set accounts beside each other, as plain text: timeline, rising tolls, sides, silence."""

from collections.abc import Iterator
from typing import Protocol

from crossbearing.brief.beside import Rise, SideBySide, Thread
from crossbearing.brief.names import count, quiet_words, unsaid_words
from crossbearing.brief.rising import figures_of
from crossbearing.brief.values import Brief, Line, words
from crossbearing.brief.wording import capital, say_days

MOMENTS, PLACES = 16, 12
"""Lines shown of the timeline and of the places; the page holds the rest."""
SHOWN = 6
"""Questions, happenings and incidents shown of each other section."""


class Page(Protocol):
    """What wraps paragraphs and writes citations."""

    def wrap(self, text: str, first: str, rest: str | None = None) -> list[str]:
        """Wrap one paragraph with a hanging indent."""
        ...

    def head(self, title: str) -> list[str]:
        """Give a heading with its rule."""
        ...

    def cites(self, line: Line) -> str:
        """Write a line's citations."""
        ...

    def said(self, line: Line, *, full: bool = True) -> str:
        """Write a sentence with its citations."""
        ...


def sides(brief: Brief, page: Page) -> Iterator[str]:
    """Write, for each question on which several speak, its answers, and who of which side gives each."""
    if not brief.sides:
        return
    yield from page.head("Side by side")
    for told in brief.sides[:SHOWN]:
        yield from _question(told, page)
    left = len(brief.sides[SHOWN:]) + brief.sides_more
    if left:
        yield f"  … and {count(left, 'further question')} on which two origins speak"


def _question(told: SideBySide, page: Page) -> Iterator[str]:
    yield from page.wrap(f"{words(told.title)} ({told.state})", "")
    for row in told.rows:
        yield from page.wrap(words(row.answer), "  • ")
        for head, cell in zip(told.heads, row.cells, strict=True):
            if cell.lines:
                said = "; ".join(f"{words(line)} {page.cites(line)}".strip() for line in cell.lines)
                yield from page.wrap(said, f"      {head}: ", "        ")


def moments(brief: Brief, page: Page) -> Iterator[str]:
    """Write what is told of days, the first days first."""
    yield from page.head("Timeline")
    for moment in brief.moments[:MOMENTS]:
        days = say_days(moment.first, moment.last)
        yield from page.wrap(f"{days}: {page.said(moment.line, full=False)}", "  • ")
    left = len(brief.moments[MOMENTS:])
    if left:
        yield f"  … and {count(left, 'more line')} in the page"
    if not brief.moments:
        yield "No report tells on what day anything happened."


def rising(brief: Brief, page: Page) -> Iterator[str]:
    """Write rising tolls, a line for each origin and group, its figures in the order of telling."""
    if not brief.rises:
        return
    yield from page.head("How figures rose, by who gave them")
    for rise in brief.rises[:SHOWN]:
        title = words(rise.title)
        yield from page.wrap(title if rise.measure in title else f"{title} {capital(rise.measure)}.", "")
        yield from _threads(rise, page)
    left = len(brief.rises[SHOWN:]) + brief.rises_more
    if left:
        yield f"  … and {count(left, 'further happening')} with more than one figure"


def _threads(rise: Rise, page: Page) -> Iterator[str]:
    told: dict[Thread, list[str]] = {}
    for thread, figure in figures_of(rise):
        since = " (since replaced)" if figure.replaced else ""
        said = f"{say_days(figure.first, figure.last)}: {words(figure.told)}{since} {page.cites(figure.told)}"
        told.setdefault(thread, []).append(said.strip())
    for thread, figures in told.items():
        yield from page.wrap(f"{capital(words(thread.origin))} – " + "; ".join(figures), "  • ")


def places(brief: Brief, page: Page) -> Iterator[str]:
    """Write the places, those on the map with how surely and where, those told of most first."""
    yield from page.head("Places")
    told = [
        f"{words(spot.line)} ({spot.precision}, {spot.lat:.2f}, {spot.lon:.2f}) {page.cites(spot.line)}"
        for spot in brief.spots
    ]
    told += [f"{words(line)} (no point of its own) {page.cites(line)}" for line in brief.unplaced]
    left = len(told[PLACES:])
    more = [f"and {count(left, 'more place')} in the page"] if left else []
    listed = "; ".join(one.strip() for one in [*told[:PLACES], *more])
    yield from page.wrap(listed or "No report names a place that could be found.", "")


def quiet(brief: Brief, page: Page) -> Iterator[str]:
    """Write who does not mention the gravest incidents, with the reports that were read."""
    if not brief.quiet:
        return
    keys = {source.id: source.key for source in brief.sources}
    yield from page.head("Not mentioned")
    for item in brief.quiet[:SHOWN]:
        yield from page.wrap(f"{words(item.title)} {page.cites(item.title)}", "")
        yield from page.wrap(quiet_words(item), "  ")
        for one in item.unsaid:
            read = ("report " if len(one.reports) == 1 else "reports ") + ", ".join(
                keys[key] for key in one.reports
            )
            yield from page.wrap(f"{unsaid_words(one)} ({read}).", "  • ")
        if item.more:
            yield f"  • {count(item.more, 'further outlet')}"
    if len(brief.quiet) > SHOWN:
        yield f"  … and {count(len(brief.quiet) - SHOWN, 'further incident')} in the page"
