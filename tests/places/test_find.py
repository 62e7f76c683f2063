"""What holds of every report: spans, ids, order, and that no place is forced."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model import Block, Report, Sentence, Token
from crossbearing.places import Toponyms, find_places
from crossbearing.reading import parse

from .reading import read, sentences, told

SHARED = Path(__file__).parents[3] / "shared" / "aleppo-2016"
NAMES = [
    "Aleppo",
    "east Aleppo",
    "Syria",
    "the city",
    "Deir ez-Zor",
    "Paris",
    "Georgia",
    "al-Maadi",
    "Homs",
    "US",
]
WORDS = ["in", "of", "the", "and", ",", "'s", "-", "east", "province", "said", "district", "based", "."]


def test_a_dateline_says_which_city_is_meant_and_is_where_the_report_was_sent_from() -> None:
    text = "Fighting resumes\nALEPPO, Syria (AFP) - Shells hit the city all night. Families fled to Turkey."
    dash = text.index("- ") + 2
    blocks = (Block(0, 16, "title"), Block(17, dash, "dateline"), Block(dash, len(text), "paragraph"))
    found = find_places(text, parse(Report(id="r", text=text, sha256="", blocks=blocks)))
    assert [told(mention, found) for mention in found.mentions] == [
        "ALEPPO = Aleppo, city SYR (modifier)",
        "the city = Aleppo, city SYR",
        "Turkey = Turkey, country",
    ]


def holds(text: str, found: Toponyms) -> None:
    last = 0
    for mention in found.mentions:
        span = mention.span
        assert text[span.start : span.end] == span.exact
        assert span.start >= last
        last = span.end
        for place in (mention.place, *mention.rivals):
            assert place is None or place in found.places
    for place in found.places.values():
        assert place.within is None or place.within in found.places
        assert (place.lat is None) == (place.lon is None)


def plain(words: list[str]) -> tuple[str, list[Sentence]]:
    """Words as a sentence without a parse: each token hangs on the first."""
    text = " ".join(words)
    tokens, at = [], 0
    for i, word in enumerate(text.split(" ")):
        tag = "NNP" if word[:1].isupper() else "NN"
        tokens.append(Token(i, at, at + len(word), word, word.lower(), "PROPN", tag, "dep", 0))
        at += len(word) + 1
    return text, [Sentence(0, len(text), text, tuple(tokens))]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(NAMES + WORDS), min_size=1, max_size=14))
def test_any_words_give_true_spans_and_whole_chains(words: list[str]) -> None:
    text, parsed = plain(words)
    holds(text, find_places(text, parsed))


def test_the_same_part_in_other_words_is_one_place() -> None:
    texts = ["in eastern Homs.", "in east Homs.", "in the east of Homs.", "in the eastern districts of Homs."]
    ids = {read(f"Shells fell {text}").mentions[0].place for text in texts}
    ids.add(read("Homs is dark. Shells fell in the city's east.").mentions[-1].place)
    assert len(ids) == 1


def test_a_part_lies_in_its_whole_with_its_precision() -> None:
    found = read("Shells fell in southern Hama.")
    part = found.places[found.mentions[0].place or ""]
    assert (part.name, part.kind, part.precision) == ("southern Hama", "district", "city")
    assert found.places[part.within or ""].name == "Hama"


def test_one_sense_per_report() -> None:
    found = read("Paris, Texas, voted. Paris has a mayor. Snow fell on Paris.")
    assert len({m.place for m in found.mentions if m.span.exact == "Paris"}) == 1


def test_an_unknown_name_is_not_forced() -> None:
    found = read("A clinic in Qarmanoush was hit, said a medic in Idlib.")
    mention = found.mentions[0]
    assert (mention.span.exact, mention.place) == ("Qarmanoush", None)


def test_two_cities_leave_the_city_open_with_both_as_rivals() -> None:
    found = read("Bombs fell on Homs and Hama. By dusk the city was calm.")
    mention = found.mentions[-1]
    assert mention.place is None
    assert {found.places[rival].name for rival in mention.rivals} == {"Homs", "Hama"}


def test_ids_are_the_gazetteers() -> None:
    found = read("Shells fell in Aleppo, on Kalasseh.")
    assert {m.place for m in found.mentions} == {"p-gn170063", "p-x-kalasseh"}


def test_nothing_in_gives_nothing_out() -> None:
    assert find_places("", []) == Toponyms((), {})


@pytest.mark.shared
def test_real_reports_hold_together() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared reports are not beside the checkout")
    eastern = 0
    for path in sorted(SHARED.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = find_places(text, sentences(text))
        holds(text, found)
        eastern += sum(mention.place == "p-x-aleppo-east" for mention in found.mentions)
        assert json.dumps([mention.place for mention in found.mentions])
    assert eastern >= 25
