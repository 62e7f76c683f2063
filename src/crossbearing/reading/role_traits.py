"""What there is to see of a noun phrase beside a claim: its way from the event's word, its place."""

from bisect import bisect_left
from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.reading import role_spelling as spelling
from crossbearing.reading.clauses import is_passive, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.role_phrases import Candidate
from crossbearing.reading.role_spelling import Telling, single
from crossbearing.reading.roles import Roles
from crossbearing.reading.traits import Case
from crossbearing.reading.tree import Tree

_LONG = 5
"""Ways of more steps than this are told by their ends only."""
_FAR = (1, 2, 4, 7, 12, 20, 99)
_MANY = 3
_VERBAL = frozenset({"VERB", "AUX"})
_HELPING = frozenset({"aux", "auxpass"})
_UNTENSED = frozenset({"VBG", "VBN", "VB"})
_LED = frozenset({"prep", "agent", "pcomp"})
_JOINED = frozenset({"conj", "<conj"})
_HAD = ("nsubj", "nsubjpass", "dobj", "agent:by pobj", "prep:by pobj", "compound", "poss", "amod")


class Ground(Struct, frozen=True):
    """What is the same for all claims of a sentence.

    ``steps`` are the labels from each token's head to it, ``verbs`` counts the verbs before each token;
    ``forms`` remembers the forms of words that were asked for.
    """

    tree: Tree
    steps: tuple[str, ...]
    verbs: tuple[int, ...]
    forms: dict[int, str]

    def form(self, at: int) -> str:
        """A word as it stands: a noun, a passive, a participle, a finite verb."""
        if at not in self.forms:
            self.forms[at] = _form(self.tree, at)
        return self.forms[at]


class Sight(Struct, frozen=True):
    """A sentence as it is searched for doers and targets: its phrases, and the rules' answer by trigger.

    ``meeting`` are, of each phrase, the triggers by which the rules have it do or suffer something, and
    which of both; ``leanings`` the weights of each phrase's looks, summed, as doer and as target.
    """

    candidates: tuple[Candidate, ...]
    beside: tuple[tuple[Trigger, Roles], ...]
    meeting: tuple[tuple[tuple[Trigger, str], ...], ...]
    leanings: tuple[complex, ...]
    ground: Ground


class Asked(Struct, frozen=True):
    """A claim of which it is asked who did it and to whom.

    ``case`` holds the clause and the rules' answer, ``tellers`` the tokens of those who tell it, ``topic``
    and ``category`` what it is about.
    """

    case: Case
    sight: Sight
    tellers: frozenset[int]
    topic: str
    category: str | None


class _View(Struct, frozen=True):
    """What is the same for all candidates of a claim.

    ``ways`` remembers the steps from the event's word to others, ``hosts`` what verbs are to it.
    """

    asked: Asked
    ground: Ground
    at: int
    lemma: str
    form: str
    above: dict[int, int]
    subject: int | None
    hits: dict[int, Trigger]
    ways: dict[int, tuple[str, ...]]
    hosts: dict[int, str]


class _Spot(Struct, frozen=True):
    """Where a phrase's head stands to the event's word, and what that tells whatever the phrase names."""

    way: str
    side: str
    host: str
    told: list[Telling]


def role_traits(asked: Asked) -> list[list[Telling]]:
    """The traits of each candidate of a claim's sentence beside its ``looks``, and last those of nobody.

    Each is a kind and a value, told once: "plain+lemma=nsubj|shell", "is doer passive VBN".
    """
    view, sight = _view(asked), asked.sight
    spots: dict[int, _Spot] = {}
    rows = []
    for one, meeting in zip(sight.candidates, sight.meeting, strict=True):
        if one.head not in spots:
            spots[one.head] = _spot(view, one.head)
        spot = spots[one.head]
        found = [*spot.told, *_named(view, one, spot), *_ruled(view, one, spot.way)]
        rows.append([*found, *_beside(view, meeting)] if meeting else found)
    return [*rows, _nobody(view, {spot.way for spot in spots.values()})]


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    start, end = span.start, span.end
    return True in [start < other.end and other.start < end for other in others]


