"""Who stands behind a means: whose shelling it was, who is named after "by", who acts as a subject."""

from collections.abc import Iterator

from crossbearing.model import Token
from crossbearing.reading.clauses import is_day
from crossbearing.reading.lexicon import event_words, word_class
from crossbearing.reading.phrases import Mentions, Party, joined
from crossbearing.reading.tree import Tree

_INSTRUMENT = frozenset({"due", "because", "in", "by", "during", "from", "with", "after", "under", "to"})
_ABSTRACT = ("ion", "ment", "ness", "ity", "ism", "ance", "ence", "ure")
_ACTED = frozenset({"acl", "relcl"})


def is_means(tree: Tree, index: int) -> bool:
    """Whether a noun names a weapon or a happening, not somebody: "an *offensive*", "a series of raids"."""
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.pos not in {"NOUN", "PROPN", "NUM"}:
        return False
    if (lemma in word_class("series") or token.tag == "CD") and any(
        is_means(tree, noun.i) for noun in _of(tree, index)
    ):
        return True
    rows = event_words().nouns.get(lemma, ())
    listed = any(row.topic in {"hostilities", "agreement"} and len(row.words) == 1 for row in rows)
    return listed or lemma in word_class("weapon") | word_class("happening")


def is_crewed(tree: Tree, index: int, *, vehicles: bool = False) -> bool:
    """Whether a weapon has people in it, who may do and suffer: "a *helicopter* was shot down".

    ``vehicles`` counts those too that are hit far oftener than they hit: "shelled aid *trucks*".
    """
    lemma = tree.tokens[index].lemma.lower()
    return lemma in word_class("crewed") or (vehicles and lemma in word_class("vehicle"))


def _of(tree: Tree, index: int) -> list[Token]:
    preps = [prep for prep in tree.dependents(index, "prep") if prep.lemma.lower() == "of"]
    return [noun for prep in preps for noun in tree.dependents(prep.i, "pobj")]


def objects(tree: Tree, prep: int) -> list[Token]:
    """What a preposition leads to, unless that is a day: "on *the town*", not "on *Friday*"."""
    return [noun for noun in tree.dependents(prep, "pobj") if not is_day(tree, noun.i)]


def acting(tree: Tree, index: int, mentions: Mentions) -> Iterator[Party]:
    """The parties of a subject or agent; of a weapon's, its owners: "regime shelling killed"."""
    if is_means(tree, index) and mentions.by_token.get(index) is None:
        owners = list(weapon_owners(tree, index, mentions))
        yield from owners
        if owners or not is_crewed(tree, index):
            return
    if tree.tokens[index].tag in {"WDT", "WP", "EX"} or is_day(tree, index):
        return
    if mentions.by_token.get(index) is None and _is_abstract(tree, index):
        return
    party = mentions.party(tree, index)
    if party is not None:
        yield party


def _is_abstract(tree: Tree, index: int) -> bool:
    """Whether a noun names a quality or a course of things, which does nothing: "pressure", "insistence"."""
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or lemma in word_class("body"):
        return False
    return lemma in word_class("abstract") or lemma.endswith(_ABSTRACT)


def agents(tree: Tree, verb: int, mentions: Mentions) -> Iterator[Party]:
    """Those named after a passive's "by", of this verb or one joined to it: "seized or killed by gunmen".

    Also "died *at the hands of* gunmen".
    """
    verbs = (verb, *later(tree, verb))
    for agent in (a for v in verbs for a in tree.dependents(v, "agent")):
        for noun in objects(tree, agent.i):
            yield from acting(tree, noun.i, mentions)
    for prep in (p for v in verbs for p in tree.dependents(v, "prep")):
        yield from at_hands(tree, prep, mentions)


