"""What pictures and tables say beside their words, held against the claims."""

from collections.abc import Iterator

from crossbearing.brief.beside import Figure, Quiet, SideBySide
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.sides import head_of, side_of
from crossbearing.brief.values import Brief
from crossbearing.silence import mention


def drawn_faults(brief: Brief, shelf: Shelf) -> Iterator[str]:
    """Name what is drawn of rising tolls, or set under a side, that the cited claims do not hold."""
    for n, table in enumerate(brief.sides, 1):
        yield from (f"sides {n}: {why}" for why in _side_faults(table, shelf))
    for n, item in enumerate(brief.quiet, 1):
        yield from (f"silence {n}: {why}" for why in _quiet_faults(item, shelf))
    for n, rise in enumerate(brief.rises, 1):
        for thread in rise.threads:
            for figure in thread.figures:
                if not _range_held(figure, shelf):
                    yield f"rises {n}: the range drawn is not the range that the cited claim gives"
                if not _days_held(figure, shelf):
                    yield f"rises {n}: the days drawn are not those of a cited claim's report"
                if not set(figure.told.claims) <= set(thread.origin.claims):
                    yield f"rises {n}: the origin drawn does not rest on the claims of its figures"


def _side_faults(table: SideBySide, shelf: Shelf) -> Iterator[str]:
    """Each line of a cell must rest on claims of that side that are among those of the row's answer."""
    for row in table.rows:
        if len(row.cells) != len(table.heads):
            yield "a row has not as many cells as there are sides"
        for head, cell in zip(table.heads, row.cells, strict=False):
            for claim in (key for line in cell.lines for key in line.claims):
                if claim not in row.answer.claims:
                    yield f"{claim} does not give the answer in whose row it stands"
                elif claim in shelf.claims and head_of(side_of(shelf, shelf.claims[claim])) != head:
                    yield f"{claim} does not rest on the word of that side"


def _quiet_faults(item: Quiet, shelf: Shelf) -> Iterator[str]:
    """A report that does not mention something must be read, of those days, and neither name nor tell it."""
    incident = next((one for one in shelf.dossier.incidents if one.id == item.incident), None)
    asked = [q for q in shelf.dossier.questions if q.incident == item.incident]
    told = {claim for q in asked for position in q.positions for claim in position.claims}
    told |= set(incident.claims) if incident is not None else set()
    telling = {shelf.claims[claim].report for claim in told if claim in shelf.claims}
    for one in item.unsaid:
        for key in one.reports:
            report = shelf.reports.get(key)
            if report is None or shelf.label(key) != one.outlet or report.unread is not None:
                yield f"{key} is no report by {one.outlet} that was read"
                continue
            day = report.published
            if (
                day.earliest is None
                or day.latest is None
                or day.earliest < item.first
                or day.latest > item.last
            ):
                yield f"{key} is not of those days"
            if key in telling or mention(item.names, report.text) is not None:
                yield f"{key} mentions it"


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
