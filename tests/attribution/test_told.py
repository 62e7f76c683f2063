"""Answers on the words of a text, found by place."""

import numpy as np
import pytest

from crossbearing.attribution.told import COLUMNS, LABELS, Told


def told_of(words: list[tuple[int, dict[str, object]]]) -> Told:
    """Answers so sure that no rest is left."""
    scores = np.zeros((len(words), COLUMNS), dtype=np.float32)
    for n, (_, wanted) in enumerate(words):
        first = 0
        for name, answers in LABELS.items():
            if name in wanted:
                scores[n, first + answers.index(wanted[name])] = 20.0
            first += len(answers)
    return Told(np.array([start for start, _ in words]), scores)


def test_a_word_is_found_by_any_of_its_characters() -> None:
    told = told_of([(3, {"topic": "aid", "plover": "AID"}), (10, {"topic": "control", "plover": None})])
    for place, topic, plover in ((3, "aid", "AID"), (9, "aid", "AID"), (14, "control", None)):
        found, category = told.at(place, "topic"), told.at(place, "plover")
        assert found is not None
        assert category is not None
        assert (found.label, category.label) == (topic, plover)
        assert found.sure == pytest.approx(1.0, abs=1e-3)


def test_before_the_first_word_nothing_is_told() -> None:
    assert told_of([(3, {"topic": "aid"})]).at(2, "topic") is None


def test_what_is_not_known_is_told_with_small_shares() -> None:
    found = told_of([(0, {})]).at(0, "topic")
    assert found is not None
    assert found.sure == pytest.approx(1 / len(LABELS["topic"]))
