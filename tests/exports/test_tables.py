"""CSV and Parquet: the same tables, read back by the standard library and by pyarrow."""

import csv
import json
import re
from io import BytesIO, StringIO
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.exports import export
from crossbearing.exports.csv_files import guard, unguard
from crossbearing.exports.tables import TABLES, kind_of, tables_of
from crossbearing.model import Claim, Dossier, Quantity, Report, Span
from tests.exports.hostile import PIECES, dossiers
from tests.exports.test_formats import PAGE
from tests.golden.stories import build

LISTED = {"text": str, "number": float, "whole": int, "flag": bool}
DANGER = tuple("=+-@\t\r\n＝＋－＠")


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Rows of a CSV file as a plain reader sees them."""
    return list(csv.DictReader(StringIO(content.decode(), newline=""), strict=True))


def _back(cell: str, kind: str) -> Any:
    """A cell as the value it was written from."""
    if cell == "":
        return None
    if kind in ("number", "whole"):
        return float(cell)
    if kind == "flag":
        return {"true": True, "false": False}[cell]
    words = unguard(cell)
    return words.split(" ") if kind == "ids" else json.loads(words) if kind == "texts" else words


def _plain(value: Any, kind: str) -> Any:
    if value in (None, "", []):
        return None
    return float(value) if kind in ("number", "whole") else value


@settings(max_examples=15, deadline=None)
@given(dossiers())
def test_csv_gives_every_value_back(dossier: Dossier) -> None:
    files = export(dossier, "csv")
    for table in tables_of(dossier):
        rows = read_csv(files[f"{table.name}.csv"])
        assert len(rows) == len(table.rows)
        for read, written in zip(rows, table.rows, strict=True):
            assert set(written) <= set(table.columns) == set(read)
            for name, kind in table.columns.items():
                assert _back(read[name], kind) == _plain(written.get(name), kind), (table.name, name)


@settings(max_examples=15, deadline=None)
@given(dossiers())
def test_no_cell_of_words_begins_as_a_formula(dossier: Dossier) -> None:
    for file, content in export(dossier, "csv").items():
        for row in read_csv(content):
            for name, cell in row.items():
                number = kind_of(name) in ("number", "whole", "day")
                assert number or not cell.startswith(DANGER), (file, name, cell)


@given(st.text() | st.sampled_from(PIECES))
def test_the_guard_comes_off_again(words: str) -> None:
    assert unguard(guard(words)) == words
    assert not guard(words).startswith(DANGER)


@pytest.mark.parametrize("words", ["a-b", "Aleppo", "'twas", "12 people", "(=)", ""])
def test_harmless_words_stay_as_they_are(words: str) -> None:
    assert guard(words) == words


def test_lines_end_as_the_standard_says() -> None:
    content = export(Dossier(), "csv")["claims.csv"]
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 1


@settings(max_examples=10, deadline=None)
@given(dossiers())
def test_parquet_gives_every_value_back(dossier: Dossier) -> None:
    files = export(dossier, "parquet")
    for table in tables_of(dossier):
        read = pyarrow.parquet.read_table(BytesIO(files[f"{table.name}.parquet"]))
        assert read.column_names == list(table.columns)
        for back, written in zip(read.to_pylist(), table.rows, strict=True):
            for name, kind in table.columns.items():
                value = back[name].isoformat() if kind == "day" and back[name] else back[name]
                assert value == written.get(name), (table.name, name)
                assert value is None or kind not in LISTED or isinstance(value, LISTED[kind])


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_is_on_the_page(name: str) -> None:
    columns, _ = TABLES[name]
    section = PAGE.split("### `csv`")[1].split("### ")[0]
    [line] = re.findall(rf"^\| `{name}` \|.*$", section, re.MULTILINE)
    assert re.findall(r"`(\w+)`", line.split("|", 2)[2]) == columns.split()


def test_a_golden_story_has_its_rows_and_they_can_be_traced() -> None:
    dossier = build("rising-toll").dossier
    files = export(dossier, "csv")
    told = {name.removesuffix(".csv"): read_csv(content) for name, content in files.items()}
    texts = {row["report_id"]: unguard(row["text"]) for row in told["reports"]}
    assert len(told["claims"]) == len(dossier.claims)
    assert len(told["positions"]) == sum(len(q.positions) for q in dossier.questions)
    for row in told["claims"] + told["quantities"] + told["links"] + told["copies"]:
        assert texts[row["report_id"]][int(row["start"]) : int(row["end"])] == unguard(row["exact"])
    for row in told["positions"] + told["incidents"]:
        assert row["claim_ids"]
        assert row["report_ids"]
        assert json.loads(row["quotes"])


def test_a_range_is_two_numbers_and_a_note() -> None:
    span = Span(0, 6, "dozens")
    vague = Quantity(span=span, lower=24, upper=99, bound="vague", measure="killed")
    open_ = Quantity(span=span, lower=18, upper=None, bound="at_least", measure="killed")
    claim = Claim(
        id="c-1",
        report="r-1",
        span=span,
        sentence=span,
        voice="narrated",
        topic="casualties",
        status="asserted",
        quantities=(vague, open_),
    )
    dossier = Dossier(reports=(Report(id="r-1", text="dozens", sha256="0"),), claims=(claim,))
    rows = read_csv(export(dossier, "csv")["quantities.csv"])
    assert [(row["min"], row["max"], row["note"]) for row in rows] == [
        ("24", "99", "a vague word, read as 24 to 99"),
        ("18", "", "at least 18"),
    ]
