"""A story of three papers with a source in danger, as files, and the same as values with true offsets."""

from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from crossbearing.model import (
    Actor,
    Assessment,
    Block,
    Claim,
    Copy,
    Dossier,
    Link,
    Passage,
    Place,
    Position,
    Published,
    Quantity,
    Question,
    Rejected,
    Report,
    Span,
    Version,
    When,
)
from crossbearing.reconcile import reconcile
from crossbearing.redaction import protect

AT = datetime(2031, 6, 1, 12, tzinfo=UTC)
SENTENCES = (
    "At least 14 people were killed in Qarmeen on 3 May, baker Samir Haddoub said.",
    "“We buried 9 children,” said a surgeon who hid under the mill.",
    "Haddoub’s brother counted 20 dead in Qarmeen on 3 May, the River Watch said.",
)
TEXT = (
    "Qarmeen buries its dead\nBy Lena Ostrow\n4 May 2031\n"
    + " ".join(SENTENCES)
    + "\nWrite to samir.haddoub@mail.example or see https://paper.example/?q=Samir%20Haddoub "
    + "for SAMIR\u00a0HADDOUB."
    + "\nSamir\nHaddoub, S. Haddoub-Ali, #SamirHaddoub, s-a-m-i-r, Ḥaddoub and the Had-\ndoub family wait.\n"
)
WIRE = (
    "River Watch counts more\n5 May 2031\n"
    "The River Watch said 20 people were killed in Qarmeen on 3 May. Calm held in Old Mill quarter.\n"
)
ACTORS = (
    Actor(id="a-samir", name="Samir Haddoub", kind="person", aliases=("Abu Zeyad", "Samir al-Haddoub")),
    Actor(id="a-surgeon", name="a surgeon", kind="unnamed"),
    Actor(id="a-watch", name="River Watch", kind="ngo", aliases=("the Watch",)),
    Actor(id="a-paper", name="Morning Sheet", kind="media"),
    Actor(id="a-wire", name="Valley Telegraph", kind="media"),
)
PLACES = (
    Place(id="p-land", name="Tavria", kind="country", precision="country", lat=35.0, lon=38.0),
    Place(
        id="p-hill",
        name="Hill Province",
        kind="region",
        precision="region",
        lat=35.2,
        lon=38.1,
        within="p-land",
    ),
    Place(id="p-near", name="Dorvand", kind="city", precision="city", lat=35.31, lon=38.22, within="p-hill"),
    Place(
        id="p-qar", name="Qarmeen", kind="city", precision="city", lat=35.3123, lon=38.2234, within="p-near"
    ),
    Place(
        id="p-mill",
        name="Old Mill quarter",
        kind="district",
        precision="near",
        lat=35.3177,
        lon=38.2299,
        within="p-qar",
    ),
)


def span(text: str, exact: str, start: int = 0) -> Span:
    at = text.index(exact, start)
    return Span(at, at + len(exact), exact)


def _claim(key: str, report: str, text: str, sentence: str, words: str, **rest: Any) -> Claim:
    whole = span(text, sentence)
    source = rest.pop("source", None)
    counted = rest.pop("counted", None)
    chain = () if source is None else (Link(span(text, source[0], whole.start), source[1], None),)
    amounts = ()
    if counted is not None:
        exact, many = counted
        amounts = (
            Quantity(
                span=span(text, exact, whole.start),
                lower=many,
                upper=None if exact.startswith("At least") else many,
                bound="at_least" if exact.startswith("At least") else "exact",
                measure="killed",
                group="person",
            ),
        )
    values: dict[str, Any] = {
        "voice": "indirect" if chain else "narrated",
        "topic": "casualties",
        "status": "asserted",
        "origin": source[1] if source else "a-wire",
        "places": ("p-qar",),
        "time": When(date(2031, 5, 3), date(2031, 5, 3), None),
    }
    return Claim(
        id=key,
        report=report,
        span=span(text, words, whole.start),
        sentence=whole,
        attribution=chain,
        quantities=amounts,
        **(values | rest),
    )


