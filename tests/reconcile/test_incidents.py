from crossbearing.reconcile import reconcile
from tests.factory import claim, dossier, quantity

DAYS = {"wire": "2020-05-08", "gazette": "2020-05-08", "herald": "2020-05-09"}


def hit(report, sentence, amount=None, *, place="mill", time="2020-05-07", **more):
    counted = (quantity(sentence, str(amount), amount, amount, group="people"),) if amount is not None else ()
    return claim(report, sentence, places=(place,), time=time, plover="ASSAULT", quantities=counted, **more)


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
