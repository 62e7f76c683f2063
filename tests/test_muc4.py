"""CEAF-REE on entities made by hand, and case given back to capitals character for character."""

from typing import Any

from eval.muc4_score import SLOTS, Entity, Tally, aligned, normal, wanted
from eval.recase import recased


def entities(*groups: str) -> list[Entity]:
    return [frozenset(group.split("|")) for group in groups]


def test_a_predicted_entity_is_right_where_all_its_mentions_are_gold() -> None:
    gold = entities("rebels|rebel band", "soldiers")
    assert aligned(gold, entities("rebels")) == 1
    assert aligned(gold, entities("rebel band|rebels", "soldiers")) == 2
    assert aligned(gold, entities("rebels|soldiers")) == 0
    assert aligned(gold, entities("band")) == 0
    assert aligned([], entities("rebels")) == aligned(gold, []) == 0


def test_one_gold_entity_is_given_away_once() -> None:
    assert aligned(entities("rebels|rebel band"), entities("rebels", "rebel band")) == 1


def test_the_alignment_gives_way_where_more_can_be_met() -> None:
    gold = entities("car|bus", "car")
    assert aligned(gold, entities("car", "bus")) == 2
    assert aligned(entities("a|b", "b|c", "c"), entities("a", "b", "c")) == 3
    assert aligned(entities("a|b|c", "a"), entities("a", "b", "c")) == 2


def test_case_articles_and_punctuation_do_not_matter() -> None:
    assert normal("THE  Governor's (old) house") == normal("governors old house")


def record(**slots: list[list[str]]) -> dict[str, Any]:
    filled = {slot: [{"strings": strings} for strings in slots.get(slot, [])] for slot in SLOTS.values()}
    return {
        "text": "REBELS OF A REBEL BAND BURNED THE MILL AND SHOT PEDRO RUIZ.",
        "templates": [filled, filled],
    }


def test_gold_entities_are_counted_once_over_all_templates() -> None:
    gold = wanted(
        record(perp_ind=[["REBELS", "REBEL BAND"], ["REBELS"]], target=[["THE MILL"], ["\\"], ["BRIDGE"]])
    )
    assert gold["perp_ind"] == entities("rebels|rebel band")
    assert gold["target"] == entities("mill")
    assert gold["weapon"] == []


def test_described_victims_stay_outside_the_total() -> None:
    tally = Tally()
    gold = wanted(record(victim_name=[["PEDRO RUIZ"]], perp_ind=[["REBELS"]], victim_desc=[["REBEL BAND"]]))
    given = {role: [] for role in SLOTS} | {"victim": entities("pedro ruiz"), "weapon": entities("shot")}
    tally.add(gold, given)
    lines = {line.split()[0]: line for line in tally.told()}
    assert "F1 100.0" in lines["victim"]
    assert "(1 met, 2 given, 2 wanted)" in lines["all"]
    assert "P  50.0  R  50.0  F1  50.0" in lines["all"]


def test_capitals_become_ordinary_case_in_place() -> None:
    text = "GUNMEN SHOT COLONEL PEDRO RUIZ IN BOLIVIA. THE U.S. EMBASSY BLAMED THE FPLX."
    assert recased(text) == "Gunmen shot Colonel Pedro Ruiz in Bolivia. The U.S. embassy blamed the FPLX."
    assert recased("Gunmen fled to LIMA.") == "Gunmen fled to LIMA."
