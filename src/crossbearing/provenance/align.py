"""What two reports share, word by word: seeds, chained, filled in over small differences, cut where thin.

Seed and extend, as text-reuse detection does it (passim; Smith, Cordell & Dillon 2013). A seed is three
telling words in a row that stand for the same in both texts. Seeds that follow each other closely in both
are one chain; between them, and a little beyond its ends, equal words are paired by longest common
subsequence. What is found depends on the two texts and the packaged lists alone.
"""

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from crossbearing.provenance.words import KEPT, Words

_SEED = 3
"""Telling words in a seed: some five of text, short enough to survive a changed word in six."""
_GAP = 12
"""Words that may stand between two seeds of one passage (an inserted name, a swapped phrase, an aside)."""
_BEYOND = 16
"""Words past a chain's end in which a changed text may go on."""
_SWAPPED = 0.5
"""A word swapped for another of its kind counts as half an equal one."""
_PAIRED, _SKIPPED = 10, 3
"""What a pair of telling words counts, and what a word without partner costs past a chain's end."""
_CROWDED = 128
"""So many pairs of equal words between two stretches are looked at: more is a text made of one word."""
_DENSE = 0.5
"""At least so much of the longer passage is shared: less is two texts that use some of the same words."""
_EVIDENCE = 5.0
"""A passage weighs at least so much, its missing words subtracted: stock phrases and frames weigh less."""
_MISSING = 0.35
"""What each telling word of the passage costs that only one of the texts has."""
_REPEATED = 8
"""A run of words that a text has more often than this seeds nothing: a table, a refrain."""

Pairs = list[tuple[int, int]]


class Shared(Struct, frozen=True):
    """A passage of two texts: its first and last words in each (last excluded), and how alike they are."""

    one: tuple[int, int]
    other: tuple[int, int]
    similarity: float


class Rows(Struct, frozen=True):
    """A text made ready for comparing: words, what they are equal by, where telling ones run."""

    text: Words
    same: tuple[str, ...]
    places: dict[tuple[str, ...], list[tuple[int, ...]]]


@lru_cache(maxsize=KEPT)
def rows_of(text: Words) -> Rows:
    """Note where each run of ``_SEED`` telling words of a text stands."""
    told = [at for at, key in enumerate(text.keys) if key]
    places: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for run in zip(*(told[n:] for n in range(_SEED)), strict=False):
        places[tuple(text.keys[at] for at in run)].append(run)
    same = tuple(key or f"={word}" for key, word in zip(text.keys, text.words, strict=True))
    return Rows(text, same, {row: runs for row, runs in places.items() if len(runs) <= _REPEATED})


def align(mine: Rows, theirs: Rows) -> list[Shared]:
    """The passages that two texts share, in the order of the first; what weighs too little is left out."""
    one, other = mine.text, theirs.text
    found: list[Shared] = []
    for chain in _chains(_seeds(mine, theirs)):
        if not _may_weigh(one, other, chain):
            continue
        for shared in _passages(one, other, _filled(mine, theirs, chain)):
            if not any(_meet(shared.one, kept.one) and _meet(shared.other, kept.other) for kept in found):
                found.append(shared)
    return sorted(found, key=lambda shared: (shared.one, shared.other))


def _seeds(one: Rows, other: Rows) -> Pairs:
    """Pairs of words that stand in a run of telling words which both texts have."""
    pairs: set[tuple[int, int]] = set()
    for row in one.places.keys() & other.places.keys():
        for places in one.places[row]:
            for there in other.places[row]:
                pairs.update(zip(places, there, strict=True))
    return sorted(pairs)


def _may_weigh(one: Words, other: Words, chain: Pairs) -> bool:
    """Whether the words that both texts have around a chain could weigh enough."""
    (first, first_there), (last, last_there) = chain[0], chain[-1]
    mine = slice(max(0, first - _BEYOND), last + _BEYOND)
    theirs = slice(max(0, first_there - _BEYOND), last_there + _BEYOND)
    both = set(one.keys[mine]) & set(other.keys[theirs])
    weights = [
        sum(weight for key, weight in zip(text.keys[part], text.weights[part], strict=True) if key in both)
        for text, part in ((one, mine), (other, theirs))
    ]
    return max(weights) >= _EVIDENCE


def _chains(pairs: Pairs) -> list[Pairs]:
    """Join pairs that follow each other closely in both texts, longest chains first."""
    chains: list[Pairs] = []
    open_chains: list[Pairs] = []
    for at, there in pairs:
        open_chains = [chain for chain in open_chains if at - chain[-1][0] <= _GAP + 1]
        near = [chain for chain in open_chains if at > chain[-1][0] and 0 < there - chain[-1][1] <= _GAP + 1]
        if near:
            min(near, key=lambda chain: _drift(chain[-1], (at, there))).append((at, there))
        else:
            chains.append([(at, there)])
            open_chains.append(chains[-1])
    return sorted(chains, key=lambda chain: (-len(chain), chain))


def _drift(last: tuple[int, int], new: tuple[int, int]) -> tuple[int, int]:
    """How far a pair lies off the diagonal of another, and how far from it."""
    return abs((new[0] - last[0]) - (new[1] - last[1])), new[0] - last[0]


