from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.model import Assessment, Incident
from crossbearing.reconcile import reconcile
from crossbearing.reconcile.incidents import asked_of
from crossbearing.reconcile.lexicon import cues, rows
from crossbearing.reconcile.verdicts import slots_of_verdicts
from tests.factory import claim, dossier, quantity, when

DAYS = {"wire": "2020-05-08", "gazette": "2020-05-08", "herald": "2020-05-09"}


def hit(report, sentence, amount=None, *, place="mill", time="2020-05-07", **more):
    counted = (quantity(sentence, str(amount), amount, amount, group="people"),) if amount is not None else ()
    return claim(report, sentence, places=(place,), time=time, plover="ASSAULT", quantities=counted, **more)


def vague(report, sentence, word, lower, upper, **more):
    counted = (quantity(sentence, word, lower, upper, bound="vague", group="people"),)
    return claim(
        report, sentence, places=("mill",), plover="ASSAULT", quantities=counted, voice="narrated", **more
    )


def incidents(*claims):
    return reconcile(dossier(list(claims), DAYS)).incidents


def test_one_happening_across_reports_is_one_incident():
    (incident,) = incidents(
        hit("wire", "An air strike on the bakery in the Mill Quarter killed 14 people", 14),
        hit("gazette", "The bakery of the Mill Quarter was hit, leaving 17 dead", 17),
        hit("herald", "Warplanes bombed a bakery, killing 14", 14, place="tarm"),
    )
    assert incident.title == "Killing in Mill Quarter, 7 May 2020"
    assert incident.reports == ("gazette", "herald", "wire")
    assert incident.places[0] == "mill"


def test_days_places_and_sums_keep_claims_apart():
    found = incidents(
        hit("wire", "An air strike on the bakery killed 14 people", 14),
        hit("gazette", "An air strike on the bakery killed 14 people", 14, time="2020-05-06"),
        hit("gazette", "An air strike on the bakery killed 14 people", 14, place="west-tarm"),
        hit("herald", "During the day 14 people were killed across the towns", 14),
    )
    assert len(found) == 3  # the sum over a day is no incident


def test_a_lone_mention_without_a_toll_day_and_place_is_no_incident():
    assert not incidents(hit("wire", "Bombs fell", None, time=None))
    assert not incidents(claim("wire", "Bombs fell on Thursday", time="2020-05-07", plover="ASSAULT"))
    assert not incidents(hit("gazette", "Bombs fell again", None))


def test_questions_know_their_incident():
    claims = [
        hit("wire", "An air strike on the bakery killed 14 people", 14),
        hit("gazette", "The bakery was hit and 17 people died", 17),
    ]
    findings = reconcile(dossier(claims, DAYS))
    question = next(q for q in findings.questions if q.group == "people")
    assert question.incident == findings.incidents[0].id
    assert question.state == "contested"


def test_later_sentences_tell_on_and_other_news_does_not():
    (incident,) = incidents(
        hit("wire", "Shells hit the bakery in the Mill Quarter on Thursday and killed 14 people", 14),
        claim("wire", "The attack also left many hurt", topic="hostilities", plover="ASSAULT", at=200),
        claim("wire", "Two ministers met in Orda", places=("orda",), topic="diplomacy", at=400),
    )
    assert len(incident.claims) == 2


def test_a_join_keeps_its_reason():
    (incident,) = incidents(
        hit("wire", "An air strike on the bakery killed 14 people", 14),
        hit("gazette", "The bakery was bombed from the air and 14 people died", 14),
    )
    (said,) = incident.reasons
    assert "same telling figure" in said
    assert "same named day" in said