def ground_of(tree: Tree) -> Ground:
    """What all claims of a sentence share, whatever its phrases are."""
    verbs = [0]
    for token in tree.tokens:
        verbs.append(verbs[-1] + (token.pos in _VERBAL and token.dep not in _HELPING))
    steps = (f"{t.dep}:{t.lemma.lower()}" if t.dep in _LED else t.dep for t in tree.tokens)
    return Ground(tree, tuple(steps), tuple(verbs), {})


def meeting_of(
    found: Iterable[Candidate], beside: Iterable[tuple[Trigger, Roles]]
) -> tuple[tuple[tuple[Trigger, str], ...], ...]:
    """By which triggers each phrase does or suffers something, by the rules."""
    told = [
        (hit, name, spans)
        for hit, roles in beside
        for name, spans in (("doer", roles.actor_spans), ("target", roles.target_spans))
        if spans
    ]
    return tuple(
        tuple((hit, name) for hit, name, spans in told if meets(one.party.span, spans)) for one in found
    )


def _view(asked: Asked) -> _View:
    tree, at, ground = asked.case.tree, asked.case.at, asked.sight.ground
    verb = at if tree.tokens[at].pos in _VERBAL else asked.case.clause.head
    subject = subject_of(tree, verb)
    above = {index: n for n, index in enumerate((at, *tree.ancestors(at)))}
    up = tuple(f"<{ground.steps[index]}" for index in above)
    return _View(
        asked=asked,
        ground=ground,
        at=at,
        lemma=tree.tokens[at].lemma.lower(),
        form=ground.form(at),
        above=above,
        subject=None if subject is None else subject.i,
        hits={hit.head: hit for hit in reversed(asked.case.triggers)},
        ways={index: up[:n] for index, n in above.items()},
        hosts={},
    )


def _form(tree: Tree, at: int) -> str:
    token = tree.tokens[at]
    if token.pos not in _VERBAL:
        return token.pos
    voice = "passive" if is_passive(tree, at) else "active"
    return f"{voice} {token.tag if token.tag in _UNTENSED else 'finite'}"


def _way(view: _View, head: int) -> str:
    """The steps from the event's word to a noun: "nsubj", "prep:by pobj", "<advcl nsubj".

    Those are left out that only "and" makes.
    """
    steps = _steps(view, head)
    ends = steps if len(steps) <= _LONG else (steps[0], "..", *steps[-2:])
    return " ".join([step for step in ends if step not in _JOINED])


def _steps(view: _View, index: int) -> tuple[str, ...]:
    known = view.ways.get(index)
    if known is None:
        above = _steps(view, view.ground.tree.tokens[index].head)
        known = view.ways[index] = (*above, view.ground.steps[index])
    return known


def _spot(view: _View, head: int) -> _Spot:
    """Where a phrase's head stands to the event's word and its clause."""
    asked, at, form, way = view.asked, view.at, view.form, _way(view, head)
    case, clause, verbs = asked.case, asked.case.clause, view.ground.verbs
    side = "before" if head < at else "after" if head > at else "itself"
    far = min(abs(head - at), _FAR[-1])
    between = verbs[max(head, at)] - verbs[min(head, at) + 1] if far else 0
    where = "own" if head in clause.own else "shared" if head in clause.shared else "out"
    told: list[Telling] = [
        (spelling.along, way),
        (spelling.way_by, "form", way, form),
        (spelling.way_by, "lemma", way, view.lemma),
        (spelling.way_by, "plover", way, str(asked.category)),
        (spelling.place, where, side, _FAR[bisect_left(_FAR, far)], min(between, _MANY), form),
    ]
    if head == view.subject:
        told.append((spelling.subject, form, view.lemma))
    if head in asked.tellers:
        told.append((spelling.teller, asked.category))
    if case.trigger is not None and head in case.trigger.tokens:
        told.append((single, "of the event's words"))
    if any(hit.head == head and hit.row.plover is not None for hit in case.triggers):
        told.append((single, f"event itself {side}"))
    if head in view.above:
        told.append((single, "stands over"))
    return _Spot(way, side, _hosted(view, head, told), told)


