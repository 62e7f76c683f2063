"""The people of a report: full names first, then surnames and titles that lead back to them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from crossbearing.actors.lines import Line
from crossbearing.actors.lists import OWN, Own, cue, split
from crossbearing.actors.naming import (
    PLACES,
    acts_as_person,
    apposed_names,
    behind_town,
    in_longer_name,
    is_full,
    is_known_by_rank,
    is_name,
    is_named,
    is_part,
    is_site,
    run,
    tagged,
    titled,
    towns,
)
from crossbearing.actors.registry import registry
from crossbearing.actors.scan import Found
from crossbearing.actors.spelling import sound
from crossbearing.actors.titles import Title, around, title_ending
from crossbearing.ids import content_id

_APOSTROPHES = re.compile(r"['’‘`]")
_KEYS = 4096
"""So many names are kept with their keys: the same few are compared again and again in a report."""


class Person(Struct):
    """Someone of this report: the id, the fullest name, the titles that the report gives."""

    id: str
    name: str
    gender: str = ""
    country: str | None = None
    member_of: str | None = None
    titles: list[Title] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)


class Mention(Struct):
    """Words of a line that name a person."""

    line: Line
    first: int
    last: int
    person: Person


@lru_cache(maxsize=_KEYS)
def name_key(name: str) -> str:
    """A name made comparable: "Yasser Al-Youssef" → "yasser youssef"."""
    plain = (
        unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).encode("ascii", "ignore").decode().lower()
    )
    parts = re.findall(r"[a-z0-9]+", plain)
    return (
        " ".join(part for part in parts if part not in ("al", "el", "mr", "ms", "mrs", "dr")) or name.lower()
    )


class People:
    """Collects the people of a report, line by line."""

    def __init__(self, lines: Sequence[Line], focus: str | None, report: str) -> None:
        self.report = report
        self.focus = focus
        self.by_id: dict[str, Person] = {}
        self.mentions: list[Mention] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._towns = towns(lines)
        taken: set[tuple[int, int]] = set()
        for line in lines:
            for first, last, person in self._full(line):
                self._add(line, first, last, person)
                taken.update((line.index, i) for i in range(first, last))
        for line in lines:
            for first, last, person in self._full_again(line, taken):
                self._add(line, first, last, person)
                taken.update((line.index, i) for i in range(first, last))
        for line in lines:
            for first, last, person in self._short(line, taken):
                self._add(line, first, last, person)
        self.mentions.sort(key=_by_place)

    def named(self, name: str) -> Person | None:
        """The one person of the report whose surname a word is, or None."""
        return _only(self._by_surname.get(name_key(name), []))

    def adopt(self, line: Line, first: int, last: int) -> Person:
        """Take a name that only its place shows to be a person's: the subject of "said"."""
        person = self._person(line.text(first, last), single=last - first == 1)
        self._add(line, first, last, person)
        self.mentions.sort(key=_by_place)
        return person

    def leading(self, line: Line, first: int, last: int) -> int:
        """Where a name of two words and more ends that opens a phrase, else ``first``: "Wael Dari"."""
        if line.words[first].low in cue("determiner"):
            return first
        covered = {i for f in line.found for i in range(f.first, f.last)}
        end = min(run(line, first, covered), last)
        return end if is_full(line, first, end) and is_name(line, first, end) else first

    def _full(self, line: Line) -> Iterator[tuple[int, int, Person]]:
        covered: set[int] = set()
        for found in line.found:
            listed = found.sort == "person" and not is_site(line, found) and not is_part(line, found)
            if listed and not self._is_namesake(line, found):
                yield found.first, found.last, self._listed(found.key)
            if found.sort not in ("surname", "role") and not (
                found.sort == "person" and is_part(line, found)
            ):
                covered.update(range(found.first, found.last))
        for first, last in tagged(line, covered, self._towns):
            behind = behind_town(line, first, self._towns)
            if is_full(line, first, last) and (behind or acts_as_person(line, first, last)):
                yield first, last, self._person(line.text(first, last))
                covered.update(range(first, last))
        for first, last in titled(line, covered):
            yield first, last, self._person(line.text(first, last))
            covered.update(range(first, last))
        for first, last in apposed_names(line, covered):
            if last - first > 1:
                yield first, last, self._person(line.text(first, last))

    def _full_again(self, line: Line, taken: set[tuple[int, int]]) -> Iterator[tuple[int, int, Person]]:
        """Full names of people named elsewhere, where the parse alone would not take them for people."""
        covered = {i for f in line.found if f.sort not in ("surname", "role") for i in range(f.first, f.last)}
        covered |= {i for index, i in taken if index == line.index}
        for first, last in tagged(line, covered, self._towns):
            key = name_key(line.text(first, last))
            known = (p for p in self.by_id.values() if key == name_key(p.name)) if " " in key else ()
            if (person := next(iter(known), None)) is not None:
                yield first, last, person

    def _is_namesake(self, line: Line, found: Found) -> bool:
        """Whether a listed surname is that of another whom the report named in full: "Omar al-Hariri"."""
        known = self._by_surname.get(name_key(line.text(found.first, found.last)), ())
        return found.key not in self.by_id and any(person.id not in registry().people for person in known)

    def _short(self, line: Line, taken: set[tuple[int, int]]) -> Iterator[tuple[int, int, Person]]:
        seen = {i for e in line.sentence.entities if e.label == "PERSON" for i in range(e.first, e.last)}
        places = {i for e in line.sentence.entities if e.label in PLACES for i in range(e.first, e.last)}
        blocked = {
            i for f in line.found if f.sort in ("actor", "state", "noun") for i in range(f.first, f.last)
        }
        for i, word in enumerate(line.words):
            if not word.text[0].isupper() or len(word.low) < 2 or i in blocked or (line.index, i) in taken:
                continue
            token = line.token(i)
            if in_longer_name(line, i, blocked) or (token is not None and token.i in places):
                continue
            person = self._surname(line, i, seen)
            if person is None and (is_known_by_rank(line, i, i + 1) or is_named(line, i)):
                person = self._person(word.text, single=True)
            if person is not None:
                yield _start(line, i, person), i + 1, person

    def _surname(self, line: Line, i: int, tagged: set[int]) -> Person | None:
        low = name_key(line.words[i].text)
        persons = self._by_surname.get(low) or (
            self._by_surname.get(low[:-1], []) if low.endswith("s") and len(low) > 4 else []
        )
        token = line.token(i)
        title = title_ending(line, i)
        proper = token is None or token.pos == "PROPN" or token.i in tagged
        if persons and (proper or title is not None):
            fitting = [p for p in persons if title is None or title.head == "mr" or title.head in p.heads]
            return _only(fitting or persons) or self._latest(persons)
        found = next((f for f in line.found if f.sort == "surname" and f.first == i), None)
        if found is not None and title is not None and self._fits(found.key, title):
            return self._listed(found.key)
        if title is not None and proper and (token is None or token.tag == "NNP") and title.head != "mr":
            return self._listed_by_title(low, title)
        return None

    def _listed_by_title(self, surname: str, title: Title) -> Person | None:
        """A listed person who is not named in full here: "Ambassador Rycroft"."""
        fitting = [
            actor
            for actor, row in registry().people.items()
            if name_key(row.name).rpartition(" ")[2] == surname and self._fits(actor, title)
        ]
        return self._listed(fitting[0]) if len(fitting) == 1 else None

    def _fits(self, actor: str, title: Title) -> bool:
        heads = {part.lower() for part in split(registry().people[actor].titles)}
        return title.head == "mr" or any(head.split()[-1] == title.head.split()[-1] for head in heads)

    def _latest(self, persons: Sequence[Person]) -> Person | None:
        """Of two of one surname the listed one that its surname alone means, else none."""
        listed = [p for p in persons if p.id in registry().people and self._is_short(p)]
        return _only(listed)

    def _is_short(self, person: Person) -> bool:
        return any(alias.endswith("*") for alias in split(registry().people[person.id].aliases))

    def _listed(self, actor: str) -> Person:
        if actor not in self.by_id:
            row = registry().people[actor]
            person = Person(actor, row.name, row.gender, row.country or None)
            person.heads = {part.lower() for part in split(row.titles)} | {
                part.lower().split()[-1] for part in split(row.titles)
            }
            self._register(person, [row.name, *(a.rstrip("*^") for a in split(row.aliases))])
        return self.by_id[actor]

    def _person(self, name: str, single: bool = False) -> Person:
        name = re.sub(r"\s+", " ", name)
        key = name_key(name)
        for person in self.by_id.values():
            if key == name_key(person.name) or any(key == name_key(alias) for alias in person.aliases):
                return person
        if not single:
            near = _only([p for p in self.by_id.values() if name_key(p.name).endswith(f" {key}")])
            near = near or self._misspelt(key)
            if near is not None:
                return near
            listed = _misspelt_listed(key)
            if listed is not None:
                person = self._listed(listed)
                self._register(person, [name])
                return person
        actor = content_id("a", "person", key, self.report) if single else content_id("a", "person", key)
        person = Person(actor, name)
        self._register(person, [name])
        return person

    def _misspelt(self, key: str) -> Person | None:
        """The person whose name differs by a letter of one long word or sounds alike: "Samantha Powers"."""
        parts = key.split()
        near = []
        for person in self.by_id.values():
            other = name_key(person.name).split()
            if len(other) == len(parts) > 1:
                unlike = [(a, b) for a, b in zip(parts, other, strict=True) if a != b]
                if (len(unlike) == 1 and _one_off(*unlike[0])) or "" != sound(key) == sound(" ".join(other)):
                    near.append(person)
        return _only(near)

    def _register(self, person: Person, names: Sequence[str]) -> None:
        self.by_id[person.id] = person
        for name in names:
            for key in _surnames(name):
                known = self._by_surname.setdefault(key, [])
                if person not in known:
                    known.append(person)

    def _add(self, line: Line, first: int, last: int, person: Person) -> None:
        self.mentions.append(Mention(line, first, last, person))
        person.aliases.setdefault(re.sub(r"\s+", " ", line.text(first, last)))
        title = around(line, first, last)
        if title is not None:
            person.titles.append(title)
            person.heads.add(title.head)
            person.heads.add(title.head.split()[-1])
            person.gender = person.gender or title.gender


