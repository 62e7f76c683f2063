"""Who carries whom: between outlets and agencies, how much text, and on what the direction rests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from crossbearing.model import Copy, Passage, Report, Span
from crossbearing.provenance.quotes import is_quotation

_ALIKE = 0.6
"""Below this similarity two passages share words, not a text."""
_MOSTLY = 0.6
"""A passage is another's when so much of it stands there."""
_SURE = ("stated", "metadata")

Basis = Literal["credit", "earlier_day", "unknown"]


class Carriage(Struct, frozen=True, kw_only=True):
    """Text of a source that stands in a carrier's reports.

    ``source`` is an agency (its actor id) or an outlet, ``carrier`` an outlet. ``basis`` is what the
    direction rests on: "credit" (one of the reports credits the agency), "earlier_day" (the source states an
    earlier day), or "unknown": then the two stand in alphabetical order; nothing says who had the text first.
    ``reports`` are the ids of the carrier's reports with such text, ``share`` their share of all its reports
    (0 to 1), ``passages`` how many stretches of text, ``characters`` how long these are together.
    """

    source: str
    carrier: str
    basis: Basis
    reports: tuple[str, ...]
    share: float
    passages: int
    characters: int


class _Edge(Struct, frozen=True):
    """A passage of a report that was the source's before; on which day, if that is what it rests on."""

    source: str
    carrier: str
    basis: Basis
    report: str
    span: Span
    day: date | None = None


def carriage(
    copies: Iterable[Copy], reports: Iterable[Report], outlets: Mapping[str, str] | None = None
) -> tuple[Carriage, ...]:
    """Map who carries whom, by source, carrier and basis.

    ``outlets`` names each report's outlet by report id, in the same names as the copies' origins (actor ids);
    without it ``Report.outlet`` is used. Reports of no outlet are left out, and so are quotations, passages
    too unlike to be one text, and what an outlet repeats of its own. A credit in either report decides, also
    one in a third report for the same passage; else the earlier stated day, and of several earlier reports
    the earliest; on one day, or where a day is not stated, the direction is unknown.
    """
    known = {report.id: report for report in reports}
    named = {key: report.outlet for key, report in known.items()} if outlets is None else outlets
    used = [
        copy
        for copy in copies
        if copy.similarity >= _ALIKE
        and all(p.report in known and named.get(p.report) for p in copy.passages)
        and not is_quotation(copy, known)
    ]
    owners = {key: outlet for key, outlet in named.items() if outlet is not None and key in known}
    credited = _credited(used)
    edges = [edge for copy in used for edge in _edges(copy, credited, known, owners)]
    return _summed(_earliest(edges), owners)


def _credited(copies: Sequence[Copy]) -> dict[str, list[tuple[Span, str]]]:
    """The passages of each report that are some agency's, by credit."""
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for copy in copies:
        if copy.origin is not None:
            for passage in copy.passages:
                found[passage.report].append((passage.span, copy.origin))
    return found


def _edges(
    copy: Copy,
    credited: Mapping[str, list[tuple[Span, str]]],
    known: Mapping[str, Report],
    owners: Mapping[str, str],
) -> list[_Edge]:
    one, other = copy.passages
    agency = copy.origin or _agency(copy.passages, credited)
    if agency is not None:
        return [_edge(agency, p, owners, "credit") for p in (one, other) if owners[p.report] != agency]
    days = [_day(known[passage.report]) for passage in (one, other)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        first, last = sorted((one, other), key=lambda p: (owners[p.report], p.report))
        return [_edge(owners[first.report], last, owners, "unknown")]
    first, last = (one, other) if days[0] < days[1] else (other, one)
    return [_edge(owners[first.report], last, owners, "earlier_day", min(days[0], days[1]))]


def _edge(
    source: str, passage: Passage, owners: Mapping[str, str], basis: Basis, day: date | None = None
) -> _Edge:
    return _Edge(source, owners[passage.report], basis, passage.report, passage.span, day)


def _agency(passages: Iterable[Passage], credited: Mapping[str, list[tuple[Span, str]]]) -> str | None:
    """The one agency whose text a passage mostly is by the credit of a third report."""
    found = {
        agency
        for passage in passages
        for span, agency in credited.get(passage.report, ())
        if _held(passage.span, span) >= _MOSTLY
    }
    return found.pop() if len(found) == 1 else None


def _earliest(edges: Sequence[_Edge]) -> list[_Edge]:
    """Edges without those to a report that was not the first to have the passage."""
    by_report: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.day is not None:
            by_report[edge.report].append(edge)
    return [edge for edge in edges if edge.source != edge.carrier and not _later(edge, by_report)]


def _later(edge: _Edge, by_report: Mapping[str, list[_Edge]]) -> bool:
    """Whether an earlier report than an edge's source had the passage too."""
    return edge.day is not None and any(
        other.day is not None and other.day < edge.day and _held(edge.span, other.span) >= _MOSTLY
        for other in by_report[edge.report]
    )


def _summed(edges: Iterable[_Edge], owners: Mapping[str, str]) -> tuple[Carriage, ...]:
    total: dict[str, int] = defaultdict(int)
    for outlet in owners.values():
        total[outlet] += 1
    spans: dict[tuple[str, str, Basis], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        spans[edge.source, edge.carrier, edge.basis][edge.report].append(edge.span)
    found = []
    for (source, carrier, basis), by_report in sorted(spans.items(), key=lambda item: item[0]):
        stretches = [stretch for held in by_report.values() for stretch in _merged(held)]
        found.append(
            Carriage(
                source=source,
                carrier=carrier,
                basis=basis,
                reports=tuple(sorted(by_report)),
                share=len(by_report) / total[carrier],
                passages=len(stretches),
                characters=sum(end - start for start, end in stretches),
            )
        )
    return tuple(found)


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Stretches that some spans cover between them."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _held(span: Span, other: Span) -> float:
    """The share of a span that lies in another."""
    return max(0, min(span.end, other.end) - max(span.start, other.start)) / max(1, span.end - span.start)


def _day(report: Report) -> date | None:
    published = report.published
    sure = published.basis in _SURE and published.earliest == published.latest
    return published.latest if sure else None
