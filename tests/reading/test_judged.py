"""What was learnt has its say only where it is let."""

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Claim, Report
from crossbearing.reading import read
from crossbearing.reading.judged import (
    AGAINST,
    CORRECTS,
    COUNTED,
    FINDS,
    NOTHING,
    QUESTIONS,
    SURE,
    VAGUE,
    Verdict,
    category_of,
    scales,
    topic_of,
)
from crossbearing.settings import Settings
from crossbearing.vocabulary import Topic


def _claims(text: str) -> tuple[Claim, ...]:
    report = read_text(text, settings=Settings(), title="A note", outlet="Test Wire", published="2016-12-13")
    assert isinstance(report, Report)
    return read(report).claims


def test_the_weights_fit_their_answers() -> None:
    held = scales()
    for question in QUESTIONS:
        shape = (len(held.rows), len(held.answers[question]))
        assert held.weights[question].shape == shape
        assert held.bias[question].shape == shape[1:]


def _topic(topic: str, sure: float, ruled: Topic, *, counted: bool = False, named: float = 0.0) -> Topic:
    return topic_of({"topic": Verdict(topic, sure)}, ruled, counted=counted, named=named)


def test_a_topic_of_the_rules_gives_way_only_to_one_that_is_surer() -> None:
    assert _topic("control", AGAINST, "hostilities") == "control"
    assert _topic("control", AGAINST - 0.01, "hostilities") == "hostilities"
    assert _topic("control", SURE["evacuation"][0] - 0.01, "evacuation") == "evacuation"
    assert _topic("control", 1.0, "detention", counted=True) == "detention"
    assert _topic("control", COUNTED - 0.01, "casualties", counted=True) == "casualties"
    assert _topic("other", NOTHING - 0.01, "control") == "control"
    assert topic_of({"topic": Verdict(None, 0.0)}, "control") == "control"


def test_a_word_that_hardly_names_a_happening_is_not_lightly_an_act_of_war() -> None:
    assert _topic("control", 0.3, "other") == "control"
    assert _topic("hostilities", VAGUE - 0.01, "other", named=-1.0) == "other"
    assert _topic("population", 0.3, "other", named=-1.0) == "population"


@pytest.mark.parametrize(
    "text",
    [
        "The tailor pressed four shirts before noon.",
        "She painted the fence with her cousin.",
        "He lit the stove and warmed some milk.",
        "The choir sang two carols near the bakery.",
    ],
)
def test_everyday_doings_are_no_acts_of_war(text: str) -> None:
    assert all(claim.topic not in {"hostilities", "casualties", "control"} for claim in _claims(text))


def test_an_event_of_the_rules_stays_an_event() -> None:
    assert category_of({"plover": Verdict(None, 1.0)}, "ASSAULT") == "ASSAULT"
    assert category_of({"plover": Verdict("ASSAULT", 1.0)}, "RETREAT") == "RETREAT"
    assert category_of({"plover": Verdict("COERCE", CORRECTS)}, "ASSAULT") == "COERCE"
    assert category_of({"plover": Verdict("COERCE", CORRECTS - 0.01)}, "ASSAULT") == "ASSAULT"
    assert category_of({"plover": Verdict("ASSAULT", FINDS - 0.01)}, None) is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Gunmen shelled a camp near Homs on Friday, wounding two cooks.", ["wounding two cooks"]),
        ("They broke a truce agreed in May by both sides.", ["agreed in May by both sides"]),
        ("The number of people killed in the raid rose to nine.", []),
        ("Two cooks were wounded by shells fired from the hills.", []),
    ],
)
def test_verbs_without_a_tense_tell_of_their_own(text: str, spans: list[str]) -> None:
    found = [claim.span.exact for claim in _claims(text)]
    assert [span for span in found if span in spans] == spans
    assert len(found) == 1 + len(spans)


def test_a_participle_has_the_time_and_place_of_its_verb() -> None:
    told = {
        claim.span.exact: claim
        for claim in _claims("Gunmen shelled a camp near Homs on Friday, wounding two cooks.")
    }
    host, part = told.values() if len(told) == 2 else (None, None)
    assert host is not None
    assert part is not None
    assert part.time == host.time
    assert part.places == host.places
