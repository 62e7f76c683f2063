"""Which words of a sentence name happenings: how likely each is, by its syntax and the heads' answers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from crossbearing.attribution import Told
from crossbearing.model import Token
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import EventRow
from crossbearing.reading.tables import open_table
from crossbearing.reading.tree import Tree

HEARD = 0.5
"""How much the heads' log-odds weigh beside those of the traits; .3 to 1 find the same words."""
NAMING = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "AUX", "ADV"})
"""Parts of speech of words that may name a happening."""
_LEADS = frozenset({"prep", "agent"})
_SMALL = frozenset({"prep", "agent", "prt", "aux", "neg", "mark", "det"})
"""Words by which it matters which they are."""
_ARGUMENTS = frozenset(
    {"dobj", "xcomp", "ccomp", "prep", "attr", "acomp", "nsubj", "nsubjpass", "oprd"},
)
_SEEN = (
    _SMALL | _ARGUMENTS | {"advcl", "auxpass", "compound", "amod", "poss", "conj", "nummod", "acl", "relcl"}
)


def named(tree: Tree, triggers: Sequence[Trigger], told: Told) -> dict[int, float]:
    """How likely each word of a sentence names a happening that is told, in log-odds, by token.

    Words that cannot are left out. Logistic regression over the word's traits, to which the encoder's
    answer is added. Examples: in "A missile *slammed* into a square, *killing* nine" two words; "*killed* in
    an air strike" has one, the strike is its means; "troops *launched* an *attack*" has its noun.
    """
    held, listed = weights(), {hit.head: hit.row for hit in triggers}
    found = {}
    for token in tree.tokens:
        if token.pos in NAMING:
            score = sum(held.get(trait, 0.0) for trait in set(word_traits(tree, token, listed)))
            found[token.i] = held["bias"] + score + HEARD * (told.naming(token.start) + 1)
    return found


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The packaged weights by trait; raises DataError where they are missing."""
    held = open_table("named.npz")
    return dict(zip(held["traits"].tolist(), held["weights"].tolist(), strict=True))


def word_traits(tree: Tree, token: Token, listed: Mapping[int, EventRow]) -> Iterator[str]:
    """What there is to see of a word: "lemma=kill", "up=kill|in prep"; ``listed`` are the event words.

    Some come twice.
    """
    lemma, row = token.lemma.lower(), _row(listed.get(token.i))
    yield from (f"lemma={lemma}", f"tag={token.tag}", f"dep={token.dep}", f"dep+tag={token.dep} {token.tag}")
    yield from (f"lemma+dep={lemma} {token.dep}", f"row={row}", f"row+dep={row} {token.dep}")
    yield from _above(tree, token, listed, row)
    below = tree.children[token.i]
    if not below:
        yield f"bare {token.pos} {token.dep}"
    for index in below:
        child = tree.tokens[index]
        if child.dep in _SEEN:
            yield from (f"has {child.dep}", f"has {child.dep} {token.pos}")
        if child.dep in _SMALL:
            yield f"has {child.dep}={child.lemma.lower()}|{token.pos}"
        if child.dep in _ARGUMENTS:
            yield f"over={child.dep} {_held(tree, child, listed)}|{token.i in listed}"
        if child.dep == "dobj":
            yield f"dobj={child.lemma.lower()}"


def _above(tree: Tree, token: Token, listed: Mapping[int, EventRow], row: str) -> Iterator[str]:
    """The word that it hangs on, past a preposition."""
    above, step = tree.tokens[token.head], token.dep
    if above.dep in _LEADS or above.pos == "ADP":
        step = f"{above.lemma.lower()} {above.dep}"
        yield f"led={above.lemma.lower()}"
        above = tree.tokens[above.head]
    over = _row(listed.get(above.i))
    yield from (f"up={above.lemma.lower()}|{step}", f"up pos={above.pos}|{step}")
    yield from (f"up row={over}|{step}", f"up row+row={over}|{step}|{row}")


def _held(tree: Tree, child: Token, listed: Mapping[int, EventRow]) -> str:
    """What event an argument names, if any."""
    nouns = tree.dependents(child.i, "pobj", "pcomp") if child.dep == "prep" else [child]
    return next((_row(listed[noun.i]) for noun in nouns if noun.i in listed), "none")


def _row(row: EventRow | None) -> str:
    return "none" if row is None else f"{row.plover} {row.topic}"
