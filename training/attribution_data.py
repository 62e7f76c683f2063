"""Annotated articles as windows of pieces with tags and links, and what is done to them to widen training."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from crossbearing.attribution.lattice import spans_of
from crossbearing.attribution.pieces import CAPITALS, QUOTED, Bools, Ints, Pieces, encode, word_ends
from crossbearing.attribution.spans import CUE, TAGS, best_tags
from crossbearing.attribution.windows import EDGE, SIZE, Window, plan
from training.lessons import Halves, Lessons

TAG = {"source": 1, "cue": 3, "content": 5}
"""The B tag of each role; its I tag follows."""
ALONE = 0.1
"""Share of articles shown paragraph by paragraph, without what stood before: sentences meet us so too."""
_LOST = "“”\"‘’',"
"""Marks that some archives have lost."""


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in word numbers, spans end-exclusive."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article in pieces, a tag for each word, the attributions of each cue.

    ``lesson`` is what a teacher read of each word [n, 455], ``known`` whether people annotated the article:
    where none did, tags and cues are the teacher's.
    """

    name: str
    text: str
    pieces: Pieces
    tags: Ints
    links: tuple[Link, ...]
    lesson: Halves | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A window of an article ready for the model; word numbers count within the window.

    Words ``first`` to ``last`` are read here, those around them only shown.
    """

    ids: Ints
    features: Ints
    words: Ints
    paragraphs: Ints
    tags: Ints
    first: int
    last: int
    links: tuple[Link, ...]
    lesson: Halves | None = None
    known: bool = True


def read_articles(path: Path, tokenizer: Tokenizer, lessons: Lessons | None = None) -> list[Article]:
    """Read articles, one JSON object a line: ``text``, ``attributions`` with character spans.

    An article without ``attributions`` is read as the teacher read it, and left out where it did not.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = [article_of(row, tokenizer, lessons) for row in rows if "attributions" in row]
    if lessons is None:
        return known
    others = (taught_article(row, tokenizer, lessons) for row in rows if "attributions" not in row)
    return known + [one for one in others if one is not None]


def taught_article(row: dict[str, Any], tokenizer: Tokenizer, lessons: Lessons) -> Article | None:
    """An article that nobody annotated, with the tags and cues that the teacher found."""
    lesson = lessons.of(row["text"])
    if lesson is None:
        return None
    tags = best_tags(lesson[:, :TAGS].astype(np.float32))
    links = tuple(Link(cue, (), ()) for cue in spans_of(tags, CUE))
    return Article(
        row.get("doc_id", ""), row["text"], encode(tokenizer, row["text"]), tags, links, lesson, known=False
    )


def article_of(row: dict[str, Any], tokenizer: Tokenizer, lessons: Lessons | None = None) -> Article:
    """Carry character spans over to words."""
    text = row["text"]
    pieces = encode(tokenizer, text)
    starts = pieces.starts[pieces.words]
    ends = word_ends(pieces)
    tags = np.zeros(len(pieces.words), dtype=np.int64)
    links = []
    for one in row["attributions"]:
        spans = {role: _spans(one[role], starts, ends) for role in TAG}
        for role, found in spans.items():
            for first, last in found:
                tags[first:last] = TAG[role] + 1
                tags[first] = TAG[role]
        if spans["cue"] and spans["content"]:
            links.append(Link(spans["cue"][0], tuple(spans["source"]), tuple(spans["content"])))
    lesson = None if lessons is None else lessons.of(text)
    return Article(row.get("doc_id", ""), text, pieces, begun(tags), tuple(links), lesson)


def begun(tags: Ints) -> Ints:
    """Let each run of a role begin with its B tag, also where another role or a cut broke it off."""
    tags = tags.copy()
    before = np.append(0, tags[:-1])
    inside = (tags > 0) & (tags % 2 == 0)
    tags[inside & (before != tags) & (before != tags - 1)] -= 1
    return tags


def _spans(spans: Iterable[Sequence[int]], starts: Ints, ends: Ints) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(tuple(span) for span in spans):
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        if first < last:
            if found and found[-1][1] >= first:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
    return found


