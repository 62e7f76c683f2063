"""The toll rising: each happening's figures by origin and by the day on which they were told."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from crossbearing.brief.beside import Figure, Rise, Thread
from crossbearing.brief.checks import line_faults
from crossbearing.brief.lists import by_first
from crossbearing.brief.numerals import measure_held, say_amount
from crossbearing.brief.sentences import NO_GROUP, source_part, where_parts
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.values import Line, Part, words
from crossbearing.brief.wording import plural
from crossbearing.model import Claim, Position, Quantity, Question
from crossbearing.switches import carried

MEASURES = ("killed", "injured")
LEAST = 2
"""One figure is no rise; it stands in the table of casualties."""
SHOWN = 40
"""More happenings than this are no longer read; those of the fewest days and figures are counted."""
LONGEST_DAYS = 31
"""A report whose day is known no better than this has no place on a line of days."""
_TOLD = ("asserted", "unverified")
_PEOPLE = frozenset({"people", "person"})


class _Told(Struct, frozen=True):
    """A quantity of a claim that answers a question, and whether a later answer took its place."""

    claim: Claim
    index: int
    group: str
    question: Question
    replaced: bool

    @property
    def quantity(self) -> Quantity:
        return self.claim.quantities[self.index]


def rises(shelf: Shelf) -> tuple[tuple[Rise, ...], int]:
    """List happenings of which two or more dated figures of killed or injured are told, the longest first.

    With them goes the count of those beyond the limit.

    Figures are answers to questions of one incident, else of one place and day. What several reports carry of
    one text, or tell again on the same origin's word, is one figure, on the day of the first report.
    """
    copies = carried(shelf.dossier)
    groups: dict[tuple[str, str], list[_Told]] = {}
    for told in _told(shelf):
        key = told.question.incident or told.question.id
        groups.setdefault((key, told.quantity.measure), []).append(told)
    found = [_rise(shelf, about, measure, told, copies) for (about, measure), told in groups.items()]
    ordered = sorted((rise for rise in found if rise is not None), key=_order)
    return tuple(ordered[:SHOWN]), len(ordered[SHOWN:])


def _told(shelf: Shelf) -> Iterator[_Told]:
    for question in shelf.dossier.questions:
        if question.topic != "casualties":
            continue
        stale = {relation.target for relation in question.relations if relation.kind == "updates"}
        for position in question.positions:
            for claim in (shelf.claims[key] for key in position.claims if key in shelf.claims):
                if told_status(claim) in _TOLD and not claim.negated:
                    group = "" if question.group in (None, *_PEOPLE) else str(question.group)
                    replaced = position.id in stale
                    for index in _answering(claim, position):
                        yield _Told(claim, index, group, question, replaced)


def _answering(claim: Claim, position: Position) -> Iterator[int]:
    """Give the claim's whole counts of killed or injured that this answer was read from."""
    for index, quantity in enumerate(claim.quantities):
        ends = {end for end in (quantity.lower, quantity.upper) if end is not None}
        whole = quantity.measure in MEASURES and not (quantity.total or quantity.earlier)
        above = claim.quantities[quantity.part_of] if quantity.part_of is not None else None
        part = above is not None and above.measure == quantity.measure
        held = measure_held(claim, quantity) and say_amount(quantity) is not None
        if whole and held and not part and ends & {position.lower, position.upper}:
            yield index


def _rise(shelf: Shelf, about: str, measure: str, told: list[_Told], copies: frozenset[str]) -> Rise | None:
    dated = [one for one in told if _days(shelf, one.claim) is not None]
    heads = _heads(shelf, [one.claim for one in dated])
    threads: dict[tuple[str, str], dict[tuple[object, ...], list[_Told]]] = {}
    for one in sorted(dated, key=lambda item: _first(shelf, item, copies)):
        key = (heads[shelf.origin_key(one.claim)], one.group)
        first = _same_text(one, threads) if one.claim.id in copies else None
        figures = threads.setdefault(first or key, {})
        figures.setdefault(_range(one.quantity), []).append(one)
    made = tuple(_thread(shelf, group, figures) for (_, group), figures in threads.items())
    if not _several(made):
        return None
    made = tuple(sorted(made, key=lambda t: (-len(t.figures), t.figures[0].first, words(t.origin), t.group)))
    title = _title(shelf, dated)
    undated = len({one.claim.id for one in told}) - len({one.claim.id for one in dated})
    return Rise(about=about, title=title, measure=measure, threads=made, undated=undated)


def _several(threads: tuple[Thread, ...]) -> bool:
    """Whether of one group two figures are told: "21" and "at least 21" of one day and origin are one."""
    told: dict[str, set[tuple[int, date, float | None]]] = {}
    for n, thread in enumerate(threads):
        for figure in thread.figures:
            end = figure.lower if figure.lower is not None else figure.upper
            told.setdefault(thread.group, set()).add((n, figure.first, end))
    return any(len(figures) >= LEAST for figures in told.values())


