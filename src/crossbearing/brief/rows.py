"""The tables behind the pictures: casualties as ranges, moments on the timeline, places on the map."""

import re
from datetime import date

from crossbearing.brief.answers import TOPIC_ORDER
from crossbearing.brief.lists import by_first
from crossbearing.brief.numerals import measure_held, say_amount
from crossbearing.brief.sentences import NO_GROUP, blamed, fill, pick_lead, sentence, source_part, where_parts
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.values import Line, Moment, Part, Spot, Toll, words
from crossbearing.brief.wording import plural, say_published, say_when, tidy
from crossbearing.locales import by_name
from crossbearing.model import Claim, Place, Quantity
from crossbearing.outlines import outline_of
from crossbearing.vocabulary import Topic

MEASURES = ("killed", "injured", "missing", "detained")
"""What counts as a casualty here; who was moved or stayed stands under evacuation."""
SPOT_CITATIONS = 8
"""A place told of a hundred times is not better placed by a hundred citations."""
LEAST_WORDS = 3
"""Fewer words tell nothing by themselves."""
_FRAGMENT = re.compile(
    r"(?:because|if|when|how|where|while|as|that|which|who|whom|whose|so that|although|unless)\b"
    r"|(?:the|those|these|any|all|some)\s+(?:[\w-]+\s+){0,2}(?:who|whom)\b",
    re.IGNORECASE,
)
_TOLD_OF: frozenset[Topic] = frozenset(TOPIC_ORDER) - {"diplomacy", "other"}


def tolls(shelf: Shelf) -> tuple[Toll, ...]:
    """List every casualty count, one row per range, place, group, alleged perpetrator, origin and day."""
    groups: dict[tuple[object, ...], list[tuple[Claim, int]]] = {}
    asked = {c for q in shelf.dossier.questions for position in q.positions for c in position.claims}
    for claim in shelf.dossier.claims:
        passing = claim.background and claim.id not in asked
        if claim.topic != "casualties" or passing or claim.negated:
            continue
        for index, quantity in enumerate(claim.quantities):
            known = quantity.measure in MEASURES and measure_held(claim, quantity)
            if known and not quantity.earlier and say_amount(quantity) is not None:
                groups.setdefault(_toll_key(shelf, claim, quantity), []).append((claim, index))
    found = [_toll(shelf, entries) for entries in groups.values()]
    gravest: dict[str, float] = {}
    for toll in found:
        where = words(toll.place)
        gravest[where] = max(gravest.get(where, 0.0), 0.0 if toll.total else _size(toll))
    return tuple(sorted(found, key=lambda toll: _toll_order(toll, gravest[words(toll.place)])))


def _toll_key(shelf: Shelf, claim: Claim, quantity: Quantity) -> tuple[object, ...]:
    when = (claim.time.earliest, claim.time.latest) if claim.time is not None else None
    counted = (quantity.measure, quantity.lower, quantity.upper, quantity.bound, quantity.group)
    return (*counted, claim.places, claim.actors, when, shelf.origin_key(claim), told_status(claim))


def _size(toll: Toll) -> float:
    return (toll.lower if toll.lower is not None else toll.upper) or 0.0


def _toll_order(toll: Toll, gravest: float) -> tuple[object, ...]:
    """Place by place, the one of the gravest single count first; there the killed first, most first."""
    return (
        words(toll.place) == words(_cell([], ())),
        -gravest,
        by_name(words(toll.place)),
        toll.total,
        MEASURES.index(toll.measure),
        -_size(toll),
        by_name(words(toll.origin)),
    )


def _toll(shelf: Shelf, entries: list[tuple[Claim, int]]) -> Toll:
    claim, index = entries[0]
    quantity = claim.quantities[index]
    cited = tuple(dict.fromkeys(entry.id for entry, _ in entries))
    group = plural(quantity.group, None) if quantity.group and quantity.group not in NO_GROUP else None
    status = by_first("statuses")[told_status(claim)]["mark"]
    amount = [Part("amount", say_amount(quantity) or "", claim.id, index)]
    return Toll(
        place=_cell(where_parts(shelf, claim)[1:], cited),
        group=_cell([Part("group", group, claim.id, index)] if group else [_label("people")], cited),
        blamed=_cell(blamed(shelf, claim), cited),
        when=_cell(_when(shelf, claim), cited),
        amount=Line((*amount, *([Part("word", status)] if status else [])), cited, topic="casualties"),
        origin=_cell([source_part(shelf, claim)], cited),
        status=told_status(claim),
        measure=quantity.measure,
        lower=quantity.lower,
        upper=quantity.upper,
        bound=quantity.bound,
        total=quantity.total,
    )


def _when(shelf: Shelf, claim: Claim) -> list[Part]:
    """Give the day that words tell; else only on what day it was told."""
    text = say_when(claim.time)
    if text is not None and claim.time is not None and claim.time.inferred is None:
        return [Part("day", text, claim.id)]
    report = shelf.reports[claim.report]
    if report.published.earliest is None and report.published.latest is None:
        return []
    return fill("told.day", {"day": [Part("day", say_published(report.published), report.id)]})


