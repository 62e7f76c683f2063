"""A text with stretches replaced, and where each of its characters went."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from crossbearing.redaction.forms import Finder

Cut = tuple[int, int, str]
_SLUG = re.compile(r"[^a-z]+")


class Edit:
    """A text in which stretches are replaced by labels; offsets of the old text are led to the new one."""

    def __init__(self, text: str, cuts: Iterable[Cut]) -> None:
        self.cuts = joined(cuts)
        told, self._starts, self._ends, self._new = [], [], [], []
        at = size = 0
        for start, end, label in self.cuts:
            told += [text[at:start], label]
            size += start - at
            self._starts.append(start)
            self._ends.append(end)
            self._new.append((size, size + len(label)))
            size += len(label)
            at = end
        self.text = "".join((*told, text[at:]))

    def start(self, at: int) -> int:
        """Where a stretch begins now; one that began inside a label begins with the label."""
        n = bisect_right(self._starts, at) - 1
        if n < 0:
            return at
        return self._new[n][0] if at < self._ends[n] else self._new[n][1] + at - self._ends[n]

    def end(self, at: int) -> int:
        """Where a stretch ends now; one that ended inside a label ends with the label."""
        n = bisect_left(self._starts, at) - 1
        if n < 0:
            return at
        return self._new[n][1] if at <= self._ends[n] else self._new[n][1] + at - self._ends[n]

    def edge(self, at: int) -> int:
        """Where a border between two stretches lies now: inside a label it moves behind it."""
        n = bisect_right(self._starts, at) - 1
        inside = n >= 0 and self._starts[n] < at < self._ends[n]
        return self._new[n][1] if inside else self.start(at)

    def span(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """A span of the old text, as builtins, in the new one."""
        start, end = self.start(value["start"]), self.end(value["end"])
        return {**value, "start": start, "end": max(start, end), "exact": self.text[start : max(start, end)]}


def joined(cuts: Iterable[Cut]) -> list[Cut]:
    """Stretches in order, those that overlap as one under the label of the longest; empty ones go."""
    found: list[tuple[int, int, str, int]] = []
    for start, end, label in sorted(cuts, key=lambda cut: (cut[0], -cut[1], cut[2])):
        size = end - start
        if size <= 0:
            continue
        if found and start < found[-1][1]:
            first, last, told, most = found[-1]
            found[-1] = (first, max(last, end), label if size > most else told, max(size, most))
        else:
            found.append((start, end, label, size))
    return [(start, end, label) for start, end, label, _ in found]


def replaced(text: str, finder: Finder) -> str:
    """A text with every protected name replaced by its label."""
    hits = finder.hits(text)
    return Edit(text, hits).text if hits else text


def readdressed(text: str, finder: Finder) -> str:
    """An address or a path with every protected name replaced by what an address may hold of its label."""
    hits = [(start, end, slug(label)) for start, end, label in finder.hits(text)]
    return Edit(text, hits).text if hits else text


def slug(label: str) -> str:
    """A label as addresses and file names may hold it: "[protected person A]" → "protected-person-a"."""
    return _SLUG.sub("-", label.casefold()).strip("-") or "protected"
