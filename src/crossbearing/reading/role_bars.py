"""Who did not do it: who holds the place, only recorded it, lost their own, stands in another clause."""

from collections.abc import Iterable, Iterator

from crossbearing.model import Quantity, Span
from crossbearing.reading.clauses import is_day, is_passive, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.roles import attacks
from crossbearing.reading.traits import Case
from crossbearing.reading.tree import Tree

_VIOLENCE = frozenset({"casualties", "hostilities"})
_SIDES = ("rebel_side", "jihadist_side", "state_side")
"""Classes of words for the fighters of one side."""
_HARM = frozenset({"killed", "injured", "missing"})
_CARRIED = frozenset({"dobj", "pobj", "prep", "ccomp", "oprd", "acomp", "nummod", "compound", "amod"})
"""How what was found hangs on the verb that tells of it."""
_WHILE = frozenset({"as", "while", "whilst", "when"})
_NEAR = frozenset({"near", "outside", "at", "on", "inside", "beside", "opposite", "against", "targeting"})
_NAMED = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "PRP$", "HYPH", "CD"})
_PLANTED = frozenset({"bomb", "blast", "explosion", "mine", "landmine", "bomber", "bombing", "device"})
"""What goes off by itself: not of those who fired or struck elsewhere in the sentence."""
_BACKING = frozenset({"back", "support", "assist", "aid"})
_OWNING = frozenset({"claim", "deny", "admit"})
_OWNED = "responsibility"
_AFTERMATH = frozenset({"after", "following"})
_DYING = frozenset({"die", "perish", "suffer", "succumb"})
_APART = frozenset({"after", "before", "since", "until", "though", "although"})
"""Words that open a clause of another happening: who did what the main clause tells did not do this."""


_SCENE = frozenset({"in", "at", "inside", "outside", "near", "around"})
"""Words before a place at which something happened."""
_CAPITAL = frozenset({"capital"})


def bystanders(case: Case) -> frozenset[int]:
    """The heads of phrases that did not do a claim's violence, whatever stands beside it.

    "a village held *by the militia*, killing two", "*the network* documented the deaths", "*the army* lost
    twelve men", "*rebels* hit a school a day after dozens were killed",
    "29 rebels died when *rebels* attacked", "strikes killed nine after *rebels* shelled it",
    "*villagers* found a grave", "a blast near an *army* base",
    "a shell fell as *pupils* were leaving, hurting ten", "the army, backed by *the militia*, shelled it".
    """
    if case.topic not in _VIOLENCE:
        return frozenset()
    tree, at = case.tree, case.at
    parted = (*_losers(tree, at), *_own_side(case), *_elsewhere(case), *_meantime(case), *_ahead(tree, at))
    parted = (*parted, *what_went_before(tree, at))
    beside = (
        *_holders(tree, at),
        *_recorders(tree, at),
        *_hit_sites(tree),
        *_scenes(tree),
        *_backers(tree, at),
    )
    beside = (*beside, *_owners(tree, at))
    fallen = (*_finders(tree, at), *_fallen(case)) if case.topic == "casualties" else ()
    return frozenset((*beside, *parted, *fallen))


def _holders(tree: Tree, at: int) -> Iterator[int]:
    """Those by whom a place is held: "a town controlled by the militia", "the militia-held town"."""
    for token in tree.tokens:
        if token.i == at or token.tag != "VBN" or token.lemma.lower() not in word_class("holding"):
            continue
        for agent in tree.dependents(token.i, "agent"):
            for holder in tree.dependents(agent.i, "pobj"):
                yield from (holder.i, *_joined(tree, holder.i))
        if token.i >= 2 and tree.tokens[token.i - 1].text == "-":
            yield token.i - 2


def _joined(tree: Tree, head: int) -> Iterator[int]:
    for other in tree.dependents(head, "conj"):
        yield other.i
        yield from _joined(tree, other.i)


def _owners(tree: Tree, at: int) -> Iterator[int]:
    """Who owns to a deed or denies it, where its cost is told: "*the army* denied the raid that killed"."""
    for above in tree.ancestors(at):
        owned = tree.dependents(above, "dobj")
        if tree.tokens[above].lemma.lower() in _OWNING or any(t.lemma.lower() == _OWNED for t in owned):
            subject = subject_of(tree, above)
            if subject is not None and owned and at not in (above, *(t.i for t in owned)):
                yield from (subject.i, *_joined(tree, subject.i))


