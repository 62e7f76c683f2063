"""Gives each finding its actor: names by the lists, descriptions by the report around them."""

from collections.abc import Sequence

from crossbearing.actors.crowds import (
    are_others,
    belongs,
    does,
    fights_state,
    is_acted_upon,
    is_apart,
    is_described,
    is_family,
    is_foreign,
    is_group,
    is_introduced,
    is_kin,
    is_loose,
    is_named,
    is_new,
    is_of_place,
    is_one,
    is_union,
    is_unknown_name,
    is_wide,
    only_jihadist,
    tells_creed,
)
from crossbearing.actors.forward import Forward
from crossbearing.actors.generic import explained, federated, is_abroad, named_within, societies, society
from crossbearing.actors.lines import Line, acts, is_another, is_named_next
from crossbearing.actors.lists import cue
from crossbearing.actors.people import People, Person, ties
from crossbearing.actors.registry import JIHADISTS, registry
from crossbearing.actors.resumed import seat_of
from crossbearing.actors.scan import Found
from crossbearing.ids import content_id
from crossbearing.model import Actor, Report

_NEAR = 2
"""A nation's army or government named this many sentences back is what "the army" means."""
UNPLACED = frozenset({"ngo", "intergovernmental", "media"})
"""Bodies whose people may come from any country."""
_PARTIES = frozenset({"rebels", "opposition", "militants", "militias", "separatists", "pro_forces"})
_MEN = frozenset({"rebels", "militants", "fighters"})
_TRADES = frozenset({"activists", "residents"})
"""Those who tell rather than suffer: other people in every report, even of one country."""
_SINGLE = frozenset({"rebels", "militants", "residents", "journalists", "medics", "rescuers", "aid_workers"})
"""One of these is a person, never the crowd."""
_WIDE = frozenset({"world", "sides"})
"""Nobody in particular: "the international community", "all warring sides"."""
_OWNED = frozenset({"our", "my", "your", "their", "his", "her", "its"})
_MINISTRIES = "_ministry"
_ARTICLES = frozenset({"the", "this", "that"})
_ONE_OF_MANY = frozenset({"a", "an", "another"})
"""With these a role is a known body's only in apposition ("the Observatory, a monitor") or speaking."""


