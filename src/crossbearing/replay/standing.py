"""A ledger as it would have stood on an earlier day, from the reports that were out by then."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date

from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor
from crossbearing.judgements import still_judged
from crossbearing.model import Claim, Copy, Dossier, Published, Report
from crossbearing.provenance import assign_origins, infer_dates
from crossbearing.reconcile import reconcile
from crossbearing.switches import inherit, only_named

_SURE = ("stated", "metadata")
SETTLED_NOTES = (
    "origin: this passage also stands in another report",
    "origin: the same words stand in another report",
)
"""How the notes begin by which ``assign_origins`` says that another report settled a claim's origin."""
_GENERIC_CREDIT = "agencies"
"""A credit that names no agency; as the main path has it."""


def as_of(dossier: Dossier, day: date) -> Dossier:
    """The dossier as it would have stood from the reports published on or before a day, bearing taken anew.

    A report is out by its latest possible day of publication; one without any day never is. A day that was
    inferred is inferred anew from the reports out by then, and where that gives other days, or none, the
    report counts as undated. Claims, inputs, copies and judgements of what was not out go, and so do later
    judgements (by their day in UTC), actors and places that only later reports name, and names that only they
    use. Origins of carried passages are settled among what is left. Refused inputs have no day and stay.
    Pure; where nothing is gone the dossier itself comes back.
    """
    reports = _out_by(dossier, day)
    kept = {report.id for report in reports}
    gone = frozenset(report.id for report in dossier.reports) - kept
    lost = gone | {claim.id for claim in dossier.claims if claim.report in gone}
    late = {item.id for item in dossier.assessments if item.at.astimezone(UTC).date() > day}
    judged = still_judged(dossier.assessments, lost, late)
    if not gone and judged == dossier.assessments:
        return dossier
    handed, versions = inherit(dossier, gone)
    at = {report.id: n for n, report in enumerate(reports)}
    claims = [*(claim for claim in dossier.claims if claim.report in kept), *handed]
    copies = _among(dossier.copies, kept)
    settled = _settled(claims, reports, copies)
    rest = replace(
        dossier,
        reports=reports,
        claims=tuple(sorted(settled, key=lambda claim: (at[claim.report], claim.span, claim.id))),
        copies=copies,
        versions=versions,
        assessments=judged,
        cast={report: names for report, names in dossier.cast.items() if report in kept},
    )
    rest = only_named(rest)
    found = reconcile(rest)
    return replace(rest, incidents=found.incidents, questions=found.questions, agreements=found.agreements)


# -- which reports were out --------------------------------------------------------------------------------


def _out_by(dossier: Dossier, day: date) -> tuple[Report, ...]:
    """The reports out by a day; those of an inferred day as they are dated without the later ones."""
    out = [report for report in dossier.reports if _latest(report) <= day]
    sure = {report.id for report in dossier.reports if report.published.basis in _SURE}
    if sure <= {report.id for report in out}:
        return tuple(out)
    kept = {report.id for report in out}
    bare = [report if report.id in sure else replace(report, published=Published()) for report in out]
    anew = infer_dates(bare, _among(dossier.copies, kept))
    return tuple(new for old, new in zip(out, anew, strict=True) if _days(old) == _days(new))


def _latest(report: Report) -> date:
    return report.published.latest or date.max


def _days(report: Report) -> tuple[date | None, date | None]:
    return report.published.earliest, report.published.latest


def _among(copies: Iterable[Copy], kept: Collection[str]) -> tuple[Copy, ...]:
    return tuple(copy for copy in copies if all(passage.report in kept for passage in copy.passages))


# -- on whose word -----------------------------------------------------------------------------------------


def _settled(claims: list[Claim], reports: Iterable[Report], copies: Iterable[Copy]) -> list[Claim]:
    """Claims with their origins settled among some reports alone."""
    known = list(reports)
    credited = {r.id: r.credits[0] for r in known if len(r.credits) == 1 and r.credits[0] != _GENERIC_CREDIT}
    narrators = {report.id: outlet_actor(report).id for report in known}
    narrators |= {key: agency_actor(name).id for key, name in credited.items()}
    narrators |= {c.report: c.origin for c in claims if not c.attribution and c.origin and not _noted(c)}
    as_read = [_as_read(claim, narrators) for claim in claims]
    return assign_origins(as_read, known, copies, narrators)


def _noted(claim: Claim) -> bool:
    return any(note.startswith(SETTLED_NOTES) for note in claim.inferred)


def _as_read(claim: Claim, narrators: Mapping[str, str]) -> Claim:
    """A claim as its report alone gives it: on its own chain's first source, else the narrator's word."""
    if not _noted(claim):
        return claim
    origin: str | None = narrators[claim.report]
    if claim.attribution:
        sources = [link for link in claim.attribution if link.role == "source"]
        origin = (sources or claim.attribution)[0].actor
    inferred = tuple(note for note in claim.inferred if not note.startswith(SETTLED_NOTES))
    return replace(claim, origin=origin, inferred=inferred)
