"""Leads "he", "its" and "the group" back to whom they mean, in their own sentence or those before."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from crossbearing.actors.back import is_official_agency
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.meant import Noun, described
from crossbearing.actors.nearest import Nearest, is_quoted, is_tail
from crossbearing.actors.people import People
from crossbearing.actors.pronouns import only
from crossbearing.actors.ranker import Ranker
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.speakers import Turns
from crossbearing.actors.stands import (
    SUBJECTS,
    Stand,
    agrees,
    alike,
    beside,
    by_line,
    in_clause_of,
    in_main_subject,
    is_harmed,
    is_open,
    is_plain,
    is_shared,
    is_third,
    is_within,
    known_tokens,
    means_nothing,
    only_counts,
    owned_noun,
    word_class,
)
from crossbearing.model import ActorMention, Span, Token

_OPEN = ("xcomp", "ccomp", "advcl", "pcomp", "acl")
"""A verb without a subject of its own takes its head's object or subject for one, in these places."""
_PROPER = ("NNP", "NNPS")
_CROWDED = frozenset({"armed_group", "military", "civilians", "other", "government", "unnamed", "ngo"})
"""Kinds that "they" may mean."""
_NO_BODY = frozenset({"person", "unnamed", "civilians"})
_RIVALS = ("dobj", "pobj", "iobj", "dative", "conj", "appos", *SUBJECTS)
_MEN = frozenset({"forces", "fighters", "troops", "militants", "men", "ranks"})
"""An armed group's own people, who act for it: "ISIS gathered its fighters"."""
_FRIENDS = ("allies", "loyalists")
_BODIES = frozenset({"armed_group", "ngo", "other"})
"""What "his group" may be of whom it names as its own."""
_LOOSE = frozenset({"group", "organisation", "organization"})
"""Nouns for any body, so that "the group added" is whoever spoke before."""
_OPENING = 2
"""So many words may stand before a "He" that opens its sentence: "But now he"."""


