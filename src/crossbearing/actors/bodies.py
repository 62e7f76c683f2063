"""Organisations that no list has and that speak nowhere: tagged as such, or known by their names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from crossbearing.actors.descriptions import unlisted
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.resolve import Actors
from crossbearing.actors.spelling import listed_as
from crossbearing.model import ActorMention, Span

_INITIALS = re.compile(r"\b\w\.\w$")
"""Initials whose last full stop belongs to the name: "U.N."."""
_JOINS = frozenset({"of", "the", "for", "al", "el", "and"})
"""Small words within a body's name."""
_LONGEST = 7
"""No name known by its words alone is longer."""


def bodies(
    lines: Sequence[Line], actors: Actors, known: Mapping[tuple[int, int], ActorMention]
) -> Iterator[ActorMention]:
    """Bodies outside ``known``: "[the Qasr Relief Society]", "from the [Shields of the Delta Council]"."""
    taken = sorted(place for place, one in known.items() if one.form == "name")
    for line in lines:
        here = [(a, b) for a, b in taken if a < line.sentence.end and b > line.sentence.start]
        for first, last in [*_tagged(line), *_worded(line)]:
            start, end = line.words[first].start, line.words[last - 1].end
            if all(to <= start or end <= at for at, to in here):
                actor = _spelt(line, first, last, actors) or unlisted(line, first, last, actors)
                if actor is not None and (start, end) not in known:
                    here.append((start, end))
                    yield mention_of(line, first, last, actor, False)


def _tagged(line: Line) -> Iterator[tuple[int, int]]:
    for entity in line.sentence.entities:
        tokens = line.sentence.tokens[entity.first : entity.last]
        if entity.label == "ORG" and tokens[-1].text.lower() not in cue("building"):
            first, last = line.range(tokens[0].start, tokens[-1].end)
            if first < last:
                yield first, last


def _worded(line: Line) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that begin with "Liwa" or "Jaish", or end with "Brigade" or "Council"."""
    if line.sentence.kind == "title":
        return
    i = 0
    while i < len(line.words):
        if not line.words[i].text[0].isupper():
            i += 1
            continue
        last = _run(line, i)
        if last - i > 1 and not any(f.first < last and f.last > i for f in line.found):
            begins = line.words[i].low in cue("org_first")
            known = listed_as(line.text(i, last)) is not None
            if begins or known or line.words[last - 1].low in cue("org_last"):
                yield i, last
        i = max(last, i + 1)


def _spelt(line: Line, first: int, last: int, actors: Actors) -> str | None:
    """A listed body under another spelling of its name."""
    listed = listed_as(line.text(first, last))
    return None if listed is None else actors.know(listed)


def _run(line: Line, first: int) -> int:
    last = first
    while last < len(line.words) and last - first < _LONGEST:
        word, token = line.words[last], line.token(last)
        proper = word.text[0].isupper() and token is not None and token.pos == "PROPN"
        if (last > first and not word.tight) or not (proper or (last > first and word.low in _JOINS)):
            break
        if word.low == "and" and last > first and _begins_another(line, last):
            break
        last += 1
    while last > first and line.words[last - 1].low in _JOINS:
        last -= 1
    return last


def _begins_another(line: Line, i: int) -> bool:
    """Whether "and" stands between two names: "Liwa al-Nahr | and Liwa al-Tell"."""
    after = line.words[i + 1].low if i + 1 < len(line.words) else ""
    return after in cue("org_first") or line.words[i - 1].low in cue("org_last")


def mention_of(line: Line, first: int, last: int, actor: str, role: bool) -> ActorMention:
    """A mention of an actor over words of a line; the last full stop of initials belongs to it."""
    start, end = line.words[first].start, line.words[last - 1].end
    text, after = line.sentence.text, end - line.sentence.start
    if text[after : after + 1] == "." and _INITIALS.search(text[:after]):
        end += 1
    exact = text[start - line.sentence.start : end - line.sentence.start]
    return ActorMention(Span(start, end, exact), actor, "role" if role else "name")
