"""A brief as pages: headings, paragraphs, lists, tables, pictures and endnotes, for DOCX and PDF alike."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, structs

from crossbearing.brief import beside_pages
from crossbearing.brief.blocks import (
    Block,
    Cited,
    Endnotes,
    Grid,
    Heading,
    Item,
    Items,
    Paragraph,
    Run,
    Runs,
    Shown,
    plain,
    soft,
    strong,
)
from crossbearing.brief.captions import CAPTIONS, COLOURS
from crossbearing.brief.lists import by_first
from crossbearing.brief.names import (
    CARRIED_HEADS,
    CARRIED_SHOWN,
    CHANGE_NAMES,
    DEAL_NAMES,
    NOTHING_CHANGED,
    TERM_NAMES,
    carried_cells,
    causes_words,
    count,
    judgement_words,
    narrowing_words,
    omission_words,
    place_note,
    since_words,
    standing_words,
    stood_words,
)
from crossbearing.brief.pictures import Picture, draw_pictures
from crossbearing.brief.values import (
    Brief,
    Change,
    Chapter,
    Clause,
    Compared,
    Deal,
    Judged,
    Line,
    Reference,
    Source,
    judged,
    words,
)
from crossbearing.brief.wording import capital, say_day, say_days
from crossbearing.model import Dossier

QUOTE_LIMIT = 600
"""An endnote longer than this is no longer a note; the offsets lead to the rest. As in Markdown."""
PAPER = 690
"""Pixels: on a page 17 cm wide, words of a picture so drawn are as large as a note's."""
FOOT = (
    "A claim is what a source says, not a fact. Numbers are the ranges that were said. Copies of one text "
    "and several reports on one source’s word count as one origin."
)


class Pages(Struct, frozen=True):
    """A brief ready to be laid out: ``day`` is the last day of its reports."""

    title: str
    subtitle: str
    day: date | None
    blocks: tuple[Block, ...]


def lay_out(brief: Brief, dossier: Dossier) -> Pages:
    """Turn a checked brief into blocks, in the order of every other rendering; nothing is added to it."""
    days = [r.published.latest for r in dossier.reports if r.published.latest is not None]
    writer = _Writer(brief, draw_pictures(brief, dossier, width=PAPER))
    return Pages(plain(brief.title), plain(brief.subtitle), max(days, default=None), tuple(writer.blocks()))


