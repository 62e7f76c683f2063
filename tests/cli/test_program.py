"""The program as a process: pipes, terminals, help, versions, and how soon it starts."""

import contextlib
import os
import pty
import subprocess
import sys
import threading
from importlib.metadata import version
from pathlib import Path

import pytest

from crossbearing.cli import main
from tests.cli.program import one_line, run
from tests.quick import quick_read
from tests.wire import write_records

CALL = [sys.executable, "-c", "from crossbearing.cli import main; main()"]


def test_the_version_is_the_packages() -> None:
    assert run("--version").out == f"crossbearing {version('crossbearing')}\n"


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.code == 0
    commands = "brief add export reports claims questions incidents copies show judge merge split judgements"
    for name in (*commands.split(), "demo", "bench"):
        assert f"  {name} " in done.out
        assert run(name, "--help").code == 0


def test_no_arguments_are_help_and_a_wrong_command_is_exit_2() -> None:
    assert run().err.startswith("Usage: crossbearing [OPTIONS] COMMAND")
    wrong = run("breif")
    assert wrong.code == 2
    assert "No such command 'breif'" in wrong.err
    assert run("claims", "--since", "yesterday").code == 2


def test_completion_is_offered() -> None:
    assert "--install-completion" in run("--help").out


def test_bench_measures_every_stage(samples: Path) -> None:
    done = run("bench", samples / "1-harbour-wire.txt", "--json")
    rows = done.json()
    assert [row["stage"] for row in rows] == [
        "ingest",
        "start",
        "parse",
        "read (parse included)",
        "main path",
        "brief",
    ]
    assert all(row["seconds"] > 0 and row["peak_mb"] > 10 for row in rows)
    assert "words_per_s" in rows[0]


def test_bench_of_nothing_is_one_line(tmp_path: Path) -> None:
    assert "nothing could be read" in one_line(run("bench", tmp_path / "no"), 2)


def test_a_reader_that_goes_away_ends_it_quietly(sample_file: Path) -> None:
    call = [*CALL, "claims", "--ledger", str(sample_file)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_standard_output_is_exit_6(sample_file: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*CALL, "export", "--ledger", str(sample_file)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 6
    assert done.stderr.startswith("crossbearing: standard output: ")
    assert done.stderr.count("\n") == 1


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.read", quick_read)
    monkeypatch.setenv("FORCE_COLOR", "1")
    paths = write_records(tmp_path / "in")
    assert run("add", *paths, "--ledger", tmp_path / "a.db").err == ""
    ours, theirs = pty.openpty()
    seen: list[bytes] = []
    reader = threading.Thread(target=_drain, args=(ours, seen))
    reader.start()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setattr(
            "sys.argv", ["crossbearing", "add", *map(str, paths), "--ledger", str(tmp_path / "b.db")]
        )
        with pytest.raises(SystemExit) as end:
            main()
    reader.join(timeout=20)
    os.close(ours)
    assert end.value.code == 0
    assert b"reading" in b"".join(seen)


def _drain(terminal: int, seen: list[bytes]) -> None:
    """Read a terminal until it is closed: one that is never read takes no more after a page or so."""
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 100_000):
            seen.append(part)


def test_an_ascii_world_is_no_failure(sample_file: Path) -> None:
    done = subprocess.run(
        [*CALL, "claims", "--ledger", str(sample_file)],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "…".encode() in done.stdout or b"claim" in done.stdout
    assert done.stderr == b""


def test_listing_starts_without_what_reads() -> None:
    heavy = {"spacy", "altair", "trafilatura", "vl_convert", "jinja2", "datasketch"}
    code = (
        "import sys\nfrom crossbearing.cli import app\nimport crossbearing.ledger, crossbearing.exports\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        f"{heavy!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_fault_of_ours_is_one_line_too(sample_file: Path) -> None:
    code = (
        "import sys, crossbearing.ledger.views as v\n"
        "def broken(self):\n    raise ZeroDivisionError('oh')\n"
        "v.Ledger.dossier = broken\nfrom crossbearing.cli import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "reports", "--ledger", str(sample_file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "crossbearing: ZeroDivisionError: oh (a fault of ours: CROSSBEARING_DEBUG=1 shows where)\n"
    )
