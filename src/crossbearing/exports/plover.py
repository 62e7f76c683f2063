"""Claims that tell of an event as PLOVER records, one JSON object a line.

Field names are those of the PLOVER manual (openeventdata/PLOVER, "Data Fields"), with ``actor`` for its older
``source``. The manual lets a provider add fields and lets a number be a code; both are used here, so that a
claim stays a claim and a range a range.
"""

from datetime import date
from typing import Any

from crossbearing.exports.geojson import point_of
from crossbearing.exports.lookup import Lookup
from crossbearing.exports.wording import as_json, number, say_range
from crossbearing.model import Actor, Claim, Dossier, Place, Quantity, Report, Span
from crossbearing.vocabulary import ActorKind, Measure, Status

QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "DEMAND", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
    4: ("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""Quad codes. The manual's two tables differ on SANCTION; its table of quad categories is followed here."""
_AUXILIARY: dict[Status, str] = {
    "denied": "negation",
    "expected": "future",
    "demanded": "hypothetical",
    "conditional": "hypothetical",
}
_SECTORS: dict[ActorKind, str] = {
    "government": "GOV",
    "military": "MIL",
    "civilians": "CVL",
    "media": "JRN",
}
"""Only sectors that a kind settles: an armed group may be rebels or a government's paramilitaries."""
_BODIES: dict[ActorKind, str] = {"intergovernmental": "IGO", "ngo": "NGO"}
_SIZES: dict[Measure, str] = {"killed": "dead", "injured": "injured", "detained": "arrested"}
_NO_PEOPLE = frozenset({"family", "household"})
"""Groups whose number is no number of people: "six families" are more than six dead."""
Record = dict[str, Any]


def to_plover(dossier: Dossier) -> dict[str, bytes]:
    """Write ``events.plover.jsonl``: one record for each claim with an event, in the ledger's order.

    ``size`` holds a number only where the report gives just one; a range is a code such as "18+", "24-99" or
    "<=500", and ``size_range`` has its ends.
    """
    lookup = Lookup(dossier)
    incidents = {key: incident.id for incident in dossier.incidents for key in incident.claims}
    lines = [
        as_json(_record(claim, lookup, incidents.get(claim.id)), indent=None)
        for claim in dossier.claims
        if claim.event is not None
    ]
    return {"events.plover.jsonl": b"".join(lines)}


def quad_of(event: str) -> int | None:
    """Give an event category's quad code, None for a word that is none of the categories."""
    return next((code for code, events in QUADS.items() if event in events), None)


def _record(claim: Claim, lookup: Lookup, incident: str | None) -> Record:
    assert claim.event is not None
    report = lookup.reports.get(claim.report)
    places = [lookup.places[key] for key in claim.places if key in lookup.places]
    start, end = _days(claim)
    return {
        "id": claim.id,
        "has_event": True,
        "date": start,
        "time": None,
        "enddate": end,
        "endtime": None,
        "actor": _entities(claim.actors, claim.actor_spans, lookup),
        "recipient": _entities(claim.targets, claim.target_spans, lookup),
        "event": [claim.event.plover],
        "event_loc": [_location(place, lookup) for place in places],
        "event_text": [claim.event.trigger.exact],
        "quad_code": quad_of(claim.event.plover),
        "event_scale": None,
        "mode": _modes(claim),
        "context": None,
        "link": incident,
        "text": claim.span.exact,
        "text_info": {
            "sequence": None,
            "start": claim.span.start,
            "end": claim.span.end,
            "text_story": None,
        },
        "cite_info": _citation(claim.report, report),
        "coder": "Crossbearing",
        "coded_date": None,
        "coded_time": None,
        "comment": _comment(claim, lookup),
        "size": _sizes(claim),
        "size_range": [_range(q) for q in claim.quantities if q.measure in _SIZES],
        "claim_id": claim.id,
        "report_id": claim.report,
        "origin_id": claim.origin,
        "origin": lookup.actor(claim.origin),
        "status": claim.status,
    }


def _days(claim: Claim) -> tuple[str | None, str | None]:
    """The first day, and the last where it is another one."""
    if claim.time is None:
        return None, None
    start, end = claim.time.earliest, claim.time.latest
    return _iso(start), None if start == end else _iso(end)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _modes(claim: Claim) -> list[str]:
    """The event's own mode, then what tells that it is not said to have just happened."""
    found = [claim.event.mode] if claim.event is not None and claim.event.mode is not None else []
    if claim.status in _AUXILIARY:
        found.append(_AUXILIARY[claim.status])
    found += ["negation"] if claim.negated else []
    found += ["historical"] if claim.background else []
    return list(dict.fromkeys(found))


def _entities(keys: tuple[str, ...], spans: tuple[Span, ...], lookup: Lookup) -> list[Record]:
    """Those that have ids, with their words where each has one; those of words alone otherwise."""
    if not keys:
        return [_entity(None, None, span.exact) for span in spans]
    words = [span.exact for span in spans] if len(spans) == len(keys) else [None] * len(keys)
    return [_entity(key, lookup.actors.get(key), text) for key, text in zip(keys, words, strict=True)]


def _entity(key: str | None, actor: Actor | None, words: str | None) -> Record:
    kind = None if actor is None else actor.kind
    return {
        "code": None if actor is None else _BODIES.get(actor.kind, actor.country),
        "sector": None if kind is None else _SECTORS.get(kind),
        "entity_text": words,
        "identifier_id": None,
        "identifier_text": None if actor is None else actor.name,
        "actor_id": key,
    }


def _location(place: Place, lookup: Lookup) -> Record:
    """A location object; its coordinates stand for as much as ``resolution`` and ``precision`` say."""
    point = point_of(place)
    names = {above.kind: above.name for above in lookup.around(place.id)}
    return {
        "extracted_place": None,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": None if point is None else number(point[1]),
        "lon": None if point is None else number(point[0]),
        "city": names.get("city"),
        "district": names.get("district"),
        "province": names.get("region"),
        "country": names.get("country"),
        "country_code": place.country,
        "feature_class": None,
        "feature_code": None,
        "resolution": _resolution(place, lookup),
        "precision": place.precision,
        "place_id": place.id,
    }


def _resolution(place: Place, lookup: Lookup) -> int:
    """5 within a town, 4 a town, 3 a smaller region, 2 one right under its country, 1 a country."""
    if place.precision in ("country", "city"):
        return 1 if place.precision == "country" else 4
    if place.precision != "region":
        return 5
    return 3 if [above.kind for above in lookup.around(place.id)][1:2] == ["region"] else 2


def _sizes(claim: Claim) -> Record:
    """One figure for each measure, only where the claim gives just one that is no part of another.

    Running totals are no size of an event, and families no number of people: both are left to the ranges.
    """
    found: Record = {}
    for measure, name in _SIZES.items():
        told = [q for q in claim.quantities if q.measure == measure and q.part_of is None and not q.total]
        told = [q for q in told if q.group not in _NO_PEOPLE]
        if len(told) == 1:
            found[name] = _code(told[0])
    return found


def _code(quantity: Quantity) -> int | float | str | None:
    low, high = number(quantity.lower), number(quantity.upper)
    if low is not None and low == high and quantity.bound == "exact":
        return low
    if low is None and high is None:
        return None
    if high is None:
        return f"{low}+"
    if low is None:
        return f"<={high}"
    return f"about {low}" if low == high else f"{low}-{high}"


def _range(quantity: Quantity) -> Record:
    return {
        "size": _SIZES[quantity.measure],
        "min": number(quantity.lower),
        "max": number(quantity.upper),
        "bound": quantity.bound,
        "note": say_range(quantity.lower, quantity.upper, quantity.bound),
        "group": quantity.group,
        "part_of": quantity.part_of,
        "total": quantity.total,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "exact": quantity.span.exact,
    }


def _citation(key: str, report: Report | None) -> Record:
    return {
        "corpus": None,
        "citation": key if report is None or report.external_id is None else report.external_id,
        "url": None if report is None else report.url,
        "title": None if report is None else report.title,
        "language": None if report is None else report.language,
        "publication": None if report is None else report.outlet,
        "license": None,
        "copyright": None,
        "coder": "Crossbearing",
        "codebook": "PLOVER",
        "version": None,
    }


def _comment(claim: Claim, lookup: Lookup) -> str:
    origin = lookup.actor(claim.origin) or "unknown"
    return f"a claim, not a fact: {claim.status}, on the word of {origin}"
