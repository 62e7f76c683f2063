"""The tables of marked sentences: which actor the last mark of each stands for."""

from pathlib import Path

import pytest

from crossbearing.actors.lists import cue_rows, human_rows
from tests.actors.reading import agrees, read_marked, told

CASES = [
    line
    for line in (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
CUES = [row.example for row in (*cue_rows(), *human_rows()) if "=>" in row.example]


@pytest.mark.parametrize("case", [*CASES, *CUES])
def test_case(case):
    marked, _, expected = case.rpartition(" => ")
    cast, span = read_marked(marked)
    answer = told(cast, span)
    assert agrees(expected, answer), answer


def test_cues_without_an_answer_hold_one_of_their_words():
    for row in cue_rows():
        if "=>" not in row.example:
            words = {word.strip(".,").lower() for word in row.example.split()}
            assert words & set(row.words.lower().split("|")), row.cue
