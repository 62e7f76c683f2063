"""What there is to see of a noun phrase beside a claim: its way from the event's word, its place."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.reading.clauses import is_passive, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.role_phrases import Candidate
from crossbearing.reading.roles import Roles
from crossbearing.reading.traits import Case
from crossbearing.reading.tree import Tree

_LONG = 5
"""Ways of more steps than this are told by their ends only."""
_FAR = (1, 2, 4, 7, 12, 20)
_MANY = 3
_VERBAL = frozenset({"VERB", "AUX"})
_UNTENSED = frozenset({"VBG", "VBN", "VB"})
_LED = frozenset({"prep", "agent", "pcomp"})
_HAD = ("nsubj", "nsubjpass", "dobj", "agent:by pobj", "prep:by pobj", "compound", "poss", "amod")


class Sight(Struct, frozen=True):
    """A sentence as it is searched for doers and targets: its phrases, and the rules' answer by trigger.

    ``leanings`` are the weights of each phrase's looks, summed, as doer and as target.
    """

    candidates: tuple[Candidate, ...]
    beside: tuple[tuple[Trigger, Roles], ...]
    leanings: tuple[tuple[float, float], ...]


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
    """What is the same for all candidates of a claim; ``hosts`` remembers forms of verbs."""

    asked: Asked
    tree: Tree
    at: int
    lemma: str
    form: str
    above: dict[int, int]
    subject: int | None
    hosts: dict[int, str]


def role_traits(asked: Asked) -> list[list[str]]:
    """The traits of each candidate of a claim's sentence beside its ``looks``, and last those of nobody.

    Each is a kind and a value, told once: "plain+lemma=nsubj|shell", "is doer passive VBN".
    """
    view, found = _view(asked), asked.sight.candidates
    ways = [_plain(_way(view, one.head)) for one in found]
    rows = [list(dict.fromkeys(_seen(view, one, way))) for one, way in zip(found, ways, strict=True)]
    return [*rows, list(_nobody(view, set(ways)))]


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span.start < other.end and other.start < span.end for other in others)


def _view(asked: Asked) -> _View:
    tree, at = asked.case.tree, asked.case.at
    verb = at if tree.tokens[at].pos in _VERBAL else asked.case.clause.head
    subject = subject_of(tree, verb)
    return _View(
        asked=asked,
        tree=tree,
        at=at,
        lemma=tree.tokens[at].lemma.lower(),
        form=_form(tree, at),
        above={index: n for n, index in enumerate((at, *tree.ancestors(at)))},
        subject=None if subject is None else subject.i,
        hosts={},
    )


def _form(tree: Tree, at: int) -> str:
    """A word as it stands: a noun, a passive, a participle, a finite verb."""
    token = tree.tokens[at]
    if token.pos not in _VERBAL:
        return token.pos
    voice = "passive" if is_passive(tree, at) else "active"
    return f"{voice} {token.tag if token.tag in _UNTENSED else 'finite'}"


def _way(view: _View, head: int) -> list[str]:
    """The steps from the event's word to a noun: "nsubj"; "prep:by", "pobj"; "<conj", "nsubj"."""
    tree, down = view.tree, [head]
    while down[-1] not in view.above:
        down.append(tree.tokens[down[-1]].head)
    steps, index = [], view.at
    for _ in range(view.above[down[-1]]):
        steps.append(f"<{_step(tree, index)}")
        index = tree.tokens[index].head
    steps.extend(_step(tree, i) for i in reversed(down[:-1]))
    return steps if len(steps) <= _LONG else [steps[0], "..", *steps[-2:]]


def _step(tree: Tree, index: int) -> str:
    token = tree.tokens[index]
    return f"{token.dep}:{token.lemma.lower()}" if token.dep in _LED else token.dep


def _plain(steps: list[str]) -> str:
    """A way without the steps that only "and" makes."""
    return " ".join(step for step in steps if step not in {"conj", "<conj"})


def _seen(view: _View, one: Candidate, way: str) -> Iterator[str]:
    category, form = view.asked.category, view.form
    yield f"plain={way}"
    yield f"plain+form={way}|{form}"
    yield f"plain+lemma={way}|{view.lemma}"
    yield f"plain+plover={way}|{category}"
    yield f"plain+kind={way}|{one.kind}"
    yield f"rises={way.count('<')} of {way.count(' ')}"
    yield f"kind+plover={one.kind}|{category}"
    yield f"kind+topic={one.kind}|{view.asked.topic}"
    yield f"kind+form={one.kind}|{form}"
    yield from _placed(view, one)
    yield from _hosted(view, one)
    yield from _ruled(view, one, way)
    yield from _beside(view, one)


