from pathlib import Path

import pytest

from crossbearing.monitors import monitor
from crossbearing.monitors.lists import patterns, rows
from crossbearing.monitors.stages import stage_of
from tests.factory import claim, quantity
from tests.monitors.world import World

LINES = [
    [cell.strip() for cell in line.split(" | ")]
    for line in (Path(__file__).parent / "stages.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_SAID = {"told": "asserted"}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[4][:40])
def test_stages(line: list[str]) -> None:
    name, topic, status, expected, words = line
    made = claim("wire", words, topic=topic, status=status)
    assert stage_of(made, name) == (None if expected == "-" else expected)


@pytest.mark.parametrize("row", rows("stages"), ids=lambda row: row["example"])
def test_every_row_reads_its_own_example(row: dict[str, str]) -> None:
    [pattern] = [pattern for pattern, other in patterns("stages") if other is row]
    assert pattern.search(row["example"])
    status = _SAID.get(row["said"], row["said"])
    made = claim("wire", row["example"], topic=row["topics"].split("|")[0], status=status)
    assert stage_of(made, row["monitor"]) == row["stage"]


@pytest.mark.parametrize("row", rows("rest"), ids=lambda row: row["example"])
def test_every_word_beside_a_figure_finds_its_example(row: dict[str, str]) -> None:
    [pattern] = [pattern for pattern, other in patterns("rest") if other is row]
    assert pattern.search(row["example"])


def test_a_negated_delivery_is_no_delivery() -> None:
    made = claim("wire", "No aid was delivered to the town", topic="aid", negated=True)
    assert stage_of(made, "aid") == "not delivered"


def _aid() -> World:
    world = World()
    world.tell("The government approved aid deliveries", topic="aid", places=("tarm",), time="2031-05-01")
    world.tell(
        "An aid convoy entered the town", topic="aid", places=("orda",), time="2031-05-02", report="herald"
    )
    return world


def test_approved_stands_against_delivered_by_place() -> None:
    table = monitor(_aid().dossier(), "aid")
    against = [r for r in table.records() if r["status"] == "approved against delivered"]
    assert {(r["place"], r["stage"]) for r in against} == {
        ("Tarm", "approved, no delivery told"),
        ("Orda", "delivered, no approval told"),
    }


def test_evacuated_people_are_told_and_never_added() -> None:
    world = World()
    for n, report in ((300, "wire"), (900, "later")):
        text = f"{n} people were evacuated"
        counted = quantity(text, str(n), n, n, measure="evacuated", group="people")
        world.tell(
            text,
            topic="evacuation",
            places=("tarm",),
            time="2031-05-04",
            quantities=(counted,),
            report=report,
        )
    [row] = monitor(world.dossier(), "evacuations").records()
    assert (row["stage"], row["least"], row["most"], row["told"]) == ("under way", 300, 900, 2)


def test_control_by_place_and_day_with_shares_as_ranges() -> None:
    world = World()
    text = "The army holds about 85 per cent of the town"
    share = quantity(text, "85 per cent", 85, 85, "about", measure="share", group=None)
    told = {"topic": "control", "places": ("tarm",), "time": "2031-05-04"}
    world.tell(text, quantities=(share,), actors=("army",), **told)
    world.tell("The war will be over by the summer", topic="control")
    table = monitor(world.dossier(), "control")
    [row] = table.records()
    assert (row["place"], row["stage"], row["who"], row["least"]) == ("Tarm", "share held", "government", 85)
    assert [gone.rule for gone in table.left_out] == ["monitor.no-stage"]