def at_hands(tree: Tree, prep: Token, mentions: Mentions) -> Iterator[Party]:
    """Who did what was suffered "*at the hands of* the militia"."""
    for hand in tree.dependents(prep.i, "pobj") if prep.lemma.lower() == "at" else []:
        if hand.lemma.lower() == "hand":
            for noun in _of(tree, hand.i):
                yield from acting(tree, noun.i, mentions)


def is_at_hands(tree: Tree, index: int) -> bool:
    """Whether a noun is in whose hands it was suffered: "died at the hands of *gunmen*"."""
    above = [tree.tokens[i].lemma.lower() for i in tree.ancestors(index)][:3]
    return tree.tokens[index].dep == "pobj" and above == ["of", "hand", "at"]


def instruments(tree: Tree, verb: int, mentions: Mentions) -> Iterator[Party]:
    """Doers named through their weapon: "killed in rebel fire", "in clashes with rebels"."""
    for prep in tree.dependents(verb, "prep", "agent"):
        if prep.lemma.lower() in _INSTRUMENT:
            inner = tree.dependents(prep.i, "prep", "pcomp")
            for noun in (n for p in (prep, *inner) for n in objects(tree, p.i)):
                yield from _through(tree, prep, noun, mentions)


def _through(tree: Tree, prep: Token, noun: Token, mentions: Mentions) -> Iterator[Party]:
    if is_means(tree, noun.i):
        yield from weapon_owners(tree, noun.i, mentions)
        if prep.lemma.lower() in {"in", "during"}:
            yield from _foes(tree, noun.i, mentions)
    elif is_fire(tree, noun.i + 1):
        yield from acting(tree, noun.i, mentions)


def is_happening(tree: Tree, index: int) -> bool:
    """Whether a noun is an act that somebody did: one condemns it for its doer's sake."""
    return tree.tokens[index].lemma.lower() in event_words().nouns or is_means(tree, index)


def is_fire(tree: Tree, index: int) -> bool:
    """Whether a verb form is misread for the noun it looks like: "in rebel *shelling*"."""
    if not 0 < index < len(tree.tokens):
        return False
    token = tree.tokens[index]
    return token.tag == "VBG" and token.text.lower() in word_class("weapon")


def _foes(tree: Tree, noun: int, mentions: Mentions) -> Iterator[Party]:
    """Whom those fought who died fighting: "killed in clashes *with the militia*"."""
    if tree.tokens[noun].lemma.lower() in word_class("fight"):
        for prep in tree.dependents(noun, "prep"):
            if prep.lemma.lower() in {"with", "against"}:
                for foe in objects(tree, prep.i):
                    yield from acting(tree, foe.i, mentions)


def weapon_owners(tree: Tree, noun: int, mentions: Mentions) -> Iterator[Party]:
    """Whose an attack or a weapon is: "*rebel* rockets", "raids by *the army*", "launched by *it*"."""
    yield from mentions.owners(tree, noun)
    if tree.tokens[noun].lemma.lower() in word_class("series") or tree.tokens[noun].tag == "CD":
        for inner in _of(tree, noun):
            yield from weapon_owners(tree, inner.i, mentions)
    for i in [noun, *joined(tree, noun)]:
        yield from (owner for owner in mentions.owners(tree, i) if i != noun)
        if i != noun and is_fire(tree, i + 1):
            yield from acting(tree, i, mentions)
        for prep in tree.dependents(i, "prep", "agent"):
            fired = prep.lemma.lower() == "of" and tree.tokens[i].lemma.lower() == "fire"
            if prep.lemma.lower() == "by" or fired:
                for owner in objects(tree, prep.i):
                    yield from acting(tree, owner.i, mentions)
        for done in tree.dependents(i, *_ACTED):
            yield from agents(tree, done.i, mentions)


def later(tree: Tree, verb: int) -> list[int]:
    """Verbs joined to this one: in "arrested, tortured or killed by soldiers" the doer hangs on the last."""
    found = []
    for token in tree.dependents(verb, "conj"):
        found.extend([token.i, *later(tree, token.i)])
    return found
