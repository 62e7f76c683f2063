"""Looking things up: filters, prefixes, joined actors, settled origins."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from crossbearing.errors import InputError, UnknownIdError
from crossbearing.ledger import ClaimFilter, Ledger
from crossbearing.model import Actor, Place, Reading
from tests.ledger.story import CLAIMS, NORTH, SOUTH, small_ledger


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with small_ledger() as ledger:
        yield ledger


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [2, 0, 1]),
        ({"search": "shells"}, [2, 0]),
        ({"search": "SHELLS killed"}, [0]),
        ({"search": "killed, shells!"}, [0]),
        ({"search": "cafe"}, [1]),
        ({"search": "shells NOT killed"}, []),
        ({"search": 'a "b* OR shells'}, []),
        ({"source": "monitor"}, [2, 0]),
        ({"source": "sarnian"}, [1]),
        ({"source": "no one"}, []),
        ({"topic": "other"}, [1]),
        ({"place": "Tarm"}, [2, 0]),
        ({"place": "sarnia"}, [2, 0, 1]),
        ({"place": "mill"}, [0]),
        ({"place": "Hill Province"}, []),
        ({"since": date(2020, 3, 5)}, [2, 1]),
        ({"since": date(2020, 3, 6)}, [2]),
        ({"until": date(2020, 3, 1)}, [1]),
        ({"until": date(2020, 2, 29)}, []),
        ({"since": date(2020, 3, 2), "until": date(2020, 3, 3)}, [1]),
        ({"report": "r-n"}, [0, 1]),
        ({"report": "r-_"}, []),
        ({"search": "shells", "place": "mill", "source": "monitor"}, [0]),
    ],
)
def test_claims_pass_a_filter(ledger: Ledger, wanted: dict[str, Any], found: list[int]) -> None:
    assert ledger.claims(ClaimFilter(**wanted)) == [CLAIMS[n] for n in found]


def test_a_search_without_a_word_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="no word"):
        ledger.claims(ClaimFilter(search=" ?! "))


def test_places_that_lie_in_each_other_in_a_ring_end(ledger: Ledger) -> None:
    ring = (
        Place(id="one", name="Ring", kind="city", precision="city", within="two"),
        Place(id="two", name="Rong", kind="city", precision="city", within="one"),
    )
    ledger.add(SOUTH, Reading(SOUTH.id, (replace(CLAIMS[2], places=("two",)),), (), ring))
    assert len(ledger.claims(ClaimFilter(place="ring"))) == 1


def test_things_are_found_by_id_and_by_its_beginning(ledger: Ledger) -> None:
    assert ledger.get("r-north") == ledger.get("r-no") == NORTH
    assert ledger.get(CLAIMS[0].id[:9]) == CLAIMS[0]
    monitor = ledger.get("monitor")
    assert isinstance(monitor, Actor)
    assert monitor.name == "War Monitor"
    assert ledger.get("tarm") == ledger.get("tar")
    with pytest.raises(UnknownIdError, match="no such id"):
        ledger.get("x-404")
    for several in ("r-", "c", ""):
        with pytest.raises(UnknownIdError, match="more than one"):
            ledger.get(several)
    with pytest.raises(UnknownIdError, match="no such id"):
        ledger.get("r%")


def test_one_report_is_found_by_its_id(ledger: Ledger) -> None:
    assert ledger.report("r-north") == NORTH
    assert ledger.report("r-nor") is None


def test_reading_a_report_anew_replaces_what_it_said(ledger: Ledger) -> None:
    ledger.add(NORTH, Reading(NORTH.id, (CLAIMS[1],), (), ()))
    assert ledger.claims() == [CLAIMS[2], CLAIMS[1]]
    assert ledger.claims(ClaimFilter(search="killed")) == []
    assert {a.id for a in ledger.dossier().actors} == {"monitor"}
    ledger.add(SOUTH, None)
    assert ledger.claims(ClaimFilter(search="shells")) == []
    assert ledger.states() == {"r-north": "read", "r-south": "waiting"}
    ledger.keep_as_repeat(NORTH.id)
    assert ledger.claims() == []
    assert ledger.states()["r-north"] == "repeat"


def test_an_actor_is_what_most_reports_say_of_it(ledger: Ledger) -> None:
    said = [
        Actor(id="a-1", name="Office", kind="ngo", aliases=("Bureau",), country="SRN"),
        Actor(id="a-1", name="Office", kind="intergovernmental", aliases=("The Office",)),
        Actor(id="a-1", name="Bureau", kind="intergovernmental", member_of="un"),
    ]
    reports = [replace(NORTH, id=f"r-{n}", sha256=str(n)) for n in range(3)]
    for order in ((0, 1, 2), (2, 1, 0)):
        for n in order:
            ledger.add(reports[n], Reading(reports[n].id, (), (said[n],), ()))
        assert ledger.get("a-1") == Actor(
            id="a-1",
            name="Office",
            kind="intergovernmental",
            aliases=("Bureau", "The Office"),
            member_of="un",
            country="SRN",
        )


def test_a_place_is_taken_whole_from_one_account(ledger: Ledger) -> None:
    east = Place(id="p-1", name="Tarm", kind="city", precision="city", lat=1.0, lon=2.0)
    west = replace(east, lat=5.0, lon=None)
    for n, place in enumerate((east, west, west)):
        report = replace(NORTH, id=f"r-{n}", sha256=str(n))
        ledger.add(report, Reading(report.id, (), (), (place,)))
    assert ledger.get("p-1") == west


def test_settled_origins_are_shown_and_can_be_put_back(ledger: Ledger) -> None:
    moved = replace(CLAIMS[0], origin="wire", inferred=("origin: carried",))
    ledger.save_outlets([Actor(id="wire", name="Wire", kind="media")])
    ledger.settle(["r-north"], [moved, CLAIMS[1]])
    assert ledger.stale("meetings") == ["r-north", "r-south"]
    assert ledger.get(CLAIMS[0].id) == moved
    assert ledger.claims(ClaimFilter(source="wire")) == [moved]
    assert ledger.dossier().claims == (CLAIMS[2], moved, CLAIMS[1])
    assert ledger.claims_as_read() == [CLAIMS[2], CLAIMS[0], CLAIMS[1]]
    ledger.settle(["r-north"], CLAIMS[:2])
    assert ledger.claims(ClaimFilter(source="wire")) == []
    assert ledger.claims(ClaimFilter(source="war monitor")) == [CLAIMS[2], CLAIMS[0]]
    assert ledger.dossier().claims == tuple(ledger.claims_as_read())


def test_a_report_met_at_two_places_bears_the_first_by_name(ledger: Ledger) -> None:
    for place in ("-", "c.txt", "a/b.txt", "b.txt"):
        ledger.note_input("1", place, NORTH.id)
        ledger.note_input("1", place, NORTH.id)
    found = ledger.report(NORTH.id)
    assert found is not None
    assert found.path == "a/b.txt"
    assert [place for report, place in ledger.inputs() if report == NORTH.id] == [
        "-",
        "a/b.txt",
        "b.txt",
        "c.txt",
    ]
    assert set(ledger.met_before("1").values()) == {NORTH.id}
    assert ledger.met_before("3") == {}
    assert len(ledger.claims(ClaimFilter(report=NORTH.id))) == 2
