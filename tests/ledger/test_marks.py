"""Marks that reports share: those that too many bear say nothing; who counted on one is compared anew."""

from pathlib import Path

from msgspec.structs import replace

from crossbearing.ledger import Ledger
from crossbearing.model import Copy, Passage, Span
from tests.ledger.story import NORTH

MOST = 3


def added(ledger: Ledger, *names: str) -> list[str]:
    """Add reports that bear one mark; whose pairs it ceases to count for."""
    for name in names:
        ledger.add(replace(NORTH, id=name, sha256=name, path=name), None)
    ledger.mark({name: [7] for name in names})
    return ledger.common(names, MOST)


def test_whoever_bore_a_mark_is_told_once_that_too_many_do(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "one.db") as ledger:
        assert added(ledger, "r-1", "r-2") == []
        assert added(ledger, "r-3") == []
        assert added(ledger, "r-4") == ["r-1", "r-2", "r-3"]
        assert added(ledger, "r-5") == []
        assert added(ledger, "r-6", "r-7", "r-8") == []


def test_many_added_at_once_are_counted_together(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "one.db") as ledger:
        assert added(ledger, "r-1", "r-2") == []
        assert added(ledger, "r-3", "r-4", "r-5") == ["r-1", "r-2"]


def test_no_report_changes_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "one.db") as ledger:
        added(ledger, "r-1", "r-2", "r-3", "r-4")
        assert ledger.common([], MOST) == []


def test_only_copies_between_reports_that_nothing_links_any_more_are_taken_away(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "one.db") as ledger:
        added(ledger, "r-1", "r-2", "r-3")
        kept, gone = _copy("r-1", "r-2"), _copy("r-2", "r-3")
        ledger.save_copies(["r-1", "r-2", "r-3"], [kept, gone])
        assert ledger.drop_copies(["r-2"], [("r-1", "r-2")]) == [gone]
        assert ledger.copies_of(["r-1", "r-2", "r-3"]) == [kept]


def _copy(one: str, other: str) -> Copy:
    return Copy(passages=(Passage(one, Span(0, 1, "x")), Passage(other, Span(0, 1, "x"))), similarity=1.0)
