"""Where a toll fell, who is named as its doer and what its count takes in, as questions put it."""

import pytest

from crossbearing.reconcile import reconcile
from crossbearing.reconcile.counts import count_answers
from crossbearing.reconcile.joint import is_joint
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.summed import with_sums
from tests.factory import claim, dossier, quantity, span_in

DAYS = {"wire": "2020-05-08", "gazette": "2020-05-08"}


def counted(sentence, *amounts):
    """Counts of one sort by the words and the number of each."""
    return tuple(quantity(sentence, words, float(n), float(n), group=group) for words, n, group in amounts)


@pytest.mark.parametrize(
    ("sentence", "amounts", "found"),
    [
        (
            "Eleven army fighters and 17 rebel fighters were killed",
            [("Eleven army fighters", 11, "fighter"), ("17 rebel fighters", 17, "fighter")],
            [28],
        ),
        (
            "The jet killed two men of the guard and three men of its allies",
            [("two men", 2, "man"), ("three men", 3, "man")],
            [5],
        ),
        (
            "It killed nine rebels in Tarm and 12 rebels in Orda",
            [("nine rebels", 9, "rebel"), ("12 rebels", 12, "rebel")],
            [9, 12],
        ),
        (
            "It killed nine nurses and 12 rebels",
            [("nine nurses", 9, "nurse"), ("12 rebels", 12, "rebel")],
            [9, 12],
        ),
    ],
)
def test_counts_told_side_by_side_are_summed(sentence, amounts, found):
    told = claim("wire", sentence, quantities=counted(sentence, *amounts))
    assert [amount.lower for amount in with_sums(told)] == found


@pytest.mark.parametrize(
    ("sentence", "doer", "joint"),
    [
        ("Norland and the Sarnian army shelled Tarm", "Norland and the Sarnian army", True),
        ("Norlandic and Sarnian army raids killed nine", "army", True),
        ("Seventy died in a government assault and a rebel-led counterattack", "government", True),
        ("Army shelling and air strikes killed nine", "Army", False),
        (
            "The Islamic League of Norland and Sudmark killed nine",
            "The Islamic League of Norland and Sudmark",
            False,
        ),
        ("The Sarnian army killed nine", "The Sarnian army", False),
    ],
)
def test_a_doer_beside_another_is_joint(sentence, doer, joint):
    told = claim("wire", sentence, actors=("army",), actor_spans=(span_in(sentence, doer),))
    assert is_joint(told) is joint


def answers(sentence, places, *amounts, **more):
    told = claim("wire", sentence, places=places, quantities=counted(sentence, *amounts), **more)
    return count_answers(told, Lookup(dossier([told], DAYS)))


def test_a_toll_of_several_places_is_placed_in_what_holds_them():
    nine = ("nine people", 9, "people")
    (both,) = answers("Shells killed nine people in East and West Tarm", ("east-tarm", "west-tarm"), nine)
    assert both.place == "tarm"
    (apart,) = answers("Shells killed nine people in Tarm and Orda", ("tarm", "orda"), nine)
    assert apart.place is None


def test_each_count_has_the_place_behind_it():
    amounts = ("nine people", 9, "people"), ("four nurses", 4, "nurse")
    found = answers("Shells killed nine people in Tarm and four nurses in Ordah", ("tarm", "orda"), *amounts)
    assert [answer.place for answer in found] == ["tarm", "orda"]


def test_a_war_sized_toll_is_not_of_the_town_of_its_report():
    many = ("9000 people", 9000, "people")
    note = ("places: the report's main place (Tarm)",)
    (found,) = answers("It has killed 9000 people", ("tarm",), many, inferred=note)
    assert found.place is None


def test_a_part_that_only_says_so_is_no_toll():
    sentence = "The attack killed two civilians, one of them a child"
    whole = quantity(sentence, "two civilians", 2.0, 2.0)
    part = quantity(sentence, "one", 1.0, 1.0, group=None, part_of=0)
    child = quantity(sentence, "a child", 1.0, 1.0, group="child", part_of=0)
    told = claim("wire", sentence, places=("tarm",), quantities=(whole, part, child))
    found = count_answers(told, Lookup(dossier([told], DAYS)))
    assert [answer.group for answer in found] == ["civilian", "child"]


def title_of(*claims):
    (question,) = reconcile(dossier(list(claims), DAYS)).questions
    return question.title


def toll(sentence, words, number, **more):
    amounts = (quantity(sentence, words, float(number), float(number), group="people"),)
    return claim("wire", sentence, places=("tarm",), quantities=amounts, **more)


def test_who_attends_a_funeral_killed_nobody():
    told = toll(
        "The army attends the funeral of nine people", "nine people", 9, topic="other", actors=("army",)
    )
    assert title_of(told) == "How many people were killed in Tarm?"


def test_two_doers_of_one_side_are_both_named():
    told = toll("State and army shells killed nine people", "nine people", 9, actors=("state", "army"))
    assert title_of(told) == "How many people were killed in Tarm by Sarnian government and Sarnian army?"