def _hosted(view: _View, head: int, told: list[Telling]) -> str:
    """What the verb or the event's noun that a phrase stands by is to the event's word.

    What that tells is added to ``told``.
    """
    ground, asked, steps, index = view.ground, view.asked, [], head
    tokens = ground.tree.tokens
    token = tokens[head]
    while token.head != index:
        if token.dep != "conj":
            steps.append(ground.steps[index])
        index = token.head
        token = tokens[index]
        if index == view.at or token.pos in _VERBAL:
            break
    part = " ".join(reversed(steps[-2:]))
    first = part.partition(" ")[0]
    host = view.hosts.get(index)
    if host is None:
        host = view.hosts[index] = _host(view, index)
    told.append((spelling.hosted, host, part, ground.form(index), view.form, asked.category))
    told.append((spelling.host_word, token.lemma.lower(), first))
    hit = view.hits.get(index)
    if hit is not None and index != view.at:
        told.append((spelling.of_another, hit.row.plover, first, asked.category))
    return host


def _host(view: _View, index: int) -> str:
    """What a verb is to the event's word."""
    if index == view.at:
        return "the word"
    if index == view.asked.case.clause.head:
        return "the head"
    if index in view.above:
        return "over"
    return "under" if view.at in view.ground.tree.ancestors(index) else "aside"


def _named(view: _View, one: Candidate, spot: _Spot) -> list[Telling]:
    """What the kind of a phrase and the word before it tell where it stands."""
    asked, form, kind = view.asked, view.form, one.kind
    found: list[Telling] = [
        (spelling.way_by, "kind", spot.way, kind),
        (spelling.named, kind, asked.category, asked.topic, form),
        (spelling.led, one.before, spot.side, form),
        (spelling.led_named, one.before, kind),
        (spelling.named_at, spot.side, spot.host, form, kind),
    ]
    if one.head == view.subject:
        found.append((single, f"subject {form} {kind}"))
    return found


def _ruled(view: _View, one: Candidate, way: str) -> list[Telling]:
    """What the rules say of a phrase by the event's own word."""
    span, asked, roles = one.party.span, view.asked, view.asked.case.roles
    found: list[Telling] = []
    for name, mine in (("doer", roles.actor_spans), ("target", roles.target_spans)):
        if not mine:
            found.append((spelling.unruled, name, view.form, way.partition(" ")[0]))
        elif not meets(span, mine):
            found.append((single, f"not {name}"))
        else:
            how = f"{'is' if span in mine else 'meets'} {name}"
            counts = min(len(roles.actor_spans), _MANY), min(len(roles.target_spans), _MANY)
            found.append((spelling.ruled, how, view.form, asked.category, *counts))
            found.append((spelling.ruled_named, how, one.kind, way))
    return found


def _beside(view: _View, meeting: Iterable[tuple[Trigger, str]]) -> Iterable[Telling]:
    """What the rules say that a phrase does or suffers by the other event words of the sentence."""
    asked, roles = view.asked, view.asked.case.roles
    ruled = bool(roles.actor_spans), bool(roles.target_spans)
    found: dict[Telling, None] = {}
    for hit, name in meeting:
        if hit.head != view.at:
            side = "before" if hit.head < view.at else "after"
            found[single, f"{name} beside"] = None
            found[spelling.beside, name, side, view.form] = None
            found[spelling.beside_plover, name, hit.row.plover, asked.category] = None
            found[spelling.beside_topic, name, hit.row.topic, asked.topic, *ruled] = None
    return found


def _nobody(view: _View, ways: set[str]) -> list[Telling]:
    """What speaks for nobody being named."""
    asked, case, form, lemma = view.asked, view.asked.case, view.form, view.lemma
    counts = min(len(case.roles.actor_spans), 2), min(len(case.roles.target_spans), 2)
    row = case.trigger.row if case.trigger is not None else None
    dep, category = view.ground.tree.tokens[view.at].dep, asked.category
    found: list[Telling] = [
        (spelling.nobody_by, lemma, form, dep, view.subject is not None),
        (spelling.nobody_in, category, asked.topic, case.status, case.voice),
        (spelling.nobody_ruled, *counts, form),
        (single, f"nobody row={' '.join(row.words) if row is not None else None}"),
    ]
    found.extend((single, f"nobody has {way}") for way in _HAD if way in ways)
    return found
