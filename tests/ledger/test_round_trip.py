"""What is written is what is read back, in memory and in a file, in whatever order."""

from pathlib import Path
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.ledger import Ledger
from crossbearing.model import Assessment, Dossier, Findings, Question, Reading, Rejected, Report
from tests.ledger.story import CLAIMS, small_ledger
from tests.ledger.values import assessments, read_reports

Written = list[tuple[Report, Reading]]


def _filled(path: str | Path, written: Written) -> Dossier:
    with Ledger.open(path) as ledger:
        for report, reading in written:
            ledger.add(report, reading)
        return ledger.dossier()


@settings(max_examples=15, deadline=None)
@given(read_reports())
def test_a_dossier_holds_exactly_what_was_written(written: Written) -> None:
    found = _filled(":memory:", written)
    assert {r.id: r for r in found.reports} == {report.id: report for report, _ in written}
    assert {c.id: c for c in found.claims} == {c.id: c for _, reading in written for c in reading.claims}
    assert {a.id for a in found.actors} == {a.id for _, reading in written for a in reading.actors}
    assert {p.id for p in found.places} == {p.id for _, reading in written for p in reading.places}
    assert all(any(p == q for _, r in written for q in r.places) for p in found.places)


@settings(max_examples=10, deadline=None)
@given(read_reports(), st.randoms(use_true_random=False))
def test_the_order_of_writing_makes_no_difference(written: Written, random: Random) -> None:
    shuffled = list(written)
    random.shuffle(shuffled)
    assert _filled(":memory:", written) == _filled(":memory:", [*shuffled, *written])


def test_memory_and_file_hold_the_same(tmp_path: Path) -> None:
    numbers = iter(range(1000))

    @settings(max_examples=5, deadline=None)
    @given(read_reports())
    def same(written: Written) -> None:
        path = tmp_path / f"{next(numbers)}.db"
        assert _filled(path, written) == _filled(":memory:", written)
        with Ledger.open(path) as again:
            assert again.dossier() == _filled(":memory:", written)

    same()


@settings(max_examples=10, deadline=None)
@given(st.lists(assessments, max_size=3, unique_by=lambda a: a.id))
def test_assessments_come_back_in_the_order_they_were_made(made: list[Assessment]) -> None:
    with Ledger.open(":memory:") as ledger:
        for assessment in made:
            ledger.append(assessment)
        assert ledger.dossier().assessments == tuple(made)


def test_findings_are_replaced_not_gathered() -> None:
    question = Question(id="q-1", topic="aid", title="Is aid let in?", state="single_origin", positions=())
    other = msgspec.structs.replace(question, id="q-2")
    with small_ledger() as ledger:
        for found in ((question,), (other, question)):
            ledger.meet(["r-north"], {})
            part = ledger.part()
            assert part is not None
            leads = dict.fromkeys((q.id for q in found), CLAIMS[0].id)
            assert ledger.save_part(part, Findings(questions=found, leads=leads), found)
        assert ledger.dossier().questions == (question, other)
        assert ledger.questions("contested") == []
        assert ledger.totals().questions == 2


def test_what_another_program_changed_meanwhile_is_not_overwritten() -> None:
    with small_ledger() as ledger:
        ledger.meet(["r-north"], {})
        part = ledger.part()
        ledger.meet(["r-south"], {})
        assert part is not None
        assert not ledger.save_part(part, Findings(), [])
        assert ledger.part() is not None


def test_refusals_are_forgotten_with_the_path_that_is_read_again() -> None:
    bad = [Rejected(w, "empty", "it is empty") for w in ("news/a.txt", "news/b.jsonl:3", "newsroom/a.txt")]
    with Ledger.open(":memory:") as ledger:
        ledger.reject(bad, ["news", "newsroom"])
        assert [r.where for r in ledger.dossier().rejected] == [r.where for r in bad]
        ledger.reject([], ["news/b.jsonl"])
        assert [r.where for r in ledger.dossier().rejected] == ["news/a.txt", "newsroom/a.txt"]
        ledger.reject([bad[1]], ["news/"])
        assert [r.where for r in ledger.dossier().rejected] == ["news/b.jsonl:3", "newsroom/a.txt"]
