"""Silence as a command: only what is shown, and with a name or an id also why not."""

from pathlib import Path

from crossbearing.errors import InputError
from crossbearing.model import Dossier
from tests.cli.program import one_line, run


def test_only_what_is_shown_is_listed(sample_file: Path) -> None:
    done = run("silence", "--ledger", sample_file)
    assert (done.code, done.out) == (0, "no silence\n")


def test_with_an_outlet_it_says_why_not(sample_file: Path, sample_dossier: Dossier) -> None:
    rows = run("silence", "--ledger", sample_file, "--outlet", "north gazette", "--json").json()
    assert rows
    assert {row["outlet"] for row in rows} == {"North Gazette"}
    assert all(row["mentions"].startswith("cannot be told: ") for row in rows)
    one = rows[0]["incident"]
    again = run("silence", "--ledger", sample_file, "--incident", one, "--json").json()
    assert {row["incident"] for row in again} == {one}
    assert len(again) >= len({report.outlet for report in sample_dossier.reports if report.outlet})


def test_unknown_names_are_refused_in_one_line(sample_file: Path) -> None:
    for given in (("--outlet", "Nowhere Post"), ("--incident", "i-none")):
        done = run("silence", "--ledger", sample_file, *given)
        assert "no such" in one_line(done, InputError.exit_code)
