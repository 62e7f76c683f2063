"""Descriptions right behind a name whose comma is lost: "said Omar Nasri | a farmer from the valley"."""

from crossbearing.actors.descriptions import Description
from crossbearing.actors.humans import human
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import People
from crossbearing.actors.phrases import Reading
from crossbearing.actors.resolve import Actors
from crossbearing.actors.stands import SUBJECTS
from crossbearing.actors.words import is_possessive

_ARTICLES = frozenset({"a", "an", "the"})
_TOLD = frozenset({"dobj", "dative", "pobj"})
"""A name in these places may be followed by a clause of its own: "told Omar Nasri the doctor had left"."""
_BEHIND = frozenset({"of", "for", "in", "at", "from", "who", "based", "with"})
"""What follows a noun that "the" makes certain, where it says who a name is: "the head of the clinic"."""


def apposed(it: Reading, what: Description, people: People, actors: Actors) -> str | None:
    """Whom a description explains, if a name stands right before it, with or without a comma.

    "Omar Nasri a farmer", "Omar Nasri, the head of the clinic", "Fastaqim an Islamist faction".
    """
    line, first = it.line, it.first
    if not first or line.words[first].low not in _ARTICLES or what.plural:
        return None
    if line.words[first].gap not in (" ", ", ") or is_possessive(line.words, first):
        return None
    named = human(what.head)
    if named is None or named.plural or not _explains(line, it):
        return None
    if named.kind in ("role", "folk"):
        known = (m.person.id for m in people.mentions if m.line is line and m.last == first)
        return next(known, None)
    if named.kind != "body" and what.head not in cue("part"):
        return None
    for found in line.found:
        actor = actors.of(line, found) if found.sort == "actor" and found.last == first else None
        if actor is not None and actors.made[actor].kind not in ("state", "media"):
            return actor
    return None


def _explains(line: Line, it: Reading) -> bool:
    """Whether a description is no subject of a clause that follows a name: "told Omar Nasri the army had"."""
    noun, name = line.token(it.end - 1), line.token(it.first - 1)
    if noun is None or name is None or not name.text[0].isupper():
        return False
    if noun.dep == "appos":
        return True
    behind = line.words[it.end].low if it.end < len(line.words) else ""
    if line.words[it.first].low == "the" and behind and behind not in _BEHIND:
        return False
    return noun.dep not in SUBJECTS or name.dep not in _TOLD
