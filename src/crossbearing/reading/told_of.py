"""How a clause tells what it places, and the place that it tells more of: "in *Raqqa, where* nine died"."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.reading.clauses import Clause
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Topic

_BEING = frozenset({"be", "have", "lie", "suffer", "see", "remain", "fall", "face", "witness", "become"})

_FELT = frozenset({"see", "hear", "feel", "film", "photograph", "picture", "visible", "audible"})
_CAME = frozenset({"come", "happen", "occur"})
_MEANWHILE = frozenset({"as", "while", "whilst", "when", "after", "before"})


class Telling(Struct, frozen=True):
    """A clause that is to be placed: its topic, the words in the mouth it belongs to, and how it tells.

    ``main`` tells whether a clause that names no place may have the report's: what a war has cost in all
    is not told of one town. Nor is what is ``past``, told as history, unless it speaks of "the town". A
    clause that counts ``people`` who fled or are held is not of whatever place is named beside it.
    """

    topic: Topic
    region: frozenset[int]
    main: bool
    past: bool
    people: bool = False


def told_more(tree: Tree, clause: Clause) -> set[int]:
    """The words that name what a clause tells more of: "near *Binnish, the town* where nine died".

    Also where the parse hangs it elsewhere: "strikes hit *Raqqa where* 40 people live".
    """
    return _told_of(tree, clause) | _before_where(tree, clause)


def _told_of(tree: Tree, clause: Clause) -> set[int]:
    """The words of what a relative clause tells more of: "near *Binnish, the town* where nine died"."""
    verb = tree.tokens[clause.head]
    of_person = any(t.tag in {"WP", "WP$"} for i in clause.own for t in (tree.tokens[i],) if t.i < verb.i)
    where = any(tree.tokens[i].text.lower() == "where" for i in clause.own if i < verb.i)
    suffers = verb.lemma.lower() in _BEING or bool(tree.dependents(verb.i, "nsubjpass"))
    if verb.dep != "relcl" or of_person or not (where or suffers):
        return set()
    found, above = {verb.head}, tree.tokens[verb.head]
    while above.dep == "appos" and above.head not in found:
        found.add(above.head)
        above = tree.tokens[above.head]
    return found


def _before_where(tree: Tree, clause: Clause) -> set[int]:
    """The word of the name right before a clause that "where" opens: "in *Raqqa where* 40 people live"."""
    opening = [i for i in sorted(clause.own) if i < clause.head and tree.tokens[i].text.lower() == "where"]
    if not opening or not opening[0]:
        return set()
    before = opening[0] - 1
    before -= int(before > 0 and tree.tokens[before].text == ",")
    return {before} if tree.tokens[before].pos == "PROPN" else set()


def told_beside(tree: Tree, clause: Clause) -> set[int]:
    """The words of another happening that a thing came with: "The blast came *as troops left Ruhaiba*".

    And of how far it was felt: "so strong *that it broke windows in Ruhaiba*", "smoke seen *from Ruhaiba*".
    """
    felt = how_far(tree, clause.whole - {clause.head})
    beside = felt if clause.head not in felt else set()
    if tree.tokens[clause.head].lemma.lower() not in _CAME:
        return beside
    for other in tree.dependents(clause.head, "advcl"):
        if any(t.text.lower() in _MEANWHILE for t in tree.dependents(other.i, "mark", "advmod")):
            beside |= tree.subtree(other.i)
    return beside


def how_far(tree: Tree, words: Iterable[int]) -> set[int]:
    """The words that tell how far a thing was felt: "so strong *that it broke windows in Ruhaiba*"."""
    found: set[int] = set()
    for index in words:
        token, above = tree.tokens[index], tree.tokens[tree.tokens[index].head]
        if token.text.lower() == "so" and above.pos == "ADJ":
            for verb in {above.i, above.head}:
                that = tree.dependents(verb, "ccomp", "advcl")
                found |= {i for t in that if t.i > above.i for i in tree.subtree(t.i)}
        elif token.text.lower() == "from" and above.lemma.lower() in _FELT:
            found |= tree.subtree(index)
    return found
