"""Bundles from the command line: written, checked, and every fault with its exit code."""

from pathlib import Path

import pytest

from crossbearing.bundle import pack
from crossbearing.model import Dossier
from tests.cli.program import one_line, run


def test_a_bundle_is_written_and_holds(sample_file: Path, sample_dossier: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "new" / "evidence.zip"
    done = run("bundle", file, "--ledger", sample_file)
    assert done.code == 0
    assert file.read_bytes() == pack(sample_dossier)
    checked = run("verify", file)
    assert (checked.code, checked.err) == (0, "")
    assert "5 reports (0 withheld)" in checked.out
    assert "all of it holds" in checked.out
    sums = [done.out.splitlines()[-1], checked.out.splitlines()[-1]]
    assert sums[0] == sums[1]
    assert sums[0].startswith("manifest SHA-256: ")
    assert run("verify", file, "--json").json()["faults"] == []


def test_reports_are_withheld_by_the_beginning_of_an_id(
    sample_file: Path, sample_dossier: Dossier, tmp_path: Path
) -> None:
    one = sample_dossier.reports[0].id
    run("bundle", tmp_path / "a.zip", "--hashes-only", one[:9], "--ledger", sample_file)
    assert (tmp_path / "a.zip").read_bytes() == pack(sample_dossier, hashes_only=[one])
    done = run("bundle", tmp_path / "b.zip", "--all-hashes", "--ledger", sample_file)
    assert "5 reports (5 withheld)" in done.out
    assert "no such report" in one_line(
        run("bundle", tmp_path / "c.zip", "--hashes-only", "r-none", "--ledger", sample_file), 2
    )
    assert not (tmp_path / "c.zip").exists()


def test_a_day_and_switches_reach_the_bundle(sample_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "then.zip"
    done = run(
        "bundle", file, "--as-of", "2016-12-09", "--without-side", "government", "--all-hashes",
        "--ledger", sample_file,
    )  # fmt: skip
    assert "2 reports (2 withheld)" in done.out
    assert run("verify", file).code == 0


def test_a_changed_bundle_is_refused_with_its_faults(sample_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "evidence.zip"
    run("bundle", file, "--ledger", sample_file)
    data = file.read_bytes()
    file.write_bytes(data.replace(b"shell", b"shall", 1))
    done = run("verify", file)
    assert "this bundle does not hold: " in one_line(done, 7)
    assert len(done.out.splitlines()) >= 2
    assert run("verify", file, "--json").code == 7


@pytest.mark.parametrize(("content", "code"), [(None, 2), (b"no bundle", 7), (b"", 7)])
def test_what_is_no_bundle_is_one_line(content: bytes | None, code: int, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    if content is not None:
        file.write_bytes(content)
    one_line(run("verify", file), code)
    one_line(run("verify", tmp_path), 2)
