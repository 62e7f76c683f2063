"""Leads "it" and "they" at a sentence's start back to the one body that the sentence before is about."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossbearing.actors.lines import Line
from crossbearing.actors.resolve import Actors
from crossbearing.model import Actor, ActorMention, Span, Token

_OPENERS = 2
"""So many words may stand before the pronoun: "But it now", "However, they"."""
_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS_NOTHING = frozenset({"be", "seem", "appear", "look", "take", "remain", "happen", "become", "turn"})
"""Verbs whose "it" may stand for nothing: "it is not clear", "it took hours"."""
_SAYING = frozenset({"say", "tell", "report", "add", "state", "announce", "claim", "warn", "note", "confirm"})
_PERSONS = ("person", "unnamed")
_CROWDS = ("armed_group", "civilians")


def again(lines: Sequence[Line], actors: Actors) -> Iterator[ActorMention]:
    """Mentions of "It" and "They" that open a sentence and can mean but one actor of the one before.

    "Syria's government is gaining. It holds the east." → the government. None where the sentence before
    has no body for its subject, or another that may be meant, or "it" stands for nothing.
    """
    for before, line in pairwise(lines):
        token = _pronoun(line)
        if token is None or line.sentence.kind != before.sentence.kind:
            continue
        if _speaks(before, None) and not _speaks(line, token):
            continue
        actor = only(before, actors, many=token.text.lower() == "they")
        if actor is not None:
            yield ActorMention(Span(token.start, token.end, token.text), actor, "pronoun")


def _pronoun(line: Line) -> Token | None:
    for token in line.sentence.tokens[: _OPENERS + 2]:
        low = token.text.lower()
        if token.tag != "PRP" or low not in ("it", "they"):
            if token.pos not in ("CCONJ", "ADV", "PUNCT", "SPACE"):
                return None
            continue
        verb = line.sentence.tokens[token.head]
        if token.dep not in _SUBJECTS or (low == "it" and verb.lemma.lower() in _SAYS_NOTHING):
            return None
        return token
    return None


def _speaks(line: Line, subject: Token | None) -> bool:
    """Whether a main verb, or a subject's own, is one of saying: then "it" may be what was said."""
    tokens = line.sentence.tokens
    verbs = [t for t in tokens if t.head == t.i] if subject is None else [tokens[subject.head]]
    return any(verb.lemma.lower() in _SAYING for verb in verbs)


def only(line: Line, actors: Actors, *, many: bool) -> str | None:
    """The one actor a sentence is about, if it is a body ("it") or a crowd or body ("they")."""
    subject = _subject(line)
    if subject is None:
        return None
    at_subject: list[str] = []
    others: set[str] = set()
    for found in line.found:
        actor = actors.of(line, found)
        last = line.token(found.last - 1)
        if actor is None or last is None or not _fits(actors, actor, many):
            continue
        if last.i == subject.i:
            at_subject.append(actor)
        elif last.dep in ("dobj", "pobj", "conj", *_SUBJECTS):
            others.add(actor)
    rivals = others - set(at_subject)
    return at_subject[0] if len(set(at_subject)) == 1 and not rivals else None


def _subject(line: Line) -> Token | None:
    """The subject of a sentence's main verb, where it stands alone."""
    tokens = line.sentence.tokens
    root = next((t.i for t in tokens if t.head == t.i and t.pos in ("VERB", "AUX")), None)
    subject = next((t for t in tokens if t.head == root and t.dep in _SUBJECTS), None)
    if subject is None or any(t.head == subject.i and t.dep == "conj" for t in tokens):
        return None
    return subject


def _fits(actors: Actors, actor: str, many: bool) -> bool:
    known: Actor | None = actors.made.get(actor)
    if known is None or known.kind in _PERSONS:
        return False
    return many or (known.kind not in _CROWDS or not actors.is_crowd(actor))
