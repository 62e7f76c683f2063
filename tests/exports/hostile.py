"""Hypothesis strategies for small dossiers whose words are hostile and whose spans are true."""

from datetime import UTC, date, datetime
from typing import get_args

from hypothesis import strategies as st

from crossbearing import model as m
from crossbearing import vocabulary as v

PIECES = (
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2",
    "'=x",
    '"quoted", and more',
    "line\nbreak",
    "carriage\rreturn\r\n",
    "<script>alert(1)</script>",
    "</script><b>",
    "]]>&amp;&#0;",
    "\u202eright to left\u202c",
    "\u2066isolate\u2069",
    "\u2028\u2029\u0085",
    "back\\slash; semi, comma",
    "🜁🜂 astral",
    "e\u0301",
    "\x00\x0b\x1f",
    "\ufeff",
    "é" * 40,
    "twelve people were killed",
)
pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)
texts = pieces.map(" ".join)
words = st.sampled_from(PIECES)
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
bounds = st.none() | st.integers(0, 5000).map(float)
urls = st.none() | st.sampled_from(
    ("https://example.org/a?b=1&c=<d>", "javascript:alert(1)", "http://example.org/é")
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> m.Span:
    """A true span of a text."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return m.Span(start, end, text[start:end])


@st.composite
def whens(draw: st.DrawFn, text: str) -> m.When:
    """A time whose days are in order."""
    found = sorted(draw(st.lists(days, min_size=2, max_size=2)))
    earliest, latest = (day if draw(st.booleans()) else None for day in found)
    return m.When(earliest, latest, draw(spans(text)))


@st.composite
def quantities(draw: st.DrawFn, text: str) -> m.Quantity:
    """An amount of any kind."""
    low, high = draw(bounds), draw(bounds)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return m.Quantity(
        span=draw(spans(text)),
        lower=low,
        upper=high,
        bound=draw(st.sampled_from(get_args(v.Bound))),
        measure=draw(st.sampled_from(get_args(v.Measure))),
        group=draw(st.none() | words),
    )


@st.composite
def claims(draw: st.DrawFn, report: m.Report, number: int) -> m.Claim:
    """A claim of a report, all its spans true."""
    text = report.text
    return m.Claim(
        id=f"c-{report.id}-{number}",
        report=report.id,
        span=draw(spans(text)),
        sentence=m.Span(0, len(text), text),
        voice="indirect",
        topic=draw(st.sampled_from(get_args(v.Topic))),
        status=draw(st.sampled_from(get_args(v.Status))),
        attribution=(m.Link(draw(spans(text)), "a-1", draw(st.none() | spans(text))),),
        origin=draw(st.sampled_from((None, "a-1", "a-gone"))),
        event=draw(st.none() | spans(text).map(_event)),
        actors=draw(st.sampled_from(((), ("a-1",), ("a-gone", "a-1")))),
        places=draw(st.sampled_from(((), ("p-1",), ("p-1", "p-2"), ("p-gone",)))),
        time=draw(st.none() | whens(text)),
        quantities=tuple(draw(st.lists(quantities(text), max_size=2))),
        hedges=tuple(draw(st.lists(spans(text), max_size=1))),
        negated=draw(st.booleans()),
        target_spans=tuple(draw(st.lists(spans(text), max_size=1))),
    )


def _event(span: m.Span) -> m.Event:
    return m.Event("ASSAULT", span, "Attack", "firearms")


@st.composite
def positions(draw: st.DrawFn, known: tuple[str, ...], number: int) -> m.Position:
    """An answer."""
    low, high = draw(bounds), draw(bounds)
    first = draw(st.none() | days)
    return m.Position(
        id=f"o-{number}",
        summary=draw(words | st.sampled_from(("12 people killed", "dozens injured, not verified"))),
        claims=known,
        origins=("a-1", "a-gone"),
        status=draw(st.sampled_from(get_args(v.Status))),
        lower=low,
        upper=high,
        first=first,
        last=first,
    )


def _assessed(known: tuple[str, ...]) -> st.SearchStrategy[m.Assessment]:
    return st.builds(
        m.Assessment,
        id=st.just("j-1"),
        target=st.sampled_from((*known, "o-0", "q-1", "nothing")),
        verdict=st.sampled_from(("accept", "reject", "misread", "open")),
        analyst=words,
        at=st.just(datetime(2024, 5, 1, tzinfo=UTC)),
        grade=st.none() | st.sampled_from(get_args(v.Grade)),
        note=st.none() | words,
    )


@st.composite
def dossiers(draw: st.DrawFn) -> m.Dossier:
    """A small dossier with something in every list."""
    reports = []
    for n in range(draw(st.integers(1, 2))):
        published = m.Published(draw(st.none() | days), draw(st.none() | days))
        held = m.Report(
            id=f"r-{n}",
            text=draw(texts),
            sha256="0",
            url=draw(urls),
            outlet=draw(st.none() | words),
            title=draw(st.none() | words),
            published=published,
        )
        reports.append(held)
    told = tuple(draw(claims(report, n)) for report in reports for n in range(draw(st.integers(1, 2))))
    known = tuple(claim.id for claim in told)
    text = reports[0].text
    answers = tuple(draw(positions(known, n)) for n in range(draw(st.integers(1, 2))))
    terms = tuple(
        m.Term(kind, draw(words), known, draw(st.none() | whens(text)))
        for kind in ("start", "deadline", "who")
    )
    return m.Dossier(
        reports=tuple(reports),
        actors=(m.Actor(id="a-1", name=draw(words), kind="ngo", aliases=(draw(words),)),),
        places=(
            m.Place(id="p-1", name=draw(words), kind="city", precision="city", lat=36.2, lon=-37.1),
            m.Place(id="p-2", name=draw(words), kind="country", precision="country"),
        ),
        claims=told,
        copies=(m.Copy((m.Passage("r-0", draw(spans(text))),), 0.5, "a-1"),),
        incidents=(
            m.Incident(
                id="i-1",
                title=draw(words),
                places=("p-1",),
                claims=known,
                reports=("r-0",),
                harm=m.Suggestion("weak", draw(words), known),
            ),
        ),
        questions=(
            m.Question(
                id="q-1",
                topic="casualties",
                title=draw(words),
                state="contested",
                positions=answers,
                relations=(m.Relation("o-0", "o-0", "updates", draw(words)),),
                incident=draw(st.sampled_from((None, "i-1"))),
                group=draw(st.none() | words),
            ),
        ),
        agreements=(
            m.Agreement(
                id="g-1",
                kind="ceasefire",
                parties=("a-1",),
                places=("p-1",),
                terms=terms,
                compliance=(m.Compliance("broken", known),),
                claims=known,
            ),
        ),
        assessments=(draw(_assessed(known)),),
        rejected=(m.Rejected(draw(words), "code", draw(words)),),
    )
