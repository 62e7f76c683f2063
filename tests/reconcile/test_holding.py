"""What ground a clause tells of being taken or held, by holding.txt."""

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from crossbearing.model import Event, Quantity, When
from crossbearing.reconcile.counts import count_answers
from crossbearing.reconcile.holding import is_doers, is_of_other_day, share_held, taken
from crossbearing.reconcile.lookup import Lookup
from tests.factory import claim, dossier, span_in

_MARKS = re.compile(r"[<>\[\]]")


def cases():
    kind, places = "", ()
    for line in (Path(__file__).parent / "holding.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            kind, named = (cell.strip() for cell in line[1:].split("|"))
            places = () if named == "-" else (named,)
        elif line and not line.startswith("#"):
            expected, text = line.split(" | ")
            yield kind, places, expected.strip(), text.strip()


def told(places, text):
    sentence = _MARKS.sub("", text)
    marked = re.search(r"\[(.+?)\]", text)
    doer = re.search(r"<(.+?)>", text)
    assert marked is not None
    word = span_in(sentence, marked.group(1))
    doers = () if doer is None else (span_in(sentence, doer.group(1)),)
    made = claim(
        "wire", sentence, topic="control", places=places, actor_spans=doers, event=Event("ASSAULT", word)
    )
    return made, Quantity(span=word, lower=50, upper=50, bound="about", measure="share")


@pytest.mark.parametrize(("kind", "places", "expected", "text"), list(cases()))
def test_what_ground_is_told_of(kind, places, expected, text):
    made, share = told(places, text)
    lookup = Lookup(dossier([made], {"wire": "2020-05-08"}))
    if kind.startswith("share"):
        assert (share_held(made, share, lookup) or "-") == expected
        return
    found = taken(made, lookup)
    if found is None:
        assert expected == "-"
    else:
        assert " @ ".join(words for words in (found.what, found.place) if words) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In April <troops> stormed the port and now hold [half] of Tarm", "2020-05-08"),
        ("In April <troops> stormed the port and have since taken [half] of Tarm", "2020-05-08"),
        ("In April <troops> held [half] of Tarm", "2020-04-01"),
    ],
)
def test_a_share_held_since_a_deed_is_not_of_the_deeds_day(text, day):
    made, share = told(("tarm",), text)
    april = When(date(2020, 4, 1), date(2020, 4, 30), span_in(made.sentence.exact, "April"))
    made = replace(made, quantities=(share,), time=april, actors=("army",))
    (answer,) = count_answers(made, Lookup(dossier([made], {"wire": "2020-05-08"})))
    assert answer.period.start == date.fromisoformat(day)
    assert answer.place == "tarm"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shelling homes in Tarm <they> [took control] of two silos", "two silos"),
        ("shelling homes in Tarm <they> [took control] of the silo", None),
        ("<they> [took control] of the town", "tarm"),
    ],
)
def test_a_thing_only_pointed_at_lies_where_its_own_clause_says(text, expected):
    made, _ = told(("tarm",), text)
    made = replace(made, inferred=("places: from the same sentence (Tarm)",))
    found = taken(made, Lookup(dossier([made], {"wire": "2020-05-08"})))
    assert (found and (found.what or found.place)) == expected


def test_a_town_of_the_report_at_large_is_not_the_one_pointed_at():
    made, _ = told(("tarm",), "<they> [took control] of the town")
    made = replace(made, inferred=("places: the report's main place (Tarm)",))
    assert taken(made, Lookup(dossier([made], {"wire": "2020-05-08"}))) is None


def test_a_which_far_from_the_doer_has_another():
    made, _ = told(("tarm",), "<The army> sent guns to fight the brigade which [took control] of the town")
    clause = "which took control of the town"
    made = replace(made, span=span_in(made.sentence.exact, clause))
    assert not is_doers(made)
    assert is_doers(replace(made, actor_spans=(span_in(made.sentence.exact, "the brigade"),)))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("<they> have [taken control] of the town", False),
        ("<they> have [taken control] of the town they lost in March", True),
        ("<they> [took control] of the town two years ago", True),
        ("<they> [took control] of the town in 2014", True),
    ],
)
def test_a_clause_with_a_time_of_its_own_is_not_of_the_reports_day(text, other):
    made, _ = told(("tarm",), text)
    day = date(2020, 5, 8)
    guessed = When(day, day, None, inferred="true when it was said: the report's day")
    assert is_of_other_day(replace(made, time=guessed)) is other
    assert not is_of_other_day(replace(made, time=When(day, day, None)))
