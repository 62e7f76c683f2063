"""Who did it to whom: doers and targets of a trigger, by voice, preposition and modifier."""

from msgspec import Struct

from crossbearing.model import Token
from crossbearing.reading.clauses import subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.tree import Tree

_BY = frozenset({"by", "from"})
_AGAINST = frozenset({"against", "on", "at", "of"})
_INSTRUMENT = frozenset({"in", "by", "during", "from", "with", "after", "under", "to"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_MODIFIERS = ("amod", "compound", "poss", "nmod")


class Roles(Struct, frozen=True):
    """Actor ids of doers and targets, in text order, no id in both lists twice."""

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


class Mentions(Struct, frozen=True):
    """Which actor each token of a sentence stands for, if any."""

    by_token: dict[int, str]

    def of(self, tree: Tree, index: int) -> list[str]:
        """Actors of a noun phrase: of its head, else of its modifiers; with what is joined by "and"."""
        found: list[str] = []
        for i in (index, *self._joined(tree, index)):
            actor = self.by_token.get(i)
            if actor is not None:
                found.append(actor)
            else:
                found.extend(self.modifiers(tree, i) or self._counted(tree, i))
        return found

    def _counted(self, tree: Tree, index: int) -> list[str]:
        """Actors behind a measure: "dozens *of civilians*", "a number of civilians"."""
        if tree.tokens[index].lemma.lower() not in word_class("measure"):
            return []
        preps = [p for p in tree.dependents(index, "prep") if p.lemma.lower() == "of"]
        return [
            a for prep in preps for noun in tree.dependents(prep.i, "pobj") for a in self.of(tree, noun.i)
        ]

    def modifiers(self, tree: Tree, index: int) -> list[str]:
        """Actors among a noun's modifiers: "*regime* raids", "*Russian* air strikes"."""
        tokens = tree.dependents(index, *_MODIFIERS)
        return [self.by_token[t.i] for t in tokens if t.i in self.by_token]

    def _joined(self, tree: Tree, index: int) -> list[int]:
        joined, stack = [], [index]
        while stack:
            for token in tree.dependents(stack.pop(), "conj"):
                if token.pos in {"NOUN", "PROPN", "PRON", "ADJ"}:
                    joined.append(token.i)
                    stack.append(token.i)
        return joined


def find_roles(tree: Tree, trigger: Trigger, own: frozenset[int], mentions: Mentions) -> Roles:
    """Doers and targets of an event; ``own`` are the tokens of its clause.

    Examples: "The army shelled the rebels"; "Nine villagers were killed by militiamen"; "killed in
    rebel fire"; "the killing of nine villagers by gunmen"; "regime air strikes on the rebels".
    """
    token = tree.tokens[trigger.head]
    if trigger.row.mode == "ceasefire":
        actors, targets = _ending(tree, trigger.head, mentions), list[str]()
    elif token.pos in {"VERB", "AUX"}:
        actors, targets = _verbal(tree, trigger.head, mentions)
    else:
        actors, targets = _nominal(tree, trigger.head, mentions)
    if not actors and trigger.row.plover in _VIOLENT:
        actors = _stray_agents(tree, own, mentions)
    if trigger.row.plover == "AGREE":
        actors = [*actors, *_between(tree, own, mentions)]
    doers = _unique(actors)
    return Roles(doers, tuple(t for t in _unique(targets) if t not in doers))


def _ending(tree: Tree, index: int, mentions: Mentions) -> list[str]:
    """Whose fighting ends: "the *army* halted its attacks", "operations by the *army* were halted"."""
    found: list[str] = []
    subject = subject_of(tree, index)
    if subject is not None:
        found.extend(mentions.of(tree, subject.i))
        found.extend(_owners(tree, subject.i, mentions))
    for noun in tree.dependents(index, "dobj"):
        found.extend(_weapon_owners(tree, noun.i, mentions))
    return found


def _owners(tree: Tree, noun: int, mentions: Mentions) -> list[str]:
    """Those behind a noun's "by": "raids *by the army*"."""
    found: list[str] = []
    for prep in tree.dependents(noun, "prep", "agent"):
        if prep.lemma.lower() in {"by", "of"}:
            for owner in tree.dependents(prep.i, "pobj"):
                found.extend(mentions.of(tree, owner.i))
    return found


def _stray_agents(tree: Tree, own: frozenset[int], mentions: Mentions) -> list[str]:
    """Doers after a "by" that the parse hung on a neighbour: "killed in rebel zones *by regime raids*"."""
    found: list[str] = []
    for index in sorted(own):
        token = tree.tokens[index]
        hung = tree.tokens[token.head].pos in {"NOUN", "PROPN"}
        if token.lemma.lower() == "by" and token.dep in {"prep", "agent"} and hung:
            for noun in tree.dependents(index, "pobj"):
                if noun.lemma.lower() in word_class("weapon"):
                    found.extend(_weapon_owners(tree, noun.i, mentions))
                else:
                    found.extend(mentions.of(tree, noun.i))
    return found


def _between(tree: Tree, own: frozenset[int], mentions: Mentions) -> list[str]:
    """Those who made a deal: "a truce *between the army and the rebels*"."""
    found: list[str] = []
    for index in sorted(own):
        if tree.tokens[index].lemma.lower() == "between":
            for noun in tree.dependents(index, "pobj"):
                found.extend(mentions.of(tree, noun.i))
    return found


def _verbal(tree: Tree, verb: int, mentions: Mentions) -> tuple[list[str], list[str]]:
    subject = subject_of(tree, verb)
    passive = _is_passive(tree, verb)
    actors = _instruments(tree, verb, mentions)
    targets: list[str] = []
    if subject is not None:
        (targets if passive or _suffers(tree, verb) else actors).extend(
            _subject_actors(tree, subject.i, mentions)
        )
    for agent in (a for v in (verb, *_later(tree, verb)) for a in tree.dependents(v, "agent")):
        for noun in tree.dependents(agent.i, "pobj"):
            if noun.lemma.lower() not in word_class("weapon"):
                actors.extend(mentions.of(tree, noun.i))
    for noun in tree.dependents(verb, "dobj", "dative"):
        targets.extend(mentions.of(tree, noun.i))
    for prep in tree.dependents(verb, "prep"):
        if prep.lemma.lower() in {"against", "on"}:
            for noun in tree.dependents(prep.i, "pobj"):
                targets.extend(mentions.of(tree, noun.i))
    return actors, targets


def _later(tree: Tree, verb: int) -> list[int]:
    """Verbs joined to this one: in "arrested, tortured or killed by soldiers" the doer hangs on the last."""
    found = []
    for token in tree.dependents(verb, "conj"):
        found.extend([token.i, *_later(tree, token.i)])
    return found


def _subject_actors(tree: Tree, index: int, mentions: Mentions) -> list[str]:
    """A subject's actors; of a weapon's subject, those whose weapon it is: "regime shelling killed"."""
    if tree.tokens[index].lemma.lower() in word_class("weapon"):
        return _weapon_owners(tree, index, mentions)
    return mentions.of(tree, index)


def _instruments(tree: Tree, verb: int, mentions: Mentions) -> list[str]:
    """Doers named through their weapon: "killed in rebel fire", "hit by regime raids"."""
    found: list[str] = []
    for prep in tree.dependents(verb, "prep", "agent"):
        if prep.lemma.lower() in _INSTRUMENT:
            for noun in tree.dependents(prep.i, "pobj"):
                if noun.lemma.lower() in word_class("weapon"):
                    found.extend(_weapon_owners(tree, noun.i, mentions))
    return found


def _weapon_owners(tree: Tree, noun: int, mentions: Mentions) -> list[str]:
    found = mentions.modifiers(tree, noun)
    for i in [noun, *mentions._joined(tree, noun)]:
        for prep in tree.dependents(i, "prep", "agent"):
            if prep.lemma.lower() == "by":
                for owner in tree.dependents(prep.i, "pobj"):
                    found.extend(mentions.of(tree, owner.i))
    return found


def _nominal(tree: Tree, noun: int, mentions: Mentions) -> tuple[list[str], list[str]]:
    actors = mentions.modifiers(tree, noun)
    targets: list[str] = []
    for prep in _event_preps(tree, noun):
        word = prep.lemma.lower()
        for head in tree.dependents(prep.i, "pobj"):
            if word in _BY:
                actors.extend(mentions.of(tree, head.i))
            elif word in _AGAINST:
                targets.extend(mentions.of(tree, head.i))
            elif word == "between":
                actors.extend(mentions.of(tree, head.i))
    governor = tree.tokens[tree.tokens[noun].head]
    if governor.lemma.lower() not in word_class("light") | word_class("suffer"):
        return actors, targets
    if not actors and tree.tokens[noun].dep == "dobj" and not _is_passive(tree, governor.i):
        subject = subject_of(tree, governor.i)
        if subject is not None:
            borne = governor.lemma.lower() in word_class("suffer")
            (targets if borne else actors).extend(mentions.of(tree, subject.i))
    return actors, targets


def _event_preps(tree: Tree, noun: int) -> list[Token]:
    """Prepositions of an event noun, of what is joined to it, and "against" of the verb it stands by."""
    nouns = [noun, *(t.i for t in tree.dependents(noun, "conj") if t.pos == "NOUN")]
    preps = [prep for i in nouns for prep in tree.dependents(i, "prep", "agent")]
    if tree.tokens[noun].dep in {"nsubj", "nsubjpass", "dobj"}:
        above = tree.dependents(tree.tokens[noun].head, "prep")
        preps += [prep for prep in above if prep.lemma.lower() == "against"]
    return preps


def _is_passive(tree: Tree, verb: int) -> bool:
    if tree.dependents(verb, "nsubjpass", "auxpass", "agent"):
        return True
    token = tree.tokens[verb]
    return token.tag == "VBN" and token.dep == "acl"


def _suffers(tree: Tree, verb: int) -> bool:
    """Verbs whose subject is the one harmed: "Nine people died"."""
    return tree.tokens[verb].lemma.lower() in word_class("suffer")


def _unique(ids: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
