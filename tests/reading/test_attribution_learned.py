"""What the trained model finds is taken over where no rule has it, and never against the parse."""

import pytest

from crossbearing.attribution import SpokenSpans
from crossbearing.model import Span
from crossbearing.reading.attribution import find_attributions
from crossbearing.reading.parse import parse
from tests.reading.attribution_cases import line_of, report_of


def span(text: str, words: str) -> Span:
    start = text.removeprefix("[title] ").index(words)
    return Span(start, start + len(words), words)


def spoken(text: str, source: str, cue: str, *content: str, sure: float = 0.9) -> SpokenSpans:
    said = tuple(span(text, words) for words in content)
    return SpokenSpans(span(text, source) if source else None, span(text, cue), said, sure)


def read(text: str, *found: SpokenSpans, attitudes: bool = False) -> list[str]:
    report = report_of(text)
    return [line_of(a) for a in find_attributions(report, parse(report), found, attitudes=attitudes)]


def test_what_no_rule_has_is_added_with_the_class_of_its_cue() -> None:
    text = "The monitor has posted online a list of the dead."
    assert read(text) == []
    found = spoken(text, "The monitor", "has posted online", "a list of the dead")
    assert read(text, found) == ["The monitor [has posted online] | say indirect | a list of the dead"]


def test_what_a_rule_has_is_left_to_it() -> None:
    text = "The mayor said that the road was cut."
    alone = read(text)
    assert len(alone) == 1
    assert read(text, spoken(text, "The mayor", "said", "that the road was cut")) == alone
    assert read(text, spoken(text, "mayor", "The mayor said", "the road was cut")) == alone


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "Raid hits mill in the north A raid killed nine millers on Monday the council said.",
            "the council",
            "said",
            "A raid killed nine millers on Monday",
            "the council [said] | say indirect | A raid killed nine millers on Monday",
        ),
        (
            "Earlier the council said that the road was cut.",
            "council",
            "said",
            "that the road was cut",
            "the council [said] | say indirect | the road was cut",
        ),
        (
            "The mayor said the road was cut.",
            "The mayor",
            "said",
            "The mayor said the road was cut",
            "The mayor [said] | say indirect | the road was cut",
        ),
    ],
)
def test_what_both_have_stands_in_the_models_bounds(
    text: str, source: str, cue: str, content: str, expected: str
) -> None:
    assert read(text, spoken(text, source, cue, content)) == [expected]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The regime, accused by Oslo of a raid, kept silent.", "The regime", "accused by", "Oslo of a raid"),
        ("[title] Footage shows raid on mill", "Footage", "shows", "raid on mill"),
        ("Dozens reported killed in the raid were buried.", "Dozens", "reported", "killed in the raid"),
        ("The deal signals a harder winter.", "The deal", "signals", "a harder winter"),
        ("No group has claimed the attack.", "No group", "has claimed", "the attack"),
        ("Footage showed no soldiers at all.", "Footage", "showed no", "soldiers at all"),
        ("The plane is believed lost.", "", "is believed", "lost"),
        ("The valley has seen some of the worst raids.", "The valley", "has seen", "some of the worst raids"),
        ("The guests strolled past the old mill.", "The guests", "strolled", "past the old mill"),
    ],
)
def test_what_is_no_one_s_word_is_left_out(text: str, source: str, cue: str, content: str) -> None:
    assert read(text, spoken(text, source, cue, content)) == read(text)


def test_what_the_model_doubts_is_left_out() -> None:
    text = "The monitor has posted online a list of the dead."
    found = spoken(text, "The monitor", "has posted online", "a list of the dead", sure=0.2)
    assert read(text, found) == []


def test_attitudes_are_taken_over_only_where_asked_for() -> None:
    text = "Their resolve to stay is known, and they plan the harvest."
    found = spoken(text, "they", "plan", "the harvest")
    assert read(text, found) == []
    assert len(read(text, found, attitudes=True)) == 1


def test_words_in_another_sentence_are_taken_over_only_between_marks() -> None:
    text = "Rescuers recounted nine deaths. They fired at a crowd."
    found = spoken(text, "Rescuers", "recounted", "nine deaths", "They fired at a crowd")
    assert read(text, found) == ["Rescuers [recounted] | say indirect | nine deaths"]