def _filled(one: Rows, other: Rows, chain: Pairs) -> Pairs:
    """A chain with the equal words between its pairs and a little beyond its ends."""
    pairs = [*_beyond(one, other, chain[0], -1)[::-1], chain[0]]
    for last, new in pairwise(chain):
        pairs += _between(one, other, last, new)
        pairs.append(new)
    return pairs + _beyond(one, other, chain[-1], 1)


def _between(one: Rows, other: Rows, last: tuple[int, int], new: tuple[int, int]) -> Pairs:
    """Equal words of two gaps, by longest common subsequence."""
    rows, columns = range(last[0] + 1, new[0]), range(last[1] + 1, new[1])
    met = _met(one, other, rows, columns)
    scores, before = _scored(met, 0)
    _, last_met = _best_before(met, scores, len(rows) + 1, len(columns) + 1, 0)
    return _traced(met, before, last_met, rows, columns)


def _beyond(one: Rows, other: Rows, end: tuple[int, int], step: int) -> Pairs:
    """Equal words past an end of a chain, outwards, as far as pairs outweigh the words skipped for them."""
    stops = (len(one.same), len(other.same)) if step > 0 else (-1, -1)
    rows, columns = (range(at + step, stop, step)[:_BEYOND] for at, stop in zip(end, stops, strict=True))
    met = _met(one, other, rows, columns)
    scores, before = _scored(met, _SKIPPED)
    top = max(scores, default=0)
    return _traced(met, before, scores.index(top), rows, columns) if top > 0 else []


_Met = list[tuple[int, int, int]]
"""Equal words of two stretches: the how manieth each is, from 1, and what the pair counts; in that order."""


def _met(one: Rows, other: Rows, rows: range, columns: range) -> _Met:
    """The equal words of two stretches, the first ``_CROWDED`` of them."""
    there: dict[str, list[int]] = {}
    for m, column in enumerate(columns, start=1):
        there.setdefault(other.same[column], []).append(m)
    met = []
    for n, row in enumerate(rows, start=1):
        same = one.same[row]
        if same in there:
            counts = _PAIRED if one.text.keys[row] else _SKIPPED
            met += [(n, m, counts) for m in there[same]]
    return met[:_CROWDED]


def _scored(met: _Met, skip: int) -> tuple[list[int], list[int]]:
    """For each pair the best score of a way that ends with it, and the pair before it on that way, or -1."""
    scores: list[int] = []
    before: list[int] = []
    for n, m, counts in met:
        score, last = _best_before(met, scores, n, m, skip)
        scores.append(score + counts)
        before.append(last)
    return scores, before


def _best_before(met: _Met, scores: list[int], n: int, m: int, skip: int) -> tuple[int, int]:
    """The best score of a way to before a place, and the last pair of that way, or -1 for none.

    Among equals one whose second word stands right before is taken, the latest such; then the one whose
    first word stands earliest, its second as late as can be.
    """
    best, last, rank = -skip * (n + m - 2), -1, (False, 0, 0)
    for at, score in enumerate(scores):
        row, column, _ = met[at]
        if row >= n:
            break
        if column >= m:
            continue
        score -= skip * (n - row + m - column - 2)
        if score < best:
            continue
        near = column == m - 1
        this = (near, row if near else -row, column)
        if score > best or this > rank:
            best, last, rank = score, at, this
    return best, last


def _traced(met: _Met, before: list[int], last: int, rows: range, columns: range) -> Pairs:
    pairs = []
    while last >= 0:
        n, m, _ = met[last]
        pairs.append((rows[n - 1], columns[m - 1]))
        last = before[last]
    return pairs[::-1]


def _passages(one: Words, other: Words, pairs: Pairs) -> list[Shared]:
    """The passages that some pairs span; cut at the widest gap while too little is shared."""
    found, waiting = [], [pairs]
    while waiting:
        pairs = waiting.pop()
        if _weight(one, other, pairs) < _EVIDENCE:
            continue
        first, last = pairs[0], pairs[-1]
        longer = max(last[0] - first[0], last[1] - first[1]) + 1
        equal = sum(1.0 if one.words[n] == other.words[m] else _SWAPPED for n, m in pairs)
        if equal >= _DENSE * longer and _score(one, other, pairs) >= _EVIDENCE:
            found.append(Shared((first[0], last[0] + 1), (first[1], last[1] + 1), equal / longer))
        elif len(pairs) > 1:
            gaps = [max(new[0] - old[0], new[1] - old[1]) for old, new in pairwise(pairs)]
            cut = gaps.index(max(gaps)) + 1
            waiting += [pairs[cut:], pairs[:cut]]
    return found


def _score(one: Words, other: Words, pairs: Pairs) -> float:
    """What a passage weighs, less what its missing words cost."""
    first, last = pairs[0], pairs[-1]
    told = max(
        sum(weight > 0 for weight in text.weights[first[side] : last[side] + 1])
        for side, text in enumerate((one, other))
    )
    paired = sum(one.weights[n] > 0 for n, _ in pairs)
    return _weight(one, other, pairs) - _MISSING * (told - paired)


def _weight(one: Words, other: Words, pairs: Pairs) -> float:
    """How much some pairs tell of a text in particular, swapped words half."""
    return sum(
        max(one.weights[n], other.weights[m]) * (1.0 if one.words[n] == other.words[m] else _SWAPPED)
        for n, m in pairs
    )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
