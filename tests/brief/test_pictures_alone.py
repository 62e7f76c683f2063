"""Pictures as files of their own: SVG that needs no page, PNG of its size, rows with the ids of claims."""

import csv
import io
import struct
from xml.etree import ElementTree

import pytest

from crossbearing.brief import compose, pictures
from crossbearing.brief.captions import CAPTIONS, COLOURS
from crossbearing.brief.pictures import SCALE, draw_pictures
from crossbearing.brief.svg import TOPIC_COLOURS
from crossbearing.model import Dossier
from tests.brief.hostile import ARABIC, hostile
from tests.brief.story import story


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pictures(compose(story()), story())


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_each_picture_is_three_files(files: dict[str, bytes]) -> None:
    names = {name.partition(".")[0] for name in files}
    assert names == {"timeline", "casualties", "map", "carriers"}
    assert set(files) == {f"{name}.{end}" for name in names for end in ("svg", "png", "csv")}
    assert names <= set(CAPTIONS)


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
