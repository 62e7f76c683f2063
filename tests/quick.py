"""A reader for tests that need the main path but no language: one claim a sentence, counts by digits."""

import re
from datetime import date

from crossbearing.actors import outlet_actor
from crossbearing.ids import content_id
from crossbearing.model import Actor, Claim, Link, Place, Quantity, Reading, Report, Span, When

_SENTENCE = re.compile(r"[^.\n]+\.")
_SAID = re.compile(r"^\s*(?:The )?(?P<who>[A-Z]\w+) said ")
_COUNT = re.compile(r"\b\d+\b")
_PLACE = re.compile(r"\bin (?P<name>[A-Z]\w+)")


def quick_read(report: Report, **_: object) -> Reading:
    """Claims of a report's sentences: "Monitor said 12 civilians were killed in Tarm." is the Monitor's."""
    narrator = outlet_actor(report)
    actors = {narrator.id: narrator}
    places: dict[str, Place] = {}
    claims = []
    for match in _SENTENCE.finditer(report.text if report.unread is None else ""):
        span = _span(report, match.start() + len(match.group()) - len(match.group().lstrip()), match.end())
        links: tuple[Link, ...] = ()
        said = _SAID.match(match.group())
        if said is not None:
            who = Actor(id=content_id("a", said["who"]), name=said["who"], kind="ngo")
            actors[who.id] = who
            at = match.start() + said.start("who")
            links = (Link(_span(report, at, at + len(said["who"])), who.id, None),)
        where = tuple(_place(m["name"], places) for m in _PLACE.finditer(match.group()))
        claims.append(
            Claim(
                id=content_id("c", report.id, span.start, span.end),
                report=report.id,
                span=span,
                sentence=span,
                voice="indirect" if links else "narrated",
                topic="casualties",
                status="asserted",
                attribution=links,
                origin=links[0].actor if links else narrator.id,
                places=where,
                time=_when(report.published.latest),
                quantities=tuple(_counts(report, span)),
            )
        )
    return Reading(report.id, tuple(claims), tuple(actors.values()), tuple(places.values()))


def _span(report: Report, start: int, end: int) -> Span:
    return Span(start, end, report.text[start:end])


def _when(day: date | None) -> When | None:
    return None if day is None else When(day, day, None, inferred="the report's day")


def _place(name: str, places: dict[str, Place]) -> str:
    place = Place(id=content_id("p", name), name=name, kind="city", precision="city")
    places[place.id] = place
    return place.id


def _counts(report: Report, span: Span) -> list[Quantity]:
    return [
        Quantity(
            span=_span(report, m.start(), m.end()),
            lower=float(m.group()),
            upper=float(m.group()),
            bound="exact",
            measure="killed",
            group="civilian",
        )
        for m in _COUNT.finditer(report.text, span.start, span.end)
    ]