def _misspelt_listed(key: str) -> str | None:
    """The listed person whose first name is a letter off or whose name sounds alike: "Ahmed Davutoglu"."""
    first, _, last = key.rpartition(" ")
    known = _listed_by_surname(OWN.get())
    near = {actor for other, actor in known.get(last, ()) if _one_off(first, other)}
    if last.startswith(("al", "el")):  # "Anas Alabdah"
        near |= {actor for other, actor in known.get(last[2:], ()) if first == other}
    near = near or _listed_by_sound(OWN.get()).get(sound(key), set())
    return next(iter(near)) if len(near) == 1 else None


@lru_cache(maxsize=2)
def _listed_by_sound(own: Own) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for actor, row in registry().people.items():
        for name in (row.name, *split(row.aliases)):
            if spoken := sound(name_key(name.rstrip("*^"))):
                found.setdefault(spoken, set()).add(actor)
    return found


@lru_cache(maxsize=2)
def _listed_by_surname(own: Own) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for actor, row in registry().people.items():
        for name in (row.name, *split(row.aliases)):
            first, _, last = name_key(name.rstrip("*^")).rpartition(" ")
            found.setdefault(last, []).append((first, actor))
    return found


def _surnames(name: str) -> set[str]:
    parts = name_key(name).split()
    return {parts[-1]} if parts else set()


def _one_off(left: str, right: str) -> bool:
    if min(len(left), len(right)) < 4 or abs(len(left) - len(right)) > 1:
        return False
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    long, short = (left, right) if len(left) > len(right) else (right, left)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _only(persons: Sequence[Person]) -> Person | None:
    return persons[0] if len(persons) == 1 else None


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.line.index, mention.first


def _start(line: Line, i: int, person: Person) -> int:
    """Where a short name begins: its particles belong to it ("de Mistura", "Abdel Rahman")."""
    first = i
    parts = {part.lower() for name in (person.name, *person.aliases) for part in re.findall(r"[^\W_]+", name)}
    while first > 0 and line.words[first].tight:
        low = line.words[first - 1].low
        if low in cue("particle") and low in parts:
            first -= 1
        else:
            break
    return first


def ties(found: Sequence[Found], state_first: bool) -> list[Found]:
    """A title's bodies in the order they tie: a minister to the state, a spokesman to the body."""
    states = [f for f in found if f.sort == "state"]
    named = [f for f in found if f.sort in ("actor", "role") or (f.sort == "noun" and f.countries)]
    bodies = [*named, *(f for f in found if f.sort == "noun" and not f.countries)]
    return [*states, *bodies] if state_first else [*bodies, *states]
