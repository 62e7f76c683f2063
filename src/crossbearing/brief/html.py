"""The brief as one self-contained HTML page: no script, no network, a strict content policy."""

import base64
import hashlib
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup
from msgspec import Struct, structs

from crossbearing.brief import atlas, ranges, timeline
from crossbearing.brief.beside_html import beside
from crossbearing.brief.captions import CAPTIONS
from crossbearing.brief.lists import by_first, read_asset
from crossbearing.brief.marked import Mark, paragraphs, visible
from crossbearing.brief.names import (
    CARRIED_HEADS,
    CARRIED_SHOWN,
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
    place_note,
    since_words,
    stood_words,
)
from crossbearing.brief.sentences import QUOTE_LIMIT
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.svg import TOPIC_COLOURS
from crossbearing.brief.values import Brief, Clause, Deal, Line, Part, judged, words
from crossbearing.brief.wording import capital, say_day, say_days, tidy
from crossbearing.model import Dossier

WIDE, NARROW = 880, 344
"""Each picture is drawn twice: for a page and for a phone, where a shrunk one could not be read."""


class Pair(Struct, frozen=True):
    """A picture for wide and for narrow screens."""

    wide: Markup
    narrow: Markup
    left_out: int = 0
    outside: tuple[str, ...] = ()


