from pathlib import Path

import pytest

from crossbearing.reconcile.deals import deal_kinds
from crossbearing.reconcile.polar import read_words
from crossbearing.reconcile.terms import term_kinds
from tests.factory import claim


def cases(name):
    wanted = ("", "")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            kind, _, expected = line[1:].partition("|")
            wanted = (kind.strip(), expected.strip())
        elif line and not line.startswith("#"):
            yield (*wanted, line)


@pytest.mark.parametrize(("topic", "expected", "text"), list(cases("words.txt")))
def test_what_a_clause_answers(topic, expected, text):
    found = read_words(text, topic)
    told = " ".join(f"{name} {'yes' if yes else 'no'}" for name, yes in sorted(found.items()))
    assert (told or "-") == expected


@pytest.mark.parametrize(("what", "expected", "text"), list(cases("deals.txt")))
def test_what_a_clause_says_of_a_deal(what, expected, text):
    if what == "deal":
        found = deal_kinds(text)
        found = found - {"other"} or found
    else:
        found = term_kinds(claim("wire", text, topic="evacuation", status="expected"))
    assert (" ".join(sorted(found)) or "-") == expected


def test_a_halt_is_turned_round_only_by_a_denial_of_its_own():
    aside = "the operations have been halted, so there is no need for a truce"
    assert read_words(aside, "hostilities", negated=True) == {"fighting_stopped": True}
    denied = "the operations have not yet been halted"
    assert read_words(denied, "hostilities", negated=True) == {"fighting_stopped": False}


@pytest.mark.parametrize(
    ("topic", "text", "expected"),
    [
        ("aid", "no kind of food or other aid has entered since spring", {"aid_delivered": False}),
        ("aid", "not a single lorry of relief supplies has reached the port", {"aid_delivered": False}),
        ("aid", "there was no quiet but relief lorries entered the port", {"aid_delivered": True}),
        ("aid", "the council has not blocked aid", {}),
        ("aid", "the council has not allowed aid in", {"aid_allowed": False}),
        ("evacuation", "the evacuation has not begun", {"evacuation_begun": False}),
    ],
)
def test_a_denial_is_of_what_it_counts_or_stands_before(topic, text, expected):
    assert read_words(text, topic, negated=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the garrison will halt its attacks", {"fighting_stopped": True}),
        ("its lull in shelling the port will end at noon", {"fighting_stopped": False}),
        ("the truce is due to expire at dusk", {}),
        ("the aim of taking the hill is to stop the mortar fire", {}),
        ("the battle will end by dusk", {"fighting_stopped": True}),
    ],
)
def test_what_is_expected_of_a_halt(text, expected):
    assert read_words(text, "hostilities", expected=True) == expected
