import re

import pytest

from crossbearing.brief.lists import form, read_asset, rows
from crossbearing.brief.numerals import read_numbers
from crossbearing.brief.wording import plural, say_actor
from crossbearing.errors import DataError
from crossbearing.model import Actor


@pytest.mark.parametrize("row", rows("forms"), ids=lambda row: row["key"])
def test_every_form_fits_its_example(row: dict[str, str]) -> None:
    pattern = "".join(
        ".*" if n % 2 else re.escape(piece) for n, piece in enumerate(re.split(r"\{(\w+)\}", row["form"]))
    )
    assert re.search(pattern, row["example"]), row


@pytest.mark.parametrize("row", rows("articles"), ids=lambda row: row["head"])
def test_every_article_row_holds(row: dict[str, str]) -> None:
    name = row["example"].removeprefix("the ")
    assert say_actor(Actor(id="a", name=name, kind="other")) == row["example"]


@pytest.mark.parametrize("row", rows("numbers"), ids=lambda row: row["word"])
def test_every_number_word_reads(row: dict[str, str]) -> None:
    assert read_numbers(row["example"])[0] == (float(row["lower"]), float(row["upper"]))


@pytest.mark.parametrize("row", rows("plurals"), ids=lambda row: row["one"])
def test_every_plural_holds(row: dict[str, str]) -> None:
    assert plural(row["one"], 3) == row["many"]
    assert row["many"] in row["example"]


@pytest.mark.parametrize("row", rows("measures"), ids=lambda row: row["measure"])
def test_every_measure_has_its_verbs(row: dict[str, str]) -> None:
    assert row["example"] == f"12 people {row['many']}"
    assert row["label"] in row["one"] or row["measure"] == "remaining"


@pytest.mark.parametrize("row", rows("statuses"), ids=lambda row: row["status"])
def test_every_status_mark_stands_in_its_example(row: dict[str, str]) -> None:
    assert row["mark"] in row["example"]


@pytest.mark.parametrize("row", rows("labels"), ids=lambda row: row["key"])
def test_every_label_stands_in_its_example(row: dict[str, str]) -> None:
    assert row["words"] in row["example"]


def test_a_missing_list_is_a_data_error() -> None:
    with pytest.raises(DataError):
        rows("no-such-list")
    with pytest.raises(DataError):
        read_asset("templates", "no-such-file")


def test_forms_keep_their_spaces() -> None:
    assert form("and") == " and "
