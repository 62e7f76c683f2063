"""Bodies that only their initials name: "SORH said", "the latest SORH figures", also those spelt out."""

from collections.abc import Sequence

from crossbearing.actors.descriptions import unlisted
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import name_key
from crossbearing.actors.resolve import Actors
from crossbearing.ids import content_id
from crossbearing.model import Actor

_LETTERS = range(3, 7)
"""Initials of a body are so many letters."""
_NOT_BODIES = frozenset({"GPE", "LOC", "FAC", "PERSON", "NORP", "DATE", "TIME"})
_JOINS = frozenset({"of", "for", "and", "in", "on"})


def initials(lines: Sequence[Line], line: Line, first: int, core: int, actors: Actors) -> str | None:
    """The body that the initials at the head of a phrase name, or None where they are none.

    Adjectives and "figures" are no part of a name. Where the report spells it out, "the Relief Workers
    Union (RWU)", it is that body; else one of its own.
    """
    at = core - 1
    while at > first and line.words[at].low in cue("paper") | cue("sum"):
        at -= 1
    word = line.words[at].text
    if line.sentence.kind != "paragraph" or not _is_initials(line, at):
        return None
    if any(line.words[i].text[0].isupper() for i in range(first + 1, at)):
        return None
    named = next((actor for one in lines if (actor := _spelt_out(one, word, actors)) is not None), None)
    own = Actor(id=content_id("a", "body", name_key(word)), name=word, kind="other")
    return named or actors.keep(own)


def _is_initials(line: Line, at: int) -> bool:
    word, token = line.words[at], line.token(at)
    if not (word.text.isalpha() and word.text.isupper() and len(word.text) in _LETTERS) or token is None:
        return False
    tagged = (e for e in line.sentence.entities if e.first <= token.i < e.last)
    return not any(f.first <= at < f.last for f in line.found) and not any(
        e.label in _NOT_BODIES for e in tagged
    )


def _spelt_out(line: Line, word: str, actors: Actors) -> str | None:
    """The body whose initials stand in brackets behind its name."""
    words = line.words
    at = next((i for i, one in enumerate(words) if i and one.text == word and "(" in one.gap), None)
    if at is None:
        return None
    for found in line.found:
        if found.last == at and found.sort == "actor":
            return actors.of(line, found)
    first = at
    while first and (words[first - 1].text[0].isupper() or words[first - 1].low in _JOINS):
        first -= 1
    while first < at and not words[first].text[0].isupper():
        first += 1
    return unlisted(line, first, at, actors)
