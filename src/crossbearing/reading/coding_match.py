"""Which row of the coding lists a word of a sentence meets, by its phrase and its arguments."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Token
from crossbearing.reading.coding_lexicon import CodeRow, Need, rows_by_word
from crossbearing.reading.tree import Tree

_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
_SUBJECTS = ("nsubj", "csubj")
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "acl", "csubj"})
_PHRASE = (
    "prt",
    "prep",
    "advmod",
    "dobj",
    "xcomp",
    "acomp",
    "oprd",
    "ccomp",
    "nsubjpass",
    "agent",
    "npadvmod",
)
_INSIDE = ("compound", "amod", "nmod", "conj", "nummod")
_DEEP = 4
"""Steps below a verb at which a row's "any" words may stand: "sent | lorries | of | rice" is three."""


class Match(Struct, frozen=True):
    """A row met at a token, with all the tokens that carry its words."""

    row: CodeRow
    head: int
    tokens: tuple[int, ...]


def match(tree: Tree, index: int, but: frozenset[str] = frozenset()) -> Match | None:
    """The row that a token meets as verb, adjective or noun, if any, its category not in ``but``."""
    token = tree.tokens[index]
    if token.pos in {"VERB", "AUX"}:
        return _verb(tree, token, "V", but) or (_verb(tree, token, "A", but) if token.tag == "VBN" else None)
    if token.pos in {"ADJ", "ADV"}:
        return _verb(tree, token, "A", but)
    if token.pos in {"NOUN", "PROPN"}:
        return _noun(tree, token)
    return None


def _verb(tree: Tree, token: Token, pos: str, but: frozenset[str]) -> Match | None:
    for row in rows_by_word().get((pos, token.lemma.lower()), ()):
        if row.category in but:
            continue
        extra = [_near(tree, token.i, word) for word in row.words[1:]]
        if None not in extra and all(_met(tree, token.i, need) for need in row.needs):
            return Match(row, token.i, tuple(sorted({token.i, *(i for i in extra if i is not None)})))
    return None


def _noun(tree: Tree, token: Token) -> Match | None:
    for row in rows_by_word().get(("N", token.lemma.lower()), ()):
        first = token.i - len(row.words) + 1
        words = tuple(t.lemma.lower() for t in tree.tokens[max(first, 0) : token.i + 1])
        spoken = tuple(w for w in words if w not in {"the", "a"})
        if first >= 0 and spoken == row.words:
            return Match(row, token.i, tuple(range(first, token.i + 1)))
    return None


def _near(tree: Tree, verb: int, word: str) -> int | None:
    """A phrase's further word, one or two steps below its verb."""
    near = tree.dependents(verb, *_PHRASE)
    for token in [
        *near,
        *(t for n in near if n.pos not in {"VERB", "AUX"} for t in tree.dependents(n.i, *_PHRASE)),
    ]:
        if token.lemma.lower() == word:
            return token.i
    return None


def _met(tree: Tree, verb: int, need: Need) -> bool:
    held = list(_slot(tree, verb, need.slot))
    if need.words is None:
        return bool(held) or _near(tree, verb, need.slot) is not None
    return any(tree.tokens[i].lemma.lower() in need.words or _label(tree, i) in need.words for i in held)


def _label(tree: Tree, index: int) -> str | None:
    """The label of the name that a token heads, written in classes as it is: "PERSON", "GPE"."""
    if tree.tokens[index].dep in {"compound", "amod", "nmod"}:
        return None
    return next((e.label for e in tree.sentence.entities if e.first <= index < e.last), None)


def _slot(tree: Tree, verb: int, slot: str) -> Iterable[int]:
    """The tokens that fill a slot of a verb."""
    if slot == "obj":
        return _phrases(tree, objects(tree, verb))
    if slot == "subj":
        return _phrases(tree, [t.i for t in subjects(tree, verb)])
    if slot == "xcomp":
        return [
            t.i for t in tree.dependents(verb, "xcomp", "ccomp") if t.dep == "xcomp" or _is_aim(tree, t.i)
        ]
    if slot == "oprd":
        return [t.i for t in tree.dependents(verb, "oprd")]
    if slot == "any":
        return _below(tree, verb)
    preps = [
        p for i in (verb, *objects(tree, verb)) for p in tree.dependents(i, "prep", "agent", "dative", "prt")
    ]
    # "pulled out of talks": the preposition hangs on the particle.
    preps += [p for prep in preps for p in tree.dependents(prep.i, "prep")]
    preps += [p for adverb in tree.dependents(verb, "advmod") for p in tree.dependents(adverb.i, "prep")]
    nouns = [n.i for p in preps if p.lemma.lower() == slot for n in tree.dependents(p.i, "pobj")]
    return _phrases(tree, nouns)


def _is_aim(tree: Tree, clause: int) -> bool:
    return any(t.lemma.lower() == "to" for t in tree.dependents(clause, "aux"))


def objects(tree: Tree, verb: int) -> list[int]:
    """What a verb acts on: objects, and the subject of a passive; a bare clause's participle its noun."""
    return [t.i for t in tree.dependents(verb, *_OBJECTS)]


def subjects(tree: Tree, verb: int) -> list[Token]:
    """Who does it: the subject, or the "by" of a passive."""
    agents = [n for a in tree.dependents(verb, "agent") for n in tree.dependents(a.i, "pobj")]
    own = [*tree.dependents(verb, *_SUBJECTS), *agents]
    token = tree.tokens[verb]
    if own or token.dep not in {"xcomp", "conj"} or token.head == verb:
        return own
    return tree.dependents(token.head, *_SUBJECTS)


def _phrases(tree: Tree, heads: Iterable[int]) -> list[int]:
    """The words of noun phrases that tell what they are: heads, modifiers, and what stands after "of"."""
    found: list[int] = []
    stack = list(heads)
    while stack and len(found) < len(tree.tokens):
        index = stack.pop()
        found.append(index)
        stack.extend(t.i for t in tree.dependents(index, *_INSIDE))
        stack.extend(
            n.i
            for p in tree.dependents(index, "prep")
            if p.lemma.lower() == "of"
            for n in tree.dependents(p.i, "pobj")
        )
    return found


def _below(tree: Tree, verb: int) -> list[int]:
    """Everything a few steps below a verb, clauses of their own left out."""
    level, found = [verb], list[int]()
    for _ in range(_DEEP):
        level = [
            c for i in level for c in tree.children[i] if tree.tokens[c].dep not in _CLAUSES or i == verb
        ]
        level = [c for c in level if tree.tokens[c].dep not in {"advcl", "relcl", "parataxis", "conj"}]
        found.extend(level)
    return found
