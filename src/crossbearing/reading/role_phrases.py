"""Who in a sentence could do or suffer something: its noun phrases, each with what there is to see of it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from crossbearing.model import Token
from crossbearing.reading.clauses import is_day
from crossbearing.reading.lexicon import event_words, word_class
from crossbearing.reading.owners import is_means
from crossbearing.reading.phrases import Mentions, Party, joined
from crossbearing.reading.tree import Tree

_OWNING = frozenset({"amod", "compound", "poss", "nmod"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_IDLE = frozenset({"nummod", "npadvmod", "quantmod"})
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative", "agent"})
_POINTING = frozenset({"WDT", "WP", "EX", "WP$"})
_TOLD = frozenset({"NN", "NNS", "PRP", "PRP$", "DT"})
_LINKS = frozenset({"IN", "TO", "CC", "RP", "DT", "WDT", "WP", ",", "HYPH"})
_BELOW = ("nummod", "amod", "compound", "poss", "det", "relcl", "acl", "prep")
_CLASSES = (
    *("people", "force", "perpetrator", "victim", "territory", "weapon", "vehicle", "crewed", "measure"),
    *("body", "teller", "happening", "series", "idle", "abstract", "fallen", "toll_noun"),
)
_KINDS = ("people", "perpetrator", "force", "territory", "victim", "vehicle", "body", "abstract")
_PEOPLE = frozenset({"i", "we", "he", "she", "they"})


class Candidate(Struct, frozen=True):
    """A noun phrase that could name a doer or a target: its head, its words and actors, what it looks like.

    ``kind`` is what it names, in one word, ``before`` the word that leads to it.
    """

    head: int
    party: Party
    kind: str
    before: str
    looks: tuple[str, ...]


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
        seen = tuple(_looks(tree, token))
        for alone in (True, False) if several else (owning,):
            party = mentions.party(tree, token.i, alone=alone)
            if party is not None:
                inside = sorted(tree.inside(party.span.start, party.span.end))
                before = _word(tree, inside[0] - 1)
                around = (f"before={before}", f"after={_word(tree, inside[-1] + 1)}")
                number = (f"several, alone={alone}",) if several else ()
                looks = (*seen, *_known(party, kinds), *around, *number, f"owning={owning}")
                kind = kind_of(tree, token, party, kinds)
                found.append(Candidate(token.i, party, kind, before, (*dict.fromkeys(looks), f"kind={kind}")))
    return found


def _names(tree: Tree, token: Token, mentions: Mentions) -> bool:
    """Whether a word may head the name of somebody or something."""
    if token.tag in _POINTING or token.dep in _IDLE:
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


def _known(party: Party, kinds: Mapping[str, str]) -> Iterator[str]:
    yield from (f"actor={kinds.get(actor, 'other')}" for actor in party.actors)
    if not party.actors:
        yield "nobody known"


def _looks(tree: Tree, token: Token) -> Iterator[str]:
    """A phrase's head, and what hangs on it; names of groups and places only by what kind they are."""
    lemma = token.lemma.lower()
    yield from (f"tag={token.tag}", f"dep={token.dep}")
    yield from (f"is={name}" for name in _CLASSES if lemma in word_class(name))
    if lemma in event_words().nouns:
        yield "is=event"
    if token.tag in _TOLD:
        yield f"noun={lemma}"
    yield from (f"entity={e.label}" for e in tree.sentence.entities if e.first <= token.i < e.last)
    for child in tree.dependents(token.i, *_BELOW):
        yield f"with {child.dep}"
        if child.dep in {"det", "prep"}:
            yield f"with {child.dep}={child.lemma.lower()}"
        elif child.dep in {"amod", "compound", "poss"}:
            yield f"with {child.dep} {child.tag}"
    if tree.dependents(token.i, "conj"):
        yield "first of several"


def _word(tree: Tree, index: int) -> str:
    """A word that joins as it stands; of others the tag."""
    if not 0 <= index < len(tree.tokens):
        return "edge"
    token = tree.tokens[index]
    return token.text.lower() if token.tag in _LINKS else token.tag
