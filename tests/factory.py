"""Small values for tests: a world of invented actors and places, claims from a sentence and a few words."""

from datetime import date

from msgspec.structs import replace

from crossbearing.ids import content_id
from crossbearing.model import (
    Actor,
    Claim,
    Dossier,
    Event,
    Place,
    Published,
    Quantity,
    Report,
    Span,
    When,
)

ACTORS = (
    Actor(id="un", name="United Nations", kind="intergovernmental"),
    Actor(id="un-rights", name="UN rights office", kind="intergovernmental", member_of="un"),
    Actor(id="un-rights-speaker", name="Ada Lind", kind="person", member_of="un-rights"),
    Actor(id="un-aid", name="UN aid office", kind="intergovernmental", member_of="un"),
    Actor(id="monitor", name="War Monitor", kind="ngo"),
    Actor(id="a-monitor", name="monitoring group", kind="unnamed"),
    Actor(id="police-1", name="police source", kind="unnamed"),
    Actor(id="police-2", name="the police source", kind="unnamed"),
    Actor(id="wire", name="Wire", kind="media"),
    Actor(id="gazette", name="Gazette", kind="media"),
    Actor(id="herald", name="Herald", kind="media"),
    Actor(id="state", name="Sarnian government", kind="government", side="government", country="SRN"),
    Actor(id="army", name="Sarnian army", kind="military", member_of="state", side="government"),
    Actor(id="minister", name="Ivo Brandt", kind="person", member_of="north"),
    Actor(id="envoy", name="Nils Oder", kind="person", member_of="north"),
    Actor(id="north", name="Norland", kind="government", aliases=("Norlandic government",)),
    Actor(id="south", name="Sudmark", kind="government"),
    Actor(id="rebels", name="rebels", kind="armed_group", side="opposition"),
    Actor(id="loose-opposition", name="Sarnian opposition", kind="other", side="opposition"),
    Actor(id="men", name="militants", kind="armed_group"),
    Actor(id="other-men", name="militants", kind="armed_group"),
    Actor(id="guard", name="guard at the mill gate", kind="unnamed"),
    Actor(id="other-guard", name="guard at the mell gate", kind="unnamed"),
    Actor(id="falcons", name="Falcon Brigade", kind="armed_group", member_of="rebels", side="opposition"),
    Actor(id="falcon-speaker", name="Omid Kar", kind="person", member_of="falcons", side="opposition"),
)
PLACES = (
    Place(id="sarnia", name="Sarnia", kind="country", precision="country"),
    Place(id="tarm", name="Tarm", kind="city", precision="city", within="sarnia"),
    Place(id="east-tarm", name="eastern Tarm", kind="district", precision="district", within="tarm"),
    Place(id="west-tarm", name="western Tarm", kind="district", precision="district", within="tarm"),
    Place(id="mill", name="Mill Quarter", kind="district", precision="district", within="east-tarm"),
    Place(id="orda", name="Orda", kind="city", precision="city", within="sarnia"),
    Place(id="hills", name="Hill Province", kind="region", precision="region", within="sarnia"),
)


def span_in(sentence: str, words: str | None = None) -> Span:
    """Words of a sentence as a span of a report that holds just that sentence."""
    exact = sentence if words is None else words
    start = sentence.index(exact)
    return Span(start, start + len(exact), exact)


def quantity(
    sentence: str,
    words: str,
    lower: float | None,
    upper: float | None,
    bound: str = "exact",
    measure: str = "killed",
    group: str | None = "civilian",
    **more: object,
) -> Quantity:
    """An amount at some words of a sentence."""
    span = span_in(sentence, words)
    values = {
        "span": span,
        "lower": lower,
        "upper": upper,
        "bound": bound,
        "measure": measure,
        "group": group,
    }
    return Quantity(**(values | more))  # type: ignore[arg-type]


def when(first: str, last: str | None = None, *, relation: str = "at", inferred: str | None = None) -> When:
    """Days from ISO dates; no first day where ``first`` is empty."""
    latest = date.fromisoformat(last or first)
    return When(
        date.fromisoformat(first) if first else None, latest, None, relation=relation, inferred=inferred
    )  # type: ignore[arg-type]


def claim(
    report: str, sentence: str, *, words: str | None = None, plover: str | None = None, **fields: object
) -> Claim:
    """A claim from its sentence; ``words`` is the clause when that is not the whole sentence.

    ``time`` may be an ISO day; ``at`` moves the claim along its report.
    """
    at = int(str(fields.pop("at", 0)))
    time = fields.pop("time", None)
    counted = fields.pop("quantities", ())
    moved = tuple(replace(q, span=_moved(q.span, at)) for q in counted)  # type: ignore[attr-defined]
    span = _moved(span_in(sentence, words), at)
    values: dict[str, object] = {
        "id": content_id("c", report, sentence, words, at),
        "report": report,
        "span": span,
        "sentence": _moved(span_in(sentence), at),
        "voice": "indirect",
        "topic": "casualties",
        "status": "asserted",
        "origin": report,
        "quantities": moved,
        "time": when(time) if isinstance(time, str) else time,
        "event": None if plover is None else Event(plover, span),
    }
    return Claim(**(values | fields))  # type: ignore[arg-type]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.exact)


def report(name: str, day: str | None) -> Report:
    """A report that holds no text but has a day."""
    known = None if day is None else date.fromisoformat(day)
    return Report(
        id=name, text="", sha256="", published=Published(known, known, "stated" if known else "unknown")
    )


def dossier(claims: list[Claim], days: dict[str, str | None]) -> Dossier:
    """A dossier of claims; ``days`` gives each report's day."""
    reports = tuple(report(name, day) for name, day in days.items())
    return Dossier(reports=reports, actors=ACTORS, places=PLACES, claims=tuple(claims))
