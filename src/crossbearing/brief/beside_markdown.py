"""The sections that set accounts beside each other, as Markdown: rising tolls, sides, silence."""

from collections.abc import Callable, Iterator, Sequence

from crossbearing.brief.names import RISE_HEADS, count, quiet_words, unsaid_words
from crossbearing.brief.rising import figures_of
from crossbearing.brief.values import Brief, Line, words
from crossbearing.brief.wording import capital, say_days

Escape = Callable[[str], str]
Cites = Callable[[Line], str]


def sides(brief: Brief, escaped: Escape, cites: Cites) -> Iterator[str]:
    """Write, for each question on which several speak, its answers as rows and its sides as columns."""
    if brief.sides:
        yield "## Side by side"
    for told in brief.sides:
        yield f"### {escaped(words(told.title))} ({told.state})"
        rows = []
        for row in told.rows:
            cells = [
                "; ".join(escaped(words(line)) + cites(line) for line in cell.lines) or "–"
                for cell in row.cells
            ]
            rows.append((escaped(words(row.answer)), *cells))
        yield table(("Answer", *told.heads), rows)
    if brief.sides_more:
        yield f"{count(brief.sides_more, 'further question')} on which two origins speak."


def rising(brief: Brief, escaped: Escape, cites: Cites) -> Iterator[str]:
    """Write rising tolls as tables, in the order of telling."""
    if brief.rises:
        yield "### How figures rose, by who gave them"
    for rise in brief.rises:
        title = words(rise.title)
        yield f"**{escaped(title)}**" + ("" if rise.measure in title else f" {capital(rise.measure)}.")
        rows = []
        for thread, figure in figures_of(rise):
            since = " (since replaced)" if figure.replaced else ""
            who = escaped(words(thread.origin)) + cites(figure.told)
            rows.append((say_days(figure.first, figure.last), escaped(words(figure.told)) + since, who))
        yield table(RISE_HEADS, rows)
    if brief.rises_more:
        yield f"{count(brief.rises_more, 'further happening')} with more than one figure."


def quiet(brief: Brief, escaped: Escape, cites: Cites) -> Iterator[str]:
    """Write who does not mention the gravest incidents, with the reports that were read."""
    keys = {source.id: source.key for source in brief.sources}
    if brief.quiet:
        yield "## Not mentioned"
    for item in brief.quiet:
        yield f"### {escaped(words(item.title))}"
        yield f"{escaped(quiet_words(item))}{cites(item.title)}"
        rows = [f"- {escaped(unsaid_words(one))} ({_reports(one.reports, keys)})." for one in item.unsaid]
        rows += [f"- {count(item.more, 'further outlet')}."] if item.more else []
        yield "\n".join(rows)


def _reports(reports: tuple[str, ...], keys: dict[str, str]) -> str:
    return ("report " if len(reports) == 1 else "reports ") + ", ".join(keys[key] for key in reports)


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Write a table; its cells are escaped already."""
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
