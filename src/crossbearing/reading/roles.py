"""Who did it to whom: doers and targets of a trigger, by voice, preposition and modifier."""

from collections.abc import Iterator

from msgspec import Struct

from crossbearing.model import Span, Token
from crossbearing.reading.clauses import is_day, is_passive, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import EventRow, event_words, word_class
from crossbearing.reading.nominal import among, nominal, sides_of
from crossbearing.reading.owners import (
    acting,
    agents,
    instruments,
    is_crewed,
    is_fire,
    is_happening,
    is_means,
    later,
    objects,
    weapon_owners,
)
from crossbearing.reading.phrases import Mentions, Party, joined, unique
from crossbearing.reading.tree import Tree

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_AT = frozenset({"against", "on", "upon", "at"})
_TOWARDS = frozenset({"into", "towards", "toward", "over", "of"})
_WITH = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_BURST = frozenset({"in", "near", "at", "outside", "inside"})
_STEPS = 3
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_WHEN = frozenset({"when", "after", "as"})


class Roles(Struct, frozen=True):
    """Doers and targets: actor ids in text order, no id in both lists twice, and the words that name them.

    The words may name somebody who has no id ("12 people", "a hospital", "they").
    """

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()


class _Sides(Struct, frozen=True):
    doers: list[Party]
    targets: list[Party]


def find_roles(
    tree: Tree,
    trigger: Trigger | None,
    own: frozenset[int],
    mentions: Mentions,
    head: int | None = None,
) -> Roles:
    """Doers and targets of an event; ``own`` are the tokens of its clause and ``head`` its verb, if known.

    A clause without an event word still has a verb with a subject and an object: "The militia *vetted* them".
    Examples: "The army shelled the rebels"; "Nine villagers were killed by militiamen"; "killed in
    rebel fire"; "the killing of nine villagers by gunmen"; "regime air strikes on the rebels".
    """
    row = trigger.row if trigger is not None else None
    at = trigger.head if trigger is not None else head
    if at is None:
        return Roles()
    head = at if head is None else head
    at = at if trigger is not None else _deepest(tree, at)
    token = tree.tokens[at]
    if row is not None and row.mode == "ceasefire":
        sides = _Sides(list(_ending(tree, at, mentions)), [])
    elif token.pos in {"VERB", "AUX"}:
        sides = _verbal(tree, at, trigger, mentions)
        if not sides.doers and not sides.targets:
            sides = _filled(tree, head, at, row, sides, mentions)
    elif row is not None:
        sides = _filled(tree, head, at, row, _Sides(*nominal(tree, at, row, mentions)), mentions)
    else:
        return Roles()
    doers, targets = sides.doers, sides.targets
    if row is not None and not doers:
        doers = list(_elsewhere(tree, at, own, row, mentions))
    if row is not None and row.plover == "AGREE":
        doers = [*doers, *_between(tree, own, mentions)]
    if row is not None and row.plover in _VIOLENT:
        doers = [p for p in doers if not p.actors or not set(p.actors) <= mentions.media]
    return told(unique(doers), unique(targets))


def _filled(
    tree: Tree, head: int, at: int, row: EventRow | None, sides: _Sides, mentions: Mentions
) -> _Sides:
    """What an event's word leaves open its clause's verb may tell: "The blast *cost nine men* their sight".

    Who hears, fears or condemns an attack or an arrest did not do it.
    """
    verb, word, topic = tree.tokens[head], tree.tokens[at], row.topic if row is not None else None
    if head == at or verb.pos != "VERB" or (sides.doers and sides.targets):
        return sides
    told = _verbal(tree, head, None, mentions)
    first = at in {i for t in tree.dependents(head, "nsubj", "nsubjpass") for i in tree.subtree(t.i)}
    violent = row is not None and row.plover in _VIOLENT and row.topic in {"hostilities", "casualties"}
    other = topic == "casualties" and verb.lemma.lower() in word_class("figuring")
    other |= topic == "detention" and verb.lemma.lower() not in word_class("carried_out")
    barred = other or (violent and not _joins(tree, head)) or (row is not None and row.plover == "AID")
    doers = sides.doers or ([] if first or barred else told.doers)
    borne = first or is_passive(tree, head) or _suffers(tree, head)
    closed = word.dep == "nsubjpass" or (violent and not borne) or (row is not None and row.plover == "AGREE")
    return _Sides(doers, sides.targets or ([] if closed else told.targets))


def _deepest(tree: Tree, verb: int) -> int:
    """The verb that says what is done: "managed *to cross*", "are believed *to live* there"."""
    for _ in range(_STEPS):
        below = [t for t in tree.dependents(verb, "xcomp") if t.pos == "VERB"]
        led = below and any(t.text.lower() == "to" for t in tree.dependents(below[0].i, "aux"))
        if not led or tree.dependents(verb, "dobj"):
            return verb
        verb = below[0].i
    return verb


