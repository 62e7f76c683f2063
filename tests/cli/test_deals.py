"""Agreements from the command line: what is due on which day, and what is said of their keeping."""

from pathlib import Path

from tests.cli.program import one_line, run


def test_agreements_say_which_day_they_are_held_against(sample_file: Path) -> None:
    done = run("agreements", "--ledger", sample_file)
    assert (done.code, done.err) == (0, "deadlines held against 2016-12-14 (the last report's day)\n")
    assert "evacuation, Aleppo, announced 2016-12-13 [" in done.out
    assert "leaves out: " in done.out
    assert "alleged breach: " in done.out
    assert "denial: " in done.out


def test_overdue_and_upcoming_part_the_deadlines(sample_file: Path) -> None:
    given = ("--ledger", sample_file, "--json")
    late = run("agreements", "--overdue", "--on", "2016-12-20", *given).json()
    assert late["agreements"]
    assert {d["state"] for a in late["agreements"] for d in a["deadlines"]} == {"overdue"}
    assert run("agreements", "--overdue", *given).json()["agreements"] == []
    ahead = run("agreements", "--upcoming", *given).json()
    assert {d["state"] for a in ahead["agreements"] for d in a["deadlines"]} == {"upcoming"}
    assert run("agreements", "--overdue", "--ledger", sample_file).out == "no overdue deadlines\n"
    assert "overdue by 6 days" in run("agreements", "--on", "2016-12-20", "--ledger", sample_file).out


def test_agreements_of_an_earlier_day(sample_file: Path) -> None:
    done = run("agreements", "--as-of", "2016-12-09", "--ledger", sample_file)
    assert "against 2016-12-09" in done.err
    assert "evacuation" not in done.out
    assert run("agreements", "--as-of", "2016-12-01", "--ledger", sample_file).out == "no agreements\n"


def test_one_of_the_two(sample_file: Path) -> None:
    line = one_line(run("agreements", "--overdue", "--upcoming", "--ledger", sample_file), 2)
    assert "either overdue or upcoming" in line
