"""The brief as plain text for a terminal."""

import textwrap
from collections.abc import Iterator

from msgspec import structs

from crossbearing.brief import beside_plain
from crossbearing.brief.lists import by_first
from crossbearing.brief.names import (
    CHANGE_NAMES,
    CITES_SHOWN,
    DEAL_NAMES,
    NOTHING_CHANGED,
    TERM_NAMES,
    carried_cells,
    causes_words,
    count,
    judgement_words,
    narrowing_words,
    omission_words,
    since_words,
    standing_words,
    stood_words,
)
from crossbearing.brief.values import Brief, Change, Chapter, Compared, Deal, Judged, Line, judged, words
from crossbearing.brief.wording import capital, say_day, say_days, tidy

LEAST_WIDTH = 40
"""Narrower than this a hanging indent leaves no room for words."""
CHAPTER_LINES = 6
"""Lines shown of each heading; the page holds the rest."""
TOLL_ROWS = 16


def render_text(brief: Brief, *, width: int = 100) -> str:
    """Render a checked brief as plain text, ``width`` columns wide, citations as numbers in brackets.

    Has the sections of Markdown and of the page, the longer ones cut with how much is left to the page; no
    control character of a report reaches the terminal.
    """
    numbers = {reference.claim: reference.number for reference in brief.references}
    page = _Page(max(width, LEAST_WIDTH), numbers)
    lines = [tidy(brief.title).upper(), *page.wrap(brief.subtitle, "")]
    lines += _hidden(brief, page)
    if brief.narrowing is not None:
        lines += page.head("Narrowed to") + page.wrap(narrowing_words(brief.narrowing), "")
    lines += list(_since(brief, page)) + list(_omission(brief, page))
    lines += page.head("What is known") + list(_known(brief, page))
    lines += page.head("What is contested") + list(_disputes(brief, page))
    lines += [*beside_plain.sides(brief, page), *beside_plain.moments(brief, page)]
    lines += page.head("Casualties, as the ranges that were said") + list(_tolls(brief, page))
    lines += beside_plain.rising(brief, page)
    lines += page.head("Agreements") + [row for deal in brief.deals for row in _deal(brief, deal, page)]
    if not brief.deals:
        lines.append("No agreement is reported.")
    lines += page.head("Control, evacuation and access")
    lines += [row for chapter in brief.chapters for row in _chapter(brief, chapter, page)]
    lines += beside_plain.places(brief, page)
    lines += page.head("Not settled")
    lines += [f"{item.title}: {len(item.lines) + item.more}" for item in brief.unsettled if item.lines]
    lines += beside_plain.quiet(brief, page)
    if brief.carried:
        lines += page.head("Who carries whom")
    for item in brief.carried[:CHAPTER_LINES]:
        carrier, source, much, basis = carried_cells(item)
        lines += page.wrap(f"{carrier} ← {source}: {much}; {basis}", "  • ")
    if len(brief.carried) > CHAPTER_LINES:
        lines.append(f"  … and {count(len(brief.carried) - CHAPTER_LINES, 'more row')} in the page")
    if brief.judgements:
        lines += page.head("Judgements by analysts")
        for told in brief.judgements:
            lines += page.wrap(f"{judgement_words(told)}. On: {told.about}.", "  – ")
    lines += page.head("Reports") + list(_sources(brief, page))
    return "\n".join(lines) + "\n"


class _Page:
    """Wrapping at one width, with citations."""

    def __init__(self, width: int, numbers: dict[str, int]) -> None:
        self.width = width
        self.numbers = numbers

    def wrap(self, text: str, first: str, rest: str | None = None) -> list[str]:
        """Wrap one paragraph with a hanging indent."""
        hang = " " * len(first) if rest is None else rest
        return textwrap.wrap(
            tidy(text), self.width, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False
        ) or [first.rstrip()]

    def head(self, title: str) -> list[str]:
        """Give a heading with its rule."""
        return ["", title, "─" * len(title)]

    def said(self, line: Line, *, full: bool = True) -> str:
        """Give a line with its citations and, if asked, its standing."""
        stop = "" if words(line).rstrip().endswith((".", "?", "!", "…")) else "."
        standing = standing_words(line.standing)
        return f"{words(line)}{stop} {self.cites(line)}" + (
            f" ({standing[:1].lower() + standing[1:]})" if full and standing else ""
        )

    def cites(self, line: Line) -> str:
        """Give a line's citations: "[3][7]", those beyond a few as their number."""
        known = [f"[{self.numbers[claim]}]" for claim in line.claims if claim in self.numbers]
        more = len(known) - CITES_SHOWN
        return "".join(known[:CITES_SHOWN]) + (f" +{more}" if more > 0 else "")


def _hidden(brief: Brief, page: _Page) -> list[str]:
    if brief.hidden is None:
        return []
    lines = page.head("Protected")
    for text in brief.hidden.told:
        lines += page.wrap(text, "")
    return lines + [line for row in brief.hidden.rows for line in _compared(row, page)]


def _compared(row: Compared, page: _Page) -> list[str]:
    told = page.wrap(row.title, "  • ") + page.wrap(row.before, "    with:    ")
    return told + page.wrap(row.after, "    without: ")


def _omission(brief: Brief, page: _Page) -> list[str]:
    if brief.omission is None:
        return []
    lines = page.head("Left out")
    for text in omission_words(brief.omission):
        lines += page.wrap(text, "")
    return lines + [line for row in brief.omission.rows for line in _compared(row, page)]


