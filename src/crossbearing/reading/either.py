"""Doers of whom only one did it: "either Kenyan or Ugandan jets" names neither."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from crossbearing.model import Token
from crossbearing.reading.roles import Roles
from crossbearing.reading.tree import Tree

_BETWEEN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PUNCT", "NUM", "SYM", "PART", "PRON"})
"""Words of one phrase: "Kenyan army (or Ugandan) jets"; a verb ends it."""
_REACH = 6
"""So many words at most stand between "or" and who it offers."""


def without_either(roles: Roles, tree: Tree, known: Mapping[int, str]) -> Roles:
    """The doers but for those between whom "or" leaves the choice; the words that name them stay.

    ``known`` gives the actor of each token. "The strikes were carried out by *Kenyan, Ugandan or US-led
    coalition* aircraft" names nobody; "by rebels *or* other rebels" still rebels.
    """
    spans = [tree.inside(span.start, span.end) for span in roles.actor_spans]
    here = {i for inside in spans for i in inside}
    gone = {actor for offered in _offered(tree, known) if offered.keys() & here for actor in offered.values()}
    return replace(roles, actors=tuple(actor for actor in roles.actors if actor not in gone))


def _offered(tree: Tree, known: Mapping[int, str]) -> Iterator[dict[int, str]]:
    """For each "or" those on both its sides, by token, where they are not the same."""
    for token in tree.tokens:
        if token.text.lower() != "or" or token.pos != "CCONJ":
            continue
        left, right = (_side(tree, known, token.i, step) or _bare(tree, token.i + step) for step in (-1, 1))
        found = left | right
        if left and right and len(set(found.values())) > 1:
            yield found


def _bare(tree: Tree, at: int) -> dict[int, str]:
    """A name or adjective of nobody known: "Ugandan or US-led coalition jets", "either Kenya or Ugandan"."""
    return {at: ""} if 0 <= at < len(tree.tokens) and _is_proper(tree.tokens[at]) else {}


def _is_proper(token: Token) -> bool:
    return token.pos in ("ADJ", "PROPN") and token.text[0].isupper()


def _side(tree: Tree, known: Mapping[int, str], at: int, step: int) -> dict[int, str]:
    """The nearest actor on one side of a word, by token, with those that commas join to it."""
    found: dict[int, str] = {}
    last = ""
    i, far = at + step, 0
    while 0 <= i < len(tree.tokens) and far < _REACH:
        token = tree.tokens[i]
        if i in known:
            if step > 0 and found and last != known[i]:
                break
            found[i] = last = known[i]
            far = 0
        elif token.pos not in _BETWEEN or (found and token.text != "," and step < 0 and token.pos == "ADP"):
            break
        else:
            far += 1
        i += step
    return found
