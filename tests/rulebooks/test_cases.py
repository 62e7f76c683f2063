"""Stories of one incident each, and what every book makes of it."""

from crossbearing.monitors import Cell
from crossbearing.rulebooks import apply, compare
from crossbearing.rulebooks.books import Book
from crossbearing.rulebooks.ucdp import grid_cell
from tests.monitors.world import World


def _row(world: World, book: Book) -> dict[str, Cell]:
    table = apply(world.dossier(), book)
    assert not table.left_out, [gone.rule for gone in table.left_out]
    return table.records()[0]


def _out(world: World, book: Book) -> str:
    table = apply(world.dossier(), book)
    assert table.rows == ()
    return table.left_out[0].rule


def _strike(**more: object) -> World:
    world = World()
    world.incident("one", "2031-05-04", "mill")
    told: dict[str, object] = {"event": "Air/drone strike", "actors": ("army",), "targets": ("villagers",)}
    world.toll("one", "civilian", (12, 12, "monitor"), (19, 19, "herald"), **(told | more))  # type: ignore[arg-type]
    return world


def test_a_strike_in_all_books() -> None:
    world = _strike()
    world.toll("one", "child", (3, 3, "monitor"))
    acled, ucdp, airwars = (_row(world, book) for book in ("acled", "ucdp", "airwars"))  # type: ignore[arg-type]
    assert (acled["actor1"], acled["inter1"], acled["actor2"]) == ("Sarnian army", 1, "Civilians (Syria)")
    assert (acled["fatalities"], acled["interaction"], acled["civilian_targeting"]) == (
        12,
        17,
        "Civilian targeting",
    )
    assert "12 to 19" in str(acled["notes"])
    assert "12 to 19" in str(acled["tags"])
    assert (ucdp["low"], ucdp["best"], ucdp["high"]) == (12, 12, 19)
    assert (ucdp["type_of_violence"], ucdp["side_a"], ucdp["side_b"]) == (3, "Sarnian army", "Civilians")
    assert airwars["Civilians reported killed"] == "12 – 19 ( 3 children )"
    assert (airwars["Strike type"], airwars["Suspected belligerent"]) == ("airstrike", "Sarnian army")


def test_a_note_names_the_rule_and_the_claims() -> None:
    world = _strike()
    [row] = apply(world.dossier(), "acled").rows
    [why] = [w for w in row.why if w.column == "fatalities"]
    assert why.rule == "acled.fatalities.conservative"
    assert set(why.claims) == {claim.id for claim in world.claims}
    assert "12 to 19" in why.said
    assert f"[{why.rule}]" in row.note


def test_dozens_are_twelve_to_acled_and_a_range_to_the_others() -> None:
    world = World()
    world.incident("one")
    told = {"event": "Air/drone strike", "actors": ("army",), "targets": ("villagers",)}
    world.toll("one", "civilian", (24, 99, "monitor"), sentence="dozens of civilians were killed", **told)
    assert _row(world, "acled")["fatalities"] == 12
    assert (_row(world, "ucdp")["low"], _row(world, "ucdp")["high"]) == (24, 99)
    assert _row(world, "airwars")["Civilians reported killed"] == "24 – 99"
    found = compare(world.dossier())
    steps = [r for r in found.differences.records() if (r["from_book"], r["to_book"]) == ("ledger", "acled")]
    assert {(r["rule"], r["least"], r["most"]) for r in steps} == {
        ("acled.fatalities.words", -12, 0),
        ("acled.fatalities.conservative", 0, -87),
    }


def test_tens_of_thousands_have_no_word_of_their_own() -> None:
    world = World()
    world.incident("one")
    told = {"event": "Attack", "actors": ("army",)}
    world.toll("one", "civilian", (2000, 4999, "monitor"), sentence="tens of thousands of civilians", **told)
    assert _row(world, "acled")["fatalities"] == 2000


