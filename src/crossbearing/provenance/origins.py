"""On whose word a carried passage rests: the agency's whose text it is, not each outlet that carries it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Claim, Copy, Report, Span

_MOSTLY = 0.6
"""A claim is carried when so much of it stands in the shared passages of another report."""
_ALIKE = 0.6
"""Below this similarity two passages share words, not a text."""
_NOTE = "origin: this passage also stands in another report, whose text it is"


class _Shared(Struct, frozen=True):
    """A passage of a report that also stands in another, and the agency whose text it is, if known."""

    span: Span
    other: str
    agency: str | None


def assign_origins(
    claims: Iterable[Claim],
    reports: Sequence[Report],
    copies: Iterable[Copy],
    narrators: Mapping[str, str],
) -> list[Claim]:
    """Give narrated claims in carried passages the origin of the text they are.

    ``narrators`` names the actor in whose voice each report is told, by report id. A passage of a credited
    agency rests on that agency. One that no agency is named for rests on the report that had it first, by
    day of publication, then by narrator and id, so that ten outlets with one text count once. Attributed
    claims keep their source. Pure: claims must come as read, not as an earlier call settled them.
    """
    days = {report.id: report.published.latest or date.max for report in reports}
    shared: dict[str, list[_Shared]] = defaultdict(list)
    for copy in copies:
        if copy.similarity >= _ALIKE:
            one, other = copy.passages
            shared[one.report].append(_Shared(one.span, other.report, copy.origin))
            shared[other.report].append(_Shared(other.span, one.report, copy.origin))

    def age(report: str) -> tuple[date, str, str]:
        return days.get(report, date.max), narrators.get(report, ""), report

    settled = []
    for claim in claims:
        carriers = [] if claim.attribution else _carriers(claim.span, shared.get(claim.report, []))
        agencies = sorted({c.agency for c in carriers if c.agency is not None})
        first = min([claim.report, *(c.other for c in carriers)], key=age)
        owner = _owner(claim, agencies, narrators.get(first)) if carriers else claim.origin
        moved = owner != claim.origin
        settled.append(replace(claim, origin=owner, inferred=(*claim.inferred, _NOTE)) if moved else claim)
    return settled


def _owner(claim: Claim, agencies: list[str], first: str | None) -> str | None:
    if agencies:
        return claim.origin if claim.origin in agencies else agencies[0]
    return first or claim.origin


def _carriers(span: Span, shared: Iterable[_Shared]) -> list[_Shared]:
    """Passages of those other reports that between them hold most of a claim's characters."""
    held: dict[str, int] = defaultdict(int)
    touching = [s for s in shared if s.span.start < span.end and span.start < s.span.end]
    for s in touching:
        held[s.other] += min(span.end, s.span.end) - max(span.start, s.span.start)
    return [s for s in touching if held[s.other] >= _MOSTLY * (span.end - span.start)]
