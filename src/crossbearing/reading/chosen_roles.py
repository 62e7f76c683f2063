"""Who did it to whom, as was learnt: of a sentence's phrases the likeliest doer and target, or nobody."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Span
from crossbearing.reading.clauses import subject_of
from crossbearing.reading.either import without_either
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.owners import is_at_hands, is_fire, is_means
from crossbearing.reading.phrases import Mentions, Party, joined
from crossbearing.reading.role_bars import bystanders
from crossbearing.reading.role_phrases import Candidate, candidates
from crossbearing.reading.role_spelling import Telling, is_way, spelt, way_by, way_told
from crossbearing.reading.role_traits import Asked, Sight, ground_of, meeting_of, meets, role_traits
from crossbearing.reading.roles import Roles, find_roles, told
from crossbearing.reading.tables import open_table
from crossbearing.reading.tree import Tree

ROLES = ("doer", "target")
NAMED, SELDOM = 0.35, 0.2
"""From these shares on, of all phrases together, somebody is named where the rules name somebody.

The rules are trusted further in categories that are seldom met in training.
"""
FOUND = {"doer": 0.7, "target": 0.65}
"""The same where the rules name nobody: a claim put on the wrong doer is worse than one put on none."""
INSTEAD = 0.45
"""A doer less likely than this does not stand for one of the rules'; of targets the likelier is righter."""
COMMON = frozenset({"ASSAULT", None})
KEPT = frozenset({"AGREE"})
"""Categories on whose parties the rules are righter: what a deal leaves out is no target of it."""
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_LIKELIEST = 5
"""So many of each role are tried together where the likeliest doer and target are the same words."""
_REMEMBERED = 2**15
"""The weights of so many tellings are remembered."""


class Shares(Struct, frozen=True):
    """How likely each candidate of a claim is, and last nobody, as ``doer`` and as ``target``."""

    doer: tuple[float, ...]
    target: tuple[float, ...]


@lru_cache(maxsize=1)
def role_weights() -> dict[str, complex]:
    """The packaged weights: trait → as doer + as target · i; raises DataError where they are missing."""
    held = open_table("roles.npz")
    names, weights = held["traits"].tolist(), held["weights"].tolist()
    return {name: complex(doer, target) for name, (doer, target) in zip(names, weights, strict=True)}


class Weights(dict[Telling, complex]):
    """The weights of tellings, summed over the traits of each: as doer, and as target the imaginary part.

    They are looked up at the first asking; those of ways with something else, which are many and seldom have
    any, are there from the start. All are small multiples of one power of two, so that their sums are exact
    in whatever order they are added.
    """

    def __missing__(self, telling: Telling) -> complex:
        if not self or len(self) >= _REMEMBERED:
            self.clear()
            self.update((way_told(trait), pair) for trait, pair in role_weights().items() if is_way(trait))
        if telling[0] is way_by:
            return self.get(telling, 0j)
        held = role_weights()
        found = sum((held[trait] for trait in spelt((telling,)) if trait in held), 0j)
        self[telling] = found
        return found


_WEIGHTS = Weights()


def sight_of(tree: Tree, triggers: Sequence[Trigger], mentions: Mentions, kinds: Mapping[str, str]) -> Sight:
    """What all claims of a sentence share; ``kinds`` are those of the actors of its cast."""
    ruled = tuple((hit, find_roles(tree, hit, frozenset(), mentions)) for hit in triggers)
    found = tuple(candidates(tree, mentions, kinds))
    leanings = tuple(_summed(one.looks) for one in found)
    return Sight(found, ruled, meeting_of(found, ruled), leanings, ground_of(tree))


def choose(asked: Asked) -> Roles:
    """Who did it and to whom; whoever only tells it did nothing.

    A softmax over the sentence's noun phrases and nobody, for each role, over what there is to see of them
    and what the rules say. Examples: "Rebels fired shells *at the port*, a guard said" → rebels, the port;
    "the militia, which *shelled* the camp" → the militia, the camp.
    """
    if _kept(asked):
        return asked.case.roles
    barred = bystanders(asked.case)
    asked = _without(asked, barred)
    return picked(asked, weighed(asked), barred)


def _without(asked: Asked, barred: frozenset[int]) -> Asked:
    """A claim whose rules name none of those as its doer."""
    case = asked.case
    named = {i for span in case.roles.actor_spans for i in case.tree.inside(span.start, span.end)}
    if not named & barred:
        return asked
    return replace(asked, case=replace(case, roles=replace(case.roles, actors=(), actor_spans=())))


def _kept(asked: Asked) -> bool:
    return asked.category in KEPT or asked.topic == "agreement"


def weighed(asked: Asked) -> Shares:
    """How likely each candidate of a claim is."""
    leanings = (*asked.sight.leanings, 0j)
    seen = map(_summed, role_traits(asked))
    scores = [leaning + told for leaning, told in zip(leanings, seen, strict=True)]
    return Shares(_shares([score.real for score in scores]), _shares([score.imag for score in scores]))


def _summed(tellings: Iterable[Telling]) -> complex:
    """The weights of some tellings, summed: as doer, as target."""
    return sum(map(_WEIGHTS.__getitem__, tellings), 0j)


