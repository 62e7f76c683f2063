"""What is claimed when an attack is: the deed alone; what it cost is what the writer tells."""

from msgspec import structs

from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.lexicon import word_class

_CLAIMING = frozenset({"claim"})
_OWNED = "responsibility"
_TELLING = frozenset({"relcl", "acl"})
_COSTING = frozenset({"leave", "cost", "claim", "take"})
"""Verbs that tell of a toll only with its victims: "left nine dead", "claimed twelve lives"."""


def claimed_alone(tree: Tree, found: Found) -> Found:
    """End what is claimed before a clause that tells its cost: "claimed the raid | that killed nine".

    A claim of responsibility takes a noun: who was hurt by the deed is told of it, not claimed with it, nor
    admitted or denied. "Claimed the killing of nine" and "claimed that its raid killed nine" are the
    claimant's own words.
    """
    thing = None if found.cue is None else tree.kid(found.cue[0], "dobj")
    if found.cue is None or thing is None or thing < found.cue[0]:
        return found
    if tree.lemma(found.cue[0]) not in _CLAIMING and tree.lemma(thing) != _OWNED:
        return found
    content = tuple(_before_cost(tree, thing, where) for where in found.content)
    return structs.replace(found, content=content)


def _before_cost(tree: Tree, thing: int, where: Range) -> Range:
    first, last = where
    if thing < first and any(_tells_cost(tree, i, thing) for i in range(first, last)):
        return tree.left[thing], tree.trimmed(thing, first)
    if not first <= thing < last:
        return where
    cut = next((i for i in range(thing + 1, last) if _tells_cost(tree, i, thing)), None)
    if cut is None:
        return where
    last = max(thing + 1, cut if tree.tokens[cut].dep == "pcomp" else tree.left[cut])
    return first, tree.trimmed(thing, last)


def _tells_cost(tree: Tree, i: int, thing: int) -> bool:
    """Whether a verb tells whom a deed hurt: "that *killed* nine", "in which nine *died*".

    Also where the parse has the deed for its subject ("the blast *killing* nine"), and behind a headline's
    comma ("claims blast, nine *dead*").
    """
    token = tree.tokens[i]
    if token.head == tree.tokens[thing].head and token.text.lower() in word_class("harmed"):
        return any(tree.tokens[k].tag == "CD" for k in range(tree.left[i], i))
    glued = token.dep == "pcomp" and tree.kid(i, "nsubj") is not None
    if not (token.dep in _TELLING or glued) or token.tag == "VB" or not tree.below(token.head, thing):
        return False
    if tree.lemma(i) in word_class("harming"):
        return True
    return tree.lemma(i) in _COSTING and any(_is_hurt(tree, k) for k in range(i + 1, tree.right[i] + 1))


def _is_hurt(tree: Tree, i: int) -> bool:
    return bool({tree.tokens[i].text.lower(), tree.lemma(i)} & word_class("victim"))