def render_html(brief: Brief, dossier: Dossier) -> str:
    """Render a checked brief with the reports it cites as one HTML page.

    Every text is escaped; the page holds no script and its policy allows only its own style sheet, by hash.
    """
    shelf = Shelf(dossier)
    style = read_asset("templates", "style.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _Page(brief, shelf)
    environment = Environment(
        loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(read_asset("templates", "brief.html.j2"))
    return template.render(
        brief=brief,
        beside=beside(brief, page, environment),
        style=Markup(style),
        style_hash=digest,
        line=page.line,
        cites=page.cites,
        standing=page.standing,
        own_words=page.own_words,
        stop=_stop,
        reports=page.reports(),
        timeline=_timeline(brief, shelf),
        ranges=_ranges(brief),
        maps=_maps(brief),
        labels={row["key"]: row["words"] for row in by_first("labels").values()},
        statuses={key: row["label"] for key, row in by_first("statuses").items()},
        topics=_topics(brief),
        capital=capital,
        say_day=say_day,
        say_days=say_days,
        text=visible,
        count=count,
        clauses_of=_clauses,
        carried_heads=CARRIED_HEADS,
        carried_shown=CARRIED_SHOWN,
        carried_cells=carried_cells,
        judged=lambda *things: judged(brief, *things),
        on_answer=_on_answer,
        judgement_words=judgement_words,
        omission_words=omission_words,
        deal_names=DEAL_NAMES,
        term_names=TERM_NAMES,
        **_changed_words(),
    )


def _changed_words() -> dict[str, Any]:
    """What the template needs to tell what the brief is of, where things are, and what changed."""
    return {
        "captions": CAPTIONS,
        "place_note": place_note,
        "narrowing_words": narrowing_words,
        "since_words": since_words,
        "stood_words": stood_words,
        "causes_words": causes_words,
        "change_names": CHANGE_NAMES,
        "nothing_changed": NOTHING_CHANGED,
    }


class _Page:
    """Lines as HTML with numbered citations; a claim's mark leads back to its first one."""

    def __init__(self, brief: Brief, shelf: Shelf) -> None:
        self.brief = brief
        self.shelf = shelf
        self.numbers = {reference.claim: reference.number for reference in brief.references}
        self.labels = {reference.number: reference for reference in brief.references}
        self._met: set[int] = set()

    def line(self, line: Line) -> Markup:
        """Render a line's words."""
        return Markup("").join(self._part(part) for part in line.parts)

    def _part(self, part: Part) -> Markup:
        text = visible(part.text)
        if part.kind == "quote":
            return Markup("<q>{}</q>").format(text)
        if part.kind in ("source", "outlet"):
            return Markup('<bdi class="who">{}</bdi>').format(text)
        if part.kind == "amount":
            return Markup("<b>{}</b>").format(text)
        return text if part.kind == "word" else Markup("<bdi>{}</bdi>").format(text)

    def cites(self, line: Line, limit: int = CITES_SHOWN) -> Markup:
        """Render a line's citations as links to the marked characters, those beyond ``limit`` folded."""
        numbers = [self.numbers[claim] for claim in line.claims if claim in self.numbers]
        links = [self._cite(number) for number in numbers[:limit]]
        rest = [self._cite(number) for number in numbers[limit:]]
        if rest:
            folded = (
                '<details class="more"><summary aria-label="{0} more citations">+{0}</summary>{1}</details>'
            )
            links.append(Markup(folded).format(len(rest), Markup(" ").join(rest)))
        return Markup('<div class="cites">{}</div>').format(Markup(" ").join(links))

    def own_words(self, line: Line) -> Markup | None:
        """Give the characters that a line of the grammar was built from; a quotation needs none."""
        if not any(part.kind == "amount" for part in line.parts):
            return None
        text = tidy(self.shelf.claims[line.claims[0]].span.exact)
        return visible(text if len(text) <= QUOTE_LIMIT else text[:QUOTE_LIMIT].rstrip() + " …")

    def _cite(self, number: int) -> Markup:
        reference = self.labels[number]
        anchor = Markup("") if number in self._met else Markup(' id="b{}"').format(number)
        self._met.add(number)
        key = self.shelf.keys[reference.report]
        name = f"Citation {number}: {reference.label}, report {key}"
        return Markup('<a class="cite"{0} href="#c{1}" title="{2}" aria-label="{2}">{1}</a>').format(
            anchor, number, visible(name)
        )

    def standing(self, line: Line) -> Markup:
        """Render on whose word, and in how many reports, a line rests."""
        if line.standing is None:
            return Markup("")
        names = [
            Markup("<bdi>{}</bdi>").format(visible(capital(part.text))) for part in line.standing.origins
        ]
        said = count(line.standing.reports, "report")
        if len(names) == 1:
            return Markup("One origin, in {}").format(said)
        return Markup("{} origins, in {}: {}").format(len(names), said, Markup("; ").join(names))

    def reports(self) -> list[dict[str, Any]]:
        """Give each report with its paragraphs, its claims marked."""
        marks: dict[str, list[Mark]] = {}
        for claim in self.shelf.dossier.claims:
            number = self.numbers.get(claim.id)
            anchor = (
                f"c{number}" if number is not None else f"u{len(marks)}-{claim.span.start}-{claim.span.end}"
            )
            kind = f"{'cited' if number is not None else 'uncited'} s-{told_status(claim)}"
            mark = Mark(claim.span.start, claim.span.end, anchor, number, kind)
            marks.setdefault(claim.report, []).append(mark)
        found = []
        for source, report in zip(self.brief.sources, self.shelf.dossier.reports, strict=True):
            found.append(
                {"source": source, "paragraphs": paragraphs(report, source, marks.get(report.id, []))}
            )
        return found


def _clauses(deal: Deal) -> list[tuple[str, list[Clause]]]:
    """Give an agreement's terms and what followed, kind by kind, in their order."""
    found: dict[str, list[Clause]] = {}
    for clause in (*deal.terms, *deal.later):
        found.setdefault(TERM_NAMES[clause.kind], []).append(clause)
    return list(found.items())


def _on_answer(line: Line) -> Line:
    """Give a dispute's line without its question, whose judgements stand under all answers."""
    return structs.replace(line, about=line.about[1:])


def _stop(line: Line) -> str:
    """Give the full stop that a line still wants."""
    return "" if words(line).rstrip().endswith((".", "?", "!", "…")) else "."


def _topics(brief: Brief) -> list[str]:
    """Name the topics that the map colours, one per colour."""
    seen = {topic for spot in (*brief.spots, *brief.lands) for topic in spot.topics[:1]}
    shown: dict[str, str] = {}
    for topic, colour in TOPIC_COLOURS.items():
        if topic in seen:
            shown.setdefault(colour, topic)
    return list(shown.values())


def _timeline(brief: Brief, shelf: Shelf) -> Pair | None:
    days = [r.published.latest for r in shelf.dossier.reports if r.published.latest is not None]
    wide = timeline.draw_timeline(brief, days, width=WIDE, key="tw")
    narrow = timeline.draw_timeline(brief, days, width=NARROW, key="tn")
    if wide is None or narrow is None:
        return None
    return Pair(Markup(wide.svg), Markup(narrow.svg), wide.left_out)


def _ranges(brief: Brief) -> Pair | None:
    wide = ranges.draw_ranges(brief, width=WIDE, key="rw")
    narrow = ranges.draw_ranges(brief, width=NARROW, key="rn")
    return Pair(Markup(wide), Markup(narrow)) if wide is not None and narrow is not None else None


def _maps(brief: Brief) -> list[Pair]:
    """Draw the whole map and, where many places lie close together, a second one of these alone."""
    found = []
    for key, reach in (("m", atlas.REACH_KM), ("n", atlas.CLOSE_KM)):
        if key == "n" and not atlas.wants_closer(brief):
            continue
        wide = atlas.draw_map(brief, width=WIDE, key=f"{key}w", reach_km=reach)
        narrow = atlas.draw_map(brief, width=NARROW, key=f"{key}n", reach_km=reach)
        if wide is not None and narrow is not None:
            found.append(Pair(Markup(wide.svg), Markup(narrow.svg), outside=wide.outside))
    return found
