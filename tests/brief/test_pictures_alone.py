"""Pictures as files of their own: SVG that needs no page, PNG of its size, rows with the ids of claims."""

import csv
import io
import struct
from xml.etree import ElementTree

import pytest
from msgspec import structs

from crossbearing.brief import compose, pictures
from crossbearing.brief.captions import CAPTIONS, COLOURS
from crossbearing.brief.pictures import SCALE, draw_pictures, draw_rises
from crossbearing.brief.rising import figures_of
from crossbearing.brief.rising_picture import RISES_DRAWN
from crossbearing.brief.svg import TOPIC_COLOURS
from crossbearing.brief.values import words
from crossbearing.model import Dossier
from tests.brief.hostile import ARABIC, hostile
from tests.brief.story import story
from tests.brief.tolls import kel


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pictures(compose(story()), story())


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_each_picture_is_three_files(files: dict[str, bytes]) -> None:
    names = {name.partition(".")[0] for name in files}
    assert names == {"timeline", "casualties", "map", "carriers", "rising-1"}
    assert set(files) == {f"{name}.{end}" for name in names for end in ("svg", "png", "csv")}
    assert {name.partition("-")[0] for name in names} <= set(CAPTIONS)


def test_the_svg_needs_no_page(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".svg"):
            root = ElementTree.fromstring(data)
            assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
            assert b"var(" not in data
            assert root.get("role") == "img"


def test_the_png_is_as_large_as_the_svg(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".png"):
            assert data.startswith(b"\x89PNG\r\n\x1a\n")
            wide, high = struct.unpack(">II", data[16:24])
            root = ElementTree.fromstring(files[name.replace(".png", ".svg")])
            assert wide == pytest.approx(float(root.get("width", "")) * SCALE, abs=2)
            assert high == pytest.approx(float(root.get("height", "")) * SCALE, abs=2)


def test_the_rows_hold_the_ids_of_claims(files: dict[str, bytes]) -> None:
    known = {claim.id for claim in story().claims}
    for name, data in files.items():
        if name.endswith(".csv"):
            told = rows(data)
            assert told, name
            for row in told:
                assert set(row["claims"].split()) <= known
                assert row["claims"], name
    [seventy] = [row for row in rows(files["casualties.csv"]) if row["claims"] == "c-seventy"]
    assert (seventy["lower"], seventy["upper"], seventy["bound"]) == ("63", "70", "about")
    [carrier] = rows(files["carriers.csv"])
    assert carrier["reports"]


def _ends(*ends: float | None) -> tuple[str, ...]:
    return tuple("" if end is None else str(end) for end in ends)


def test_how_figures_rose_is_a_picture_of_its_own() -> None:
    brief = compose(kel())
    made = draw_rises(brief)
    assert [picture.name for picture in made] == ["rising-1", "rising-2"]
    told = rows(made[0].csv())
    assert [(row["on_whose_word"], row["lower"], row["upper"], row["replaced"]) for row in told] == [
        (words(thread.origin), *_ends(figure.lower, figure.upper), "yes" if figure.replaced else "no")
        for thread, figure in figures_of(brief.rises[0])
    ]
    assert told[-1]["claims"].split() == list(figures_of(brief.rises[0])[-1][1].told.claims)
    assert {row["about"] for row in told} == {brief.rises[0].about}
    assert made[1].title == "How many people were injured in Kel?"
    for picture in made:
        ElementTree.fromstring(picture.svg)
        assert "var(" not in picture.svg


def test_no_more_rises_are_drawn_than_on_the_page() -> None:
    brief = compose(kel())
    assert len(draw_rises(structs.replace(brief, rises=brief.rises * 9))) == RISES_DRAWN


def test_the_rows_of_the_map_say_what_is_a_point_and_what_an_area(files: dict[str, bytes]) -> None:
    told = rows(files["map.csv"])
    assert {row["shape"] for row in told} <= {"point", "area"}
    for row in told:
        assert (row["radius_km"] != "") is (row["shape"] == "point"), row


def test_a_brief_without_rows_has_no_pictures() -> None:
    assert pictures(compose(Dossier()), Dossier()) == {}


def test_hostile_names_stay_words() -> None:
    dossier = hostile()
    made = {picture.name: picture for picture in draw_pictures(compose(dossier), dossier)}
    for picture in made.values():
        ElementTree.fromstring(picture.svg)
        assert rows(picture.csv())
    assert any(ARABIC in row["on_whose_word"] for row in rows(made["casualties"].csv()))


def test_every_topic_has_a_colour_by_name() -> None:
    assert set(COLOURS) == set(TOPIC_COLOURS)
    by_name = {name: {TOPIC_COLOURS[t] for t, n in COLOURS.items() if n == name} for name in COLOURS.values()}
    assert all(len(shades) == 1 for shades in by_name.values())
