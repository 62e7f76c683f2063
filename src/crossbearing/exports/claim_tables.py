"""Tables of what reports hold: reports, claims, quantities, links of chains, actors, places, copies."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crossbearing.exports.contract import CopyRow, ExportV1, SpanRow
from crossbearing.exports.lookup import Lookup
from crossbearing.exports.wording import number, say_range
from crossbearing.ids import content_id

Row = dict[str, Any]


def span_cells(name: str, span: SpanRow | None) -> Row:
    """Write a span as three cells: ``name_start``, ``name_end`` and its words under ``name``."""
    if span is None:
        return {}
    return {f"{name}_start": span.start, f"{name}_end": span.end, name: span.exact}


def _reports(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for report in rows.reports:
        evidence = report.published.evidence
        stated = span_cells("published_evidence", evidence if isinstance(evidence, SpanRow) else None)
        yield {
            "report_id": report.id,
            "external_id": report.external_id,
            "path": report.path,
            "url": report.url,
            "outlet": report.outlet,
            "title": report.title,
            "byline": report.byline,
            "language": report.language,
            "credits": report.credits,
            "published_earliest": report.published.earliest,
            "published_latest": report.published.latest,
            "published_basis": report.published.basis,
            "published_evidence": evidence if isinstance(evidence, str) else None,
            "unread": report.unread,
            "same_as": report.same_as,
            "revises": report.revises,
            "sha256": report.sha256,
            "text": report.text,
        } | stated


def _claims(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for claim in rows.claims:
        row: Row = {
            "claim_id": claim.id,
            "report_id": claim.report,
            "start": claim.start,
            "end": claim.end,
            "exact": claim.exact,
            "voice": claim.voice,
            "topic": claim.topic,
            "status": claim.status,
            "negated": claim.negated,
            "background": claim.background,
            "origin_id": claim.origin,
            "origin": lookup.actor(claim.origin),
            "actor_ids": claim.actors,
            "target_ids": claim.targets,
            "place_ids": claim.places,
            "hedges": [span.exact for span in claim.hedges],
            "inferred": claim.inferred,
        }
        if claim.event is not None:
            row |= {"plover": claim.event.plover, "acled": claim.event.acled, "mode": claim.event.mode}
            row |= span_cells("trigger", claim.event.trigger)
        if claim.time is not None:
            row |= {"time_earliest": claim.time.earliest, "time_latest": claim.time.latest}
            row |= span_cells("time", SpanRow(claim.time.start, claim.time.end, claim.time.exact))
            row |= {"time_inferred": claim.time.inferred}
        yield row


def _quantities(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for claim in rows.claims:
        for n, quantity in enumerate(claim.quantities):
            yield {
                "claim_id": claim.id,
                "report_id": claim.report,
                "number": n,
                "start": quantity.start,
                "end": quantity.end,
                "exact": quantity.exact,
                "measure": quantity.measure,
                "group": quantity.group,
                "min": number(quantity.lower),
                "max": number(quantity.upper),
                "bound": quantity.bound,
                "note": say_range(quantity.lower, quantity.upper, quantity.bound),
                "part_of": quantity.part_of,
                "total": quantity.total,
            }


def _links(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for claim in rows.claims:
        for n, link in enumerate(claim.attribution):
            yield {
                "claim_id": claim.id,
                "report_id": claim.report,
                "number": n,
                "role": link.role,
                "actor_id": link.actor,
                "actor": lookup.actor(link.actor),
                "start": link.start,
                "end": link.end,
                "exact": link.exact,
            } | span_cells("cue", link.cue)


def _actors(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for actor in rows.actors:
        yield {
            "actor_id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "aliases": actor.aliases,
            "member_of": actor.member_of,
            "country": actor.country,
            "side": actor.side,
        }


def _places(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for place in rows.places:
        held = lookup.places.get(place.id)
        yield {
            "place_id": place.id,
            "name": place.name,
            "kind": place.kind,
            "precision": place.precision,
            "lat": number(place.lat),
            "lon": number(place.lon),
            "country": None if held is None else held.country,
            "geonameid": place.geonameid,
            "within": place.within,
        }


def _copies(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for copy in rows.copies:
        key = _copy_id(copy)
        for n, passage in enumerate(copy.passages):
            yield {
                "copy_id": key,
                "number": n,
                "report_id": passage.report,
                "start": passage.start,
                "end": passage.end,
                "exact": passage.exact,
                "similarity": number(copy.similarity),
                "origin_id": copy.origin,
                "origin": lookup.actor(copy.origin),
            }


def _copy_id(copy: CopyRow) -> str:
    return content_id("k", *((p.report, p.start, p.end) for p in copy.passages))


def _rejected(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for refused in rows.rejected:
        yield {"where": refused.where, "code": refused.code, "reason": refused.reason}


TABLES: dict[str, tuple[str, Callable[[ExportV1, Lookup], Iterable[Row]]]] = {
    "reports": (
        "report_id external_id path url outlet title byline language credits published_earliest"
        " published_latest published_basis published_evidence published_evidence_start"
        " published_evidence_end unread same_as revises sha256 text",
        _reports,
    ),
    "claims": (
        "claim_id report_id start end exact voice topic status negated background origin_id origin plover"
        " acled mode trigger trigger_start trigger_end actor_ids target_ids place_ids time_earliest"
        " time_latest time time_start time_end time_inferred hedges inferred",
        _claims,
    ),
    "quantities": (
        "claim_id report_id number start end exact measure group min max bound note part_of total",
        _quantities,
    ),
    "links": (
        "claim_id report_id number role actor_id actor start end exact cue cue_start cue_end",
        _links,
    ),
    "actors": ("actor_id name kind aliases member_of country side", _actors),
    "places": ("place_id name kind precision lat lon country geonameid within", _places),
    "copies": ("copy_id number report_id start end exact similarity origin_id origin", _copies),
    "rejected": ("where code reason", _rejected),
}
"""Columns, in order, and the reader of each table."""
