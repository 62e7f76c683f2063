"""How much two tellings of a report read as one happening, by the words' own senses.

Each event word stands for itself as the encoder reads it in its sentence (``model.Reading.senses``). A small
network, learnt by training/train_senses.py beside the visible signs, compares two: log-odds, nought for two
of which it can say no more than of any. It never decides alone; it is one sign of many (``retold``).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.errors import DataError
from crossbearing.model import Claim

Floats = NDArray[np.float32]
_UNIT = np.float32(1 / 127)


class Network:
    """The tables: ``pairs`` [2w, h] reads product and difference, ``own`` [2w, h] the two by themselves.

    ``shift`` is the score of pairs on average, which becomes nought; ``mark`` the byte of those directions
    whose senses it reads.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.mark = np.asarray(tables["mark"], dtype=np.uint8).tobytes()
        names = ("pairs", "own", "bias", "out", "shift")
        self.pairs, self.own, self.bias, self.out, self.shift = (_table(tables[name]) for name in names)

    def scores(self, later: Sequence[bytes], earlier: Sequence[bytes]) -> list[float]:
        """Log-odds, to three places, that each telling is of the happening of one told before it.

        Senses are given without their mark.
        """
        new, old = _floats(later), _floats(earlier)
        beside = np.concatenate([new * old, np.abs(new - old)], axis=1)
        alone = np.concatenate([new, old], axis=1)
        hidden = np.maximum(beside @ self.pairs + alone @ self.own + self.bias, 0)
        return [round(score, 3) for score in (hidden @ self.out - self.shift).tolist()]


class Alike:
    """What a network says of the claims of some reports, each two asked once."""

    def __init__(self, senses: Mapping[str, bytes], network: Network | None = None) -> None:
        self._senses, self._network = senses, network
        self._known: dict[tuple[str, str], float] = {}

    def of(self, claim: Claim, others: Iterable[Claim]) -> dict[str, float]:
        """How much a claim reads as of one happening with others of its report, by their ids.

        Those are left out of which no sense is kept, as in a ledger whose claims were imported, or one that
        was cut by other weights.
        """
        network = self._network or packaged()
        pairs = {other.id: _in_text(claim, other) for other in others}
        asked = [pair for pair in pairs.values() if pair not in self._known]
        asked = [
            pair for pair in asked if all(self._senses.get(key, b"")[:1] == network.mark for key in pair)
        ]
        if asked:
            later, earlier = ([self._senses[pair[n]][1:] for pair in asked] for n in (0, 1))
            scores = network.scores(later, earlier)
            self._known.update(zip(asked, scores, strict=True))
        return {key: self._known[pair] for key, pair in pairs.items() if pair in self._known}


def _in_text(one: Claim, other: Claim) -> tuple[str, str]:
    """Two claims' ids, that of the later told first."""
    earlier, later = sorted((one, other), key=lambda c: (c.span.start, c.span.end, c.id))
    return later.id, earlier.id


def _table(values: Any) -> Floats:
    return np.ascontiguousarray(values, dtype=np.float32)


def _floats(senses: Sequence[bytes]) -> Floats:
    rows = np.frombuffer(b"".join(senses), dtype=np.int8).reshape(len(senses), -1)
    return rows.astype(np.float32) * _UNIT


@lru_cache(maxsize=1)
def packaged() -> Network:
    """The network that ships with the package; raises ``DataError`` where it is missing."""
    source = resources.files("crossbearing.reconcile") / "data" / "alike.npz"
    try:
        with source.open("rb") as handle, np.load(handle) as held:
            return Network({name: held[name] for name in held.files})
    except FileNotFoundError as error:
        raise DataError(
            "a table of weights is missing", where="alike.npz", hint="reinstall crossbearing"
        ) from error
