"""Who did a coded event and to whom: noun phrases of the main clause, with their actors."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from crossbearing.model import Span, Token
from crossbearing.reading.coding_lexicon import code_class
from crossbearing.reading.page import Page
from crossbearing.reading.tree import Tree

_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"})
_KEPT = ("compound", "amod", "nmod", "poss", "flat")
_MODIFIERS = ("poss", "amod", "compound", "nmod")
_MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""What several do with each other: where it was is then no target."""
_MOVED = frozenset({"of", "for", "on"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_CLAUSES = ("xcomp", "ccomp", "pcomp")


class Party(Struct, frozen=True):
    """Words that name a doer or a target, their actor if the cast knows it, and their country if known."""

    span: Span
    actor: str | None
    country: str | None


class _Scene(Struct, frozen=True):
    page: Page
    at: int
    tree: Tree
    names: frozenset[int]
    category: str


def find_parties(
    page: Page, at: int, verb: int, doer: int | None, trigger: tuple[int, ...], category: str
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Doers and targets of an event told by ``verb`` in sentence ``at``; ``doer`` heads its doers' phrase."""
    tree = page.trees[at]
    names = frozenset(i for e in tree.sentence.entities if e.label in _NAMED for i in range(e.first, e.last))
    scene = _Scene(page, at, tree, names | frozenset(page.actors[at]), category)
    if doer is not None and tree.tokens[verb].lemma.lower() in code_class("suffer"):
        return (), tuple(_party(scene, i) for i in _actors_of(scene, doer))
    heads = list(_actors_of(scene, doer)) if doer is not None else []
    taken = {i for head in heads for i in _words(tree, head)} | set(trigger)
    targets = [i for i in _targets(scene, verb, doer, taken) if i not in taken]
    return tuple(_party(scene, i) for i in heads), tuple(_party(scene, i) for i in dict.fromkeys(targets))


def _party(scene: _Scene, head: int) -> Party:
    tokens = scene.tree.tokens
    words = _words(scene.tree, head)
    start, end = tokens[min(words)].start, tokens[max(words)].end
    span = scene.tree.clip(start, end) or Span(start, end, scene.page.report.text[start:end])
    actor = scene.page.cast.at(span) or scene.page.actors[scene.at].get(head)
    known = scene.page.cast.actors[actor].country if actor is not None else None
    return Party(span, actor, known or _country(scene, words))


def _country(scene: _Scene, words: set[int]) -> str | None:
    """The country of a place or people named among these words."""
    tokens = scene.tree.tokens
    start, end = tokens[min(words)].start, tokens[max(words)].end
    for mention in scene.page.places[scene.at]:
        place = scene.page.toponyms.places.get(mention.place or "")
        if place is not None and place.country is not None and start <= mention.span.start < end:
            return place.country
    inner = [scene.page.actors[scene.at].get(i) for i in sorted(words)]
    countries = [scene.page.cast.actors[a].country for a in inner if a is not None]
    return next((c for c in countries if c is not None), None)


def _words(tree: Tree, head: int) -> set[int]:
    """A phrase's own words: modifiers and names before the head, "of Niger" or "in Niger" after it."""
    found = {head}
    for token in tree.dependents(head, *_KEPT):
        if token.i < head and not _is_plain(token):
            found |= {i for i in tree.subtree(token.i) if tree.tokens[i].pos not in {"DET", "NUM", "PUNCT"}}
            found -= {i for i in found if tree.tokens[i].dep == "case"}
    for prep in tree.dependents(head, "prep"):
        near = prep.lemma.lower() in code_class("within") and 0 < prep.i - head <= 2
        for noun in tree.dependents(prep.i, "pobj") if near else []:
            if noun.pos == "PROPN":
                found |= {prep.i, noun.i, *(t.i for t in tree.dependents(noun.i, "compound"))}
    return found


def _is_plain(token: Token) -> bool:
    """Modifiers that are no part of a name: "its", "new", "striking", "jailed"."""
    return (
        token.pos in {"PRON", "PUNCT"}
        or token.tag in {"VBN", "VBG", "JJR", "PRP$"}
        or token.lemma.lower() in code_class("plain")
    )


def _is_actor(scene: _Scene, token: Token) -> bool:
    if token.pos == "PRON" or token.pos == "NUM":
        return False
    above = scene.tree.tokens[token.head].lemma.lower()
    moved = token.dep in {"dobj", "nsubjpass"} or (token.dep == "pobj" and above in _MOVED)
    if moved and scene.category not in _VIOLENT and token.lemma.lower() in code_class("sent"):
        owners = scene.tree.dependents(token.i, *_MODIFIERS)
        return any(t.i in scene.names and t.pos != "PRON" for t in owners)
    return token.i in scene.names or token.lemma.lower() in code_class("actor")


def _actors_of(scene: _Scene, head: int) -> Iterator[int]:
    """The actors that a phrase names: itself, what it counts or belongs to, what is joined to it."""
    tree = scene.tree
    token = tree.tokens[head]
    if token.lemma.lower() in code_class("measure"):
        below = [n for p in tree.dependents(head, "prep") if p.lemma.lower() == "of" for n in _pobj(tree, p)]
        if below:
            yield from _actors_of(scene, below[0].i)
            return
    if _is_actor(scene, token):
        yield head
        for joined in tree.dependents(head, "conj"):
            yield from _actors_of(scene, joined.i)
        return
    for modifier in tree.dependents(head, *_MODIFIERS):
        if modifier.i in scene.names and modifier.pos != "PRON":
            yield modifier.i
            return
    yield head


def _pobj(tree: Tree, prep: Token) -> list[Token]:
    return tree.dependents(prep.i, "pobj")


def _targets(scene: _Scene, verb: int, doer: int | None, taken: set[int]) -> list[int]:
    """The first actors that the verb reaches: objects, then what its prepositions bring, then its clause."""
    mutual = doer is not None and scene.category in _MUTUAL and scene.tree.dependents(doer, "conj")
    for placing in (False,) if mutual else (False, True):
        for found in _reached(scene, verb, placing, 0):
            fresh = [i for i in found if i not in taken and i != doer]
            if fresh:
                return fresh
    return []


def _reached(scene: _Scene, verb: int, placing: bool, depth: int) -> Iterator[list[int]]:
    tree = scene.tree
    if depth > 3:
        return
    nouns = tree.dependents(verb, "dative", "dobj", "nsubjpass", "attr", "oprd", "acomp")
    nouns = sorted(nouns, key=lambda t: t.dep != "dative")
    nouns = [*(t for t in tree.dependents(verb, "nsubj") if t.pos != "PRON"), *nouns]
    for prep in [] if placing else _preps(tree, verb, placing):
        if prep.lemma.lower() == "to" and not any(t.i in scene.names for t in nouns if t.dep != "nsubj"):
            yield [i for n in _pobj(tree, prep) if n.i in scene.names for i in _actors_of(scene, n.i)]
    for noun in nouns:
        yield list(_in_phrase(scene, noun.i, placing, 0))
    for prep in _preps(tree, verb, placing):
        for noun in _pobj(tree, prep):
            yield list(_in_phrase(scene, noun.i, placing, 0))
        for clause in tree.dependents(prep.i, "pcomp"):
            yield from _reached(scene, clause.i, placing, depth + 1)
    clauses = (*_CLAUSES, "advcl") if scene.category == "PROTEST" else _CLAUSES
    for clause in tree.dependents(verb, *clauses):
        yield from _reached(scene, clause.i, placing, depth + 1)


def _preps(tree: Tree, index: int, placing: bool) -> list[Token]:
    found = tree.dependents(index, "prep", "dative", "agent")
    found += [p for part in tree.dependents(index, "prt", "advmod") for p in tree.dependents(part.i, "prep")]
    found = [p for p in found if p.lemma.lower() not in code_class("besides")]
    return [p for p in found if placing or p.lemma.lower() not in code_class("placing")]


def _in_phrase(scene: _Scene, head: int, placing: bool, depth: int) -> Iterable[int]:
    """Actors within a phrase: its head, else its modifiers, else what its prepositions bring."""
    tree = scene.tree
    token = tree.tokens[head]
    if depth > 4 or (token.pos in {"PRON", "NUM"} and not tree.dependents(head, "prep")):
        return
    if _is_actor(scene, token) and token.lemma.lower() not in code_class("measure"):
        yield from _actors_of(scene, head)
        return
    named = [t.i for t in tree.dependents(head, *_MODIFIERS) if t.i in scene.names and t.pos != "PRON"]
    if named:
        yield named[0]
        return
    for prep in _preps(tree, head, placing):
        for noun in _pobj(tree, prep):
            inner = list(_in_phrase(scene, noun.i, placing, depth + 1))
            if inner:
                yield from inner
                return
    for clause in tree.dependents(head, "acl"):
        for found in _reached(scene, clause.i, placing, depth + 1):
            if found:
                yield from found
                return
