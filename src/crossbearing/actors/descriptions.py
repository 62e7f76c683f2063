"""Those whom a report leaves unnamed, and bodies that no list knows: actors made from their description."""

import re

from msgspec import Struct

from crossbearing.actors.humans import human
from crossbearing.actors.lines import Line, has_lost_mark, joins_another
from crossbearing.actors.lists import cue
from crossbearing.actors.people import name_key, ties
from crossbearing.actors.resolve import UNPLACED, Actors
from crossbearing.actors.scan import Found
from crossbearing.actors.titles import modifiers, owners, tied, titles_within
from crossbearing.actors.words import is_possessive
from crossbearing.ids import content_id
from crossbearing.model import Actor
from crossbearing.vocabulary import ActorKind

_LONGEST = 9
"""An unnamed source is called by so many words at most; more would be a sentence, not a name."""
_PLURALS = ("s", "people", "men", "women", "children", "police", "media")
_PURPOSE = frozenset({"of", "for"})
_RULING = frozenset({"administration"})
"""Bodies named by their place, in small letters: "the Goma administration"."""
_NAMES = frozenset({"NORP", "GPE"})


class Description(Struct):
    """A description without a name: ``head`` its noun, ``definite`` whether it has "the"."""

    line: Line
    first: int
    last: int
    head: str
    definite: bool
    title: str
    adjectives: tuple[str, ...]
    gender: str
    plural: bool
    human: bool
    bodies: tuple[Found, ...]
    ties: str
    name: str

    @property
    def plain(self) -> bool:
        """Whether the noun stands alone: "the official"."""
        return not self.adjectives and not self.bodies

    @property
    def by_title(self) -> bool:
        """Whether all its adjectives are such as titles have: "the chief military spokesman"."""
        return all(word in cue("modifier") for word in self.adjectives)

    def owner(self, actors: Actors) -> str | None:
        """The actor that the described one belongs to."""
        for found in ties(self.bodies, self.ties == "state"):
            body = actors.body(self.line, found)
            if body is not None:
                return body
        return None

    def actor(self, actors: Actors) -> str | None:
        """The unnamed actor of this report that bears the description."""
        if not self.name:
            return None
        body = self.owner(actors)
        known = actors.made.get(body) if body is not None else None
        return actors.keep(
            Actor(
                id=content_id("a", "unnamed", self.name.lower(), actors.report.id),
                name=self.name,
                kind="unnamed",
                member_of=body,
                country=known.country if known is not None and known.kind not in UNPLACED else None,
                side=known.side if known is not None else None,
            )
        )


def describe(line: Line, first: int, core: int, last: int) -> Description:
    """Read a description: "a senior rebel commander in Idlib" → head "commander", of the rebels."""
    start = _past_articles(line, first, core)
    definite = _is_definite(line, first, start, core)
    titles = titles_within(line, start, core)
    title = titles[-1] if titles and titles[-1].last == core else None
    head = line.words[core - 1].low if core > start else ""
    if definite and has_lost_mark(line, core):
        head = head[:-1]  # "the groups stronghold"
    begin = core - 1
    near = _unique(
        (
            *modifiers(line, begin),
            *(modifiers(line, title.first) if title else ()),
            *_inside(line, start, begin),
            *owners(line, core, _end(line, core, last)),
        )
    )
    bodies = tuple(found for found in near if found.first >= first)
    adjectives = tuple(
        line.words[i].low
        for i in range(start, core - 1)
        if not any(f.first <= i < f.last for f in bodies) and not is_possessive(line.words, i)
    )
    plural = head.endswith(_PLURALS) and not head.endswith("ss")
    return Description(
        line=line,
        first=first,
        last=core,
        head=head,
        definite=definite,
        title=title.head if title is not None else "",
        adjectives=adjectives,
        gender=title.gender if title is not None else "",
        plural=plural,
        human=(title is not None and title.head != "source") or _is_person(head),
        bodies=bodies,
        ties=tied(line, title, bodies) if title is not None else "any",
        name=_name(line, start, _end(line, core, last), core, first),
    )


def _is_person(head: str) -> bool:
    """Whether a noun names people: "commanders", "the witness", not "the committee"."""
    named = human(head)
    return named is not None and named.kind in ("role", "folk", "many")


def _is_definite(line: Line, first: int, start: int, core: int) -> bool:
    """Whether one certain person or body is meant: "the envoy", "Russia's envoy"."""
    if first < start and line.words[first].low in ("the", "this", "that", "these", "those"):
        return True
    return any(is_possessive(line.words, i) for i in range(first + 1, core - 1))


def _unique(bodies: tuple[Found, ...]) -> tuple[Found, ...]:
    seen: dict[int, Found] = {}
    for found in bodies:
        seen.setdefault(found.first, found)
    return tuple(seen.values())


def _past_articles(line: Line, first: int, core: int) -> int:
    at = first
    while at < core - 1 and _is_article(line.words[at].low):
        at += 1
    return at


def _is_article(low: str) -> bool:
    return (low in cue("determiner") and low != "another") or low.isdigit()


def _inside(line: Line, first: int, last: int) -> tuple[Found, ...]:
    return tuple(
        f for f in line.found if first <= f.first and f.last <= last and f.sort not in ("role", "affix")
    )


