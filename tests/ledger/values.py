"""Hypothesis strategies for the values that a ledger keeps."""

from datetime import UTC, date, datetime
from typing import get_args

from hypothesis import strategies as st

from crossbearing import model as m
from crossbearing import vocabulary as v
from crossbearing.ids import content_id

words = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12)
keys = st.sampled_from(["a-1", "a-2", "a-3", "b-1"])
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
numbers = st.none() | st.floats(-1e9, 1e9, allow_nan=False)
spans = st.builds(m.Span, st.integers(0, 999), st.integers(0, 999), words)


def one_of(kind: object) -> st.SearchStrategy[str]:
    """A word of a closed list."""
    return st.sampled_from(get_args(kind))


whens = st.builds(
    m.When,
    st.none() | days,
    st.none() | days,
    st.none() | spans,
    one_of(v.Grain),
    inferred=st.none() | words,
)
quantities = st.builds(
    m.Quantity,
    span=spans,
    lower=numbers,
    upper=numbers,
    bound=one_of(v.Bound),
    measure=one_of(v.Measure),
    group=st.none() | words,
    part_of=st.none() | st.integers(0, 5),
)
actors = st.builds(
    m.Actor,
    id=keys,
    name=names,
    kind=one_of(v.ActorKind),
    aliases=st.lists(names, max_size=2).map(tuple),
    country=st.none() | st.just("SYR"),
)
places = st.builds(m.Place, id=keys, name=names, kind=one_of(v.PlaceKind), precision=one_of(v.Precision))


@st.composite
def claims(draw: st.DrawFn, report: str, number: int) -> m.Claim:
    """A claim of a report with anything in it."""
    return m.Claim(
        id=content_id("c", report, number),
        report=report,
        span=draw(spans),
        sentence=draw(spans),
        voice=draw(one_of(v.Voice)),
        topic=draw(one_of(v.Topic)),
        status=draw(one_of(v.Status)),
        attribution=draw(
            st.lists(st.builds(m.Link, spans, st.none() | keys, st.none() | spans), max_size=2).map(tuple)
        ),
        origin=draw(st.none() | keys),
        event=draw(st.none() | st.builds(m.Event, words, spans)),
        places=draw(st.lists(keys, max_size=3).map(tuple)),
        time=draw(st.none() | whens),
        quantities=draw(st.lists(quantities, max_size=2).map(tuple)),
        hedges=draw(st.lists(spans, max_size=1).map(tuple)),
        negated=draw(st.booleans()),
        background=draw(st.booleans()),
        inferred=draw(st.lists(words, max_size=2).map(tuple)),
    )


@st.composite
def reports(draw: st.DrawFn) -> m.Report:
    """A report with anything in it, as ingest could have made it."""
    text = draw(words)
    return m.Report(
        id=content_id("r", text),
        text=text,
        sha256=content_id("s", text),
        path=draw(st.none() | names),
        url=draw(st.none() | names),
        outlet=draw(st.none() | names),
        published=m.Published(
            draw(st.none() | days),
            draw(st.none() | days),
            draw(one_of(v.Basis)),
            draw(st.none() | spans | words),
        ),
        blocks=draw(
            st.lists(st.builds(m.Block, st.just(0), st.just(1), one_of(v.BlockKind)), max_size=2).map(tuple)
        ),
        meta=draw(
            st.dictionaries(
                words, st.none() | words | st.integers(-9, 9) | st.lists(words, max_size=2), max_size=2
            )
        ),
    )


@st.composite
def read_reports(draw: st.DrawFn) -> list[tuple[m.Report, m.Reading]]:
    """Reports with their readings."""
    found = []
    for report in draw(st.lists(reports(), max_size=3, unique_by=_id)):
        count = draw(st.integers(0, 3))
        found.append(
            (
                report,
                m.Reading(
                    report.id,
                    tuple(draw(claims(report.id, n)) for n in range(count)),
                    tuple(draw(st.lists(actors, max_size=2, unique_by=_id))),
                    tuple(draw(st.lists(places, max_size=2, unique_by=_id))),
                ),
            )
        )
    return found


def _id(value: m.Report | m.Actor | m.Place) -> str:
    return value.id


assessments = st.builds(
    m.Assessment,
    id=keys,
    target=keys,
    verdict=words,
    analyst=words,
    at=st.datetimes(timezones=st.just(UTC), max_value=datetime(2100, 1, 1)),
    grade=st.none() | one_of(v.Grade),
    note=st.none() | words,
)
