"""Exports from the command line: to standard output or a folder, and all as the door gives them."""

from pathlib import Path

import pytest

from crossbearing.cli.exporting import FORMAT_HELP
from crossbearing.exports import FORMATS, export
from crossbearing.model import Dossier
from crossbearing.switches import Without, without
from tests.cli.program import one_line, run

SEVERAL = ("csv", "parquet")


def test_help_lists_every_format_in_order() -> None:
    assert FORMAT_HELP.split(" (")[0].replace(" or ", ", ").split(", ") == list(FORMATS)
    shown = " ".join(run("export", "--help").out.split())
    assert all(name in shown for name in FORMATS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in SEVERAL])
def test_one_file_goes_to_standard_output(name: str, sample_file: Path, sample_dossier: Dossier) -> None:
    done = run("export", "--ledger", sample_file, "--format", name)
    [data] = export(sample_dossier, name).values()
    assert (done.code, done.err, done.out) == (0, "", data.decode())


@pytest.mark.parametrize("name", ["csv", "json"])
def test_files_go_to_a_folder(name: str, sample_file: Path, sample_dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    done = run("export", sample_file, "--format", name, "--out", folder, "--without-copies")
    files = export(without(sample_dossier, Without(copies=True)), name)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    assert done.out.splitlines() == [str(folder / file) for file in sorted(files)]
    assert done.err.startswith("left out: copies")


def test_several_files_need_a_folder(sample_file: Path) -> None:
    line = one_line(run("export", sample_file, "--format", "csv"), 2)
    assert "csv: this format is several files (--out DIR" in line


def test_a_folder_that_cannot_be_made_is_one_line(sample_file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    one_line(run("export", sample_file, "--format", "ics", "--out", tmp_path / "taken"), 2)