class Actors:
    """The actors of one report; ``of`` gives a finding's actor, ``made`` all that were met."""

    def __init__(self, report: Report, lines: Sequence[Line], focus: str | None) -> None:
        self.report = report
        self.focus = focus
        self.made: dict[str, Actor] = {}
        self.aliases: dict[str, dict[str, None]] = {}
        self.named = {f.key for line in lines for f in line.found if f.sort == "actor"}
        self._countries = {
            f.countries[0]
            for line in lines
            for f in line.found
            if f.sort == "state" and len(f.countries) == 1
        }
        met = [
            (line.index, key) for line in lines for found in line.found for key in named_within(line, found)
        ]
        self._fighting = [(index, key) for index, key in met if fights_state(key)]
        self._groups = [(index, key) for index, key in met if is_group(key)]
        self._jihadists = {key for _, key in self._groups if registry().listed[key].side in JIHADISTS}
        self._lines = lines
        self._societies = societies(lines)
        self._last: dict[str, list[tuple[int, str]]] = {}
        self._generics: set[str] = set()
        self._armed: list[tuple[int, str]] = []
        self._armies: list[int] = []
        self._wide: list[int] = []
        self._others: set[str] = set()
        self._states: list[tuple[int, int, str]] = []
        self.forward = Forward(lines)
        self._of: dict[tuple[int, int], str | None] = {}
        for line in lines:
            for found in line.found:
                if found.sort in ("actor", "state", "noun", "role"):
                    self._of[line.index, found.first] = self._resolve(line, found)

    def of(self, line: Line, found: Found) -> str | None:
        """The actor of a finding, or None where it stays open."""
        return self._of.get((line.index, found.first))

    def keep(self, actor: Actor) -> str:
        """Take an actor in, and all those it belongs to."""
        if actor.id not in self.made:
            self.made[actor.id] = actor
            if actor.member_of is not None:
                self.know(actor.member_of)
        return actor.id

    def know(self, actor: str) -> str | None:
        """Take a listed actor in by its id."""
        if actor in self.made:
            return actor
        listed = registry().get(actor)
        return None if listed is None else self.keep(listed)

    def country(self, actor: str | None) -> str | None:
        """The country of an actor of this report."""
        if actor is None:
            return None
        known = self.made.get(actor) or registry().get(actor)
        return None if known is None else known.country

    def body(self, line: Line, found: Found) -> str | None:
        """The actor that a title or description belongs to; a state's adjective counts here."""
        if found.sort == "state":
            country = self._country(found)
            return None if country is None else self.know(registry().compose(country, "state"))
        if found.sort == "person":
            country = registry().country_of(found.key)
            return None if country is None else self.know(registry().compose(country, "government"))
        return self.of(line, found)

    def affixed(self, line: Line, found: Found) -> str | None:
        """Whom a word before "-held" or "-backed" names: "rebel-held", "Daesh-held", "US-backed"."""
        if found.key.startswith("a-"):
            return found.key
        if found.key in registry().templates and found.key != "state":
            return self._noun(line, found)
        return registry().compose(found.countries[0], "state") if len(found.countries) == 1 else None

    def settle(self, people: People) -> None:
        """Make the people actors, with the bodies that their titles tie them to."""
        lines = {id(title): mention.line for mention in people.mentions for title in mention.person.titles}
        for person in people.by_id.values():
            self._settle(person, lines)

    def _settle(self, person: Person, lines: dict[int, Line]) -> None:
        self.aliases.setdefault(person.id, {}).update(person.aliases)
        if person.id in registry().people:
            self.know(person.id)
            return
        for title in person.titles:
            for found in ties(title.bodies, title.ties == "state"):
                body = self.body(lines[id(title)], found)
                if body is not None and person.member_of is None:
                    person.member_of = body
                    known = self.made.get(body)
                    placed = known is not None and known.kind not in UNPLACED
                    person.country = person.country or (self.country(body) if placed else None)
        side = self.made[person.member_of].side if person.member_of in self.made else None
        self.keep(
            Actor(
                id=person.id,
                name=person.name,
                kind="person",
                member_of=person.member_of,
                country=person.country,
                side=side,
            )
        )

    def _resolve(self, line: Line, found: Found) -> str | None:
        actor = self._candidate(line, found)
        if actor is not None:
            self.know(actor)
            if self.made[actor].kind == "armed_group" and found.key != "fighters":
                self._armed.append((line.index, registry().key_of(actor) or actor))
            if self.made[actor].kind == "military":
                self._armies.append(line.index)
            if found.key not in _MEN or found.countries or registry().key_of(actor) is not None:
                self.aliases.setdefault(actor, {}).setdefault(line.text(found.first, found.last))
        return actor

    def _candidate(self, line: Line, found: Found) -> str | None:
        if (told := explained(line, found)) is not None:
            return told
        if found.sort == "actor":
            return society(line, found, self._societies)
        if found.sort == "state":
            return self._state(line, found)
        if found.sort == "role":
            return federated(self._role(line, found), self._societies)
        return self._noun(line, found)

    def _country(self, found: Found) -> str | None:
        if len(found.countries) == 1:
            return found.countries[0]
        fitting = [c for c in found.countries if c == self.focus or c in self._countries]
        return fitting[0] if len(fitting) == 1 else None

    def _state(self, line: Line, found: Found) -> str | None:
        country = self._country(found)
        if country is None or not acts(line, found):
            return None
        token = line.token(found.last - 1)
        while token is not None and token.dep == "conj":
            token = line.sentence.tokens[token.head]
        if found.form in ("country", "metonym") and token is not None and token.dep == "nsubj":
            self._states.append((line.index, found.first, country))
        war = registry().is_war(country)
        if found.form == "nationals" and war:
            return registry().compose(country, "civilians")
        return registry().compose(country, "government" if found.form == "metonym" and war else "state")

    def _role(self, line: Line, found: Found) -> str | None:
        """Resolve a description to the one actor it fits here, if there is but one."""
        if is_another(line, found):
            return None
        if is_introduced(line, found):
            self._others.add(line.words[found.first].low)
            return None
        if is_union(line, found) and line.words[found.first].low in self._others:
            return None  # "a new coalition struck. The coalition …"
        named = [actor for actor in dict.fromkeys(found.rivals) if actor in self.named]
        if len(named) == 1 and self._introduced(line, found):
            return named[0]
        before = line.words[found.first - 1].low if found.first else ""
        if before in _ONE_OF_MANY and line.words[found.last - 1].low == "coalition":
            return None  # one that is still to be
        if found.form == "!" and not named:
            return found.key
        if found.form == "%" and not named and not self._jihadists.isdisjoint(self.named):
            return found.key
        if found.form == "@" and not named and self.focus is not None:
            return found.key if registry().country_of(found.key) == self.focus else None
        if "opposition" in line.text(found.first, found.last) and registry().is_war(self.focus):
            return registry().compose(self.focus or "", "opposition")
        return None

    def _introduced(self, line: Line, found: Found) -> bool:
        row = registry().listed.get(found.key)
        civic = row is not None and row.kind == "ngo"
        one = civic and found.first > 0 and line.words[found.first - 1].low in _ONE_OF_MANY
        if found.form in ("!", "@", "%") or (line.words[found.first].text[0].isupper() and not one):
            return True
        if found.last < len(line.words) and line.words[found.last].low in cue("heading"):
            return True  # "observatory chief Omar Nasri"
        for back in range(1, 4):
            at = found.first - back
            if at < 0:
                return True
            if found.last < len(line.words) and line.words[found.last].low in cue("attack"):
                return True
            if line.words[at].low == "new":
                return False
            if line.words[at].low in _ONE_OF_MANY:
                apposed = any(f.last == at and f.key in found.rivals for f in line.found)
                after = line.words[found.last].low if found.last < len(line.words) else ""
                told = after in cue("told") and self.forward.allows(line, found)
                return apposed or told or is_named_next(line, found)
            if line.words[at].low in _ARTICLES:
                return True
            if not line.words[at + 1].tight or is_unknown_name(line, at):
                return False
        return False

    def _noun(self, line: Line, found: Found) -> str | None:
        key = found.key
        if found.countries or (seat := seat_of(line, found)) is not None:
            country = self._country(found) if found.countries else seat
            if country is None or is_foreign(line, found, country == self.focus):
                return None
            self._last.setdefault(key, []).append((line.index, country))
            return registry().compose(country, key)
        if key == "residents" and not does(line, found):
            key = "civilians"
        template = registry().templates[key]
        before = line.words[found.first - 1].low if found.first else ""
        if found.form == "bare" and before in _OWNED:
            return None  # "our troops"
        one = key in _SINGLE and is_one(line, found)  # "the militant"
        if one or is_family(line, found) or (key == "sides" and is_of_place(line, found)):
            return None
        if key in _MEN and (whose := belongs(line, found)) is not None:
            return whose
        if key == "militants":
            wide = any(of(line, found) for of in (is_wide, is_named, is_new, is_kin, are_others))
            loose = is_loose(line, found) and (bool(self._wide) or len({a for _, a in self._fighting}) > 1)
            meant = None if wide or loose else self._militants(line, tells_creed(line, found))
            if meant is None:
                self._wide.append(line.index)
            other = meant or wide or loose or before not in _ARTICLES or tells_creed(line, found)
            near = None if other else self._group(line, found)
            return meant or near or self._generic(key, per_report=True)
        if key == "fighters":
            return self._fighters(line, found)
        if key == "rebels" and before in _ARTICLES and line.words[found.last - 1].low == "insurgents":
            meant = self._militants(line, False)
            if meant is not None and "rebels" not in {k for i, k in self._armed if line.index - i <= 1}:
                return meant
        country = self._near(line, found) or self._speaking(line, found)
        if country is None and is_abroad(self._lines, line, found, self.focus):
            return None
        country = country or self.focus
        contested = country is not None and registry().countries[country].contested != ""
        if key in _WIDE:
            return self._generic(key, per_report=True)
        if key in _TRADES:
            return self._generic(key, per_report=True, country=country if contested else None)
        if template.kind == "unnamed" or ((country is None or not contested) and key in _PARTIES):
            return self._generic(key, per_report=True)
        if template.kind == "civilians" and not contested:
            return self._generic(key, per_report=False)
        unknown = country is None or (found.form == "bare" and not contested)
        return None if unknown or country is None else registry().compose(country, key)

    def _fighters(self, line: Line, found: Found) -> str | None:
        """Whose "fighters" are, where no word before them says so: the rebels' where only they were named.

        None right behind a name or an adjective ("Kurdish fighters"), which says whose they are.
        """
        if is_described(line, found):
            return None
        near = {k for index, k in self._armed if line.index - index <= _NEAR}
        country = self.focus
        contested = country is not None and registry().countries[country].contested != ""
        if near == {"rebels"} and contested and country is not None:
            return registry().compose(country, "rebels")
        here = {actor for index, actor in self._armed if line.index == index}
        if len(here) == 1 and near <= here and not self._army_near(line):
            own = here.pop()
            if own in registry().listed and not is_apart(line, found, own):
                return own
        return self._generic("fighters", per_report=True)

    def _army_near(self, line: Line) -> bool:
        """Whether an army was named in the last sentences, whose the "fighters" killed may be as well."""
        return any(line.index - index <= 1 for index in self._armies)

    def _militants(self, line: Line, creed: bool) -> str | None:
        """The one jihadist group that "the militants" are: alone named near, with no other crowd since."""
        for back in range(_NEAR + 1):
            near = {actor for index, actor in self._fighting if line.index - index == back}
            if creed and not near and back == _NEAR and len(self._jihadists) == 1:
                return self._first_named(line)
            if creed:
                near = {actor for actor in near if registry().listed[actor].side in JIHADISTS}
            if near:
                return only_jihadist(near)
            if line.index - back in self._wide:
                return None
        return None

    def _first_named(self, line: Line) -> str | None:
        """The report's only jihadist group, if named before."""
        named = (k for index, k in self._groups if index < line.index and k in self._jihadists)
        return next(named, None)

    def _group(self, line: Line, found: Found) -> str | None:
        """The one armed group named just before "the militants", whatever its side but a government's."""
        for back in range(_NEAR):
            near = {actor for index, actor in self._groups if line.index - index == back}
            if near:
                only = near.pop() if len(near) == 1 else None
                return None if only is None or is_acted_upon(line, found, only) else only
        return None

    def _near(self, line: Line, found: Found) -> str | None:
        if found.key in _PARTIES or (found.form == "any" and found.key != "government"):
            return None
        named = [c for index, c in self._last.get(found.key, ()) if 0 <= line.index - index < _NEAR]
        return named[-1] if named else None

    def _speaking(self, line: Line, found: Found) -> str | None:
        """The state that acts right before "the defence ministry", whose that is: "Kenya said …"."""
        if not found.key.endswith(_MINISTRIES):
            return None
        for index in (line.index, line.index - 1):
            states = {c for i, at, c in self._states if i == index and (i, at) < (line.index, found.first)}
            if states:
                return states.pop() if len(states) == 1 else None
        return None

    def _generic(self, key: str, *, per_report: bool, country: str | None = None) -> str:
        template = registry().templates[key]
        name = template.name.format(adj="", name="").strip()
        actor = content_id("a", "generic", key, self.report.id if per_report else None)
        kind = registry().get(registry().compose("SYR", key))
        self._generics.add(actor)
        return self.keep(
            Actor(id=actor, name=name, kind="other" if kind is None else kind.kind, country=country)
        )

    def is_crowd(self, actor: str) -> bool:
        """Whether an actor is a kind of people rather than a body: "rebels" is never "the group"."""
        known = self.made.get(actor)
        crowd = known is not None and known.kind in ("armed_group", "civilians")
        return crowd and (actor in self._generics or registry().key_of(actor) is not None)
