"""Leads "he", "its" and "their" back to the subject that governs them, in their own sentence or the last."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import People
from crossbearing.actors.pronouns import only
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.speakers import Turns
from crossbearing.model import ActorMention, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_OPEN = ("xcomp", "ccomp", "advcl", "pcomp", "acl")
"""A verb without a subject of its own takes its head's object or subject for one, in these places."""
_PROPER = ("NNP", "NNPS")
_CROWDED = frozenset({"armed_group", "military", "civilians", "other", "government", "unnamed", "ngo"})
"""Kinds that "they" may mean."""
_NO_BODY = frozenset({"person", "unnamed", "civilians"})
_RIVALS = ("dobj", "pobj", "iobj", "dative", "conj", "appos", *_SUBJECTS)
_MEN = frozenset({"forces", "fighters", "troops", "militants", "men", "ranks"})
"""An armed group's own people, who act for it: "ISIS gathered its fighters"."""
_OWNING = ("poss", "nmod", "compound")
_DEEP = 4
"""A noun below an object by so many steps: "destroyed tens of | their vehicles"."""
_OPENING = 2
"""So many words may stand before a "He" that opens its sentence: "But now he"."""
_OBJECTS = ("dobj", "iobj", "dative")


class Stand(Struct):
    """A sentence's line with the actor that each token stands for; ``known`` grows as pronouns are read."""

    line: Line
    known: dict[int, str]

    @property
    def tokens(self) -> Sequence[Token]:
        """The sentence's tokens."""
        return self.line.sentence.tokens

    def subject(self, verb: int) -> Token | None:
        """A verb's own subject; of a relative clause, the noun that it tells of."""
        own = next((t for t in self.tokens if t.head == verb and t.dep in _SUBJECTS and t.i != verb), None)
        if own is not None and own.tag in ("WP", "WDT") and self.tokens[verb].dep == "relcl":
            return self.tokens[self.tokens[verb].head]
        return own if own is not None else self._left(verb)

    def opening(self, verb: int, subject: int) -> Iterator[Token]:
        """The subject of the clause that opens a sentence: "Before the [army] left, it …"."""
        for clause in self.tokens[:subject]:
            if clause.head == verb and clause.dep == "advcl":
                found = self.subject(clause.i)
                if found is not None and found.i < clause.i:
                    yield found

    def _left(self, verb: int) -> Token | None:
        """The actor right before a verb, where the parse gives the verb no subject."""
        if self.tokens[verb].pos != "VERB" or self.tokens[verb].tag in ("VBG", "VBN"):
            return None
        at = verb - 1
        while at > 0 and self.tokens[at].pos in ("AUX", "PART", "ADV"):
            at -= 1
        named = at in self.known and self.tokens[at].pos in ("NOUN", "PROPN")
        return self.tokens[at] if at >= 0 and named else None

    def object(self, verb: int) -> Token | None:
        """A verb's first object."""
        return next((t for t in self.tokens if t.head == verb and t.dep in _OBJECTS), None)