def _end(line: Line, core: int, last: int) -> int:
    """Where a description with its "of", "in", "with" ends: before a comma, a clause or a verb."""
    at = core
    added = 0
    while at < last and at - core < _LONGEST:
        word = line.words[at]
        if at == core and joins_another(line, at):
            break  # "a monitor | and activists"
        added += word.low in cue("cut") and not any(f.first < at < f.last for f in line.found)
        if added > 1 and word.low != "of":
            break
        token = line.token(at)
        if not word.tight or word.low in ("who", "which", "that", "whose", "told", "said", "says"):
            break
        if token is not None and token.pos in ("VERB", "AUX", "PRON") and token.tag not in ("VBN", "VBG"):
            break
        at += 1
    return at


def _name(line: Line, first: int, last: int, core: int, at_start: int) -> str:
    """The description as a name: articles off, the first letter small unless it is a name's."""
    last = max(core, min(last, first + _LONGEST))
    while last > core and line.words[last - 1].low in cue("cut") | cue("determiner"):
        last -= 1
    if first >= last:
        return ""
    text = re.sub(r"\s+", " ", line.text(first, last))
    token = line.token(first)
    if at_start < first and text[0].isupper():
        return text
    named = any(f.first == first and f.sort in ("actor", "state", "person") for f in line.found)
    proper = named or (token is not None and token.pos == "PROPN") or text[:2].isupper()
    tagged = (e for e in line.sentence.entities if token is not None and e.first <= token.i < e.last)
    proper = proper or any(e.label in _NAMES for e in tagged)
    if any(f.first == first and f.sort == "noun" and f.countries for f in line.found):
        proper = True
    return text if proper else text[0].lower() + text[1:]


def unlisted(line: Line, first: int, core: int, actors: Actors) -> str | None:
    """An organisation named in full that no list has: "the Qasr Martyrs Brigade"; same id in all reports."""
    start = _past_articles(line, first, core)
    owner = next((f for f in line.found if f.first == start and f.form == "country"), None)
    if owner is not None and owner.last < core:
        owns = is_possessive(line.words, owner.last)
        lost = line.words[owner.last - 1].low.endswith("s")
        start = owner.last + owns if owns or lost else start  # "Turkey's Sahil TV"
    if start + 2 < core and line.words[start + 1].low == "language":
        start += 2  # "the Arabic-language Sahil News"
    core = _with_purpose(line, core)
    if core - start < 2 or _is_day(line, start):
        return None
    tail = core - 1 if line.words[core - 1].low in cue("org_body") | cue("org_media") | _RULING else core
    capitals = [
        line.words[i].text[0].isupper() or line.words[i].low in cue("particle") | _PURPOSE
        for i in range(start, tail)
    ]
    opening = line.token(start)
    if not all(capitals) or (tail - start == 1 and opening is not None and opening.pos == "NOUN"):
        return None
    if line.words[core - 1].low == "media" and opening is not None and opening.pos == "ADJ":
        return None  # "Kurdish media"
    kind = _body_kind(line, start, core)
    if kind is None:
        return None
    name = re.sub(r"\s+", " ", line.text(start, core))
    return actors.keep(
        Actor(
            id=content_id("a", "body", name_key(name)),
            name=name,
            kind=kind,
            country=_country(line, start, core),
        )
    )


def _is_day(line: Line, i: int) -> bool:
    """Whether a phrase begins with a day that stands before it: "on Wednesday | media reported"."""
    token = line.token(i)
    return token is not None and any(
        e.label == "DATE" and e.first <= token.i < e.last for e in line.sentence.entities
    )


def _with_purpose(line: Line, core: int) -> int:
    """Where a body's name ends that goes on with what it is for: "Delta Institute | of Justice"."""
    words = line.words
    if core + 1 >= len(words) or words[core].low not in _PURPOSE or not words[core - 1].text[0].isupper():
        return core
    if words[core - 1].low not in cue("org_ngo") | cue("org_office") | cue("org_net"):
        return core
    at = core + 1
    while at < len(words) and words[at].tight and words[at].text[0].isupper():
        at += 1
    return at if at > core + 1 else core


def _body_kind(line: Line, first: int, last: int) -> ActorKind | None:
    lows = [line.words[i].low for i in range(first, last)]
    if not cue("org_net").isdisjoint(lows[:-1]) and not _PURPOSE.isdisjoint(lows):
        return "ngo"
    if lows[-1] in cue("org_media"):
        return "media"
    if lows[-1] in cue("org_body") or lows[0] in cue("org_body"):
        return "armed_group"
    if lows[0] in cue("org_office") or lows[-1] in cue("org_office") | _RULING:
        return "government"
    if any(low in cue("org_ngo") for low in lows):
        return "ngo"
    if any(low in cue("org_media") for low in lows):
        return "media"
    return None


def _country(line: Line, first: int, last: int) -> str | None:
    countries = {
        f.countries[0]
        for f in line.found
        if f.sort == "state" and len(f.countries) == 1 and first <= f.first and f.last <= last
    }
    return countries.pop() if len(countries) == 1 else None
