"""The gazetteer file and a user's own lists."""

import time
from pathlib import Path

import pytest

from crossbearing.errors import DataError, InputError
from crossbearing.places import find_places, open_gazetteer
from crossbearing.places.gazetteer import Gazetteer, ancestors
from crossbearing.places.supplement import own_rows, user_rows

from .reading import sentences


def test_opening_takes_under_a_third_of_a_second() -> None:
    path = Path(__file__).parents[2] / "src" / "crossbearing" / "places" / "data" / "gazetteer.sqlite"
    started = time.perf_counter()
    Gazetteer(path, own_rows())
    assert time.perf_counter() - started < 0.3


def test_places_lie_in_their_country() -> None:
    store = open_gazetteer()
    town = store.lookup("salqin")[0]
    assert [place.name for place in ancestors(store, town)] == ["Idlib Governorate", "Syria"]
    assert town.country == "SYR"
    assert store.country("SYR") is not None
    capital = store.capital("SYR")
    assert capital is not None
    assert capital.name == "Damascus"


def test_users_places_are_found_and_renamed(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,kind,lat,lon,within,alternates\nNorth Mill,site,36.2,37.1,Aleppo,Qarmanoush Mill\n",
        encoding="utf-8",
    )
    text = "Shells fell near Qarmanoush Mill in Aleppo."
    found = find_places(text, sentences(text), gazetteer=open_gazetteer((str(path),)))
    mill = found.places["p-x-north-mill"]
    assert (mill.lat, mill.lon, mill.kind, mill.precision) == (36.2, 37.1, "site", "near")
    assert mill.within is not None
    assert found.places[mill.within].name == "Aleppo"
    assert "p-x-north-mill" in {mention.place for mention in found.mentions}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lat,lon\n1,2\n", "no column"),
        ("name,kind\nMill,hamlet\n", "unknown kind"),
        ("name,kind,lat,lon\nMill,site,95,10\n", "no latitude"),
        ("name,kind,lat,lon\nMill,site,north,10\n", "line 2"),
        ("name,kind,precision\nMill,site,sharp\n", "unknown precision"),
        ("name,kind\n,site\n", "no name"),
    ],
)
def test_a_damaged_list_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        user_rows([str(path)])


def test_a_missing_list_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        user_rows(["nowhere.csv"])


def test_a_damaged_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"not a database at all, only some words" * 40)
    with pytest.raises(DataError):
        Gazetteer(path, ())
    with pytest.raises(DataError):
        Gazetteer(tmp_path / "none.sqlite", ())