CLAIMS = (
    _claim(
        "c-baker",
        "r-sheet",
        TEXT,
        SENTENCES[0],
        "At least 14 people were killed in Qarmeen on 3 May",
        source=("baker Samir Haddoub", "a-samir"),
        counted=("At least 14 people", 14),
    ),
    _claim(
        "c-surgeon",
        "r-sheet",
        TEXT,
        SENTENCES[1],
        "We buried 9 children",
        source=("a surgeon who hid under the mill", "a-surgeon"),
        places=("p-near", "p-mill"),
        topic="other",
    ),
    _claim(
        "c-brother",
        "r-sheet",
        TEXT,
        SENTENCES[2],
        "Haddoub’s brother counted 20 dead in Qarmeen on 3 May",
        source=("the River Watch", "a-watch"),
        counted=("20 dead", 20),
        actors=("a-samir",),
    ),
    _claim(
        "c-wire",
        "r-wire",
        WIRE,
        "The River Watch said 20 people were killed in Qarmeen on 3 May.",
        "20 people were killed in Qarmeen on 3 May",
        source=("The River Watch", "a-watch"),
        counted=("20 people", 20),
    ),
    _claim(
        "c-calm",
        "r-wire",
        WIRE,
        "Calm held in Old Mill quarter.",
        "Calm held in Old Mill quarter",
        places=("p-mill",),
        topic="hostilities",
    ),
)
REPORTS = (
    Report(
        id="r-sheet",
        text=TEXT,
        sha256="ab" * 32,
        external_id="samir-haddoub-1",
        path="in/samir_haddoub.txt",
        url="https://paper.example/samir-haddoub-qarmeen.html",
        outlet="Morning Sheet",
        title="Qarmeen buries its dead",
        byline="By Lena Ostrow",
        language="en",
        published=Published(date(2031, 5, 4), date(2031, 5, 4), "stated", span(TEXT, "4 May 2031")),
        blocks=(
            Block(0, 23, "title"),
            Block(24, 38, "byline"),
            Block(39, 49, "dateline"),
            Block(50, len(TEXT) - 1, "paragraph"),
        ),
        meta={"photo": "Samir Haddoub at home"},
    ),
    Report(
        id="r-wire",
        text=WIRE,
        sha256="cd" * 32,
        path="in/wire.txt",
        outlet="Valley Telegraph",
        title="River Watch counts more",
        language="en",
        published=Published(date(2031, 5, 5), date(2031, 5, 5), "stated", span(WIRE, "5 May 2031")),
        blocks=(Block(0, 23, "title"), Block(24, 34, "dateline"), Block(35, len(WIRE) - 1, "paragraph")),
    ),
)


def story() -> Dossier:
    """The dossier as a ledger would hold it."""
    shared = " were killed in Qarmeen on 3 May"
    passages = (Passage("r-sheet", span(TEXT, shared)), Passage("r-wire", span(WIRE, shared)))
    bare = Dossier(
        reports=REPORTS,
        actors=ACTORS,
        places=PLACES,
        claims=CLAIMS,
        copies=(Copy(passages, 0.7),),
        versions=(Version("r-sheet", "r-sheet", "same_file", "copies/Samir Haddoub.txt"),),
        rejected=(Rejected("in/haddoub.bin", "binary", "in/haddoub.bin is no text"),),
        cast={
            "r-sheet": (
                ("samir haddoub", "a-samir"),
                ("the surgeon", "a-surgeon"),
                ("river watch", "a-watch"),
            )
        },
        assessments=(
            Assessment(
                id="j-1",
                target="c-baker",
                verdict="accept",
                analyst="Ona Reyk",
                at=AT,
                note="called Abu Zeyad, he confirms",
            ),
        ),
    )
    found = reconcile(bare)
    asked = Question(
        id="q-told",
        topic="casualties",
        title="Whom did Samir Haddoub bury in Qarmeen?",
        state="single_origin",
        positions=(
            Position(id="p-told", summary="Haddoub: at least 14", claims=("c-baker",), origins=("a-samir",)),
        ),
        places=("p-qar", "p-near"),
    )
    return replace(
        bare, incidents=found.incidents, questions=(*found.questions, asked), agreements=found.agreements
    )


def marked(*targets: str, **rest: Any) -> Dossier:
    """The story with things marked as protected."""
    found = story()
    for target in targets:
        mark = protect(found, target, analyst="Ona Reyk", at=AT, **rest)
        found = replace(found, assessments=(*found.assessments, mark))
    return found
