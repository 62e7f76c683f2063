"""Best paths against every path there is, and spans read off them."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.attribution.lattice import barred, best_paths, spans_of

TAGS = 5


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_best_path_is_the_best_of_all(steps: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(2, steps, TAGS)).astype(np.float32)
    transitions, begin = barred(TAGS)
    transitions = transitions + rng.normal(size=(TAGS, TAGS)).astype(np.float32)
    lengths = np.array([steps, max(steps - 1, 1)])
    found = best_paths(emissions, lengths, transitions, begin)
    for row, length in enumerate(lengths.tolist()):

        def score(path: tuple[int, ...], row: int = row) -> float:
            moves = sum(transitions[a, b] for a, b in pairwise(path))
            return float(begin[path[0]] + moves + sum(emissions[row, n, t] for n, t in enumerate(path)))

        best = max(product(range(TAGS), repeat=length), key=score)
        assert found[row, :length].tolist() == list(best)
        assert not found[row, length:].any()


def test_what_bio_forbids_is_never_taken() -> None:
    emissions = np.zeros((1, 4, TAGS), dtype=np.float32)
    emissions[0, :, 2] = 5.0
    path = best_paths(emissions, np.array([4]), *barred(TAGS))[0].tolist()
    assert path == [1, 2, 2, 2]


def test_no_sequences_give_no_paths() -> None:
    assert (
        best_paths(np.zeros((0, 0, TAGS), dtype=np.float32), np.zeros(0, dtype=np.int64), *barred(TAGS)).size
        == 0
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ([0, 1, 2, 0], [(1, 3)]),
        ([1, 1, 2], [(0, 1), (1, 3)]),
        ([0, 3, 4, 1], [(3, 4)]),
        ([2, 2, 0], [(0, 2)]),
        ([0, 0], []),
    ],
)
def test_spans_of_a_role(path: list[int], expected: list[tuple[int, int]]) -> None:
    assert spans_of(np.array(path), 1) == expected
