"""A run that is killed or finds no space: what was committed is whole, and a new run does the rest."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crossbearing.errors import LedgerError
from crossbearing.exports import to_contract
from crossbearing.ledger import Ledger
from crossbearing.run import add_reports
from tests.quick import quick_read
from tests.wire import write_records

ROOT = Path(__file__).resolve().parent.parent
_KILLED = """
import os, signal, sys
import crossbearing.ingest.report as ingest
import crossbearing.ledger.store as store
import crossbearing.run as run
from crossbearing.ledger import Ledger
from tests.quick import quick_read

ledger_file, stage, at, *paths = sys.argv[1:]
write = store._write_readings
written = 0

def english(*_):
    return "en"

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def tell(name, done, total):
    if name == stage and done == int(at):
        die()

def write_and_die(connection, readings):
    global written
    write(connection, readings)
    written += 1
    if stage == "inside" and written == int(at):
        die()

store._write_readings = write_and_die
run.read = quick_read
ingest.find_language = english
with Ledger.open(ledger_file) as ledger:
    run.add_reports(paths, ledger, progress=tell)
"""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr("crossbearing.run.read", quick_read)
    return write_records(tmp_path / "reports")


def _whole(paths: list[Path]) -> bytes:
    with Ledger.open(":memory:") as ledger:
        add_reports(paths, ledger)
        return to_contract(ledger.dossier())


@pytest.mark.parametrize(
    ("stage", "at", "taken", "read"),
    [("taking in", 4, 3, 0), ("inside", 3, 7, 3)],
)
def test_a_killed_run_goes_on_where_it_was(
    tmp_path: Path, paths: list[Path], stage: str, at: int, taken: int, read: int
) -> None:
    file = tmp_path / "l.db"
    arguments = [str(file), stage, str(at), *map(str, paths)]
    done = subprocess.run([sys.executable, "-c", _KILLED, *arguments], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with Ledger.open(file) as ledger:
        states = ledger.states()
        assert len(states) == taken
        assert sum(state != "waiting" for state in states.values()) == read
        summary = add_reports(paths, ledger)
        assert summary.read == 7 - read
        assert to_contract(ledger.dossier()) == _whole(paths)
    with sqlite3.connect(file) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_full_store_stops_with_one_line_and_keeps_what_was_whole(tmp_path: Path, paths: list[Path]) -> None:
    file = tmp_path / "l.db"
    with Ledger.open(file) as ledger:
        add_reports(paths[:2], ledger)
        held = to_contract(ledger.dossier())
        with ledger.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="no space is left") as full:
            add_reports(_long_reports(tmp_path / "more"), ledger)
        assert full.value.exit_code == 3
        assert "\n" not in full.value.line()
    with Ledger.open(file) as ledger:
        assert {r.id for r in ledger.reports()} >= {r["id"] for r in _reports(held)}
        assert len(ledger.claims()) >= 3
        add_reports([*paths, tmp_path / "more"], ledger)
        assert ledger.totals().reports == 19


def _long_reports(folder: Path) -> list[Path]:
    """So many reports that they need more room than there is."""
    folder.mkdir()
    paths = [folder / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        sentence = f"Report {number} said {number + 2} people were held in Orda. "
        path.write_text(f"News of day {number}.\n\n{sentence * 40}")
    return paths


def _reports(contract: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(contract)["reports"]
    return found


_ON_A_FULL_DISK = """
import resource, sys
import crossbearing.run as run
from crossbearing import Settings, read_text
from crossbearing.cli import main
from tests.quick import quick_read
run.read = quick_read
read_text("Families fled the town when shells fell near the mill.", settings=Settings())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
main()
"""


def test_a_full_disk_is_exit_3_and_nothing_is_lost(tmp_path: Path, paths: list[Path]) -> None:
    file = tmp_path / "l.db"
    with Ledger.open(file) as ledger:
        add_reports(paths[:2], ledger)
        held = {report.id for report in ledger.reports()}
    room = str(file.stat().st_size)
    big = tmp_path / "big.txt"
    big.write_text("News.\n\n" + "Report said 5 people were held in Orda. " * 1200)
    done = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, room, "add", str(big), "--ledger", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    [line] = done.stderr.splitlines()
    assert "whole" in line
    assert "Traceback" not in done.stderr
    with Ledger.open(file) as ledger:
        assert {report.id for report in ledger.reports()} >= held
        add_reports([*paths, big], ledger)
        assert ledger.totals().reports == 8


def test_it_stops_at_ctrl_c_with_exit_130(tmp_path: Path, paths: list[Path]) -> None:
    file = tmp_path / "l.db"
    heard = (
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is deaf to it\n"
    )
    program = heard + _KILLED.replace("SIGKILL", "SIGINT").replace(
        "with Ledger.open(ledger_file)",
        "from crossbearing.cli.app import main\nadd = run.add_reports\n"
        "run.add_reports = lambda *a, **k: add(*a, **(k | {'progress': tell}))\n"
        "sys.argv = ['crossbearing', 'add', '--ledger', ledger_file, *paths]\nmain()\n"
        "with Ledger.open(ledger_file)",
    )
    arguments = [str(file), "reading", "2", *map(str, paths)]
    done = subprocess.run(
        [sys.executable, "-c", f"import signal\n{program}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 130, done.stderr
    assert done.stderr == "crossbearing: stopped; what was committed is whole, run again to go on\n"
    with Ledger.open(file) as ledger:
        add_reports(paths, ledger)
        assert to_contract(ledger.dossier()) == _whole(paths)
