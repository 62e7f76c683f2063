"""A small invented story as values: three reports on the river town of Anvar, with true offsets."""

from datetime import date
from typing import Any

from crossbearing.ids import content_id
from crossbearing.model import (
    Actor,
    Agreement,
    Block,
    Claim,
    Compliance,
    Copy,
    Dossier,
    Event,
    Link,
    Passage,
    Place,
    Position,
    Published,
    Quantity,
    Question,
    Rejected,
    Relation,
    Report,
    Span,
    Term,
    Version,
    When,
)

POST = """\
Shells fall on Anvar market
Anvar Post
4 May 2031
Read time: 3 min
At least 12 civilians, 3 of them children, were killed by army fire in eastern Anvar on 3 May, \
the River Observatory said.
The army denied firing on the market. “We did not fire a single shell,” Colonel Tam Oru said.
“Buses will carry 200 wounded people out of the town,” mayor Ana Brel told reporters.
Share this story
"""
WIRE = """\
Anvar truce agreed, monitor counts dead
5 May 2031
At least 12 civilians, 3 of them children, were killed by army fire in eastern Anvar on 3 May, \
the River Observatory said.
The army and the River Front have agreed a truce that starts on 6 May, the Green Cross said. \
Foreign fighters are not covered.
Up to 30 people were reportedly hurt at the Sael bridge.
Nearly 70 people were killed in Anvar on 3 May, the town council said.
"""
COURIER = """A town holds its breath
The army controls most of eastern Anvar, Colonel Tam Oru said.
Dozens of families were displaced from Sael, the Green Cross said.
"""


