"""Resolves the spans that speak: names, roles, pronouns, and those whom the report leaves unnamed."""

from collections.abc import Sequence

from msgspec import Struct

from crossbearing.actors.back import Back
from crossbearing.actors.descriptions import Description, describe, unlisted
from crossbearing.actors.echoes import Echoes
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import Mention, People, Person
from crossbearing.actors.resolve import Actors
from crossbearing.actors.scan import Found
from crossbearing.actors.speakers import Turn, Turns
from crossbearing.actors.titles import is_cut, titles_within
from crossbearing.actors.told import Told
from crossbearing.actors.words import is_possessive
from crossbearing.model import ActorMention, Span


class Reading(Struct):
    """One source being resolved: its words ``[first, last)``; ``end`` closes the noun phrase proper."""

    span: Span
    line: Line
    first: int
    last: int
    end: int


class Sources:
    """Resolves sources in text order, each against those before it."""

    def __init__(self, lines: Sequence[Line], actors: Actors, people: People) -> None:
        self._lines = lines
        self._actors = actors
        self._people = people
        self._by_line: dict[int, list[Mention]] = {}
        for mention in people.mentions:
            self._by_line.setdefault(mention.line.index, []).append(mention)
        self._told: Told | None = None
        self._first = {m.person.id: m.line.words[m.first].start for m in reversed(people.mentions)}
        self.turns = Turns(self._subjects())
        self._back = Back(actors, people, self.turns, self._first)
        self._echoes = Echoes(actors, lines)

    def resolve(self, sources: Sequence[Span], told: Sequence[Told] = ()) -> list[ActorMention]:
        """The actor of each source span; None where more than one may be meant.

        ``told`` are phrases that do not speak; they are resolved alike, and left out where that fails.
        """
        found = []
        acting = {one.span: one for one in told}
        for span in sorted({*sources, *acting}):
            line = self._line(span)
            if line is None:
                continue
            first, last = line.range(span.start, span.end)
            if first >= last:
                continue
            first = _past_lead(line, first, last)
            self._told = None if span in sources else acting[span]
            mention = self._one(Reading(span, line, first, last, _core(line, first, last)))
            if self._told is None or mention.actor is not None:
                found.append(mention)
        return found

    def _line(self, span: Span) -> Line | None:
        for line in self._lines:
            if line.sentence.start < span.end and span.start < line.sentence.end:
                return line
        return None

    def _one(self, it: Reading) -> ActorMention:
        line = it.line
        word = line.words[it.first].low
        if it.last - it.first == 1 and (word in cue("it") or word in cue("they") or _human(word)):
            actor = self.turns.meant(word, line.index, it.span.start)
            self._say(it, actor, "")
            return ActorMention(it.span, actor, "pronoun")
        if it.last - it.first > 2 and line.words[it.first + 1].low == "of" and word in cue("i"):
            it.first += 2
            it.end = _core(line, it.first, it.last)
        if word in cue("i") and it.last - it.first == 1:
            return ActorMention(
                it.span, self._antecedent(it) if word in ("who", "which") else None, "pronoun"
            )
        person = self._person(it)
        if person is not None:
            self._say(it, person.person.id, person.person.gender)
            return ActorMention(it.span, person.person.id, "name")
        body = self._body(it)
        if body is not None:
            self._say(it, body, "")
            return ActorMention(it.span, body, "name")
        return self._described(it)

    def _described(self, it: Reading) -> ActorMention:
        description = describe(it.line, it.first, it.end, it.last)
        if it.line.words[it.first].low in ("no", "none", "neither"):
            return ActorMention(it.span, None, "role")
        echoed = self._echoes.meant(description, it.span.start, self._back) if it.end == it.last else None
        if echoed is not None and it.line.sentence.kind == "title":
            self._say(it, echoed, description.gender)
            return ActorMention(it.span, echoed, "role")
        if description.head in cue("paper"):
            owner = description.owner(self._actors)
            if owner is not None:
                self._say(it, owner, "")
                return ActorMention(it.span, owner, "name")
        if description.definite:
            closed = it.end == it.last or it.line.words[it.end].low not in ("of", "for")
            if self._told is not None and not description.human:
                only = self._back.only(description, self._lines, it.span.start) if closed else None
                return ActorMention(it.span, only, "role")
            actor = self._back.meant(description, it.line.index, it.span.start, closed) or echoed
            if actor is not None:
                self._say(it, actor, description.gender)
                return ActorMention(it.span, actor, "role")
            one_of_many = description.title and self._back.bearers(description, it.span.start)
            if description.plain and (one_of_many or not (description.title or _is_organised(description))):
                return ActorMention(it.span, None, "role")
        named = unlisted(it.line, it.first, it.end, self._actors)
        if named is not None:
            self._say(it, named, "")
            return ActorMention(it.span, named, "name")
        if it.end - it.first == 1 and _capital(it):
            return self._one_word(it)
        if description.title and (named_at := self._name_after(it)) > it.first:
            person = self._people.adopt(it.line, named_at, it.last)
            self._actors.settle(self._people)
            self._say(it, person.id, description.gender)
            return ActorMention(it.span, person.id, "name")
        end = self._name_end(it)
        if end > it.first:
            person = self._adopt(it, end)
            self._say(it, person.id, "")
            return ActorMention(it.span, person.id, "name")
        if self._told is not None and not self._told.coins:
            return ActorMention(it.span, None, "role")
        unnamed = description.actor(self._actors)
        if unnamed is None:
            return ActorMention(it.span, None, "role")
        self._say(it, unnamed, description.gender, description)
        return ActorMention(it.span, unnamed, "role")

    def _name_end(self, it: Reading) -> int:
        """Where a person's name ends that no list and no tagger knew, or the phrase's start."""
        line = it.line
        end = self._people.leading(line, it.first, it.last)
        if end > it.first and (end == it.end or titles_within(line, end, it.last)):
            return end
        return it.first

    def _name_after(self, it: Reading) -> int:
        """Where a name begins behind a post and its place: "The governor of Homs | Omar Nasri"."""
        line = it.line
        behind = [f.last for f in line.found if it.end < f.last <= it.last and f.first > it.first]
        for entity in line.sentence.entities:
            tokens = line.sentence.tokens[entity.first : entity.last]
            first, last = line.range(tokens[0].start, tokens[-1].end)
            if entity.label in ("GPE", "ORG") and it.end <= first and last < it.last:
                behind.append(last)
        if not behind and titles_within(line, it.first, it.end)[-1].head in cue("of_place"):
            behind.append(_last_two(line, it.end, it.last))
        start = max(behind, default=it.first)
        whole = it.first < start < it.last and self._people.leading(line, start, it.last) == it.last
        return start if whole else it.first

    def _one_word(self, it: Reading) -> ActorMention:
        """A name of one word: a surname said before, or what the tagger holds for a person."""
        person = self._people.named(it.line.words[it.first].text)
        if person is None and _proper(it.line, it.first) and not titles_within(it.line, it.first, it.end):
            person = self._adopt(it, it.end)
        if person is None:
            return ActorMention(it.span, None, "name")
        self._say(it, person.id, person.gender)
        return ActorMention(it.span, person.id, "name")

    def _adopt(self, it: Reading, end: int) -> Person:
        person = self._people.adopt(it.line, it.first, end)
        self._actors.settle(self._people)
        self._first.setdefault(person.id, it.span.start)
        return person

    def _person(self, it: Reading) -> Mention | None:
        """The person whom the phrase names at its head, or in apposition to it."""
        line = it.line
        for mention in self._by_line.get(line.index, ()):
            if mention.first >= it.last or mention.last <= it.first:
                continue
            if is_possessive(line.words, mention.last) and mention.last < it.last:
                continue
            if mention.first < it.end and not _has_cut(line, it.first, mention.first):
                return mention
            if _led_up_to(it, mention):
                return mention
            apposed = mention.first > it.first and "," in line.words[mention.first].gap
            if apposed and titles_within(line, it.first, mention.first):
                return mention
        return None

    def _body(self, it: Reading) -> str | None:
        """The organisation, army or state that heads the phrase."""
        line = it.line
        called = self._called(it)
        if called is not None:
            return called
        for found in reversed(line.found):
            if found.sort in ("person", "surname", "affix") or not _heads(found, it):
                continue
            if found.last < it.end and not _stands_for(line, found, it.end):
                continue
            if found.sort == "state":
                return self._actors.of(line, found) or self._state(found)
            if found.sort == "role" and not self._definite_role(it, found):
                continue
            actor = self._actors.of(line, found)
            known = self._actors.made.get(actor) if actor is not None else None
            if known is not None and known.kind not in ("civilians", "unnamed"):
                return actor
        return None

    def _called(self, it: Reading) -> str | None:
        """Read "a network known as the Delta Committees"."""
        for found in it.line.found:
            if it.first + 1 < found.first < it.last and found.sort == "actor":
                before = [it.line.words[i].low for i in range(max(it.first, found.first - 3), found.first)]
                if not {"called", "named", "dubbed"}.isdisjoint(before) or before[-2:-1] == ["known"]:
                    return self._actors.of(it.line, found)
                if "known" in before and "as" in before:
                    return self._actors.of(it.line, found)
        return None

    def _definite_role(self, it: Reading, found: Found) -> bool:
        return self._actors.of(it.line, found) is not None

    def _state(self, found: Found) -> str | None:
        return self._actors.body(self._lines[0], found) if found.form != "demonym" else None

    def _antecedent(self, it: Reading) -> str | None:
        """Whom a relative "who" or "which" stands for: the name right before it."""
        for mention in self._by_line.get(it.line.index, ()):
            if mention.last == it.first:
                return mention.person.id
        for found in it.line.found:
            if found.last == it.first:
                return self._actors.of(it.line, found)
        return None

    def _say(self, it: Reading, actor: str | None, gender: str, what: Description | None = None) -> None:
        if actor is None:
            return
        turn = self._turn(it.line, it.first, it.span.start, actor, gender, what)
        if self._told is None:
            self.turns.speak(turn)
        elif self._told.coins:
            self.turns.act(turn)

    def _turn(
        self, line: Line, first: int, start: int, actor: str, gender: str, what: Description | None = None
    ) -> Turn:
        known = self._actors.made.get(actor)
        kind = known.kind if known is not None else "person"
        return Turn(
            index=line.index,
            start=start,
            actor=actor,
            person=kind == "person" or (kind == "unnamed" and what is not None and what.human),
            plural=(what is not None and what.plural) or self._actors.is_crowd(actor),
            gender=gender,
            kind=kind,
            head=what.head if what is not None else "",
        )

    def _subjects(self) -> list[Turn]:
        """People and bodies that are a sentence's subject."""
        found = []
        for line in self._lines:
            for mention in self._by_line.get(line.index, ()):
                token = line.token(mention.last - 1)
                if token is not None and token.dep in ("nsubj", "nsubjpass"):
                    person = mention.person
                    turn = self._turn(line, mention.first, token.start, person.id, person.gender)
                    turn.spoke, turn.alone = False, not _coordinated(line, token.i)
                    found.append(turn)
            for name in line.found:
                actor = self._actors.of(line, name) if name.sort in ("actor", "noun", "state") else None
                token = line.token(name.last - 1)
                if actor is not None and token is not None and token.dep in ("nsubj", "nsubjpass"):
                    found.append(self._turn(line, name.first, token.start, actor, ""))
                    found[-1].spoke = False
        return found


