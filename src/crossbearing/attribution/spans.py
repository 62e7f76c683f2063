"""The reading of a text: windows through the model, tags through the lattice, spans to their cues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from crossbearing.attribution.lattice import Floats, Ints, barred, best_paths, spans_of
from crossbearing.attribution.pieces import Pieces
from crossbearing.attribution.weights import Weights
from crossbearing.attribution.windows import Window, plan

TAGS = 7
"""O, then B and I of source, cue and content."""
SOURCE, CUE, CONTENT = 1, 3, 5
"""The B tag of each role; its I tag follows."""
ROLE_SOURCE, ROLE_CONTENT = slice(1, 3), slice(3, 5)
"""Where the second head tells a word's share as a cue's source, and as its content."""
LEAST_SOURCE = 0.1
"""A span less likely than this to be a cue's source is left to others: some cues have none."""
_TINY = 1e-6

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One window as the model sees it; word numbers count from the window's first shown word.

    ``low`` is that word's number in the text, ``first`` the first word that is read here, ``tags`` the
    log-shares of each word's tags, ``path`` the best tags from ``first`` on.
    """

    low: int
    first: int
    tags: Floats
    words: Floats
    cues: Floats
    paragraphs: Ints
    path: Ints

    def spans(self, tag: int) -> list[Range]:
        """Spans of one role, by its B tag."""
        return [(start + self.first, end + self.first) for start, end in spans_of(self.path, tag)]


@dataclass(frozen=True, slots=True)
class Linked:
    """One cue with what is its own, in the text's word numbers, ends exclusive; ``cue`` may be wanting."""

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    sure: float


def tagged_windows(pieces: Pieces, text: str, weights: Weights) -> list[Tagged]:
    """Run the model over each window of a text and find the best tags of its own words."""
    seen = [_run(pieces, window, weights) for window in plan(pieces, text)]
    bodies = [one.tags[one.first :] for one in seen]
    longest = max((len(body) for body in bodies), default=0)
    padded = np.zeros((len(bodies), longest, TAGS), dtype=np.float32)
    for n, body in enumerate(bodies):
        padded[n, : len(body)] = body
    lengths = np.array([len(body) for body in bodies], dtype=np.int64)
    paths = best_paths(padded, lengths, *barred(TAGS))
    return [
        Tagged(one.low, one.first, one.tags, one.words, one.cues, one.paragraphs, path[:length])
        for one, path, length in zip(seen, paths, lengths.tolist(), strict=True)
    ]


def _run(pieces: Pieces, window: Window, weights: Weights) -> Tagged:
    shown, end = window.shown, window.end
    low, first, high = np.searchsorted(pieces.words, [shown, window.start, end]).tolist()
    at = pieces.words[low:high] - shown
    rows = weights.run(pieces.ids[shown:end], pieces.features[shown:end])[at + 1]
    width = (rows.shape[1] - TAGS) // 2
    paragraphs = np.cumsum(pieces.breaks[shown:end], dtype=np.int64)[at]
    words, cues = rows[:, TAGS : TAGS + width], rows[:, TAGS + width :]
    tags = log_shares(rows[:, :TAGS])
    return Tagged(low, first - low, tags, words, cues, paragraphs, np.zeros(0, dtype=np.int64))


def linked(windows: Sequence[Tagged], weights: Weights) -> Iterator[Linked]:
    """Give each content of each window to its cue, and each cue its source."""
    for window in windows:
        cues, contents = window.spans(CUE), window.spans(CONTENT)
        if not cues:
            for content in contents:
                yield Linked(None, None, (_moved(content, window.low),), 0.0)
            continue
        shares = np.exp(_role_scores(window, cues, weights))
        yield from _shared_out(window, cues, contents, shares)


def _shared_out(
    window: Tagged, cues: Sequence[Range], contents: Sequence[Range], shares: Floats
) -> Iterator[Linked]:
    spoken = shares[:, :, ROLE_CONTENT].sum(axis=2)
    speaking = shares[:, :, ROLE_SOURCE].sum(axis=2)
    sources = window.spans(SOURCE)
    owners = [int(_fit(spoken, content).argmax()) for content in contents]
    for n, cue in enumerate(cues):
        own = [content for content, owner in zip(contents, owners, strict=True) if owner == n]
        if not own:
            continue
        fits = [float(_fit(speaking, source)[n]) for source in sources]
        best = int(np.argmax(fits)) if fits else -1
        source = _moved(sources[best], window.low) if fits and fits[best] > np.log(LEAST_SOURCE) else None
        sure = float(np.exp(max(_fit(spoken, content)[n] for content in own)))
        yield Linked(_moved(cue, window.low), source, tuple(_moved(one, window.low) for one in own), sure)


def _fit(shares: Floats, span: Range) -> Floats:
    """How well a span fits each cue: the mean log share of its words, [k]."""
    found: Floats = np.log(shares[:, span[0] : span[1]] + _TINY).mean(axis=1)
    return found


def _role_scores(window: Tagged, cues: Sequence[Range], weights: Weights) -> Floats:
    """What each word of a window is to each of its cues, log-probabilities [k, n, 5]."""
    heads = np.array([start for start, _ in cues], dtype=np.int64)
    means = np.stack([window.cues[start:end].mean(axis=0) for start, end in cues])
    distance = np.arange(len(window.words))[None] - heads[:, None]
    steps = window.paragraphs[None] - window.paragraphs[heads][:, None]
    return log_shares(weights.head.scores(window.words, means, window.tags, distance, steps))


def log_shares(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    found: Floats = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return found


def _moved(span: Range, by: int) -> Range:
    return span[0] + by, span[1] + by
