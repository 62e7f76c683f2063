"""The door: spans, ids over reports, members, outlets, and texts that no one would write."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.actors import Cast, agency_actor, find_actors, outlet_actor
from crossbearing.model import ActorMention, Block, Report, Sentence, Span
from crossbearing.reading.parse import parse
from tests.actors.reading import read_marked

SHARED = Path(__file__).resolve().parents[3] / "shared" / "aleppo-2016"
PIECES = [
    "Syria's",
    "army",
    "the",
    "UN",
    "U.N.",
    "Assad",
    "said",
    "rebel",
    "-held",
    "pro-",
    "he",
    ",",
    ".",
    "\n",
]


def report(text: str, report_id: str = "r") -> Report:
    return Report(id=report_id, text=text, sha256="", blocks=(Block(0, len(text), "paragraph"),))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30))
def test_mentions_hold_the_texts_own_characters(pieces):
    text = " ".join(pieces)
    sentence = Sentence(start=0, end=len(text), text=text)
    sources = [Span(0, len(text), text)] if text else []
    cast = find_actors(report(text), [sentence], sources)
    for mention in cast.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.exact
        assert mention.actor is None or mention.actor in cast.actors
        assert mention.actor is None or cast.at(mention.span) == mention.actor


def test_every_ancestor_is_in_the_cast():
    cast, found = read_marked("[Syrian troops] left the town.")
    actor = cast.actors[cast.at(found)]
    assert (actor.id, actor.side) == ("a-syrian-armed-forces", "government")
    assert cast.actors[actor.member_of].member_of == "a-syria"
    assert "a-syria" in cast.actors


def test_people_are_one_over_reports_and_the_unnamed_are_not():
    text = "Activists wept. Sudanese minister Nadir Oshan spoke."
    casts = []
    for report_id in ("one", "two"):
        one = report(text, report_id)
        casts.append(find_actors(one, parse(one), [span(text, "Activists")]))
    person, unnamed = span(text, "Nadir Oshan"), span(text, "Activists")
    assert casts[0].at(person) == casts[1].at(person) is not None
    assert casts[0].at(unnamed) != casts[1].at(unnamed)
    assert casts[0].actors[casts[0].at(unnamed)].kind == "unnamed"


def test_names_seen_become_aliases():
    cast, found = read_marked("[Hizbollah] sent men. Hezbollah fighters dug in.")
    assert {"Hizbollah", "Hezbollah fighters"} <= set(cast.actors[cast.at(found)].aliases)


def test_the_order_of_sources_changes_nothing():
    text = "Navi Pillay rose. It was late, she said. The spokesman left, she added."
    one = report(text)
    sources = [span(text, "she said"), span(text, "Navi Pillay")]
    sources = [
        Span(s.start, s.start + len(w), w) for s, w in zip(sources, ("she", "Navi Pillay"), strict=True)
    ]
    sentences = parse(one)
    assert find_actors(one, sentences, sources) == find_actors(one, sentences, sources[::-1])


def test_at_takes_the_head_of_a_phrase_and_never_its_colour():
    text = "a Syrian hospital for the army of Kenya"
    mentions = (
        ActorMention(span(text, "Syrian"), "a-syria"),
        ActorMention(span(text, "Kenya"), "a-kenya"),
    )
    cast = Cast(mentions, {})
    assert cast.at(span(text, "Syrian")) == "a-syria"
    assert cast.at(span(text, "a Syrian hospital")) is None
    assert cast.at(span(text, "hospital")) is None


def test_outlets_are_known_by_any_name():
    assert outlet_actor(Report(id="r", text="", sha256="", outlet="VOA")).id == "a-voa"
    assert outlet_actor(Report(id="r", text="", sha256="", outlet="www.ft.com")).name == "Financial Times"
    other = outlet_actor(Report(id="r", text="", sha256="", outlet="Delta Herald"))
    assert (other.name, other.kind) == ("Delta Herald", "media")
    assert other.id == agency_actor("The Delta Herald").id


@pytest.mark.parametrize(
    ("outlet", "actor"),
    [
        ("dailysabah", "a-daily-sabah"),
        ("https://www.dailysabah.com/", "a-daily-sabah"),
        ("english.alarabiya.net", "a-al-arabiya"),
        ("unicef", "a-unicef"),
        ("wafa.ps", "a-wafa"),
        ("www.syriahr.com", "a-sohr"),
        ("apnews.com", "a-ap"),
        ("etilaf", "a-syrian-national-coalition"),
        ("Médecins Sans Frontières", "a-msf"),
    ],
)
def test_outlets_are_known_by_their_letters(outlet, actor):
    assert outlet_actor(Report(id="r", text="", sha256="", outlet=outlet)).id == actor


@pytest.mark.parametrize("outlet", ["coalition.example", "army", "delta", "daily", "sabahdaily"])
def test_other_names_stay_their_own(outlet):
    found = outlet_actor(Report(id="r", text="", sha256="", outlet=outlet))
    assert (found.name, found.kind) == (outlet, "media")


def test_unnamed_outlets_are_told_apart():
    title = "A very long headline that goes on about the siege of a town and more"
    one = outlet_actor(Report(id="one", text="", sha256="", title=title))
    two = outlet_actor(Report(id="two", text="", sha256="", title=title))
    assert one.id != two.id
    assert one.name.startswith("unnamed outlet (A very long headline")
    assert one.name.endswith("…)")
    assert outlet_actor(Report(id="three", text="", sha256="")).name == "unnamed outlet"


@pytest.mark.parametrize("credit", ["AFP", "Agence France-Presse", "afp"])
def test_agencies_are_known_by_their_credits(credit):
    assert agency_actor(credit).id == "a-afp"
    assert agency_actor("PA").id == "a-pa-media"


@pytest.mark.shared
def test_shared_reports_hold_their_spans():
    if not SHARED.is_dir():
        pytest.skip("the shared reports are not beside the checkout")
    for path in sorted(SHARED.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        blocks = tuple(Block(m, m + len(line), "paragraph") for m, line in _lines(text) if line.strip())
        one = Report(id=path.stem, text=text, sha256="", blocks=blocks)
        cast = find_actors(one, parse(one))
        assert len(cast.mentions) > 20
        for mention in cast.mentions:
            assert text[mention.span.start : mention.span.end] == mention.span.exact


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found
