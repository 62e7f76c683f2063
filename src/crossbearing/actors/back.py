"""Leads descriptions back to those they mean: "the ambassador", "the official", "the group"."""

from collections.abc import Sequence

from crossbearing.actors.descriptions import Description, describe
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import People, Person
from crossbearing.actors.phrases import Reading, is_closed
from crossbearing.actors.registry import JIHADISTS, registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.speakers import Turns
from crossbearing.model import Actor

_BODIES = frozenset({"ngo", "intergovernmental", "armed_group", "other", "military"})
_ARMED = frozenset({"armed_group", "military", "other"})
_CIVIC = frozenset({"ngo", "intergovernmental", "other"})
_LOOSE = frozenset({"group", "movement", "network", "organisation", "organization", "association"})
"""No army is called one of these."""
_SERVANTS = frozenset({"official", "diplomat"})
_BEFORE = 2
"""A body that a noun stands for was named at most so many sentences back."""
_RULERS = ("state", "government", "military")


class Back:
    """Looks back over a report's speakers and people; ``first`` says where each person is first named."""

    def __init__(self, actors: Actors, people: People, turns: Turns, first: dict[str, int]) -> None:
        self._actors = actors
        self._people = people
        self._turns = turns
        self._first = first

    def only(self, what: Description, lines: Sequence[Line], start: int) -> str | None:
        """The one body of the last sentences that a noun fits which does not speak: "fought the group"."""
        kinds = _kinds(what)
        index = what.line.index
        for line in reversed(lines[max(0, index - _BEFORE) : index + 1]):
            fitting = {
                actor
                for found in line.found
                if line.words[found.first].start < start
                and (actor := self._actors.of(line, found)) is not None
                and self._actors.made[actor].kind in kinds
                and not self._actors.is_crowd(actor)
                and self._may_be(actor, what.head)
                and self._believes(actor, what)
            }
            if fitting:
                return fitting.pop() if len(fitting) == 1 else None
        return None

    def meant(self, what: Description, index: int, start: int, closed: bool) -> str | None:
        """Whom a definite description means, or None where none or several fit.

        ``closed`` says that nothing such as "of the town" follows it, which would name another.
        """
        if is_official_agency(what.head, what.adjectives):
            return self._state_agency(start) if closed and not what.bodies else None
        unnamed = self._turns.last_unnamed(what.head, start) if what.plain else None
        whole = closed or what.owner(self._actors) is not None
        titled = self._titled(what, start) if what.title and whole else None
        if unnamed is not None and titled is not None:
            return self._turns.last_person({unnamed, titled}, start) or unnamed
        if unnamed is not None or titled is not None:
            return unnamed or titled
        if what.head in _SERVANTS and not what.adjectives:
            return self._servant(what, start)
        if what.plain and what.head in ("reporter", "correspondent", "journalist", "photographer"):
            return self._turns.last_body(frozenset({"media"}), index, start)
        if what.plain and what.head in cue("paper"):
            return self._turns.last(index, start)
        kinds = _kinds(what) if closed else frozenset()
        found = self._turns.last_body(kinds, index, start) if kinds else None
        return found if found is None or self._may_be(found, what.head) else None

    def _state_agency(self, start: int) -> str | None:
        """The one state news agency to have spoken before "the official agency"."""
        found = {actor for actor in self._turns.spoken(start) if self._is_state_agency(actor)}
        return found.pop() if len(found) == 1 else None

    def may_stand_for(self, it: Reading, actor: str) -> bool:
        """Whether a noun may lead back to an actor: "the official agency" to a state's news agency only."""
        what = describe(it.line, it.first, it.end, it.last)
        if not is_official_agency(what.head, what.adjectives):
            return True
        return is_closed(it) and self._is_state_agency(actor)

    def _is_state_agency(self, actor: str) -> bool:
        known = self._actors.made[actor]
        names = [known.name, *known.aliases, *self._actors.aliases.get(actor, ())]
        if known.kind == "unnamed":
            *adjectives, head = known.name.lower().split()
            return "news" in adjectives and is_official_agency(head, adjectives)
        owner = self._actors.made.get(known.member_of or "")
        owned = owner is not None and owner.kind in _RULERS
        return known.kind == "media" and owned and any("agency" in name.lower() for name in names)

    def _servant(self, what: Description, start: int) -> str | None:
        """The one person of a body who was named before "the UN official", if no official stayed unnamed."""
        body = what.owner(self._actors)
        if body is None or self._turns.last_unnamed(what.head, start) is not None:
            return None
        country = self._actors.country(body)
        ruled = self._actors.made[body].kind in _RULERS
        named = [p for p, first in self._first.items() if first < start and p in self._actors.made]
        serving = {p for p in named if self._serves(p, body) or (ruled and self._is_of(p, country))}
        return serving.pop() if len(serving) == 1 else None

    def _serves(self, person: str, body: str) -> bool:
        """Whether somebody belongs to a body, or to one that is a part of it."""
        at: str | None = person
        while at is not None and at != body:
            known = self._actors.made.get(at)
            at = known.member_of if known is not None else None
        return at == body

    def _is_of(self, person: str, country: str | None) -> bool:
        return country is not None and self._actors.made[person].country == country

    def _believes(self, actor: str, what: Description) -> bool:
        """Whether a body is what "jihadist" or "terrorist" calls it; other words fit any."""
        row = registry().listed.get(actor)
        told = not cue("creed").isdisjoint(what.adjectives)
        return not told or row is None or row.side in JIHADISTS

    def _may_be(self, actor: str, head: str) -> bool:
        """Whether a noun fits a body: "the coalition" only what is called one, "the group" any."""
        if head not in cue("own_word"):
            return True
        known = self._actors.made[actor]
        names = " ".join((known.name, *known.aliases, *self._actors.aliases.get(actor, ()))).lower()
        return head in names or known.kind == ("media" if head in cue("head_media") else "-")

    def bearers(self, what: Description, start: int) -> set[str]:
        """The people of the report who bear a described title, and its country or body where it has one."""
        if not what.title:
            return set()
        body = what.owner(self._actors)
        country = self._actors.country(body)
        found = set()
        for person in self._people.by_id.values():
            actor = self._actors.made.get(person.id)
            if actor is None or not _bears(person, what, country):
                continue
            named = body is not None or self._first[person.id] <= start
            fits = what.plain or body is not None or what.by_title
            if named and fits and self._belongs(actor, body, country):
                found.add(person.id)
        return found

    def _titled(self, what: Description, start: int) -> str | None:
        found = self.bearers(what, start)
        if len(found) == 1:
            return found.pop()
        return self._turns.last_person(found, start) if what.plain else None

    def _belongs(self, actor: Actor, body: str | None, country: str | None) -> bool:
        """Whether one may be "the Turkish spokesman", "the head of the Observatory"."""
        known = self._actors.made.get(body) if body is not None else None
        if known is None:
            return True
        return actor.country == country if known.kind in _RULERS else actor.member_of == body


