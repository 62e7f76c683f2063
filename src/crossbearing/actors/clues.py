"""What speaks for and against each one whom a pronoun may mean, as words that weights are learnt for."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from crossbearing.actors.humans import human
from crossbearing.actors.lists import cue
from crossbearing.actors.naming import PLACES
from crossbearing.actors.stands import (
    SUBJECTS,
    Stand,
    is_harmed,
    is_within,
    means_nothing,
)
from crossbearing.model import Token

_OBJECTS = ("dobj", "dative", "iobj")
_SAYING = frozenset({"say", "tell", "report", "add", "state", "announce", "claim", "warn", "note", "confirm"})
_SAYS_NOTHING = frozenset({"be", "seem", "appear", "take", "remain", "happen", "become"})
_TAIL = 2
"""So many words at most stand behind a verb that closes speech: "he told reporters", "it said Monday"."""
_SPEECH = 4
"""What was said has so many words at least."""
_OPENING = 3
"""A pronoun among a sentence's first words opens it."""


_NEAR = 2
"""Nouns and verbs tell of one met in this sentence or the one before."""


class Trace(Struct):
    """One who was met in a report so far, as last named there: the line, the token, its place in the parse.

    ``here`` are the tokens of the line ``line`` that named the actor, ``word`` the pronoun's class if it was
    one, ``times`` how often the actor was met; ``called`` are the nouns that it was called by, ``side`` is
    its side in the lists; ``tells`` is whether it was last the subject of a verb of saying.
    """

    actor: str
    kind: str
    gender: str
    crowd: bool
    line: int = -1
    i: int = -1
    dep: str = ""
    plural: bool = False
    word: str = ""
    times: int = 0
    here: list[int] = []
    called: set[str] = set()
    side: str = ""
    tells: bool = False


class Case(Struct):
    """A pronoun to be led back: its class, its token, and what is told of its place once for all."""

    stand: Stand
    token: Token
    word: str
    place: str
    quoted: bool
    governing: list[int]
    joined: int | None
    ruled: str | None
    rule: str
    said: str | None
    says: bool
    suffers: bool = False
    closes: bool = False
    body: str | None = None


def is_saying(stand: Stand, token: Token) -> bool:
    """Whether a word is the subject of a verb of saying."""
    return token.dep in SUBJECTS and stand.tokens[token.head].lemma.lower() in _SAYING


def closes_speech(stand: Stand, token: Token) -> bool:
    """Whether a pronoun and its verb of saying end what was said: "The hill has fallen it added"."""
    if not is_saying(stand, token) or token.i < _SPEECH:
        return False
    if stand.tokens[token.i - 1].pos in ("CCONJ", "SCONJ") or stand.tokens[token.i - 1].text == ",":
        return False
    after = stand.tokens[max(token.i, stand.tokens[token.head].i) + 1 :]
    said = [t for t in after if t.pos not in ("PUNCT", "SPACE")]
    return len(said) <= _TAIL and all(t.pos in ("PROPN", "NOUN", "ADP") for t in said)


def place_of(token: Token) -> str:
    """A token's place in its sentence, coarse: subject, object, owner or another."""
    if token.dep in SUBJECTS:
        return "subject"
    if token.dep in _OBJECTS:
        return "object"
    if token.dep == "pobj":
        return "pobj"
    return "owner" if token.dep == "poss" else "other"


def fits(trace: Trace, word: str) -> bool:
    """Whether somebody may be called by a pronoun at all."""
    if word in ("he", "she"):
        same = trace.gender in ("", "m" if word == "he" else "f")
        return trace.kind in ("person", "unnamed") and not trace.plural and same
    if word == "it":
        return trace.kind != "person" and not trace.crowd and not (trace.plural and trace.kind == "unnamed")
    return trace.kind != "person" and (trace.kind != "unnamed" or trace.plural)


def none_clues(case: Case, options: Sequence[Trace]) -> Iterator[str]:
    """What speaks for nobody of the cast being meant."""
    word, token, tokens = case.word, case.token, case.stand.tokens
    yield f"none {word}"
    yield f"none {word} {case.place}"
    if case.quoted:
        yield f"none {word} quoted"
    if case.says:
        yield f"none {word} says"
    if case.rule:
        yield f"none {word} {case.rule}" if case.ruled is None else "none ruled"
    near = sum(1 for one in options if one.line == case.stand.line.index)
    yield f"none {word} near {min(near, 3)}"
    others = [t for t in tokens[: token.i] if t.i not in case.stand.known and _may_be(word, t, case.stand)]
    yield f"none {word} others {min(len(others), 3)}"
    if any(t.dep in SUBJECTS for t in others):
        yield f"none {word} other subject"
    if case.governing and case.governing[0] not in case.stand.known:
        subject = tokens[case.governing[0]]
        if subject.pos in ("NOUN", "PROPN") and _may_be(word, subject, case.stand):
            yield f"none {word} governed"
    if case.joined is not None and case.joined not in case.stand.known:
        yield f"none {word} beside"
    if word == "it" and means_nothing(case.stand, token):
        yield "none empty"
    if word == "it" and any(
        e.label in PLACES and e.last <= token.i for e in case.stand.line.sentence.entities
    ):
        yield f"none it place {case.place}"
    if word == "it" and token.tag == "PRP" and tokens[token.head].lemma.lower() in _SAYS_NOTHING:
        yield "none is"
    if token.tag == "PRP$":
        low = tokens[token.head].text.lower()
        if low in cue("town_own") or low in cue("site") or low in cue("spatial"):
            yield f"none {word} site"
        if low in cue("troops") | cue("men") | cue("arms") | cue("deed"):
            yield f"none {word} men"
        elif human(low) is None:
            yield f"none {word} thing"
    if token.i < _OPENING:
        yield f"none {word} opens"
    yield f"none {word} {_does(case)}"


