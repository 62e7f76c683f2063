"""Reading reports in from the command line: what goes well, and each bad input as one clear line."""

import gzip
import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from crossbearing.exports import contract_schema
from tests.cli.program import one_line, run
from tests.quick import quick_read
from tests.wire import RECORDS, write_records

GOOD = "Smoke over Tarm\n\n2 March 2020\n\nMonitor said 12 civilians were killed in Tarm on Monday.\n"


@pytest.fixture
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without a parser, where what was read is not the point."""
    monkeypatch.setattr("crossbearing.run.read", quick_read)


def test_a_brief_of_the_samples(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    done = run("brief", samples, "--out", out)
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["brief.html", "brief.md", "crossbearing.db"]
    assert f"brief: {out / 'brief.html'}" in done.out
    assert re.search(r"^5 reports \(5 read now\), \d+ claims, \d+ questions", done.out, re.MULTILINE)
    assert (out / "brief.html").read_text().lower().startswith("<!doctype html>")
    before = (out / "brief.md").read_bytes()
    ledger = ("--ledger", out / "crossbearing.db")
    alone = run("brief", *ledger, "--out", tmp_path / "other", "--quiet", "--no-changes")
    assert alone.code == 0
    assert alone.out.count("\n") == 2
    assert (tmp_path / "other" / "brief.md").read_bytes() == before


@pytest.mark.usefixtures("_quickly")
def test_adding_twice_reads_nothing_again_and_exports(tmp_path: Path) -> None:
    paths, ledger = write_records(tmp_path / "in"), tmp_path / "l.db"
    assert "7 reports (7 read now)" in run("add", *paths, "--ledger", ledger).out
    assert "7 reports (0 read now, 7 met before)" in run("add", *paths, "--ledger", ledger).out
    done = run("export", ledger, "--format", "json")
    assert (done.code, done.err) == (0, "")
    jsonschema.validate(done.json(), contract_schema())
    assert done.out == run("export", "--ledger", ledger).out
    assert run("export", "--schema").json() == json.loads(json.dumps(contract_schema()))


@pytest.mark.usefixtures("_quickly")
def test_standard_input_and_packed_files(tmp_path: Path) -> None:
    packed = tmp_path / "a.txt.gz"
    packed.write_bytes(gzip.compress(GOOD.encode()))
    record = json.dumps(RECORDS["b-courier.json"]).encode()
    done = run("add", "-", packed, "--ledger", tmp_path / "l.db", stdin=record)
    assert "2 reports (2 read now)" in done.out


BAD: dict[str, tuple[str, bytes | None, str]] = {
    "a missing path": ("no.txt", None, "there is no such file or folder"),
    "an empty file": ("empty.txt", b"", "the file is empty"),
    "a blank file": ("blank.txt", b" \n\t\n", "the file is empty"),
    "a picture": (
        "p.txt",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20,
        "this is not text",
    ),
    "another kind": ("p.docx", b"PK\x03\x04", "files of this kind (.docx) are not read"),
    "broken characters": ("broken.txt", GOOD.encode() + b"\xff\xfe\x80" * 3 + "عربي".encode()[:-1], ""),
    "a malformed line": (
        "n.jsonl",
        b'{"text": "Rain fell."}\n{"text": \n',
        "n.jsonl:2: this is not valid JSON",
    ),
    "a record without text": ("r.json", b'{"id": "1", "title": "T"}', 'neither "text" nor "html"'),
    "a page without text": (
        "h.html",
        b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "no report text",
    ),
    "a damaged archive": ("d.txt.gz", gzip.compress(GOOD.encode() * 50)[:-30], "the packed file is damaged"),
}


@pytest.mark.usefixtures("_quickly")
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_input_is_one_line_and_the_rest_is_done(tmp_path: Path, kind: str) -> None:
    name, data, reason = BAD[kind]
    good, bad, ledger = tmp_path / "good.txt", tmp_path / name, tmp_path / "l.db"
    good.write_text(GOOD)
    if data is not None:
        bad.write_bytes(data)
    done = run("add", bad, good, "--ledger", ledger)
    assert done.code == 0
    assert len(done.err.splitlines()) <= 1
    if done.err:
        assert done.err.startswith(f"refused {bad}")
        assert reason in done.err
        assert "1 refused" in done.out
    else:
        assert kind == "broken characters"
    assert GOOD in [r["text"] for r in run("export", ledger).json()["reports"]]
    alone = run("add", bad, "--ledger", tmp_path / "other.db")
    if "1 refused" in done.out and "jsonl" not in name:
        assert alone.code == 2
        assert alone.err.splitlines()[-1] == (
            "crossbearing: nothing could be read (each refusal is listed above)"
        )


@pytest.mark.usefixtures("_quickly")
def test_a_huge_file_is_refused_by_a_named_limit_and_limits_can_be_raised(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.write(GOOD.encode())
        file.truncate(21_000_000)
    line = run("add", huge, "--ledger", tmp_path / "l.db").err.splitlines()[0]
    assert line.startswith(f"refused {huge}: larger than max_file_bytes (20000000 bytes)")
    path = tmp_path / "long.txt"
    path.write_text(GOOD)
    short = run("add", path, "--ledger", tmp_path / "l.db", "--limit", "max_text_chars=20")
    assert "longer than max_text_chars (20 characters)" in short.err
    assert run("add", path, "--ledger", tmp_path / "l.db", "--limit", "max_text_chars=200").err == ""


@pytest.mark.parametrize(
    "limit", ["max_file_bytes", "max_file_bytes=", "max_file_bytes=-1", "max_file_bytes=x", "a=1"]
)
def test_a_limit_that_is_none_is_one_line(tmp_path: Path, limit: str) -> None:
    line = one_line(run("add", tmp_path, "--ledger", tmp_path / "l.db", "--limit", limit), 2)
    assert "limit" in line


@pytest.mark.usefixtures("_quickly")
def test_another_language_is_kept_unread(tmp_path: Path) -> None:
    path = tmp_path / "ar.txt"
    path.write_text(
        "قالت مصادر محلية إن القصف استمر على المدينة طوال الليل وإن عشرات العائلات نزحت من منازلها.\n" * 3
    )
    done = run("brief", path, "--out", tmp_path / "out")
    assert done.code == 0
    assert done.err == f"kept unread {path}: language: ar\n"
    assert "1 kept unread" in done.out
    assert "language: ar" in run("reports", "--ledger", tmp_path / "out" / "crossbearing.db").out


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(GOOD)
    path.chmod(0)
    assert "the file cannot be opened" in run("add", path, "--ledger", tmp_path / "l.db").err


@pytest.mark.usefixtures("_quickly")
def test_names_that_would_move_the_terminal_are_shown_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "bad\x1b[31m\nname.txt"
    path.write_bytes(b"")
    done = run("add", path, "--ledger", tmp_path / "l.db")
    assert "\x1b" not in done.err
    assert "bad\\x1b[31m\\nname.txt" in done.err


@pytest.mark.usefixtures("_quickly")
def test_nothing_readable_writes_no_brief(tmp_path: Path) -> None:
    done = run("brief", tmp_path / "no.txt", "--out", tmp_path / "out")
    assert done.code == 2
    assert not (tmp_path / "out" / "brief.html").exists()
    (tmp_path / "a.txt").write_text(GOOD)
    assert run("brief", tmp_path / "a.txt", "--out", tmp_path / "out").code == 0
    again = run("brief", tmp_path / "no.txt", "--out", tmp_path / "out")
    assert again.code == 2
    assert "no.txt" in (tmp_path / "out" / "brief.html").read_text()


@pytest.mark.usefixtures("_quickly")
@pytest.mark.parametrize("name", ["brief.html", "brief.md"])
def test_a_brief_that_cannot_be_written_is_exit_6_and_no_half_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    out = tmp_path / "out"
    (out / name).mkdir(parents=True)
    line = one_line(run("brief", tmp_path / "a.txt", "--out", out), 6)
    assert str(out / name) in line
    assert [p.name for p in out.iterdir() if p.name.startswith(".")] == []
    assert list((out / name).iterdir()) == []
    assert run("reports", "--ledger", out / "crossbearing.db").code == 0


def test_an_output_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("x")
    for command in (["brief", tmp_path, "--out", taken], ["demo", "--out", taken / "in"]):
        assert "name another folder" in one_line(run(*command), 2)


@pytest.mark.usefixtures("_quickly")
def test_a_gazetteer_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    line = one_line(
        run("add", tmp_path / "a.txt", "--ledger", tmp_path / "l.db", "--gazetteer", tmp_path / "no.csv"), 2
    )
    assert "no.csv" in line


def test_the_demo_leaves_its_samples_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.read", quick_read)
    done = run("demo", "--out", tmp_path / "demo")
    assert done.code == 0
    assert "5 reports (5 read now)" in done.out
    assert len(list((tmp_path / "demo" / "samples").iterdir())) == 4