def test_a_clash_has_two_armed_sides() -> None:
    world = World()
    world.incident("one")
    told = {"event": "Armed clash", "actors": ("falcons",), "targets": ("army",)}
    world.toll("one", "soldier", (9, 9, "monitor"), **told)
    world.toll("one", "fighter", (4, 4, "monitor"), **told)
    acled, ucdp = _row(world, "acled"), _row(world, "ucdp")
    assert {acled["actor1"], acled["actor2"]} == {"Falcon Brigade", "Sarnian army"}
    assert (acled["fatalities"], acled["interaction"]) == (13, 12)
    assert (ucdp["type_of_violence"], ucdp["side_a"], ucdp["side_b"]) == (1, "Sarnian army", "Falcon Brigade")
    assert (ucdp["deaths_a"], ucdp["deaths_b"], ucdp["best"]) == (9, 4, 13)
    assert _out(world, "airwars") == "airwars.out.strike"


def test_fighters_hit_from_the_air_are_no_civilian_harm() -> None:
    world = World()
    world.incident("one")
    world.toll(
        "one", "fighter", (9, 9, "monitor"), event="Air/drone strike", actors=("army",), targets=("falcons",)
    )
    assert _out(world, "airwars") == "airwars.out.no-civilian-harm"
    assert _row(world, "ucdp")["deaths_b"] == 9


def test_fighters_among_the_dead_make_a_range_of_civilians() -> None:
    world = World()
    world.incident("one")
    told = {"event": "Air/drone strike", "actors": ("army",)}
    world.toll("one", "people", (12, 12, "monitor"), **told)
    world.toll("one", "fighter", (5, 5, "monitor"), **told)
    row = _row(world, "airwars")
    assert (row["Civilians reported killed"], row["Belligerents reported killed"]) == ("0 – 7", "5")


def test_at_least_is_said_to_be_open() -> None:
    world = World()
    world.incident("one")
    world.toll("one", "civilian", (12, None, "monitor"), event="Air/drone strike", actors=("army",))
    assert _row(world, "airwars")["Civilians reported killed"] == "12 or more"
    [row] = apply(world.dossier(), "ucdp").rows
    assert "ucdp.high.open" in row.note


def test_a_bomb_that_nobody_is_blamed_for() -> None:
    world = World()
    world.incident("one")
    world.toll("one", "people", (8, 8, "monitor"), event="Remote explosive/landmine/IED")
    row = _row(world, "acled")
    assert (row["actor1"], row["inter1"], row["actor2"]) == (
        "Unidentified Armed Group (Syria)",
        3,
        "Civilians (Syria)",
    )
    assert _out(world, "ucdp") == "ucdp.out.actor"
    assert _out(world, "airwars") == "airwars.out.strike"


def test_gunmen_without_a_name_are_no_organised_actor() -> None:
    world = World()
    world.incident("one")
    world.toll("one", "civilian", (2, 2, "monitor"), event="Attack", actors=("gunmen",))
    assert _out(world, "ucdp") == "ucdp.out.actor"
    row = _row(world, "acled")
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("gunmen", None, None)


def test_a_raid_without_dead() -> None:
    world = World()
    world.incident("one")
    world.tell(
        "Warplanes hit the mill", incident="one", topic="hostilities", actors=("army",), targets=("falcons",)
    )
    world.toll(
        "one", "civilian", (4, 4, "monitor"), measure="injured", event="Air/drone strike", actors=("army",)
    )
    assert _row(world, "acled")["fatalities"] == 0
    assert _out(world, "ucdp") == "ucdp.out.no-deaths"
    assert _row(world, "airwars")["Civilians reported injured"] == "4"


def test_unknown_days_and_places_are_left_out_with_their_rule() -> None:
    world = _strike()
    world.incident("two", None)
    world.toll("two", "civilian", (5, 5, "monitor"), event="Air/drone strike", actors=("army",))
    world.incident("three", "2031-05-09", "nowhere")
    world.toll("three", "civilian", (5, 5, "monitor"), event="Air/drone strike", actors=("army",))
    rules = {
        book: [gone.rule for gone in apply(world.dossier(), book).left_out] for book in ("acled", "ucdp")
    }  # type: ignore[arg-type]
    assert rules == {
        "acled": ["acled.out.date", "acled.out.place"],
        "ucdp": ["ucdp.out.date", "ucdp.out.place"],
    }


