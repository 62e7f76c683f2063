"""The main path: run again, run one by one, run in any order, and the same comes out."""

import io
import json
import random
from pathlib import Path

import pytest

from crossbearing.exports import to_contract
from crossbearing.ledger import Ledger
from crossbearing.model import Dossier, Version
from crossbearing.run import Summary, add_reports
from crossbearing.settings import Settings
from tests.quick import quick_read
from tests.wire import RECORDS, write_records


@pytest.fixture(autouse=True)
def _read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.read", quick_read)


def _all_at_once(paths: list[Path]) -> Dossier:
    with Ledger.open(":memory:") as ledger:
        add_reports(paths, ledger)
        return ledger.dossier()


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    paths = write_records(tmp_path)
    with Ledger.open(":memory:") as ledger:
        first = add_reports(paths, ledger)
        before = to_contract(ledger.dossier())
        again = add_reports(paths, ledger)
        assert (first.read, first.known) == (7, 0)
        assert (again.read, again.known) == (0, 7)
        assert to_contract(ledger.dossier()) == before


@pytest.mark.parametrize("seed", range(4))
def test_one_by_one_in_any_order_is_the_same_as_all_at_once(tmp_path: Path, seed: int) -> None:
    paths = write_records(tmp_path)
    whole = to_contract(_all_at_once(paths))
    shuffled = list(paths)
    random.Random(seed).shuffle(shuffled)
    assert to_contract(_all_at_once(shuffled)) == whole
    with Ledger.open(":memory:") as ledger:
        for path in shuffled:
            add_reports([path], ledger)
        assert to_contract(ledger.dossier()) == whole


def test_nothing_but_the_inputs_own_words_is_kept_of_an_earlier_run(tmp_path: Path) -> None:
    """A report that is dated, settled or repeated by others forgets it when those speak otherwise."""
    paths = write_records(tmp_path)
    with Ledger.open(":memory:") as ledger:
        add_reports([paths[6]], ledger)
        assert {c.origin for c in ledger.dossier().claims} == {_outlet(ledger.dossier(), "Late Edition")}
        add_reports([paths[3]], ledger)
        dossier = ledger.dossier()
        carried = [
            c for c in dossier.claims if c.report == _report(dossier, "g-carrier") and c.span.start < 60
        ]
        assert {c.origin for c in carried} == {_outlet(dossier, "Plain Speaker")}
        assert any("this passage also stands" in note for c in carried for note in c.inferred)


def test_an_undated_report_is_dated_when_its_fellows_come(tmp_path: Path) -> None:
    paths = write_records(tmp_path)
    with Ledger.open(":memory:") as ledger:
        add_reports([paths[2]], ledger)
        assert ledger.dossier().reports[0].published.basis == "unknown"
        assert {c.time for c in ledger.dossier().claims} == {None}
        add_reports(paths[:2], ledger)
        dated = next(r for r in ledger.dossier().reports if r.path == str(paths[2]))
        assert dated.published.basis == "inferred"
        assert str(dated.published.latest) == "2020-03-02"
        assert "Monday 2 March 2020" in str(dated.published.evidence)
        assert all(c.time is not None for c in ledger.dossier().claims if c.report == dated.id)


def test_the_same_file_under_another_name_counts_once(tmp_path: Path) -> None:
    [first] = write_records(tmp_path / "b", ["a-wire.json"])
    [again] = write_records(tmp_path / "a", ["a-wire.json"])
    for order in ([first, again], [again, first]):
        with Ledger.open(":memory:") as ledger:
            for path in order:
                summary = add_reports([path], ledger)
            dossier = ledger.dossier()
        assert (summary.read, summary.known) == (0, 1)
        [report] = dossier.reports
        assert report.path == str(again)
        assert dossier.versions == (Version(report.id, report.id, "same_file", str(first)),)


def test_the_same_text_under_another_name_counts_once(tmp_path: Path) -> None:
    dossier = _all_at_once(write_records(tmp_path, ["d-council.json", "f-council-elsewhere.json"]))
    [version] = dossier.versions
    assert version.kind == "same_text"
    assert {c.report for c in dossier.claims} == {version.of}
    exported = json.loads(to_contract(dossier))["reports"]
    assert {r["id"]: r["same_as"] for r in exported} == {version.of: None, version.report: version.of}


def test_a_revised_page_is_shown_as_a_revision(tmp_path: Path) -> None:
    dossier = _all_at_once(write_records(tmp_path, ["d-council.json", "e-council-later.json"]))
    old, new = _report(dossier, "d-council"), _report(dossier, "e-council-later")
    assert [(v.kind, v.report, v.of) for v in dossier.versions] == [("revision", new, old)]
    exported = json.loads(to_contract(dossier))["reports"]
    assert {r["id"]: r["revises"] for r in exported} == {old: None, new: old}


