"""Attributions by kind: direct, indirect and mixed speech, pronoun sources, speech over several sentences."""

import re
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
Words = frozenset[int]
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")
_SENTENCE = re.compile(r"[.!?][”\"’)]*\s+(?=[“\"‘(]?[A-Z0-9])|\n+")
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "who",
        "which",
        "that",
        "him",
        "her",
        "them",
        "his",
        "their",
    ]
)
MIN_JACCARD = 0.5
KINDS = ("direct", "mixed", "indirect", "pronoun source", "no source", "over sentences")


def sentence_of(text: str, at: int) -> tuple[int, int]:
    """The characters of the sentence around a place."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    return start, min((end for end in ends if end > at), default=len(text))


class _Kinds:
    """The quotes, words and sentences of one text, looked at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [match.span() for match in _WORD.finditer(text)]
        self.quoted = [match.span() for match in _QUOTED.finditer(text)]
        self.breaks = [match.end() for match in _SENTENCE.finditer(text)]

    def touched(self, spans: Iterable[list[int]]) -> Words:
        return frozenset(a for start, end in spans for a, b in self.words if a < end and start < b)

    def of(self, row: Row) -> list[str]:
        content = self.touched(row["content"])
        inside = sum(any(start <= at < end for start, end in self.quoted) for at in content)
        voice = "indirect" if not inside else "direct" if inside == len(content) else "mixed"
        kinds = [voice]
        source = " ".join(self.text[start:end].lower() for start, end in row["source"])
        if source in _PRONOUNS:
            kinds.append("pronoun source")
        if not source:
            kinds.append("no source")
        told = content | self.touched(row["cue"])
        if told and any(min(told) < at <= max(told) for at in self.breaks):
            kinds.append("over sentences")
        return kinds

    def views(self, rows: Iterable[Row]) -> list[tuple[Words, Words, list[str]]]:
        found = [(self.touched(row["content"]), self.touched(row["source"]), self.of(row)) for row in rows]
        return [one for one in found if one[0]]


def pairs(text: str, gold: list[Row], predicted: list[Row]) -> tuple[list[tuple[list[str], bool]], ...]:
    """Gold and predicted attributions, each with its kinds and whether it has its like on the other side.

    Alike: half of the words said are shared (Jaccard), and a word of the source where gold has one.
    """
    seen = _Kinds(text)
    wanted, had = seen.views(gold), seen.views(predicted)
    scored = []
    for g, (words, source, _) in enumerate(wanted):
        for p, (others, speaker, _) in enumerate(had):
            share = len(words & others) / len(words | others)
            if share >= MIN_JACCARD and (not source or source & speaker):
                scored.append((-share, g, p))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, g, p in sorted(scored):
        if g not in taken[0] and p not in taken[1]:
            taken[0].add(g)
            taken[1].add(p)
    return tuple(
        [(kinds, n in hit) for n, (_, _, kinds) in enumerate(side)]
        for side, hit in zip((wanted, had), taken, strict=True)
    )


def table(articles: Iterable[tuple[str, list[Row], list[Row]]]) -> list[str]:
    """Precision, recall and how many of each kind, as lines to print."""
    counts = {kind: [0, 0, 0, 0] for kind in KINDS}
    for text, gold, predicted in articles:
        for side, rows in enumerate(pairs(text, gold, predicted)):
            for kinds, hit in rows:
                for kind in kinds:
                    counts[kind][2 * side] += hit
                    counts[kind][2 * side + 1] += 1
    lines = [f"{'by kind':16} {'P':>6} {'R':>6} {'gold':>6}"]
    for kind, (found, gold_count, right, told) in counts.items():
        precision, recall = 100 * right / max(told, 1), 100 * found / max(gold_count, 1)
        lines.append(f"{kind:16} {precision:6.1f} {recall:6.1f} {gold_count:6}")
    return lines
