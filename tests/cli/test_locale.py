"""A brief in the manner of a language: days and numbers, and a locale that nobody knows."""

from pathlib import Path

from crossbearing.errors import InputError
from tests.cli.program import one_line, run


def test_days_are_written_by_locale(sample_file: Path, tmp_path: Path) -> None:
    done = run("brief", "--ledger", sample_file, "--out", tmp_path, "--quiet", "--locale", "de")
    assert done.code == 0, done.err
    assert "13. Dezember 2016" in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_an_unknown_locale_is_one_line(sample_file: Path, tmp_path: Path) -> None:
    done = run("brief", "--ledger", sample_file, "--out", tmp_path, "--locale", "klingon")
    assert "no such locale" in one_line(done, InputError.exit_code)
