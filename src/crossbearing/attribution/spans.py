"""The reading of a text: windows through the model, tags through the lattice, spans to their cues."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossbearing.attribution.distance import Distance, Range, Steps
from crossbearing.attribution.lattice import Floats, Ints, barred, best_paths, log_shares, spans_of
from crossbearing.attribution.pieces import Pieces
from crossbearing.attribution.told import COLUMNS
from crossbearing.attribution.weights import Weights
from crossbearing.attribution.windows import Window, plan

TAGS = 7
"""O, then B and I of source, cue and content."""
SOURCE, CUE, CONTENT = 1, 3, 5
"""The B tag of each role; its I tag follows."""
ROLE_SOURCE, ROLE_CONTENT = slice(1, 3), slice(3, 5)
"""Where the second head tells a word's share as a cue's source, and as its content."""
LEAN = np.array([0.3, 0.0, 0.0, 0.1, 0.3, -1.2, 0.0], dtype=np.float32)
"""Added to log-shares of tags: fewer contents begun, none within others. Chosen on PolNeAR's dev articles."""
LEAN_HEARD = np.array([0.0, 0.0, 0.0, 0.1, 0.3, -1.2, 0.0], dtype=np.float32)
"""The same where the reading of cues has had its say."""
LEAST_SOURCE, LIKELIER = 0.3, 0.2
"""Words likelier than this to be a cue's source are it, where so much likelier than any tagged source."""
BESIDE = 8
"""Words between a content without a cue and the source it is signed with, at most."""
_NOBODY = (np.inf, -1, 0.0)
SURE = -0.05
"""Log-share of "outside" above which a word is taken for just that."""
_TINY = 1e-6
LEAST_OUTSIDE, NEXT_TO_NONE = 1e-4, 1e-9
"""The least share of "outside" where cues claim a word, and of any tag at all."""
CONTENT_STEPS = Steps(paragraph=15.0, between=10.0, behind=3.0, fit=10.0)
SOURCE_STEPS = Steps(paragraph=15.0, between=8.0, behind=2.0, fit=10.0)
"""What stands between a cue and what is its own, in words. Chosen on PolNeAR's dev articles."""

