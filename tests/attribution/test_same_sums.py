"""The weights' sums fit 16 bits, so that processors with and without VNNI read alike."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from training.same_sums import MOST, requantised


@given(st.integers(0, 2**31), st.integers(1, 9), st.sampled_from([3.0, 40.0, 200.0]))
@settings(max_examples=60, deadline=None)
def test_no_two_neighbours_of_one_sign_are_too_large_together(seed: int, rows: int, spread: float) -> None:
    draws = np.random.default_rng(seed).normal(0, spread, (rows, 5))
    weights = np.clip(np.round(draws), -127, 127)
    found, factors = requantised(weights)
    pairs = zip(found[0::2], found[1::2], strict=False)
    assert all((np.abs(a + b)[a * b > 0] <= MOST).all() for a, b in pairs)
    assert (np.abs(found) <= 127).all()
    assert ((factors >= 1) & (factors <= 2)).all()
    seven = np.clip(np.round(weights / 2), -64, 63)
    least = np.where(np.abs(weights) <= 128, (weights - 2 * seven) ** 2, 0).sum(axis=0)
    assert (((weights - factors * found) ** 2).sum(axis=0) <= least + 1e-9).all()


def test_weights_that_fit_are_kept() -> None:
    weights = np.array([[60.0, -120.0], [60.0, 120.0], [-8.0, 0.0]])
    found, factors = requantised(weights)
    assert (found == weights).all()
    assert (factors == 1).all()