def _label(key: str) -> Part:
    return Part("word", by_first("labels")[key]["words"])


def _cell(parts: list[Part], cited: tuple[str, ...]) -> Line:
    return Line(tuple(parts) if parts else (_label("not_stated"),), cited, topic="casualties")


def moments(shelf: Shelf) -> tuple[Moment, ...]:
    """List what is told of known days, by source: one moment per days, source, topic and status."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    asked = _days_asked(shelf)
    for claim in _whole_claims(shelf):
        time = claim.time
        if time is None or claim.background or claim.topic not in _TOLD_OF:
            continue
        if time.inferred is not None and (claim.id, time.earliest, time.latest) not in asked:
            continue
        if time.earliest is None or time.latest is None:
            continue
        key = (
            time.inferred is not None,
            time.earliest,
            time.latest,
            shelf.origin_key(claim),
            claim.topic,
            told_status(claim),
        )
        groups.setdefault(key, []).append(claim)
    return tuple(sorted((_moment(shelf, claims) for claims in groups.values()), key=_moment_order))


def _days_asked(shelf: Shelf) -> set[tuple[str, date | None, date | None]]:
    """Give the claims of questions that are of named days, with those days."""
    return {
        (claim, question.time.earliest, question.time.latest)
        for question in shelf.dossier.questions
        if question.time is not None and question.time.inferred is None
        for position in question.positions
        for claim in position.claims
    }


def _whole_claims(shelf: Shelf) -> list[Claim]:
    """Leave out what is no statement of its own: a clause of another claim, "because …", "those who …"."""
    found: list[Claim] = []
    last: Claim | None = None
    for claim in sorted(shelf.dossier.claims, key=lambda c: (c.report, c.span.start, -c.span.end, c.id)):
        inside = last is not None and last.report == claim.report and claim.span.end <= last.span.end
        if inside and last is not None and last.span != claim.span and last.time == claim.time:
            continue
        last = claim
        text = tidy(claim.span.exact)
        if not _FRAGMENT.match(text) and len(text.split()) >= LEAST_WORDS:
            found.append(claim)
    order = {claim.id: n for n, claim in enumerate(shelf.dossier.claims)}
    return sorted(found, key=lambda claim: order[claim.id])


def _moment(shelf: Shelf, claims: list[Claim]) -> Moment:
    ordered = pick_lead(shelf, claims)
    lead = ordered[0]
    first, last = _days(lead)
    return Moment(
        first=first,
        last=last,
        source=source_part(shelf, lead).text,
        topic=lead.topic,
        line=sentence(shelf, ordered),
        inferred=lead.time is not None and lead.time.inferred is not None,
    )


def _days(claim: Claim) -> tuple[date, date]:
    """Give the days of a claim that has both."""
    earliest = claim.time.earliest if claim.time is not None else None
    latest = claim.time.latest if claim.time is not None else None
    return earliest or date.min, latest or date.max


def _moment_order(moment: Moment) -> tuple[object, ...]:
    return (
        moment.first,
        moment.last,
        TOPIC_ORDER.index(moment.topic),
        by_name(moment.source),
        moment.line.claims,
    )


def spots(shelf: Shelf) -> tuple[tuple[Spot, ...], tuple[Spot, ...], tuple[Line, ...]]:
    """List the places told of: points and regions, whole countries, and what cannot be drawn."""
    told: dict[str, list[Claim]] = {}
    for claim in shelf.dossier.claims:
        if claim.topic in _TOLD_OF and not claim.background:
            for id_ in claim.places:
                told.setdefault(id_, []).append(claim)
    drawn: list[Spot] = []
    lands: list[Spot] = []
    listed_only: list[Line] = []
    for id_, claims in sorted(told.items(), key=lambda item: (-len(item[1]), item[0])):
        place = shelf.places.get(id_)
        if place is None:
            continue
        line = _spot_line(place, claims)
        whole = place.kind == "country" or place.precision == "country"
        if place.lat is None or place.lon is None or (whole and outline_of(place) is None):
            listed_only.append(line)
        else:
            (lands if whole else drawn).append(_spot(place, place.lat, place.lon, claims, line))
    return tuple(drawn), tuple(lands), tuple(listed_only)


def _spot_line(place: Place, claims: list[Claim]) -> Line:
    cited = tuple(claim.id for claim in claims[:SPOT_CITATIONS])
    return Line((Part("place", tidy(place.name), place.id),), cited)


def _spot(place: Place, lat: float, lon: float, claims: list[Claim], line: Line) -> Spot:
    topics = sorted({claim.topic for claim in claims}, key=TOPIC_ORDER.index)
    return Spot(
        place=place.id,
        name=tidy(place.name),
        lat=lat,
        lon=lon,
        precision=place.precision,
        topics=tuple(topics),
        line=line,
        area=outline_of(place),
    )
