"""What the shared encoder tells of a word that names a happening: its topic, status, category."""

from bisect import bisect_right
from collections.abc import Mapping
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

    def __init__(self, starts: Ints, scores: Floats) -> None:
        self._starts = starts.tolist()
        self._scores = scores

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
