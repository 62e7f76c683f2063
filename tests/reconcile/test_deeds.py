import pytest

from crossbearing.model import Dossier, Place
from crossbearing.reconcile import reconcile
from crossbearing.reconcile.deeds import blank
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.rivals import exclusive_means
from crossbearing.reconcile.same_deed import of_one_place
from crossbearing.reconcile.stances import denies
from tests.factory import claim, dossier
from tests.reconcile.stories import DAYS, Story, build, check, parse_row, stories

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


def test_what_lies_by_a_town_is_not_asked_of_the_town():
    text = "An army strike on a village outside Orda killed 41 civilians"
    row = "who army | wire | monitor | orda | 2020-05-07 | casualties | {} | 41 civilian killed | {}"
    story = Story("Who", ["single_origin"], [], [parse_row(row.format(text, "actors=army plover=ASSAULT"))])
    (question,) = check(story, deeds="Who carried out").questions
    assert question.title == "Who carried out the attack near Orda (7 May 2020)?"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("its planes struck the clinic", True),
        ("calls to halt its bombing of the clinic", False),
        ("a request to stop the air strikes on the clinic", False),
    ],
)
def test_a_refusal_to_halt_an_attack_denies_none(text, denied):
    made = claim("wire", text, origin="army", topic="hostilities", status="denied", plover="ASSAULT")
    assert denies(made) is denied


@pytest.mark.parametrize(
    ("place", "side", "may_be"),
    [("fort", "northern Sarnia", True), ("fort", "south-eastern Sarnia", False), ("fort", "Sarnia", True)],
)
def test_a_town_may_be_on_its_side_of_a_land(place, side, may_be):
    land = Place(id="land", name="Sarnia", kind="country", precision="country", lat=35, lon=38)
    town = Place(id="fort", name="Fort", kind="city", precision="city", lat=37, lon=37, within="land")
    wide = Place(id=side, name=side, kind="region", precision="region", within="land")
    told = claim("wire", "Shells fell on the fort", places=(place,), plover="ASSAULT")
    other = claim("gazette", "Shells fell in the land", places=("land" if side == "Sarnia" else side,))
    lookup = Lookup(Dossier(places=(land, town, wide)))
    groups = of_one_place([blank(told, "i", lookup), blank(other, "i", lookup)], lookup)
    assert (len(groups) == 1) is may_be
