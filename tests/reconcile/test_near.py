"""Where a telling lies that names no town: by what its report names, and never against what it says."""

from msgspec.structs import replace

from crossbearing.model import Place
from crossbearing.reconcile.likeness import may_be_one, trace_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.signs import tellings_of
from tests.factory import claim, dossier

MORE = (
    Place(id="north", name="Northern Province", kind="region", precision="region", within="sarnia"),
    Place(id="arda", name="Arda", kind="city", precision="city", within="north"),
    Place(id="old-town", name="Old Town", kind="district", precision="district", within="tarm"),
    Place(id="hamlet", name="Ashen", kind="city", precision="country", within="sarnia"),
)


def told(*places):
    """Tellings of one report, each a strike at the next of some places, and what they point at."""
    claims = [
        claim(
            "wire",
            f"Strike {n} killed nine",
            places=(place,) if place else (),
            time="2020-05-07",
            plover="ASSAULT",
        )
        for n, place in enumerate(places)
    ]
    found = dossier(claims, {"wire": "2020-05-08"})
    lookup = Lookup(replace(found, places=(*found.places, *MORE)))
    return tellings_of(found.claims, lookup), lookup


def test_a_telling_without_a_place_lies_where_the_one_before_does():
    tellings, _ = told("tarm", None)
    assert tellings[1].near == ("tarm",)


def test_a_telling_of_a_region_takes_no_town_outside_it():
    tellings, _ = told("tarm", "north")
    assert tellings[1].near == ()
    tellings, _ = told("arda", "north")
    assert tellings[1].near == ("arda",)


def test_an_unlisted_village_may_lie_by_the_town_named_before():
    tellings, lookup = told("tarm", "hamlet")
    assert tellings[1].places == ("hamlet",)
    assert tellings[1].near == ("tarm",)
    assert set(trace_of(tellings[1:], lookup).places) == {"hamlet", "tarm"}


def test_the_side_of_a_town_may_hold_a_quarter_of_it_but_no_other_side_or_quarter_of_one():
    _, lookup = told("tarm")
    assert may_be_one("west-tarm", "old-town", lookup)
    assert not may_be_one("west-tarm", "east-tarm", lookup)
    assert not may_be_one("west-tarm", "mill", lookup)
    assert not may_be_one("west-tarm", "arda", lookup)
