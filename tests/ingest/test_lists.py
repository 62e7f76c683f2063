"""Every row of the room's lists does what its example says."""

import re

import pytest

from crossbearing.errors import DataError
from crossbearing.ingest import agencies, patterns, tables
from crossbearing.ingest.datelines import match_dateline
from crossbearing.ingest.days import match_day
from crossbearing.ingest.sources import _is_sidecar
from crossbearing.ingest.stamps import whole_line


def _matches(scope: str, pattern: str, words: str) -> bool:
    expression = re.compile(pattern, re.IGNORECASE)
    if scope in ("line", "list"):
        return expression.fullmatch(words) is not None
    if scope == "start":
        return expression.match(words) is not None
    if scope == "tail":
        return re.search(f"(?:{pattern})$", words, re.IGNORECASE) is not None
    return expression.search(words) is not None


@pytest.mark.parametrize("row", tables.rows("furniture.tsv"), ids=lambda row: row["example"])
def test_furniture(row: dict[str, str]) -> None:
    assert row["scope"] in ("line", "list", "inline", "start", "tail")
    assert row["kind"] in ("furniture", "credit")
    assert _matches(row["scope"], row["pattern"], row["example"])
    assert not _matches(row["scope"], row["pattern"], row["not"])


@pytest.mark.parametrize("row", tables.rows("photo_credits.tsv"), ids=lambda row: row["example"])
def test_photo_credits(row: dict[str, str]) -> None:
    assert patterns.photo_credit().search(row["example"])
    assert not patterns.photo_credit().search(row["not"])


@pytest.mark.parametrize("row", tables.rows("picture_sources.tsv"), ids=lambda row: row["name"])
def test_picture_sources(row: dict[str, str]) -> None:
    assert patterns.photo_credit().search(row["example"])


@pytest.mark.parametrize("row", tables.rows("caption_cues.tsv"), ids=lambda row: row["example"])
def test_caption_cues(row: dict[str, str]) -> None:
    assert patterns.caption_cue().match(row["example"])
    assert not patterns.caption_cue().match(row["not"])


@pytest.mark.parametrize("row", tables.rows("agencies.tsv"), ids=lambda row: row["name"])
def test_agencies(row: dict[str, str]) -> None:
    assert row["name"] in agencies.named(row["example"])
    for alias in filter(None, row["aliases"].split("|")):
        assert agencies.only(alias) == (row["name"],)


@pytest.mark.parametrize("row", tables.rows("outlets.tsv"), ids=lambda row: row["example"])
def test_outlets(row: dict[str, str]) -> None:
    assert (patterns.outlet_line(row["example"]) is None) == (row["kind"] == "section")


@pytest.mark.parametrize("row", tables.rows("day_cues.tsv"), ids=lambda row: row["cue"])
def test_day_cues(row: dict[str, str]) -> None:
    assert [stamp.rank for stamp in whole_line(row["example"])] == [row["rank"]]


@pytest.mark.parametrize("row", tables.rows("months.tsv"), ids=lambda row: row["name"])
def test_months(row: dict[str, str]) -> None:
    day = match_day(row["example"])
    assert day is not None
    assert day.readings[0].month == int(row["number"])


@pytest.mark.parametrize("row", tables.rows("dateline_places.tsv"), ids=lambda row: row["place"])
def test_dateline_places(row: dict[str, str]) -> None:
    found = match_dateline(row["example"])
    assert found is not None
    assert row["example"][: found.end].casefold().startswith(row["place"].casefold())


@pytest.mark.parametrize("row", tables.rows("no_datelines.tsv"), ids=lambda row: row["word"])
def test_no_datelines(row: dict[str, str]) -> None:
    assert match_dateline(row["example"]) is None


@pytest.mark.parametrize("row", tables.rows("headers.tsv"), ids=lambda row: row["label"])
def test_headers(row: dict[str, str]) -> None:
    assert row["example"].casefold().startswith(row["label"] + ":")
    assert row["field"] in ("title", "outlet", "byline", "day", "other")


@pytest.mark.parametrize("row", tables.rows("sidecars.tsv"), ids=lambda row: row["example"])
def test_sidecars(row: dict[str, str]) -> None:
    assert _is_sidecar(row["example"])


def test_a_missing_list_is_a_data_error() -> None:
    with pytest.raises(DataError):
        tables.rows("nothing.tsv")
