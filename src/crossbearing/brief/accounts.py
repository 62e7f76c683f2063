"""Side by side: who of which side gives which answer to a question, and when."""

from datetime import date

from crossbearing.brief.answers import TOPIC_ORDER
from crossbearing.brief.beside import Account, Cell, SideBySide
from crossbearing.brief.checks import line_faults
from crossbearing.brief.lists import by_first
from crossbearing.brief.sentences import fill, source_part, where_parts
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.sides import head_of, ordered, side_of
from crossbearing.brief.values import Line, Part
from crossbearing.brief.wording import say_published, tidy
from crossbearing.model import Claim, Position, Question

SHOWN = 16
"""More questions than this are left to ``crossbearing questions``, and counted."""
LEAST = 2
"""One origin alone has nobody beside it."""
_STATES = ("contested", "corroborated")
_QUOTED = 160
_CITED = 6


def side_by_side(shelf: Shelf) -> tuple[tuple[SideBySide, ...], int]:
    """Set the answers to each contested or corroborated question beside each other; and count those beyond.

    Questions on which two sides speak come first, then contested ones; only such on which two origins speak
    at least are told, and a body and who speaks for it are one.
    """
    found = []
    for question in shelf.dossier.questions:
        claims = [c for p in question.positions for c in _claims(shelf, p)]
        if question.state in _STATES and len(shelf.folded(claims)) >= LEAST:
            found.append(_table(shelf, question, claims))
    found.sort(key=_order)
    return tuple(found[:SHOWN]), len(found[SHOWN:])


def _claims(shelf: Shelf, position: Position) -> list[Claim]:
    return [shelf.claims[key] for key in position.claims if key in shelf.claims]


def _table(shelf: Shelf, question: Question, claims: list[Claim]) -> SideBySide:
    sides = ordered({side_of(shelf, claim) for claim in claims})
    rows = [
        Account(_answer(shelf, position, own), tuple(_cell(shelf, own, side) for side in sides))
        for position in question.positions
        if (own := _claims(shelf, position))
    ]
    return SideBySide(
        question=question.id,
        state=question.state,
        title=_title(shelf, question, claims),
        heads=tuple(head_of(side) for side in sides),
        rows=tuple(rows),
    )


def _title(shelf: Shelf, question: Question, claims: list[Claim]) -> Line:
    cited = tuple(dict.fromkeys(claim.id for claim in claims))
    about = (question.id,)
    title = Line((Part("ledger", question.title),), cited, topic=question.topic, about=about)
    if question.title and not line_faults(title, shelf):
        return title
    label = Part("word", by_first("labels")[f"topic.{question.topic}"]["words"])
    return Line((label, *where_parts(shelf, claims[0])), cited, topic=question.topic, about=about)


def _answer(shelf: Shelf, position: Position, claims: list[Claim]) -> Line:
    """Give an answer in reconciling's words, else in the first claim's own."""
    cited = tuple(dict.fromkeys(claim.id for claim in claims))
    line = Line((Part("ledger", position.summary),), cited, about=(position.id,))
    if position.summary and not line_faults(line, shelf):
        return line
    exact = tidy(claims[0].span.exact)
    short = exact if len(exact) <= _QUOTED else exact[:_QUOTED].rsplit(" ", 1)[0]
    rest = fill("ellipsis", {}) if short != exact else []
    return Line((Part("quote", short, claims[0].id), *rest), cited, about=(position.id,))


def _cell(shelf: Shelf, claims: list[Claim], side: str) -> Cell:
    """Name each origin of a side that gives an answer, with the day of its first report."""
    own = [claim for claim in claims if side_of(shelf, claim) == side]
    heads = shelf.folded(own)
    groups: dict[str, list[Claim]] = {}
    for claim in own:
        line = shelf.lineage(shelf.origin_key(claim))
        groups.setdefault(next((step for step in line if step in heads), line[0]), []).append(claim)
    lines = [_said(shelf, sorted(told, key=lambda c: _day(shelf, c))) for told in groups.values()]
    return Cell(tuple(lines))


def _day(shelf: Shelf, claim: Claim) -> tuple[date, int]:
    published = shelf.reports[claim.report].published
    return published.latest or published.earliest or date.max, int(shelf.keys[claim.report])


def _said(shelf: Shelf, claims: list[Claim]) -> Line:
    first = claims[0]
    report = shelf.reports[first.report]
    parts = [source_part(shelf, first)]
    if report.published.earliest is not None or report.published.latest is not None:
        day = Part("day", say_published(report.published), report.id)
        parts += [Part("word", ", "), *fill("told.day", {"day": [day]})]
    mark = by_first("statuses")[told_status(first)]["mark"]
    parts += [Part("word", mark)] if mark else []
    return Line(tuple(parts), tuple(dict.fromkeys(claim.id for claim in claims))[:_CITED])


def _order(table: SideBySide) -> tuple[object, ...]:
    contested = table.state == "contested"
    return len(table.heads) < LEAST, not contested, TOPIC_ORDER.index(table.title.topic), table.question
