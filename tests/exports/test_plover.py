"""PLOVER records: the manual's field names, character offsets, ranges as codes."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from crossbearing.exports import export
from crossbearing.exports.plover import QUADS, quad_of
from crossbearing.model import Claim, Dossier, Event, Place, Quantity, Report, Span
from tests.exports.hostile import dossiers
from tests.golden.stories import build

FIELDS = [
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "actor",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "cite_info",
    "coder",
    "coded_date",
    "coded_time",
    "comment",
]
"""The manual's table of fields, in its order."""
DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
TEXT = {"type": ["string", "null"]}
NUMBER = {"type": ["number", "null"]}
ENTITY = {
    "type": "object",
    "required": ["code", "sector", "entity_text", "identifier_id"],
    "properties": {"code": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}, "sector": TEXT},
}
LOCATION = {
    "type": "object",
    "required": [
        "extracted_place",
        "resolved_place",
        "geonameid",
        "lat",
        "lon",
        "city",
        "district",
        "province",
        "country",
        "country_code",
        "feature_class",
        "feature_code",
        "resolution",
    ],
    "properties": {"lat": NUMBER, "lon": NUMBER, "resolution": {"enum": [1, 2, 3, 4, 5]}},
}
SCHEMA = {
    "type": "object",
    "required": FIELDS,
    "properties": {
        "date": DAY,
        "enddate": DAY,
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "event_loc": {"type": "array", "items": LOCATION},
        "quad_code": {"enum": [1, 2, 3, 4, None]},
        "mode": {"type": "array", "items": {"type": "string"}},
        "text_info": {
            "type": "object",
            "required": ["sequence", "start", "end", "text_story"],
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
        },
        "cite_info": {
            "type": "object",
            "required": [
                "corpus",
                "citation",
                "url",
                "title",
                "language",
                "publication",
                "license",
                "copyright",
                "coder",
                "codebook",
                "version",
            ],
        },
        "size": {"type": "object", "propertyNames": {"enum": ["dead", "injured", "arrested"]}},
    },
}


def _records(dossier: Dossier) -> list[dict[str, Any]]:
    [content] = export(dossier, "plover").values()
    return [json.loads(line) for line in content.split(b"\n")[:-1]]


def _one(**more: Any) -> dict[str, Any]:
    """The record of one claim on "shelling killed dozens"."""
    text = "shelling killed dozens"
    fields: dict[str, Any] = {"voice": "narrated", "topic": "casualties", "status": "asserted"}
    span = Span(0, len(text), text)
    claim = Claim(
        id="c-1",
        report="r-1",
        span=span,
        sentence=span,
        event=Event("ASSAULT", Span(0, 8, "shelling")),
        **{**fields, **more},
    )
    places = (Place(id="p-1", name="Land", kind="country", precision="country", country="SYR"),)
    [found] = _records(
        Dossier(reports=(Report(id="r-1", text=text, sha256="0"),), claims=(claim,), places=places)
    )
    return found


@pytest.mark.parametrize("story", ["rising-toll", "evacuation-deal"])
def test_a_golden_storys_events_keep_to_the_manual(story: str) -> None:
    dossier = build(story).dossier
    texts = {report.id: report.text for report in dossier.reports}
    records = _records(dossier)
    assert [record["id"] for record in records] == [claim.id for claim in dossier.claims if claim.event]
    for record in records:
        jsonschema.validate(record, SCHEMA)
        assert list(record)[: len(FIELDS)] == FIELDS
        info = record["text_info"]
        assert texts[record["report_id"]][info["start"] : info["end"]] == record["text"]


@pytest.mark.parametrize(
    ("lower", "upper", "bound", "size"),
    [
        (12, 12, "exact", 12),
        (18, None, "at_least", "18+"),
        (None, 500, "at_most", "<=500"),
        (24, 99, "vague", "24-99"),
        (85, 85, "about", "about 85"),
        (None, None, "vague", None),
    ],
)
def test_a_range_is_a_code_and_keeps_its_ends(lower: Any, upper: Any, bound: Any, size: Any) -> None:
    span = Span(16, 22, "dozens")
    found = _one(quantities=(Quantity(span=span, lower=lower, upper=upper, bound=bound, measure="killed"),))
    assert found["size"] == {"dead": size}
    [ends] = found["size_range"]
    assert (ends["min"], ends["max"], ends["exact"]) == (lower, upper, "dozens")


@pytest.mark.parametrize("fields", [{"total": True}, {"group": "family"}, {"part_of": 0}])
def test_what_is_no_size_of_the_event_is_only_a_range(fields: dict[str, Any]) -> None:
    told: dict[str, Any] = {"lower": 6, "upper": 6, "bound": "exact", "measure": "killed"}
    found = _one(quantities=(Quantity(span=Span(16, 22, "dozens"), **told, **fields),))
    assert found["size"] == {}
    assert [ends["min"] for ends in found["size_range"]] == [6]


def test_two_figures_of_one_measure_are_not_summed() -> None:
    told = Quantity(span=Span(16, 22, "dozens"), lower=3, upper=3, bound="exact", measure="killed")
    found = _one(quantities=(told, told))
    assert found["size"] == {}
    assert len(found["size_range"]) == 2


@pytest.mark.parametrize(
    ("fields", "mode"),
    [
        ({"status": "denied"}, ["negation"]),
        ({"status": "expected"}, ["future"]),
        ({"status": "conditional"}, ["hypothetical"]),
        ({"negated": True}, ["negation"]),
        ({"background": True}, ["historical"]),
        ({"status": "denied", "negated": True}, ["negation"]),
        ({}, []),
    ],
)
def test_what_did_not_just_happen_says_so_in_its_mode(fields: dict[str, Any], mode: list[str]) -> None:
    assert _one(**fields)["mode"] == mode


def test_a_country_is_resolved_no_further() -> None:
    [place] = _one(places=("p-1",))["event_loc"]
    assert (place["resolution"], place["lat"], place["country_code"]) == (1, None, "SYR")


def test_every_category_has_a_quad_code() -> None:
    assert sorted(word for words in QUADS.values() for word in words) == sorted(
        [
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "DEMAND",
            "ACCUSE",
            "REJECT",
            "THREATEN",
            "SANCTION",
            "PROTEST",
            "MOBILIZE",
            "COERCE",
            "ASSAULT",
        ]
    )
    assert (quad_of("RETREAT"), quad_of("SANCTION"), quad_of("no event")) == (2, 3, None)


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_hostile_words_survive(dossier: Dossier) -> None:
    for record, claim in zip(_records(dossier), [c for c in dossier.claims if c.event], strict=True):
        jsonschema.validate(record, SCHEMA)
        assert record["text"] == claim.span.exact