class Inside:
    """Resolves the pronouns that no source has, each by the subject above it in the parse."""

    def __init__(self, lines: Sequence[Line], actors: Actors, people: People, turns: Turns) -> None:
        self._lines = lines
        self._actors = actors
        self._people = people
        self._turns = turns
        self._last: Stand | None = None

    def resolve(self, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
        """Mentions of the pronouns outside ``mentions`` that can mean but one actor."""
        taken = {(m.span.start, m.span.end) for m in mentions}
        by_line = _by_line(self._lines, mentions)
        for line in self._lines:
            stand = Stand(line, _known(line, by_line.get(line.index, [])))
            for token in line.sentence.tokens:
                if token.tag not in ("PRP", "PRP$") or (token.start, token.end) in taken:
                    continue
                apt = token.tag == "PRP$" or token.dep in _SUBJECTS
                word = _class(token) if apt and not _means_nothing(stand, token) else ""
                actor = self._one(stand, token, word) if word else None
                if actor is not None:
                    stand.known[token.i] = actor
                    yield ActorMention(Span(token.start, token.end, token.text), actor, "pronoun")
                    yield from self._owned(stand, token, actor)
            self._last = stand

    def _owned(self, stand: Stand, token: Token, actor: str) -> Iterator[ActorMention]:
        """A ruler's own, "his troops"; and those who fight beside an army, "and its allies"."""
        noun = stand.tokens[token.head]
        country, low = self._actors.country(actor), noun.text.lower()
        if token.tag != "PRP$" or noun.i in stand.known:
            return
        owned, kind = None, self._actors.made[actor].kind
        if low in _MEN and kind == "armed_group" and actor in registry().listed:
            owned = actor
        elif country is None:
            return
        elif low in cue("troops") and self._rules(actor):
            owned = registry().compose(country, "forces")
        elif low in ("allies", "loyalists") and registry().key_of(actor) == "forces":
            owned = registry().compose(country, "pro_forces")
        if owned is not None and self._actors.know(owned) is not None:
            text = stand.line.sentence.text
            at = stand.line.sentence.start
            span = Span(token.start, noun.end, text[token.start - at : noun.end - at])
            stand.known[noun.i] = owned
            yield ActorMention(span, owned, "role")

    def _rules(self, actor: str) -> bool:
        """Whether an actor is a state, a government, or the one who heads it."""
        known = self._actors.made.get(actor)
        row = registry().people.get(actor)
        if known is None:
            return False
        return known.kind in ("state", "government") or (row is not None and "president" in row.titles)

    def _one(self, stand: Stand, token: Token, word: str) -> str | None:
        if word == "they" and _is_harmed(stand, token):
            return self._foe(stand, token)
        found = self._above(stand, token, word)
        if found is not None:
            return found or None
        before = [i for i in stand.known if i < token.i and self._fits(stand, i, word)]
        if before:
            actors = {stand.known[i] for i in before}
            sure = word in ("he", "she") or (word == "they" and self._alone(stand, token, before))
            return actors.pop() if len(actors) == 1 and sure else None
        if word in ("he", "she"):
            meant = self._ruling(stand, token) or self._turns.meant(word, stand.line.index, token.start)
            return meant or self._told_of(stand, token, word)
        return self._before(stand, token, word)

    def _alone(self, stand: Stand, token: Token, fitting: Sequence[int]) -> bool:
        """Whether no other noun of many stands before "their", and who fits is no mere victim."""
        inner = token.tag == "PRP$" or stand.tokens[token.head].dep == "relcl"
        if not inner or any(stand.tokens[i].dep in _SUBJECTS for i in fitting):
            return False
        others = (t for t in stand.tokens[: token.i] if t.tag in ("NNS", "NNPS") and t.i not in stand.known)
        return not any(t.dep in ("dobj", "conj", *_SUBJECTS) and not _counts(stand, t) for t in others)

    def _foe(self, stand: Stand, token: Token) -> str | None:
        """The only crowd before what is hit, but for who hits it: "fought rebels and burned their cars"."""
        foes = {
            actor
            for i, actor in stand.known.items()
            if i < token.i and stand.tokens[i].dep not in _SUBJECTS and self._fits(stand, i, "they")
        }
        doers = {actor for i, actor in stand.known.items() if stand.tokens[i].dep == "nsubj"}
        foes -= doers
        return foes.pop() if len(foes) == 1 else None

    def _ruling(self, stand: Stand, token: Token) -> str | None:
        """The one ruler of the sentence before, for "His forces": an army is no monitor's or doctor's."""
        if token.tag != "PRP$" or stand.tokens[token.head].text.lower() not in cue("troops"):
            return None
        known = set(self._last.known.values()) if self._last is not None else set()
        rulers = {one for one in known if self._made(one) == "person" and self._rules(one)}
        return rulers.pop() if len(rulers) == 1 else None

    def _made(self, actor: str) -> str:
        known = self._actors.made.get(actor)
        return "" if known is None else known.kind

    def _told_of(self, stand: Stand, token: Token, word: str) -> str | None:
        """The only person of the sentence before, for "He" that opens the next: "It mourned Omar. He …"."""
        last = self._last
        if last is None or token.dep not in _SUBJECTS or token.i > _OPENING:
            return None
        if last.line.sentence.kind != stand.line.sentence.kind:
            return None
        others = [
            e for e in last.line.sentence.entities if e.label == "PERSON" and e.last - 1 not in last.known
        ]
        people = {last.known[i] for i in last.known if self._fits(last, i, word)}
        return people.pop() if len(people) == 1 and not others else None

    def _before(self, stand: Stand, token: Token, word: str) -> str | None:
        """Whom the sentence before is about, for a pronoun in the main subject: "Its troops …"."""
        index = stand.line.index
        if not index or not _in_main_subject(stand, token) or token.tag != "PRP$":
            return None
        last = self._lines[index - 1]
        if last.sentence.kind != stand.line.sentence.kind:
            return None
        return only(last, self._actors, many=word == "they")

    def _above(self, stand: Stand, token: Token, word: str) -> str | None:
        """The actor of the nearest governing subject that fits; "" where another noun is in the way."""
        tokens, at = stand.tokens, token.i
        beside = _beside(stand, token)
        if beside is not None and beside in stand.known and self._fits(stand, beside, word):
            return stand.known[beside]
        if beside is not None and (beside not in stand.known or word in ("he", "she")):
            return ""
        while tokens[at].head != at:
            child, at = at, tokens[at].head
            for subject in self._subjects(stand, child, at):
                if _within(stand, token.i, subject.i):
                    continue
                if subject.i > token.i:
                    if (
                        token.tag == "PRP$"
                        and subject.i in stand.known
                        and self._fits(stand, subject.i, word)
                    ):
                        return stand.known[subject.i]
                    continue
                answer = self._answer(stand, subject, token, word)
                if answer is not None:
                    return answer
        return None

    def _subjects(self, stand: Stand, child: int, verb: int) -> Iterator[Token]:
        """The nouns that may govern what hangs on a verb: its object before an infinitive, its subject."""
        below = stand.tokens[child]
        if below.dep in _OPEN and below.pos in ("VERB", "AUX") and stand.subject(child) is None:
            found = stand.object(verb)
            if found is not None and found.i < child and below.dep == "xcomp":
                yield found
        found = stand.subject(verb)
        if found is not None and found.i != child:
            yield found
        if found is not None and found.i == child:
            yield from stand.opening(verb, child)

    def _answer(self, stand: Stand, subject: Token, token: Token, word: str) -> str | None:
        if subject.tag in ("PRP", "WP", "WDT"):
            same = _class(subject) == word
            return stand.known.get(subject.i, "") if same else None
        actor = stand.known.get(subject.i)
        if actor is None:
            other = word in ("he", "she") and subject.text.lower() in cue("another")
            return "" if other or _agrees(subject, word) else None
        if not self._fits(stand, subject.i, word):
            return "" if _agrees(subject, word) and word not in ("he", "she") else None
        if any(t.head == subject.i and t.dep == "conj" for t in stand.tokens) and word != "it":
            return ""
        if word == "they" and _is_shared(stand, subject.i, actor):
            return ""
        if (token.tag == "PRP" or word == "they") and self._rivals(stand, subject.i, token.i, word, actor):
            return ""
        return actor

    def _rivals(self, stand: Stand, first: int, last: int, word: str, actor: str) -> bool:
        """Whether another between subject and pronoun may be meant: "Kerry told Lavrov that he …"."""
        return any(
            first < i < last
            and other != actor
            and stand.tokens[i].dep in _RIVALS
            and self._fits(stand, i, word)
            for i, other in stand.known.items()
        )

    def _fits(self, stand: Stand, i: int, word: str) -> bool:
        token, actor = stand.tokens[i], stand.known[i]
        known = self._actors.made.get(actor)
        if known is None:
            return False
        plural = token.tag in ("NNS", "NNPS")
        if word in ("he", "she"):
            person = self._people.by_id.get(actor)
            gender = person.gender if person is not None else ""
            wanted = "m" if word == "he" else "f"
            return known.kind in ("person", "unnamed") and not plural and gender in ("", wanted)
        if word == "it":
            return known.kind not in _NO_BODY and token.tag != "NNS" and not self._actors.is_crowd(actor)
        many = token.tag == "NNS" or (token.tag in _PROPER and known.kind in ("armed_group", "military"))
        return known.kind in _CROWDED and many


def _means_nothing(stand: Stand, token: Token) -> bool:
    """Whether "it" only opens a clause: "it was unclear whether", "it is vital to"."""
    if token.tag != "PRP" or token.text.lower() != "it":
        return False
    return any(t.head == token.head and t.text.lower() in cue("opener") for t in stand.tokens[token.i :])


def _class(token: Token) -> str:
    low = token.text.lower()
    return next((word for word in ("he", "she", "it", "they") if low in cue(word)), "")


def _agrees(noun: Token, word: str) -> bool:
    """Whether a noun that is no actor of the cast may be what a pronoun means."""
    if word == "they":
        return noun.tag in ("NNS", "NNPS")
    return noun.tag in (("NN", "NNP") if word == "it" else ("NNP",))


def _beside(stand: Stand, token: Token) -> int | None:
    """What an owned noun is joined to, or whose: "the [army] and its men"; "[Kenya's] plea and its vow"."""
    owned = stand.tokens[token.head]
    if token.tag == "PRP$" and token.i and stand.tokens[token.i - 1].tag in _PROPER:
        return token.i - 1  # "Omar Nasri his wife": a comma is lost
    joined = token.i > 1 and stand.tokens[token.i - 1].pos == "CCONJ"
    if token.tag == "PRP$" and joined and owned.dep != "conj" and stand.tokens[token.i - 2].pos == "NOUN":
        return token.i - 2
    if token.tag == "PRP$" and owned.dep == "conj" and owned.head < token.i:
        owner = next((t.i for t in stand.tokens if t.head == owned.head and t.dep in _OWNING), None)
        if owner in stand.known and owned.head not in stand.known:
            return owner
    return owned.head if token.tag == "PRP$" and owned.dep == "conj" and owned.head < token.i else None


def _is_harmed(stand: Stand, token: Token) -> bool:
    """Whether what is theirs is destroyed or hit: then its owners are not those who do so."""
    at = stand.tokens[token.head]
    for _ in range(_DEEP):
        if token.tag != "PRP$" or at.dep not in ("pobj", "prep", "conj"):
            break
        at = stand.tokens[at.head]
    return token.tag == "PRP$" and at.dep == "dobj" and stand.tokens[at.head].lemma.lower() in cue("harm")


def _is_shared(stand: Stand, noun: int, actor: str) -> bool:
    """Whether a noun's adjectives name another owner too: "[Russian] and Syrian planes"."""
    left = (t.i for t in stand.tokens[:noun] if t.head == noun and t.dep in ("amod", "compound", "nmod"))
    return any(stand.known.get(i, actor) != actor for i in left)


def _counts(stand: Stand, noun: Token) -> bool:
    """Whether a noun only counts another: "scores of rebels", "the lives of several rebels"."""
    after = stand.tokens[noun.i + 1]
    return after.text.lower() == "of" and after.head == noun.i


def _in_main_subject(stand: Stand, token: Token) -> bool:
    at = token.i
    while stand.tokens[at].head != at:
        if stand.tokens[at].dep in _SUBJECTS:
            verb = stand.tokens[at].head
            return stand.tokens[verb].head == verb
        at = stand.tokens[at].head
    return False


def _within(stand: Stand, i: int, noun: int) -> bool:
    """Whether a token hangs below a noun."""
    at = i
    while stand.tokens[at].head != at:
        at = stand.tokens[at].head
        if at == noun:
            return True
    return False


def _by_line(lines: Sequence[Line], mentions: Sequence[ActorMention]) -> dict[int, list[ActorMention]]:
    found: dict[int, list[ActorMention]] = {}
    at = 0
    for mention in sorted(mentions, key=_start):
        while at < len(lines) and lines[at].sentence.end <= mention.span.start:
            at += 1
        if at < len(lines) and lines[at].sentence.start <= mention.span.start:
            found.setdefault(lines[at].index, []).append(mention)
    return found


def _known(line: Line, mentions: Sequence[ActorMention]) -> dict[int, str]:
    """The actor of each token, the shortest mention's first."""
    known: dict[int, str] = {}
    for mention in sorted(mentions, key=_length):
        for token in line.sentence.tokens:
            if mention.actor is not None and mention.span.start <= token.start < mention.span.end:
                known.setdefault(token.i, mention.actor)
    return known


def _start(mention: ActorMention) -> int:
    return mention.span.start


def _length(mention: ActorMention) -> int:
    return mention.span.end - mention.span.start