def told(doers: list[Party], targets: list[Party]) -> Roles:
    """Roles of these parties; what overlaps a doer is no target, and no id is in both lists."""
    actors = tuple(dict.fromkeys(a for party in doers for a in party.actors))
    left = [p for p in targets if not any(_overlap(p.span, d.span) for d in doers)]
    ids = tuple(dict.fromkeys(a for party in left for a in party.actors if a not in actors))
    return Roles(actors, ids, tuple(p.span for p in doers), tuple(p.span for p in left))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _elsewhere(
    tree: Tree, at: int, own: frozenset[int], row: EventRow, mentions: Mentions
) -> Iterator[Party]:
    """Doers that do not hang on the event's own word."""
    if row.plover in _VIOLENT:
        yield from _stray_agents(tree, own, mentions)
    if row.topic == "casualties":
        yield from _beside(tree, at, mentions)
        yield from _meanwhile(tree, at, mentions)


def _ending(tree: Tree, index: int, mentions: Mentions) -> Iterator[Party]:
    """Whose fighting ends: "the *army* halted its attacks", "operations by the *army* were halted"."""
    subject = subject_of(tree, index)
    if subject is not None:
        yield from acting(tree, subject.i, mentions)
        yield from weapon_owners(tree, subject.i, mentions)
    for noun in tree.dependents(index, "dobj"):
        yield from weapon_owners(tree, noun.i, mentions)


def _stray_agents(tree: Tree, own: frozenset[int], mentions: Mentions) -> Iterator[Party]:
    """Doers after a "by" that the parse hung on a neighbour: "killed in rebel zones *by regime raids*"."""
    for index in sorted(own):
        token = tree.tokens[index]
        hung = tree.tokens[token.head].pos in {"NOUN", "PROPN"}
        if token.lemma.lower() == "by" and token.dep in {"prep", "agent"} and hung:
            for noun in tree.dependents(index, "pobj"):
                yield from (p for p in acting(tree, noun.i, mentions) if p.actors)


def _meanwhile(tree: Tree, verb: int, mentions: Mentions) -> Iterator[Party]:
    """Who killed, told as what happened then: "Nine died *when rebel rockets hit* the market"."""
    beside = [verb, *later(tree, verb)]
    for then in (clause for i in beside for clause in tree.dependents(i, "advcl")):
        opening = {t.text.lower() for t in tree.dependents(then.i, "mark", "advmod")}
        if opening & _WHEN and not is_passive(tree, then.i):
            for subject in tree.dependents(then.i, "nsubj"):
                if is_means(tree, subject.i) or attacks(tree, then.i):
                    yield from acting(tree, subject.i, mentions)
        elif opening & _WHEN:
            yield from agents(tree, then.i, mentions)


def _beside(tree: Tree, verb: int, mentions: Mentions) -> Iterator[Party]:
    """Whose weapon harmed those told of beside: "One was killed and *two hurt in rebel fire*"."""
    beside = [*later(tree, verb), *(t.i for t in tree.dependents(verb, "advcl"))]
    near = [*beside, *(t.i for i in beside for t in tree.dependents(i, "acl"))]
    if tree.tokens[verb].dep in {"conj", "advcl"}:
        near.append(tree.tokens[verb].head)
    for other in near:
        if tree.tokens[other].lemma.lower() in word_class("harming"):
            yield from instruments(tree, other, mentions)
            yield from agents(tree, other, mentions)


def attacks(tree: Tree, verb: int) -> bool:
    """Whether a verb, or what it carries, is an attack: "shelled", "fired a rocket"."""
    rows = event_words().verbs.get(tree.tokens[verb].lemma.lower(), ())
    light = tree.tokens[verb].lemma.lower() in word_class("light")
    armed = light and any(is_means(tree, noun.i) for noun in tree.dependents(verb, "dobj"))
    return armed or any(row.topic == "hostilities" and row.plover == "ASSAULT" for row in rows)


def _between(tree: Tree, own: frozenset[int], mentions: Mentions) -> Iterator[Party]:
    """Those who made a deal: "a truce *between the army and the rebels*"."""
    for index in sorted(own):
        if tree.tokens[index].lemma.lower() == "between":
            for noun in objects(tree, index):
                yield from sides_of(tree, noun.i, mentions)


