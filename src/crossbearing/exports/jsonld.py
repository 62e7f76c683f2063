"""Claims as schema.org JSON-LD; a ``ClaimReview`` only for what a person has judged."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crossbearing.exports.lookup import Lookup, is_web
from crossbearing.exports.wording import as_json, urn, without_nulls
from crossbearing.judgements import in_force
from crossbearing.model import Actor, Assessment, Claim, Dossier, Report

_PERSONS = frozenset({"person"})
_VERDICTS = {"accept": "Accepted", "reject": "Rejected", "open": "Open"}
"""Judgements on what is said; the others are on how it was read or grouped, and review no claim."""
_STATUS = {
    "asserted": None,
    "denied": "denied by its source",
    "unverified": "unverified, by the report's own words",
    "expected": "expected or announced, not told as having happened",
    "demanded": "called for, not told as having happened",
    "conditional": "told under a condition",
}
JsonLd = dict[str, Any]


def to_jsonld(dossier: Dossier) -> dict[str, bytes]:
    """Write every claim as a ``Claim`` with its appearance, and a ``ClaimReview`` for each judged one.

    No ``ratingValue`` is written: a verdict is a word (``alternateName``), not a point on a scale. A claim
    that an analyst calls misread is left out.
    """
    lookup = Lookup(dossier)
    judged = in_force(dossier.assessments)
    misread = {item.target for item in judged if item.verdict == "misread"}
    graph = [_claim(claim, lookup) for claim in dossier.claims if claim.id not in misread]
    graph += [review for item in judged for review in _review(item, lookup, misread)]
    return {"claims.jsonld": as_json({"@context": "https://schema.org", "@graph": graph})}


def _claim(claim: Claim, lookup: Lookup) -> JsonLd:
    report = lookup.reports.get(claim.report)
    about = [lookup.places[key].name for key in claim.places if key in lookup.places]
    said = _STATUS[claim.status]
    return without_nulls(
        {
            "@type": "Claim",
            "@id": urn("claim", claim.id),
            "identifier": claim.id,
            "text": claim.span.exact,
            "author": _author(lookup.actors.get(claim.origin) if claim.origin is not None else None),
            "datePublished": _published(report),
            "appearance": [_appearance(claim, report)],
            "about": [{"@type": "Place", "name": name} for name in about],
            "creativeWorkStatus": said,
        }
    )


def _author(actor: Actor | None) -> JsonLd | None:
    if actor is None:
        return None
    kind = "Person" if actor.kind in _PERSONS else "Organization"
    return {"@type": kind, "@id": urn("actor", actor.id), "name": actor.name}


def _published(report: Report | None) -> str | None:
    """The day, only where it is one day: a range of days is no date."""
    if report is None or report.published.earliest != report.published.latest:
        return None
    return _day(report.published.earliest)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _appearance(claim: Claim, report: Report | None) -> JsonLd:
    """The report that carries the claim, with the characters in it."""
    return without_nulls(
        {
            "@type": "CreativeWork",
            "@id": urn("report", claim.report),
            "identifier": claim.report,
            "name": None if report is None else report.title,
            "url": report.url if report is not None and is_web(report.url) else None,
            "publisher": None
            if report is None or report.outlet is None
            else {"@type": "Organization", "name": report.outlet},
            "inLanguage": None if report is None else report.language,
            "hasPart": {
                "@type": "Quotation",
                "text": claim.span.exact,
                "position": f"{claim.span.start}-{claim.span.end}",
            },
        }
    )


def _review(item: Assessment, lookup: Lookup, misread: set[str]) -> Iterator[JsonLd]:
    """The review of a claim or of an answer; grouping and reading are not reviewed here."""
    claims = [claim for claim in lookup.told(lookup.behind(item.target)) if claim.id not in misread]
    words = _VERDICTS.get(item.verdict)
    position = lookup.positions.get(item.target)
    if words is None or not claims or (item.target not in lookup.claims and position is None):
        return
    if position is None:
        said, reviewed = claims[0].span.exact, _claim(claims[0], lookup)
    else:
        said = position[1].summary
        reviewed = {
            "@type": "Claim",
            "@id": urn("position", item.target),
            "identifier": item.target,
            "text": said,
            "name": position[0].title,
            "appearance": [_appearance(claim, lookup.reports.get(claim.report)) for claim in claims],
        }
    yield without_nulls(
        {
            "@type": "ClaimReview",
            "@id": urn("assessment", item.id),
            "identifier": item.id,
            "claimReviewed": said,
            "itemReviewed": reviewed,
            "reviewRating": {
                "@type": "Rating",
                "alternateName": item.grade.capitalize() if item.grade is not None else words,
                "ratingExplanation": f"verdict: {item.verdict}",
            },
            "reviewBody": item.note,
            "author": {"@type": "Person", "name": item.analyst},
            "datePublished": item.at.isoformat(),
        }
    )
