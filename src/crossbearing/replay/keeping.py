"""What of a dossier is kept, so that a later one can be held against it."""

from msgspec.structs import replace

from crossbearing.model import Claim, Dossier, Report, Span

_NOWHERE = Span(0, 0, "")


def kept_state(dossier: Dossier) -> Dossier:
    """The dossier as ``diff`` and a brief's "Changed since" need it: no report's text, few claims whole.

    Claims that give no answer and stand in no agreement keep their id and report alone; reports keep what
    names and dates them. ``diff(kept_state(a), b)`` says what ``diff(a, b)`` says. Pure.
    """
    told = {c for q in dossier.questions for position in q.positions for c in position.claims}
    for deal in dossier.agreements:
        told |= {*deal.claims, *(c for term in deal.terms for c in term.claims)}
        told |= {c for state in deal.compliance for c in state.claims}
    return replace(
        dossier,
        reports=tuple(map(_named, dossier.reports)),
        claims=tuple(claim if claim.id in told else _bare(claim) for claim in dossier.claims),
        incidents=(),
        rejected=(),
        versions=(),
        cast={},
    )


def _named(report: Report) -> Report:
    """A report without its text: its names and days."""
    title = " ".join((report.title or "").split()) or None
    return Report(
        id=report.id,
        text="",
        sha256=report.sha256,
        path=report.path,
        url=report.url,
        outlet=report.outlet,
        title=title,
        published=replace(report.published, evidence=None),
    )


def _bare(claim: Claim) -> Claim:
    return Claim(
        id=claim.id,
        report=claim.report,
        span=_NOWHERE,
        sentence=_NOWHERE,
        voice=claim.voice,
        topic=claim.topic,
        status=claim.status,
    )