def _bears(person: Person, what: Description, country: str | None) -> bool:
    """Whether a person has a described title; a state's "UN envoy" is its ambassador."""
    heads = {what.title, what.head} - {"source"}
    if country is not None and what.title in ("envoy", "ambassador"):
        heads |= {"envoy", "ambassador"}
    return not heads.isdisjoint(person.heads)


def is_official_agency(head: str, adjectives: Sequence[str]) -> bool:
    """Whether a noun with its adjectives is a state's agency: "official agency", "state-run news agency"."""
    words = set("-".join(adjectives).replace("---", "-").split("-"))
    official = {part for word in cue("official") for part in word.split("-")}
    return head == "agency" and bool(words & official) and words <= official | {"news"}


def _kinds(what: Description) -> frozenset[str]:
    """The kinds of organisation that a definite noun may lead back to."""
    adjectives = set(what.adjectives)
    if what.head in ("country", "nation"):
        return frozenset() if adjectives else frozenset({"state"})
    if what.head in cue("head_media") and what.head not in cue("head_body"):
        return frozenset({"media"})
    if what.head == "agency" and adjectives <= {"news"}:
        return frozenset({"media"} if adjectives else {"media", "intergovernmental"})
    if adjectives - cue("adj_armed") - cue("adj_body"):
        return frozenset()
    if adjectives & cue("adj_armed"):
        return _ARMED if what.head in cue("head_armed") else frozenset()
    if adjectives & cue("adj_body"):
        return _CIVIC if what.head in cue("head_body") else frozenset()
    if what.head in cue("head_government"):
        return frozenset({"government" if what.head != "army" else "military"})
    if what.head in cue("head_body"):
        return _BODIES - {"military"} if what.head in _LOOSE else _BODIES
    return _ARMED if what.head in cue("head_armed") else frozenset()
