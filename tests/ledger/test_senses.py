"""What reading a report leaves for the bearing: senses of event words, kept with the claims; accounts."""

import sqlite3
from pathlib import Path

from crossbearing.ledger import Ledger, migrations
from crossbearing.model import Reading
from tests.ledger.story import CLAIMS, NORTH, PLACES, small_ledger


def test_senses_are_kept_with_the_claims_and_only_where_they_were_read(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(NORTH, Reading(NORTH.id, CLAIMS[:2], (), PLACES, (b"\x01\xff", b"\x00\x02")))
        assert ledger.alone([NORTH.id]).senses == {CLAIMS[0].id: b"\x01\xff", CLAIMS[1].id: b"\x00\x02"}
        ledger.add(NORTH, Reading(NORTH.id, CLAIMS[:2], (), PLACES))
        assert ledger.alone([NORTH.id]).senses == {}


def test_a_ledger_made_before_senses_opens_and_has_none(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    small_ledger(str(path)).close()
    last = max(number for number, _, _ in migrations.STEPS)
    with sqlite3.connect(path) as file:
        file.execute("ALTER TABLE claims DROP COLUMN sense")
        file.execute("DELETE FROM migrations WHERE number = ?", (last,))
    with Ledger.open(path) as ledger:
        assert ledger.alone([NORTH.id]).senses == {}
        assert len(ledger.alone([NORTH.id]).claims) == 2


def test_the_whole_ledger_tells_which_claims_tell_of_one_happening() -> None:
    from crossbearing.run import take_bearing

    with small_ledger() as ledger:
        take_bearing(ledger)
        told = ledger.dossier().accounts
        assert told
        assert told == {
            key: value
            for r in ledger.dossier().reports
            for key, value in ledger.alone([r.id]).accounts.items()
        }
