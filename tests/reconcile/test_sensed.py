"""What event words' senses say of two tellings: nothing where none is kept, each two asked once."""

from itertools import pairwise

import numpy as np
import pytest

from crossbearing.reconcile.sensed import Alike, Network, packaged
from tests.factory import claim

FIRST = claim("wire", "A shell hit the mill", at=0)
SECOND = claim("wire", "The attack killed nine", at=100)
THIRD = claim("wire", "Talks began in Orda", at=200)
MARK = 9
SENSES = {FIRST.id: bytes([MARK, 100, 10]), SECOND.id: bytes([MARK, 90, 20])}


class Counting(Network):
    """A network of two numbers a sense, which keeps what it is asked."""

    def __init__(self) -> None:
        rng = np.random.default_rng(5)
        super().__init__(
            {
                "pairs": rng.normal(size=(4, 3)),
                "own": rng.normal(size=(4, 3)),
                "bias": np.zeros(3),
                "out": np.ones(3),
                "shift": np.zeros(1),
                "mark": np.array([MARK]),
            }
        )
        self.asked = 0

    def scores(self, later, earlier):
        self.asked += len(later)
        return super().scores(later, earlier)


def test_a_telling_without_a_sense_is_left_out() -> None:
    alike = Alike(SENSES, Counting())
    assert set(alike.of(SECOND, [FIRST, THIRD])) == {FIRST.id}
    assert alike.of(THIRD, [FIRST, SECOND]) == {}
    assert Alike({}, Counting()).of(FIRST, [SECOND]) == {}


def test_senses_of_other_weights_are_not_compared() -> None:
    old = SENSES | {FIRST.id: bytes([MARK + 1, 100, 10, 7])}
    assert Alike(old, Counting()).of(SECOND, [FIRST]) == {}


def test_two_tellings_are_compared_once_and_in_the_order_of_the_text() -> None:
    network = Counting()
    alike = Alike(SENSES, network)
    one, other = alike.of(SECOND, [FIRST])[FIRST.id], alike.of(FIRST, [SECOND])[SECOND.id]
    assert one == other
    assert network.asked == 1
    assert one == network.scores([SENSES[SECOND.id][1:]], [SENSES[FIRST.id][1:]])[0]


def test_many_together_are_scored_as_each_alone() -> None:
    width = len(packaged().pairs) // 2
    rng = np.random.default_rng(3)
    senses = [rng.integers(-127, 128, width).astype(np.int8).tobytes() for _ in range(9)]
    together = packaged().scores(senses[:-1], senses[1:])
    alone = [packaged().scores([one], [other])[0] for one, other in pairwise(senses)]
    assert together == pytest.approx(alone, abs=0.002)
