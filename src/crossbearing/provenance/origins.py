"""On whose word a carried passage rests: the agency's whose text it is, not each outlet that carries it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from crossbearing.model import Claim, Copy, Report, Span

_MOSTLY = 0.6
"""A claim is carried when so much of it stands in the shared passage."""
_ALIKE = 0.6
"""Below this similarity two passages share words, not a text."""


def assign_origins(
    claims: Iterable[Claim],
    reports: Sequence[Report],
    copies: Iterable[Copy],
    outlets: Mapping[str, str],
) -> list[Claim]:
    """Give narrated claims in carried passages the origin of the text they are.

    ``outlets`` names the narrator's actor by report id. A passage of a credited agency rests on that
    agency. One that no agency is named for rests on the outlet that had it first, by day of publication
    and then by id, so that ten outlets with one text count once. Attributed claims keep their source.
    """
    days = {report.id: report.published.latest or date.max for report in reports}
    carried: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for copy in copies:
        if copy.similarity < _ALIKE:
            continue
        owner = copy.origin or _first(copy, days, outlets)
        for passage in copy.passages:
            if owner is not None:
                carried[passage.report].append((passage.span, owner))
    return [_carried(claim, carried.get(claim.report, [])) for claim in claims]


def _first(copy: Copy, days: Mapping[str, date], outlets: Mapping[str, str]) -> str | None:
    ordered = sorted((days[p.report], outlets.get(p.report, ""), p.report) for p in copy.passages)
    return ordered[0][1] or None


def _carried(claim: Claim, passages: list[tuple[Span, str]]) -> Claim:
    if claim.attribution or not passages:
        return claim
    length = claim.span.end - claim.span.start
    owners = sorted(
        {owner for span, owner in passages if _overlap(claim.span, span) >= _MOSTLY * length},
        key=lambda owner: (owner != claim.origin, owner),
    )
    if not owners or owners[0] == claim.origin:
        return claim
    note = "origin: this passage also stands in another report, whose text it is"
    notes = tuple(n for n in claim.inferred if n != note)
    return replace(claim, origin=owners[0], inferred=(*notes, note))


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