def _led_up_to(it: Reading, mention: Mention) -> bool:
    """Whether a phrase names a post and then its holder without a comma: "Head of the Society Omar Nasri"."""
    words = it.line.words
    if mention.last != it.last or it.end >= it.last or words[it.end].low != "of":
        return False
    before = words[mention.first - 1]
    body = before.low in cue("head_body")
    named = body or before.text[0].isupper() or any(f.last == mention.first for f in it.line.found)
    return words[it.end - 1].low in cue("heading") and named and not is_cut(it.line, mention.first - 1)


def _is_organised(what: Description) -> bool:
    """Whether a noun alone names a body that can speak: "the army", "the ministry", not "the claim"."""
    return what.head in cue("body") and what.head not in cue("paper")


def _heads(found: Found, it: Reading) -> bool:
    """Whether a finding begins within a phrase's own words, or holds them all."""
    return it.first <= found.first < it.end or (found.first <= it.first and it.end <= found.last)


def _human(word: str) -> bool:
    return word in cue("he") or word in cue("she")


def _coordinated(line: Line, token: int) -> bool:
    return any(t.head == token and t.dep == "conj" and t.pos == "PROPN" for t in line.sentence.tokens)


def _capital(it: Reading) -> bool:
    """Whether a source of one word is a name, and no plain noun at a sentence's start."""
    token = it.line.token(it.first)
    return it.line.words[it.first].text[0].isupper() and token is not None and token.pos == "PROPN"


