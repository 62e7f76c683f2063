"""The public contract: every name is there, every export fits the schema, every span its report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from crossbearing.exports import contract_schema, to_contract
from crossbearing.ledger import Ledger
from crossbearing.model import Dossier, Reading, Report
from crossbearing.run import add_reports
from tests.ledger.values import assessments, read_reports
from tests.quick import quick_read
from tests.wire import write_records

SPAN = {"start", "end", "exact"}
NAMES: dict[str, set[str]] = {
    "ExportV1": {
        "format", "version", "generator", "reports", "actors", "places", "claims", "incidents",
        "questions", "agreements", "copies", "assessments",
    },
    "Generator": {"name", "version"},
    "ReportRow": {
        "id", "external_id", "path", "url", "outlet", "title", "byline", "text", "sha256", "language",
        "credits", "published",
    },
    "PublishedRow": {"earliest", "latest", "basis", "evidence"},
    "ActorRow": {"id", "name", "kind", "aliases", "member_of", "country"},
    "PlaceRow": {"id", "name", "lat", "lon", "kind", "geonameid", "within", "precision"},
    "ClaimRow": {
        "id", "report", "voice", "attribution", "origin", "topic", "status", "event", "actors", "targets",
        "places", "time", "quantities",
    } | SPAN,
    "LinkRow": {"actor", "cue", "role"} | SPAN,
    "EventRow": {"plover", "acled", "trigger"},
    "TimeRow": {"earliest", "latest"} | SPAN,
    "QuantityRow": {"lower", "upper", "bound", "measure", "group", "part_of"} | SPAN,
    "IncidentRow": {"id", "title", "plover", "places", "time", "claims", "reports"},
    "QuestionRow": {
        "id", "incident", "topic", "title", "places", "time", "group", "state", "positions", "relations",
    },
    "PositionRow": {
        "id", "summary", "lower", "upper", "status", "claims", "origins", "first", "last",
    },
    "RelationRow": {"from", "to", "kind", "reason"},
    "AgreementRow": {
        "id", "kind", "parties", "mediators", "places", "announced", "terms", "compliance",
    },
    "TermRow": {"kind", "summary", "time", "claims"},
    "ComplianceRow": {"state", "claims"},
    "CopyRow": {"origin", "passages", "similarity"},
    "PassageRow": {"report"} | SPAN,
    "AssessmentRow": {"id", "target", "verdict", "grade", "note", "analyst", "at"},
    "SpanRow": SPAN,
}  # fmt: skip
"""The names of the contract, version 1; none may ever be dropped or renamed."""
ENUMS = {
    ("ClaimRow", "voice"): "narrated direct indirect mixed",
    ("ClaimRow", "status"): "asserted denied unverified expected demanded conditional",
    (
        "ClaimRow",
        "topic",
    ): "casualties hostilities control agreement evacuation aid access population detention diplomacy other",
    ("LinkRow", "role"): "source relay",
    ("QuantityRow", "bound"): "exact at_least at_most about vague",
    (
        "QuantityRow",
        "measure",
    ): "killed injured missing detained evacuated displaced remaining share distance duration other",
    (
        "ActorRow",
        "kind",
    ): "state government military armed_group intergovernmental ngo media civilians person unnamed other",
    ("PlaceRow", "kind"): "country region city district site",
    ("PlaceRow", "precision"): "exact near district city region country",
    ("PublishedRow", "basis"): "stated metadata inferred unknown",
    ("QuestionRow", "state"): "corroborated contested single_origin superseded",
    ("RelationRow", "kind"): "contradicts updates narrows agrees",
    ("AgreementRow", "kind"): "ceasefire evacuation aid_access prisoner_exchange other",
    ("TermRow", "kind"): "who exclusion deadline start destination order other",
    ("ComplianceRow", "state"): "kept broken disputed unknown",
}
SCHEMA = contract_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def _export(dossier: Dossier) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_contract(dossier))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_contract_is_required_by_the_schema(name: str) -> None:
    row = SCHEMA["$defs"][name]
    assert NAMES[name] <= set(row["properties"])
    assert set(row["required"]) == set(row["properties"]), "a row's field is never left out"


@pytest.mark.parametrize(("row", "field"), ENUMS)
def test_the_closed_lists_are_the_contracts(row: str, field: str) -> None:
    assert sorted(SCHEMA["$defs"][row]["properties"][field]["enum"]) == sorted(ENUMS[row, field].split())


def test_the_schema_is_itself_in_order() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_an_empty_ledger_fits_the_schema() -> None:
    found = _export(Dossier())
    VALIDATOR.validate(found)
    assert (found["format"], found["version"]) == ("crossbearing-ledger", 1)


def test_the_samples_fit_the_schema(sample_dossier: Dossier) -> None:
    found = _export(sample_dossier)
    VALIDATOR.validate(found)
    assert all(found[name] for name in ("reports", "actors", "places", "claims", "questions", "copies"))


@settings(max_examples=20, deadline=None)
@given(read_reports(), assessments)
def test_whatever_a_ledger_holds_fits_the_schema(
    written: list[tuple[Report, Reading]], assessment: Any
) -> None:
    dossier = Dossier(
        reports=tuple(report for report, _ in written),
        claims=tuple(claim for _, reading in written for claim in reading.claims),
        actors=tuple(actor for _, reading in written for actor in reading.actors),
        places=tuple(place for _, reading in written for place in reading.places),
        assessments=(assessment,),
    )
    VALIDATOR.validate(_export(dossier))


def test_every_span_of_the_samples_holds_its_characters(sample_dossier: Dossier) -> None:
    found = _export(sample_dossier)
    texts = {report["id"]: report["text"] for report in found["reports"]}
    count = 0
    for report, span in _spans(found, None):
        assert report is not None, span
        assert texts[report][span["start"] : span["end"]] == span["exact"]
        assert span["start"] < span["end"]
        count += 1
    assert count > 100


def _spans(value: Any, report: str | None) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Every span object, however deep, with the report that it points into."""
    if isinstance(value, list):
        for item in value:
            yield from _spans(item, report)
    elif isinstance(value, dict):
        report = value["id"] if "sha256" in value else value.get("report", report)
        if value.keys() >= SPAN:
            yield report, value
        for item in value.values():
            yield from _spans(item, report)


