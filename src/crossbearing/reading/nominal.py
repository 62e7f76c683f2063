"""Doers and targets of happenings that a noun or an adjective names: "the killing of nine by gunmen"."""

from collections.abc import Iterator

from crossbearing.model import Token
from crossbearing.reading.clauses import is_passive, subject_of
from crossbearing.reading.lexicon import EventRow, word_class
from crossbearing.reading.owners import acting, agents, at_hands, is_means, objects
from crossbearing.reading.phrases import Mentions, Party, joined
from crossbearing.reading.tree import Tree

_AGAINST = frozenset({"against", "on", "upon", "at", "over"})
_MOVING = frozenset({"withdrawal", "retreat", "departure", "advance", "surrender", "arrival", "pullback"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_TOLLS = frozenset(
    {"death", "casualty", "fatality", "injury", "body", "corpse", "toll", "martyrdom", "victim"}
)
_HELD = frozenset({"control", "stronghold"})
_PLACED = frozenset({"in", "near", "around", "outside", "inside"})


def nominal(tree: Tree, noun: int, row: EventRow, mentions: Mentions) -> tuple[list[Party], list[Party]]:
    """Doers and targets of an event noun or adjective, in this order.

    Examples: "regime raids on the town"; "clashes between the army and rebels"; "carried out strikes
    against the group"; "the death of eight"; "the town remains besieged".
    """
    if tree.tokens[noun].pos == "ADJ":
        return [], list(_described(tree, noun, mentions))
    doers: list[Party] = []
    targets: list[Party] = []
    for owner in [] if _is_under(tree, noun, "out") else mentions.owners(tree, noun):
        if _is_tellers(tree, noun, owner):
            continue
        harmed = tree.tokens[noun].lemma.lower() in _TOLLS or owner.span.exact.lower() in word_class("people")
        (targets if harmed and row.topic == "casualties" else doers).append(owner)
    for prep in _preps(tree, noun):
        _by_preposition(tree, noun, row, prep, mentions, doers, targets)
    for done in tree.dependents(noun, "acl", "relcl"):
        if not (_is_toll(tree, noun) and done.lemma.lower() in word_class("figuring")):
            doers.extend(agents(tree, done.i, mentions))
    _governed(tree, noun, mentions, doers, targets)
    _held(tree, noun, mentions, doers, targets)
    if not targets and row.topic == "casualties":
        targets.extend(_counted(tree, noun, mentions))
    if not targets and row.topic == "hostilities":
        targets.extend(_struck(tree, noun, mentions))
    if not targets and tree.tokens[noun].lemma.lower() in _TOLLS and tree.dependents(noun, "nummod", "amod"):
        targets.extend(_named(tree, noun, mentions))
    return doers, targets


def _is_tellers(tree: Tree, noun: int, owner: Party) -> bool:
    """Whether a toll is its teller's, not of its victims: "*its* toll", "the *ministry's* figure"."""
    if not _is_toll(tree, noun):
        return False
    held = tree.inside(owner.span.start, owner.span.end)
    return any(
        tree.tokens[i].tag == "PRP$" or tree.tokens[i].lemma.lower() in word_class("teller") for i in held
    )


def _is_toll(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].lemma.lower() in word_class("toll_noun")


def _by_preposition(
    tree: Tree,
    noun: int,
    row: EventRow,
    prep: Token,
    mentions: Mentions,
    doers: list[Party],
    targets: list[Party],
) -> None:
    word = prep.lemma.lower()
    hands = list(at_hands(tree, prep, mentions))
    if hands:
        doers.extend(hands)
        return
    mutual = row.plover in _MUTUAL or tree.tokens[noun].lemma.lower() in word_class("fight")
    for head in objects(tree, prep.i):
        if word == "by":
            doers.extend(acting(tree, head.i, mentions))
        elif word == "from":
            doers.extend(p for p in acting(tree, head.i, mentions) if p.actors and is_means(tree, noun))
        elif word == "between":
            sides = sides_of(tree, head.i, mentions)
            doers.extend(sides[:1])
            targets.extend(sides[1:])
        elif word == "of":
            lemma = tree.tokens[noun].lemma.lower()
            mover = lemma in _MOVING or (lemma in _HELD and _is_under(tree, noun)) or lemma == "stronghold"
            (doers if mover else targets).extend(_named(tree, head.i, mentions))
        elif word in _AGAINST or (word == "with" and mutual) or (word == "to" and row.topic == "access"):
            targets.extend(_named(tree, head.i, mentions))


def sides_of(tree: Tree, head: int, mentions: Mentions) -> list[Party]:
    """The two sides of "between the army and the rebels", each a party of its own."""
    later = joined(tree, head)
    if not later:
        return list(acting(tree, head, mentions))
    first = mentions.party(tree, head, alone=True)
    second = mentions.party(tree, later[0])
    return [party for party in (first, second) if party is not None]


def _is_under(tree: Tree, noun: int, word: str = "under") -> bool:
    """Whether a noun follows a word: "*under* rebel control", "*out* of their control"."""
    token = tree.tokens[noun]
    above = tree.tokens[token.head]
    return token.dep == "pobj" and word in {above.lemma.lower(), tree.tokens[above.head].lemma.lower()}


def _held(tree: Tree, noun: int, mentions: Mentions, doers: list[Party], targets: list[Party]) -> None:
    """What is held: "*the town* is under rebel control", "*Idlib* is their stronghold"."""
    under = _is_under(tree, noun)
    lemma = tree.tokens[noun].lemma.lower()
    at = tree.tokens[tree.tokens[noun].head] if under else tree.tokens[noun]
    if not doers and lemma == "control" and _is_under(tree, noun, "in"):
        at = tree.tokens[tree.tokens[tree.tokens[noun].head].head]
        subject = subject_of(tree, at.i) if at.lemma.lower() in word_class("copula") else None
        doers.extend(acting(tree, subject.i, mentions) if subject is not None else ())
    if targets or not (under or (lemma == "stronghold" and at.dep == "attr")):
        return
    above = tree.tokens[at.head]
    if above.pos in {"VERB", "AUX"}:
        subject = subject_of(tree, above.i)
        targets.extend(_named(tree, subject.i, mentions) if subject is not None else ())
    elif above.pos in {"NOUN", "PROPN"}:
        targets.extend(_named(tree, above.i, mentions))


def _counted(tree: Tree, noun: int, mentions: Mentions) -> Iterator[Party]:
    """Whom a toll counts: "the toll rose *to 41*", "*Two nurses* were among the dead"."""
    token = tree.tokens[noun]
    if token.lemma.lower() == "toll" and token.dep in {"nsubj", "nsubjpass", "dobj"}:
        for prep in tree.dependents(token.head, "prep"):
            if prep.lemma.lower() in {"to", "at"}:
                for counted in objects(tree, prep.i):
                    if any(tree.tokens[i].tag == "CD" for i in tree.subtree(counted.i)):
                        yield from _named(tree, counted.i, mentions)
    if _is_under(tree, noun, "among"):
        yield from among(tree, noun, mentions)


def among(tree: Tree, noun: int, mentions: Mentions) -> Iterator[Party]:
    """Who is named as one of a number: "Among those killed was *a cook*"."""
    verb = next((i for i in tree.ancestors(noun) if tree.tokens[i].pos in {"VERB", "AUX"}), None)
    if verb is not None:
        for token in tree.dependents(verb, "nsubj", "nsubjpass", "attr")[-1:]:
            yield from _named(tree, token.i, mentions)


def _struck(tree: Tree, noun: int, mentions: Mentions) -> list[Party]:
    """The place of an attack whose victims are not told: "explosions *in the port*"."""
    token = tree.tokens[noun]
    if token.lemma.lower() in word_class("fight"):
        return []
    above = [token.head] if token.dep in {"nsubj", "dobj"} else []
    for prep in (p for i in (noun, *above) for p in tree.dependents(i, "prep")):
        if prep.lemma.lower() in _PLACED:
            places = [p for place in objects(tree, prep.i) for p in _named(tree, place.i, mentions)]
            if places:
                return places[:1]
    return []


def _named(tree: Tree, index: int, mentions: Mentions) -> Iterator[Party]:
    party = None if is_means(tree, index) else mentions.party(tree, index)
    if party is not None:
        yield party


def _described(tree: Tree, adjective: int, mentions: Mentions) -> Iterator[Party]:
    """Of whom an adjective is said: "*the town* is besieged", "left *nine* dead", "*Nine* were dead"."""
    token = tree.tokens[adjective]
    above = tree.tokens[token.head]
    subjects = tree.dependents(adjective, "nsubj", "nsubjpass")
    if not subjects and token.dep in {"oprd", "xcomp"}:
        subjects = tree.dependents(above.i, "dobj")
    stative = above.lemma.lower() in word_class("copula")
    if not subjects and token.dep in {"acomp", "attr", "oprd"} and stative:
        subject = subject_of(tree, above.i)
        subjects = [] if subject is None else [subject]
    if not subjects and token.dep in {"amod", "acl"} and above.pos in {"NOUN", "PROPN"}:
        subjects = [above]
    if not subjects and tree.dependents(adjective, "nummod"):
        subjects = [token]
    for subject in subjects:
        yield from _named(tree, subject.i, mentions)


def _preps(tree: Tree, noun: int) -> list[Token]:
    """Prepositions of an event noun, of what is joined to it, and "against" of the verb it stands by."""
    nouns = [noun, *(t.i for t in tree.dependents(noun, "conj") if t.pos == "NOUN")]
    preps = [prep for i in nouns for prep in tree.dependents(i, "prep", "agent")]
    if tree.tokens[noun].dep in {"nsubj", "nsubjpass", "dobj"}:
        between = tree.tokens[noun].lemma.lower() in word_class("fight")
        above = tree.dependents(tree.tokens[noun].head, "prep")
        light = tree.tokens[tree.tokens[noun].head].lemma.lower() in word_class("light")
        words = {*(_AGAINST | {"with"} if light else {"against"}), *({"between"} if between else ())}
        preps += [prep for prep in above if prep.lemma.lower() in words]
    return preps


def _governed(tree: Tree, noun: int, mentions: Mentions, doers: list[Party], targets: list[Party]) -> None:
    """What the verb tells that carries the noun: "*the army* launched an attack", "suffered losses"."""
    governor = tree.tokens[tree.tokens[noun].head]
    lemma, dep = governor.lemma.lower(), tree.tokens[noun].dep
    borne = lemma in word_class("suffer")
    if (lemma not in word_class("light") or _is_toll(tree, noun)) and not borne:
        return
    if dep == "nsubjpass" and not doers:
        doers.extend(agents(tree, governor.i, mentions))
    if dep != "dobj" or is_passive(tree, governor.i):
        return
    subject = subject_of(tree, governor.i)
    if subject is not None and not (targets if borne else doers):
        (targets if borne else doers).extend(acting(tree, subject.i, mentions))
