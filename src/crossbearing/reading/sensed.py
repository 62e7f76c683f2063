"""What an event word means where it stands, as sixty-four small numbers by which tellings are compared."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.attribution import Told
from crossbearing.model import Claim
from crossbearing.reading.tables import open_table

_LARGEST = 127


def senses_of(claims: Sequence[Claim], told: Told) -> tuple[bytes, ...]:
    """The sense of each claim's event word, or of its first word where it has none; none without states.

    A sense is the state of the encoder's middle layer at the word, beside the mean of its sentence's, seen in
    a few directions and cut to bytes, -127 to 127. Before them stands the mark of these directions, a byte by
    which those of other weights are known. They are learnt by training/train_senses.py.
    """
    states = states_of(claims, told)
    if states is None:
        return ()
    held = _directions()
    mark = held["mark"].astype(np.uint8).tobytes()
    return tuple(mark + sense for sense in cut(states, held["project"], held["bias"]))


def states_of(claims: Sequence[Claim], told: Told) -> NDArray[Any] | None:
    """What senses are cut from [k, 2h]; None without states, or without claims."""
    words = [c.span.start if c.event is None else c.event.trigger.start for c in claims]
    return told.states(words, [(c.sentence.start, c.sentence.end) for c in claims])


def cut(states: NDArray[Any], project: NDArray[Any], bias: NDArray[Any]) -> tuple[bytes, ...]:
    """States [k, h] as senses, by directions ``project`` [h, w] and ``bias`` [w]."""
    seen = np.tanh(states @ project.astype(np.float32) + bias.astype(np.float32))
    return tuple(row.tobytes() for row in np.round(seen * _LARGEST).astype(np.int8))


@lru_cache(maxsize=1)
def _directions() -> dict[str, NDArray[Any]]:
    return open_table("senses.npz")