def _recorders(tree: Tree, at: int) -> Iterator[int]:
    """Whoever saw, counted or mourned what happened: "*the network* documented the deaths of 27"."""
    for above in tree.ancestors(at):
        if tree.tokens[above].lemma.lower() in word_class("witnessing"):
            subject = subject_of(tree, above)
            if subject is not None:
                yield from (subject.i, *_joined(tree, subject.i))


def _finders(tree: Tree, at: int) -> Iterator[int]:
    """Whoever found, carried or nursed the dead and the wounded: "*villagers* found a mass grave"."""
    below = at
    for verb in (at, *tree.ancestors(at)):
        lemma, linked = tree.tokens[verb].lemma.lower(), verb == at or tree.tokens[below].dep in _CARRIED
        handled = lemma in word_class("handling") and _has_fallen(tree, verb)
        if linked and (lemma in word_class("finding") or handled) and not is_passive(tree, verb):
            subject = subject_of(tree, verb)
            if subject is not None and at not in tree.subtree(subject.i):
                yield from (subject.i, *_joined(tree, subject.i))
        below = verb


def _has_fallen(tree: Tree, verb: int) -> bool:
    """Whether a verb is done to the dead or wounded: "carried *the bodies*", "buried *two men* killed"."""
    carried = {t.lemma.lower() for t in tree.dependents(verb, "dobj")}
    carried |= {t.text.lower() for t in tree.dependents(verb, "dobj")}
    told = (one.text.lower() for t in tree.dependents(verb, "dobj") for one in tree.dependents(t.i, "acl"))
    return bool(carried & (word_class("victim") | word_class("corpse")) or word_class("harmed") & set(told))


def _fallen(case: Case) -> Iterator[int]:
    """Those counted or named as killed or hurt: "*25 rebels* killed", "several wounded *women* lay there"."""
    tree = case.tree
    for quantity in case.quantities:
        if quantity.measure in _HARM:
            yield from tree.inside(quantity.span.start, quantity.span.end)
    for token in tree.tokens:
        if token.text.lower() in word_class("harmed") and token.dep == "amod":
            yield token.head


def _meantime(case: Case) -> Iterator[int]:
    """All in a clause that tells what else was going on, and no attack: "as *pupils* were leaving, hurting
    ten", "was hurt while covering a parade of *the army*".
    """
    tree, at = case.tree, case.at
    for clause in tree.tokens:
        opening = {t.text.lower() for t in tree.dependents(clause.i, "mark", "advmod")}
        if clause.dep != "advcl" or clause.i == at or not opening & _WHILE or attacks(tree, clause.i):
            continue
        inside = tree.subtree(clause.i)
        host = next((i for i in tree.ancestors(at) if tree.tokens[i].pos in {"VERB", "AUX"}), None)
        if host == clause.i and tree.tokens[at].tag == "VBG" and tree.tokens[at].dep != "conj":
            yield from inside - tree.subtree(at)
        elif at not in inside and {"while", "whilst"} & opening and clause.tag == "VBG":
            yield from inside


def _ahead(tree: Tree, at: int) -> Iterator[int]:
    """All before a bomb first told of, as other headlines: "Jets hit *rebels* A car bomb killed nine"."""
    own = {i for prep in tree.dependents(at, "prep") for i in tree.subtree(prep.i)}
    for bomb in _planted(tree, at):
        yield from (i for i in range(min(tree.subtree(bomb))) if i not in own)


def _planted(tree: Tree, at: int) -> list[int]:
    """A bomb or blast that did it, told of for the first time."""
    return [
        subject.i
        for subject in tree.dependents(at, "nsubj")
        if subject.lemma.lower() in _PLANTED
        and {t.text.lower() for t in tree.dependents(subject.i, "det")} & {"a", "an", "another"}
    ]


