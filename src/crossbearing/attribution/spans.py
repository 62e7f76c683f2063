"""The reading of a text: windows through the model, tags through the lattice, spans to their cues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
SURE = -0.05
"""Log-share of "outside" above which a word is taken for just that."""
_TINY = 1e-6

Range = tuple[int, int]
Wide = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """One window as the model sees it; word numbers count from its first shown word, the text's ``low``.

    Words ``first`` to ``last`` are read here. ``tags`` [n, 7] are the log-shares of each word's tags,
    ``words`` and ``cues`` what the reading of cues compares, ``paragraphs`` the paragraph of each word.
    """

    low: int
    first: int
    last: int
    tags: Floats
    words: Floats
    cues: Floats
    paragraphs: Ints


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it: its windows, and the best tag of each of its words."""

    windows: tuple[Seen, ...]
    path: Ints

    def spans(self, tag: int) -> list[Range]:
        """Spans of one role, by its B tag, in the text's word numbers."""
        return spans_of(self.path, tag)


@dataclass(frozen=True, slots=True)
class Linked:
    """One cue with what is its own, in the text's word numbers, ends exclusive; ``cue`` may be wanting."""

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    sure: float


def read_tags(pieces: Pieces, weights: Weights) -> Reading:
    """Run the model over each window of a text and find the best tags of its words."""
    windows = tuple(_run(pieces, window, weights) for window in plan(pieces))
    if not windows:
        return Reading((), np.zeros(0, dtype=np.int64))
    tags = np.concatenate([one.tags[one.first : one.last] for one in windows])
    return Reading(windows, best_tags(tags))


def best_tags(tags: Floats) -> Ints:
    """The best path through a text's words [n, 7].

    A word that is surely outside all roles ends one stretch and begins another: between two such words
    the best path does not depend on what stands elsewhere, and all stretches are found at once.
    """
    sure = np.flatnonzero(tags[:, 0] > SURE)
    starts = np.unique(np.concatenate([[0], sure]))
    lengths = np.diff(np.append(starts, len(tags)))
    padded = np.zeros((len(starts), int(lengths.max()), TAGS), dtype=np.float32)
    rows = np.repeat(np.arange(len(starts)), lengths)
    steps = np.arange(len(tags)) - np.repeat(starts, lengths)
    padded[rows, steps] = tags
    found: Ints = best_paths(padded, lengths, *barred(TAGS))[rows, steps]
    return found


def _run(pieces: Pieces, window: Window, weights: Weights) -> Seen:
    shown, stop = window.shown, window.stop
    low, first, last, high = np.searchsorted(pieces.words, [shown, window.start, window.end, stop]).tolist()
    at = pieces.words[low:high] - shown
    rows = weights.run(pieces.ids[shown:stop], pieces.features[shown:stop])[at + 1]
    width = (rows.shape[1] - TAGS) // 2
    paragraphs = np.cumsum(pieces.breaks[shown:stop], dtype=np.int64)[at]
    words, cues = rows[:, TAGS : TAGS + width], rows[:, TAGS + width :]
    return Seen(low, first - low, last - low, log_shares(rows[:, :TAGS]), words, cues, paragraphs)


def linked(reading: Reading, weights: Weights) -> Iterator[Linked]:
    """Give each content of a text to its cue, and each cue its source.

    A cue is read in the window that reads its first word, and looks no further than that window shows.
    """
    cues, contents, sources = (reading.spans(tag) for tag in (CUE, CONTENT, SOURCE))
    spoken = np.full((len(cues), len(contents)), -np.inf)
    speaking = np.full((len(cues), len(sources)), -np.inf)
    for window in reading.windows:
        own = [n for n, cue in enumerate(cues) if window.first <= cue[0] - window.low < window.last]
        if own:
            shares = np.exp(_role_scores(window, [cues[n] for n in own], weights))
            spoken[own] = _fits(window, shares[:, :, ROLE_CONTENT].sum(axis=2), contents)
            speaking[own] = _fits(window, shares[:, :, ROLE_SOURCE].sum(axis=2), sources)
    yield from _shared_out(cues, contents, sources, spoken, speaking)


def _shared_out(
    cues: Sequence[Range], contents: Sequence[Range], sources: Sequence[Range], spoken: Wide, speaking: Wide
) -> Iterator[Linked]:
    owners = spoken.argmax(axis=0).tolist() if cues else []
    held = [n for n in range(len(contents)) if cues and np.isfinite(spoken[owners[n], n])]
    for n in sorted(set(range(len(contents))) - set(held)):
        yield Linked(None, None, (contents[n],), 0.0)
    for n, cue in enumerate(cues):
        own = [at for at in held if owners[at] == n]
        if not own:
            continue
        best = int(speaking[n].argmax()) if sources else -1
        source = sources[best] if sources and speaking[n, best] > np.log(LEAST_SOURCE) else None
        sure = float(np.exp(spoken[n, own].max()))
        yield Linked(cue, source, tuple(contents[at] for at in own), sure)


def _fits(window: Seen, shares: Floats, spans: Sequence[Range]) -> Wide:
    """How well each span fits each of k cues [k, spans]: the mean log share of its words shown here."""
    logs = np.log(shares + _TINY)
    found = np.full((len(shares), len(spans)), -np.inf)
    for n, (start, end) in enumerate(spans):
        low, high = max(start - window.low, 0), min(end - window.low, logs.shape[1])
        if low < high:
            found[:, n] = logs[:, low:high].mean(axis=1)
    return found


def _role_scores(window: Seen, cues: Sequence[Range], weights: Weights) -> Floats:
    """What each word of a window is to each of its cues, log-probabilities [k, n, 5]."""
    heads = np.array([start - window.low for start, _ in cues], dtype=np.int64)
    means = np.stack([window.cues[start - window.low : end - window.low].mean(axis=0) for start, end in cues])
    distance = np.arange(len(window.words))[None] - heads[:, None]
    steps = window.paragraphs[None] - window.paragraphs[heads][:, None]
    return log_shares(weights.head.scores(window.words, means, window.tags, distance, steps))


def log_shares(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    found: Floats = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return found