def _proper(line: Line, at: int) -> bool:
    token = line.token(at)
    if token is None or token.pos != "PROPN" or len(line.words[at].text) < 3:
        return False
    entities = line.sentence.entities
    return any(e.label == "PERSON" and e.first <= token.i < e.last for e in entities)


def _past_lead(line: Line, first: int, last: int) -> int:
    """Where a phrase begins that has taken in what stood before: "Later | a source", "Goma | A source"."""
    if last - first < 3:
        return first
    leads = line.words[first].low in cue("lead") and line.words[first + 1].text[0].islower()
    cut = line.words[first + 1].text in ("A", "An", "The") and line.words[first + 1].gap == " "
    return first + 1 if leads or cut else first


def _last_two(line: Line, first: int, last: int) -> int:
    """Where a name of two words begins at a phrase's end, its particles not counted, if one does."""
    at, own = last, 0
    while at > first + 2 and own < 2 and line.words[at - 1].text[0].isupper():
        at -= 1
        own += line.words[at].low not in cue("particle")
    return at if own == 2 else first


def _core(line: Line, first: int, last: int) -> int:
    """Where the noun phrase proper ends: at a comma, a preposition or a clause."""
    for i in range(first + 1, last):
        gap = line.words[i].gap.strip()
        if gap and gap[0] in ',;:()[]–—"“”':
            return i
        if is_cut(line, i) or _apposed(line, i):
            return i
    return last


def _apposed(line: Line, i: int) -> bool:
    """Whether an article within a phrase opens an apposition whose comma is lost."""
    inside = any(f.first < i < f.last for f in line.found)
    return line.words[i].low in ("a", "an", "the", "another") and not inside


def _has_cut(line: Line, first: int, last: int) -> bool:
    return any(is_cut(line, i) for i in range(first, last))


def _stands_for(line: Line, found: Found, end: int) -> bool:
    """Whether what follows a name still means it: "Fastaqim rebel group", "a UNICEF statement"."""
    closing = cue("type") | cue("paper") | cue("staff")
    rest = range(found.last, end)
    if found.sort == "noun" and found.key in ("rebels", "militants", "civilians", "activists"):
        closing = cue("paper")
    if found.sort == "state":
        closing = cue("paper")
    if any(line.words[i].low in ("officials", "official", "fighters", "fighter", "activist") for i in rest):
        return False
    return all(line.words[i].low in closing or is_possessive(line.words, i) for i in rest)