class Inside:
    """Resolves the pronouns that no source has, each by the subject above it in the parse."""

    def __init__(self, lines: Sequence[Line], actors: Actors, people: People, turns: Turns) -> None:
        self._lines = lines
        self._actors = actors
        self._people = people
        self._turns = turns
        self._last: Stand | None = None
        self._blocked = False
        self._speaking: set[int] = set()
        self._nearest = Nearest(actors, people)
        self._ranker = Ranker(actors, people)

    def resolve(
        self, mentions: Sequence[ActorMention], sources: Collection[Span], opened: Collection[Span]
    ) -> Iterator[ActorMention]:
        """The pronouns with the one actor that each can mean; without where ``mentions`` has it otherwise.

        ``sources`` are those spans that speak, ``opened`` the pronouns that open a sentence and were read so.
        """
        ruled = {m.span: m.actor for m in mentions if m.form == "pronoun" and is_third(m.span.exact)}
        lined = by_line(self._lines, [m for m in mentions if m.span not in ruled])
        self._speaking = speaking = {span.start for span in sources}
        for line in self._lines:
            owners = {t.i for t in line.sentence.tokens if t.tag == "PRP$" and word_class(t)}
            known = known_tokens(line, lined.get(line.index, []))
            stand = Stand(line, {i: actor for i, actor in known.items() if i not in owners})
            fixed = dict(stand.known)
            nouns = [noun for token in line.sentence.tokens if (noun := described(stand, token)) is not None]
            opening, heads = {noun.first: noun for noun in nouns}, {noun.token.i: noun.head for noun in nouns}
            for token in line.sentence.tokens:
                if token.i in opening:
                    yield from self._definite(stand, opening[token.i], fixed, lined.get(line.index, []))
                if token.i in fixed:
                    if not is_tail(stand.tokens, fixed, token):
                        self._ranker.meet(stand, token, fixed[token.i])
                    if token.pos == "NOUN":
                        self._ranker.call(fixed[token.i], heads.get(token.i, token.text.lower()))
                    if token.start in speaking:
                        self._ranker.speak(fixed[token.i])
                    continue
                if token.tag not in ("PRP", "PRP$"):
                    continue
                yield from self._pronoun(stand, token, ruled, opened, token.start in speaking)
            self._last = stand

    def _definite(
        self, stand: Stand, noun: Noun, fixed: dict[int, str], mentions: Sequence[ActorMention]
    ) -> Iterator[ActorMention]:
        """Whom a definite description means, where that is another than the rules take for it."""
        start, end = stand.tokens[noun.first].start, noun.token.end
        own = [m.span for m in mentions if start <= m.span.start < end <= m.span.end]
        own = [span for span in own if not noun.lost or span.end == end]  # not "the groups spokesman"
        ruled = fixed.get(noun.token.i)
        actor = self._ranker.named_so(noun) or self._ranker.mean(stand, noun, ruled)
        actor = actor or self._speaker(stand, noun, ruled)
        if actor == ruled or is_official_agency(noun.head, noun.adjectives):
            return
        for i in range(noun.first, noun.token.i + 1):
            fixed.pop(i, None)
            stand.known.pop(i, None)
        if actor is not None:
            fixed[noun.token.i] = stand.known[noun.token.i] = actor
        text, at = stand.line.sentence.text, stand.line.sentence.start
        for span in {Span(start, end, text[start - at : end - at]), *own}:
            yield ActorMention(span, actor, "role")

    def _speaker(self, stand: Stand, noun: Noun, ruled: str | None) -> str | None:
        """Who speaks where no name is likely enough: whoever "adds" to his own words, or the one unnamed."""
        if stand.tokens[noun.first].start not in self._speaking:
            return None
        said, verb = self._ranker.said, stand.tokens[noun.token.head].lemma.lower()
        if verb == "add" and said is not None and noun.head in _LOOSE and self._made(said) in _BODIES:
            return said
        return ruled if ruled is not None and self._made(ruled) == "unnamed" else None

    def _pronoun(
        self,
        stand: Stand,
        token: Token,
        ruled: Mapping[Span, str | None],
        opened: Collection[Span],
        speaks: bool,
    ) -> Iterator[ActorMention]:
        span = Span(token.start, token.end, token.text)
        word = word_class(token) if not means_nothing(stand, token) else ""
        if span in ruled:
            meant, rule = ruled[span], "opened" if span in opened else "said"
        else:
            meant, rule = self._by_rule(stand, token, word)
        word = word or word_class(token)
        actor = self._ranker.choose(stand, token, word, meant, rule) if word else meant
        if actor is not None and is_open(stand, token, word, actor):
            actor = None
        if actor is not None:
            stand.known[token.i] = actor
            self._ranker.meet(stand, token, actor, word)
            if speaks:
                self._ranker.speak(actor)
            yield ActorMention(span, actor, "pronoun")
            yield from self._owned(stand, token, actor)
        elif span in ruled:
            yield ActorMention(span, None, "pronoun")

    def _by_rule(self, stand: Stand, token: Token, word: str) -> tuple[str | None, str]:
        """Whom the rules lead a pronoun back to, and which rule did."""
        apt = token.tag == "PRP$" or token.dep in SUBJECTS
        self._blocked = False
        actor = self._one(stand, token, word) if word and apt else None
        if actor is not None:
            return actor, "parse"
        if word and beside(stand, token) is None:
            actor = alike(stand, token, word)
        if actor is not None:
            return actor, "alike"
        if word and not self._blocked:
            actor = self._next(stand, token, word)
        return actor, "nearest" if actor is not None else "blocked" if self._blocked else "none"

    def _next(self, stand: Stand, token: Token, word: str) -> str | None:
        """The nearest who fits, where the parse alone does not tell."""
        last, before = (self._last.line, self._last.known) if self._last is not None else (None, {})
        return self._nearest.meant(word, token, stand.line, stand.known, last, before)

    def _owned(self, stand: Stand, token: Token, actor: str) -> Iterator[ActorMention]:
        """A ruler's own, "his troops"; and those who fight beside an army, "and its allies"."""
        noun = owned_noun(stand, token)
        country, low = self._actors.country(actor), noun.text.lower()
        if token.tag != "PRP$" or self._made(stand.known.get(noun.i, "")) not in ("", "unnamed"):
            return
        owned, known = None, self._actors.made[actor]
        kind = known.kind
        if kind == "person" and low.rstrip("s") in cue("meant_group") | cue("meant_union"):
            body = self._actors.made.get(known.member_of or "")
            owned = body.id if body is not None and body.kind in _BODIES else None
        elif low in self._men(actor):
            owned = actor
        elif country is None:
            return
        elif low in cue("troops") and self._rules(actor):
            owned = registry().compose(country, "forces")
        elif low in _FRIENDS and is_plain(stand, token) and registry().key_of(actor) == "forces":
            owned = registry().compose(country, "pro_forces")
        if owned is not None and self._actors.know(owned) is not None:
            text = stand.line.sentence.text
            at = stand.line.sentence.start
            span = Span(token.start, noun.end, text[token.start - at : noun.end - at])
            stand.known[noun.i] = owned
            yield ActorMention(span, owned, "role")

    def _men(self, actor: str) -> frozenset[str]:
        """Nouns for an armed body's own men: an army's soldiers, a known group's fighters."""
        kind = self._made(actor)
        group = kind == "armed_group" and actor in registry().listed
        return _MEN if group else cue("troops") if kind == "military" else frozenset()

    def _rules(self, actor: str) -> bool:
        """Whether an actor is a state, a government, or the one who heads it."""
        known = self._actors.made.get(actor)
        row = registry().people.get(actor)
        if known is None:
            return False
        return known.kind in ("state", "government") or (row is not None and "president" in row.titles)

    def _one(self, stand: Stand, token: Token, word: str) -> str | None:
        if word == "they" and is_harmed(stand, token):
            self._blocked = True
            return self._foe(stand, token)
        found = self._above(stand, token, word)
        if found is not None:
            self._blocked = not found
            return found or None
        before = [i for i in stand.known if i < token.i and self._fits(stand, i, word)]
        if before:
            actors = {stand.known[i] for i in before}
            sure = word in ("he", "she") or (word == "they" and self._alone(stand, token, before))
            return actors.pop() if len(actors) == 1 and sure else None
        if word in ("he", "she") and is_quoted(self._actors.report.text, token.start):
            return None
        if word in ("he", "she"):
            meant = self._ruling(stand, token) or self._turns.meant(word, stand.line.index, token.start)
            return meant or self._told_of(stand, token, word)
        return self._before(stand, token, word)

    def _alone(self, stand: Stand, token: Token, fitting: Sequence[int]) -> bool:
        """Whether no other noun of many stands before "their", and who fits is no mere victim."""
        inner = token.tag == "PRP$" or stand.tokens[token.head].dep == "relcl"
        if not inner or any(stand.tokens[i].dep in SUBJECTS for i in fitting):
            return False
        others = (t for t in stand.tokens[: token.i] if t.tag in ("NNS", "NNPS") and t.i not in stand.known)
        return not any(t.dep in ("dobj", "conj", *SUBJECTS) and not only_counts(stand, t) for t in others)

    def _foe(self, stand: Stand, token: Token) -> str | None:
        """The only crowd before what is hit, but for who hits it: "fought rebels and burned their cars"."""
        foes = {
            actor
            for i, actor in stand.known.items()
            if i < token.i and stand.tokens[i].dep not in SUBJECTS and self._fits(stand, i, "they")
        }
        subjects = [t.i for t in stand.tokens if t.dep == "nsubj"]
        doers = {
            a
            for i, a in stand.known.items()
            if i in subjects or any(is_within(stand, i, s) for s in subjects)
        }
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
        if last is None or token.dep not in SUBJECTS or token.i > _OPENING:
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
        if not index or not in_main_subject(stand, token) or token.tag != "PRP$":
            return None
        last = self._lines[index - 1]
        if last.sentence.kind != stand.line.sentence.kind:
            return None
        return only(last, self._actors, many=word == "they")

    def _above(self, stand: Stand, token: Token, word: str) -> str | None:
        """The actor of the nearest governing subject that fits; "" where another noun is in the way."""
        tokens, at = stand.tokens, token.i
        joined = beside(stand, token)
        if joined is not None and joined in stand.known and self._fits(stand, joined, word):
            return stand.known[joined]
        if joined is not None and (joined not in stand.known or word in ("he", "she")):
            return ""
        while tokens[at].head != at:
            child, at = at, tokens[at].head
            for subject in self._subjects(stand, child, at):
                if is_within(stand, token.i, subject.i):
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
            if (
                word == "it"
                and subject.i not in stand.known
                and stand.tokens[subject.head].lemma.lower() == "be"
            ):
                return None  # "had it not been for its war"
            same = word_class(subject) == word
            return stand.known.get(subject.i, "") if same else None
        actor = stand.known.get(subject.i)
        if actor is None:
            other = word in ("he", "she") and subject.text.lower() in cue("another")
            return "" if other or agrees(subject, word) else None
        if not self._fits(stand, subject.i, word):
            other = agrees(subject, word) and word not in ("he", "she") and self._made(actor) != "media"
            return "" if other else None
        if any(t.head == subject.i and t.dep == "conj" for t in stand.tokens) and word != "it":
            return ""
        if word == "they" and is_shared(stand, subject.i, actor):
            return ""
        places = _RIVALS if token.tag == "PRP" or word == "they" else SUBJECTS
        if self._rivals(stand, subject.i, token.i, word, actor, places):
            return ""
        return actor

    def _rivals(
        self, stand: Stand, first: int, last: int, word: str, actor: str, places: Sequence[str]
    ) -> bool:
        """Whether another between subject and pronoun may be meant: "Kerry told Lavrov that he …"."""
        return any(
            first < i < last
            and other != actor
            and stand.tokens[i].dep in places
            and not in_clause_of(stand, last, i)
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
