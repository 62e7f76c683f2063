"""Which happenings a claim's own words tell of."""

import pytest
from msgspec.structs import replace

from crossbearing.model import Event
from crossbearing.reconcile.kinds import kind_of, kinds_of, own_words
from tests.factory import claim, span_in


def told(sentence, trigger, words=None, **more):
    """A claim of a clause whose event hangs on some words of it."""
    return replace(
        claim("wire", sentence, words=words, topic="hostilities", **more),
        event=Event("ASSAULT", span_in(sentence, trigger)),
    )


@pytest.mark.parametrize(
    ("sentence", "trigger", "inner", "second", "kinds"),
    [
        (
            "Troops attacked the port after rebels had shelled the mill",
            "attacked",
            "rebels had shelled the mill",
            "shelled",
            {"attack"},
        ),
        (
            "Jets bombed a street, killing nine pupils",
            "bombed",
            "killing nine pupils",
            "killing",
            {"air", "strike"},
        ),
    ],
)
def test_a_clause_within_a_clause_keeps_its_own_deed(sentence, trigger, inner, second, kinds):
    outer, other = told(sentence, trigger), told(sentence, second, inner)
    own = own_words([outer, other])
    assert kinds_of(outer, own[outer.id]) == kinds
    assert own[other.id] == inner


def test_a_clause_that_holds_the_claims_own_word_stays():
    sentence = "The monitor said that shells hit the mill"
    outer = told(sentence, "hit")
    inner = told(sentence, "shells hit", "shells hit the mill")
    assert own_words([outer, inner])[outer.id] == sentence


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind"),
    [
        ("A transport plane was shot down over the pass", "shot", "crash"),
        ("Fighters broke into the harbour quarter", "broke", "breach"),
        ("Shells fell near the school", "fell", "shell"),
        ("Guards shot a herdsman on the ridge", "shot", "attack"),
        ("Gunmen took over the customs post", "took", "capture"),
        ("The talks took place in Orda", "talks", "meet"),
    ],
)
def test_the_phrase_about_an_events_word_says_its_kind(sentence, trigger, kind):
    one = told(sentence, trigger)
    assert kind_of(one, kinds_of(one, sentence)) == kind
