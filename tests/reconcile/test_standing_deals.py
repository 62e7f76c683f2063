"""Where a deal stands, which of two clauses tells of it, and who of those moved counts as evacuated."""

import pytest
from msgspec.structs import replace

from crossbearing.model import Actor
from crossbearing.reconcile import reconcile
from tests.factory import claim, dossier, quantity, span_in, when

DAYS = {"wire": "2020-05-08", "gazette": "2020-05-08"}
MAIN = ("places: the report's main place (Tarm)",)


def titles(*claims, actors=()):
    world = dossier(list(claims), DAYS)
    return sorted(q.title for q in reconcile(replace(world, actors=(*world.actors, *actors))).questions)


def deal(words, **more):
    return claim("wire", words, **({"topic": "agreement", "places": ("tarm",), "time": "2020-05-07"} | more))


@pytest.mark.parametrize(
    "words",
    [
        "A Norland brokered truce is now in force",
        "The cessation of hostilities agreement was signed",
        "The two states reached a nationwide ceasefire",
    ],
)
def test_a_deal_of_powers_is_not_the_towns_that_the_report_plays_in(words):
    assert titles(deal(words, inferred=MAIN)) == ["Is there a ceasefire or evacuation deal (7 May 2020)?"]
    assert titles(deal(words)) == ["Is there a ceasefire or evacuation deal in Tarm (7 May 2020)?"]


def test_a_deal_of_a_state_is_not_the_towns_that_the_report_plays_in():
    states = (Actor(id="farland", name="Farland", kind="state"),)
    told = deal("Farland and the rebels agreed a truce", inferred=MAIN, actors=("farland",))
    assert titles(told, actors=states) == ["Is there a ceasefire or evacuation deal (7 May 2020)?"]


def test_a_local_deal_takes_the_place_its_report_plays_in():
    told = deal("The elders and the guards agreed a truce", inferred=MAIN)
    assert titles(told) == ["Is there a ceasefire or evacuation deal in Tarm (place inferred) (7 May 2020)?"]


def test_a_deal_told_of_in_a_week_is_of_that_week_and_of_a_year_of_no_day():
    told = deal("The guards agreed a truce last week")
    week = replace(told, time=when("2020-04-27", "2020-05-03"))
    assert titles(week) == ["Is there a ceasefire or evacuation deal in Tarm (27 April 2020 to 3 May 2020)?"]
    assert titles(replace(told, time=when("2020-01-01", "2020-12-31"))) == []


@pytest.mark.parametrize(
    ("words", "topic", "voice"),
    [
        (
            "The army is shelling the mill again, two months after a truce was reached",
            "hostilities",
            "narrated",
        ),
        ("Shells hit the mill following a truce agreed with the elders", "hostilities", "narrated"),
        ("just hours after the new agreement was reached", "agreement", "indirect"),
    ],
)
def test_a_deal_that_only_dates_the_news_is_not_asked_about(words, topic, voice):
    assert titles(deal(words, topic=topic, voice=voice)) == []


def test_people_who_leave_under_a_deal_tell_of_it():
    told = deal("Families left the mill after a local agreement was reached", topic="evacuation")
    assert titles(told) == ["Is there a ceasefire or evacuation deal in Tarm (7 May 2020)?"]


def test_the_inner_of_two_clauses_tells_of_the_deal():
    sentence = "Reports came from Tarm that a deal was reached in Orda"
    inner = span_in(sentence, "a deal was reached in Orda")
    outer = deal(sentence)
    told = replace(deal(sentence, places=("orda",)), id="inner", span=inner)
    assert titles(outer, told) == ["Is there a ceasefire or evacuation deal in Orda (7 May 2020)?"]


def test_where_envoys_met_is_no_place_of_a_deal():
    told = deal("The envoys failed to agree on a truce at the talks", topic="diplomacy")
    assert titles(told) == ["Is there a ceasefire or evacuation deal (7 May 2020)?"]


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("The raids will go on until the rebels reach a deal with the elders", "the rebels reach a deal"),
        ("Once a truce was agreed the buses would leave", "Once a truce was agreed"),
        ("He asked whether both sides had agreed a truce", "both sides had agreed a truce"),
    ],
)
def test_what_nobody_asserts_answers_nothing(sentence, clause):
    assert titles(replace(deal(sentence), span=span_in(sentence, clause))) == []


@pytest.mark.parametrize(
    ("behind", "asked"),
    [
        (" pic.twitter.com/a1B2 Ada Lind (@adalind) May 3, 2020 The council met.", 0),
        (" — Ada Lind (adalind) May 3 2020", 0),
        (" Ada Lind (52) has lived there since May 3 2020.", 1),
    ],
)
def test_a_post_that_a_report_shows_is_not_its_own_word(behind, asked):
    told = claim(
        "wire", "The garrison has blocked all aid.", topic="aid", places=("tarm",), time="2020-05-07"
    )
    world = dossier([told], DAYS)
    shown = tuple(replace(r, text=told.sentence.exact + behind) for r in world.reports)
    assert len(reconcile(replace(world, reports=shown)).questions) == asked


def moved(words, amount, number, **more):
    counts = (quantity(words, amount, number, number, **more),)
    return claim("wire", words, topic="evacuation", places=("tarm",), time="2020-05-07", quantities=counts)


@pytest.mark.parametrize(
    "words",
    ["15 people were transferred to two other clinics", "15 people were taken across the river for surgery"],
)
def test_who_is_brought_to_a_ward_is_no_evacuee(words):
    assert titles(moved(words, "15 people", 15, group="people", measure="other")) == []


def test_members_of_families_are_people():
    words = "Families of 15 members left the mill"
    told = moved(words, "15 members", 15, group="member", measure="evacuated")
    (question,) = reconcile(dossier([told], DAYS)).questions
    assert question.title == "How many people were evacuated in Tarm (7 May 2020)?"
    assert question.positions[0].summary == "15 people evacuated"


def test_nobody_is_evacuated_in_the_place_they_go_to():
    told = moved("15 people were bussed to Tarm", "15 people", 15, group="people", measure="evacuated")
    ahead = replace(told, inferred=("places: only where they go (Tarm)",))
    assert titles(ahead) == ["How many people were evacuated (7 May 2020)?"]
