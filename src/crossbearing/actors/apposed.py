"""Descriptions right behind a name whose comma is lost: "said Omar Nasri | a farmer from the valley"."""

from crossbearing.actors.descriptions import Description
from crossbearing.actors.generic import GAPS
from crossbearing.actors.humans import human
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import People
from crossbearing.actors.phrases import Reading
from crossbearing.actors.resolve import Actors
from crossbearing.actors.stands import SUBJECTS
from crossbearing.actors.words import is_possessive

_ARTICLES = frozenset({"a", "an", "the"})
_SEAT = 3
"""So many words at most between "the" and a body's name: "the London-based"."""
_TOLD = frozenset({"dobj", "dative", "pobj"})
"""A name in these places may be followed by a clause of its own: "told Omar Nasri the doctor had left"."""
_BEHIND = frozenset({"of", "for", "in", "at", "from", "who", "based", "with"})
"""What follows a noun that "the" makes certain, where it says who a name is: "the head of the clinic"."""


def apposed(it: Reading, what: Description, people: People, actors: Actors) -> str | None:
    """Whom a description explains, if a name stands right before it or ends it, with or without a comma.

    "Omar Nasri a farmer", "Omar Nasri, the head of the clinic", "Fastaqim an Islamist faction",
    "an activist group the Delta Network", "Hezbollah's television station | al-Manar".
    """
    return _opened(it, what, people, actors) or _closed(it, what, actors) or _titled(it, what, actors)


def _opened(it: Reading, what: Description, people: People, actors: Actors) -> str | None:
    line, first = it.line, it.first
    if not first or line.words[first].low not in _ARTICLES or what.plural:
        return None
    if line.words[first].gap not in GAPS or is_possessive(line.words, first):
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


def _closed(it: Reading, what: Description, actors: Actors) -> str | None:
    """The body that a description of one leads up to, its comma lost: "an activist group the Delta Network".

    None where a word such as "from" leads there: "a team from the Delta Network".
    """
    line, words = it.line, it.line.words
    named = human(what.head)
    if named is None or named.kind != "body" or named.plural:
        return None
    found = next((f for f in line.found if f.sort == "actor" and f.last == it.last), None)
    if found is None:
        return None
    at = found.first
    while at > it.end and found.first - at < _SEAT and words[at].tight and words[at - 1].low != "the":
        at -= 1
    before = line.token(at - 2) if at - 2 >= it.first else None
    if before is None or words[at - 1].low != "the" or words[at - 1].gap not in GAPS:
        return None
    return actors.of(line, found) if before.pos in ("NOUN", "PROPN") else None


def _titled(it: Reading, what: Description, actors: Actors) -> str | None:
    """The outlet whose name stands right behind a description of one: "its official news agency | Amaq"."""
    if what.head not in cue("head_media") or what.plural or it.end != it.last:
        return None
    line = it.line
    if it.last >= len(line.words) or line.words[it.last].gap != " ":
        return None
    for found in line.found:
        actor = (
            actors.of(line, found) if found.sort == "actor" and _opens(line, found.first, it.last) else None
        )
        if actor is not None and actors.made[actor].kind == "media":
            return actor
    return None


def _opens(line: Line, first: int, at: int) -> bool:
    """Whether a name begins at a word, or behind its article: "al | - | Manar"."""
    return first == at or (at < first <= at + 2 and line.words[at].low in ("al", "the", "-"))


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