def span(text: str, exact: str, nth: int = 0) -> Span:
    """Find the nth occurrence of some characters."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(exact, at + 1)
    return Span(at, at + len(exact), exact)


def blocks(text: str, kinds: dict[int, str]) -> tuple[Block, ...]:
    """Cut a text into one block a line; ``kinds`` names those that are not paragraphs."""
    found, at = [], 0
    for n, line in enumerate(text.split("\n")):
        if line:
            found.append(Block(at, at + len(line), kinds.get(n, "paragraph")))  # type: ignore[arg-type]
        at += len(line) + 1
    return tuple(found)


def report(key: str, text: str, outlet: str | None, published: Published, kinds: dict[int, str]) -> Report:
    return Report(
        id=key,
        text=text,
        sha256="0" * 64,
        outlet=outlet,
        title=text.partition("\n")[0],
        language="en",
        published=published,
        blocks=blocks(text, kinds),
        path=f"{key}.txt",
    )


def stated(day: date, text: str, exact: str) -> Published:
    return Published(day, day, "stated", span(text, exact))


REPORTS = (
    report(
        "r-post",
        POST,
        "Anvar Post",
        stated(date(2031, 5, 4), POST, "4 May 2031"),
        {0: "title", 1: "byline", 2: "dateline", 3: "furniture", 7: "furniture"},
    ),
    report(
        "r-wire",
        WIRE,
        "Valley Wire",
        stated(date(2031, 5, 5), WIRE, "5 May 2031"),
        {0: "title", 1: "dateline"},
    ),
    report(
        "r-courier",
        COURIER,
        None,
        Published(date(2031, 5, 5), date(2031, 5, 6), "inferred", "it tells of the truce as agreed"),
        {0: "title"},
    ),
)
TEXTS = {item.id: item.text for item in REPORTS}

ACTORS = (
    Actor(id="a-obs", name="River Observatory", kind="ngo", aliases=("the monitor",)),
    Actor(id="a-army", name="army", kind="military"),
    Actor(id="a-oru", name="Tam Oru", kind="person", aliases=("Colonel Tam Oru",), member_of="a-army"),
    Actor(id="a-brel", name="Ana Brel", kind="person"),
    Actor(id="a-green", name="Green Cross", kind="ngo"),
    Actor(id="a-front", name="River Front", kind="armed_group"),
    Actor(id="a-council", name="town council", kind="government"),
    Actor(id="a-wire", name="Valley Wire", kind="media"),
)
PLACES = (
    Place(id="p-anvar", name="Anvar", kind="city", precision="city", lat=35.40, lon=36.60, country="SYR"),
    Place(
        id="p-east",
        name="eastern Anvar",
        kind="district",
        precision="district",
        lat=35.41,
        lon=36.66,
        within="p-anvar",
    ),
    Place(id="p-sael", name="Sael", kind="site", precision="near", lat=35.33, lon=36.75),
    Place(id="p-land", name="Riverland", kind="country", precision="country", lat=35.0, lon=38.0),
)


def claim(key: str, rep: str, exact: str, sentence: str, **rest: Any) -> Claim:
    """Build a claim by its words; ``source`` is (words, actor, cue)."""
    text = TEXTS[rep]
    source = rest.pop("source", None)
    whole = span(text, sentence)
    chain: tuple[Link, ...] = ()
    if source is not None:
        words, actor, cue = source
        chain = (Link(_inside(text, whole, words), actor, _inside(text, whole, cue)),)
    rest.setdefault("voice", "indirect" if chain else "narrated")
    rest.setdefault("origin", source[1] if source is not None else None)
    rest.setdefault("status", "asserted")
    inner = _inside(text, whole, exact)
    return Claim(id=key, report=rep, span=inner, sentence=whole, attribution=chain, **rest)


def _inside(text: str, whole: Span, exact: str) -> Span:
    at = text.index(exact, whole.start)
    return Span(at, at + len(exact), exact)


def amount(
    rep: str, exact: str, lower: float | None, upper: float | None, bound: str, **rest: Any
) -> Quantity:
    return Quantity(span=span(TEXTS[rep], exact), lower=lower, upper=upper, bound=bound, **rest)  # type: ignore[arg-type]


def on(rep: str, exact: str, first: date, last: date | None = None, **rest: Any) -> When:
    return When(first, last if last is not None else first, span(TEXTS[rep], exact), **rest)


DEAD = "At least 12 civilians, 3 of them children, were killed by army fire in eastern Anvar on 3 May"
DEAD_WHOLE = DEAD + ", the River Observatory said."


def dead(key: str, rep: str) -> Claim:
    return claim(
        key,
        rep,
        DEAD,
        DEAD_WHOLE,
        source=("the River Observatory", "a-obs", "said"),
        topic="casualties",
        actors=("a-army",),
        places=("p-east",),
        time=on(rep, "on 3 May", date(2031, 5, 3)),
        event=Event("assault", span(TEXTS[rep], "killed")),
        quantities=(
            amount(rep, "At least 12 civilians", 12, None, "at_least", measure="killed", group="civilian"),
            amount(rep, "3 of them children", 3, 3, "exact", measure="killed", group="child", part_of=0),
        ),
    )


CLAIMS = (
    dead("c-dead-1", "r-post"),
    claim(
        "c-deny",
        "r-post",
        "We did not fire a single shell",
        "“We did not fire a single shell,” Colonel Tam Oru said.",
        source=("Colonel Tam Oru", "a-oru", "said"),
        topic="hostilities",
        status="denied",
        voice="direct",
        negated=True,
        actors=("a-army",),
        places=("p-anvar",),
    ),
    claim(
        "c-buses",
        "r-post",
        "Buses will carry 200 wounded people out of the town",
        "“Buses will carry 200 wounded people out of the town,” mayor Ana Brel told reporters.",
        source=("Ana Brel", "a-brel", "told"),
        topic="evacuation",
        status="expected",
        voice="direct",
        places=("p-anvar",),
        quantities=(
            amount(
                "r-post", "200 wounded people", 200, 200, "exact", measure="evacuated", group="wounded person"
            ),
        ),
    ),
    dead("c-dead-2", "r-wire"),
    claim(
        "c-truce",
        "r-wire",
        "The army and the River Front have agreed a truce that starts on 6 May",
        "The army and the River Front have agreed a truce that starts on 6 May, the Green Cross said.",
        source=("the Green Cross", "a-green", "said"),
        topic="agreement",
        actors=("a-army", "a-front"),
        places=("p-anvar",),
        time=on("r-wire", "on 6 May", date(2031, 5, 6)),
    ),
    claim(
        "c-foreign",
        "r-wire",
        "Foreign fighters are not covered",
        "Foreign fighters are not covered.",
        source=None,
        origin="a-wire",
        topic="agreement",
        places=("p-anvar",),
    ),
    claim(
        "c-hurt",
        "r-wire",
        "Up to 30 people were reportedly hurt at the Sael bridge",
        "Up to 30 people were reportedly hurt at the Sael bridge.",
        origin="a-wire",
        topic="casualties",
        status="unverified",
        places=("p-sael",),
        hedges=(span(WIRE, "reportedly"),),
        quantities=(
            amount("r-wire", "Up to 30 people", None, 30, "at_most", measure="injured", group="person"),
        ),
    ),
    claim(
        "c-seventy",
        "r-wire",
        "Nearly 70 people were killed in Anvar on 3 May",
        "Nearly 70 people were killed in Anvar on 3 May, the town council said.",
        source=("the town council", "a-council", "said"),
        topic="casualties",
        places=("p-anvar",),
        time=on("r-wire", "on 3 May", date(2031, 5, 3)),
        quantities=(amount("r-wire", "Nearly 70 people", 63, 70, "about", measure="killed", group="person"),),
    ),
    claim(
        "c-control",
        "r-courier",
        "The army controls most of eastern Anvar",
        "The army controls most of eastern Anvar, Colonel Tam Oru said.",
        source=("Colonel Tam Oru", "a-oru", "said"),
        topic="control",
        actors=("a-army",),
        places=("p-east",),
    ),
    claim(
        "c-families",
        "r-courier",
        "Dozens of families were displaced from Sael",
        "Dozens of families were displaced from Sael, the Green Cross said.",
        source=("the Green Cross", "a-green", "said"),
        topic="population",
        places=("p-sael",),
        quantities=(
            amount("r-courier", "Dozens of families", 24, 99, "vague", measure="displaced", group="family"),
        ),
    ),
)


def position(
    key: str, summary: str, claims: tuple[str, ...], origins: tuple[str, ...], **rest: Any
) -> Position:
    return Position(id=key, summary=summary, claims=claims, origins=origins, **rest)


QUESTIONS = (
    Question(
        id="q-east",
        topic="casualties",
        title="How many civilians were killed in eastern Anvar?",
        state="single_origin",
        positions=(position("p1", "at least 12", ("c-dead-1", "c-dead-2"), ("a-obs",), lower=12),),
        places=("p-east",),
    ),
    Question(
        id="q-town",
        topic="casualties",
        title="How many people were killed in Anvar on 3 May?",
        state="contested",
        positions=(
            position("p2", "nearly 70", ("c-seventy",), ("a-council",), lower=63, upper=70),
            position("p3", "at least 12", ("c-dead-2",), ("a-obs",), lower=12),
        ),
        relations=(
            Relation(
                "p2", "p3", "contradicts", "The town council counts nearly 70, the River Observatory 12."
            ),
        ),
        places=("p-anvar",),
    ),
    Question(
        id="q-control",
        topic="control",
        title="Who controls eastern Anvar?",
        state="single_origin",
        positions=(position("p4", "the army", ("c-control",), ("a-oru",)),),
        places=("p-east",),
    ),
    Question(
        id="q-buses",
        topic="evacuation",
        title="How many are to leave Anvar?",
        state="single_origin",
        positions=(
            position("p5", "200", ("c-buses",), ("a-brel",), status="expected", lower=200, upper=200),
        ),
        places=("p-anvar",),
    ),
)
AGREEMENTS = (
    Agreement(
        id="g-truce",
        kind="ceasefire",
        parties=("a-army", "a-front"),
        mediators=(),
        places=("p-anvar",),
        announced=date(2031, 5, 5),
        terms=(
            Term(
                "start",
                "The truce starts on 6 May.",
                ("c-truce",),
                on("r-wire", "on 6 May", date(2031, 5, 6)),
            ),
            Term("exclusion", "Foreign fighters are not covered.", ("c-foreign",)),
        ),
        compliance=(Compliance("unknown", ("c-control",)),),
        claims=("c-truce", "c-foreign"),
    ),
)


def story(**changes: Any) -> Dossier:
    """Build the dossier; keyword arguments replace whole lists of it."""
    parts: dict[str, Any] = {
        "reports": REPORTS,
        "actors": ACTORS,
        "places": PLACES,
        "claims": CLAIMS,
        "questions": QUESTIONS,
        "agreements": AGREEMENTS,
        "copies": (
            Copy(
                (Passage("r-post", span(POST, DEAD_WHOLE)), Passage("r-wire", span(WIRE, DEAD_WHOLE))),
                1.0,
                "a-wire",
            ),
        ),
        "versions": (Version("r-post", "r-post", "same_file", "copy/post.txt"),),
        "rejected": (Rejected("empty.txt", "empty", "the file is empty; nothing was read"),),
    }
    parts.update(changes)
    return Dossier(**parts)


def new_id(*parts: object) -> str:
    return content_id("c", *parts)
