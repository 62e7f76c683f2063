"""A ledger as it would have stood on an earlier day, from the reports that were out by then."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date

from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor
from crossbearing.judgements import JOIN
from crossbearing.model import Actor, Assessment, Claim, Copy, Dossier, Place, Published, Report
from crossbearing.provenance import assign_origins, infer_dates
from crossbearing.reconcile import reconcile
from crossbearing.switches import inherit

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
    judged = _judged_by(dossier, gone, day)
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
    rest = replace(rest, actors=_actors_of(rest), places=_places_of(rest))
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


def _judged_by(dossier: Dossier, gone: Collection[str], day: date) -> tuple[Assessment, ...]:
    """Judgements made by then, on what was there by then; a withdrawal goes with what it withdraws."""
    lost = set(gone) | {claim.id for claim in dossier.claims if claim.report in gone}
    kept = []
    for item in dossier.assessments:
        if item.at.astimezone(UTC).date() > day or lost & set(item.target.split(JOIN)):
            lost.add(item.id)
        else:
            kept.append(item)
    return tuple(kept)


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


# -- who and where -----------------------------------------------------------------------------------------


def _actors_of(dossier: Dossier) -> tuple[Actor, ...]:
    """The actors that a dossier's reports name, with the bodies they belong to, by the names used there."""
    used: dict[str, set[str]] = {}
    for names in dossier.cast.values():
        for name, actor in names:
            used.setdefault(actor, set()).add(name)
    wanted = set(used) | {agency_actor(credit).id for r in dossier.reports for credit in r.credits}
    wanted |= {outlet_actor(report).id for report in dossier.reports}
    wanted |= {copy.origin for copy in dossier.copies if copy.origin is not None}
    for claim in dossier.claims:
        wanted |= {key for key in (claim.origin, *(link.actor for link in claim.attribution)) if key}
        wanted |= {*claim.actors, *claim.targets}
    bodies = {actor.id: actor.member_of for actor in dossier.actors}
    within = _with_outer(wanted, bodies)
    return tuple(_named(actor, used.get(actor.id)) for actor in dossier.actors if actor.id in within)


def _named(actor: Actor, used: Collection[str] | None) -> Actor:
    """An actor by the names that are used of it; unchanged where no report's own names are known."""
    if used is None:
        return actor
    names = [name for name in (actor.name, *actor.aliases) if name.lower() in used]
    return replace(actor, name=names[0], aliases=tuple(names[1:])) if names else actor


def _places_of(dossier: Dossier) -> tuple[Place, ...]:
    within = _with_outer(
        {place for claim in dossier.claims for place in claim.places},
        {place.id: place.within for place in dossier.places},
    )
    return tuple(place for place in dossier.places if place.id in within)


def _with_outer(wanted: Iterable[str], outer: Mapping[str, str | None]) -> set[str]:
    """Ids, with what each belongs to or lies in, and so on."""
    found: set[str] = set()
    for one in wanted:
        at: str | None = one
        while at is not None and at not in found:
            found.add(at)
            at = outer.get(at)
    return found
