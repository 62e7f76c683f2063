"""Noun phrases as parties: the words that name someone, and the actors whom they stand for."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.tree import Tree

_MODIFIERS = ("amod", "compound", "poss", "nmod")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_LEFT_OUT = frozenset(
    {"relcl", "acl", "advcl", "appos", "punct", "cc", "preconj", "parataxis", "ccomp", "case", "dep"}
)
_KEPT_PREPS = frozenset({"of", "from", "than", "to", "at"})
"""What follows these belongs to it: "dozens *of civilians*", "more *than 20*"; "in the town" does not."""
_LONGEST = 30
"""A longer run of tokens is a misreading, no name for anybody; only its head is kept."""


class Party(Struct, frozen=True):
    """Someone who does or suffers: the words, and the ids of the actors whom they name (often none)."""

    span: Span
    actors: tuple[str, ...] = ()


class Mentions(Struct, frozen=True):
    """Which actor each token of a sentence stands for, if any; ``media`` are the ids of news outlets."""

    by_token: dict[int, str]
    media: frozenset[str] = frozenset()

    def of(self, tree: Tree, index: int) -> list[str]:
        """Actors of a noun phrase: of its head, else of its modifiers; with what is joined by "and"."""
        found: list[str] = []
        for i in (index, *joined(tree, index)):
            found.extend(self._single(tree, i))
        return found

    def _single(self, tree: Tree, index: int) -> list[str]:
        actor = self.by_token.get(index)
        if actor is not None:
            return [actor]
        return self._modifiers(tree, index) or self._counted(tree, index)

    def party(self, tree: Tree, index: int, *, alone: bool = False) -> Party | None:
        """The party that a noun phrase names, by its head; ``alone`` leaves out what "and" joins to it."""
        span = tree.span(_near(tree, index) if alone else phrase(tree, index))
        ids = self._single(tree, index) if alone else self.of(tree, index)
        return None if span is None else Party(span, tuple(dict.fromkeys(ids)))

    def owners(self, tree: Tree, index: int) -> list[Party]:
        """Parties named by a noun's modifiers: "*regime* raids", "*Russian and Syrian* air strikes"."""
        found: list[Party] = []
        for token in tree.dependents(index, *_MODIFIERS):
            ids = [self.by_token[i] for i in (token.i, *joined(tree, token.i)) if i in self.by_token]
            span = tree.span(_near(tree, token.i))
            if (
                span is not None
                and not _opposed(tree, token.i)
                and (ids or token.lemma.lower() in word_class("perpetrator"))
            ):
                found.append(Party(span, tuple(dict.fromkeys(ids))))
        return found

    def _counted(self, tree: Tree, index: int) -> list[str]:
        """Actors behind a measure or a crew: "dozens *of civilians*", "snipers *of the militia*"."""
        if tree.tokens[index].lemma.lower() not in word_class("measure") | word_class("crewed"):
            return []
        preps = [p for p in tree.dependents(index, "prep") if p.lemma.lower() == "of"]
        return [
            a for prep in preps for noun in tree.dependents(prep.i, "pobj") for a in self.of(tree, noun.i)
        ]

    def _modifiers(self, tree: Tree, index: int) -> list[str]:
        """Actors named within a phrase whose head is none: "*IS* positions", not "rebel districts"."""
        if tree.tokens[index].lemma.lower() in word_class("territory") - word_class("held"):
            return []
        tokens = tree.dependents(index, *_MODIFIERS)
        return [self.by_token[t.i] for t in tokens if t.i in self.by_token]


def _opposed(tree: Tree, index: int) -> bool:
    """Whether a name only says for or against whom: "anti-*government* protests"."""
    return index > 1 and tree.tokens[index - 2].text.lower() in {"anti", "pro"}


def joined(tree: Tree, index: int) -> list[int]:
    """The nouns that "and" joins to a noun."""
    found, stack = [], [index]
    while stack:
        for token in tree.dependents(stack.pop(), "conj"):
            if token.pos in _NOMINAL:
                found.append(token.i)
                stack.append(token.i)
    return found


def phrase(tree: Tree, index: int) -> set[int]:
    """The tokens of a noun phrase, with what is joined to it, without relative clauses and additions."""
    found = set(_near(tree, index))
    for i in joined(tree, index):
        found |= _near(tree, i)
    inside = set(range(min(found), max(found) + 1))
    return inside if len(inside) <= _LONGEST else {index}


def _near(tree: Tree, index: int) -> set[int]:
    """A noun with its own modifiers, measures and "of" phrases."""
    found, stack = {index}, [index]
    while stack:
        for child in tree.children[stack.pop()]:
            token = tree.tokens[child]
            if token.dep in _LEFT_OUT or (token.dep == "conj" and child > index):
                continue
            if token.dep == "prep" and (token.lemma.lower() not in _KEPT_PREPS or token.i < index):
                continue
            found.add(child)
            stack.append(child)
    return found


def unique(parties: Iterable[Party]) -> list[Party]:
    """Each party once, in the order given."""
    return list({(p.span.start, p.span.end): p for p in parties}.values())