def examples(article: Article, marks: tuple[int, int], rng: random.Random | None = None) -> Iterator[Example]:
    """Windows of an article; with ``rng`` they are laid anew each time."""
    size, edge, lead = SIZE, EDGE, 0
    if rng is not None and rng.random() < ALONE:
        size, edge = rng.choice((48, 64, 96)), 0
    elif rng is not None:
        lead = rng.randrange(0, SIZE // 2)
    for window in plan(article.pieces, size, edge, lead):
        yield example_of(article, window, marks)


def example_of(article: Article, window: Window, marks: tuple[int, int]) -> Example:
    """Cut one window out of an article."""
    pieces = article.pieces
    shown, stop = window.shown, window.stop
    low, start, end, high = np.searchsorted(pieces.words, [shown, window.start, window.end, stop]).tolist()
    ids = np.concatenate([[marks[0]], pieces.ids[shown:stop], [marks[1]]])
    features = np.concatenate([[0], pieces.features[shown:stop], [0]])
    words = pieces.words[low:high] - shown + 1
    paragraphs = np.cumsum(pieces.breaks[shown:stop])[words - 1]
    links = tuple(_shift(link, -low) for link in article.links if start <= link.cue[0] < end)
    tags = article.tags[low:high]
    lesson = None if article.lesson is None else article.lesson[low:high]
    return Example(
        ids, features, words, paragraphs, tags, start - low, end - low, links, lesson, article.known
    )


def _shift(link: Link, by: int) -> Link:
    def moved(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((first + by, last + by) for first, last in spans)

    return Link((link.cue[0] + by, link.cue[1] + by), moved(link.source), moved(link.content))


def varied(article: Article, rng: random.Random, swaps: dict[int, int]) -> Article:
    """An article as it may meet us elsewhere: marks lost, quotes straight, capitals lost or everywhere."""
    pick = rng.random()
    pieces = article.pieces
    if pick < 0.10:
        article = without_marks(article, quotes_only=rng.random() < 0.3)
    elif pick < 0.20:
        ids = np.array([swaps.get(int(n), int(n)) for n in pieces.ids], dtype=np.int64)
        article = replace(article, pieces=replace(pieces, ids=ids))
    pick = rng.random()
    if pick < 0.06:
        kept = article.pieces.features & QUOTED
        features = kept if pick < 0.04 else kept | CAPITALS
        article = replace(
            article, pieces=replace(article.pieces, features=np.where(article.pieces.breaks, 0, features))
        )
    return article


def without_marks(article: Article, quotes_only: bool = False) -> Article:
    """Take quote marks and commas out of an article, as some archives have lost them."""
    pieces, lost = article.pieces, (_LOST[:-1] if quotes_only else _LOST)
    closed = np.append(pieces.opens[1:] | pieces.breaks[1:], True)
    single = closed[pieces.words]
    gone_words = np.array(
        [
            bool(one) and article.text[pieces.starts[w] : pieces.ends[w]] in lost
            for one, w in zip(single, pieces.words, strict=True)
        ],
        dtype=bool,
    )
    if gone_words.all():
        return article
    keep = np.ones(len(pieces), dtype=bool)
    keep[pieces.words[gone_words]] = False
    number = np.cumsum(~gone_words) - (~gone_words)  # new number of each old word, next kept one where lost
    tags = article.tags.copy()
    for n in np.flatnonzero(gone_words):  # what a lost mark began, the next word begins
        if tags[n] % 2 == 1 and n + 1 < len(tags) and tags[n + 1] == tags[n] + 1:
            tags[n + 1] = tags[n]
    cut = Pieces(
        pieces.ids[keep],
        pieces.starts[keep],
        pieces.ends[keep],
        pieces.features[keep] & ~QUOTED,
        pieces.opens[keep],
        pieces.breaks[keep],
        np.flatnonzero(pieces.opens[keep]),
    )
    count = int((~gone_words).sum())
    bounds = np.append(number, count)

    def moved(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        out = [(int(bounds[a]), int(bounds[b])) for a, b in spans]
        return tuple((a, b) for a, b in out if a < b)

    links = [
        Link((int(bounds[k.cue[0]]), int(bounds[k.cue[1]])), moved(k.source), moved(k.content))
        for k in article.links
    ]
    links = [k for k in links if k.cue[0] < k.cue[1] and (k.content or not article.known)]
    lesson = None if article.lesson is None else without_rows(article.lesson, gone_words)
    return replace(article, pieces=cut, tags=begun(tags[~gone_words]), links=tuple(links), lesson=lesson)


def without_rows(lesson: Halves, gone: Bools) -> Halves:
    """A lesson without some words; what a lost mark likely began, the next word begins as likely."""
    tags = np.exp(lesson[:, :TAGS].astype(np.float32))
    for n in np.flatnonzero(gone[:-1]):
        for begins in TAG.values():
            moved = tags[n + 1, begins + 1] * min(tags[n, begins], 1.0)
            tags[n + 1, begins] += moved
            tags[n + 1, begins + 1] -= moved
    kept = np.array(lesson[~gone])
    kept[:, :TAGS] = np.log(np.maximum(tags[~gone], 1e-7))
    return kept
