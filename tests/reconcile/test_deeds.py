import pytest

from crossbearing.reconcile import reconcile
from crossbearing.reconcile.rivals import exclusive_means
from tests.factory import dossier
from tests.reconcile.stories import DAYS, build, check, stories

STORIES = {story.name: story for story in stories("deeds.txt")}


def asked(name):
    return check(STORIES[name], deeds=name.partition(":")[0])


@pytest.mark.parametrize("name", STORIES)
def test_story(name):
    story, findings = STORIES[name], asked(name)
    assert sorted(q.state for q in findings.questions) == story.states
    assert sorted(r.kind for q in findings.questions for r in q.relations) == story.relations


def test_an_accusation_says_on_whose_word_and_a_denial_by_whom():
    (question,) = asked(
        "Who carried out: an accusation and its denial in another report contradict"
    ).questions
    assert {p.summary for p in question.positions} == {
        "Sarnian army, alleged by War Monitor",
        "denied: Sarnian army",
    }
    assert question.relations[0].reason == "War Monitor: Sarnian army; Sarnian army denied it"


def grades(name):
    findings = reconcile(dossier(build(STORIES[name].rows), DAYS))
    incident = next(i for i in findings.incidents if i.harm is not None)
    return incident.harm, incident.attribution


@pytest.mark.parametrize(
    ("name", "harm", "attribution"),
    [
        ("Who carried out: an accusation and its denial in another report contradict", "weak", "contested"),
        ("Who carried out: one who claims an attack stands by his own account", "confirmed", "confirmed"),
        ("Who carried out: one toll laid at two doors is contested", "fair", "contested"),
        ("By what means: a blast is said more nearly by a car bomb", "weak", None),
    ],
)
def test_grades_are_suggested_with_a_reason(name, harm, attribution):
    found = grades(name)
    assert [None if s is None else s.grade for s in found] == [harm, attribution]
    assert all(s is None or (s.reason and s.claims) for s in found)


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        ("air", "car_bomb", True),
        ("barrel_bombs", "suicide", True),
        ("shelling", "ied", True),
        ("air", "shelling", False),
        ("air", "blast", False),
        ("chemical", "air", False),
    ],
)
def test_which_means_exclude_one_another(one, other, exclude):
    assert exclusive_means((one,), (other,)) is exclude
    assert exclusive_means((other,), (one,)) is exclude
    assert not exclusive_means((), (one,))
