"""The five shared reports, where they are at hand."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_paths
from crossbearing.model import Rejected, Report
from crossbearing.settings import Settings

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def _reports(name: str) -> list[Report]:
    if not (SHARED / name).exists():
        pytest.skip("the shared reports are not beside this checkout")
    found = list(read_paths([SHARED / name], settings=Settings()))
    assert not [report for report in found if isinstance(report, Rejected)]
    return [report for report in found if isinstance(report, Report)]


@pytest.mark.shared
def test_five_reports() -> None:
    reports = _reports("aleppo-2016")
    days = [str(report.published.earliest) for report in reports]
    assert days == ["2016-12-13", "None", "2016-12-13", "2016-12-09", "2016-12-09"]
    assert [report.outlet for report in reports] == [None, None, "VOA", "Viet Nam News", None]
    assert [report.credits for report in reports] == [
        ("agencies",),
        ("Reuters", "Guardian", "PA"),
        (),
        ("AFP",),
        (),
    ]
    assert [report.byline for report in reports] == [None, None, "Margaret Besheer", None, None]
    assert all(report.title and report.language == "en" for report in reports)


@pytest.mark.shared
def test_hundreds_of_records() -> None:
    reports = _reports("corpora/syria-news/reports.jsonl")
    assert len(reports) == 653
    assert all(report.unread is None for report in reports)
    assert sum(report.published.basis == "stated" for report in reports) >= 640
    for report in reports:
        inked = sum(not char.isspace() for char in report.text)
        inside = sum(not c.isspace() for b in report.blocks for c in report.text[b.start : b.end])
        assert inked == inside
