"""schema.org JSON-LD, read by pyld: every claim is a Claim, and only what a person judged is reviewed."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from pyld import jsonld

from crossbearing.exports import export
from crossbearing.model import Assessment, Dossier
from tests.exports.contexts import SCHEMA, load
from tests.exports.hostile import dossiers
from tests.golden.stories import build

AT = datetime(2024, 5, 14, 9, 30, tzinfo=UTC)


def _nodes(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Top-level nodes by type, as an independent JSON-LD reader expands them."""
    [content] = export(dossier, "jsonld").values()
    found: dict[str, list[dict[str, Any]]] = {"Claim": [], "ClaimReview": []}
    for node in jsonld.expand(json.loads(content), {"documentLoader": load}):
        [kind] = node["@type"]
        found[kind.removeprefix(SCHEMA)].append(node)
    return found


def _value(node: dict[str, Any], name: str) -> Any:
    [item] = node[SCHEMA + name]
    return item.get("@value", item)


def _judged(dossier: Dossier, target: str, verdict: str, **more: Any) -> Dossier:
    item = Assessment(id=f"j-{verdict}", target=target, verdict=verdict, analyst="Ada Lee", at=AT, **more)
    return replace(dossier, assessments=(*dossier.assessments, item))


def test_every_claim_of_a_golden_story_is_a_claim_and_none_is_reviewed() -> None:
    dossier = build("rising-toll").dossier
    nodes = _nodes(dossier)
    assert nodes["ClaimReview"] == []
    assert [_value(node, "identifier") for node in nodes["Claim"]] == [claim.id for claim in dossier.claims]
    for node, claim in zip(nodes["Claim"], dossier.claims, strict=True):
        assert _value(node, "text") == claim.span.exact
        appearance = _value(node, "appearance")
        assert _value(appearance, "identifier") == claim.report
        part = _value(appearance, "hasPart")
        assert _value(part, "position") == f"{claim.span.start}-{claim.span.end}"


@pytest.mark.parametrize(
    ("verdict", "grade", "word"),
    [("accept", "contested", "Contested"), ("reject", None, "Rejected"), ("open", None, "Open")],
)
def test_a_judged_claim_is_reviewed_by_a_person_in_a_word(verdict: str, grade: Any, word: str) -> None:
    dossier = build("rising-toll").dossier
    claim = dossier.claims[0]
    [review] = _nodes(_judged(dossier, claim.id, verdict, grade=grade, note="seen"))["ClaimReview"]
    rating = _value(review, "reviewRating")
    assert _value(rating, "alternateName") == word
    assert SCHEMA + "ratingValue" not in rating, "a verdict is no point on a scale"
    assert _value(_value(review, "author"), "name") == "Ada Lee"
    assert _value(review, "claimReviewed") == claim.span.exact
    assert _value(review, "datePublished") == AT.isoformat()


def test_a_judged_answer_is_reviewed_with_all_its_appearances() -> None:
    dossier = build("rising-toll").dossier
    position = dossier.questions[0].positions[0]
    [review] = _nodes(_judged(dossier, position.id, "accept"))["ClaimReview"]
    assert _value(review, "claimReviewed") == position.summary
    assert len(_value(review, "itemReviewed")[SCHEMA + "appearance"]) == len(position.claims)


def test_judgements_on_reading_and_grouping_review_nothing() -> None:
    dossier = build("rising-toll").dossier
    one, two = dossier.claims[0].id, dossier.claims[1].id
    paired = _judged(dossier, f"{one}+{two}", "same incident")
    assert _nodes(paired)["ClaimReview"] == []
    misread = _nodes(_judged(dossier, one, "misread"))
    assert misread["ClaimReview"] == []
    assert one not in [_value(node, "identifier") for node in misread["Claim"]]


def test_a_withdrawn_or_replaced_judgement_reviews_nothing() -> None:
    dossier = build("rising-toll").dossier
    accepted = _judged(dossier, dossier.claims[0].id, "accept")
    assert _nodes(_judged(accepted, "j-accept", "withdraw"))["ClaimReview"] == []
    [last] = _nodes(_judged(accepted, dossier.claims[0].id, "reject"))["ClaimReview"]
    assert _value(_value(last, "reviewRating"), "alternateName") == "Rejected"


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_hostile_words_survive(dossier: Dossier) -> None:
    misread = {item.target for item in dossier.assessments if item.verdict == "misread"}
    told = [claim.span.exact for claim in dossier.claims if claim.id not in misread]
    nodes = _nodes(dossier)["Claim"]
    assert [_value(node, "text") for node in nodes] == told
    for node in nodes:
        for link in _value(node, "appearance").get(SCHEMA + "url", []):
            assert not link["@id"].startswith("javascript")