def _verbal(tree: Tree, verb: int, trigger: Trigger | None, mentions: Mentions) -> _Sides:
    doers: list[Party] = []
    targets: list[Party] = []
    if is_fire(tree, verb) and tree.tokens[verb - 1].dep == "conj" and not tree.dependents(verb, "nsubj"):
        return _Sides([*acting(tree, verb - 1, mentions)], [*_at(tree, verb, trigger, mentions)])
    stative = tree.tokens[verb].lemma.lower() in word_class("copula")
    if stative and (trigger is None or trigger.row.plover is None):
        return _Sides(*_state(tree, verb, mentions))
    numbered = tree.tokens[verb - 1] if verb else None
    if numbered is not None and numbered.tag == "CD" and tree.tokens[verb].tag == "VBN":
        return _Sides([*instruments(tree, verb, mentions)], [*_harmed(tree, numbered.i, mentions)])
    above = _main_verb(tree, verb, trigger, mentions.by_token)
    subject = subject_of(tree, verb if above is None else above)
    host = above if above is not None else _host(tree, verb)
    if host is not None and is_passive(tree, host):
        doers.extend((*agents(tree, host, mentions), *instruments(tree, host, mentions)))
    elif subject is not None and (is_passive(tree, verb) or _suffers(tree, verb)) and not _joins(tree, verb):
        targets.extend(_harmed(tree, subject.i, mentions))
    elif subject is not None:
        doers.extend(acting(tree, subject.i, mentions))
    doers.extend((*agents(tree, verb, mentions), *instruments(tree, verb, mentions)))
    for noun in [] if targets else _objects(tree, verb):
        if trigger is not None and trigger.row.plover == "ACCUSE" and is_happening(tree, noun.i):
            targets.extend(weapon_owners(tree, noun.i, mentions))
        else:
            targets.extend(_harmed(tree, noun.i, mentions))
    if trigger is None and subject is not None and _is_deal(tree, subject.i):
        return _Sides(doers, [])
    if not targets or (trigger is not None and trigger.row.plover == "AID"):
        targets = [*_at(tree, verb, trigger, mentions)] or targets
    if not targets and subject is not None and tree.tokens[verb].lemma.lower() in word_class("fight"):
        sides = sides_of(tree, subject.i, mentions) if joined(tree, subject.i) else []
        return _Sides(sides[:1], sides[1:]) if sides else _Sides(doers, targets)
    return _Sides(doers, targets)


def _objects(tree: Tree, verb: int) -> list[Token]:
    """What a verb is done to; those who leave a place do nothing to it."""
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in word_class("leaving"):
        return _left(tree, verb)
    made = [] if lemma not in word_class("asking") else tree.dependents(verb, "ccomp")
    asked = [subject for other in made for subject in tree.dependents(other.i, "nsubj")]
    own = tree.dependents(verb, "dobj")[:1]
    taken = tree.tokens[verb].dep == "relcl" and not own and lemma in word_class("taking")
    if taken and tree.dependents(verb, "nsubj"):
        own = [tree.tokens[tree.tokens[verb].head]]
    return [*own, *tree.dependents(verb, "dative"), *_left(tree, verb), *asked]


def _is_deal(tree: Tree, index: int) -> bool:
    """Whether a subject is an agreement: whom it leaves out is no party to it."""
    rows = event_words().nouns.get(tree.tokens[index].lemma.lower(), ())
    return any(row.plover == "AGREE" for row in rows)


def _state(tree: Tree, verb: int, mentions: Mentions) -> tuple[list[Party], list[Party]]:
    """Of whom a state is told: "*The road* is closed", "*Two nurses* were among the dead"."""
    held = [
        noun.i
        for prep in tree.dependents(verb, "prep")
        for noun in tree.dependents(prep.i, "pobj")
        if (prep.lemma.lower() == "among" and noun.lemma.lower() in word_class("fallen"))
        or (prep.lemma.lower() == "under" and noun.lemma.lower() in word_class("hold"))
    ]
    plain = [t for t in tree.dependents(verb, "acomp") if not tree.dependents(t.i, "xcomp", "ccomp", "prep")]
    if not held and not plain:
        return [], []
    told = tree.dependents(verb, "nsubj", "attr")[-1:]
    doers = [owner for noun in held for owner in weapon_owners(tree, noun, mentions)]
    return doers, [party for token in told for party in _harmed(tree, token.i, mentions)]


def _left(tree: Tree, verb: int) -> list[Token]:
    """Those whom something leaves in a state: "left *nine people* dead"."""
    if tree.tokens[verb].lemma.lower() not in {"leave", "set"}:
        return []
    states = [t for t in tree.dependents(verb, "ccomp", "oprd") if t.pos == "ADJ"]
    told = [subject for state in states for subject in tree.dependents(state.i, "nsubj", "npadvmod")]
    return told or (tree.dependents(verb, "dobj") if states else [])


def _joins(tree: Tree, verb: int) -> bool:
    """Verbs whose subject, also of the passive, acts: "the militia is *involved* in the battle"."""
    return tree.tokens[verb].lemma.lower() in {"involve", "engage", "prepare"}