def test_judgements_join_and_split():
    one = hit("wire", "An air strike on the bakery killed 14 people", 14)
    two = hit("gazette", "An air strike on the bakery killed 14 people", 14)
    far = hit("herald", "Guards shot 3 men at a post in Orda", 3, place="orda", time="2020-05-02")
    world = dossier([one, two, far], DAYS)
    split = replace(world, assessments=(judged(one, two, "other incident"),))
    assert all(len(i.reports) == 1 for i in reconcile(split).incidents)
    joined = replace(world, assessments=(judged(two, far, "same incident"),))
    assert {far.id, two.id} <= {
        c for i in reconcile(joined).incidents if far.id in i.claims for c in i.claims
    }
    undone = replace(world, assessments=(*split.assessments, judged(one, two, "same incident", day=2)))
    assert any(len(i.reports) == 2 for i in reconcile(undone).incidents)
    assert set(slots_of_verdicts(joined.assessments)) == {two.id, far.id}


def judged(one, other, verdict, day=1):
    at = datetime(2020, 6, day, tzinfo=UTC)
    return Assessment(id=f"j{day}", target=f"{one.id}+{other.id}", verdict=verdict, analyst="Ann", at=at)


@given(st.permutations(range(4)))
def test_the_order_of_claims_makes_no_difference(order):
    told = [
        hit("wire", "An air strike on the bakery killed 14 people", 14),
        hit("gazette", "The bakery was bombed and 17 people died", 17),
        hit("herald", "A raid on a bakery killed 14", 14, place="tarm"),
        claim("herald", "The blast burned the street", topic="hostilities", plover="ASSAULT", at=300),
    ]
    assert incidents(*[told[n] for n in order]) == incidents(*told)


@pytest.mark.parametrize("name", ["happenings", "things", "hands", "common_names", "incident_weights"])
def test_every_row_of_the_lists_has_its_columns(name):
    assert all(None not in row and None not in row.values() for row in rows(name))


def test_every_row_finds_its_own_example():
    for cue in cues("happenings"):
        assert cue.pattern.search(cue.row["example"]), cue.row
    for name in ("things", "hands", "common_names"):
        for row in rows(name):
            words = [word.strip() for word in row["words"].split(",")]
            assert any(word in row["example"] for word in words), row


def test_a_reports_own_toll_without_a_day_is_heard_where_it_repeats_a_figure():
    before = when("", "2020-05-08", relation="before", inferred="told as past: the report's day")
    told = hit("wire", "An air strike on the bakery killed 14 people", 14, origin="monitor")
    headline = hit("wire", "Raid on bakery kills 14", 14, time=before, at=200, voice="narrated")
    other = hit("wire", "Raids kill 31", 31, time=before, at=400, voice="narrated")
    small = hit("gazette", "Raid kills 4", 4, time=before, voice="narrated")
    rounded = vague("wire", "Dozens killed in raid", "Dozens", 24, 99, time=before, at=600)
    elsewhere = vague("gazette", "Dozens killed in raid", "Dozens", 24, 99, time=before, at=600)
    too_many = vague("wire", "Hundreds killed in raid", "Hundreds", 200, 999, time=before, at=700)
    beside = hit("gazette", "A raid on the bakery killed 4 people", 4, at=200)
    claims = [told, headline, other, small, beside, rounded, elsewhere, too_many]
    one = Incident(id="i", title="Killing", claims=tuple(c.id for c in claims))
    assert set(asked_of([one], claims)) == {told.id, headline.id, beside.id, rounded.id}


def test_a_toll_of_one_quarter_is_not_held_against_its_towns() -> None:
    """Two reports, two figures: of the town's rebel part, and of a quarter that no list has."""
    told = [
        hit(
            "wire",
            "Army raids on the rebel part of Tarm killed 14 people",
            14,
            place="tarm",
            origin="monitor",
        ),
        hit("gazette", "Army raids on Tarm killed 20 people", 20, place="tarm", origin="herald"),
        hit("gazette", "Army raids killed 20 people in the Ashfield neighbourhood of Tarm", 20, place="tarm"),
    ]
    contested = [
        any(q.state == "contested" for q in reconcile(dossier([told[0], other], DAYS)).questions)
        for other in told[1:]
    ]
    assert contested == [True, False]
