"""A small invented story of a toll that rises over days: five reports of four outlets on the town of Kel."""

from datetime import date
from typing import Any

from crossbearing.model import (
    Actor,
    Claim,
    Copy,
    Dossier,
    Event,
    Incident,
    Link,
    Passage,
    Place,
    Position,
    Published,
    Quantity,
    Question,
    Relation,
    Report,
    Span,
    When,
)
from tests.brief.story import blocks, span

DAY = date(2031, 7, 2)
TEXTS = {
    "r-1": "Bombs fall on Kel\n"
    "At least 20 people were killed in Kel on Tuesday, the Hill Observatory said.\n",
    "r-2": "Kel mourns\nAt least 20 people were killed in Kel on Tuesday, the Hill Observatory said.\n"
    "The governor said that 8 people were killed in Kel.\n",
    "r-3": "Toll in Kel rises\n34 people were killed in Kel on Tuesday, the Hill Observatory said.\n"
    "Dozens of people were wounded in Kel, the Hill Observatory said.\n",
    "r-4": "Market opens in Sarun\nTraders came back to the market of Sarun, its mayor said.\n",
    "r-5": "Kel counts its dead\nReportedly 50 people were killed in Kel, the River Front said.\n"
    "Some 40 people were wounded in Kel, the River Front said.\n",
}
OUTLETS = {
    "r-1": "Kel Wire",
    "r-2": "North Post",
    "r-3": "Kel Wire",
    "r-4": "South Star",
    "r-5": "North Post",
}
DAYS = {
    "r-1": date(2031, 7, 2),
    "r-2": date(2031, 7, 2),
    "r-3": date(2031, 7, 3),
    "r-4": date(2031, 7, 3),
    "r-5": date(2031, 7, 4),
}
ACTORS = (
    Actor(id="a-mon", name="Hill Observatory", kind="ngo"),
    Actor(id="a-gov", name="governor", kind="government", side="government"),
    Actor(id="a-front", name="River Front", kind="armed_group", side="opposition"),
    Actor(id="a-mayor", name="mayor of Sarun", kind="person"),
)
PLACES = (
    Place(id="p-kel", name="Kel", kind="city", precision="city", lat=35.4, lon=36.6, country="SYR"),
    Place(id="p-sarun", name="Sarun", kind="city", precision="city", lat=35.9, lon=37.6, country="SYR"),
)


def report(key: str, **changes: Any) -> Report:
    """Build one of the story's reports."""
    text = TEXTS[key]
    values: dict[str, Any] = {
        "id": key,
        "text": text,
        "sha256": "0" * 64,
        "outlet": OUTLETS[key],
        "title": text.partition("\n")[0],
        "language": "en",
        "published": Published(DAYS[key], DAYS[key], "metadata", None),
        "blocks": blocks(text, {0: "title"}),
        "path": f"{key}.txt",
    }
    return Report(**(values | changes))


def told(key: str, rep: str, exact: str, who: tuple[str, str], amount: tuple[Any, ...], **rest: Any) -> Claim:
    """Build a count: its words, (source words, actor), (words, lower, upper, bound, measure)."""
    text = TEXTS[rep]
    start = text.index(exact)
    line_start = text.rfind("\n", 0, start) + 1
    whole = Span(line_start, text.index("\n", start), text[line_start : text.index("\n", start)])
    said, actor = who
    words, lower, upper, bound, measure = amount
    quantity = Quantity(
        span=_in(text, whole, words), lower=lower, upper=upper, bound=bound, measure=measure, group="people"
    )
    values: dict[str, Any] = {
        "id": key,
        "report": rep,
        "span": _in(text, whole, exact),
        "sentence": whole,
        "voice": "indirect",
        "topic": "casualties",
        "status": "asserted",
        "attribution": (Link(_in(text, whole, said), actor, _in(text, whole, "said")),),
        "origin": actor,
        "places": ("p-kel",),
        "quantities": (quantity,),
        "event": Event("assault", _in(text, whole, "killed" if measure == "killed" else "wounded")),
    }
    if "on Tuesday" in whole.exact:
        values["time"] = When(date(2031, 7, 1), date(2031, 7, 1), _in(text, whole, "on Tuesday"))
    return Claim(**(values | rest))


def _in(text: str, whole: Span, exact: str) -> Span:
    at = text.index(exact, whole.start)
    return Span(at, at + len(exact), exact)


