import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.monitors import Count, tally
from crossbearing.monitors.counts import line_of, standing_of
from crossbearing.monitors.lists import rows
from crossbearing.monitors.ranges import say
from tests.monitors.world import World

GROUPS = ["people", "civilian", "child", "woman", "fighter", "soldier", "nurse", "man", "member"]


def _count(world: World, measure: str = "killed") -> Count:
    return tally(world.dossier()).counts[("one", measure)]


def _world() -> World:
    world = World()
    world.incident("one")
    return world


def test_a_part_is_never_added_to_its_whole() -> None:
    world = _world()
    world.toll("one", "people", (40, 40, "monitor"))
    world.toll("one", "civilian", (30, 30, "monitor"))
    world.toll("one", "child", (9, 9, "monitor"))
    count = _count(world)
    assert say(count.all) == "40"
    assert [toll.group for toll in count.used] == ["people"]
    assert say(count.standing["civilian"]) == "30"


def test_groups_that_share_nobody_are_added() -> None:
    world = _world()
    world.toll("one", "civilian", (12, 12, "monitor"))
    world.toll("one", "fighter", (3, 5, "monitor"))
    assert say(_count(world).all) == "15 to 17"


def test_groups_that_may_share_people_are_not() -> None:
    world = _world()
    world.toll("one", "nurse", (2, 2, "monitor"))
    world.toll("one", "woman", (3, 3, "monitor"))
    assert say(_count(world).all) == "3 to 5"


def test_two_accounts_of_one_count_are_one_range() -> None:
    world = _world()
    world.toll("one", "people", (12, 12, "monitor"), (19, 19, "state"))
    world.toll("one", "people", (15, None, "wire"))
    count = _count(world)
    assert say(count.all) == "at least 12; the highest told is 19"
    assert set(count.origins) == {"monitor", "state", "wire"}


def test_what_was_updated_or_denied_no_longer_counts() -> None:
    world = _world()
    world.toll("one", "people", (12, 12, "monitor"), (19, 19, "monitor"), updated=(0,))
    world.toll("one", "people", (90, 90, "state"), status="denied")
    assert say(_count(world).all) == "19"


def test_running_totals_and_only_some_are_left_out() -> None:
    world = _world()
    world.toll("one", "people", (12, 12, "monitor"))
    world.toll("one", "people", (400, 400, "monitor"), total=True)
    world.toll("one", "people", (9_000, 9_000, "monitor"))
    world.toll("one", "people", (2, 2, "monitor"), sentence="2 of the dead people were killed at home")
    assert say(_count(world).all) == "12"


def test_parts_that_come_to_more_widen_the_whole() -> None:
    world = _world()
    world.toll("one", "people", (12, 12, "monitor"))
    world.toll("one", "soldier", (20, 20, "state"))
    count = _count(world)
    assert say(count.all) == "12 to 20"
    assert "holds both" in count.reason


def test_a_told_part_is_not_counted_as_if_all() -> None:
    world = _world()
    world.toll("one", "fighter", (12, 12, "monitor"))
    world.toll("one", "commander", (3, 3, "monitor"), part_of="fighter")
    assert say(_count(world).all) == "12"


def test_families_are_no_people() -> None:
    world = _world()
    world.toll("one", "family", (2, 2, "monitor"))
    assert tally(world.dossier()).counts == {}


def test_dead_and_hurt_in_one_figure_are_a_measure_of_their_own() -> None:
    world = _world()
    world.toll("one", "people", (12, 12, "monitor"))
    world.toll("one", "people", (40, 40, "state"), measure="harmed")
    assert say(_count(world).all) == "12"
    assert say(_count(world, "harmed").all) == "40"


def test_a_figure_two_groups_down_is_held_by_all() -> None:
    world = _world()
    world.toll("one", "people", (1, None, "monitor"))
    world.toll("one", "civilian", (1, None, "monitor"))
    world.toll("one", "civilian", (2, None, "state"))
    world.toll("one", "child", (2, None, "monitor"))
    count = _count(world)
    assert say(count.all) == "at least 1; the highest told is 2"
    assert "child" in {toll.group for toll in count.used}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(GROUPS), st.integers(1, 90), st.one_of(st.none(), st.integers(0, 40))),
        min_size=1,
        max_size=6,
    )
)
def test_a_count_holds_every_group_told_and_never_more_than_all_together(
    told: list[tuple[str, int, int | None]],
) -> None:
    world = _world()
    for group, low, more in told:
        world.toll("one", group, (low, None if more is None else low + more, "monitor"))
    count = _count(world)
    assert 0 < count.all.lower <= count.all.told
    assert count.all.told <= sum(toll.range.told for toll in count.tolls)
    assert count.all.told >= max(toll.range.lower for toll in count.tolls)
    assert count.all.open or count.all.upper == count.all.told


@pytest.mark.parametrize("row", rows("groups"), ids=lambda row: row["group"])
def test_groups_lie_in_people_and_have_a_standing(row: dict[str, str]) -> None:
    assert line_of(row["group"])[-1] == "people"
    assert standing_of(row["group"]) in ("civilian", "combatant", "unknown", "unit")
    assert row["example"]


@pytest.mark.parametrize("row", rows("figures"), ids=lambda row: row["ending"])
def test_every_figure_is_read_from_its_example(row: dict[str, str]) -> None:
    from crossbearing.monitors.tolls import figure_of

    assert figure_of(row["example"]) == (None if row["figure"] == "none" else row["figure"])
