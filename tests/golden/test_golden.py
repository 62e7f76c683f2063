"""Every story again: the same bytes, and the promise it was written for."""

import jsonschema
import msgspec
import pytest

from crossbearing.exports import contract_schema
from tests.golden.promises import ANSWERS, NOT_YET, PROMISES, Answers, Promise
from tests.golden.stories import HERE, STORIES, build, expected_files, export


@pytest.mark.parametrize("story", STORIES)
def test_the_story_gives_the_same_ledger_and_brief(story: str) -> None:
    for name, content in expected_files(build(story).dossier).items():
        assert (HERE / story / name).read_bytes() == content, (
            f"{story}/{name}: make golden, and read the diff"
        )


@pytest.mark.parametrize("story", STORIES)
def test_the_export_keeps_to_the_contract(story: str) -> None:
    jsonschema.validate(msgspec.json.decode(export(build(story).dossier)), contract_schema())


def _marked(row: Answers | Promise) -> object:
    name = f"{row.story}: {row.name}"
    marks = [pytest.mark.xfail(reason=NOT_YET[name], strict=True)] if name in NOT_YET else []
    return pytest.param(row, marks=marks, id=name)


@pytest.mark.parametrize("row", [_marked(row) for row in ANSWERS])
def test_the_question_has_its_state_answers_and_relations(row: Answers) -> None:
    story = build(row.story)
    [question] = story.questions(*row.title)
    assert question.state == row.state
    assert story.answers(question) == frozenset((s, frozenset(names)) for s, *names in row.answers)
    assert story.relations(question) == set(row.relations)


@pytest.mark.parametrize("row", [_marked(row) for row in PROMISES])
def test_the_promise_holds(row: Promise) -> None:
    row.check(build(row.story))


def test_every_story_has_a_promise() -> None:
    assert {row.story for row in (*ANSWERS, *PROMISES)} == set(STORIES)
