"""Doers and targets as learnt: what holds whatever the weights say."""

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Claim, Report
from crossbearing.reading import read
from crossbearing.reading.chosen_roles import Weights, role_weights
from crossbearing.reading.role_spelling import is_way, single, spelt, standing, way_told
from crossbearing.settings import Settings


def _claims(text: str) -> tuple[Claim, ...]:
    report = read_text(text, settings=Settings(), title="A note", outlet="Test Wire", published="2016-12-13")
    assert isinstance(report, Report)
    return read(report).claims


def test_every_trait_has_a_weight_for_each_role() -> None:
    assert role_weights()
    for pair in role_weights().values():
        for weight in (pair.real, pair.imag):
            assert (weight * 2**24).is_integer(), (
                "sums of weights are exact only where all are such multiples"
            )


def test_a_way_with_something_else_is_told_as_it_is_spelt() -> None:
    ways = [trait for trait in role_weights() if is_way(trait)]
    assert ways
    assert all(spelt([way_told(trait)]) == [trait] for trait in ways)


def test_the_same_tellings_weigh_the_same_whenever_they_are_asked_for() -> None:
    trait = next(trait for trait in role_weights() if is_way(trait))
    first, tellings = Weights(), [way_told(trait), (single, "teller"), (standing, "NN", "dobj")]
    for telling in tellings:
        expected = sum((role_weights().get(one, 0j) for one in spelt([telling])), 0j)
        assert first[telling] == first[telling] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said two nurses were killed in Homs.",
        "Two nurses were killed in Homs, according to the envoy.",
        "The general heard two explosions in the port.",
    ],
)
def test_who_tells_or_hears_of_it_did_not_do_it(text: str) -> None:
    assert all(not claim.actor_spans for claim in _claims(text))


def test_nobody_does_it_to_himself() -> None:
    for claim in _claims("Gunmen shelled a camp near Homs on Friday, and the army shelled the gunmen."):
        for doer in claim.actor_spans:
            assert all(doer.end <= hit.start or hit.end <= doer.start for hit in claim.target_spans)
