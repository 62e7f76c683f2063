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
    a few directions and cut to bytes, -127 to 127. The directions are learnt by training/train_senses.py.
    """
    states = states_of(claims, told)
    return () if states is None else cut(states, *_directions())


def states_of(claims: Sequence[Claim], told: Told) -> NDArray[Any] | None:
    """What senses are cut from [k, 2h]; None without states, or without claims."""
    words = [c.span.start if c.event is None else c.event.trigger.start for c in claims]
    return told.states(words, [(c.sentence.start, c.sentence.end) for c in claims])


def cut(states: NDArray[Any], project: NDArray[Any], bias: NDArray[Any]) -> tuple[bytes, ...]:
    """States [k, h] as senses, by directions ``project`` [h, w] and ``bias`` [w]."""
    seen = np.tanh(states @ project + bias)
    return tuple(row.tobytes() for row in np.round(seen * _LARGEST).astype(np.int8))


@lru_cache(maxsize=1)
def _directions() -> tuple[NDArray[Any], NDArray[Any]]:
    held = open_table("senses.npz")
    return held["project"].astype(np.float32), held["bias"].astype(np.float32)
