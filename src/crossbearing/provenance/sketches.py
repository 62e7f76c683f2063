"""Which reports may share a passage: sketches of a few hashes each, alike where the text is.

A shingle is four telling words in a row (little words left out), each as its key of the list of swaps, so
that "regime troops" and "the government's forces" meet. Of the shingles those are kept whose smallest word,
by hash, is the first or the last (closed syncmers; Edgar 2021, PeerJ 9:e10805): half of them, chosen by the
shingle alone, and at least one in every passage of seven telling words.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from crossbearing.model import Report
from crossbearing.provenance.words import Words, words_of

_SHINGLE = 4
"""Telling words in a shingle: some seven words of text."""
LEAST_SHARED = 1
"""Two reports that share so many hashes may share a passage."""
MOST_REPORTS = 200
"""A hash met in more reports than this is boilerplate and finds nothing."""
_BITS = 63
"""Hashes fit a signed 64-bit column."""


def sketch(report: Report) -> tuple[int, ...]:
    """A report's hashes, 0 to 2**63 - 1, sorted, each once: some hundred for three hundred words.

    Depends on the report's told words alone. Two reports that share a passage share some of them.
    """
    return sketch_of(words_of(report))


def sketch_of(text: Words) -> tuple[int, ...]:
    """The sketch of a report whose words are known already."""
    return tuple(sorted(set(_hashes(text))))


def candidates(sketches: Mapping[str, Sequence[int]]) -> list[tuple[str, str]]:
    """Pairs of reports that may share a passage, by id, the smaller id first, sorted.

    They share at least ``LEAST_SHARED`` hashes, those met in more than ``MOST_REPORTS`` reports apart.
    """
    where: dict[int, list[str]] = defaultdict(list)
    for key in sorted(sketches):
        for value in set(sketches[key]):
            where[value].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for holders in where.values():
        if 1 < len(holders) <= MOST_REPORTS:
            for pair in combinations(holders, 2):
                shared[pair] += 1
    return sorted(pair for pair, times in shared.items() if times >= LEAST_SHARED)


def _hashes(text: Words) -> Iterator[int]:
    keys = [key for key in text.keys if key]
    ranks = [_rank(key) for key in keys]
    for at in range(len(keys) - _SHINGLE + 1):
        window = ranks[at : at + _SHINGLE]
        if min(window) in (window[0], window[-1]):
            yield _hash(" ".join(keys[at : at + _SHINGLE]))


@lru_cache(maxsize=1 << 16)
def _rank(word: str) -> int:
    return _hash(word)


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)
