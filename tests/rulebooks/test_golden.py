"""The golden stories through every book and monitor: structure, not bytes."""

import pytest

from crossbearing.monitors import ALL_MONITORS, monitor, picture, tally
from crossbearing.rulebooks import BOOKS, apply, compare
from tests.golden.stories import build

STORIES = ("rising-toll", "part-whole-and-war", "denied-by-the-accused", "evacuation-deal")


@pytest.mark.parametrize("name", STORIES)
def test_every_row_of_a_story_rests_on_its_claims(name: str) -> None:
    dossier = build(name).dossier
    held = {claim.id for claim in dossier.claims}
    actors = {actor.id for actor in dossier.actors}
    tables = [apply(dossier, book) for book in BOOKS] + [monitor(dossier, key) for key in ALL_MONITORS]  # type: ignore[arg-type]
    for table in tables:
        for row in table.rows:
            assert row.claims
            assert set(row.claims) <= held
            assert set(row.origins) <= actors
        for gone in table.left_out:
            assert set(gone.claims) <= held
    assert all(picture(table) is not None for table in tables[len(BOOKS) :] if _dated(table.records()))


def _dated(records: list[dict[str, object]]) -> bool:
    return any(record.get("first_day") for record in records)


def test_a_rising_toll_is_its_last_figure_in_all_books() -> None:
    dossier = build("rising-toll").dossier
    [count] = [c for (_, measure), c in tally(dossier).counts.items() if measure == "killed"]
    assert (count.all.lower, count.all.upper) == (27, 27)
    assert [row["fatalities"] for row in apply(dossier, "acled").records()] == [27]
    assert apply(dossier, "ucdp").left_out[0].rule == "ucdp.out.actor"


def test_children_are_not_added_to_the_dead_nor_the_war_to_the_day() -> None:
    dossier = build("part-whole-and-war").dossier
    for record in monitor(dossier, "casualties").records():
        if record["by"] == "sum by month":
            assert float(str(record["highest_told"])) < 100


def test_differences_add_up_in_stories_too() -> None:
    for name in STORIES:
        found = compare(build(name).dossier)
        totals = {r["book"]: r["most"] for r in found.totals.records()}
        for book in ("acled", "ucdp", "airwars"):
            steps = [
                r["most"]
                for r in found.differences.records()
                if (r["from_book"], r["to_book"]) == ("ledger", book)
            ]
            assert float(str(totals["ledger"])) + sum(float(str(s)) for s in steps) == float(
                str(totals[book])
            )


def test_the_evacuation_is_announced_and_then_under_way() -> None:
    records = monitor(build("evacuation-deal").dossier, "evacuations").records()
    assert {"announced", "under way"} <= {record["stage"] for record in records}
    assert any(record["least"] == 1580 for record in records)