def clues(case: Case, one: Trace, rank: int, alone: bool) -> Iterator[str]:
    """What speaks for one being meant; ``rank`` counts those who fit and were met later.

    ``alone`` says that nobody else of its sentence fits.
    """
    word, place, here = case.word, case.place, case.stand.line.index
    if one.line < 0:
        yield from ("later", f"later {word}")
        return
    away = min(here - one.line, 3)
    kind = "crowd" if one.crowd else one.kind
    yield f"kind {word} {kind}"
    yield f"away {word} {away}"
    yield f"rank {word} {min(rank, 3)}"
    yield f"rank {rank if rank < 2 else 2} away {min(away, 2)}"
    yield f"dep {one.dep} {min(away, 1)}"
    yield f"places {place} {one.dep} {min(away, 1)}"
    if alone:
        yield f"alone {word} {min(away, 2)}"
        if one.dep == "subject":
            yield f"alone subject {word} {min(away, 1)}"
    else:
        yield f"rivals {one.dep} {min(away, 1)}"
    yield f"times {min(one.times, 4)}"
    if one.plural:
        yield f"plural {word}"
    if one.word:
        yield f"chain {word} {'same' if one.word == word else 'other'} {min(away, 1)}"
    if word in ("he", "she") and one.gender:
        yield "gender"
    if away == 0:
        yield from _within(case, one)
    if away < _NEAR:
        yield f"{kind} {_does(case)}"
    yield from _spoken(case, one, kind, away)
    if case.suffers:
        yield from _struck(case, one, kind, away)
    if case.token.tag == "PRP$":
        yield f"owns {kind}"
    if case.ruled == one.actor:
        yield "ruled"
        yield f"ruled {case.rule}"
        yield f"ruled {case.rule} {word}"
    if case.token.i < _OPENING and away == 1:
        ruled = "ruled" if case.ruled == one.actor else "other"
        yield from (f"opens {word} {one.dep}", f"opens {case.place} {ruled}")


def _does(case: Case) -> str:
    """What a pronoun owns, does or suffers: "its [base]" → "of base", "they [left]" → "does leave"."""
    token, head = case.token, case.stand.tokens[case.token.head].lemma.lower()
    if token.tag == "PRP$":
        return f"of {head}"
    if token.dep in SUBJECTS:
        return f"{'does' if token.dep == 'nsubj' else 'gets'} {head}"
    return f"to {head}"


def _spoken(case: Case, one: Trace, kind: str, away: int) -> Iterator[str]:
    """Whether one spoke last, or is whom the last speaker speaks for."""
    word, last = case.word, "last" if one.actor == case.said else "other"
    if one.actor == case.said:
        yield f"spoke {word} {'quoted' if case.quoted else 'plain'} {min(away, 2)}"
    if case.says:
        yield from (f"says {word} {kind}", f"says {last}")
        yield f"says {'again' if one.tells else 'first'} {min(away, 2)}"
    if one.actor == case.body:
        yield from ("body", f"body {word} {min(away, 1)}")
    if case.closes:
        yield f"closes {'within' if away == 0 else 'before'} {last}"


def _struck(case: Case, one: Trace, kind: str, away: int) -> Iterator[str]:
    """Whether one strikes or is struck, where what a pronoun means is struck: "raids on their camps"."""
    doer = away == 0 and any(i in one.here for i in case.governing)
    yield f"suffers {case.word} {'doer' if doer else one.dep} {min(away, 1)}"
    yield f"suffers {'doer' if doer else 'other'}"
    yield f"suffers {'doer' if doer else 'other'} {kind}"
    if not doer and case.governing:
        yield f"suffers struck {one.dep}"


def _within(case: Case, one: Trace) -> Iterator[str]:
    """What the parse of their own sentence tells."""
    word, tokens = case.word, case.stand.tokens
    at = next((n for n, i in enumerate(case.governing) if i in one.here), None)
    if at is not None:
        yield f"governs {word} {min(at, 2)}"
        yield f"governs {case.place} {min(at, 2)}"
        if case.place == "subject":
            yield f"governs clause {tokens[case.token.head].dep} {min(at, 1)}"
        if one.plural and word == "they":
            yield f"governs many {min(at, 1)}"
        if case.ruled == one.actor:
            yield f"governs ruled {word}"
    if case.joined is not None and case.joined in one.here:
        yield f"beside {word}"
    head = case.token.head
    if case.place in ("object", "pobj") and any(tokens[i].head == head for i in one.here):
        yield "same verb"
    elif any(is_within(case.stand, case.token.i, i) for i in one.here):
        yield "holds"
    if is_harmed(case.stand, case.token) and at is not None:
        yield "harmed"
    gap = case.token.i - one.i
    yield f"gap {min(gap // 5, 4)}"


def _may_be(word: str, token: Token, stand: Stand) -> bool:
    """Whether a noun that stands for no actor may be what a pronoun means."""
    if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "amod", "nmod", "npadvmod"):
        return False
    named = human(token.text)
    plural = token.tag in ("NNS", "NNPS") or (named is not None and named.plural)
    if word in ("he", "she"):
        person = any(
            e.label == "PERSON" and e.first <= token.i < e.last for e in stand.line.sentence.entities
        )
        return person or (named is not None and named.kind in ("role", "folk") and not plural)
    return plural if word == "they" else not plural
