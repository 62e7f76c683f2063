"""Reports read in several processes come out as from one, in order; a process that dies is one line."""

import os
import signal
from contextlib import nullcontext
from pathlib import Path

import pytest

from crossbearing.errors import DataError
from crossbearing.exports import to_contract
from crossbearing.ledger import Ledger
from crossbearing.model import Reading, Report
from crossbearing.reading import Crew
from crossbearing.run import add_reports
from crossbearing.settings import Settings
from tests.quick import quick_read
from tests.wire import write_records

TWO = Settings(workers=2)


def _reports(count: int) -> list[Report]:
    texts = [f"Report {n} said {n + 2} people were held in Orda." for n in range(count)]
    return [Report(id=f"r-{n}", text=text, sha256=str(n), path=f"{n}.txt") for n, text in enumerate(texts)]


def die_at_nine(report: Report, **_: object) -> Reading:
    """A reader that its machine kills at the tenth report."""
    if report.id == "r-9":
        os.kill(os.getpid(), signal.SIGKILL)
    return quick_read(report)


def die_at_nines(report: Report, **_: object) -> Reading:
    """A reader that its machine kills at a report of its text."""
    if report.text.startswith("Report 19 "):
        os.kill(os.getpid(), signal.SIGKILL)
    return quick_read(report)


def test_readings_come_in_the_order_given() -> None:
    reports = _reports(30)
    with Crew(quick_read, TWO) as crew:
        found = list(crew.read(iter(reports)))
    assert [report.id for report, _ in found] == [report.id for report in reports]
    assert [reading for _, reading in found] == [quick_read(report) for report in reports]


def test_a_process_that_dies_is_one_line_with_what_to_do() -> None:
    with Crew(die_at_nine, TWO) as crew, pytest.raises(DataError, match="a reading process died") as died:
        list(crew.read(iter(_reports(20))))
    assert "\n" not in died.value.line()


def test_a_ledger_is_the_same_by_one_and_by_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.read", quick_read)
    monkeypatch.setattr("crossbearing.run.MANY", 2)
    paths = write_records(tmp_path / "reports")
    held = []
    for settings in (Settings(), TWO):
        with Ledger.open(":memory:") as ledger:
            add_reports(paths, ledger, settings=settings)
            held.append(to_contract(ledger.dossier()))
    assert held[0] == held[1]


def test_a_run_whose_crew_died_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.MANY", 2)
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in _reports(30):
        (folder / f"{report.id}.txt").write_text(report.text)
    held = []
    for readers in ((die_at_nines, quick_read), (quick_read,)):
        with Ledger.open(":memory:") as ledger:
            for n, reader in enumerate(readers, start=1):
                monkeypatch.setattr("crossbearing.run.read", reader)
                with nullcontext() if n == len(readers) else pytest.raises(DataError):
                    add_reports([folder], ledger, settings=TWO)
            held.append(to_contract(ledger.dossier()))
    assert held[0] == held[1]


def test_parts_taken_side_by_side_come_out_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.read", quick_read)
    paths = write_records(tmp_path / "reports")
    held = []
    for many, most in ((100, 500), (2, 1), (2, 3)):
        monkeypatch.setattr("crossbearing.run.MANY", many)
        monkeypatch.setattr("crossbearing.run._STALE_EACH", most)
        with Ledger.open(":memory:") as ledger:
            add_reports(paths, ledger, settings=TWO)
            held.append(to_contract(ledger.dossier()))
    assert held[0] == held[1] == held[2]