def _shares(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return tuple(power / total for power in powers)


def picked(asked: Asked, shares: Shares, others: frozenset[int] = frozenset()) -> Roles:
    """The doer and the target by their shares; they are never the same words. ``others`` did not do it."""
    found, ruled = asked.sight.candidates, asked.case.roles
    if _kept(asked):
        return ruled
    barred = _barred(asked)
    doing = [
        0.0
        if one.head in others or (one.head in barred and not meets(one.party.span, ruled.actor_spans))
        else share
        for one, share in zip(found, shares.doer[:-1], strict=True)
    ]
    doing = _scaled([*doing, shares.doer[-1]])
    named = NAMED if asked.category in COMMON else SELDOM
    doer = _best(found, doing, ruled.actor_spans, named if ruled.actor_spans else FOUND["doer"], INSTEAD)
    handed = (n for n, c in enumerate(found) if c.party.span in ruled.actor_spans)
    doer = next((n for n in handed if is_at_hands(asked.case.tree, found[n].head)), doer)
    target = _best(found, shares.target, ruled.target_spans, named if ruled.target_spans else FOUND["target"])
    if doer is not None and target is not None and _same(found[doer], found[target]):
        doer, target = _apart(found, doing, shares.target)
    partners = [] if doer is None else _partners(asked, found[doer], others)
    return told([*_party(found, doer), *partners], _party(found, target))


def _partners(asked: Asked, one: Candidate, others: frozenset[int]) -> list[Party]:
    """Whose weapon "and" joins to the doer's: "killed in *government* raids and *rebel* rocket fire".

    Or whom it joins to him before one weapon: "*Turkish* and Sarnian army shelling".
    """
    tree, ruled = asked.case.tree, asked.case.roles.actor_spans
    if one.party.span not in ruled:
        return []
    owned = tree.tokens[one.head].head
    beside = {*joined(tree, owned), *(i for i in tree.ancestors(owned) if owned in joined(tree, i))}
    found = [c for c in asked.sight.candidates if c.party.span in ruled and c.head not in others]
    means = is_means(tree, owned)
    own = [
        c
        for c in found
        if tree.tokens[c.head].head in beside
        or (c.head in beside and is_fire(tree, c.head + 1))
        or (tree.tokens[c.head].head == owned and c.head < one.head and bool(tree.dependents(c.head, "cc")))
    ]
    return [c.party for c in own if means and not _same(c, one)]


def settled(roles: Roles, tellers: frozenset[int], tree: Tree, by_token: Mapping[int, str]) -> Roles:
    """Targets but for those who tell it, whom the parse joins to them; no choice of two doers.

    "killing nine people, *a monitor and medics said*"; "*either Kenyan or Ugandan* jets killed nine"
    """
    cut = (_before(span, tellers, tree) for span in roles.target_spans)
    spans = tuple(span for span in cut if span is not None)
    left = {by_token.get(i) for span in spans for i in tree.inside(span.start, span.end)}
    gone = {by_token[i] for i in tellers if i in by_token} - left
    told_of = replace(roles, targets=tuple(a for a in roles.targets if a not in gone), target_spans=spans)
    return without_either(told_of, tree, by_token)


def _before(span: Span, tellers: frozenset[int], tree: Tree) -> Span | None:
    """The words of a span before those who tell it begin."""
    inside = sorted(tree.inside(span.start, span.end))
    first = next((n for n, i in enumerate(inside) if i in tellers), None)
    return span if first is None else tree.span(inside[:first])


def _barred(asked: Asked) -> frozenset[int]:
    """The heads of who tells the claim, and of who hears, fears or condemns its violence: no doers of it."""
    case, tree = asked.case, asked.case.tree
    head = case.clause.head
    witnessed = tree.tokens[head].lemma.lower() in word_class("witnessing")
    if case.at == head or asked.category not in _VIOLENT or not witnessed:
        return asked.tellers
    subject = subject_of(tree, head)
    return asked.tellers if subject is None else asked.tellers | {subject.i}


def _scaled(shares: Sequence[float]) -> list[float]:
    total = sum(shares)
    return [share / total for share in shares] if total else [0.0 for _ in shares]


def _best(
    found: Sequence[Candidate],
    shares: Sequence[float],
    ruled: Sequence[Span],
    least: float,
    firm: float = 0.0,
) -> int | None:
    """The likeliest phrase, as the rules cut it, if it is likely enough that somebody is named."""
    if len(shares) == 1 or 1 - shares[-1] < least:
        return None
    best = max(range(len(found)), key=shares.__getitem__)
    unsure = shares[best] < firm
    like = [
        n for n, one in enumerate(found) if one.party.span in ruled and (unsure or _same(one, found[best]))
    ]
    return max(like, key=shares.__getitem__, default=best)


def _same(one: Candidate, other: Candidate) -> bool:
    return meets(one.party.span, (other.party.span,))


def _apart(
    found: Sequence[Candidate], doing: Sequence[float], suffering: Sequence[float]
) -> tuple[int | None, int | None]:
    """The likeliest two phrases that share no words, or one of them and nobody."""
    nobody = len(found)
    first = [*sorted(range(nobody), key=lambda n: -doing[n])[:_LIKELIEST], nobody]
    second = [*sorted(range(nobody), key=lambda n: -suffering[n])[:_LIKELIEST], nobody]
    pairs = [
        (doing[i] * suffering[j], i, j)
        for i in first
        for j in second
        if nobody in {i, j} or not _same(found[i], found[j])
    ]
    _, i, j = max(pairs)
    return (None if i == nobody else i), (None if j == nobody else j)


def _party(found: Sequence[Candidate], index: int | None) -> list[Party]:
    return [] if index is None else [found[index].party]
