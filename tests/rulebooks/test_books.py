"""What every book must hold to, whatever is told: its columns, its claims, its sums."""

import csv
import io
import random
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.errors import InputError
from crossbearing.judgements import judge
from crossbearing.model import Dossier
from crossbearing.monitors import to_csv
from crossbearing.rulebooks import BOOKS, apply, compare
from crossbearing.rulebooks.books import OF_INCIDENTS, Book
from crossbearing.rulebooks.lists import by_first, columns_of, rows
from tests.monitors.world import World

WIDTHS = {"acled": 31, "ucdp": 49, "airwars": 21, "ethprio": 87}
KINDS = [None, "Air/drone strike", "Armed clash", "Attack", "Remote explosive/landmine/IED", "Suicide bomb"]
GROUPS = ["people", "civilian", "child", "fighter", "soldier", "member"]
DOERS = [(), ("army",), ("rebels",), ("falcons", "army"), ("norland-air",), ("gunmen",)]
TARGETS = [(), ("villagers",), ("falcons",), ("army",)]
STATUSES = ["asserted", "unverified", "denied", "expected"]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    world = World()
    for n in range(draw(st.integers(0, 4))):
        day = draw(st.sampled_from([None, "2031-05-04", "2031-06-20"]))
        world.incident(f"i{n}", day, draw(st.sampled_from(["tarm", "mill", "hills", "sarnia", "nowhere"])))
        told = {
            "actors": draw(st.sampled_from(DOERS)),
            "targets": draw(st.sampled_from(TARGETS)),
            "event": draw(st.sampled_from(KINDS)),
            "status": draw(st.sampled_from(STATUSES)),
        }
        for group in draw(st.lists(st.sampled_from(GROUPS), max_size=3)):
            low = draw(st.integers(0, 60))
            high = draw(st.one_of(st.none(), st.integers(low, low + 40)))
            world.toll(f"i{n}", group, (low, high, "monitor"), (low + 1, high and high + 1, "state"), **told)
    if draw(st.booleans()):
        world.deal(draw(st.sampled_from(["ceasefire", "evacuation"])))
    return world.dossier()


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_rows_have_the_books_columns_and_only_claims_that_exist(dossier: Dossier) -> None:
    held = {claim.id for claim in dossier.claims}
    listed = by_first("rules")
    for book in BOOKS:
        table = apply(dossier, book)  # type: ignore[arg-type]
        assert table.columns == columns_of(book)
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            assert set(row.claims) | {c for w in row.why for c in w.claims} <= held
            assert {w.rule for w in row.why} <= listed.keys()
            assert {w.column for w in row.why} <= set(table.columns)
            assert row.note
        assert {gone.rule for gone in table.left_out} <= listed.keys()
        things = dossier.agreements if book == "ethprio" else dossier.incidents
        told = {row.subject for row in table.rows} | {gone.subject for gone in table.left_out}
        assert told == {thing.id for thing in things}


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_numbers_are_in_order(dossier: Dossier) -> None:
    for row in apply(dossier, "ucdp").records():
        low, best, high = (int(str(row[name])) for name in ("low", "best", "high"))
        parts = [int(str(row[f"deaths_{side}"])) for side in ("a", "b", "civilians", "unknown")]
        assert 0 <= low <= best <= high
        assert high >= 1
        assert sum(parts) == best
        assert min(parts) >= 0
    for row in apply(dossier, "acled").records():
        assert row["fatalities"] is None or int(str(row["fatalities"])) >= 0


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_differences_add_up_exactly(dossier: Dossier) -> None:
    found = compare(dossier)
    totals = {r["book"]: (r["least"], r["most"]) for r in found.totals.records()}
    for one, other in combinations(totals, 2):
        steps = [r for r in found.differences.records() if (r["from_book"], r["to_book"]) == (one, other)]
        for end, name in enumerate(("least", "most")):
            added = sum(float(str(step[name])) for step in steps)
            assert float(str(totals[one][end])) + added == float(str(totals[other][end]))
    for row in found.incidents.records():
        for book in OF_INCIDENTS:
            assert 0 <= float(str(row[f"{book}_least"])) <= float(str(row[f"{book}_most"]))
            out = row[f"{book}_counted"] == "no"
            assert not out or (row[f"{book}_most"] == 0 and f"{book}.out." in str(row[f"{book}_rules"]))
    for book in OF_INCIDENTS:
        own = sum(float(str(r[f"{book}_most"])) for r in found.incidents.records())
        assert own == float(str(totals[book][1]))


@settings(max_examples=15, deadline=None)
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_claims_makes_no_difference(dossier: Dossier, shuffled: random.Random) -> None:
    claims = list(dossier.claims)
    shuffled.shuffle(claims)
    for book in BOOKS:
        assert apply(replace(dossier, claims=tuple(claims)), book) == apply(dossier, book)  # type: ignore[arg-type]


@pytest.mark.parametrize("book", WIDTHS)
def test_columns_are_the_books_own(book: Book) -> None:
    columns = columns_of(book)
    assert len(columns) == len(set(columns)) == WIDTHS[book]
    header = next(csv.reader(io.StringIO(to_csv(apply(World().dossier(), book))[f"{book}.csv"].decode())))
    assert tuple(header) == columns


def test_an_unknown_book_is_an_input_error() -> None:
    with pytest.raises(InputError, match="acled"):
        apply(World().dossier(), "almanac")  # type: ignore[arg-type]


LISTS = "rules columns acled_events acled_words inter countries strikes sites purposes"


@pytest.mark.parametrize("name", LISTS.split())
def test_every_row_of_a_list_has_an_example(name: str) -> None:
    found = rows(name)
    assert all(row["example"] for row in found)
    assert name == "inter" or len({next(iter(row.values())) for row in found}) == len(found)


def test_every_event_type_of_acled_is_there_once() -> None:
    kinds = {row["event_type"] for row in rows("acled_events")}
    assert len(rows("acled_events")) == 25
    assert len(kinds) == 6


def test_rules_name_their_book_and_basis() -> None:
    for row in rows("rules"):
        assert row["rule"].startswith(f"{row['book']}.")
        assert row["basis"] in ("published", "remembered", "ours")


def test_a_judged_grade_replaces_the_suggested_one() -> None:
    world = World()
    world.incident("one")
    world.toll("one", "civilian", (12, 12, "monitor"), event="Air/drone strike", actors=("army",))
    world.suggest("one", harm="weak")
    [row] = apply(world.dossier(), "airwars").records()
    assert row["Airwars civilian harm grading"] == "Weak (suggested)"
    verdict = judge("one", "accept", analyst="R. Haddad", at=datetime(2031, 5, 9, tzinfo=UTC), grade="fair")
    judged = apply(replace(world.dossier(), assessments=(verdict,)), "airwars")
    assert judged.records()[0]["Airwars civilian harm grading"] == "Fair"
    assert "airwars.harm-grade.person" in judged.rows[0].note
