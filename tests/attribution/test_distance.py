"""What stands between two spans, and the best tags of a text stretch by stretch."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.attribution.distance import FARTHEST, Distance, Steps
from crossbearing.attribution.lattice import barred, best_paths, log_shares
from crossbearing.attribution.spans import LEAN, TAGS, best_tags

PARAGRAPHS = np.repeat(np.arange(4), 50)


@pytest.mark.parametrize(
    ("span", "other", "fit", "expected"),
    [
        ((0, 5), (5, 6), 0.0, 3.0),
        ((5, 9), (3, 4), 0.0, 1.0),
        ((0, 5), (8, 9), 0.0, 6.0),
        ((0, 5), (30, 31), 0.0, 25.0 + 3.0 + 10.0),
        ((40, 48), (52, 53), 0.0, 4.0 + 3.0 + 15.0),
        ((0, 5), (5, 6), -2.0, 3.0 + 20.0),
        ((0, 5), (7 + FARTHEST, 8 + FARTHEST), 0.0, math.inf),
        ((2, 9), (4, 5), 0.0, 0.0),
    ],
    ids=["after", "before", "gap", "one-between", "paragraph", "unfit", "too-far", "within"],
)
def test_all_that_stands_between_counts(
    span: tuple[int, int], other: tuple[int, int], fit: float, expected: float
) -> None:
    steps = Steps(paragraph=15.0, between=10.0, behind=3.0, fit=10.0)
    found = Distance(steps, PARAGRAPHS, [(10, 20)]).cost(span, other, fit)
    assert found == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_stretches_give_the_best_tags_of_the_whole(words: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(words, TAGS)).astype(np.float32) * 2
    scores[rng.random(words) < 0.4, 0] += 14.0
    tags = log_shares(scores)
    whole = best_paths((tags + LEAN)[None], np.array([words]), *barred(TAGS))[0]
    assert best_tags(tags).tolist() == whole.tolist()
