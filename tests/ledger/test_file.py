"""The file itself: opened, refused, protected, let go of; each failure one line that says what to do."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from crossbearing.errors import LedgerError
from crossbearing.ledger import Ledger, migrations
from crossbearing.model import Assessment, Reading, Report
from tests.ledger.story import ACTORS, NORTH, small_ledger


def _refusal(path: Path) -> str:
    with pytest.raises(LedgerError) as refused:
        Ledger.open(path)
    line = refused.value.line()
    assert "\n" not in line
    assert refused.value.exit_code == 3
    return line


def test_migrations_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    Ledger.open(path).close()
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT number, name FROM migrations").fetchall() == [
            (number, name) for number, name, _ in migrations.STEPS
        ]
    numbers = [number for number, _, _ in migrations.STEPS]
    assert numbers == sorted(set(numbers))


def test_an_opening_that_failed_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    whole = migrations.STEPS
    broken = (2, "break", lambda connection: connection.exec_driver_sql("NO SUCH WORD"))
    monkeypatch.setattr(migrations, "STEPS", (whole[0], broken))
    assert "the store failed" in _refusal(path)
    monkeypatch.setattr(migrations, "STEPS", whole)
    with small_ledger(str(path)) as ledger:
        assert len(ledger.claims()) == 3


def test_an_older_ledger_is_taken_through_the_missing_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    small_ledger(str(path)).close()
    later = (99, "add a table", lambda connection: connection.exec_driver_sql("CREATE TABLE more (a)"))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, later))
    with Ledger.open(path) as ledger:
        assert len(ledger.claims()) == 3
    with sqlite3.connect(path) as file:
        assert (99,) in file.execute("SELECT number FROM migrations").fetchall()


def test_a_ledger_that_counted_names_with_the_rest_says_the_same_of_actors(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with small_ledger(str(path)) as ledger:
        named = replace(ACTORS[0], aliases=("the second", "another"))
        ledger.add(NORTH, Reading(NORTH.id, (), (named,), ()))
        before = ledger.dossier()
    assert ("another", "the second") in [actor.aliases for actor in before.actors]
    with sqlite3.connect(path) as file:
        file.execute("DELETE FROM migrations WHERE number >= 6")
        file.execute("DROP TABLE tellings")
        file.execute("DELETE FROM accounts WHERE kind IN ('actor', 'name')")
        file.execute("INSERT INTO accounts SELECT 'actor', id, data, count(*) FROM actors GROUP BY id, data")
        file.execute("DELETE FROM stale")
    with Ledger.open(path) as ledger:
        assert ledger.dossier() == before
        assert ledger.stale("meetings") == sorted(report.id for report in before.reports)


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    Ledger.open(path).close()
    with sqlite3.connect(path) as file:
        file.execute("INSERT INTO migrations VALUES (1000, 'from the future')")
    before = path.read_bytes()
    assert "newer version" in _refusal(path)
    assert "upgrade crossbearing" in _refusal(path)
    assert path.read_bytes() == before


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes on a siege, and no ledger of any kind.\n" * 40)
    assert "this file is not a ledger" in _refusal(text)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE bookmarks (a)")
    before = other.read_bytes()
    assert "this database is not a ledger" in _refusal(other)
    assert other.read_bytes() == before


def test_folders_that_are_missing_or_in_the_way_are_named(tmp_path: Path) -> None:
    assert f"{tmp_path / 'no'}: no such folder" in _refusal(tmp_path / "no" / "l.db")
    assert "this is a folder" in _refusal(tmp_path)


def test_an_address_without_a_driver_is_refused_without_its_password() -> None:
    with pytest.raises(LedgerError) as refused:
        Ledger.open("nosuchstore://me:secret@host/db")
    assert "secret" not in refused.value.line()


def test_a_damaged_row_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    small_ledger(str(path)).close()
    with sqlite3.connect(path) as file:
        file.execute("UPDATE claims SET data = '{'")
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="a row cannot be read"):
        ledger.dossier()


def test_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    small_ledger(str(path)).close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60000)
    with pytest.raises(LedgerError, match=r"damaged|store failed|not a ledger"), Ledger.open(path) as ledger:
        ledger.dossier()


def test_the_file_itself_refuses_to_change_an_assessment(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    made = Assessment(
        id="j-1", target="q-1", verdict="accept", analyst="A", at=datetime(2020, 3, 1, tzinfo=UTC)
    )
    with Ledger.open(path) as ledger:
        ledger.append(made)
        with pytest.raises(LedgerError, match="already"):
            ledger.append(made)
    with sqlite3.connect(path) as file:
        for change in ("UPDATE assessments SET target = 'x'", "DELETE FROM assessments"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                file.execute(change)
    with Ledger.open(path) as ledger:
        assert ledger.dossier().assessments == (made,)


def test_no_log_is_left_beside_a_closed_ledger(tmp_path: Path) -> None:
    with small_ledger(str(tmp_path / "l.db")) as ledger:
        assert (tmp_path / "l.db-wal").exists()
        ledger.dossier()
    assert [path.name for path in tmp_path.iterdir()] == ["l.db"]


def test_a_view_does_not_change_while_another_program_writes(tmp_path: Path) -> None:
    path = str(tmp_path / "l.db")
    with small_ledger(path) as one, Ledger.open(path) as other:
        with one.reading() as connection:
            count = "SELECT count(*) FROM reports"
            assert connection.exec_driver_sql(count).scalar() == 2
            other.add(Report(id="r-new", text="", sha256="9"), None)
            assert connection.exec_driver_sql(count).scalar() == 2
        assert len(one.reports()) == 3


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "l.db")
    with small_ledger(path) as one:
        monkeypatch.setattr("crossbearing.ledger.session._BUSY_MS", 10)
        with (
            Ledger.open(path) as other,
            one.writing(),
            pytest.raises(LedgerError, match="another program is writing"),
        ):
            other.add(Report(id="r-new", text="", sha256="9"), None)


_AS_NOBODY = """
import os, sys
from crossbearing.errors import LedgerError
from crossbearing.ledger import Ledger
from crossbearing.model import Report
Ledger.open(":memory:").close()
os.setgid(65534)
os.setuid(65534)
try:
    with Ledger.open(sys.argv[1]) as ledger:
        print(len(ledger.claims()), flush=True)
        ledger.add(Report(id="r-new", text="", sha256="9"), None)
except LedgerError as error:
    print(error.line())
"""


@pytest.mark.parametrize("folder_mode", [0o777, 0o555])
def test_a_ledger_that_may_only_be_read_can_be_read(folder_mode: int) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root, to become a user who may not write")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "l.db"
        small_ledger(str(path)).close()
        path.chmod(0o444)
        Path(folder).chmod(folder_mode)
        command = [sys.executable, "-c", _AS_NOBODY, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[0] == "3", done.stdout + done.stderr
    assert "the ledger cannot be written" in done.stdout
