"""Claims and their parts as W3C Web Annotations, with both a position and a quote to find each again."""

from collections.abc import Iterator
from typing import Any

from crossbearing.exports.lookup import Lookup, is_web
from crossbearing.exports.wording import as_json, say_range, urn, without_nulls
from crossbearing.model import Claim, Dossier, Report, Span

CONTEXT = 32
"""Characters of prefix and suffix: enough to tell two equal quotes of one report apart, most times."""
Annotation = dict[str, Any]


def to_annotations(dossier: Dossier) -> dict[str, bytes]:
    """Write one collection of annotations: each claim, and the words for its source, event, time and figures.

    Positions are 0-based code points into the ledger's text of the report, end exclusive.
    """
    lookup = Lookup(dossier)
    items = [item for claim in dossier.claims for item in _annotations(claim, lookup)]
    page = {"id": urn("annotations", "page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn("annotations", "all"),
        "type": "AnnotationCollection",
        "label": "Claims read by Crossbearing",
        "total": len(items),
        "first": page,
    }
    return {"annotations.jsonld": as_json(collection)}


def _annotations(claim: Claim, lookup: Lookup) -> Iterator[Annotation]:
    report = lookup.reports.get(claim.report)
    if report is None:
        return
    origin = lookup.actor(claim.origin) or "origin unknown"
    said = f"{claim.topic}, {claim.status}{', negated' if claim.negated else ''}; on the word of: {origin}"
    key = urn("claim", claim.id)
    yield _annotation(key, report, claim.span, "describing", [said], ["claim", claim.topic, claim.status])
    for n, (tag, span, words) in enumerate(_parts(claim, lookup)):
        yield _annotation(f"{key}:{n}", report, span, "identifying", words, [tag], of=key)


def _parts(claim: Claim, lookup: Lookup) -> Iterator[tuple[str, Span, list[str]]]:
    """The words inside and around a claim that say who, how, what, when and how many."""
    for link in claim.attribution:
        name = lookup.actor(link.actor)
        yield link.role, link.span, [] if name is None else [name]
        if link.cue is not None:
            yield "cue", link.cue, []
    if claim.event is not None:
        yield "event", claim.event.trigger, [claim.event.plover] if claim.event.plover else []
    if claim.time is not None and claim.time.span is not None:
        days = [str(day) for day in (claim.time.earliest, claim.time.latest) if day is not None]
        yield "time", claim.time.span, ["/".join(dict.fromkeys(days))] if days else []
    for quantity in claim.quantities:
        said = say_range(quantity.lower, quantity.upper, quantity.bound)
        yield "quantity", quantity.span, [quantity.measure if said is None else f"{quantity.measure}: {said}"]
    for hedge in claim.hedges:
        yield "hedge", hedge, []


def _annotation(
    key: str,
    report: Report,
    span: Span,
    motivation: str,
    words: list[str],
    tags: list[str],
    of: str | None = None,
) -> Annotation:
    bodies: list[Any] = [_body(text, motivation) for text in words] + [_body(tag, "tagging") for tag in tags]
    if of is not None:
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": of})
    return {
        "id": key.replace(":claim:", ":annotation:"),
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": _source(report),
            "selector": selectors(report.text, span),
        },
    }


def _body(text: str, purpose: str) -> Annotation:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}


def _source(report: Report) -> Annotation:
    """The ledger's text of a report; the page that it was read from stands under ``via``."""
    return without_nulls(
        {
            "id": urn("report", report.id),
            "type": "Text",
            "format": "text/plain",
            "language": report.language,
            "via": report.url if is_web(report.url) else None,
        }
    )


def selectors(text: str, span: Span) -> list[Annotation]:
    """Give both selectors of a span: its position for speed, its quote for when the page has changed."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.exact,
            "prefix": text[max(0, span.start - CONTEXT) : span.start],
            "suffix": text[span.end : span.end + CONTEXT],
        },
    ]
