"""Snippet tables: days, marks of the day, datelines and bylines, one phrase a line."""

from pathlib import Path

import pytest

from crossbearing.ingest.bylines import match_byline
from crossbearing.ingest.datelines import match_dateline
from crossbearing.ingest.days import match_day, read_day
from crossbearing.ingest.stamps import whole_line


def _cases(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(text, expected.strip()) for text, expected in pairs]


@pytest.mark.parametrize(("text", "expected"), _cases("days.txt"))
def test_days(text: str, expected: str) -> None:
    day = match_day(text)
    assert (" or ".join(map(str, day.readings)) if day else "-") == expected


@pytest.mark.parametrize(("text", "expected"), _cases("stamps.txt"))
def test_stamps(text: str, expected: str) -> None:
    found = "; ".join(f"{stamp.rank} {' or '.join(map(str, stamp.readings))}" for stamp in whole_line(text))
    assert (found or "-") == expected


@pytest.mark.parametrize(("text", "expected"), _cases("datelines.txt"))
def test_datelines(text: str, expected: str) -> None:
    found = match_dateline(text)
    if found is None:
        assert expected == "-"
        return
    agencies = f" [{', '.join(found.agencies)}]" if found.agencies else ""
    assert text[: found.end].strip() + agencies == expected


@pytest.mark.parametrize(("text", "expected"), _cases("bylines.txt"))
def test_bylines(text: str, expected: str) -> None:
    assert (match_byline(text) or "-") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-12-13T23:30:00Z", "2016-12-13"),
        ("20161213", "2016-12-13"),
        (1_481_600_000, "2016-12-13"),
        (1_481_600_000_000, "2016-12-13"),
        ("yesterday", ""),
        (17, ""),
        (True, ""),
        (None, ""),
        ([2016], ""),
    ],
)
def test_days_of_records(value: object, expected: str) -> None:
    assert " ".join(map(str, read_day(value))) == expected