class _Writer(Cited):
    """Writes a brief's sections one after the other."""

    def __init__(self, brief: Brief, pictures: tuple[Picture, ...]) -> None:
        super().__init__({reference.claim: reference.number for reference in brief.references})
        self.brief = brief
        self.pictures = {picture.name: picture for picture in pictures}
        self.keys = {source.id: source.key for source in brief.sources}

    def blocks(self) -> Iterator[Block]:
        """All sections."""
        yield from self.top()
        yield from self.known()
        yield from self.disputes()
        yield from beside_pages.sides(self.brief, self)
        yield from self.moments()
        yield from self.tolls()
        yield from beside_pages.rising(self.brief, self, PAPER)
        yield from self.deals()
        yield Heading(1, "Control, evacuation and access")
        yield from self.chapters(self.brief.chapters)
        yield from self.places()
        yield Heading(1, "Not verified, denied, expected or demanded")
        yield from self.chapters(self.brief.unsettled)
        yield from beside_pages.quiet(self.brief, self)
        yield from self.carried()
        yield from self.judgements()
        yield from self.sources()
        yield Heading(1, "Citations")
        yield Endnotes(tuple(self.note(reference) for reference in self.brief.references))

    # -- what the brief is of ------------------------------------------------------------------------------

    def top(self) -> Iterator[Block]:
        """What is protected, what it was narrowed to, what changed, what was left out."""
        brief = self.brief
        if brief.hidden is not None:
            yield Heading(1, "Protected")
            yield from _compared(brief.hidden.told, brief.hidden.rows)
        if brief.narrowing is not None:
            yield Heading(1, "Narrowed to")
            yield Paragraph((strong(narrowing_words(brief.narrowing)),))
        yield from self.since()
        if brief.omission is not None:
            yield Heading(1, "Left out")
            yield from _compared(omission_words(brief.omission), brief.omission.rows)

    def since(self) -> Iterator[Block]:
        """What changed since an earlier brief."""
        since = self.brief.since
        if since is None:
            return
        yield Heading(1, since_words(since))
        if since.nothing:
            yield Paragraph((Run(NOTHING_CHANGED),))
        for name, listed in (("New reports: ", [c.name for c in since.came]), ("Reports gone: ", since.went)):
            if listed:
                yield Paragraph((Run(name, "strong"), Run(plain("; ".join(map(capital, listed)) + "."))))
        for group in since.groups:
            yield Heading(2, CHANGE_NAMES[group.key])
            yield Items(tuple(map(self.change, group.changes)))
            if group.more:
                yield Paragraph((soft(f"And {count(group.more, 'more change')} of this kind."),), "note")
        if since.judgements:
            yield Heading(2, "Judgements since")
            yield from self.judged_of(since.judgements)

    def change(self, change: Change) -> Item:
        """One change with its reports and an agreement's terms."""
        title = self.said(change.title) if change.title is not None else (Run(plain(change.said)),)
        stood, behind = stood_words(change), causes_words(change.causes, change.judged)
        runs = [*title, *([Run(f" {plain(stood)}")] if stood else [])]
        runs += [soft(f"Behind it: {behind}.")] if behind else []
        return Item(_apart(runs), tuple(map(self.clause, change.clauses)))

    # -- what reports say ----------------------------------------------------------------------------------

    def full(self, line: Line) -> Runs:
        """A line with its citations and on whose word it rests."""
        standing = standing_words(line.standing)
        return _apart([*self.said(line), *([soft(f"{standing}.")] if standing else [])])

    def item(self, line: Line, about: Line | None = None, head: str = "") -> Item:
        """A line as a point, the judgements on it under it."""
        beside = judged(self.brief, about if about is not None else line)
        first = (Run(f"{head}. ", "strong"),) if head else ()
        return Item((*first, *self.full(line)), tuple((_judgement(told),) for told in beside))

    def known(self) -> Iterator[Block]:
        """The dozen lines."""
        yield Heading(1, "What is known")
        labels = by_first("labels")
        items = [self.item(line, head=labels[f"topic.{line.topic}"]["words"]) for line in self.brief.known]
        if items:
            yield Items(tuple(items), numbered=True)
        else:
            yield Paragraph((soft("The reports hold no uncontested answer that can be shown here."),))

    def disputes(self) -> Iterator[Block]:
        """Position against position."""
        yield Heading(1, "What is contested")
        if not self.brief.disputes:
            yield Paragraph((soft("No two answers to one question contradict each other."),))
        for dispute in self.brief.disputes:
            yield Heading(2, plain(words(dispute.title)))
            yield Items(tuple(self.item(p, structs.replace(p, about=p.about[1:])) for p in dispute.positions))
            yield from self.judged_of(judged(self.brief, dispute.question))
            for reason in dispute.reasons:
                yield Paragraph((Run("Why: ", "strong"), *self.said(reason)), "note")

    def moments(self) -> Iterator[Block]:
        """The timeline and its table."""
        yield Heading(1, "Timeline")
        yield from self.picture("timeline")
        rows = [
            (_cell(say_days(m.first, m.last) + (" (when said)" if m.inferred else "")), self.said(m.line))
            for m in self.brief.moments
        ]
        if rows:
            yield Grid(("Days", "What is said"), tuple(rows), (2, 7))
        else:
            yield Paragraph((soft("No report tells on what day anything happened."),))

    def tolls(self) -> Iterator[Block]:
        """The ranges and their table."""
        yield Heading(1, "Casualties, as the ranges that were said")
        yield from self.picture("casualties")
        if not self.brief.tolls:
            yield Paragraph((soft("No report counts casualties."),))
            return
        heads = ("How many", "Who", "Where", "Allegedly by", "When", "On whose word")
        rows = []
        for toll in self.brief.tolls:
            who = f"{words(toll.group)} {toll.measure}" + (", running total" if toll.total else "")
            cells = [_cell(words(cell)) for cell in (toll.place, toll.blamed, toll.when)]
            rows.append(
                (
                    self.parts(toll.amount),
                    _cell(who),
                    *cells,
                    (*self.parts(toll.origin), *self.cites(toll.origin)),
                )
            )
        yield Grid(heads, tuple(rows), (4, 4, 3, 4, 4, 6))

    def deals(self) -> Iterator[Block]:
        """Agreements with their clock."""
        yield Heading(1, "Agreements and their clock")
        if not self.brief.deals:
            yield Paragraph((soft("No agreement is reported."),))
        for deal in self.brief.deals:
            places = [plain(words(place)) for place in deal.places[:3]]
            yield Heading(2, ", ".join([DEAL_NAMES[deal.kind], *places]))
            yield Items(tuple(self.deal(deal)))
            yield from self.judged_of(judged(self.brief, deal.id))

    def deal(self, deal: Deal) -> Iterator[Item]:
        """An agreement's points."""
        if deal.announced is not None:
            yield Item((Run("First reported ", "strong"), Run(say_day(deal.announced))))
        for name, lines in (("Parties", deal.parties), ("Mediators", deal.mediators)):
            runs: list[Run] = []
            for line in lines:
                runs += [*([Run("; ")] if runs else []), *self.parts(line), *self.cites(line)]
            yield Item((Run(f"{name}: ", "strong"), *(runs or [soft("not stated")])))
        for clause in (*deal.terms, *deal.later):
            yield Item(self.clause(clause))

    def clause(self, clause: Clause) -> Runs:
        """A term with its days."""
        dated = clause.first is not None or clause.last is not None
        clock = f" ({say_days(clause.first, clause.last)})" if dated else ""
        return (Run(f"{TERM_NAMES[clause.kind]}{clock}: ", "strong"), *self.said(clause.line))

    def chapters(self, chapters: tuple[Chapter, ...]) -> Iterator[Block]:
        """Lines under their headings."""
        for chapter in chapters:
            if chapter.lines:
                yield Heading(2, plain(chapter.title))
                yield Items(tuple(map(self.item, chapter.lines)))
            if chapter.more:
                yield Paragraph((soft(f"{count(chapter.more, 'more line')} left to the reports."),), "note")

    def places(self) -> Iterator[Block]:
        """The maps and the places as a list."""
        yield Heading(1, "Places")
        yield from self.picture("map")
        yield from self.picture("map-closer")
        items = [
            Item(
                (
                    *self.parts(spot.line),
                    soft(f" {place_note(spot)}"),
                    *self.cites(spot.line),
                )
            )
            for spot in (*self.brief.spots, *self.brief.lands)
        ]
        items += [
            Item((*self.parts(line), soft("no point of its own"), *self.cites(line)))
            for line in self.brief.unplaced
        ]
        items = [Item(_apart(item.runs)) for item in items]
        if items:
            yield Items(tuple(items))
        else:
            yield Paragraph((soft("No report names a place that could be found."),))

    # -- whose word, whose judgement -----------------------------------------------------------------------

    def carried(self) -> Iterator[Block]:
        """Who carries whom."""
        if not self.brief.carried:
            return
        yield Heading(1, "Who carries whom")
        yield from self.picture("carriers")
        rows = [tuple(map(_cell, carried_cells(item))) for item in self.brief.carried[:CARRIED_SHOWN]]
        yield Grid(CARRIED_HEADS, tuple(rows), (3, 3, 4, 3))
        more = len(self.brief.carried) - CARRIED_SHOWN
        if more > 0:
            yield Paragraph((soft(f"{count(more, 'more row')}: see crossbearing copies."),), "note")

    def judgements(self) -> Iterator[Block]:
        """All judgements together."""
        if self.brief.judgements:
            yield Heading(1, "Judgements by analysts")
            yield from self.judged_of(self.brief.judgements, about=True)

    def judged_of(self, told: tuple[Judged, ...], *, about: bool = False) -> Iterator[Block]:
        """Judgements, each in its analyst's words."""
        for item in told:
            on = f" On: {plain(item.about)}." if about else ""
            yield Paragraph((_judgement(item), *([Run(on)] if on else [])), "judged")

    def sources(self) -> Iterator[Block]:
        """The reports, what was refused, and what was withheld."""
        yield Heading(1, "Reports")
        yield Items(tuple(map(self.source, self.brief.sources)))
        if self.brief.refusals:
            yield Heading(2, "Not taken in")
            refused = [f"{item.where}: {item.reason}" for item in self.brief.refusals]
            yield Items(tuple(Item(_cell(text)) for text in refused))
        left = count(self.brief.withheld, "derived statement")
        held = f" {left} left out: the cited words do not hold what it would say."
        yield Paragraph((Run(FOOT + (held if self.brief.withheld else "")),), "note")

    def source(self, source: Source) -> Item:
        """A report as it is listed."""
        unread = f"; not read: {source.unread}" if source.unread is not None else ""
        notes = "".join(f"; {version}" for version in source.versions)
        others = dict.fromkeys(copied.other for copied in source.copied)
        shared = f"; shares passages with report {', '.join(others)}" if others else ""
        label = f"{capital(source.label)}, " if source.label != f"report {source.key}" else ""
        text = f"{label}“{source.title}”, {source.day} ({source.dated}); {count(source.claims, 'claim')}"
        told = tuple((_judgement(item),) for item in judged(self.brief, source.id))
        head = Run(f"Report {source.key}: ", "strong")
        return Item((head, Run(plain(f"{text}{unread}{notes}{shared}"))), told)

    def note(self, reference: Reference) -> tuple[int, str, str]:
        """A citation: where it stands, and its exact words."""
        key = self.keys[reference.report]
        exact = plain(reference.span.exact)
        cut = exact if len(exact) <= QUOTE_LIMIT else exact[:QUOTE_LIMIT].rstrip() + " …"
        label = "" if reference.label == f"report {key}" else f" ({plain(reference.label)})"
        where = f"Report {key}{label}, characters {reference.span.start}–{reference.span.end}"
        return reference.number, where, cut

    def picture(self, name: str) -> Iterator[Block]:
        """A picture, where the brief has it."""
        if name in self.pictures:
            yield Shown(self.pictures[name], CAPTIONS[name] + (self.legend() if name == "map" else ""))

    def legend(self) -> str:
        """The colours of the map, in words: " Red: casualties. Green: agreement."."""
        labels = by_first("labels")
        told: dict[str, str] = {}
        for spot in (*self.brief.spots, *self.brief.lands):
            told.setdefault(COLOURS[spot.topics[0]], labels[f"topic.{spot.topics[0]}"]["words"].lower())
        shown = [f"{colour}: {'other' if colour == 'Grey' else topic}" for colour, topic in told.items()]
        return f" {'; '.join(shown)}."


def _compared(told: Iterable[str], rows: Iterable[Compared]) -> Iterator[Block]:
    """Sentences, and questions as they stand with and without something."""
    for text in told:
        yield Paragraph((strong(text),))
    cells = tuple((_cell(row.title), _cell(row.before), _cell(row.after)) for row in rows)
    if cells:
        yield Grid(("Question", "With", "Without"), cells, (4, 5, 5))


def _cell(text: str) -> Runs:
    return (Run(plain(text)),)


def _judgement(item: Judged) -> Run:
    return Run(plain(judgement_words(item)) + ".", "quote")


def _apart(runs: tuple[Run, ...] | list[Run]) -> Runs:
    """Put a space before words that stand back."""
    return tuple(
        Run(f" {run.text.lstrip()}", "soft") if run.kind == "soft" and n else run
        for n, run in enumerate(runs)
    )
