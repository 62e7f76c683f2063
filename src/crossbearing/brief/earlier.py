"""A figure that a later one took over stands beside it, with its own citation."""

from msgspec import structs

from crossbearing.brief.lists import form
from crossbearing.brief.numerals import measure_held, say_amount
from crossbearing.brief.sentences import fill, standing
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.values import Line, Part
from crossbearing.model import Claim, Position, Question

EARLIER_LIMIT = 3
"""The last few figures show how a toll rose; more are no longer read."""


def with_earlier(shelf: Shelf, line: Line, question: Question, position: Position) -> Line:
    """Add the figures that a position took over: "27 killed …; earlier 12, then 19 by the same source".

    Only beside a line that gives a figure itself; the older figures are cited with it.
    """
    taken = {r.target for r in question.relations if r.kind == "updates" and r.source == position.id}
    older = [p for p in question.positions if p.id in taken]
    if not older or not any(part.kind == "amount" for part in line.parts):
        return line
    lead = shelf.claims[line.claims[0]]
    told = [(p, part) for p in older if (part := _figure(shelf, p, lead)) is not None]
    told.sort(key=lambda item: (_day(shelf, item[0]), item[0].lower or item[0].upper or 0.0))
    told = told[-EARLIER_LIMIT:]
    if not told:
        return line
    figures: list[Part] = []
    for n, (_, part) in enumerate(told):
        figures += [Part("word", form("then")), part] if n else [part]
    same = all(set(p.origins) == set(position.origins) for p, _ in told)
    words = fill("earlier.same" if same else "earlier", {"figures": figures})
    cited = tuple(dict.fromkeys((*line.claims, *(str(part.ref) for _, part in told))))
    origins = tuple(dict.fromkeys(o for p in (position, *(p for p, _ in told)) for o in p.origins))
    rests = standing(shelf, [shelf.claims[claim] for claim in cited], origins)
    return structs.replace(line, parts=(*line.parts, *words), claims=cited, standing=rests)


def _figure(shelf: Shelf, position: Position, lead: Claim) -> Part | None:
    """Give a position's figure from the claim that told it as its news, else from one that looks back."""
    found: list[tuple[bool, int, Part]] = []
    for id_ in position.claims:
        claim = shelf.claims.get(id_)
        if claim is None or told_status(claim) not in ("asserted", told_status(lead)):
            continue
        for n, quantity in enumerate(claim.quantities):
            text = say_amount(quantity)
            same = (quantity.lower, quantity.upper) == (position.lower, position.upper)
            if same and text is not None and measure_held(claim, quantity):
                found.append((quantity.earlier, int(shelf.keys[claim.report]), Part("amount", text, id_, n)))
    best = min(found, key=lambda item: item[:2], default=None)
    return None if best is None else best[2]


def _day(shelf: Shelf, position: Position) -> str:
    """Give the first day on which a position was told, as text that sorts."""
    reports = [shelf.reports[shelf.claims[c].report] for c in position.claims if c in shelf.claims]
    days = [str(r.published.earliest) for r in reports if r.published.earliest is not None]
    return min(days, default="")
