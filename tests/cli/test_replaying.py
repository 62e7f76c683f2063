"""Days from the command line: the same in lists, exports and briefs; the ledger stays as it is."""

from datetime import date
from pathlib import Path

import pytest

from crossbearing.exports import to_contract
from crossbearing.ledger import Ledger
from crossbearing.model import Dossier
from crossbearing.replay import as_of
from crossbearing.switches import Without, without
from tests.cli.program import one_line, run

DAY = "2016-12-09"


def test_lists_and_exports_hold_what_was_out(sample_file: Path, sample_dossier: Dossier) -> None:
    then = as_of(sample_dossier, date.fromisoformat(DAY))
    given = ("--as-of", DAY, "--ledger", sample_file)
    assert run("export", *given).out.encode() == to_contract(then)
    assert [r["id"] for r in run("claims", *given, "--json").json()] == [c.id for c in then.claims]
    done = run("questions", *given, "--json")
    assert [row["id"] for row in done.json()] == [question.id for question in then.questions]
    assert (
        done.err
        == f"as of {DAY}: 2 of 5 reports were out; 1 report whose day was not known by then left out\n"
    )


def test_a_day_and_switches_go_together(sample_file: Path, sample_dossier: Dossier) -> None:
    rest = without(as_of(sample_dossier, date.fromisoformat(DAY)), Without(sides=("government",)))
    done = run("export", sample_file, "--as-of", DAY, "--without-side", "government")
    assert done.out.encode() == to_contract(rest)
    assert done.err.count("\n") == 2


def test_claims_are_asked_by_the_source_of_that_day(sample_file: Path, sample_dossier: Dossier) -> None:
    then = as_of(sample_dossier, date.fromisoformat(DAY))
    names = {actor.id: actor.name for actor in then.actors}
    rows = run("claims", "--as-of", DAY, "--source", "observatory", "--json", "--ledger", sample_file).json()
    wanted = [c.id for c in then.claims if "Observatory" in names.get(c.origin or "", "")]
    assert [row["id"] for row in rows] == wanted
    assert wanted


def test_the_brief_says_the_day(sample_file: Path, sample_dossier: Dossier, tmp_path: Path) -> None:
    done = run("brief", "--ledger", sample_file, "--as-of", DAY, "--out", tmp_path)
    assert done.code == 0
    told = "As of 9 December 2016, without later reports."
    for text in (done.out, (tmp_path / "brief.html").read_text(), (tmp_path / "brief.md").read_text()):
        assert told in " ".join(text.split())
        assert "Coastal Evening News" not in text
    with Ledger.open(sample_file) as ledger:
        assert ledger.dossier() == sample_dossier


@pytest.mark.parametrize("command", ["brief", "questions", "claims", "export"])
def test_before_the_first_report_there_is_nothing(command: str, sample_file: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path) if command == "brief" else ()
    done = run(command, "--ledger", sample_file, "--as-of", "2016-12-01", *out)
    assert done.code == 0
    assert "0 of 5 reports were out" in done.err


def test_what_is_no_day_is_refused(sample_file: Path) -> None:
    assert run("questions", "--ledger", sample_file, "--as-of", "yesterday").code == 2


def test_diff_tells_what_came_between_two_days(sample_file: Path, sample_dossier: Dossier) -> None:
    done = run("diff", DAY, "2016-12-13", "--ledger", sample_file)
    assert done.code == 0
    assert done.out.startswith(f"from {DAY} to 2016-12-13: 2 reports came, ")
    assert "\nNew questions\n" in done.out
    assert "\n    by: " in done.out
    told = run("diff", DAY, "2016-12-13", "--ledger", sample_file, "--json").json()
    assert len(told["came"]) == 2
    reports = {report.id for report in sample_dossier.reports}
    assert all(set(change["behind"]["reports"]) <= reports for change in told["questions"])
    assert all(change["behind"]["reports"] for change in told["questions"])


def test_diff_takes_files_and_days(sample_file: Path) -> None:
    assert run("diff", sample_file, sample_file).out.endswith("nothing changed\n")
    assert run("diff", sample_file, "2016-12-14", "--ledger", sample_file).out.endswith("nothing changed\n")
    assert "3 reports came" in run("diff", DAY, sample_file, "--ledger", sample_file).out


@pytest.mark.parametrize(
    ("one", "said"),
    [("2016-13-40", "no such day"), ("no.db", "no such ledger"), ("20161209", "no such ledger")],
)
def test_diff_of_what_is_not_there_is_one_line(one: str, said: str, sample_file: Path) -> None:
    assert said in one_line(run("diff", one, DAY, "--ledger", sample_file), 2)
