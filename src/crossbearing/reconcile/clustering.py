"""Clustering under cannot-link and must-link rules, the same whatever the order of the input."""

import heapq
from collections.abc import Callable, Iterable, Mapping

Pair = tuple[int, int]

_BEST = 0.5
"""How much the best of two groups' pairs counts beside the mean of all: one strong tie, or many fair ones."""


def clusters_of(
    count: int,
    scores: Mapping[Pair, float],
    *,
    apart: Callable[[int, int], bool],
    threshold: float,
    together: Iterable[Pair] = (),
) -> list[list[int]]:
    """Group the numbers below ``count``: the two groups with the best score join first.

    ``scores`` holds pairs (smaller, larger); pairs without a score say nothing. Groups join while their
    score, between the best and the mean of their pairs, is at least ``threshold`` and no two members are
    ``apart``; ``together`` join before all, whatever the rules say. Groups and members come sorted. Ties go
    to the smallest numbers, so sort what the numbers stand for first.
    """
    state = _State(count, scores)
    for i, j in sorted(together):
        state.join(i, j)
    queue = [(-state.score(*pair), *pair) for pair in state.ties if state.score(*pair) >= threshold]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if a not in state.members or b not in state.members or -score != state.score(a, b):
            continue
        if any(apart(i, j) for i in state.members[a] for j in state.members[b]):
            state.forbidden.add((a, b))
            continue
        for pair in state.merge(a, b):
            if state.score(*pair) >= threshold:
                heapq.heappush(queue, (-state.score(*pair), *pair))
    return [sorted(members) for _, members in sorted(state.members.items())]


class _State:
    """Groups by their smallest member; between each two the best score, the sum and number of scores."""

    def __init__(self, count: int, scores: Mapping[Pair, float]) -> None:
        self.members = {i: [i] for i in range(count)}
        self.home = list(range(count))
        self.ties = {pair: (score, score, 1) for pair, score in scores.items()}
        self.beside: dict[int, set[int]] = {i: set() for i in range(count)}
        self.forbidden: set[Pair] = set()
        for a, b in scores:
            self.beside[a].add(b)
            self.beside[b].add(a)

    def score(self, a: int, b: int) -> float:
        """The score between two groups; minus infinity where they may not join."""
        if (a, b) in self.forbidden or (a, b) not in self.ties:
            return float("-inf")
        best, total, pairs = self.ties[a, b]
        return _BEST * best + (1 - _BEST) * total / pairs

    def join(self, i: int, j: int) -> None:
        """Make the groups of two members one."""
        a, b = sorted((self.home[i], self.home[j]))
        if a != b:
            self.merge(a, b)

    def merge(self, a: int, b: int) -> list[Pair]:
        """Put group ``b`` into ``a``, the smaller; returns the pairs of ``a`` with others."""
        for k in self.members[b]:
            self.home[k] = a
        self.members[a] += self.members.pop(b)
        for other in sorted(self.beside.pop(b)):
            self._move((min(b, other), max(b, other)), (min(a, other), max(a, other)), alone=other == a)
            self.beside[other].discard(b)
            if other != a:
                self.beside[other].add(a)
                self.beside[a].add(other)
        return [(min(a, other), max(a, other)) for other in sorted(self.beside[a])]

    def _move(self, old: Pair, new: Pair, *, alone: bool) -> None:
        best, total, pairs = self.ties.pop(old)
        if alone:
            return
        top, more, count = self.ties.get(new, (best, 0.0, 0))
        self.ties[new] = (max(best, top), total + more, pairs + count)
        if old in self.forbidden:
            self.forbidden.add(new)
