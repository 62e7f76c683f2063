"""Descriptions that another name of the report completes: a headline's "monitor says", "the ministry"."""

from collections.abc import Sequence

from crossbearing.actors.back import Back
from crossbearing.actors.descriptions import Description
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue, split
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.scan import Found
from crossbearing.actors.words import split_phrase

_ONE_OF_MANY = frozenset({"a", "an", "another", "one", "some", "no", "several"})
_END = 10**9
"""An offset beyond any report: a headline may mean whom the text names only later."""


class Echoes:
    """The organisations that a report names, by their names' last words."""

    def __init__(self, actors: Actors, lines: Sequence[Line]) -> None:
        self._actors = actors
        self._named: dict[str, int] = {}
        for line in lines:
            for found in line.found:
                actor = actors.of(line, found) if found.sort in ("actor", "noun") else None
                if actor is not None:
                    self._named.setdefault(actor, line.words[found.first].start)

    def meant(self, what: Description, start: int, back: Back) -> str | None:
        """The one body, or in a headline the one office-holder, of the report that a description fits."""
        line = what.line
        if line.sentence.kind == "title":
            if line.words[what.first].low in _ONE_OF_MANY:
                return None
            if what.title in cue("office"):
                bearers = back.bearers(what, _END)
                return bearers.pop() if len(bearers) == 1 else None
            known = cue("resumed") | cue("head_body") | cue("body")
            return self._announced(what) if what.head in known else None
        if line.words[what.first].low in ("a", "an") and " ".join(_words(what)) in cue("forward"):
            return self._announced(what)
        if not what.definite or what.head not in cue("resumed"):
            return None
        return self._ending(what, start)

    def _announced(self, what: Description) -> str | None:
        """The one body of the whole report that a description fits, where it may tell of it beforehand."""
        body = self._ending(what, _END)
        if body is None:
            return None
        told = Found("role", what.first, what.last, body, rivals=(body,))
        return body if self._actors.forward.allows(what.line, told) else None

    def _ending(self, what: Description, before: int) -> str | None:
        """The one actor named before an offset of whose names one ends in the described words."""
        asked = _words(what)
        fitting = {
            actor
            for actor, start in self._named.items()
            if start < before and any(_ends(name, asked) for name in self._names(actor))
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _names(self, actor: str) -> list[str]:
        known = self._actors.made[actor]
        row = registry().listed.get(actor)
        roles = [role.rstrip("!@%") for role in split(row.roles)] if row is not None else []
        return [known.name, *known.aliases, *roles, *self._actors.aliases.get(actor, ())]


def _words(what: Description) -> tuple[str, ...]:
    """A description's own words without its article: "the health ministry" → health, ministry."""
    lows = [word.low for word in what.line.words[what.first : what.last]]
    while len(lows) > 1 and lows[0] in cue("determiner"):
        lows.pop(0)
    return tuple(lows)


def _ends(name: str, asked: tuple[str, ...]) -> bool:
    words = tuple(word.lower() for word in split_phrase(name))
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words))
    return words[-len(asked) :] == asked or words[:cut][-len(asked) :] == asked
