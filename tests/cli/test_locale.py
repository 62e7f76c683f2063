"""What people are told in the manner of a language, and what programs read, which stays."""

from pathlib import Path

import pytest

from crossbearing.errors import InputError
from tests.cli.program import one_line, run

TABLES = ("reports", "claims", "questions", "agreements", "copies", "silence", "judgements")


def test_days_are_written_by_locale(sample_file: Path, tmp_path: Path) -> None:
    done = run("brief", "--ledger", sample_file, "--out", tmp_path, "--locale", "de", "--format", "md,html")
    assert done.code == 0, done.err
    assert "13. Dezember 2016" in (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert "13. Dezember 2016" in done.out
    assert ">13. Dez.</text>" in (tmp_path / "brief.html").read_text(encoding="utf-8")


def test_an_unknown_locale_is_one_line(sample_file: Path, tmp_path: Path) -> None:
    done = run("brief", "--ledger", sample_file, "--out", tmp_path, "--locale", "klingon")
    assert "no such locale" in one_line(done, InputError.exit_code)
    for json in ((), ("--json",)):
        done = run("reports", "--ledger", sample_file, "--locale", "klingon", *json)
        assert "no such locale" in one_line(done, InputError.exit_code)


def test_tables_have_the_locales_days(sample_file: Path) -> None:
    assert "13.12.2016" in run("reports", "--ledger", sample_file, "--locale", "de").out
    assert "2016-12-13" in run("reports", "--ledger", sample_file).out
    told = run("agreements", "--ledger", sample_file, "--locale", "de")
    assert "announced 13.12.2016" in told.out
    assert "14.12.2016" in told.err
    changed = run("diff", "2016-12-09", "2016-12-13", "--ledger", sample_file, "--locale", "de")
    assert "(13.12.2016)" in changed.out
    assert changed.out.startswith("from 2016-12-09 to 2016-12-13")


@pytest.mark.parametrize("command", TABLES)
def test_json_is_the_same_in_every_locale(command: str, sample_file: Path) -> None:
    plain = run(command, "--ledger", sample_file, "--json")
    assert run(command, "--ledger", sample_file, "--json", "--locale", "sv").out == plain.out


def test_a_shell_may_choose_once(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported = run("export", "--ledger", sample_file)
    monkeypatch.setenv("CROSSBEARING_LOCALE", "de")
    assert "13.12.2016" in run("reports", "--ledger", sample_file).out
    assert "2016-12-13" in run("reports", "--ledger", sample_file, "--locale", "en").out
    assert run("export", "--ledger", sample_file).out == exported.out


def test_monitors_tables_keep_their_cells(sample_file: Path, tmp_path: Path) -> None:
    told = ("--ledger", sample_file, "--locale")
    for tag in ("en", "de"):
        done = run("monitor", "evacuations", "--out", tmp_path / tag, *told, tag)
        assert done.code == 0, done.err
    names = sorted(path.name for path in (tmp_path / "en").glob("*.csv"))
    assert names
    for name in names:
        plain, local = ((tmp_path / tag / name).read_text(encoding="utf-8") for tag in ("en", "de"))
        assert sorted(plain.splitlines()) == sorted(local.splitlines())
    assert "Dez." in (tmp_path / "de" / "evacuations.svg").read_text(encoding="utf-8")