MON, GOV, FRONT = ("the Hill Observatory", "a-mon"), ("The governor", "a-gov"), ("the River Front", "a-front")
TWENTY = ("At least 20 people", 20, None, "at_least", "killed")
CLAIMS = (
    told("c-20", "r-1", "At least 20 people were killed in Kel on Tuesday", MON, TWENTY),
    told("c-20-again", "r-2", "At least 20 people were killed in Kel on Tuesday", MON, TWENTY),
    told("c-8", "r-2", "8 people were killed in Kel", GOV, ("8 people", 8, 8, "exact", "killed")),
    told(
        "c-34",
        "r-3",
        "34 people were killed in Kel on Tuesday",
        MON,
        ("34 people", 34, 34, "exact", "killed"),
    ),
    told(
        "c-dozens",
        "r-3",
        "Dozens of people were wounded in Kel",
        MON,
        ("Dozens of people", 24, 99, "vague", "injured"),
    ),
    told(
        "c-50",
        "r-5",
        "Reportedly 50 people were killed in Kel",
        FRONT,
        ("50 people", 50, 50, "exact", "killed"),
        status="unverified",
        hedges=(span(TEXTS["r-5"], "Reportedly"),),
    ),
    told(
        "c-40",
        "r-5",
        "Some 40 people were wounded in Kel",
        FRONT,
        ("Some 40 people", 40, 40, "about", "injured"),
    ),
)


def position(
    key: str, claims: tuple[str, ...], origin: str, low: float | None, high: float | None
) -> Position:
    return Position(id=key, summary="", claims=claims, origins=(origin,), lower=low, upper=high)


KILLED = Question(
    id="q-killed",
    topic="casualties",
    title="How many people were killed in Kel?",
    state="contested",
    positions=(
        position("p-20", ("c-20", "c-20-again"), "a-mon", 20, None),
        position("p-34", ("c-34",), "a-mon", 34, 34),
        position("p-8", ("c-8",), "a-gov", 8, 8),
        position("p-50", ("c-50",), "a-front", 50, 50),
    ),
    relations=(
        Relation("p-34", "p-20", "updates", "The later figure takes the place of the earlier."),
        Relation("p-34", "p-8", "contradicts", "8 and 34 cannot both be so."),
    ),
    incident="i-kel",
    places=("p-kel",),
    group="people",
)
INJURED = Question(
    id="q-injured",
    topic="casualties",
    title="How many people were injured in Kel?",
    state="corroborated",
    positions=(
        position("p-dozens", ("c-dozens",), "a-mon", 24, 99),
        position("p-40", ("c-40",), "a-front", 40, 40),
    ),
    incident="i-kel",
    places=("p-kel",),
    group="people",
)
INCIDENT = Incident(
    id="i-kel",
    title="Assault in Kel",
    plover="assault",
    places=("p-kel",),
    time=When(date(2031, 7, 1), date(2031, 7, 1), None),
    claims=tuple(claim.id for claim in CLAIMS),
    reports=("r-1", "r-2", "r-3", "r-5"),
)
MARKET = "Traders came back to the market of Sarun"
SARUN = Claim(
    id="c-sarun",
    report="r-4",
    span=span(TEXTS["r-4"], MARKET),
    sentence=span(TEXTS["r-4"], MARKET + ", its mayor said."),
    voice="indirect",
    topic="other",
    status="asserted",
    attribution=(Link(span(TEXTS["r-4"], "its mayor"), "a-mayor", span(TEXTS["r-4"], "said")),),
    origin="a-mayor",
    places=("p-sarun",),
)
WORDS = "At least 20 people were killed in Kel on Tuesday, the Hill Observatory said."
COPY = Copy((Passage("r-1", span(TEXTS["r-1"], WORDS)), Passage("r-2", span(TEXTS["r-2"], WORDS))), 1.0, None)


def kel(**changes: Any) -> Dossier:
    """Build the dossier; keyword arguments replace whole lists of it."""
    parts: dict[str, Any] = {
        "reports": tuple(report(key) for key in TEXTS),
        "actors": ACTORS,
        "places": PLACES,
        "claims": (*CLAIMS[:5], SARUN, *CLAIMS[5:]),
        "questions": (KILLED, INJURED),
        "incidents": (INCIDENT,),
        "copies": (COPY,),
    }
    return Dossier(**(parts | changes))
