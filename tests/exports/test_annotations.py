"""W3C Web Annotations, read by pyld: both selectors find the same words again."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from pyld import jsonld

from crossbearing.exports import export
from crossbearing.exports.annotations import CONTEXT
from crossbearing.model import Dossier
from tests.exports.contexts import OA, load
from tests.exports.hostile import dossiers
from tests.golden.stories import build


def _collection(dossier: Dossier) -> dict[str, Any]:
    [content] = export(dossier, "annotations").values()
    found: dict[str, Any] = json.loads(content)
    return found


def _check(dossier: Dossier) -> int:
    """Both selectors of every annotation against the texts; how many annotations there are."""
    texts = {f"urn:crossbearing:report:{report.id}": report.text for report in dossier.reports}
    items = _collection(dossier)["first"]["items"]
    for item in items:
        text = texts[item["target"]["source"]["id"]]
        position, quote = item["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert len(quote["prefix"]) == min(CONTEXT, start)
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    return len(items)


@settings(max_examples=15, deadline=None)
@given(dossiers())
def test_both_selectors_hold_in_hostile_texts(dossier: Dossier) -> None:
    assert _check(dossier)


def test_both_selectors_hold_in_a_golden_story() -> None:
    dossier = build("evacuation-deal").dossier
    collection = _collection(dossier)
    assert _check(dossier) == collection["total"]
    ids = [item["id"] for item in collection["first"]["items"]]
    assert len(set(ids)) == len(ids)
    described = [item for item in collection["first"]["items"] if item["motivation"] == "describing"]
    assert len(described) == len(dossier.claims)


def _all(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _all(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _all(item)


def test_a_json_ld_reader_keeps_every_term() -> None:
    collection = _collection(build("rising-toll").dossier)
    [expanded] = jsonld.expand(collection, {"documentLoader": load})
    nodes = list(_all(expanded))
    written = [item for item in _all(collection) if item.get("type") == "Annotation"]
    kept = [node for node in nodes if node.get("@type") == [f"{OA}Annotation"]]
    assert len(kept) == len(written)
    for before, after in zip(written, kept, strict=True):
        assert len(after[f"{OA}hasBody"]) == len(before["body"])
        [target] = after[f"{OA}hasTarget"]
        position, quote = target[f"{OA}hasSelector"]
        assert {f"{OA}start", f"{OA}end"} <= position.keys()
        assert {f"{OA}exact", f"{OA}prefix", f"{OA}suffix"} <= quote.keys()
    names = {key for node in nodes for key in node}
    dropped = {key for item in _all(collection) for key in item if key not in ("@context", "id", "type")}
    assert len(names - {"@id", "@type", "@value", "@list"}) == len(dropped)
