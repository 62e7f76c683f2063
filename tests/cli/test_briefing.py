"""The brief from the command line: narrowed, what changed since the last one, in which files."""

import csv
import io
import sys
from pathlib import Path
from typing import Any

import pytest

from crossbearing.ledger import Ledger
from tests.cli.program import one_line, run
from tests.quick import quick_read

FIRST = """Clashes near Tarm
3 March 2020
At least 12 civilians were killed in Tarm on 2 March, the Tarm Observatory said.
"""
SECOND = """Army speaks of Tarm
5 March 2020
The army said 40 civilians were killed in Tarm on 2 March.
"""


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without a parser, where what was read is not the point."""
    monkeypatch.setattr("crossbearing.run.read", quick_read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a ledger of one report."""
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(SECOND)
    assert run("add", tmp_path / "a.txt", "--ledger", tmp_path / "l.db").code == 0
    return tmp_path


def brief(folder: Path, *arguments: Any) -> str:
    done = run("brief", "--ledger", folder / "l.db", "--out", folder / "out", *arguments)
    assert (done.code, done.err) == (0, ""), done
    return (folder / "out" / "brief.md").read_text()


def test_the_next_brief_says_what_changed(folder: Path) -> None:
    assert "Changed since" not in brief(folder)
    same = brief(folder)
    assert "## Changed since the brief of " in same
    assert "Nothing: the same reports" in same
    assert run("add", folder / "b.txt", "--ledger", folder / "l.db").code == 0
    told = brief(folder)
    assert "**New reports:** Report 2." in told
    assert "Changed since" not in brief(folder, "--no-changes")
    quiet = run("brief", "--ledger", folder / "l.db", "--out", folder / "out", "--quiet")
    with Ledger.open(folder / "l.db") as ledger:
        *noted, last = ledger.briefs()
    assert f"(noted as {last.id})" in quiet.out
    assert [one.scope for one in noted] == ["{}"] * 4
    first = brief(folder, "--changes-since", noted[0].id[:10])
    assert "**New reports:** Report 2." in first
    assert "Nothing: the same" in brief(folder, "--changes-since", noted[-1].at.isoformat())


def test_each_scope_has_its_own_last_brief(folder: Path) -> None:
    brief(folder)
    narrow = brief(folder, "--since", "2020-03-01", "--until", "2020-03-04")
    assert "## Narrowed to\n\n**What is told of 1–4 March 2020" in narrow
    assert "Changed since" not in narrow
    assert "Changed since" in brief(folder, "--until", "2020-03-04", "--since", "2020-03-01")
    with Ledger.open(folder / "l.db") as ledger:
        [whole, first, second] = ledger.briefs()
    assert first.scope == second.scope != whole.scope
    done = run("brief", "--ledger", folder / "l.db", "--out", folder / "o", "--changes-since", first.id)
    assert "not of the same scope" in one_line(done, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--place", "Nowhere"], "no such place"),
        (["--topic", "weather"], "no such topic"),
        (["--incident", "i-0"], "no such incident"),
        (["--since", "2020-03-05", "--until", "2020-03-01"], "end before they begin"),
        (["--format", "odt"], "no such format of a brief"),
        (["--format", ","], "no such format of a brief"),
        (["--changes-since", "1999-01-01"], "no brief of the same scope was written by then"),
        (["--changes-since", "b-nothing"], "no brief of that id"),
        (["--changes-since", "soon"], "no day, time or brief"),
        (["--changes-since", "1999-01-01", "--no-changes"], "cannot both be"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(folder: Path, arguments: list[str], said: str) -> None:
    done = run("brief", "--ledger", folder / "l.db", "--out", folder / "out", *arguments)
    assert said in one_line(done, 2)
    assert not list((folder / "out").glob("*"))


def test_the_files_that_were_asked_for_are_written(folder: Path) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("typst")
    out = folder / "out"
    done = run(
        "brief",
        "--ledger",
        folder / "l.db",
        "--out",
        out,
        "--format",
        "PDF, docx",
        "--quiet",
        "--pictures",
        out / "p",
    )
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"brief: {out / 'brief.docx'}\nalso:  {out / 'brief.pdf'}, ")
    assert sorted(path.name for path in out.iterdir()) == ["brief.docx", "brief.pdf", "p"]
    assert (out / "brief.pdf").read_bytes().startswith(b"%PDF-")
    for path in (out / "p").glob("*.csv"):
        rows = list(csv.DictReader(io.StringIO(path.read_text())))
        assert rows
        assert (out / "p" / f"{path.stem}.png").read_bytes().startswith(b"\x89PNG")
        assert (out / "p" / f"{path.stem}.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(("name", "module"), [("docx", "docx"), ("pdf", "typst")])
def test_a_missing_writer_is_one_line_that_names_the_fix(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setattr(
        "crossbearing.cli.briefing.find_spec", {"docx": True, "typst": True, module: None}.get
    )
    done = run("brief", "--ledger", folder / "l.db", "--out", folder / "out", "--format", f"html,{name}")
    assert f"pip install 'crossbearing[{name}]'" in one_line(done, 6)
    assert not (folder / "out").exists()


def test_a_ledger_that_cannot_be_written_still_gives_a_brief(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crossbearing.errors import LedgerError

    def refuse(*_: object, **__: object) -> None:
        raise LedgerError("the ledger cannot be written", where="l.db")

    monkeypatch.setattr(Ledger, "note_brief", refuse)
    done = run("brief", "--ledger", folder / "l.db", "--out", folder / "out")
    assert done.code == 0
    assert done.err.startswith("the brief is not noted")
    assert (folder / "out" / "brief.html").is_file()


def test_help_does_not_load_the_writers() -> None:
    import subprocess

    code = (
        "import sys, crossbearing.cli.app; print(sorted({'docx', 'typst', 'vl_convert'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_briefs_lists_what_was_written_and_how_much_changed(folder: Path) -> None:
    done = run("briefs", "--ledger", folder / "l.db")
    assert (done.code, done.out) == (0, "no briefs\n")
    brief(folder)
    brief(folder, "--until", "2020-03-04", "--topic", "casualties")
    run("brief", "--ledger", folder / "l.db", "--out", folder / "out", "--as-of", "2020-03-04")
    listed = run("briefs", "--ledger", folder / "l.db", "--json").json()
    assert [row["of"] for row in listed] == [
        "the whole ledger",
        "topic casualties, until 2020-03-04",
        "the whole ledger; as of 2020-03-04",
    ]
    assert [row["changes"] for row in listed] == [0, 0, 0]
    assert run("add", folder / "b.txt", "--ledger", folder / "l.db").code == 0
    again = run("briefs", "--ledger", folder / "l.db", "--json").json()
    assert [row["id"] for row in again] == [row["id"] for row in listed]
    assert again[0]["changes"] >= 2
    assert again[2]["changes"] == 0
    shown = brief(folder, "--changes-since", again[0]["id"])
    assert "**New reports:** Report 2." in shown
    table = run("briefs", "--ledger", folder / "l.db", "--locale", "de").out
    assert "until 04.03.2020" in table
    assert again[0]["id"] in table


def test_briefs_under_other_marks_cannot_be_compared(folder: Path) -> None:
    brief(folder)
    with Ledger.open(folder / "l.db") as ledger:
        [report] = ledger.dossier().reports
    run("protect", report.id, "--ledger", folder / "l.db", "--analyst", "R. Haddad")
    [row] = run("briefs", "--ledger", folder / "l.db", "--json").json()
    assert row["changes"] is None
