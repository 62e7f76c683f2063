"""What each word is to each cue: source, content or neither, as the model's second head reads it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from crossbearing.attribution.lattice import Floats, Ints

FARTHEST = 2
"""Paragraphs beyond which a word is merely far."""


@dataclass(frozen=True, slots=True)
class Head:
    """Learned tables for a hidden layer h wide.

    ``distance`` [24, h], ``paragraphs`` [5, h], ``tagged`` [7, h], ``role`` [h, 5], ``bias`` [5].
    """

    distance: Floats
    paragraphs: Floats
    tagged: Floats
    role: Floats
    bias: Floats

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> "Head":
        """Take the tables out of a file of arrays."""
        return cls(*(np.ascontiguousarray(tables[name]) for name in cls.__slots__))

    def scores(self, words: Floats, cues: Floats, tags: Floats, distance: Ints, steps: Ints) -> Floats:
        """Scores [k, n, 5] of O, B-source, I-source, B-content, I-content for n words and k cues.

        ``words`` [n, h + 2p] and ``cues`` [k, h + 2p] are the encoder's projections, ``tags`` [n, 7]
        log-probabilities, ``distance`` and ``steps`` [k, n] words and paragraphs from cue to word.
        """
        width = len(self.role)
        pair = (words.shape[1] - width) // 2
        plain: Floats = words[:, :width] + np.matmul(tags, self.tagged)
        hidden: Floats = (
            plain[None] + cues[:, None, :width] + self.distance[bucket(distance, len(self.distance))]
        )
        hidden += self.paragraphs[steps.clip(-FARTHEST, FARTHEST) + FARTHEST]
        np.maximum(hidden, 0, out=hidden)
        found: Floats = np.matmul(hidden, self.role) + self.bias
        found[:, :, 1:3] += _products(cues, words, width, pair)[:, :, None]
        found[:, :, 3:5] += _products(cues, words, width + pair, pair)[:, :, None]
        return found


def _products(cues: Floats, words: Floats, start: int, pair: int) -> Floats:
    scale = np.float32(1 / math.sqrt(pair))
    found: Floats = np.matmul(cues[:, start : start + pair] * scale, words[:, start : start + pair].T)
    return found


def bucket(distance: Ints, buckets: int) -> Ints:
    """Signed distances in words as classes: exact to four, then by octaves; the second half looks back."""
    far = np.abs(distance)
    octaves = 4 + (np.log2(np.maximum(far, 4) / 4) * 1.25).astype(np.int64)
    near = np.where(far < 4, far, octaves).clip(max=buckets // 2 - 1)
    return np.where(distance >= 0, near, near + buckets // 2)
