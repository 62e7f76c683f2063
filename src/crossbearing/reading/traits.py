"""What there is to see of a clause, as words that a trained judge weighs: "lemma=shell", "has=control"."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from crossbearing.model import Quantity, Token
from crossbearing.reading.clauses import Clause
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import topic_words
from crossbearing.reading.roles import Roles
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Status, Topic

_SEEN = frozenset(
    {
        *("nsubj", "nsubjpass", "dobj", "prep", "agent", "attr", "acomp", "xcomp", "ccomp", "advcl", "prt"),
        *("neg", "aux", "auxpass", "compound", "amod", "oprd", "poss", "pobj", "conj"),
    }
)
_TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
_MANY = 2
"""Two doers or more count alike."""


class Case(Struct, frozen=True):
    """A clause with all that the rules say of it; ``kinds`` are those of the actors that do and suffer."""

    tree: Tree
    clause: Clause
    trigger: Trigger | None
    triggers: tuple[Trigger, ...]
    topic: Topic
    status: Status
    stance: str | None
    voice: str
    quantities: tuple[Quantity, ...]
    roles: Roles
    kinds: tuple[frozenset[str], frozenset[str]]

    @property
    def at(self) -> int:
        """The token that names the happening: the event's word, else the clause's head."""
        return self.clause.head if self.trigger is None else self.trigger.head


def traits_of(case: Case) -> frozenset[str]:
    """All traits of a clause, each a kind and a value: "dep=ROOT", "h:dobj=camp"."""
    return frozenset((*_ruled(case), *_placed(case), *_worded(case), *_peopled(case)))


def _ruled(case: Case) -> Iterator[str]:
    """What the rules say."""
    word = case.tree.tokens[case.at].lemma.lower()
    yield from (
        f"topic={case.topic}",
        f"status={case.status}",
        f"stance={case.stance}",
        f"voice={case.voice}",
    )
    yield f"topic+lemma={case.topic} {word}"
    row = case.trigger.row if case.trigger is not None else None
    if row is None:
        yield "no event"
        return
    yield from (f"row={' '.join(row.words)}", f"row topic={row.topic}", f"plover={row.plover}")
    yield f"mode={row.mode}"


def _placed(case: Case) -> Iterator[str]:
    """The event's word and the clause's head, with what hangs on them."""
    tree, head = case.tree, case.tree.tokens[case.clause.head]
    token = tree.tokens[case.at]
    yield from (f"lemma={token.lemma.lower()}", f"tag={token.tag}", f"dep={token.dep}")
    yield from (f"head={head.lemma.lower()}", f"head tag={head.tag}", f"head dep={head.dep}")
    yield from _hanging(tree, head, "h")
    if token.i != head.i:
        yield from _hanging(tree, token, "t")
        yield f"above={tree.tokens[token.head].lemma.lower()}"
    if head.head != head.i:
        yield f"over={tree.tokens[head.head].lemma.lower()}"


def _hanging(tree: Tree, token: Token, mark: str) -> Iterator[str]:
    for child in tree.dependents(token.i, *_SEEN):
        word = child.lemma.lower()
        yield f"{mark}:{child.dep}={word}"
        if child.dep in {"prep", "agent"}:
            for noun in tree.dependents(child.i, "pobj"):
                yield f"{mark}:{word}={noun.lemma.lower()}"


def _worded(case: Case) -> Iterator[str]:
    """The words of the clause, and what they are about by the lists."""
    for index in case.clause.own:
        token = case.tree.tokens[index]
        word = token.lemma.lower()
        if token.pos in _TELLING:
            yield f"word={word}"
        if word in topic_words():
            yield f"word topic={topic_words()[word][0]}"
    for hit in case.triggers:
        if hit.head in case.clause.own:
            yield from (f"has={hit.row.topic}", f"has={hit.row.plover}")


def _peopled(case: Case) -> Iterator[str]:
    """Who does and suffers, and what is counted."""
    roles, (doing, suffering) = case.roles, case.kinds
    for name, found in (("doers", roles.actor_spans), ("targets", roles.target_spans)):
        yield f"{name}={min(_MANY, len(found))}"
    yield from _each("doer", doing)
    yield from _each("target", suffering)
    yield from _each("measure", (q.measure for q in case.quantities))
    yield from _each("group", (str(q.group) for q in case.quantities))


def _each(name: str, values: Iterable[str]) -> Iterator[str]:
    return (f"{name}={value}" for value in values)
