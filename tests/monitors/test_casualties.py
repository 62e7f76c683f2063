import csv
import io
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.errors import InputError
from crossbearing.monitors import ALL_MONITORS, Row, Table, monitor, picture, to_csv
from crossbearing.monitors.tables import Cell
from tests.monitors.world import World


def _story() -> World:
    world = World()
    world.incident("one", "2031-05-04", "mill")
    world.incident("two", "2031-05-20", "orda")
    world.incident("three", None, "orda")
    army = {"actors": ("army",)}
    world.toll("one", "people", (12, 12, "monitor"), (19, 19, "state"), **army)
    world.toll("one", "child", (3, 3, "monitor"))
    world.toll("two", "civilian", (5, None, "monitor"), **army)
    world.toll("three", "people", (7, 7, "monitor"))
    world.toll(None, "people", (400, 400, "monitor"), total=True)
    return world


def _sum(table: Table, by: str, of: str, measure: str = "killed") -> dict[str, Cell]:
    [found] = [
        r for r in table.records() if (r["by"], r["of"], r["measure"]) == (f"sum by {by}", of, measure)
    ]
    return found


def test_sums_by_place_group_side_and_month() -> None:
    table = monitor(_story().dossier(), "casualties")
    assert (_sum(table, "place", "Tarm")["least"], _sum(table, "place", "Tarm")["most"]) == (12, 19)
    month = _sum(table, "month", "2031-05")
    assert (month["least"], month["most"], month["highest_told"], month["incidents"]) == (17, None, 24, 2)
    assert _sum(table, "side", "government")["least"] == 17
    assert _sum(table, "group", "child")["least"] == 3
    assert month["origins"] == 2


def test_what_is_undated_or_of_no_incident_is_shown_and_not_added() -> None:
    table = monitor(_story().dossier(), "casualties")
    shown = [(r["by"], r["highest_told"], r["added"]) for r in table.records()]
    assert ("incident", 7, "no") in shown
    assert ("running total", 400, "no") in shown


def test_incidents_of_one_town_and_day_may_be_one() -> None:
    world = World()
    world.incident("one", "2031-05-04", "mill")
    world.incident("two", "2031-05-04", "tarm")
    world.toll("one", "people", (12, 12, "monitor"))
    world.toll("two", "people", (9, 9, "wire"))
    found = _sum(monitor(world.dossier(), "casualties"), "place", "Tarm")
    assert (found["least"], found["most"]) == (12, 21)


def test_an_unknown_monitor_is_an_input_error() -> None:
    with pytest.raises(InputError, match="casualties"):
        monitor(World().dossier(), "weather")


@pytest.mark.parametrize("name", ALL_MONITORS)
def test_an_empty_ledger_has_empty_tables_and_no_picture(name: str) -> None:
    table = monitor(World().dossier(), name)
    assert table.rows == ()
    assert picture(table) is None


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.sampled_from(["tarm", "orda", "mill"]), st.integers(1, 60)),
        min_size=1,
        max_size=6,
    )
)
def test_every_sum_lies_between_its_largest_part_and_all_parts(told: list[tuple[int, str, int]]) -> None:
    world = World()
    for n, (day, place, dead) in enumerate(told):
        world.incident(f"i{n}", f"2031-05-{day:02}", place)
        world.toll(f"i{n}", "people", (dead, dead, "monitor"))
    table = monitor(world.dossier(), "casualties")
    found = _sum(table, "month", "2031-05")
    assert found["most"] == sum(dead for _, _, dead in told)
    assert max(dead for _, _, dead in told) <= float(str(found["least"])) <= float(str(found["most"]))
    held = {claim.id for claim in world.claims}
    assert all(set(row.claims) <= held for row in table.rows)


def test_the_picture_is_named_clean_and_has_its_data() -> None:
    world = _story()
    world.incident("odd", "2031-05-05", "orda", title="<script>x</script> at\u202e the \x07 gate & more " * 4)
    world.toll("odd", "people", (9, 9, "monitor"))
    drawn = picture(monitor(world.dossier(), "casualties"))
    assert drawn is not None
    root = ElementTree.fromstring(drawn.svg)
    assert root.get("role") == "img"
    names = [node.tag.rpartition("}")[2] for node in root.iter()]
    assert names[1:3] == ["title", "desc"]
    assert not {"script", "style", "a", "image", "foreignObject"} & set(names)
    assert {"casualties.csv", "casualties.svg", "casualties.vl.json"} <= drawn.files.keys()
    assert drawn.spec["$schema"].endswith("v5.json")
    assert vl_convert.vegalite_to_svg(drawn.spec, allowed_base_urls=[])


def test_stage_pictures_name_stage_and_place_in_words() -> None:
    world = World()
    told = {"topic": "evacuation", "places": ("tarm",), "time": "2031-05-04"}
    world.tell("Buses left the town at dawn", **told)
    drawn = picture(monitor(world.dossier(), "evacuations"))
    assert drawn is not None
    assert "Tarm: under way" in drawn.svg


def test_cells_are_safe_to_open_and_unknown_is_empty() -> None:
    row = Row(cells=("=1+1", None, 3, "-2 people", "plain"), claims=("c",))
    table = Table(name="t", says="", columns=("a", "b", "c", "d", "e"), rows=(row,))
    [_, cells] = csv.reader(io.StringIO(to_csv(table)["t.csv"].decode()))
    assert cells == ["'=1+1", "", "3", "'-2 people", "plain"]


def test_an_incident_without_a_place_may_be_any_of_that_day() -> None:
    world = World()
    for key, day, place in (
        ("one", "2031-05-04", "mill"),
        ("two", "2031-05-04", "orda"),
        ("three", "2031-05-09", "orda"),
    ):
        world.incident(key, day, place)
        world.toll(key, "people", (10, 10, "monitor"))
    found = _sum(monitor(world.dossier(), "casualties"), "month", "2031-05")
    assert (found["least"], found["most"]) == (30, 30)
    world.incidents["four"] = replace(world.incidents["one"], id="four", places=(), claims=())
    world.toll("four", "people", (10, 10, "wire"))
    found = _sum(monitor(world.dossier(), "casualties"), "month", "2031-05")
    assert (found["least"], found["most"]) == (20, 40)