def _placed(view: _View, one: Candidate) -> Iterator[str]:
    """Where a phrase stands to the event's word and its clause."""
    case, form = view.asked.case, view.form
    side = "before" if one.head < view.at else "after" if one.head > view.at else "itself"
    far = next((n for n in _FAR if abs(one.head - view.at) <= n), 99)
    clause = case.clause
    where = "own" if one.head in clause.own else "shared" if one.head in clause.shared else "out"
    yield from (f"{side} {far}", f"{side} {form}", f"{side}+kind={form} {one.kind}")
    yield from (f"in={where}", f"in={where} {side} {form}")
    if one.head == view.subject:
        yield from (f"subject {form}", f"subject {form} {one.kind}", f"subject {view.lemma}")
    if one.head in view.asked.tellers:
        yield from ("teller", f"teller {view.asked.category}")
    if case.trigger is not None and one.head in case.trigger.tokens:
        yield "of the event's words"
    if any(hit.head == one.head and hit.row.plover is not None for hit in case.triggers):
        yield f"event itself {side}"
    if one.head in view.above:
        yield "stands over"
    low, high = sorted((one.head, view.at))
    between = view.tree.tokens[low + 1 : high]
    verbs = sum(t.pos in _VERBAL and t.dep not in {"aux", "auxpass"} for t in between)
    yield f"{side} verbs={min(verbs, _MANY)} {form}"
    yield f"led {one.before} {side} {form}"
    yield f"led {one.before} {one.kind}"


def _hosted(view: _View, one: Candidate) -> Iterator[str]:
    """The verb or the event's noun that a phrase stands by, and what that is to the event's word."""
    tree, steps, index = view.tree, [], one.head
    while tree.tokens[index].head != index:
        if tree.tokens[index].dep != "conj":
            steps.append(_step(tree, index))
        index = tree.tokens[index].head
        if index == view.at or tree.tokens[index].pos in _VERBAL:
            break
    part = " ".join(reversed(steps[-2:]))
    first = part.split(" ")[0]
    host = f"{_host(view, index)} {part}"
    if index not in view.hosts:
        view.hosts[index] = _form(tree, index)
    form = view.hosts[index]
    yield f"hosted {host} {form}"
    yield f"hosted {host} {form}|{view.form}"
    yield f"hosted {host} {view.asked.category}"
    yield f"hosted {_host(view, index)} {view.form} {one.kind}"
    yield f"host {tree.tokens[index].lemma.lower()} {first}"
    hit = next((hit for hit in view.asked.case.triggers if hit.head == index), None)
    if hit is not None and index != view.at:
        yield f"another's {hit.row.plover} {first} {view.asked.category}"


def _host(view: _View, index: int) -> str:
    """What a verb is to the event's word."""
    if index == view.at:
        return "the word"
    if index == view.asked.case.clause.head:
        return "the head"
    if index in view.above:
        return "over"
    return "under" if view.at in view.tree.ancestors(index) else "aside"


def _ruled(view: _View, one: Candidate, way: str) -> Iterator[str]:
    """What the rules say of a phrase by the event's own word."""
    span, roles = one.party.span, view.asked.case.roles
    counts = f"{min(len(roles.actor_spans), _MANY)} {min(len(roles.target_spans), _MANY)}"
    for name, mine in (("doer", roles.actor_spans), ("target", roles.target_spans)):
        if meets(span, mine):
            how = f"{'is' if span in mine else 'meets'} {name}"
            yield from (how, f"{how} {view.form}", f"{how} {one.kind}", f"{how} way={way}")
            yield from (f"{how} {view.asked.category}", f"{how} of {counts}")
        elif mine:
            yield f"not {name}"
        else:
            yield f"no {name}"
            yield f"no {name} {view.form} {way.split(' ')[0]}"


def _beside(view: _View, one: Candidate) -> Iterator[str]:
    """What the rules say that a phrase does or suffers by the other event words of the sentence."""
    span, asked = one.party.span, view.asked
    ruled = f"{bool(asked.case.roles.actor_spans)} {bool(asked.case.roles.target_spans)}"
    for hit, roles in asked.sight.beside:
        if hit.head == view.at:
            continue
        side = "before" if hit.head < view.at else "after"
        for name, spans in (("doer", roles.actor_spans), ("target", roles.target_spans)):
            if meets(span, spans):
                yield f"{name} beside"
                yield f"{name} beside {side} {view.form}"
                yield f"{name} beside {hit.row.plover} {asked.category}"
                yield f"{name} beside {hit.row.topic} {asked.topic} {ruled}"


def _nobody(view: _View, ways: set[str]) -> Iterator[str]:
    """What speaks for nobody being named."""
    asked, form = view.asked, view.form
    doers = min(len(asked.case.roles.actor_spans), 2)
    targets = min(len(asked.case.roles.target_spans), 2)
    row = asked.case.trigger.row if asked.case.trigger is not None else None
    yield from ("nobody", f"nobody form={form}", f"nobody lemma={view.lemma}")
    yield from (f"nobody plover={asked.category}", f"nobody topic={asked.topic}")
    yield from (f"nobody status={asked.case.status}", f"nobody voice={asked.case.voice}")
    yield f"nobody dep={view.tree.tokens[view.at].dep}"
    yield f"nobody doers={doers} targets={targets}"
    yield from (f"nobody doers={doers} {form}", f"nobody targets={targets} {form}")
    yield f"nobody subject={view.subject is not None} {form}"
    yield f"nobody row={' '.join(row.words) if row is not None else None}"
    yield from (f"nobody has {way}" for way in _HAD if way in ways)
    yield from (f"nobody {name}" for name in ("suffer", "copula", "light") if view.lemma in word_class(name))
