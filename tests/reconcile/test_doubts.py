"""What doubtful words speak of: the toll, or whose the attack was; which caveats are of tolls."""

import pytest

from crossbearing.reconcile import reconcile
from crossbearing.reconcile.caveats import is_caveat
from crossbearing.reconcile.doubts import toll_status
from tests.factory import claim, dossier, quantity, span_in
from tests.reconcile.stories import DAYS

DOUBTED = [
    ("Suspected Norland air strikes killed 14 people in the mill", "Suspected", "narrated", "asserted"),
    ("Raids believed to be Norland's killed 14 people in the mill", "believed to", "indirect", "asserted"),
    ("A shell with a gas suspected of being chlorine killed 14", "suspected", "indirect", "asserted"),
    ("Fourteen died in a series of purportedly Norland raids", "purportedly", "indirect", "asserted"),
    ("It was not clear who carried out the raid that hurt 14", "not clear", "indirect", "asserted"),
    ("Fourteen are reportedly among the dead, the monitor said", "reportedly", "indirect", "asserted"),
    ("Fourteen were reportedly killed in the mill", "reportedly", "narrated", "unverified"),
    ("All 14 on board are believed to have died", "believed to", "indirect", "unverified"),
    ("Fourteen are believed to be dead", "believed to", "indirect", "unverified"),
    ("It was not clear how many of the 14 were alive", "not clear", "indirect", "unverified"),
    ("Fourteen suspected dead in the mill", "suspected", "narrated", "unverified"),
]


@pytest.mark.parametrize(("sentence", "hedge", "voice", "status"), DOUBTED)
def test_doubts_of_the_doer_are_no_doubts_of_the_toll(sentence, hedge, voice, status):
    told = claim("wire", sentence, status="unverified", voice=voice, hedges=(span_in(sentence, hedge),))
    assert toll_status(told) == status


CAVEATS = [
    ("The figures could not be independently verified", True),
    ("It could not verify the accounts", True),
    ("The claim could not be independently confirmed", True),
    ("The footage could not be independently verified", False),
    ("The authenticity of the photographs could not be independently confirmed", False),
    ("It could not verify the nature of the gas", False),
    ("The identity of the bomber could not be independently confirmed", False),
]


@pytest.mark.parametrize(("sentence", "speaks_of_tolls"), CAVEATS)
def test_a_caveat_is_of_accounts_not_of_pictures(sentence, speaks_of_tolls):
    assert is_caveat(claim("wire", sentence)) == speaks_of_tolls


def _toll(report: str, sentence: str, words: str, number: int, **more: object):
    bound = "at_least" if sentence[: sentence.index(words)].lower().endswith("at least ") else "exact"
    counted = quantity(
        sentence, words, number, None if bound == "at_least" else number, bound, group="people"
    )
    fields = {"places": ("tarm",), "plover": "ASSAULT", "quantities": (counted,)} | more
    return claim(report, sentence, **fields)


def _tolls(claims):
    asked = reconcile(dossier(claims, DAYS)).questions
    return [question for question in asked if question.title.startswith("How many")]


def test_a_monitor_without_a_name_and_a_named_one_are_one_voice():
    (question,) = _tolls(
        [
            _toll(
                "wire", "The shelling of Tarm killed 14 people", "14", 14, origin="monitor", time="2020-05-07"
            ),
            _toll(
                "gazette",
                "The shelling of Tarm killed 14 people",
                "14",
                14,
                origin="a-monitor",
                time="2020-05-07",
            ),
        ]
    )
    assert question.state == "single_origin"
    assert question.positions[0].origins == ("monitor",)


def test_two_reports_police_source_may_be_one_man():
    (question,) = _tolls(
        [
            _toll(
                "wire",
                "The shelling of Tarm killed 14 people",
                "14",
                14,
                origin="police-1",
                time="2020-05-07",
            ),
            _toll(
                "gazette",
                "The shelling of Tarm killed 14 people",
                "14",
                14,
                origin="police-2",
                time="2020-05-07",
            ),
        ]
    )
    assert question.state == "single_origin"


def test_an_outlet_that_says_not_who_counted_corroborates_nobody():
    (question,) = _tolls(
        [
            _toll(
                "wire", "The shelling of Tarm killed 14 people", "14", 14, origin="monitor", time="2020-05-07"
            ),
            _toll("gazette", "Shells on Tarm left 14 dead", "14", 14, voice="narrated", time="2020-05-07"),
        ]
    )
    assert question.state == "single_origin"
    assert question.positions[0].origins == ("monitor",)


def test_one_sources_small_figure_of_two_happenings_is_two_tolls():
    early = _toll("wire", "A bomb at the gate killed 12 people in Tarm", "12", 12, origin="monitor")
    late = _toll(
        "later",
        "Jets killed 12 people in Orda on Sunday",
        "12",
        12,
        origin="monitor",
        places=("orda",),
        time="2020-05-10",
    )
    assert len(_tolls([early, late])) == 2


def test_a_loose_word_agrees_with_no_figure_outside_it():
    questions = _tolls(
        [
            _toll(
                "wire",
                "The blast in Tarm hurt about 100 people",
                "100",
                100,
                origin="monitor",
                time="2020-05-07",
            ),
            claim(
                "gazette",
                "The blast in Tarm hurt dozens of people",
                origin="state",
                places=("tarm",),
                plover="ASSAULT",
                time="2020-05-07",
                quantities=(
                    quantity(
                        "The blast in Tarm hurt dozens of people", "dozens", 24, 99, "vague", group="people"
                    ),
                ),
            ),
        ]
    )
    assert [r for q in questions for r in q.relations] == []
