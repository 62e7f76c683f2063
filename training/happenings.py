"""Annotated happenings as windows: which words name one, of what topic, status and category."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from crossbearing.attribution.pieces import Ints, Pieces, encode, word_ends
from crossbearing.attribution.told import LABELS
from crossbearing.attribution.windows import Window, plan

WIDTHS = tuple(len(answers) for answers in LABELS.values())
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Told:
    """A window with the labels of its words, ``UNKNOWN`` where nobody has looked.

    ``labels`` [5, n] for n words; words stand where ``words`` say among the pieces of ``ids``.
    """

    ids: Ints
    features: Ints
    words: Ints
    labels: Ints
    first: int = 0
    last: int = 0
    links: tuple[Any, ...] = field(default=())


def read_told(path: Path, texts: dict[str, str], tokenizer: Tokenizer, marks: tuple[int, int]) -> list[Told]:
    """Read annotated sentences, laid out over the whole of their reports; only the half to learn from."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == "train":
            rows.setdefault(row["id"], []).append(row)
    return [one for name, found in rows.items() for one in _windows(texts[name], found, tokenizer, marks)]


def _windows(
    text: str, rows: list[dict[str, Any]], tokenizer: Tokenizer, marks: tuple[int, int]
) -> Iterator[Told]:
    pieces = encode(tokenizer, text)
    labels = _labels(pieces, rows)
    for window in plan(pieces):
        one = _cut(pieces, labels, window, marks)
        if (one.labels[0, one.first : one.last] != UNKNOWN).any():
            yield one


def _labels(pieces: Pieces, rows: list[dict[str, Any]]) -> Ints:
    starts, ends = pieces.starts[pieces.words], word_ends(pieces)
    labels = np.full((len(LABELS), len(starts)), UNKNOWN, dtype=np.int64)
    for row in rows:
        low, high = np.searchsorted(starts, [row["start"], row["end"]])
        labels[0, low:high] = 0
        for claim in row["claims"]:
            at = int(np.searchsorted(ends, claim["trigger"][0], side="right"))
            if at < len(starts):
                labels[0, at] = 1
                for n, (name, answers) in enumerate(LABELS.items()):
                    if n:
                        labels[n, at] = answers.index(claim[name])
    return labels


def _cut(pieces: Pieces, labels: Ints, window: Window, marks: tuple[int, int]) -> Told:
    low, start, end, high = np.searchsorted(
        pieces.words, [window.shown, window.start, window.end, window.stop]
    ).tolist()
    shown, stop = window.shown, window.stop
    return Told(
        np.concatenate([[marks[0]], pieces.ids[shown:stop], [marks[1]]]),
        np.concatenate([[0], pieces.features[shown:stop], [0]]),
        pieces.words[low:high] - shown + 1,
        labels[:, low:high],
        start - low,
        end - low,
    )


def told_loss(group: list[Told], scores: Tensor) -> Tensor:
    """Cross-entropy of what is told of the words of a group of windows, summed over five questions."""
    found = torch.cat([scores[n, one.words[one.first : one.last]] for n, one in enumerate(group)])
    wanted = torch.from_numpy(np.concatenate([one.labels[:, one.first : one.last] for one in group], axis=1))
    parts = found.split(WIDTHS, dim=-1)
    losses = [
        functional.cross_entropy(part, want, ignore_index=UNKNOWN)
        for part, want in zip(parts, wanted, strict=True)
        if bool((want != UNKNOWN).any())
    ]
    return torch.stack(losses).sum() if losses else scores.new_zeros(())
