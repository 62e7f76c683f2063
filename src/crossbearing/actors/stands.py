"""A sentence with the actor that each of its tokens stands for, and how a pronoun hangs in its parse."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.model import ActorMention, Token

SUBJECTS = ("nsubj", "nsubjpass")
_PROPER = ("NNP", "NNPS")
_OWNING = ("poss", "nmod", "compound")
CLASSES = ("he", "she", "it", "they")
_RISES = 6
"""So many verbs above a pronoun may have the subject that governs it."""
_DEEP = 4
"""A noun below an object by so many steps: "destroyed tens of | their vehicles"."""
_UPON = ("on", "upon", "against", "at")
_BLOWS = frozenset({"loss", "blow", "inflict", "damage", "strike", "war", "fight"})
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
        own = next((t for t in self.tokens if t.head == verb and t.dep in SUBJECTS and t.i != verb), None)
        if own is not None and own.tag in ("WP", "WDT") and self.tokens[verb].dep == "relcl":
            return self.tokens[self.tokens[verb].head]
        return own if own is not None else self._left(verb) or self._telling(verb)

    def opening(self, verb: int, subject: int) -> Iterator[Token]:
        """The subject of the clause that opens a sentence: "Before the [army] left, it …"."""
        for clause in self.tokens[:subject]:
            if clause.head == verb and clause.dep == "advcl":
                found = self.subject(clause.i)
                if found is not None and found.i < clause.i:
                    yield found

    def _telling(self, verb: int) -> Token | None:
        """Who does what a participle tells: "quoted [Kenya] as saying", "with [Kenya] saying"."""
        token = self.tokens[verb]
        above = self.tokens[token.head]
        if token.tag != "VBG":
            return None
        if token.dep == "acl":
            return above if above.i in self.known else None
        if token.dep != "pcomp" or above.text.lower() != "as":
            return None
        found = self.object(above.head)
        return found if found is not None and found.i in self.known else None

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


def means_nothing(stand: Stand, token: Token) -> bool:
    """Whether "it" only opens a clause: "it is vital to", "it was said the town fell"."""
    if token.tag != "PRP" or token.text.lower() != "it":
        return False
    if token.dep == "nsubjpass" and any(t.head == token.head and t.dep == "ccomp" for t in stand.tokens):
        return True
    return any(t.head == token.head and t.text.lower() in cue("opener") for t in stand.tokens[token.i :])


def word_class(token: Token) -> str:
    """The pronoun that a form belongs to: "his" → "he"; "" for "we"."""
    low = token.text.lower()
    return next((word for word in CLASSES if low in cue(word)), "")


def is_third(word: str) -> bool:
    """Whether a word is a pronoun that leads back to somebody named: "its", not "we" or "who"."""
    return any(word.lower() in cue(one) for one in CLASSES)


def agrees(noun: Token, word: str) -> bool:
    """Whether a noun that is no actor of the cast may be what a pronoun means."""
    if word == "they":
        return noun.tag in ("NNS", "NNPS")
    return noun.tag in (("NN", "NNP") if word == "it" else ("NNP",))


def alike(stand: Stand, token: Token, word: str) -> str | None:
    """Whom the same pronoun means before it in its sentence: "told them that they …"."""
    before = stand.tokens[: token.i]
    alike = [
        stand.known[t.i]
        for t in before
        if t.tag in ("PRP", "PRP$") and t.i in stand.known and word_class(t) == word
    ]
    return alike[-1] if len(set(alike)) == 1 else None


def beside(stand: Stand, token: Token) -> int | None:
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


def is_harmed(stand: Stand, token: Token) -> bool:
    """Whether what is theirs is destroyed or hit: then its owners are not those who do so."""
    at = stand.tokens[token.head]
    for _ in range(_DEEP):
        if token.tag != "PRP$" or at.dep not in ("pobj", "prep", "conj"):
            break
        at = stand.tokens[at.head]
    return token.tag == "PRP$" and at.dep == "dobj" and stand.tokens[at.head].lemma.lower() in cue("harm")


def suffers(stand: Stand, token: Token) -> bool:
    """Whether a pronoun, or what is theirs, is what is struck: "raids on their camps", "foiling it"."""
    at = stand.tokens[token.head] if token.tag == "PRP$" else token
    for _ in range(_DEEP):
        above = stand.tokens[at.head]
        if at.dep == "dobj":
            return above.lemma.lower() in cue("harm") | cue("hinder")
        if at.dep == "pobj" and above.text.lower() in _UPON:
            return _is_blow(stand.tokens[above.head])
        if at.dep not in ("pobj", "prep", "conj"):
            return False
        at = above
    return False


def _is_blow(token: Token) -> bool:
    return token.text.lower() in cue("attack") or token.lemma.lower() in cue("harm") | cue("hinder") | _BLOWS


def is_barred(stand: Stand, token: Token, here: Sequence[int]) -> bool:
    """Whether one is the subject of the verb whose object a pronoun is: "the [army] called it a raid"."""
    if token.tag != "PRP" or token.dep not in _OBJECTS or token.text.lower().endswith(("self", "selves")):
        return False
    above = governing(stand, token)
    return bool(above) and above[0] in here


def is_shared(stand: Stand, noun: int, actor: str) -> bool:
    """Whether a noun's adjectives name another owner too: "[Russian] and Syrian planes"."""
    left = (t.i for t in stand.tokens[:noun] if t.head == noun and t.dep in ("amod", "compound", "nmod"))
    return any(stand.known.get(i, actor) != actor for i in left)


