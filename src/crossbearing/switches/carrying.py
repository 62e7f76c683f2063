"""Claims that are carried from another report's text, and what becomes of them when that report goes."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from crossbearing.ids import content_id
from crossbearing.model import Claim, Dossier, Quantity, Report, Span, Version

LEFT_NOTE = "carried: this passage stands first in a report that is left out"
_MOSTLY = 0.6
"""A claim is carried when so much of it stands in passages of earlier reports; as provenance has it."""
_ALIKE = 0.6
"""Below this similarity two passages share words, not a text."""
_SURE = ("stated", "metadata")
Stretch = tuple[int, int]


def carried(dossier: Dossier) -> frozenset[str]:
    """Ids of claims that stand mostly in passages which an earlier report of the dossier has too.

    Earlier is by stated before inferred day of publication, then by id. A claim whose first report was left
    out before stays carried.
    """
    ages = {report.id: _age(report) for report in dossier.reports}
    shared: dict[str, list[Stretch]] = defaultdict(list)
    for copy in dossier.copies:
        if copy.similarity >= _ALIKE and all(passage.report in ages for passage in copy.passages):
            first = min((passage.report for passage in copy.passages), key=lambda report: ages[report])
            for passage in copy.passages:
                if passage.report != first:
                    shared[passage.report].append((passage.span.start, passage.span.end))
    joined = {report: _joined(stretches) for report, stretches in shared.items()}
    return frozenset(
        claim.id
        for claim in dossier.claims
        if LEFT_NOTE in claim.inferred or _mostly(claim.span, joined.get(claim.report, []))
    )


def _age(report: Report) -> tuple[bool, date, str]:
    published = report.published
    return published.basis not in _SURE, published.latest or date.max, report.id


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _mostly(span: Span, stretches: list[Stretch]) -> bool:
    held = sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in stretches)
    return held >= _MOSTLY * (span.end - span.start) and held > 0


# -- a report that only repeats another's text ----------------------------------------------------------


def inherit(dossier: Dossier, gone: Collection[str]) -> tuple[tuple[Claim, ...], tuple[Version, ...]]:
    """Hand the claims of reports that go to the first report that repeats their text and stays.

    Returns the claims so made, at the characters of the report that now holds them, and the versions left,
    the other repeats being repeats of that one. A ledger keeps a text's claims with the first report alone.
    """
    reports = {report.id: report for report in dossier.reports}
    heirs: dict[str, str] = {}
    for version in dossier.versions:
        stays = version.report in reports and version.report not in gone
        if version.kind == "same_text" and version.of in gone and stays:
            heirs.setdefault(version.of, version.report)
    there = {
        one: place
        for one, other in heirs.items()
        for place in [_Places(reports[one].text, reports[other].text)]
        if place.fit
    }
    claims = tuple(
        _moved(claim, heirs[claim.report], there[claim.report])
        for claim in dossier.claims
        if claim.report in there
    )
    kept = (_kept(version, gone, heirs) for version in dossier.versions)
    return claims, tuple(version for version in kept if version is not None)


def _kept(version: Version, gone: Collection[str], heirs: Mapping[str, str]) -> Version | None:
    if version.report in gone:
        return None
    if version.of not in gone:
        return version
    heir = heirs.get(version.of)
    if heir is None or heir == version.report:
        return None
    return replace(version, of=heir)


def _moved(claim: Claim, report: str, there: "_Places") -> Claim:
    """A claim at the same words of another report, under the id that reading that report would give it."""
    span = there.of(claim.span)
    links = tuple(
        replace(link, span=there.of(link.span), cue=None if link.cue is None else there.of(link.cue))
        for link in claim.attribution
    )
    event, time = claim.event, claim.time
    if event is not None:
        event = replace(event, trigger=there.of(event.trigger))
    if time is not None and time.span is not None:
        time = replace(time, span=there.of(time.span))
    return replace(
        claim,
        id=content_id("c", report, span.start, span.end, [link.actor for link in links]),
        report=report,
        span=span,
        sentence=there.of(claim.sentence),
        attribution=links,
        event=event,
        time=time,
        quantities=tuple(_counted(quantity, there) for quantity in claim.quantities),
        hedges=tuple(map(there.of, claim.hedges)),
        actor_spans=tuple(map(there.of, claim.actor_spans)),
        target_spans=tuple(map(there.of, claim.target_spans)),
        inferred=claim.inferred if LEFT_NOTE in claim.inferred else (*claim.inferred, LEFT_NOTE),
    )


def _counted(quantity: Quantity, there: "_Places") -> Quantity:
    return replace(quantity, span=there.of(quantity.span))


class _Places:
    """Where the characters of one text stand in another that differs from it in white space alone."""

    def __init__(self, one: str, other: str) -> None:
        self.one = [n for n, c in enumerate(one) if not c.isspace()]
        self.other = [n for n, c in enumerate(other) if not c.isspace()]
        self.text = other
        self.fit = [one[n] for n in self.one] == [other[n] for n in self.other]

    def of(self, span: Span) -> Span:
        """The same words there."""
        first, last = bisect_left(self.one, span.start), bisect_left(self.one, span.end) - 1
        start, end = self.other[first], self.other[last] + 1
        return Span(start, end, self.text[start:end])
