"""Resolves the spans that speak: names, roles, pronouns, and those whom the report leaves unnamed."""

from collections.abc import Sequence

from crossbearing.actors.apposed import apposed
from crossbearing.actors.back import Back
from crossbearing.actors.descriptions import Description, describe, unlisted
from crossbearing.actors.echoes import Echoes
from crossbearing.actors.initials import initials
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.outlets import listed_media
from crossbearing.actors.people import Mention, People, Person
from crossbearing.actors.phrases import (
    Reading,
    are_bodies,
    are_fighters,
    called_by,
    core_end,
    has_cut,
    heads_phrase,
    is_before_tellers,
    is_capital,
    is_closed,
    is_coordinated,
    is_crowd_noun,
    is_organised,
    is_proper,
    last_two_words,
    leads_straight,
    led_up_to,
    means_person,
    past_lead,
    ranked_name,
    stands_for,
    takes_part,
)
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.resumed import same_army
from crossbearing.actors.scan import Found
from crossbearing.actors.speakers import Turn, Turns
from crossbearing.actors.titles import titles_within
from crossbearing.actors.told import Told
from crossbearing.actors.words import is_possessive
from crossbearing.model import ActorMention, Span

_GROUPS = frozenset({"group", "organisation", "organization", "movement"})
"""Nouns that a name may follow behind "of": "the militant group of Fastaqim"."""


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
            begin, first = first, past_lead(line, first, last)
            self._told = None if span in sources else acting[span]
            mention = self._one(Reading(span, line, first, last, core_end(line, first, last)))
            if self._told is None or mention.actor is not None:
                found.append(mention)
            if first > begin and mention.actor is not None:  # "Later | a source" stands by itself too
                start, end = line.words[first].start, line.words[last - 1].end
                own = Span(start, end, line.text(first, last))
                found.append(ActorMention(own, mention.actor, mention.form))
        return found

    def _line(self, span: Span) -> Line | None:
        for line in self._lines:
            if line.sentence.start < span.end and span.start < line.sentence.end:
                return line
        return None

    def _one(self, it: Reading) -> ActorMention:
        line = it.line
        word = line.words[it.first].low
        if it.last - it.first == 1 and (word in cue("it") or word in cue("they") or means_person(word)):
            actor = self.turns.meant(word, line.index, it.span.start)
            self._say(it, actor, "")
            return ActorMention(it.span, actor, "pronoun")
        if it.last - it.first > 2 and line.words[it.first + 1].low == "of" and word in cue("i"):
            it.first += 2
            it.end = core_end(line, it.first, it.last)
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
        if it.line.words[it.first].low in ("no", "none", "neither", "both"):
            return ActorMention(it.span, None, "role")
        explained = apposed(it, description, self._people, self._actors)
        if explained is not None:
            self._say(it, explained, description.gender)
            return ActorMention(it.span, explained, "role")
        echoed = self._echoes.meant(description, it.span.start, self._back) if it.end == it.last else None
        if echoed is not None and (it.line.sentence.kind == "title" or not description.definite):
            self._say(it, echoed, description.gender)
            return ActorMention(it.span, echoed, "role")
        if description.head in cue("paper"):
            owner = description.owner(self._actors)
            if owner is not None:
                self._say(it, owner, "")
                return ActorMention(it.span, owner, "name")
        word = it.line.words[it.first].low
        if description.head in cue("paper") and word in cue("owned"):
            meant = self.turns.meant(word, it.line.index, it.span.start)
            self._say(it, meant, "")
            return ActorMention(it.span, meant, "pronoun")
        if description.head in cue("paper"):
            giver = self._giver(it)
            if giver is not None or description.head in cue("sum"):
                return ActorMention(it.span, giver, "role")
        theirs = self._men_of(description, it) or self._friend(description, it)
        if theirs is not None:
            self._say(it, theirs, "")
            return ActorMention(it.span, theirs, "role")
        if description.definite:
            if self._told is not None and not description.human:
                told = self._told_body(it, description, is_closed(it))
                if told is not None:
                    return told
            actor = self._back.meant(description, it.line.index, it.span.start, is_closed(it)) or echoed
            if actor is not None:
                self._say(it, actor, description.gender)
                return ActorMention(it.span, actor, "role")
            one_of_many = description.title and self._back.bearers(description, it.span.start)
            several = self._told is not None and takes_part(it) and description.plural and description.human
            several = several and description.head not in cue("men")  # "the pilots", not "the opponents"
            known = one_of_many or not (description.title or is_organised(description) or several)
            if (description.plain and known) or (self._told is not None and are_fighters(description)):
                return self._by_name(it, self._named(it))
        return self._unled(it, description)

    def _told_body(self, it: Reading, what: Description, closed: bool) -> ActorMention | None:
        """The body that a definite noun means which does not speak; None where it may yet be led back."""
        only = self._back.only(what, self._lines, it.span.start) if closed else None
        if only is None and are_bodies(it, what, self._lines):
            return self._unled(it, what)
        proper = any(it.line.words[i].text[0].isupper() for i in range(it.first + 1, it.end))
        open_ended = what.plain or proper or self._told is None or not self._told.coins
        return ActorMention(it.span, only, "role") if only is not None or open_ended else None

    def _giver(self, it: Reading) -> str | None:
        """Who gave a paper or a sum: "a new toll by | the health ministry", "a count from | the group"."""
        line = it.line
        for k in range(it.first + 1, it.last - 1):
            if line.words[k].low in ("by", "from", "of"):
                start, end = line.words[k + 1].start, line.words[it.last - 1].end
                span = Span(start, end, line.text(k + 1, it.last))
                return self._one(Reading(span, line, k + 1, it.last, core_end(line, k + 1, it.last))).actor
        return None

    def _unled(self, it: Reading, description: Description) -> ActorMention:
        """Whom a phrase means that leads back to nobody: a name no list has, else one unnamed."""
        named = unlisted(it.line, it.first, it.end, self._actors) or self._named(it)
        if named is not None:
            return self._by_name(it, named)
        if it.end - it.first == 1 and is_capital(it):
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

    def _by_name(self, it: Reading, actor: str | None) -> ActorMention:
        """A phrase that is a name, or one that stays open."""
        self._say(it, actor, "")
        return ActorMention(it.span, actor, "role" if actor is None else "name")

    def _named(self, it: Reading) -> str | None:
        """A body named by initials, or a listed outlet whose name is a plain word: "The Independent"."""
        whole = it.line.words[it.first].text == "The" and it.end == it.last == it.first + 2
        if whole and is_capital(it, it.last - 1) and (outlet := listed_media(it.span.exact)) is not None:
            return self._actors.know(outlet)
        return initials(self._lines, it.line, it.first, it.end, self._actors)

    def _men_of(self, what: Description, it: Reading) -> str | None:
        """Whom people fight for: "gunmen from Fastaqim" → Fastaqim, "forces of the regime" → the army."""
        if what.head == "leadership" and what.owner(self._actors) is not None:
            return what.owner(self._actors)  # "the leadership of Fastaqim"
        group = what.definite and what.head in _GROUPS
        if (what.head not in cue("men") and not group) or what.title == "source":
            return None
        if not leads_straight(it.line, what):
            return None
        body = what.owner(self._actors)
        known = self._actors.made.get(body) if body is not None else None
        if known is None or (self._told is None and known.kind != "armed_group"):
            return None
        if known.kind in ("armed_group", "military") and (not group or known.id in registry().listed):
            return known.id
        if group:
            return None
        coloured = any(found.sort == "state" and found.form == "demonym" for found in what.bodies[:1])
        rules = known.kind in ("state", "government") and known.country is not None and not coloured
        army = registry().compose(known.country or "", "forces") if rules else None
        return self._actors.know(army) if army is not None else None

    def _friend(self, what: Description, it: Reading) -> str | None:
        """The one state that somebody's ally is: "its Russian allies", "the regime's Iranian backers"."""
        before = [found for found in what.bodies if found.last <= what.last]
        one = before[0] if len(before) == 1 else None
        if what.head not in cue("friend") or one is None or one.form != "demonym":
            return None
        owned = it.line.words[it.first].low in cue("owned")
        return self._actors.body(it.line, one) if owned and len(one.countries) == 1 else None

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
        if not behind and (ranked := ranked_name(it)) > it.first:
            behind.append(ranked)
        if not behind and titles_within(line, it.first, it.end)[-1].head in cue("of_place"):
            behind.append(last_two_words(line, it.end, it.last))
        start = max(behind, default=it.first)
        whole = it.first < start < it.last and self._people.leading(line, start, it.last) == it.last
        return start if whole else it.first

    def _one_word(self, it: Reading) -> ActorMention:
        """A name of one word: a surname said before, or what the tagger holds for a person."""
        person = self._people.named(it.line.words[it.first].text)
        if it.line.words[it.first].low in cue("particle") | cue("no_person"):
            return ActorMention(it.span, None, "name")  # "Abu", a name cut short
        if person is None and is_proper(it.line, it.first) and not titles_within(it.line, it.first, it.end):
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
            if mention.last < it.end <= mention.last + 3 and is_crowd_noun(line.words[it.end - 1].low):
                continue  # "Nasri supporters"
            if mention.first < it.end and not has_cut(line, it.first, mention.first):
                return mention
            if led_up_to(it, mention):
                return mention
            apposed = mention.first > it.first and "," in line.words[mention.first].gap
            if apposed and titles_within(line, it.first, mention.first):
                return mention
        return None

    def _body(self, it: Reading) -> str | None:
        """The organisation, army or state that heads the phrase."""
        line = it.line
        called = called_by(it)
        if called is not None:
            return self._actors.of(line, called)
        for found in reversed(line.found):
            if found.sort in ("person", "surname", "affix") or not heads_phrase(found, it):
                continue
            if found.last < it.end and not stands_for(line, found, it.end):
                continue
            if found.first < it.first and is_before_tellers(line, found):
                continue
            if found.sort == "state":
                return self._actors.of(line, found) or self._state(found)
            actor = self._actors.of(line, found)
            if found.sort == "role" and (actor is None or not self._back.may_stand_for(it, actor)):
                continue
            known = self._actors.made.get(actor) if actor is not None else None
            if known is not None and known.kind not in ("civilians", "unnamed"):
                return same_army(line, found, self.turns, self._actors.made, self._actors.aliases) or actor
        return None

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
                    turn.spoke, turn.alone = False, not is_coordinated(line, token.i)
                    found.append(turn)
            for name in line.found:
                actor = self._actors.of(line, name) if name.sort in ("actor", "noun", "state") else None
                token = line.token(name.last - 1)
                if actor is not None and token is not None and token.dep in ("nsubj", "nsubjpass"):
                    found.append(self._turn(line, name.first, token.start, actor, ""))
                    found[-1].spoke = False
        return found