def has_two_owners(stand: Stand, noun: int) -> bool:
    """Whether two adjectives in one say whose a noun is: "Kenyan and Ugandan jets"."""
    tokens = stand.tokens
    return any(
        t.dep == "conj"
        and t.text[0].isupper()
        and tokens[t.head].head == noun
        and tokens[t.head].dep in ("amod", "compound", "nmod")
        for t in tokens[:noun]
    )


def governing(stand: Stand, token: Token) -> list[int]:
    """The subjects of the verbs above a token, the nearest first."""
    tokens, at, found = stand.tokens, token.i, []
    for _ in range(_RISES):
        if tokens[at].head == at:
            break
        at = tokens[at].head
        subject = stand.subject(at)
        if subject is not None and subject.i != token.i and not is_within(stand, token.i, subject.i):
            found.append(subject.i)
    return found


def is_open(stand: Stand, token: Token, word: str, actor: str) -> bool:
    """Whether nobody is meant though one fits: what is two's at once, or a town's.

    "Kenyan and Ugandan jets stepped up [their] raids"; "the town is held by Daesh, and [its] market is shut".
    """
    above = governing(stand, token)[:1]
    if word == "they":
        return any(stand.known.get(i) == actor and has_two_owners(stand, i) for i in above)
    low = stand.tokens[above[0]].text.lower() if above and token.tag == "PRP$" and word == "it" else ""
    return low in cue("site") and above[0] not in stand.known and beside(stand, token) not in stand.known


def owned_noun(stand: Stand, token: Token) -> Token:
    """What a pronoun owns; the group itself where its apostrophe is lost: "his groups | office"."""
    after = stand.tokens[min(token.i + 1, len(stand.tokens) - 1)]
    lost = after.text.lower()[:-1] in cue("owner_body") and after.text.endswith("s")
    return after if lost else stand.tokens[token.head]


def is_plain(stand: Stand, token: Token) -> bool:
    """Whether no name colours what is owned: "its popular allies", not "its Kenyan allies"."""
    return not any(t.text[0].isupper() for t in stand.tokens[token.i + 1 : token.head])


def only_counts(stand: Stand, noun: Token) -> bool:
    """Whether a noun only counts another: "scores of rebels", "the lives of several rebels"."""
    after = stand.tokens[noun.i + 1]
    return after.text.lower() == "of" and after.head == noun.i


def in_main_subject(stand: Stand, token: Token) -> bool:
    """Whether a word stands in the subject of its sentence's main verb."""
    at = token.i
    while stand.tokens[at].head != at:
        if stand.tokens[at].dep in SUBJECTS:
            verb = stand.tokens[at].head
            return stand.tokens[verb].head == verb
        at = stand.tokens[at].head
    return False


def in_clause_of(stand: Stand, i: int, noun: int) -> bool:
    """Whether a token stands in a noun's relative clause: "Omar whom [he] described"."""
    at = i
    while stand.tokens[at].head != at:
        if stand.tokens[at].head == noun:
            return stand.tokens[at].dep == "relcl"
        at = stand.tokens[at].head
    return False


def is_within(stand: Stand, i: int, noun: int) -> bool:
    """Whether a token hangs below a noun."""
    at = i
    while stand.tokens[at].head != at:
        at = stand.tokens[at].head
        if at == noun:
            return True
    return False


def by_line(lines: Sequence[Line], mentions: Sequence[ActorMention]) -> dict[int, list[ActorMention]]:
    """Mentions by the index of their line."""
    found: dict[int, list[ActorMention]] = {}
    at = 0
    for mention in sorted(mentions, key=_start):
        while at < len(lines) and lines[at].sentence.end <= mention.span.start:
            at += 1
        if at < len(lines) and lines[at].sentence.start <= mention.span.start:
            found.setdefault(lines[at].index, []).append(mention)
    return found


def known_tokens(line: Line, mentions: Sequence[ActorMention]) -> dict[int, str]:
    """The actor of each token, the shortest mention's first."""
    known: dict[int, str] = {}
    for mention in sorted(mentions, key=_length):
        actor, start, end = mention.actor, mention.span.start, mention.span.end
        if actor is not None:
            for token in line.sentence.tokens:
                if start <= token.start < end:
                    known.setdefault(token.i, actor)
    return known


def _start(mention: ActorMention) -> int:
    return mention.span.start


def _length(mention: ActorMention) -> int:
    return mention.span.end - mention.span.start
