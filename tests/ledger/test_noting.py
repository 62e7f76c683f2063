"""The briefs that were written: noted in order, by scope, with what they were made from; never changed."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crossbearing.errors import InputError, LedgerError
from crossbearing.ledger import Ledger
from crossbearing.replay import diff, kept_state
from tests.brief.story import story

AT = datetime(2031, 5, 7, 10, 0, tzinfo=timezone(timedelta(hours=2)))


def test_what_was_noted_comes_back(tmp_path: Path) -> None:
    state = kept_state(story())
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert ledger.briefs() == []
        first = ledger.note_brief(state, scope="{}", at=AT)
        second = ledger.note_brief(state, scope="{}", at=AT)
        other = ledger.note_brief(kept_state(story(questions=())), scope="places", at=AT)
    assert first.at == datetime(2031, 5, 7, 8, 0, tzinfo=UTC)
    assert len({first.id, second.id, other.id}) == 3
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert ledger.briefs() == [first, second, other]
        assert ledger.briefs("places") == [other]
        assert ledger.brief_state(second.id) == state
        assert ledger.brief_state(other.id).questions == ()
    file = sqlite3.connect(tmp_path / "l.db")
    assert file.execute("SELECT count(*) FROM brief_states").fetchone() == (2,)
    for line in ("UPDATE briefs SET at = ''", "DELETE FROM briefs"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute(line)
    file.close()


def test_what_is_not_there_is_said() -> None:
    with Ledger.open(":memory:") as ledger:
        with pytest.raises(LedgerError, match="no such brief"):
            ledger.brief_state("b-none")
        with pytest.raises(InputError, match="time zone"):
            ledger.note_brief(kept_state(story()), scope="{}", at=datetime(2031, 5, 7))


def test_what_is_kept_tells_the_same_changes() -> None:
    whole, part = story(), story(questions=story().questions[:1], claims=story().claims[:5])
    assert diff(kept_state(part), whole) == diff(part, whole)
    assert diff(kept_state(whole), part) == diff(whole, part)
    assert all(report.text == "" for report in kept_state(whole).reports)
