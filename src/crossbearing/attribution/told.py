"""What the shared encoder tells of a word that names a happening: its topic, status, category."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import numpy as np
from msgspec import Struct

from crossbearing.attribution.lattice import Floats, Ints, log_shares
from crossbearing.vocabulary import Status, Topic

PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
)
LABELS: Mapping[str, tuple[Any, ...]] = {
    "named": (False, True),
    "topic": get_args(Topic),
    "status": get_args(Status),
    "background": (False, True),
    "plover": (None, *PLOVER),
}
"""The questions that the model answers of each word, and their answers in the order of its columns."""
COLUMNS = sum(len(answers) for answers in LABELS.values())


class Answer(Struct, frozen=True):
    """The likeliest answer to one question, and its share, 0 to 1."""

    label: Any
    sure: float


_FLOOR = -9.0
"""Log-shares below this are all alike: never."""


class Told:
    """The model's answers on the words of one text."""

    def __init__(self, starts: Ints, scores: Floats, states: Floats | None = None) -> None:
        self._starts = starts.tolist()
        self._scores = scores
        self._states = states

    def at(self, place: int, question: str) -> Answer | None:
        """What is told of the word at a character: "named", "topic", "status", "background" or "plover".

        Meant for a word that names a happening: "were *shelled* on Monday", "carried out *strikes*". None
        where no word stands.
        """
        word = bisect_right(self._starts, place) - 1
        if word < 0:
            return None
        first = 0
        for name, answers in LABELS.items():
            if name == question:
                break
            first += len(answers)
        shares = np.exp(log_shares(self._scores[word, first : first + len(LABELS[question])]))
        best = int(shares.argmax())
        return Answer(LABELS[question][best], float(shares[best]))

    def naming(self, place: int) -> float:
        """How much the word at a character looks like the name of a happening, in log-odds."""
        word = bisect_right(self._starts, place) - 1
        return float(self._scores[word, 1] - self._scores[word, 0]) if word >= 0 else 0.0

    def states(self, places: Sequence[int], around: Sequence[tuple[int, int]]) -> Floats | None:
        """The middle layer's states of words at some characters, each beside the mean of a stretch [k, 2h].

        ``around`` has each stretch's first character and its end. None where no states were kept; before the
        first word the first word's are given.
        """
        if self._states is None or not len(self._states):
            return None
        words = [max(bisect_right(self._starts, at) - 1, 0) for at in places]
        if not words:
            return None
        means = [self._states[self._words(start, end)].mean(axis=0) for start, end in around]
        return np.concatenate([self._states[words], np.stack(means)], axis=1)

    def _words(self, start: int, end: int) -> slice:
        first = min(bisect_left(self._starts, start), len(self._starts) - 1)
        return slice(first, max(bisect_left(self._starts, end), first + 1))

    def shares(self, place: int, question: str) -> dict[str, float]:
        """Log-shares of all answers to one question about the word at a character, by ``str(answer)``.

        Empty where no word stands.
        """
        word = bisect_right(self._starts, place) - 1
        if word < 0:
            return {}
        first = 0
        for name, answers in LABELS.items():
            if name == question:
                break
            first += len(answers)
        found = log_shares(self._scores[word, first : first + len(LABELS[question])])
        return {str(a): max(float(x), _FLOOR) for a, x in zip(LABELS[question], found, strict=True)}