def _range(quantity: Quantity) -> tuple[object, ...]:
    return quantity.lower, quantity.upper, quantity.bound


def _same_text(
    one: _Told, threads: dict[tuple[str, str], dict[tuple[object, ...], list[_Told]]]
) -> tuple[str, str] | None:
    """Give the thread that tells the same figure already: a copy is no source of its own."""
    same = (key for key, f in threads.items() if key[1] == one.group and _range(one.quantity) in f)
    return next(same, None)


def _first(shelf: Shelf, told: _Told, copies: frozenset[str]) -> tuple[object, ...]:
    days = _days(shelf, told.claim) or (date.max, date.max)
    return told.claim.id in copies, *days, int(shelf.keys[told.claim.report]), told.claim.span, told.index


def _days(shelf: Shelf, claim: Claim) -> tuple[date, date] | None:
    """Give the days between which a claim's report was published; None where these are not known."""
    published = shelf.reports[claim.report].published
    first, last = published.earliest, published.latest
    if first is None or last is None or (last - first).days > LONGEST_DAYS:
        return None
    return first, last


def _heads(shelf: Shelf, claims: list[Claim]) -> dict[str, str]:
    """Give each origin, or the body it speaks for where that is an origin here too."""
    first = shelf.folded(claims)
    keys = [shelf.origin_key(claim) for claim in claims]
    return {
        key: next((step for step in shelf.lineage(key) if step in first), key) for key in dict.fromkeys(keys)
    }


def _thread(shelf: Shelf, group: str, figures: dict[tuple[object, ...], list[_Told]]) -> Thread:
    made = sorted(
        (_figure(shelf, told) for told in figures.values()),
        key=lambda f: (f.first, f.last, f.lower or f.upper or 0.0, f.bound),
    )
    claims = tuple(dict.fromkeys(claim for figure in made for claim in figure.told.claims))
    origin = Line((source_part(shelf, shelf.claims[claims[0]]),), claims, topic="casualties")
    return Thread(origin=origin, group=plural(group, None) if group else "", figures=tuple(made))


def _figure(shelf: Shelf, told: list[_Told]) -> Figure:
    one = told[0]
    quantity = one.quantity
    days = _days(shelf, one.claim) or (date.min, date.max)
    parts = [Part("amount", say_amount(quantity) or "", one.claim.id, one.index)]
    if quantity.group and quantity.group not in NO_GROUP | _PEOPLE:
        parts += [Part("word", " "), Part("group", plural(quantity.group, None), one.claim.id, one.index)]
    status = told_status(one.claim)
    mark = by_first("statuses")[status]["mark"]
    same = [item.claim.id for item in told if told_status(item.claim) == status]
    return Figure(
        first=days[0],
        last=days[1],
        told=Line(tuple(parts + ([Part("word", mark)] if mark else [])), tuple(dict.fromkeys(same))),
        measure=quantity.measure,
        lower=quantity.lower,
        upper=quantity.upper,
        bound=quantity.bound,
        status=status,
        replaced=all(item.replaced for item in told),
    )


def _title(shelf: Shelf, told: list[_Told]) -> Line:
    """Take the title of the question with most figures that its claims hold, the widest group first."""
    asked: dict[str, list[_Told]] = {}
    for one in told:
        asked.setdefault(one.question.id, []).append(one)
    ranked = sorted(asked.values(), key=lambda own: (own[0].group != "", -len(own), own[0].question.id))
    every = tuple(dict.fromkeys(one.claim.id for one in told))
    for own in ranked:
        cited = tuple(dict.fromkeys(one.claim.id for one in own))
        line = Line((Part("ledger", own[0].question.title),), cited, topic="casualties")
        if own[0].question.title and not line_faults(line, shelf):
            return structs.replace(line, about=(own[0].question.id,))
    label = Part("word", by_first("labels")["topic.casualties"]["words"])
    return Line((label, *where_parts(shelf, shelf.claims[every[0]])), every, topic="casualties")


def _order(rise: Rise) -> tuple[object, ...]:
    """Put those told over several days first, then those of most figures, then the largest."""
    days = {figure.first for thread in rise.threads for figure in thread.figures}
    figures = [figure for thread in rise.threads for figure in thread.figures]
    largest = max(figure.lower or figure.upper or 0.0 for figure in figures)
    return -min(len(days), 3), -len(figures), -largest, rise.measure, rise.about


def figures_of(rise: Rise) -> list[tuple[Thread, Figure]]:
    """Give a rise's figures in the order in which they were told."""
    told = [(thread, figure) for thread in rise.threads for figure in thread.figures]
    return sorted(told, key=lambda item: (item[1].first, item[1].last, words(item[0].origin), item[0].group))