def _judged(items: tuple[Judged, ...], page: _Page) -> Iterator[str]:
    for item in items:
        yield from page.wrap(f"{judgement_words(item)}.", "      – ")


def _known(brief: Brief, page: _Page) -> Iterator[str]:
    labels = by_first("labels")
    for n, line in enumerate(brief.known, 1):
        topic = labels[f"topic.{line.topic}"]["words"]
        yield from page.wrap(f"{topic}. {page.said(line)}", f"{n:>2}. ")
        yield from _judged(judged(brief, line), page)
    if not brief.known:
        yield "The reports hold no uncontested answer that can be shown here."


def _since(brief: Brief, page: _Page) -> Iterator[str]:
    since = brief.since
    if since is None:
        return
    yield from page.head(since_words(since))
    if since.nothing:
        yield NOTHING_CHANGED
    if since.came:
        yield from page.wrap(f"New reports: {causes_words(since.came)}.", "  + ")
    if since.went:
        yield from page.wrap(f"Reports gone: {'; '.join(since.went)}.", "  - ")
    for group in since.groups:
        yield CHANGE_NAMES[group.key]
        for change in group.changes[:CHAPTER_LINES]:
            yield from page.wrap(_change(change, page), "  • ")
            for clause in change.clauses:
                yield from page.wrap(
                    f"{TERM_NAMES[clause.kind]}: {page.said(clause.line, full=False)}", "      "
                )
        left = len(group.changes) - CHAPTER_LINES + group.more
        if left > 0:
            yield f"  … and {count(left, 'more change')} in the page"
    yield from _judged(since.judgements, page)


def _change(change: Change, page: _Page) -> str:
    title = page.said(change.title, full=False) if change.title is not None else change.said
    behind = causes_words(change.causes, change.judged)
    return " ".join(filter(None, (title, stood_words(change), f"Behind it: {behind}." if behind else "")))


def _disputes(brief: Brief, page: _Page) -> Iterator[str]:
    for dispute in brief.disputes:
        yield from page.wrap(words(dispute.title), "")
        for line in dispute.positions:
            yield from page.wrap(page.said(line), "  ↔ ")
            yield from _judged(judged(brief, structs.replace(line, about=line.about[1:])), page)
        yield from _judged(judged(brief, dispute.question), page)
        for reason in dispute.reasons:
            yield from page.wrap(f"Why: {page.said(reason)}", "    ")
    if not brief.disputes:
        yield "No two answers to one question contradict each other."


def _tolls(brief: Brief, page: _Page) -> Iterator[str]:
    for toll in brief.tolls[:TOLL_ROWS]:
        facts = [f"{words(toll.amount)} {words(toll.group)} {toll.measure}"]
        facts += [words(cell) for cell in (toll.place, toll.when) if words(cell) != "not stated"]
        blamed = words(toll.blamed)
        facts += [f"by {blamed}, it is said"] if blamed != "not stated" else []
        facts.append(f"on the word of {words(toll.origin)}")
        cited = "".join(f"[{page.numbers[claim]}]" for claim in toll.amount.claims if claim in page.numbers)
        yield from page.wrap("; ".join(tidy(fact) for fact in facts) + f" {cited}", "  • ")
    if len(brief.tolls) > TOLL_ROWS:
        yield f"  … and {count(len(brief.tolls) - TOLL_ROWS, 'more row')} in the page"
    if not brief.tolls:
        yield "No report counts casualties."


def _deal(brief: Brief, deal: Deal, page: _Page) -> Iterator[str]:
    places = ", ".join(words(place) for place in deal.places[:3])
    announced = f", first reported {say_day(deal.announced)}" if deal.announced is not None else ""
    yield from page.wrap(f"{DEAL_NAMES[deal.kind]}{' – ' + places if places else ''}{announced}", "")
    for name, lines in (("Parties", deal.parties), ("Mediators", deal.mediators)):
        yield from page.wrap("; ".join(words(line) for line in lines) or "not stated", f"  {name + ':':<19}")
    for clause in (*deal.terms, *deal.later):
        dated = clause.first is not None or clause.last is not None
        clock = f"{say_days(clause.first, clause.last)}: " if dated else ""
        yield from page.wrap(
            clock + page.said(clause.line, full=False), f"  {TERM_NAMES[clause.kind] + ':':<19}"
        )
    yield from _judged(judged(brief, deal.id), page)


def _chapter(brief: Brief, chapter: Chapter, page: _Page) -> Iterator[str]:
    if not chapter.lines:
        return
    yield chapter.title
    for line in chapter.lines[:CHAPTER_LINES]:
        yield from page.wrap(page.said(line), "  • ")
        yield from _judged(judged(brief, line), page)
    left = len(chapter.lines) - CHAPTER_LINES + chapter.more
    if left > 0:
        yield f"  … and {count(left, 'more line')} in the page"


def _sources(brief: Brief, page: _Page) -> Iterator[str]:
    for source in brief.sources:
        label = f"{capital(source.label)}: " if source.label != f"report {source.key}" else ""
        state = f"not read ({source.unread})" if source.unread is not None else count(source.claims, "claim")
        yield from page.wrap(f"{label}{source.title}, {source.day}, {state}", f"{source.key:>3}. ")
    for refusal in brief.refusals:
        yield from page.wrap(f"not taken in: {refusal.where}: {refusal.reason}", "  – ")
    if brief.withheld:
        left = count(brief.withheld, "derived statement")
        yield from page.wrap(f"Withheld: {left}; the cited words do not hold what it would say.", "")