def what_went_before(tree: Tree, at: int) -> frozenset[int]:
    """All that a verb with its own subject tells as gone before: "Strikes killed nine *after rebel fire*".

    Not so of who only suffered: "Nine were killed after rebels shelled the town".
    """
    if is_passive(tree, at) or not tree.dependents(at, "nsubj") or tree.tokens[at].lemma.lower() in _DYING:
        return frozenset()
    links = [t for t in tree.dependents(at, "prep") if t.text.lower() in _AFTERMATH]
    links += [
        clause
        for clause in tree.dependents(at, "advcl")
        if {t.text.lower() for t in tree.dependents(clause.i, "mark")} & _AFTERMATH
    ]
    return frozenset(i for link in links for i in tree.subtree(link.i))


def _hit_sites(tree: Tree) -> Iterator[int]:
    """Whose base or office something happened at: "a blast near the *army's* headquarters"."""
    for token in tree.tokens:
        if token.text.lower() not in _NEAR:
            continue
        run = []
        for other in tree.tokens[token.i + 1 :]:
            if other.tag not in _NAMED or is_day(tree, other.i):
                break
            run.append(other)
        last = max((n for n, one in enumerate(run) if one.lemma.lower() in word_class("site")), default=-1)
        yield from (one.i for one in run[: last + 1])


def _scenes(tree: Tree) -> Iterator[int]:
    """Places at which something happened, though "that" seems to go on from them: "in *the capital* that"."""
    for prep in tree.tokens:
        if prep.dep == "prep" and prep.text.lower() in _SCENE:
            for noun in tree.dependents(prep.i, "pobj"):
                if noun.lemma.lower() in word_class("territory") | word_class("site") | _CAPITAL:
                    yield noun.i


def _backers(tree: Tree, at: int) -> Iterator[int]:
    """Who only helped whoever did it: "the army, backed by *the militia*, shelled the village"."""
    for token in tree.tokens:
        if token.i == at or token.tag != "VBN" or token.lemma.lower() not in _BACKING:
            continue
        for agent in tree.dependents(token.i, "agent"):
            for backer in tree.dependents(agent.i, "pobj"):
                yield from (backer.i, *_joined(tree, backer.i))


def _losers(tree: Tree, at: int) -> Iterator[int]:
    """Whose own were killed: "*the army* lost twelve men"."""
    if tree.tokens[at].lemma.lower() == "lose":
        subject = subject_of(tree, at)
        if subject is not None:
            yield from (subject.i, *_joined(tree, subject.i))


def may_inherit(tree: Tree, trigger: Trigger | None, quantities: Iterable[Quantity]) -> bool:
    """Whether who attacked elsewhere in the sentence may have done this: not where people are only missing,
    nor where a new weapon is told of: "jets hit the hill … *a car bomb* killed nine".
    """
    measures = {quantity.measure for quantity in quantities} & _HARM
    if measures == {"missing"}:
        return False
    return trigger is None or not _planted(tree, trigger.head)


def same_side(tree: Tree, one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two parties are fighters of one side by their words: "the *army*", "11 *soldiers*"."""
    sides = [
        {
            name
            for name in _SIDES
            for span in spans
            for i in tree.inside(span.start, span.end)
            if tree.tokens[i].lemma.lower() in word_class(name)
        }
        for spans in (one, other)
    ]
    return bool(sides[0] & sides[1])


def _own_side(case: Case) -> Iterator[int]:
    """Those of the side of the fighters killed: "29 opposition fighters died when *rebels* attacked"."""
    if case.topic != "casualties":
        return
    tree = case.tree
    struck = {i for span in case.roles.target_spans for i in tree.inside(span.start, span.end)}
    struck |= {i for q in case.quantities for i in tree.inside(q.span.start, q.span.end)}
    words = {tree.tokens[i].lemma.lower() for i in struck}
    own = {word for side in _SIDES if words & word_class(side) for word in word_class(side)}
    for clause in tree.dependents(case.at, "advcl"):
        beside = tree.subtree(clause.i) - struck
        yield from (i for i in beside if tree.tokens[i].lemma.lower() in own)


def _elsewhere(case: Case) -> Iterator[int]:
    """All that stands outside a clause of another time that has a subject of its own."""
    tree, head = case.tree, case.clause.head
    opened = {t.lemma.lower() for t in tree.dependents(head, "mark", "prep", "advmod")} & _APART
    if opened and tree.tokens[head].dep in {"advcl", "pcomp"} and tree.dependents(head, "nsubj", "nsubjpass"):
        inside = tree.subtree(head)
        yield from (token.i for token in tree.tokens if token.i not in inside)
