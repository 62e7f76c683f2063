"""Which reports may share a passage: sketches of a few hashes each, alike where the text is.

A shingle is three telling words in a row (little words left out), each as its key of the list of swaps, so
that "regime troops" and "the government’s army" meet. Kept are the hashes of those that tell of a text in
particular: at least one of the three is not common in reports of fighting. That depends on the shingle
alone, so that a shared passage gives the same hashes wherever it stands (as in winnowing; Schleimer,
Wilkerson & Aiken 2003), and stock phrases give none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

from crossbearing.model import Report
from crossbearing.provenance.lists import common
from crossbearing.provenance.words import Words, words_of

_SHINGLE = 3
"""Telling words in a shingle: some five words of text."""
_COMMON = 0.5
_TELLING = 2.0
"""Weight of the words of a shingle, a common word 0.5, another 1: two common ones and one that is not."""
LEAST_SHARED = 2
"""Two reports that share so many hashes may share a passage; one alone is mostly chance."""
MOST_REPORTS = 200
"""A hash met in more reports than this is boilerplate and finds nothing."""
_BITS = 63
"""Hashes fit a signed 64-bit column."""


def sketch(report: Report) -> tuple[int, ...]:
    """A report's hashes, 0 to 2**63 - 1, sorted, each once: some 120 for three hundred words.

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
    usual = common()
    keys = [key for key in text.keys if key]
    weights = [_COMMON if key in usual else 1.0 for key in keys]
    for at in range(len(keys) - _SHINGLE + 1):
        if sum(weights[at : at + _SHINGLE]) >= _TELLING:
            yield _hash(" ".join(keys[at : at + _SHINGLE]))


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)
