"""On whose word a carried passage rests: the agency's whose text it is, not each outlet that carries it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Claim, Copy, Report, Span

_WORD = re.compile(r"\w+")
_MOSTLY = 0.6
"""A claim is carried when so much of it stands in the shared passages of another report."""
_ALIKE = 0.6
"""Below this similarity two passages share words, not a text."""
_SAME = 0.8
"""Two claims of one passage are the same when they share so many of their words: papers mend a word."""
_NOTE = "origin: this passage also stands in another report, whose text it is"
_SAME_NOTE = "origin: the same words stand in another report, and mean the same source"
_SURE = ("stated", "metadata")
"""Days that a report itself gives; an inferred day comes from other reports, which so come first."""
_ARTICLES = frozenset({"a", "an", "the"})


class _Shared(Struct, frozen=True):
    """A passage of a report that also stands in another, there at ``there``; whose text it is, if known."""

    span: Span
    other: str
    there: Span
    agency: str | None


_Age = tuple[bool, date, str, str]


def assign_origins(
    claims: Iterable[Claim],
    reports: Sequence[Report],
    copies: Iterable[Copy],
    narrators: Mapping[str, str],
) -> list[Claim]:
    """Give claims in carried passages the origin of the text they are.

    ``narrators`` names the actor in whose voice each report is told, by report id. A narrated passage of a
    credited agency rests on that agency. One that no agency is named for rests on the report that had it
    first, by stated before inferred day of publication, then by narrator and id, so that ten outlets with
    one text count once. An attributed claim keeps its source, but where the first report words the claim
    and its source alike ("an army commander said"), both mean the one source that the first has.
    Pure: claims must come as read, not as an earlier call settled them.
    """
    asked = list(claims)
    ages = {report.id: _age(report, narrators) for report in reports}
    carried = _carried(copies)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in asked:
        by_report[claim.report].append(claim)
    settled: dict[tuple[str, str], Claim] = {}
    for report in sorted(by_report, key=lambda report: ages.get(report, _unknown(report))):
        for claim in by_report[report]:
            carriers = _carriers(claim.span, carried.get(report, []))
            if not carriers:
                done = claim
            elif claim.attribution:
                done = _same_source(claim, carriers, ages, by_report, settled)
            else:
                agencies = sorted({c.agency for c in carriers if c.agency is not None})
                among = [report, *(c.other for c in carriers)]
                first = min(among, key=lambda report: ages.get(report, _unknown(report)))
                done = _moved(claim, _owner(claim, agencies, narrators.get(first)), _NOTE)
            settled[report, claim.id] = done
    return [settled[claim.report, claim.id] for claim in asked]


def _age(report: Report, narrators: Mapping[str, str]) -> _Age:
    published = report.published
    sure = published.basis in _SURE
    return (not sure, published.latest or date.max, narrators.get(report.id, ""), report.id)


def _unknown(report: str) -> _Age:
    return (True, date.max, "", report)


def _carried(copies: Iterable[Copy]) -> dict[str, list[_Shared]]:
    """The passages of each report that stand in another, alike enough to be one text."""
    shared: dict[str, list[_Shared]] = defaultdict(list)
    for copy in copies:
        if copy.similarity >= _ALIKE:
            one, other = copy.passages
            shared[one.report].append(_Shared(one.span, other.report, other.span, copy.origin))
            shared[other.report].append(_Shared(other.span, one.report, one.span, copy.origin))
    return shared


def _moved(claim: Claim, origin: str | None, note: str) -> Claim:
    if origin == claim.origin:
        return claim
    return replace(claim, origin=origin, inferred=(*claim.inferred, note))


def _same_source(
    claim: Claim,
    carriers: list[_Shared],
    ages: Mapping[str, _Age],
    by_report: Mapping[str, list[Claim]],
    settled: Mapping[tuple[str, str], Claim],
) -> Claim:
    """Rest an attributed claim on the source that the first report with the same words has for it."""
    mine = ages.get(claim.report, _unknown(claim.report))
    for shared in sorted(carriers, key=lambda s: (ages.get(s.other, _unknown(s.other)), s.there)):
        if ages.get(shared.other, _unknown(shared.other)) >= mine:
            break
        for other in by_report.get(shared.other, ()):
            there = other.span.start < shared.there.end and shared.there.start < other.span.end
            if there and _source(other) == _source(claim) and _alike(other.span, claim.span):
                origin = settled[shared.other, other.id].origin
                return claim if origin is None else _moved(claim, origin, _SAME_NOTE)
    return claim


def _source(claim: Claim) -> tuple[str, ...]:
    """The words of a claim's first source, articles left out: "an army commander" → army, commander."""
    found = _words(claim.attribution[0].span) if claim.attribution else ()
    return tuple(word for word in found if word not in _ARTICLES)


def _alike(one: Span, other: Span) -> bool:
    left, right = set(_words(one)), set(_words(other))
    return len(left & right) >= _SAME * max(len(left), len(right))


def _words(span: Span) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in _WORD.finditer(span.exact))


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
