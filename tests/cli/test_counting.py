"""Rulebooks, comparisons and monitors from the command line."""

from pathlib import Path

from crossbearing.monitors import ALL_MONITORS
from crossbearing.rulebooks import BOOKS
from tests.cli.program import run


def test_every_book_and_monitor_is_written(sample_file: Path, tmp_path: Path) -> None:
    for book in BOOKS:
        assert run("rulebook", book, "--out", tmp_path, "--ledger", sample_file).code == 0
        assert (tmp_path / f"{book}.csv").stat().st_size
    for name in ALL_MONITORS:
        assert run("monitor", name, "--out", tmp_path, "--ledger", sample_file).code == 0
        assert (tmp_path / f"{name}.csv").stat().st_size
    assert "acled" in run("compare-rules", "--ledger", sample_file).out


def test_an_unknown_book_names_those_there_are(sample_file: Path, tmp_path: Path) -> None:
    done = run("rulebook", "nonsense", "--out", tmp_path, "--ledger", sample_file)
    assert done.code == 2
    assert "acled" in done.err
