"""Noun phrases as parties: the words that name someone, and the actors whom they stand for."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Span, Token
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
        named = self._named_behind(tree, index)
        if named:
            return named
        actor = self.by_token.get(index)
        if actor is not None:
            return [*self._sharing(tree, index), actor]
        return self._modifiers(tree, index) or self._counted(tree, index)

    def _named_behind(self, tree: Tree, index: int) -> list[str]:
        """Actors named right behind a noun for them, its comma lost: "the allies *Russia and Iran*"."""
        if tree.tokens[index].lemma.lower() not in word_class("sponsor"):
            return []
        behind = [t.i for t in tree.dependents(index, "appos") if t.pos == "PROPN"]
        return [
            self.by_token[i] for name in behind for i in (name, *joined(tree, name)) if i in self.by_token
        ]

    def _sharing(self, tree: Tree, index: int) -> list[str]:
        """Whom "and" joins within a name's modifiers: "*Turkish* and Iraqi jets" are those of both.

        So does an "and" that the parse leaves without its second: "*Turkish aircraft* and army helicopters".
        """
        before = [t for t in tree.dependents(index, *_MODIFIERS) if t.i < index]
        several = [t for t in before if joined(tree, t.i)]
        inside = [i for t in several for i in (t.i, *joined(tree, t.i))]
        named = [self.by_token[i] for i in inside if i in self.by_token]
        open_ended = [t for t in before if t not in several and t.pos == "NOUN" and _and_follows(tree, t.i)]
        return named + [actor for t in open_ended for actor in self._single(tree, t.i)]

    def party(self, tree: Tree, index: int, *, alone: bool = False) -> Party | None:
        """The party that a noun phrase names, by its head; ``alone`` leaves out what "and" joins to it."""
        span = tree.span(_near(tree, index) if alone else phrase(tree, index))
        heads = [t.i for t in _beside(tree, index)] + [index]
        ids = [a for i in heads for a in self._single(tree, i)] if alone else self.of(tree, index)
        return None if span is None else Party(span, tuple(dict.fromkeys(ids)))

    def owners(self, tree: Tree, index: int) -> list[Party]:
        """Parties named by a noun's modifiers: "*regime* raids", "*Russian and Syrian* air strikes"."""
        found: list[Party] = []
        for token in tree.dependents(index, *_MODIFIERS):
            ids = [self.by_token[i] for i in (token.i, *joined(tree, token.i)) if i in self.by_token]
            span = tree.span(phrase(tree, token.i) if len(ids) > 1 else _near(tree, token.i))
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


def _and_follows(tree: Tree, index: int) -> bool:
    """Whether "and" hangs on a noun and stands right behind it."""
    return any(t.i == index + 1 and t.lemma.lower() in {"and", "&"} for t in tree.dependents(index, "cc"))


def _opposed(tree: Tree, index: int) -> bool:
    """Whether a name only says for or against whom: "anti-*government* protests"."""
    return index > 1 and tree.tokens[index - 2].text.lower() in {"anti", "pro"}


def joined(tree: Tree, index: int) -> list[int]:
    """The nouns that "and" joins to a noun, or a comma that was lost: "Iran *Qatar and Egypt*"."""
    found, stack = [], [index]
    while stack:
        at = stack.pop()
        for token in (*tree.dependents(at, "conj"), *_beside(tree, at)):
            if token.pos in _NOMINAL and token.i not in found:
                found.append(token.i)
                stack.append(token.i)
    return found


def _beside(tree: Tree, index: int) -> list[Token]:
    """The country right before or behind another's name, with no comma between: "*Iran* Qatar and Egypt"."""
    named = {i: e for e in tree.sentence.entities if e.label == "GPE" for i in range(e.first, e.last)}
    own = named.get(index)
    if own is None:
        return []
    near = [(t, named[t.i]) for t in tree.dependents(index, "compound", "nmod", "appos") if t.i in named]
    return [t for t, place in near if own.first == place.last or own.last == place.first]


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
