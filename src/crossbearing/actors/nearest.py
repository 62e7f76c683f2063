"""Leads a pronoun back to the nearest one who fits it by number and kind, subjects first; else to nobody."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from crossbearing.actors.humans import human
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.people import People
from crossbearing.actors.resolve import Actors
from crossbearing.model import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "pobj", "dative", "iobj")
_LEFT = ("amod", "compound", "nmod", "det", "case", "punct", "nummod", "npadvmod", "quantmod")
"""Words in these places only colour the noun they hang on."""
_BODIES = frozenset(
    {"state", "government", "military", "armed_group", "intergovernmental", "ngo", "media", "other"}
)
_MANY = frozenset({"armed_group", "military", "civilians", "other"})
_QUOTES = '"“”'
_CLAUSE = 3
"""A clause without a subject of its own shares that of one so many clauses above at most."""
_QUOTED = 500
"""So many characters back a quotation may have begun."""


class Candidate(Struct):
    """A noun that a pronoun may mean; ``actor`` is None for somebody who is no one's actor."""

    i: int
    actor: str | None
    subject: bool


class Nearest:
    """Picks among the nouns of a sentence and of the one before."""

    def __init__(self, actors: Actors, people: People) -> None:
        self._actors = actors
        self._people = people

    def meant(
        self,
        word: str,
        token: Token,
        here: Line,
        known: Mapping[int, str],
        last: Line | None,
        before: Mapping[int, str],
    ) -> str | None:
        """The one whom a pronoun means, or None where two fit alike or nobody does.

        ``known`` and ``before`` give the actors of the tokens of its sentence and of the last one.
        """
        tokens = here.sentence.tokens
        barred = _barred(token, tokens)
        own = [
            c
            for c in self._candidates(word, here, known, token.i)
            if c.i not in barred
            and c.actor not in {known.get(i, "") for i in barred}
            and not _holds(tokens, c.i, token.i)
        ]
        if own and word == "it":
            return _only(own)
        if own:
            return _pick(own, token)
        if word != "it" and last is not None and last.sentence.kind == here.sentence.kind:
            older = self._candidates(word, last, before, len(last.sentence.tokens))
            others = {known.get(i, "") for i in barred}
            return _pick([c for c in older if c.actor not in others], token)
        return None

    def _candidates(self, word: str, line: Line, known: Mapping[int, str], end: int) -> Iterator[Candidate]:
        tokens = line.sentence.tokens
        for token in tokens[:end]:
            actor = known.get(token.i)
            if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                continue
            if token.dep in _LEFT and not (actor is not None and token.tag == "NNS"):
                continue  # but "the militants attempts", an apostrophe lost
            if actor is not None and is_tail(tokens, known, token):
                continue
            fits = self._fits(word, token, actor) if actor is not None else _may_be(word, token, line)
            if fits:
                suffers = actor is not None and self._actors.made[actor].kind == "civilians"
                yield Candidate(token.i, None if suffers else actor, token.dep in _SUBJECTS)
            elif word == "they" and actor is not None and self._actors.made[actor].kind in _MANY:
                yield Candidate(token.i, None, token.dep in _SUBJECTS)  # "the army … They" is as likely

    def _fits(self, word: str, token: Token, actor: str) -> bool:
        known = self._actors.made.get(actor)
        if known is None:
            return False
        named = human(token.text)
        plural = token.tag in ("NNS", "NNPS") or (named is not None and named.plural)
        if token.pos == "PRON":
            low = token.text.lower()
            return low in cue(word)
        if word in ("he", "she"):
            person = self._people.by_id.get(actor)
            gender = person.gender if person is not None else ""
            body = named is not None and named.kind == "body"
            kind = known.kind == "person" or (known.kind == "unnamed" and not body)
            return kind and not plural and gender in ("", "m" if word == "he" else "f")
        if word == "it":
            body = known.kind in _BODIES or (
                known.kind == "unnamed" and named is not None and named.kind == "body"
            )
            return body and not plural and not self._actors.is_crowd(actor)
        if known.kind == "unnamed":
            return plural
        return plural or (known.kind in _MANY and token.tag in ("NNP", "NNPS"))


def _barred(token: Token, tokens: Sequence[Token]) -> set[int]:
    """What an object cannot mean: its own verb's subject."""
    if token.tag != "PRP" or token.dep not in _OBJECTS:
        return set()
    verb = _verb(tokens, token.i)
    for _ in range(_CLAUSE):
        found = {t.i for t in tokens if t.head == verb and t.dep in _SUBJECTS}
        if found or tokens[verb].dep not in ("advcl", "xcomp", "conj", "pcomp"):
            return found
        verb = _verb(tokens, tokens[verb].head)
    return set()


def is_quoted(text: str, at: int) -> bool:
    """Whether an offset lies within a quotation, where "he" is not who speaks; lost marks hide it."""
    start = max(0, at - _QUOTED)
    last = max(text.rfind(mark, start, at) for mark in _QUOTES)
    if last < 0:
        return False
    spaced = last == 0 or text[last - 1].isspace() or text[last - 1] in ":(-"
    return text[last] != "”" and spaced and not text[last + 1 : last + 2].isspace()


def _only(found: Sequence[Candidate]) -> str | None:
    actors = {c.actor for c in found}
    return actors.pop() if len(actors) == 1 else None


def _pick(found: Sequence[Candidate], token: Token) -> str | None:
    """The only one; else the only subject, for what is itself a subject's or an owner's."""
    actors = {c.actor for c in found}
    if len(actors) == 1:
        return found[0].actor
    subjects = {c.actor for c in found if c.subject}
    if len(subjects) == 1 and token.dep in (*_SUBJECTS, "poss"):
        return subjects.pop()
    return None


def _may_be(word: str, token: Token, line: Line) -> bool:
    """Whether a noun that stands for no actor may be what a pronoun means."""
    named = human(token.text)
    plural = token.tag in ("NNS", "NNPS") or (named is not None and named.plural)
    if word in ("he", "she"):
        person = any(e.label == "PERSON" and e.first <= token.i < e.last for e in line.sentence.entities)
        return person or (named is not None and named.kind in ("role", "folk") and not plural)
    if word == "it":
        return token.pos in ("NOUN", "PROPN") and not plural
    if token.text.lower() in ("people", "others", "many", "some") or (
        token.pos == "NUM" and token.dep in _SUBJECTS
    ):
        return True
    return named is not None and plural


def is_tail(tokens: Sequence[Token], known: Mapping[int, str], token: Token) -> bool:
    """Whether a word stands in a name below another of its words, which counts for both."""
    return (
        token.head != token.i
        and known.get(token.head) == known[token.i]
        and token.dep not in (*_SUBJECTS, *_OBJECTS)
    )


def _holds(tokens: Sequence[Token], noun: int, i: int) -> bool:
    """Whether a token hangs below a noun, outside any clause: "the [army and its men]"."""
    at = i
    while tokens[at].head != at:
        at = tokens[at].head
        if at == noun:
            return True
        if tokens[at].pos in ("VERB", "AUX"):
            return False
    return False


def _verb(tokens: Sequence[Token], i: int) -> int:
    at = i
    while tokens[at].head != at and tokens[at].pos not in ("VERB", "AUX"):
        at = tokens[at].head
    return at
