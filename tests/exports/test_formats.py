"""The door of all formats: names, errors, the same bytes for the same dossier, spans that hold."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from crossbearing import exports
from crossbearing.errors import InputError, OutputError
from crossbearing.exports import FORMATS, export, to_contract
from crossbearing.model import Dossier
from tests.exports.hostile import dossiers
from tests.ledger.values import read_reports

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
TEXTUAL = [name for name in FORMATS if name != "parquet"]


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        export(Dossier(), "xlsx")
    assert "xlsx" in caught.value.line()
    assert all(name in caught.value.line() for name in FORMATS)


def test_the_contract_is_a_format() -> None:
    assert export(Dossier(), "json") == {"ledger.json": to_contract(Dossier())}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_told_in_one_line_and_on_the_page(name: str) -> None:
    assert FORMATS[name]
    assert "\n" not in FORMATS[name]
    assert f"### `{name}`" in PAGE


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_ledger_is_written(name: str) -> None:
    files = export(Dossier(), name)
    assert files
    assert all(re.fullmatch(r"[a-z][a-z.]+", file) for file in files)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_ledger_gives_the_same_bytes(name: str, sample_dossier: Dossier) -> None:
    assert export(sample_dossier, name) == export(sample_dossier, name)


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_hostile_words_leave_as_utf8(dossier: Dossier) -> None:
    for name in TEXTUAL:
        for content in export(dossier, name).values():
            assert content.decode("utf-8").endswith("\n") or name == "plover"


@settings(max_examples=12, deadline=None)
@given(read_reports())
def test_whatever_a_ledger_holds_is_written(written: list[Any]) -> None:
    dossier = Dossier(
        reports=tuple(report for report, _ in written),
        claims=tuple(claim for _, reading in written for claim in reading.claims),
        actors=tuple(actor for _, reading in written for actor in reading.actors),
        places=tuple(place for _, reading in written for place in reading.places),
    )
    for name in TEXTUAL:
        assert export(dossier, name)


def _no_constant(word: str) -> Any:
    raise AssertionError(f"{word} is not JSON")


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_no_number_is_nan_and_json_may_stand_in_a_page(dossier: Dossier) -> None:
    for name in ("geojson", "jsonld", "annotations", "plover"):
        for content in export(dossier, name).values():
            text = content.decode()
            assert "<" not in text
            for document in text.splitlines() if name == "plover" else [text]:
                json.loads(document, parse_constant=_no_constant)


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_spans_hold_their_words_in_every_json(dossier: Dossier) -> None:
    texts = {report.id: report.text for report in dossier.reports}
    count = 0
    for name in ("geojson", "plover"):
        for content in export(dossier, name).values():
            lines = content.splitlines() if name == "plover" else [content]
            for found in (item for line in lines for item in _spans(json.loads(line), None)):
                report, span = found
                assert texts[report][span["start"] : span["end"]] == span.get("exact", span.get("text"))
                count += 1
    assert count


def _spans(value: Any, report: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with a start, an end and its words; a PLOVER record's stand in it and in text_info."""
    if isinstance(value, list):
        for item in value:
            yield from _spans(item, report)
    elif isinstance(value, dict):
        report = value.get("report_id", value.get("report_ids", [report])[0])
        if "text_info" in value:
            yield report or "", {**value["text_info"], "text": value["text"]}
        if value.keys() >= {"start", "end", "exact"}:
            yield report or "", value
        for item in value.values():
            yield from _spans(item, report)


def test_a_missing_library_is_one_line_that_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OutputError) as caught:
        export(Dossier(), "parquet")
    assert "crossbearing[parquet]" in caught.value.line()
    assert "\n" not in caught.value.line()


def test_heavy_libraries_are_imported_only_where_used() -> None:
    for path in Path(exports.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.startswith("pyarrow") for name in names), path