def test_what_is_only_denied_or_expected_is_in_no_book() -> None:
    for status in ("denied", "expected"):
        world = _strike(status=status)
        assert {_out(world, book) for book in ("acled", "ucdp", "airwars")} == {  # type: ignore[arg-type]
            "acled.out.not-told",
            "ucdp.out.not-told",
            "airwars.out.not-told",
        }


def test_a_denial_is_the_belligerents_position() -> None:
    world = _strike()
    world.tell(
        "It had not struck the mill", incident="one", status="denied", origin="army", topic="hostilities"
    )
    world.suggest("one", harm="contested", attribution="contested")
    row = _row(world, "airwars")
    assert row["Belligerent position on incident"] == "Sarnian army denied: “It had not struck the mill”"
    assert (row["Strike status"], row["Airwars civilian harm grading"]) == (
        "contested-strike",
        "Contested (suggested)",
    )


def test_a_foreign_force_is_another_kind_of_actor() -> None:
    world = _strike(actors=("norland-air",))
    assert (_row(world, "acled")["inter1"], _row(world, "acled")["interaction"]) == (8, 78)


def test_a_ceasefire_has_a_row_for_each_party() -> None:
    world = World()
    world.deal()
    world.deal("evacuation")
    table = apply(world.dossier(), "ethprio")
    assert [(r["actor_name"], r["side"]) for r in table.records()] == [
        ("Sarnian army", "government"),
        ("Falcon Brigade", "opposition"),
    ]
    first = table.records()[0]
    assert [first[f"cf_dec_{part}"] for part in ("yr", "month", "day")] == [2031, 5, 4]
    assert [first[f"cf_effect_{part}"] for part in ("yr", "month", "day")] == [2031, 5, 6]
    assert [first[f"end_{part}"] for part in ("yr", "month", "day")] == [-1, 0, 0]
    assert (first["partial"], first["mediator_nego"], first["p_humanitarian"]) == (1, 1, 1)
    assert first["ceasefire_class"] is None
    assert "foreign fighters are left out" in str(first["comment"])
    assert [gone.rule for gone in table.left_out] == ["ethprio.out.kind"]


def test_cells_of_the_grid() -> None:
    assert grid_cell(-90, -180) == 1
    assert grid_cell(89.9, 179.9) == 259_200
    assert grid_cell(33.5102, 36.2913) == 178_273


def test_the_comparison_in_words() -> None:
    found = compare(_strike().dossier())
    text = found.text
    assert {
        "rules-totals.csv",
        "rules-incidents.csv",
        "rules-differences.csv",
        "rules.txt",
    } <= found.files.keys()
    assert "acled: 12 to 12 in 1 incidents" in text
    assert "From ledger (12 to 19) to acled (12 to 12)" in text
    assert "[acled.fatalities.conservative]" in text


def test_the_victims_alone_are_no_actor() -> None:
    world = World()
    world.incident("one")
    world.toll("one", "fighter", (9, 9, "monitor"), event="Air/drone strike", targets=("falcons",))
    assert _out(world, "ucdp") == "ucdp.out.actor"
    assert _row(world, "acled")["actor1"] == "Unidentified Military Forces (Syria)"


def test_an_attack_on_soldiers_is_a_clash() -> None:
    world = World()
    world.incident("one")
    told = {"event": "Attack", "actors": ("falcons",), "targets": ("army",)}
    world.toll("one", "soldier", (5, 5, "monitor"), **told)
    row = _row(world, "acled")
    assert (row["sub_event_type"], row["actor2"], row["interaction"]) == ("Armed clash", "Sarnian army", 12)


def test_several_doers_of_a_strike_are_associated() -> None:
    world = _strike(actors=("army", "falcons"))
    row = _row(world, "acled")
    assert {row["actor1"], row["assoc_actor_1"]} == {"Sarnian army", "Falcon Brigade"}
    assert "acled.actor.several" in apply(world.dossier(), "acled").rows[0].note


def test_a_person_acts_for_the_body() -> None:
    world = _strike(actors=("falcon-speaker",))
    assert _row(world, "ucdp")["side_a"] == "Falcon Brigade"