def _main_verb(tree: Tree, verb: int, trigger: Trigger | None, named: dict[int, str]) -> int | None:
    """The act that a participle goes on from: "shelled a camp, *killing* nine and *hurting* two".

    Without commas the parse often hangs it on the noun before; men "holding" a town do so themselves.
    """
    token = _first(tree, verb)
    owned = tree.dependents(token.i, "nsubj", "nsubjpass")
    if trigger is None or owned or (token.tag, token.dep) != ("VBG", "acl"):
        return None
    above = next((i for i in tree.ancestors(token.i) if tree.tokens[i].pos == "VERB"), None)
    if above is None or token.head < above:
        return None
    if trigger.row.topic != "casualties":
        noun = tree.tokens[token.head].lemma.lower()
        known = token.head in named or noun in word_class("people") | word_class("force")
        return None if known or is_crewed(tree, token.head, vehicles=True) else above
    goes_on = attacks(tree, above) or _harms(tree, above) or token.head not in named
    return above if goes_on else None


def _harms(tree: Tree, verb: int) -> bool:
    """Whether a verb kills or hurts: what it does so to did not hurt others: "took the lives of *guards*"."""
    lemma = tree.tokens[verb].lemma.lower()
    lives = any(noun.lemma.lower() == "life" for noun in tree.dependents(verb, "dobj"))
    rows = event_words().verbs.get(lemma, ())
    return lives or any(row.topic == "casualties" and len(row.words) == 1 for row in rows)


def _first(tree: Tree, verb: int) -> Token:
    """The first of the participles that "and" joins."""
    token = tree.tokens[verb]
    while token.dep == "conj" and tree.tokens[token.head].tag == token.tag == "VBG":
        token = tree.tokens[token.head]
    return token


def _harmed(tree: Tree, index: int, mentions: Mentions) -> Iterator[Party]:
    """A phrase to which something is done; not a means, a happening or the doer himself."""
    token = tree.tokens[index]
    if token.lemma.lower() == "those" and _is_among(tree, index):
        yield from among(tree, index, mentions)
        return
    host = tree.tokens[token.head]
    if host.dep == "relcl" and token.text.lower() in _RELATIVE and host.head != index:
        yield from _harmed(tree, host.head, mentions)
        return
    selves = token.lemma.lower().endswith(("self", "selves"))
    idle = token.dep == "dobj" and token.lemma.lower() in word_class("idle")
    if selves or idle or (is_means(tree, index) and not is_crewed(tree, index, vehicles=True)):
        return
    if is_day(tree, index):
        return
    if token.tag in {"WDT", "WP", "EX"}:
        return
    party = mentions.party(tree, index)
    if party is not None:
        yield party


def _is_among(tree: Tree, index: int) -> bool:
    above = tree.tokens[tree.tokens[index].head]
    return tree.tokens[index].dep == "pobj" and above.lemma.lower() == "among"


def _at(tree: Tree, verb: int, trigger: Trigger | None, mentions: Mentions) -> Iterator[Party]:
    """What an act is aimed at: "fired *at the bus*", "took control *of a hill*", "met *with rebels*"."""
    row = trigger.row if trigger is not None else None
    words = {*_AT} if row is not None else {*_AT, "into"}
    if row is not None and row.topic in {"control", "hostilities"}:
        words |= _TOWARDS if row.topic == "control" else {"into", "towards"}
    if row is not None and row.mode in {"suicide-attack", "explosives"}:
        words |= _BURST
    if row is not None and (row.plover in _WITH or row.words[0] in word_class("fight")):
        words.add("with")
    if row is not None and row.plover == "AID":
        words = {"to"}
    inner = [i for i in trigger.tokens if i != verb] if trigger is not None else []
    carried = tree.dependents(verb, "dobj")
    inner += [noun.i for noun in carried if is_means(tree, noun.i) and noun.i not in inner]
    if any(noun.lemma.lower() in {"damage", "harm", "loss"} for noun in carried):
        words.add("to")
        inner += [noun.i for noun in carried]
    for prep in (p for i in (verb, *inner) for p in tree.dependents(i, "prep")):
        if prep.lemma.lower() in words:
            for noun in objects(tree, prep.i):
                yield from _harmed(tree, noun.i, mentions)


def _host(tree: Tree, verb: int) -> int | None:
    """The passive verb whose subject a participle must not borrow: "was hit by a raid, *killing* nine"."""
    token = tree.tokens[verb]
    if token.tag != "VBG" or tree.dependents(verb, "nsubj", "nsubjpass"):
        return None
    above = tree.tokens[token.head]
    while token.dep == "conj" and above.tag == "VBG" and above.head != above.i:
        token, above = above, tree.tokens[above.head]
    return above.i if token.dep == "advcl" and is_passive(tree, above.i) else None


def _suffers(tree: Tree, verb: int) -> bool:
    """Verbs whose subject is the one harmed: "Nine people died"."""
    return tree.tokens[verb].lemma.lower() in word_class("suffer")
