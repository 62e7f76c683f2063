import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.reconcile import reconcile
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import distinct, kin
from tests.factory import claim, dossier, quantity
from tests.reconcile.stories import DAYS, build, check, stories

STORIES = {story.name: story for story in stories()}


@pytest.mark.parametrize("name", STORIES)
def test_story(name):
    story = STORIES[name]
    findings = check(story)
    assert sorted(q.state for q in findings.questions) == story.states
    assert sorted(r.kind for q in findings.questions for r in q.relations) == story.relations


def test_one_office_counts_once_under_its_own_name():
    findings = check(STORIES["one office told by two reports is one origin and its doubt is shown"])
    (position,) = findings.questions[0].positions
    assert position.origins == ("un-rights",)
    assert position.status == "unverified"
    assert position.summary == "82 (at least 82) civilians killed, not verified"
    assert len(position.claims) == 3


def test_a_contradiction_names_sources_and_days():
    findings = check(STORIES["a halt is contested by later fire of that day only"])
    (relation,) = [r for q in findings.questions for r in q.relations]
    assert relation.reason == (
        "War Monitor and Wire reported fighting, shelling or air strikes on 7 May 2020;"
        " Ivo Brandt said that military operations had stopped on 7 May 2020"
    )


def test_titles_are_plain_questions():
    findings = check(STORIES["part and whole places and day and total stay apart"])
    titles = {question.title for question in findings.questions}
    assert "How many children were killed in eastern Tarm by Sarnian army (since 1 May 2020)?" in titles
    assert "How many civilians were killed in eastern Tarm by Sarnian army (7 May 2020)?" in titles


def everything():
    rows = [row for story in stories() for row in story.rows]
    return build(rows)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_order_of_claims_changes_nothing(seed):
    claims = everything()
    before = reconcile(dossier(claims, DAYS))
    random.Random(seed).shuffle(claims)
    assert reconcile(dossier(claims, DAYS)) == before


def test_a_word_for_word_copy_adds_no_origin():
    claims = everything()
    copies = [replace(c, id=f"copy-{c.id}", report="herald") for c in claims if c.report == "gazette"]
    before = {
        q.title: sorted(len(p.origins) for p in q.positions)
        for q in reconcile(dossier(claims, DAYS)).questions
    }
    after = reconcile(dossier(claims + copies, DAYS)).questions
    for question in after:
        if question.title in before:
            assert max(len(p.origins) for p in question.positions) <= max(before[question.title])


def test_every_position_holds_its_claims_and_relations_point_inside():
    claims = everything()
    known = {claim.id for claim in claims}
    for question in reconcile(dossier(claims, DAYS)).questions:
        ids = {position.id for position in question.positions}
        assert all(position.claims and set(position.claims) <= known for position in question.positions)
        assert all({r.source, r.target} <= ids and r.reason for r in question.relations)


def test_nothing_in_nothing_out():
    findings = reconcile(dossier([], {}))
    assert (findings.incidents, findings.questions, findings.agreements) == ((), (), ())


def test_no_two_questions_are_asked_in_the_same_words():
    rows = STORIES["one source's two figures in one report or of no known doer stay apart"].rows
    titles = [q.title for q in reconcile(dossier(build(rows), DAYS)).questions]
    assert len(set(titles)) == len(titles) == 4
    assert any(title.endswith("12 civilians killed?") for title in titles)


def test_every_position_rests_on_origins_of_its_own_claims():
    claims = {claim.id: claim for claim in everything()}
    world = dossier(list(claims.values()), DAYS)
    lookup = Lookup(world)
    for question in reconcile(world).questions:
        for position in question.positions:
            for member in position.claims:
                origin = claims[member].origin
                assert origin is None or kin({origin}, position.origins, lookup)


def test_two_origins_are_never_a_single_one():
    lookup = Lookup(dossier([], {}))
    for question in reconcile(dossier(everything(), DAYS)).questions:
        origins = {origin for position in question.positions for origin in position.origins}
        if distinct(origins, lookup) > 1:
            assert question.state != "single_origin", question.title


def test_a_bare_figure_beside_its_own_reports_bound_adds_nothing():
    story = STORIES["a headlines bare figure is its own reports at least"]
    (position,) = check(story).questions[0].positions
    assert position.summary == "at least 21 civilians killed"
    assert (position.lower, position.upper, len(position.claims)) == (21, None, 2)


def test_each_count_of_a_sentence_is_asked_of_its_own_place():
    sentence = "Raids killed 45 people in and around Tarm and 22 in neighbouring Orda district"
    counts = tuple(quantity(sentence, str(n), n, n, group="people") for n in (45, 22))
    told = claim("wire", sentence, places=("tarm", "orda"), time="2020-05-07", quantities=counts)
    findings = reconcile(dossier([told], DAYS))
    assert {q.title for q in findings.questions} == {
        "How many people were killed in Tarm (7 May 2020)?",
        "How many people were killed in Orda (7 May 2020)?",
    }


def test_one_sentence_carried_by_two_reports_is_one_statement():
    sentence = "Six others were killed when shells fell on a village near the town"
    claims = [
        claim(
            report,
            sentence,
            places=("orda",),
            voice="narrated",
            quantities=(quantity(sentence, "Six", 6, 6, group="people"),),
        )
        for report in ("wire", "gazette")
    ]
    (question,) = reconcile(dossier(claims, DAYS)).questions
    assert question.title == "How many people were killed in Orda?"


def test_a_sentence_with_another_figure_is_no_copy():
    told = {
        "wire": "Air raids on the market of Tarm kill 56 people",
        "herald": "Air raids on the market of Tarm kill 85 people",
    }
    claims = [
        claim(
            report,
            sentence,
            places=("tarm",),
            time="2020-05-07",
            plover="ASSAULT",
            origin=report,
            voice="narrated",
            quantities=(quantity(sentence, sentence[-9:-7], n, n, group="people"),),
        )
        for (report, sentence), n in zip(told.items(), (56, 85), strict=True)
    ]
    (asked,) = [q for q in reconcile(dossier(claims, DAYS)).questions if q.title.startswith("How many")]
    assert sorted(position.lower for position in asked.positions) == [56, 85]


def test_a_place_that_no_answer_names_itself_is_called_inferred():
    sentence = "Raids killed 45 people on Thursday"
    told = claim(
        "wire",
        sentence,
        places=("tarm",),
        time="2020-05-07",
        quantities=(quantity(sentence, "45", 45, 45, group="people"),),
    )
    guessed = replace(told, inferred=("places: the report's main place (Tarm)",))
    titles = [reconcile(dossier([one], DAYS)).questions[0].title for one in (told, guessed)]
    assert titles == [
        "How many people were killed in Tarm (7 May 2020)?",
        "How many people were killed in Tarm (place inferred) (7 May 2020)?",
    ]
