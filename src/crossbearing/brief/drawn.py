"""What pictures and tables draw beside their words, held against the claims: figures over time."""

from collections.abc import Iterator

from crossbearing.brief.beside import Figure
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Brief


def drawn_faults(brief: Brief, shelf: Shelf) -> Iterator[str]:
    """Name what is drawn of rising tolls that the cited claims and their reports' days do not hold."""
    for n, rise in enumerate(brief.rises, 1):
        for thread in rise.threads:
            for figure in thread.figures:
                if not _range_held(figure, shelf):
                    yield f"rises {n}: the range drawn is not the range that the cited claim gives"
                if not _days_held(figure, shelf):
                    yield f"rises {n}: the days drawn are not those of a cited claim's report"
                if not set(figure.told.claims) <= set(thread.origin.claims):
                    yield f"rises {n}: the origin drawn does not rest on the claims of its figures"


def _range_held(figure: Figure, shelf: Shelf) -> bool:
    """Whether the amount written is of the very quantity whose bounds are drawn."""
    amounts = [part for part in figure.told.parts if part.kind == "amount"]
    for part in amounts:
        claim = shelf.claims.get(part.ref or "")
        if claim is None or part.index is None or not 0 <= part.index < len(claim.quantities):
            return False
        q = claim.quantities[part.index]
        if (q.lower, q.upper, q.bound, q.measure) != (
            figure.lower,
            figure.upper,
            figure.bound,
            figure.measure,
        ):
            return False
    return len(amounts) == 1


def _days_held(figure: Figure, shelf: Shelf) -> bool:
    told = [shelf.claims[claim].report for claim in figure.told.claims if claim in shelf.claims]
    days = [shelf.reports[report].published for report in told]
    return any((day.earliest, day.latest) == (figure.first, figure.last) for day in days)