def test_every_id_that_is_named_is_there(sample_dossier: Dossier) -> None:
    found = _export(sample_dossier)
    ids = {name: {row["id"] for row in found[name]} for name in ("reports", "actors", "places", "claims")}
    for claim in found["claims"]:
        assert claim["report"] in ids["reports"]
        assert {claim["origin"], *claim["actors"], *claim["targets"]} - {None} <= ids["actors"]
        assert {link["actor"] for link in claim["attribution"]} - {None} <= ids["actors"]
        assert set(claim["places"]) <= ids["places"]
        assert all(q["part_of"] in (None, *range(len(claim["quantities"]))) for q in claim["quantities"])
    for question in found["questions"]:
        positions = {position["id"] for position in question["positions"]}
        assert {r[side] for r in question["relations"] for side in ("from", "to")} <= positions
        for position in question["positions"]:
            assert set(position["claims"]) <= ids["claims"]
            assert set(position["origins"]) <= ids["actors"]
        assert {question["incident"]} <= {None, *(row["id"] for row in found["incidents"])}
    for agreement in found["agreements"]:
        assert {*agreement["parties"], *agreement["mediators"]} <= ids["actors"]
        assert {c for part in agreement["terms"] + agreement["compliance"] for c in part["claims"]} <= ids[
            "claims"
        ]
    for copy in found["copies"]:
        assert {copy["origin"]} <= {None, *ids["actors"]}
        assert {passage["report"] for passage in copy["passages"]} <= ids["reports"]
    assert {place["within"] for place in found["places"]} <= {None, *ids["places"]}
    assert {actor["member_of"] for actor in found["actors"]} <= {None, *ids["actors"]}


MAY_BE_EMPTY = {"text", "exact"}
"""What is quoted from the input may be anything; ``path`` and the like must be words or null."""


def test_unknown_is_null_and_never_empty(sample_dossier: Dossier) -> None:
    _check_words(_export(sample_dossier), "")


def _check_words(value: Any, name: str) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _check_words(item, key)
    elif isinstance(value, list):
        for item in value:
            _check_words(item, name)
    elif isinstance(value, str):
        assert value.strip() or name in MAY_BE_EMPTY, name


def test_a_report_of_which_nothing_is_known_has_nulls() -> None:
    [row] = _export(Dossier(reports=(Report(id="r-1", text="x", sha256="0"),)))["reports"]
    unknown = (
        "external_id",
        "path",
        "url",
        "outlet",
        "title",
        "byline",
        "language",
        "unread",
        "same_as",
        "revises",
    )
    assert [row[name] for name in unknown] == [None] * len(unknown)
    assert row["published"] == {"earliest": None, "latest": None, "basis": "unknown", "evidence": None}


def test_credits_are_those_of_the_text_and_then_of_the_pictures() -> None:
    pictured = Report(id="r-1", text="x", sha256="", credits=("AFP",), photo_credits=("AFP", "VNA"))
    assert _export(Dossier(reports=(pictured,)))["reports"][0]["credits"] == ["AFP", "VNA"]


def test_the_same_input_gives_the_same_bytes(samples: Path, sample_dossier: Dossier) -> None:
    paths = sorted(samples.iterdir())
    with Ledger.open(":memory:") as ledger:
        for path in reversed(paths):
            add_reports([path], ledger)
        assert to_contract(ledger.dossier()) == to_contract(sample_dossier)


def test_a_thousand_reports_are_exported_in_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossbearing.run.read", quick_read)
    with Ledger.open(":memory:") as ledger:
        add_reports(write_records(tmp_path), ledger)
        dossier = ledger.dossier()
    many = Dossier(
        reports=dossier.reports * 150,
        claims=dossier.claims * 1000,
        actors=dossier.actors,
        places=dossier.places,
    )
    assert len(json.loads(to_contract(many))["claims"]) == 1000 * len(dossier.claims)
