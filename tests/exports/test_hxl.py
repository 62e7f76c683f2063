"""HXL, read by libhxl: hashtags in the second line, ranges as two columns, accounts in words."""

import csv
import importlib
import re
import warnings
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings

from crossbearing.exports import export
from crossbearing.exports.csv_files import unguard
from crossbearing.exports.hxl import COLUMNS, figure_of, figure_rows
from crossbearing.model import Dossier, Incident, Position, Question, Relation, When
from tests.exports.hostile import dossiers
from tests.exports.test_formats import PAGE
from tests.golden.stories import build


def _reader() -> Any:
    """libhxl; on some Pythons its first import writes a table and forgets to close the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return importlib.import_module("hxl")


hxl = _reader()


def _source(dossier: Dossier) -> Any:
    [content] = export(dossier, "hxl").values()
    return hxl.data(BytesIO(content), hxl.InputOptions(encoding="utf-8"))


def _rows(dossier: Dossier) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS.values(), row.values, strict=True)) for row in _source(dossier)]


def _asked(*positions: Position, updates: tuple[str, str] | None = None) -> dict[str, str]:
    """The one row of a question with these answers."""
    relations = () if updates is None else (Relation(*updates, "updates", "later"),)
    question = Question(
        id="q-1",
        topic="casualties",
        title="How many?",
        state="contested",
        positions=positions,
        relations=relations,
        group="civilian",
    )
    [row] = _rows(Dossier(questions=(question,)))
    return row


def _told(key: str, summary: str, lower: float | None, upper: float | None, **more: Any) -> Position:
    return Position(id=key, summary=summary, claims=(), origins=(key,), lower=lower, upper=upper, **more)


def test_the_reader_finds_the_hashtags_in_the_second_line() -> None:
    source = _source(build("rising-toll").dossier)
    assert [column.display_tag for column in source.columns] == list(COLUMNS.values())
    assert [column.header for column in source.columns] == list(COLUMNS)


def test_every_hashtag_is_on_the_page_and_well_formed() -> None:
    for tag in COLUMNS.values():
        assert f"`{tag}`" in PAGE
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)


def test_a_rising_toll_counts_its_last_account_and_tells_all() -> None:
    dossier = build("rising-toll").dossier
    [question] = [q for q in dossier.questions if q.incident is not None and q.group == "people"]
    [row] = [row for row in _rows(dossier) if row["#meta+id+question"] == question.id]
    stale = {r.target for r in question.relations if r.kind == "updates"}
    [last] = [p for p in question.positions if p.id not in stale]
    assert float(row["#affected+killed+min"]) == last.lower
    assert float(row["#affected+killed+max"]) == last.upper
    assert all(position.summary in row["#description"] for position in question.positions)
    assert "since updated" in row["#description"]
    assert row["#meta+id+incident"] == question.incident
    assert set(row["#meta+id+claims"].split()) == {key for p in question.positions for key in p.claims}


def test_every_incident_has_a_row() -> None:
    dossier = build("one-monitor-three-outlets").dossier
    assert {i.id for i in dossier.incidents} <= {row["#meta+id+incident"] for row in _rows(dossier)}


def test_two_accounts_are_one_range_and_never_one_number() -> None:
    row = _asked(_told("a", "12 people killed", 12, 12), _told("b", "at least 20 people killed", 20, 25))
    assert (row["#affected+killed+min"], row["#affected+killed+max"]) == ("12", "25")


def test_an_open_end_stays_open() -> None:
    row = _asked(_told("a", "12 people killed", 12, 12), _told("b", "at least 20 people killed", 20, None))
    assert (row["#affected+killed+min"], row["#affected+killed+max"]) == ("12", "")


def test_what_is_denied_or_updated_fills_no_column_but_is_told() -> None:
    denied = _told("a", "denied: 90 people killed", 90, 90, status="denied")
    row = _asked(
        denied, _told("b", "9 people killed", 9, 9), _told("c", "7 people killed", 7, 7), updates=("b", "c")
    )
    assert (row["#affected+killed+min"], row["#affected+killed+max"]) == ("9", "9")
    assert "90 people killed (a), denied" in row["#description"]


def test_dead_and_hurt_in_one_figure_count_as_neither() -> None:
    row = _asked(_told("a", "40 people killed or injured", 40, 40))
    assert row["#affected+casualties+min"] == "40"
    assert row["#affected+killed+min"] == row["#affected+injured+min"] == ""


@pytest.mark.parametrize(("relation", "told"), [("since", "yes"), ("at", "no")])
def test_a_running_total_says_that_it_is_one(relation: Any, told: str) -> None:
    question = Question(
        id="q-1",
        topic="casualties",
        title="How many?",
        state="single_origin",
        positions=(_told("a", "900 people killed", 900, None),),
        time=When(None, None, None, relation=relation),
    )
    [row] = _rows(Dossier(questions=(question,)))
    assert row["#meta+cumulative"] == told


def test_an_incident_without_figures_has_empty_ones() -> None:
    [row] = _rows(Dossier(incidents=(Incident(id="i-1", title="=Shelling"),)))
    assert row["#event+name"] == "'=Shelling"
    assert not any(value for tag, value in row.items() if tag.startswith("#affected"))
    assert not row["#meta+id+question"]


@pytest.mark.parametrize("row", figure_rows(), ids=lambda row: row["ending"])
def test_the_list_of_figures_is_true_of_its_examples(row: dict[str, str]) -> None:
    wanted = None if row["figure"] == "none" else row["figure"]
    assert figure_of(row["example"]) == figure_of(f"{row['example']}, not verified") == wanted


@pytest.mark.parametrize("summary", ["rebels, alleged by a monitor", "killed bird", ""])
def test_other_summaries_are_no_figures(summary: str) -> None:
    assert figure_of(summary) is None


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_hostile_words_survive(dossier: Dossier) -> None:
    [content] = export(dossier, "hxl").values()
    [_, tags, *rows] = list(csv.reader(StringIO(content.decode(), newline=""), strict=True))
    assert len(rows) == sum(1 for _ in _source(dossier))
    named = [dict(zip(tags, row, strict=True)) for row in rows]
    titles = {unguard(row["#event+name"]) for row in named}
    assert {incident.title for incident in dossier.incidents} <= titles
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row)
