"""The named entities of the English pipeline, decoded many words at a time, to the same end.

The pipeline's recognizer takes one step after another over moves that begin, go on with, end or pass an
entity, and asks of each of some seventy whether it is allowed. Outside an entity a step depends on its own
word alone, so all such steps are scored together; inside one only two moves are open.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Entities:
    """The pipeline's recognizer of entities (a transition system over BILUO moves; Lample et al., 2016)."""

    def __init__(self) -> None:
        self._recognizer: Any = None

    @property
    def recognizer(self) -> Any:
        """The recognizer whose weights decide."""
        return self._recognizer

    @recognizer.setter
    def recognizer(self, recognizer: Any) -> None:
        self._recognizer = recognizer
        self.embed, self.lower, upper = recognizer.model.layers
        self.bias: Floats = self.lower.get_param("b")
        self.weights: Floats = upper.get_param("W")
        self.offsets: Floats = upper.get_param("b")
        names = [recognizer.moves.get_class_name(n) for n in range(len(self.weights))]
        self.moves = [tuple(name.partition("-")[::2]) for name in names]
        self.begins = np.array([kind == "B" and bool(label) for kind, label in self.moves])
        self.units = np.array([kind == "U" and bool(label) for kind, label in self.moves])
        self.passes = np.array([kind == "O" for kind, _ in self.moves])
        numbers = {name: n for n, name in enumerate(names)}
        self.inside = {
            label: sorted([numbers[f"I-{label}"], numbers[f"L-{label}"]])
            for kind, label in self.moves
            if kind == "B" and label
        }

    def __call__(self, doc: Any) -> Any:
        """Set the entities of one text."""
        return self._set([doc])[0]

    def pipe(self, stream: Iterable[Any], *, batch_size: int = 64) -> Iterator[Any]:
        """Set the entities of many texts."""
        from spacy.util import minibatch

        for docs in minibatch(stream, size=batch_size):
            yield from self._set(list(docs))

    def _set(self, docs: list[Any]) -> list[Any]:
        from spacy.tokens import Span

        if any(len(doc) for doc in docs):
            seen: Floats = self.lower.predict(self.embed.predict(docs))
            outside = self._scores(((seen[1:, 0] + seen[0, 1]) + seen[0, 2]) + self.bias)
            at = 0
            for doc in docs:
                found = self._found(doc, outside[at : at + len(doc)], seen[at : at + len(doc) + 1])
                spans = [Span(doc, start, end, label=label) for start, end, label in found]
                doc.set_ents(spans, default="outside")
                at += len(doc)
        return docs

    def _scores(self, summed: Floats) -> Floats:
        """The scores of all moves of steps [n, hidden, pieces]."""
        found: Floats = summed.max(axis=-1) @ self.weights.T
        return found + self.offsets

    def _found(self, doc: Any, scores: Floats, seen: Floats) -> list[tuple[int, int, str]]:
        """A text's entities: the best allowed move outside any, then on to each entity's end.

        ``seen`` [n + 1, 3, hidden, pieces] holds what each word adds to a step as each feature; its row
        before the text's first word is not looked at.
        """
        from spacy.attrs import IS_SPACE, SENT_START

        told = doc.to_array([IS_SPACE, SENT_START])
        space = told[:, 0] == 1
        ends = np.append(told[1:, 1] == 1, True)
        allowed = self.passes | (~space[:, None] & (self.units | (~ends[:, None] & self.begins)))
        best = np.where(allowed, scores, -np.inf).argmax(axis=1).tolist()
        found, n = [], 0
        while n < len(best):
            kind, label = self.moves[best[n]]
            start = n
            if kind == "B":
                n = self._end(start, label, ends, seen)
            if kind != "O":
                found.append((start, n + 1, label))
            n += 1
        return found

    def _end(self, start: int, label: str, ends: npt.NDArray[np.bool_], seen: Floats) -> int:
        """The last word of an entity that begins at a word."""
        moves = self.inside[label]
        weights, offsets = self.weights[moves], self.offsets[moves]
        n = start + 1
        while not ends[n]:
            summed = ((seen[n + 1, 0] + seen[start + 1, 1]) + seen[n, 2]) + self.bias
            best = moves[int((weights @ summed.max(axis=-1) + offsets).argmax())]
            if self.moves[best][0] == "L":
                break
            n += 1
        return n
