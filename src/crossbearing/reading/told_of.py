"""How a clause tells what it places, and the place that it tells more of: "in *Raqqa, where* nine died"."""

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from crossbearing.model import Place, Span
from crossbearing.reading.clauses import Clause
from crossbearing.reading.page import Page
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Topic

_BEING = frozenset({"be", "have", "lie", "suffer", "see", "remain", "fall", "face", "witness", "become"})

TOWN = frozenset({"city", "town", "village"})
HERE = TOWN | {
    "camp", "district", "neighbourhood", "neighborhood", "area", "hospital", "clinic", "school", "market",
    "mosque", "church", "bakery", "bridge", "airport",
}  # fmt: skip
"""Nouns by which a clause points at the town it plays in, or at a place in it."""
_FELT = frozenset({"see", "hear", "feel", "film", "photograph", "picture", "visible", "audible"})
_CAME = frozenset({"come", "happen", "occur"})
_THE = frozenset({"the", "this", "that", "its"})
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


def opens(tree: Tree, words: frozenset[str]) -> bool:
    """Whether a sentence opens with a word that leads to another story: "*Elsewhere* nine were killed"."""
    return any(token.text.lower() in words for token in tree.tokens[:3])


def points_at(tree: Tree, clause: Clause, nouns: frozenset[str]) -> bool:
    """Whether a clause speaks of the place it is told of: "they took *the town* in 2012", "*its school*"."""
    words = [token.text.lower() for token in tree.tokens if token.i in clause.own]
    return any(word in nouns and before in _THE for before, word in pairwise(words))


def is_side(place: Place, whole: Place) -> bool:
    """Whether a place is a side of another, by its name: "northern Syria" of Syria."""
    return place.name.endswith(f" {whole.name}") and place.name[:1].islower()


def is_aside(page: Page, index: int, span: Span) -> bool:
    """Whether a place tells only where somebody spoke: "he told reporters *in Hamburg*"."""
    cues = [
        i
        for saying in page.sayings[index]
        for link in saying.attribution.links
        if link.cue is not None
        for i in page.trees[index].inside(link.cue.start, link.cue.end)
    ]
    contents = [c for saying in page.sayings[index] for c in saying.attribution.content]
    if not cues or any(c.start <= span.start < c.end for c in contents):
        return False
    tree = page.trees[index]
    return any(above in cues for i in tree.inside(span.start, span.end) for above in tree.ancestors(i))
