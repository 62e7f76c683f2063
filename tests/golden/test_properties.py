"""What must be true of any story, tried on the golden ones."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model import Dossier
from tests.golden.stories import STORIES, Story, build, export, read_records, records_of

COPYIST = "The Copyist"
SHUFFLES = 2
"""Orders tried for each story: every one reads the story anew."""


@pytest.mark.parametrize("story", STORIES)
@given(data=st.data())
@settings(max_examples=SHUFFLES, deadline=None)
def test_the_order_of_reports_changes_nothing(story: str, data: st.DataObject) -> None:
    records = data.draw(st.permutations(records_of(story)))
    assert export(read_records(records)) == export(build(story).dossier)


@pytest.mark.parametrize("story", STORIES)
def test_reading_in_two_runs_is_reading_in_one(story: str) -> None:
    records = records_of(story)
    assert export(read_records(records[:1], records[1:])) == export(build(story).dossier)


@pytest.mark.parametrize("story", STORIES)
def test_running_twice_adds_no_row(story: str) -> None:
    records = records_of(story)
    once, twice = build(story).dossier, read_records(records, records)
    for name in Dossier.__struct_fields__:
        if name != "versions":
            assert getattr(twice, name) == getattr(once, name), name


def _copies(records: list[bytes], title: str | None) -> list[bytes]:
    """Every dated record again under another outlet, and under another headline if one is given."""
    made = []
    for n, record in enumerate(records):
        fields: dict[str, Any] = msgspec.json.decode(record)
        fields.pop("url", None)
        fields |= {"id": f"copy-{n}", "outlet": COPYIST, "title": title or fields["title"]}
        made.append(msgspec.json.encode(fields))
    return made


def _origins(dossier: Dossier) -> dict[tuple[str, str, str], int]:
    story = Story(dossier)
    return {
        (question.title, summary, "" if len(names) > 1 else question.state): len(names)
        for question in dossier.questions
        for summary, names in story.answers(question)
    }


@pytest.mark.parametrize("title", [None, "Morning round-up"])
@pytest.mark.parametrize("story", STORIES)
def test_a_verbatim_copy_adds_no_origin(story: str, title: str | None) -> None:
    records = records_of(story)
    before = _origins(build(story).dossier)
    after = _origins(read_records(records + _copies(records, title)))
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
