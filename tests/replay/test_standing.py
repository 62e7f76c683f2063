"""A ledger on an earlier day: as if the later reports had never come, and nothing in it names them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from crossbearing.judgements import judge, withdraw
from crossbearing.ledger import Ledger
from crossbearing.model import Claim, Copy, Dossier, Published, Report
from crossbearing.provenance import assign_origins
from crossbearing.replay import as_of
from crossbearing.replay.standing import SETTLED_NOTES
from crossbearing.run import add_reports
from tests.test_switches import _dossier, dossiers

DAYS = st.integers(1, 8).map(lambda n: date(2020, 3, n))
LAST = date(2016, 12, 14)
SAME = ("reports", "claims", "copies", "versions", "incidents", "questions", "agreements")


@settings(max_examples=30, deadline=None)
@given(dossiers)
def test_the_last_day_changes_nothing(dossier: Dossier) -> None:
    last = max(report.published.latest or date.min for report in dossier.reports)
    assert as_of(dossier, last) == dossier


@settings(max_examples=60, deadline=None)
@given(dossiers, DAYS)
def test_nothing_names_what_came_later(dossier: Dossier, day: date) -> None:
    then = as_of(dossier, day)
    out = {r.id for r in dossier.reports if r.published.latest and r.published.latest <= day}
    assert {report.id for report in then.reports} == out
    claims = {claim.id for claim in then.claims}
    assert {claim.report for claim in then.claims} <= out
    assert {c for q in then.questions for p in q.positions for c in p.claims} <= claims
    assert {c for i in then.incidents for c in i.claims} <= claims
    positions = {p.id for q in then.questions for p in q.positions}
    assert {key for q in then.questions for r in q.relations for key in (r.source, r.target)} <= positions
    assert all(p.last <= day for q in then.questions for p in q.positions if p.last is not None)
    later = {report.id for report in dossier.reports} - out
    later |= {claim.id for claim in dossier.claims} - claims
    written = msgspec.json.encode(then).decode()
    assert not [key for key in later if f'"{key}"' in written]
    titles = [r.title for r in dossier.reports if r.id not in out and r.title]
    assert not [title for title in titles if title in written]


@settings(max_examples=30, deadline=None)
@given(dossiers, DAYS, DAYS)
def test_two_days_are_the_earlier_one(dossier: Dossier, one: date, other: date) -> None:
    assert as_of(as_of(dossier, one), other) == as_of(dossier, min(one, other))


@pytest.mark.parametrize(("day", "names"), [(9, "12"), (13, "1234")])
def test_it_is_the_ledger_of_the_earlier_reports(
    day: int, names: str, samples: Path, sample_dossier: Dossier, tmp_path: Path
) -> None:
    """Read afresh, without the later ones, the same reports give the same claims, questions and deals."""
    then = as_of(sample_dossier, date(2016, 12, day))
    files = [path for path in sorted(samples.iterdir()) if path.name[0] in names]
    if "4" in names:
        first, _ = files.pop().read_text().strip().splitlines()
        files.append(tmp_path / "4.jsonl")
        files[-1].write_text(first)
    with Ledger.open(":memory:") as ledger:
        add_reports(files, ledger)
        fresh = ledger.dossier()
    for field in SAME:
        assert _unordered(getattr(then, field)) == _unordered(getattr(fresh, field)), field


def _unordered(rows: Any) -> list[bytes]:
    """Rows without where their report lay, whose order hangs on that."""
    bare = (structs.replace(r, path=None, sha256="") if isinstance(r, Report) else r for r in rows)
    return sorted(map(msgspec.json.encode, bare))


def test_names_used_only_later_are_not_known_yet(sample_dossier: Dossier) -> None:
    then = as_of(sample_dossier, date(2016, 12, 9))
    now = {actor.id: actor for actor in sample_dossier.actors}
    used = {name for names in then.cast.values() for name, _ in names}
    shown = {name for actor in then.actors for name in (actor.name, *actor.aliases)}
    assert len(then.actors) < len(now)
    later = {n for names in sample_dossier.cast.values() for n, _ in names} - used
    assert later
    assert not {name.lower() for name in shown} & later


def test_an_undated_report_is_never_out(sample_dossier: Dossier) -> None:
    first = sample_dossier.reports[0]
    bare = structs.replace(first, published=Published())
    dossier = structs.replace(sample_dossier, reports=(*sample_dossier.reports[1:], bare))
    then = as_of(dossier, date(2100, 1, 1))
    assert first.id not in {report.id for report in then.reports} | {claim.report for claim in then.claims}


def test_a_day_inferred_from_later_reports_is_not_known_yet(sample_dossier: Dossier) -> None:
    [inferred] = [r for r in sample_dossier.reports if r.published.basis == "inferred"]
    assert inferred.id in {r.id for r in as_of(sample_dossier, date(2016, 12, 13)).reports}
    moved = tuple(
        structs.replace(report, published=Published(LAST, LAST, "stated"))
        if report.published.basis != "inferred" and report.published.latest == date(2016, 12, 13)
        else report
        for report in sample_dossier.reports
    )
    then = as_of(structs.replace(sample_dossier, reports=moved), date(2016, 12, 13))
    assert inferred.id not in {r.id for r in then.reports}


def test_later_judgements_and_those_on_later_things_go() -> None:
    dossier = _dossier([("Gazette", 3, ((0, "monitor"),)), ("Herald", 5, ((3, "army"),))])
    early, late = dossier.claims
    at = datetime(2020, 3, 4, tzinfo=UTC)
    kept = judge(early.id, "accept", analyst="A", at=at)
    gone = judge(late.id, "reject", analyst="A", at=at)
    after = judge(early.id, "reject", analyst="B", at=datetime(2020, 3, 6, tzinfo=UTC))
    judged = [kept, gone, after, *withdraw(gone.id, [gone], analyst="A", at=at)]
    then = as_of(structs.replace(dossier, assessments=tuple(judged)), date(2020, 3, 4))
    assert then.assessments == (kept,)


def _told(report: Report, claim: Claim) -> Claim:
    return structs.replace(claim, attribution=(), voice="narrated", origin=f"outlet-{report.id}")


def test_origins_rest_on_what_was_out() -> None:
    """An outlet's own words turn out to be an agency's only when the agency's report comes."""
    told = ((0, None), (2, None))
    dossier = _dossier([("Gazette", 3, told), ("Herald", 5, ((0, None), (3, None)))])
    narrators = {report.id: f"outlet-{report.id}" for report in dossier.reports}
    by_id = {report.id: report for report in dossier.reports}
    as_read = [_told(by_id[claim.report], claim) for claim in dossier.claims]
    copies = [Copy(copy.passages, copy.similarity, "wire") for copy in dossier.copies]
    settled = assign_origins(as_read, dossier.reports, copies, narrators)
    changed = [claim for claim in settled if claim not in as_read]
    assert changed
    assert all(claim.inferred[-1].startswith(SETTLED_NOTES) for claim in changed)
    whole = structs.replace(dossier, claims=tuple(settled), copies=tuple(copies))
    then = as_of(whole, date(2020, 3, 4))
    assert list(then.claims) == [claim for claim in as_read if claim.report == "r-0"]
