"""Who in a sentence could do or suffer something: its noun phrases, each with what there is to see of it."""

from collections.abc import Mapping

from msgspec import Struct

from crossbearing.model import Token
from crossbearing.reading import role_spelling as spelling
from crossbearing.reading.clauses import is_day
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.owners import is_means
from crossbearing.reading.phrases import Mentions, Party, joined
from crossbearing.reading.role_spelling import Telling, single
from crossbearing.reading.tree import Tree

_OWNING = frozenset({"amod", "compound", "poss", "nmod"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_IDLE = frozenset({"nummod", "npadvmod", "quantmod"})
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative", "agent"})
_POINTING = frozenset({"WDT", "WP", "EX", "WP$"})
_TOLD = frozenset({"NN", "NNS", "PRP", "PRP$", "DT"})
_LINKS = frozenset({"IN", "TO", "CC", "RP", "DT", "WDT", "WP", ",", "HYPH"})
_BELOW = ("nummod", "amod", "compound", "poss", "det", "relcl", "acl", "prep")
_KINDS = ("people", "perpetrator", "force", "territory", "victim", "vehicle", "body", "abstract")
_PEOPLE = frozenset({"i", "we", "he", "she", "they"})
_NOBODY = frozenset({"nobody", "nothing"})


class Candidate(Struct, frozen=True):
    """A noun phrase that could name a doer or a target: its head, its words and actors, what it looks like.

    ``kind`` is what it names, in one word, ``before`` the word that leads to it.
    """

    head: int
    party: Party
    kind: str
    before: str
    looks: tuple[Telling, ...]


def candidates(tree: Tree, mentions: Mentions, kinds: Mapping[str, str]) -> list[Candidate]:
    """The noun phrases of a sentence; ``kinds`` are those of the actors of its cast.

    What "and" joins is there alone and together: "the army", "the army and the rebels", "the rebels".
    Of words that only modify, those are there that say whose something is: "*regime* shelling".
    """
    found = []
    for token in tree.tokens:
        if not _names(tree, token, mentions):
            continue
        owning, several = token.dep in _OWNING, bool(joined(tree, token.i))
        seen = _looks(tree, token)
        for alone in (True, False) if several else (owning,):
            party = mentions.party(tree, token.i, alone=alone)
            if party is not None:
                inside = tree.inside(party.span.start, party.span.end)
                before = _word(tree, min(inside) - 1)
                kind = kind_of(tree, token, party, kinds)
                looks = [*seen, *_known(party, kinds)]
                if several:
                    looks.append((single, f"several, alone={alone}"))
                after = _word(tree, max(inside) + 1)
                looks += [(single, f"before={before}"), (single, f"after={after}")]
                looks.append((spelling.owned, kind, owning))
                found.append(Candidate(token.i, party, kind, before, tuple(looks)))
    return found


def _names(tree: Tree, token: Token, mentions: Mentions) -> bool:
    """Whether a word may head the name of somebody or something."""
    if token.tag in _POINTING or token.dep in _IDLE or token.lemma.lower() in _NOBODY:
        return False
    known = token.i in mentions.by_token
    if token.dep in _OWNING:
        listed = known or token.lemma.lower() in word_class("perpetrator")
        owner = listed or token.tag in {"PRP$", "NNP", "NNPS"} or token.dep == "poss"
        return owner and not is_day(tree, token.i)
    if token.pos in _NAMING:
        return not is_day(tree, token.i)
    return token.dep in _STANDING and (known or token.tag == "CD" or token.pos in {"ADJ", "DET"})


def kind_of(tree: Tree, token: Token, party: Party, kinds: Mapping[str, str]) -> str:
    """What a phrase names, in one word: an actor's kind, "people", "territory", "means" …"""
    lemma = token.lemma.lower()
    if party.actors:
        return kinds.get(party.actors[0], "actor")
    if token.pos == "PRON":
        return "they" if lemma in _PEOPLE or token.tag == "PRP$" else "it"
    if is_means(tree, token.i):
        return "means"
    for name in _KINDS:
        if lemma in word_class(name):
            return name
    for entity in tree.sentence.entities:
        if entity.first <= token.i < entity.last:
            return entity.label
    if token.tag == "CD" or tree.dependents(token.i, "nummod"):
        return "counted"
    return "named" if token.pos == "PROPN" else "thing"


def _known(party: Party, kinds: Mapping[str, str]) -> list[Telling]:
    if not party.actors:
        return [(single, "nobody known")]
    told = dict.fromkeys(f"actor={kinds.get(actor, 'other')}" for actor in party.actors)
    return [(single, trait) for trait in told]


def _looks(tree: Tree, token: Token) -> list[Telling]:
    """A phrase's head, and what hangs on it; names of groups and places only by what kind they are."""
    lemma = token.lemma.lower()
    found: dict[Telling, None] = {
        (spelling.standing, token.tag, token.dep): None,
        (spelling.listed, lemma): None,
    }
    if token.tag in _TOLD:
        found[single, f"noun={lemma}"] = None
    for entity in tree.sentence.entities:
        if entity.first <= token.i < entity.last:
            found[single, f"entity={entity.label}"] = None
    for child in tree.dependents(token.i, *_BELOW):
        found[single, f"with {child.dep}"] = None
        if child.dep in {"det", "prep"}:
            found[spelling.below, child.dep, child.lemma.lower(), "="] = None
        elif child.dep in {"amod", "compound", "poss"}:
            found[spelling.below, child.dep, child.tag, " "] = None
    if tree.dependents(token.i, "conj"):
        found[single, "first of several"] = None
    return list(found)


def _word(tree: Tree, index: int) -> str:
    """A word that joins as it stands; of others the tag."""
    if not 0 <= index < len(tree.tokens):
        return "edge"
    token = tree.tokens[index]
    return token.text.lower() if token.tag in _LINKS else token.tag
