"""What must be true of any story, tried on the golden ones."""

from random import Random
from typing import Any

import msgspec
import pytest

from crossbearing.model import Dossier
from tests.golden.promises import NOT_YET
from tests.golden.stories import STORIES, build, export, read_records, records_of

COPYIST = "The Copyist"
HEADLINE = "Morning round-up"
"""Over a copy it makes another text, which is read; the same text is only noted."""


@pytest.mark.parametrize("story", STORIES)
def test_neither_the_order_nor_the_number_of_runs_changes_anything(story: str) -> None:
    records = records_of(story)
    Random(story).shuffle(records)
    half = len(records) // 2
    assert export(read_records(records[:half], records[half:])) == export(build(story).dossier)


@pytest.mark.parametrize("story", STORIES)
def test_running_twice_adds_no_row(story: str) -> None:
    records = records_of(story)
    once, twice = build(story).dossier, read_records(records, records)
    for name in Dossier.__struct_fields__:
        if name != "versions":
            assert getattr(twice, name) == getattr(once, name), name


def _copies(records: list[bytes], title: str | None) -> list[bytes]:
    """Every record again under another outlet, and under another headline if one is given."""
    made = []
    for n, record in enumerate(records):
        fields: dict[str, Any] = msgspec.json.decode(record)
        fields.pop("url", None)
        fields |= {"id": f"copy-{n}-{title}", "outlet": COPYIST, "title": title or fields["title"]}
        made.append(msgspec.json.encode(fields))
    return made


def _origins(dossier: Dossier) -> dict[tuple[str, str], int]:
    """On how many origins each answer to each question rests, the most if two questions are named alike."""
    found: dict[tuple[str, str], int] = {}
    for question in dossier.questions:
        for position in question.positions:
            answer = (question.title, position.summary)
            found[answer] = max(found.get(answer, 0), len(position.origins))
    return found


def _copied(story: str) -> object:
    name = f"{story}: a copy adds no origin"
    marks = [pytest.mark.xfail(reason=NOT_YET[name], strict=True)] if name in NOT_YET else []
    return pytest.param(story, marks=marks)


@pytest.mark.parametrize("story", [_copied(story) for story in STORIES])
def test_a_verbatim_copy_adds_no_origin(story: str) -> None:
    records = records_of(story)
    before = _origins(build(story).dossier)
    after = _origins(read_records(records + _copies(records, None) + _copies(records, HEADLINE)))
    for answer, count in after.items():
        assert count <= before.get(answer, 1), answer
    assert sum(count > 1 for count in after.values()) <= sum(count > 1 for count in before.values())


@pytest.mark.parametrize("story", STORIES)
def test_every_span_is_exact(story: str) -> None:
    rows = msgspec.json.decode(export(build(story).dossier))
    texts = {report["id"]: report["text"] for report in rows["reports"]}
    spans = [
        *((report["id"], report["published"]["evidence"]) for report in rows["reports"]),
        *((claim["report"], span) for claim in rows["claims"] for span in _spans(claim)),
        *((passage["report"], passage) for copy in rows["copies"] for passage in copy["passages"]),
    ]
    assert spans
    for report, span in spans:
        if isinstance(span, dict):
            assert texts[report][span["start"] : span["end"]] == span["exact"]


def _spans(value: Any) -> list[dict[str, Any]]:
    """Every span within a JSON value."""
    if isinstance(value, list):
        return [span for item in value for span in _spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if "exact" in value else []
    return own + [span for item in value.values() for span in _spans(item)]