def test_the_same_text_in_other_bytes_counts_once(tmp_path: Path) -> None:
    text = "Smoke over Tarm\n\n2 March 2020\n\nMonitor said 12 civilians died in Tarm – “all old”."
    (tmp_path / "b.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16"))
    for order in (["a.txt", "b.txt"], ["b.txt", "a.txt"]):
        dossier = _all_at_once([tmp_path / name for name in order])
        [report] = dossier.reports
        assert report.path == str(tmp_path / "a.txt")
        assert [(v.kind, v.where) for v in dossier.versions] == [("same_file", str(tmp_path / "b.txt"))]


def test_a_record_corrected_in_its_file_is_read_anew(tmp_path: Path) -> None:
    [path] = write_records(tmp_path, ["b-courier.json"])
    with Ledger.open(":memory:") as ledger:
        add_reports([path], ledger)
        path.write_text(json.dumps(RECORDS["b-courier.json"] | {"published": "2020-03-09"}))
        summary = add_reports([path], ledger)
        assert summary.read == 1
        [report] = ledger.reports()
        assert str(report.published.latest) == "2020-03-09"
        assert {str(c.time.latest) for c in ledger.claims() if c.time is not None} == {"2020-03-09"}
        assert ledger.dossier().versions == ()


def test_a_refusal_is_forgotten_when_its_input_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = json.dumps(RECORDS["a-wire.json"])
    with Ledger.open(":memory:") as ledger:
        summary = add_reports([path], ledger)
        assert [r.code for r in summary.rejected] == ["missing"]
        path.write_text(good + '\n{"text": \n{"text": ""}\n')
        summary = add_reports([tmp_path], ledger)
        assert [r.where for r in ledger.dossier().rejected] == [f"{path}:2", f"{path}:3"]
        assert (summary.read, len(summary.rejected)) == (1, 2)
        path.write_text(good + "\n")
        assert add_reports([tmp_path], ledger).rejected == ()
        assert ledger.dossier().rejected == ()


def test_standard_input_is_read(tmp_path: Path) -> None:
    stdin = io.BytesIO(json.dumps(RECORDS["a-wire.json"]).encode())
    with Ledger.open(":memory:") as ledger:
        assert add_reports(["-"], ledger, stdin=stdin).read == 1
        add_reports(write_records(tmp_path, ["a-wire.json"]), ledger)
        [report] = ledger.reports()
        assert report.path == str(tmp_path / "a-wire.json")


def test_a_language_we_do_not_read_is_kept_unread(tmp_path: Path) -> None:
    path = tmp_path / "ar.txt"
    path.write_text(
        "قالت مصادر محلية إن القصف استمر على المدينة طوال الليل وإن عشرات العائلات نزحت من منازلها. " * 3
    )
    with Ledger.open(":memory:") as ledger:
        summary = add_reports([path], ledger)
        assert summary.unread == (f"{path}: language: ar",)
        [report] = ledger.reports()
        assert report.unread == "language: ar"
        assert (summary.read, summary.claims) == (1, 0)


def test_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    paths = write_records(tmp_path, ["a-wire.json"])
    with Ledger.open(":memory:") as ledger:
        summary = add_reports(paths, ledger, settings=Settings(max_record_bytes=50))
        assert "max_record_bytes (50" in summary.rejected[0].reason


def test_progress_is_told_and_each_report_is_its_own_transaction(tmp_path: Path) -> None:
    paths = write_records(tmp_path)
    told: list[tuple[str, int, int]] = []
    with Ledger.open(tmp_path / "l.db") as ledger, Ledger.open(tmp_path / "l.db") as other:

        def tell(stage: str, done: int, total: int) -> None:
            told.append((stage, done, total))
            if stage == "reading":
                assert sum(state != "waiting" for state in other.states().values()) == done + (total == 6)

        summary = add_reports(paths, ledger, progress=tell)
    assert isinstance(summary, Summary)
    assert ("taking in", 7, 0) in told
    assert ("reading", 6, 6) in told


@pytest.mark.parametrize("when", ["taking in", "comparing texts", "reading", "taking the bearing"])
def test_two_programs_may_fill_one_ledger(tmp_path: Path, when: str) -> None:
    paths = write_records(tmp_path / "in")
    others = [paths.pop(1), paths.pop(3)]
    file = tmp_path / "l.db"
    with Ledger.open(file) as ledger, Ledger.open(file) as other:

        def tell(stage: str, done: int, total: int) -> None:
            if stage == when and len(others) == 2:
                add_reports([others.pop(), others[0]], other)

        add_reports(paths, ledger, progress=tell)
        found = to_contract(ledger.dossier())
    assert found == to_contract(_all_at_once([tmp_path / "in"]))


def _report(dossier: Dossier, name: str) -> str:
    return next(r.id for r in dossier.reports if r.path is not None and Path(r.path).stem == name)


def _outlet(dossier: Dossier, name: str) -> str:
    return next(actor.id for actor in dossier.actors if actor.name == name)
