"""Narrowing: what is kept by day, place, topic and incident, and that what is left is of one piece."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from crossbearing.brief import compose, render_markdown
from crossbearing.errors import InputError, UnknownIdError
from crossbearing.judgements import judge
from crossbearing.model import Dossier, Place
from crossbearing.reconcile import reconcile
from crossbearing.switches import Narrow, Narrowed, narrow, narrowed
from tests.brief.story import story
from tests.test_switches import dossiers

DAY = date(2031, 5, 3)
CHOICES = st.builds(
    Narrow,
    since=st.none() | st.dates(date(2020, 2, 27), date(2020, 3, 3)),
    until=st.none() | st.dates(date(2020, 3, 3), date(2020, 3, 5)),
    places=st.sampled_from([(), ("Tarm",)]),
    topics=st.sampled_from([(), ("casualties",), ("aid", "casualties"), ("aid",)]),
)


def _ids(choice: Narrow, dossier: Dossier | None = None) -> list[str]:
    return [claim.id for claim in narrow(dossier or story(), choice).claims]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Narrow(since=DAY, until=DAY), ["c-dead-1", "c-dead-2", "c-seventy"]),
        (Narrow(since=date(2031, 5, 4)), ["c-truce"]),
        (Narrow(until=DAY, places=("eastern Anvar",)), ["c-dead-1", "c-dead-2"]),
        (Narrow(places=("sael",)), ["c-hurt", "c-families"]),
        (Narrow(places=("p-sael",), topics=("population",)), ["c-families"]),
        (Narrow(topics=("agreement", "control")), ["c-truce", "c-foreign", "c-control"]),
        (Narrow(places=("Riverland",)), []),
    ],
)
def test_every_part_must_hold(choice: Narrow, kept: list[str]) -> None:
    assert _ids(choice) == kept


def test_a_place_takes_in_what_lies_in_it() -> None:
    there = _ids(Narrow(places=("Anvar",)))
    assert {"c-dead-1", "c-control", "c-deny", "c-truce"} <= set(there)
    assert not {"c-hurt", "c-families"} & set(there)


def test_namesakes_in_one_another_are_one_and_others_are_told_apart() -> None:
    town = next(place for place in story().places if place.id == "p-anvar")
    around = Place(id="p-province", name="Anvar", kind="region", precision="region")
    places = tuple(
        structs.replace(place, within="p-province") if place.id == "p-anvar" else place
        for place in story().places
    )
    nested = story(places=(*places, around))
    choice = Narrow(places=("anvar",))
    assert _ids(choice, nested) == _ids(choice)
    [held] = narrowed(nested, narrow(nested, choice), choice).held
    assert held.ids == ("p-province", "p-anvar")
    far = story(places=(*story().places, structs.replace(town, id="p-far", lat=1.0)))
    far = structs.replace(far, claims=(*far.claims[1:], structs.replace(far.claims[0], places=("p-far",))))
    with pytest.raises(InputError, match="more than one place"):
        narrow(far, choice)
    assert _ids(Narrow(places=("p-far",)), far) == ["c-dead-1"]


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        (Narrow(places=("Nowhere",)), InputError),
        (Narrow(places=("",)), InputError),
        (Narrow(incidents=("i-none",)), UnknownIdError),
        (Narrow(incidents=("",)), UnknownIdError),
        (Narrow(since=DAY, until=date(2031, 5, 2)), InputError),
    ],
)
def test_what_is_not_there_is_said(choice: Narrow, error: type[Exception]) -> None:
    with pytest.raises(error):
        narrow(story(), choice)


def test_an_incident_is_narrowed_to_by_the_beginning_of_its_id() -> None:
    found = reconcile(story())
    dossier = story(incidents=found.incidents)
    incident = max(found.incidents, key=lambda one: len(one.claims))
    rest = narrow(dossier, Narrow(incidents=(incident.id[:8],)))
    assert {claim.id for claim in rest.claims} == set(incident.claims)


def test_judgements_stay_with_what_is_left() -> None:
    at = datetime(2031, 5, 7, tzinfo=UTC)
    kept = judge("c-hurt", "accept", analyst="A", at=at)
    back = judge(kept.id, "withdraw", analyst="A", at=at)
    gone = judge("c-truce", "reject", analyst="A", at=at)
    dossier = story(assessments=(kept, gone, back))
    assert narrow(dossier, Narrow(places=("Sael",))).assessments == (kept, back)


def test_it_says_how_much_is_left_out() -> None:
    choice = Narrow(since=DAY, until=DAY, topics=("casualties",))
    told = narrowed(story(), narrow(story(), choice), choice)
    assert (told.claims, told.reports, told.undated) == (7, 1, 1)
    assert [(held.kind, held.name) for held in told.held] == [
        ("since", "2031-05-03"),
        ("until", "2031-05-03"),
        ("topic", "casualties"),
    ]


def test_what_is_contested_by_what_is_left_out_is_counted() -> None:
    choice = Narrow(places=("eastern Anvar",))
    rest = narrow(story(), choice)
    told = narrowed(story(), rest, choice)
    assert told.unopposed == 1
    brief = compose(rest, narrowed=told)
    assert "1 question told of here is contested by what is left out." in render_markdown(brief)
    assert narrowed(story(), story(), Narrow()).unopposed == 0


@settings(max_examples=30, deadline=None)
@given(dossiers, CHOICES)
def test_what_is_left_is_of_one_piece(dossier: Dossier, choice: Narrow) -> None:
    rest = narrow(dossier, choice)
    told: Narrowed = narrowed(dossier, rest, choice)
    if choice.nothing:
        assert rest is dossier
        return
    assert told.claims == len(dossier.claims) - len(rest.claims)
    claims = {claim.id for claim in rest.claims}
    reports = {report.id for report in rest.reports}
    repeats = {v.report for v in rest.versions if v.kind == "same_text"}
    assert {claim.report for claim in rest.claims} | repeats == reports
    for question in rest.questions:
        assert {claim for position in question.positions for claim in position.claims} <= claims
    for found in (*rest.incidents, *rest.agreements):
        assert set(found.claims) <= claims
    assert all({passage.report for passage in copy.passages} <= reports for copy in rest.copies)
    assert narrow(rest, choice) == rest
