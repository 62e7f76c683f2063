"""One report on which our own code fails is kept unread and named; the others are read."""

import json
from pathlib import Path

import pytest

from crossbearing.ledger import Ledger
from crossbearing.model import Report
from crossbearing.reading import read, reader
from crossbearing.run import add_reports

SAID = "Twelve people were killed in Dara on Monday, the ministry said."


def fail(*_: object, **__: object) -> None:
    raise KeyError("a word\nof ours")


def test_a_fault_of_ours_is_the_readings_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSBEARING_DEBUG", raising=False)
    monkeypatch.setattr(reader, "read", fail)
    told = read(Report(id="r-1", text=SAID, sha256=""))
    assert told.claims == ()
    assert told.fault is not None
    assert told.fault.startswith("KeyError: ")
    assert "\n" not in told.fault


def test_with_debugging_a_fault_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSBEARING_DEBUG", "1")
    monkeypatch.setattr(reader, "read", fail)
    with pytest.raises(KeyError):
        read(Report(id="r-1", text=SAID, sha256=""))


def _written(folder: Path) -> Path:
    rows = [{"id": str(n), "title": f"Report {n}", "text": f"{SAID} Part {n}."} for n in range(3)]
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSBEARING_DEBUG", raising=False)
    whole = reader.read

    def once(report: Report, **more: object) -> object:
        return fail() if report.external_id == "1" else whole(report, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read", once)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        summary = add_reports([_written(tmp_path)], ledger)
        told = {claim.report for claim in ledger.dossier().claims}
    assert (summary.read, summary.reports, len(told)) == (3, 3, 2)
    (line,) = summary.unread
    assert "reading it failed, a fault of ours (KeyError: " in line


def test_an_input_on_which_taking_in_fails_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CROSSBEARING_DEBUG", raising=False)
    monkeypatch.setattr("crossbearing.ingest.records.make_report", fail)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        summary = add_reports([_written(tmp_path)], ledger)
    assert [refused.code for refused in summary.rejected] == ["fault"] * 3
    assert all("KeyError" in refused.reason for refused in summary.rejected)


@pytest.mark.parametrize(
    "text",
    [
        "THİRTY people were killed and ſix were wounded on 12 auguſt 2016.",
        "Tenſ of thouſands fled for ſix dayſ; 1.5 mİllİon had left.",
        "Date of publİcatİon: 12 Auguſt 2016\n\nThree weeKs of raids killed 9.",
    ],
)
def test_letters_that_patterns_take_for_others_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        summary = add_reports([path], ledger)
        assert all(claim.span.exact in text for claim in ledger.dossier().claims)
    assert (summary.read, summary.unread, summary.rejected) == (1, (), ())
