"""Looking things up: reports, claims, questions and single things, as tables and as JSON."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Done, one_line, run


@pytest.fixture
def look(sample_file: Path) -> Any:
    def looked(*arguments: str) -> Done:
        return run(*arguments, "--ledger", sample_file)

    return looked


@pytest.mark.parametrize("command", ["reports", "claims", "questions"])
def test_a_table_and_json_list_the_same(look: Any, command: str) -> None:
    table, data = look(command), look(command, "--json")
    assert (table.code, data.code) == (0, 0)
    rows = data.json()
    assert rows
    assert table.out.splitlines()[0].split() == list(rows[0])
    for row in rows:
        assert row["id"] in table.out


def test_every_report_says_how_its_day_is_known(look: Any) -> None:
    rows = look("reports", "--json").json()
    assert len(rows) == 5
    assert {row["basis"] for row in rows} == {"stated", "metadata", "inferred"}
    assert all(row["published"] and row["claims"] > 0 for row in rows)


@pytest.mark.parametrize(
    ("given", "least"),
    [
        (["--search", "82 civilians"], 1),
        (["--source", "Observatory"], 2),
        (["--source", "observatory", "--topic", "casualties"], 2),
        (["--place", "Aleppo"], 10),
        (["--place", "Syria"], 10),
        (["--since", "2016-12-13"], 5),
        (["--until", "2016-12-09"], 3),
        (["--topic", "evacuation"], 2),
    ],
)
def test_filters_narrow(look: Any, given: list[str], least: int) -> None:
    every = {row["id"] for row in look("claims", "--json").json()}
    found = look("claims", *given, "--json").json()
    assert least <= len(found) < len(every) or given == ["--place", "Syria"]
    assert {row["id"] for row in found} <= every


def test_claims_of_one_report(look: Any) -> None:
    report = look("reports", "--json").json()[0]
    assert len(look("claims", "--report", report["id"], "--json").json()) == report["claims"]


def test_no_match_is_said_and_is_an_empty_list(look: Any) -> None:
    assert look("claims", "--search", "zeppelin").out == "no claims\n"
    assert look("claims", "--search", "zeppelin", "--json").json() == []
    assert look("questions", "--state", "superseded", "--json").json() == []


def test_a_claim_is_shown_in_its_paragraph_with_its_question(look: Any, sample_dossier: Any) -> None:
    asked = {c for question in sample_dossier.questions for p in question.positions for c in p.claims}
    claim = next(c for c in sample_dossier.claims if c.quantities and c.attribution and c.id in asked)
    done = look("show", claim.id[:9])
    assert done.code == 0
    for part in (
        "⟦",
        "⟧",
        "origin: ",
        "when: ",
        "in: ",
        "question q-",
        f"count: “{claim.quantities[0].span.exact}”",
    ):
        assert part in done.out
    assert f"{claim.attribution[0].role}: “{claim.attribution[0].span.exact}”" in done.out
    shown = look("show", claim.id, "--json").json()
    assert (shown["id"], shown["span"]["exact"]) == (claim.id, claim.span.exact)


def test_who_carries_whom_is_a_table_and_json(sample_dossier: Any, look: Any) -> None:
    rows = look("copies", "--json").json()
    assert len(rows) <= len(sample_dossier.copies)
    assert look("copies").out.splitlines()[0].split() == (list(rows[0]) if rows else ["no", "copies"])


def test_each_kind_of_thing_is_shown(look: Any, sample_dossier: Any) -> None:
    things = [
        sample_dossier.reports[0],
        sample_dossier.questions[0],
        sample_dossier.actors[0],
        sample_dossier.places[0],
        *sample_dossier.incidents[:1],
        *sample_dossier.agreements[:1],
    ]
    for thing in things:
        assert look("show", thing.id).out.strip(), thing
        assert look("show", thing.id, "--json").json()["id"] == thing.id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "c-404"], "c-404: no such id in the ledger"),
        (["show", "c-"], "c-: more than one id begins so"),
        (["claims", "--topic", "weather"], "weather: no such topic (one of: casualties,"),
        (["questions", "--state", "settled"], "settled: no such state (one of: corroborated,"),
        (["claims", "--search", "..."], "...: no word to search for"),
        (["export", "--format", "xml"], "xml: no such format (one of: json, csv, "),
    ],
)
def test_a_wrong_word_is_one_line(look: Any, arguments: list[str], said: str) -> None:
    assert said in one_line(look(*arguments), 2)


@pytest.mark.parametrize("command", ["reports", "claims", "questions", "export", "brief"])
def test_a_missing_ledger_is_one_line(tmp_path: Path, command: str) -> None:
    line = one_line(run(command, "--ledger", tmp_path / "no.db"), 2)
    assert "no such ledger" in line
    assert "crossbearing add" in line
    assert not (tmp_path / "no.db").exists()


def test_what_is_no_ledger_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("no ledger at all, but a good deal of text " * 30)
    assert "this file is not a ledger" in one_line(run("claims", "--ledger", tmp_path / "notes.db"), 3)
    assert "this is a folder" in one_line(run("claims", "--ledger", tmp_path), 3)