Wide = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """One window as the model sees it; word numbers count from its first shown word, the text's ``low``.

    Words ``first`` to ``last`` are read here. ``tags`` [n, 7] are the log-shares of each word's tags,
    ``words`` and ``cues`` what the reading of cues compares, ``told`` what is told of happenings,
    ``states`` those of the middle layer, ``paragraphs`` the paragraph of each word.
    """

    low: int
    first: int
    last: int
    tags: Floats
    words: Floats
    cues: Floats
    told: Floats
    states: Floats
    paragraphs: Ints

    def shown(self, spans: Sequence[Range]) -> range:
        """Which of some spans in text order, none overlapping, have words that the window shows."""
        first = bisect_left(spans, self.low, key=lambda span: span[1] - 1)
        return range(first, bisect_left(spans, (self.low + len(self.words), 0)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it: its windows, the best tag and the paragraph of each of its words."""

    windows: tuple[Seen, ...]
    path: Ints
    paragraphs: Ints

    def spans(self, tag: int) -> list[Range]:
        """Spans of one role, by its B tag, in the text's word numbers."""
        return spans_of(self.path, tag)

    def tags(self) -> Floats:
        """Log-shares of the tags of each word of the text [n, 7]."""
        return np.concatenate([one.tags[one.first : one.last] for one in self.windows])

    def told(self) -> Floats:
        """The columns of what is told of each word of the text [n, 38]."""
        rows = [one.told[one.first : one.last] for one in self.windows]
        return np.concatenate(rows) if rows else np.zeros((0, COLUMNS), dtype=np.float32)

    def states(self) -> Floats:
        """The middle layer's states of each word of the text [n, h]."""
        rows = [one.states[one.first : one.last] for one in self.windows]
        return np.concatenate(rows) if rows else np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Heard:
    """A window with the cues it reads, by their numbers, and what each shown word is to each [k, n, 5]."""

    window: Seen
    cues: range
    shares: Wide

    def of(self, role: slice) -> Wide:
        """How likely each word is of a role to each cue [k, n]."""
        found: Wide = self.shares[:, :, role].sum(axis=2)
        return found


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
        return Reading((), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    tags = np.concatenate([one.tags[one.first : one.last] for one in windows])
    return Reading(windows, best_tags(tags), np.cumsum(pieces.breaks, dtype=np.int64)[pieces.words])


def best_tags(tags: Floats, lean: Floats = LEAN) -> Ints:
    """The best path through a text's words [n, 7].

    A word that is surely outside all roles ends one stretch and begins another: between two such words
    the best path does not depend on what stands elsewhere, and all stretches are found at once.
    """
    tags = tags + lean
    sure = np.flatnonzero(tags[:, 0] > SURE + lean[0])
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
    found, middle = weights.run(pieces.ids[shown:stop], pieces.features[shown:stop])
    rows, states = found[at + 1], middle[at + 1]
    width = (rows.shape[1] - TAGS - COLUMNS) // 2
    paragraphs = np.cumsum(pieces.breaks[shown:stop], dtype=np.int64)[at]
    tags, words, cues, told = np.split(rows, [TAGS, TAGS + width, TAGS + 2 * width], axis=1)
    return Seen(low, first - low, last - low, log_shares(tags), words, cues, told, states, paragraphs)


def linked(reading: Reading, weights: Weights) -> Iterator[Linked]:
    """Give each content of a text to its cue, and each cue its source.

    A cue is read in the window that reads its first word, and looks no further than that window shows.
    What fits best by the reading of cues is weighed against what stands between.
    """
    cues = reading.spans(CUE)
    heard = list(_heard(reading, cues, weights))
    path = _path_of_cues(reading, cues, heard) if heard else reading.path
    contents, sources = spans_of(path, CONTENT), spans_of(path, SOURCE)
    said = Distance(CONTENT_STEPS, reading.paragraphs, contents)
    by = Distance(SOURCE_STEPS, reading.paragraphs, cues)
    owners: dict[int, tuple[float, int, float]] = {}
    sourced: dict[int, Range | None] = {}
    for one in heard:
        window, spoken, speaking = one.window, one.of(ROLE_CONTENT), one.of(ROLE_SOURCE)
        shown = window.shown(contents)
        fits = _fits(window, spoken, [contents[k] for k in shown])
        for n, row in zip(one.cues, fits.tolist(), strict=True):
            for k, fit in zip(shown, row, strict=True):
                cost = said.cost(contents[k], cues[n], fit)
                owners[k] = min(owners.get(k, (cost, n, fit)), (cost, n, fit))
        near = [sources[k] for k in window.shown(sources)]
        for n, row, words in zip(one.cues, _fits(window, speaking, near).tolist(), speaking, strict=True):
            sourced[n] = _source(by, cues[n], near, row, _likeliest(words, window.low))
    for n, cue in enumerate(cues):
        mine = [k for k, (cost, owner, _) in sorted(owners.items()) if owner == n and cost < np.inf]
        if mine:
            sure = float(np.exp(max(owners[k][2] for k in mine)))
            yield Linked(cue, sourced[n], tuple(contents[k] for k in mine), sure)
    for k, said_alone in enumerate(contents):
        if owners.get(k, _NOBODY)[0] == np.inf:
            yield from _signed(said_alone, sources)


def _heard(reading: Reading, cues: Sequence[Range], weights: Weights) -> Iterator[Heard]:
    """Read each window's words against the cues that begin in it."""
    for window in reading.windows:
        own = _begun(cues, window.low + window.first, window.low + window.last)
        if own:
            yield Heard(window, own, np.exp(_role_scores(window, [cues[n] for n in own], weights)))


def _path_of_cues(reading: Reading, cues: Sequence[Range], heard: Sequence[Heard]) -> Ints:
    """The best path once more, cues held: a word is as likely a source or content as its tags or any cue say.

    Tags alone miss words that a cue plainly claims; on PolNeAR's dev articles this finds more words of every
    role and as many attributions.
    """
    shares: Wide = np.exp(reading.tags().astype(np.float64))
    for one in heard:
        at = slice(one.window.low, one.window.low + one.shares.shape[1])
        claimed = one.shares[:, :, 1:].max(axis=0)
        shares[at, SOURCE:CUE] = np.maximum(shares[at, SOURCE:CUE], claimed[:, :2])
        shares[at, CONTENT:] = np.maximum(shares[at, CONTENT:], claimed[:, 2:])
    shares[:, CUE:CONTENT] = 0.0
    shares[:, 0] = np.maximum(1 - shares[:, 1:].sum(axis=1), LEAST_OUTSIDE)
    for start, end in cues:
        shares[start:end] = 0.0
        shares[start, CUE] = 1.0
        shares[start + 1 : end, CUE + 1] = 1.0
    return best_tags(np.log(shares + NEXT_TO_NONE).astype(np.float32), LEAN_HEARD)


def _signed(content: Range, sources: Sequence[Range]) -> Iterator[Linked]:
    """What is said without a cue in reach, on the word of the source that stands beside it, if one does."""
    gaps = [(max(source[0] - content[1], content[0] - source[1]), source) for source in sources]
    gap, source = min((near for near in gaps if near[0] >= 0), default=(BESIDE + 1, None))
    if gap <= BESIDE:
        yield Linked(None, source, (content,), 0.0)


def _source(
    by: Distance, cue: Range, near: list[Range], fits: list[float], likely: tuple[float, Range | None]
) -> Range | None:
    """A cue's source: the tagged span nearest by all that counts, unless other words are far likelier."""
    costs = [by.cost(cue, source, fit) for source, fit in zip(near, fits, strict=True)]
    best = min(range(len(near)), key=costs.__getitem__, default=None)
    if best is None or costs[best] == np.inf:
        return likely[1]
    return likely[1] if likely[0] > np.exp(fits[best]) + LIKELIER else near[best]


def _begun(spans: Sequence[Range], first: int, last: int) -> range:
    """Which of some spans in text order begin within these words."""
    return range(*(bisect_left(spans, (at, 0)) for at in (first, last)))


def _likeliest(shares: Wide, low: int) -> tuple[float, Range | None]:
    """The run of words likeliest to be a cue's source, tagged or not, and its mean share."""
    on = np.concatenate([[False], shares > LEAST_SOURCE, [False]])
    edges = np.flatnonzero(on[1:] != on[:-1]).reshape(-1, 2).tolist()
    runs = [(float(shares[start:end].mean()), (start + low, end + low)) for start, end in edges]
    return max(runs, default=(0.0, None))


def _fits(window: Seen, shares: Wide, spans: Sequence[Range]) -> Wide:
    """How well each span fits each of k cues [k, spans]: the mean log share of its words shown here."""
    if not spans:
        return np.zeros((len(shares), 0))
    reach = np.array(spans, dtype=np.int64) - window.low
    low, high = reach[:, 0].clip(min=0), reach[:, 1].clip(max=shares.shape[1])
    sums = np.zeros((len(shares), shares.shape[1] + 1))
    np.cumsum(np.log(shares + _TINY), axis=1, out=sums[:, 1:])
    found: Wide = (sums[:, high] - sums[:, low]) / (high - low)
    return found


def _role_scores(window: Seen, cues: Sequence[Range], weights: Weights) -> Floats:
    """What each word of a window is to each of its cues, log-probabilities [k, n, 5]."""
    heads = np.array([start - window.low for start, _ in cues], dtype=np.int64)
    means = np.stack([window.cues[start - window.low : end - window.low].mean(axis=0) for start, end in cues])
    distance = np.arange(len(window.words))[None] - heads[:, None]
    steps = window.paragraphs[None] - window.paragraphs[heads][:, None]
    return log_shares(weights.head.scores(window.words, means, window.tags, distance, steps))
