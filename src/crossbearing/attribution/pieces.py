"""Texts as word pieces: what the model is given, and where each piece stands in the text."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BREAK = "[unused1]"
"""The vocabulary's spare entry that stands between paragraphs."""
QUOTED, INITIAL, CAPITALS = 1, 2, 4
"""Features of a piece, added up: in quote marks; of a word with a capital first; of one all in capitals."""
FEATURES = 8
_LINE = re.compile(r"[^\n]+")
_QUOTE = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces; all arrays are as long as there are pieces, but ``words``.

    ``starts`` and ``ends`` are code points of the text, end exclusive; a break between paragraphs is an
    empty piece. ``opens`` is true where a word begins. ``words`` holds the first piece of each word.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    features: Ints
    opens: Bools
    breaks: Bools
    words: Ints

    def __len__(self) -> int:
        return len(self.ids)


def encode(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces, paragraph by paragraph (a line is a paragraph).

    Quote marks are read within a line, open ones to its end: later paragraphs of a long speech open
    with a mark of their own.
    """
    lines = list(_LINE.finditer(text))
    encoded = tokenizer.encode_batch([line.group() for line in lines], add_special_tokens=False)
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    opens: list[bool] = []
    for line, one in zip(lines, encoded, strict=True):
        if not one.ids:
            continue
        if ids:
            ids.append(_break_id(tokenizer))
            spans.append((line.start(), line.start()))
            opens.append(False)
        ids += one.ids
        at = line.start()
        spans += [(start + at, end + at) for start, end in one.offsets]
        opens += _openings(one)
    return _pieces(text, ids, spans, opens, _break_id(tokenizer))


def word_ends(pieces: Pieces) -> Ints:
    """Where each word ends in the text."""
    if not len(pieces):
        return pieces.ends
    last = np.append(pieces.words[1:], len(pieces)) - 1
    last = np.where(pieces.breaks[last], last - 1, last)
    found: Ints = pieces.ends[last]
    return found


def _break_id(tokenizer: Tokenizer) -> int:
    found = tokenizer.token_to_id(BREAK)
    return 0 if found is None else int(found)


def _openings(one: Any) -> list[bool]:
    words = one.word_ids
    return [n == 0 or words[n] != words[n - 1] for n in range(len(words))]


def _pieces(
    text: str, ids: list[int], spans: list[tuple[int, int]], opens: list[bool], break_id: int
) -> Pieces:
    places = np.array(spans, dtype=np.int64).reshape(-1, 2)
    pieces = np.array(ids, dtype=np.int64)
    begins = np.array(opens, dtype=bool)
    words = np.flatnonzero(begins)
    features = _quoted(text)[places[:, 0].clip(max=max(len(text) - 1, 0))] if len(ids) else pieces
    if len(words):
        ends = places[np.append(words[1:], len(ids)) - 1, 1]
        cased = np.array([_case(text[s:e].rstrip()) for s, e in zip(places[words, 0], ends, strict=True)])
        features = features + cased[np.maximum(np.cumsum(begins) - 1, 0)]
    breaks = pieces == break_id
    features = np.where(breaks, 0, features)
    return Pieces(pieces, places[:, 0], places[:, 1], features, begins, breaks, words)


def _quoted(text: str) -> Ints:
    """One for each character that stands within quote marks."""
    flags = np.zeros(max(len(text), 1), dtype=np.int64)
    for match in _QUOTE.finditer(text):
        flags[match.start() : match.end()] = QUOTED
    return flags


def _case(word: str) -> int:
    if len(word) > 1 and word.isupper():
        return CAPITALS
    return INITIAL if word[:1].isupper() else 0
