"""Claims and incidents as GeoJSON (RFC 7946): points and areas, each with how precisely it is known."""

import math
from collections.abc import Iterator
from typing import Any

from crossbearing.exports.lookup import Lookup
from crossbearing.exports.wording import as_json, number, say_range
from crossbearing.model import Claim, Dossier, Incident, Place, When
from crossbearing.outlines import outline, outline_of, radius_km
from crossbearing.vocabulary import Precision

MEANS: dict[Precision, str] = {
    "exact": "the point is the place itself",
    "near": "the point is near the place",
    "district": "the point stands for a whole district",
    "city": "the point stands for a whole town",
    "region": "the point stands for a whole region",
    "country": "the point stands for a whole country: it says nothing of where in it",
}
"""What a point of each precision means, in words that travel with every feature."""
AREA = "the area is the whole {kind}: it says nothing of where in it"
"""What an area means."""


def to_geojson(dossier: Dossier) -> dict[str, bytes]:
    """Write one feature for each place of a claim or incident.

    A country or first-level region of which an outline is held is a Polygon or MultiPolygon, outer rings
    counterclockwise, another place with coordinates a Point, and without them its geometry is null.
    Coordinates are longitude, latitude in WGS 84.
    """
    lookup = Lookup(dossier)
    features = [feature for claim in dossier.claims for feature in _claim(claim, lookup)]
    features += [feature for incident in dossier.incidents for feature in _incident(incident, lookup)]
    return {"ledger.geojson": as_json({"type": "FeatureCollection", "features": features})}


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Give a place's (longitude, latitude), or None where it has none on this earth."""
    if place is None or place.lat is None or place.lon is None:
        return None
    held = math.isfinite(place.lat) and math.isfinite(place.lon)
    return (place.lon, place.lat) if held and abs(place.lat) <= 90 and abs(place.lon) <= 180 else None


def _claim(claim: Claim, lookup: Lookup) -> Iterator[dict[str, Any]]:
    report = lookup.reports.get(claim.report)
    properties = {
        "type": "claim",
        "claim_ids": [claim.id],
        "report_ids": [claim.report],
        "start": claim.span.start,
        "end": claim.span.end,
        "exact": claim.span.exact,
        "url": None if report is None else report.url,
        "outlet": None if report is None else report.outlet,
        "topic": claim.topic,
        "status": claim.status,
        "negated": claim.negated,
        "origin_id": claim.origin,
        "origin": lookup.actor(claim.origin),
        "plover": None if claim.event is None else claim.event.plover,
        "acled": None if claim.event is None else claim.event.acled,
        **_days(claim.time),
        "quantities": [
            {
                "exact": q.span.exact,
                "min": number(q.lower),
                "max": number(q.upper),
                "bound": q.bound,
                "note": say_range(q.lower, q.upper, q.bound),
                "measure": q.measure,
                "group": q.group,
            }
            for q in claim.quantities
        ],
    }
    yield from _features(claim.id, claim.places, properties, lookup)


def _incident(incident: Incident, lookup: Lookup) -> Iterator[dict[str, Any]]:
    properties = {
        "type": "incident",
        "incident_id": incident.id,
        "title": incident.title,
        "plover": incident.plover,
        "claim_ids": list(incident.claims),
        "report_ids": list(incident.reports),
        "quotes": lookup.quotes(incident.claims),
        **_days(incident.time),
    }
    yield from _features(incident.id, incident.places, properties, lookup)


def _days(when: When | None) -> dict[str, Any]:
    earliest, latest = (None, None) if when is None else (when.earliest, when.latest)
    return {
        "earliest": None if earliest is None else earliest.isoformat(),
        "latest": None if latest is None else latest.isoformat(),
    }


def _features(
    key: str, places: tuple[str, ...], properties: dict[str, Any], lookup: Lookup
) -> Iterator[dict[str, Any]]:
    for place_id in dict.fromkeys(places) or (None,):
        place = lookup.places.get(place_id) if place_id is not None else None
        where = {
            "place_id": place_id,
            "place": None if place is None else place.name,
            "place_kind": None if place is None else place.kind,
            "country": None if place is None else place.country,
            "precision": None if place is None else place.precision,
        }
        geometry, shaped = _shape(place)
        yield {
            "type": "Feature",
            "id": key if place_id is None else f"{key} {place_id}",
            "geometry": geometry,
            "properties": properties | where | shaped,
        }


def _shape(place: Place | None) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Give a place's geometry, and what it is: its kind, meaning, source and how far it may be off."""
    told: dict[str, Any] = dict.fromkeys(
        ("shape", "point_note", "radius_km", "area_note", "area_source", "area_off_km")
    )
    number = None if place is None else outline_of(place)
    if place is not None and number is not None:
        held = outline(number)
        told |= {"shape": "area", "area_note": AREA.format(kind=place.kind)}
        told |= {"area_source": held.source, "area_off_km": held.off_km}
        return held.geometry(), told
    point = point_of(place)
    if place is None or point is None:
        return None, told
    told |= {"shape": "point", "point_note": MEANS[place.precision]}
    told["radius_km"] = radius_km(place.precision)
    return {"type": "Point", "coordinates": list(point)}, told
