"""PLOVER coding of a sentence's main event: who did, said, promised, asked or threatened what to whom."""

from collections import deque

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.reading.coding_lexicon import code_class
from crossbearing.reading.coding_match import Match, match
from crossbearing.reading.coding_parties import Party, find_parties
from crossbearing.reading.page import Page
from crossbearing.reading.tree import Tree

_COMPLEMENTS = ("xcomp", "ccomp", "pcomp", "acomp", "attr", "oprd", "dobj")
_WAYS = frozenset({"say", "inner", "intend"})
_BARE = frozenset({"COERCE", "ASSAULT", "MOBILIZE", "CONCEDE", "SANCTION", "CONSULT"})
"""What may yet be a protest where its sentence ends "in protest at ..."."""


class Coded(Struct, frozen=True):
    """One coded event: PLOVER category and mode, the words that say so, who did it and to whom."""

    category: str
    mode: str | None
    trigger: Span
    sources: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()


class Judged(Struct, frozen=True):
    """An event on its way up the sentence: its category, words, the verb whose arguments it has, its doer."""

    category: str
    mode: str | None
    tokens: tuple[int, ...]
    verb: int
    doer: int | None


def code_events(page: Page) -> list[Coded]:
    """The main event of every sentence of a page, in text order; sentences that tell of none give none.

    The sentence's event is what its main clause does: a speech act counts as itself ("urged the rebels to
    leave" is REQUEST, "threatened to shell" THREATEN, "offered to help" AGREE, "refused to help" REJECT),
    a plain statement as what it states ("said that guards arrested the mayor" is COERCE), what only begins,
    goes on or is tried as what is done. Categories follow PLOVER's 16 (Halterman et al. 2023); the verbs are
    our own list.
    """
    found = []
    for at, tree in enumerate(page.trees):
        judged = judge_sentence(tree)
        if judged is None:
            continue
        trigger = tree.span(judged.tokens)
        if trigger is not None:
            sources, targets = find_parties(
                page, at, judged.verb, judged.doer, judged.tokens, judged.category
            )
            found.append(Coded(judged.category, judged.mode, trigger, sources, targets))
    return found


def judge_sentence(tree: Tree) -> Judged | None:
    """The main event of one sentence, or None."""
    roots = [t.i for t in tree.tokens if t.head == t.i]
    for root in roots:
        judged = _judge(tree, root, None)
        if judged is None:
            judged = _crowd(tree, root) or _planned_deed(tree, root) or _nearest(tree, root)
        protest = _protest(tree, root)
        if protest is not None and (judged is None or judged.category in _BARE):
            return Judged("PROTEST", None, protest, judged.verb if judged else root, None)
        if judged is not None:
            return judged
    return None


def _judge(tree: Tree, index: int, doer: int | None, depth: int = 0) -> Judged | None:
    """The event that a word and what depends on it tell of."""
    if depth > len(tree.tokens):
        return None
    token = tree.tokens[index]
    doer = _doer(tree, index, doer)
    met = match(tree, index)
    if met is not None and met.row.category not in _WAYS:
        told = Judged(met.row.category, met.row.mode, met.tokens, index, doer)
        if token.lemma.lower() == "meet" and not tree.dependents(index, "dobj"):
            told = _settled(tree, index, doer, depth) or told
        return _in_mood(tree, index, told)
    inner = _complement(tree, index, doer, depth)
    if met is None and token.lemma.lower() in code_class("plans"):
        return _planned(tree, index, doer, depth)
    if met is None:
        if token.pos not in {"VERB", "AUX"}:
            return None
        return _in_mood(tree, index, inner) if inner is not None else None
    if met.row.category == "say":
        return _said(tree, met, inner, doer, depth)
    if inner is None and met.row.category == "inner":
        plain = match(tree, index, _WAYS)
        return (
            _in_mood(tree, index, Judged(plain.row.category, plain.row.mode, plain.tokens, index, doer))
            if plain is not None
            else None
        )
    if inner is None and met.row.category == "intend" and not _asks(tree, index):
        return Judged("AGREE", None, met.tokens, index, doer)
    if inner is None:
        return Judged("REQUEST", None, met.tokens, index, doer) if met.row.category == "intend" else None
    if met.row.category == "intend":
        if _asks(tree, index):
            return Judged("REQUEST", None, met.tokens, index, doer)
        category = "THREATEN" if inner.category in code_class("hostile") else _meant(inner.category)
        return Judged(category, None, (*met.tokens, *inner.tokens), inner.verb, doer)
    return _in_mood(tree, index, inner)


def _settled(tree: Tree, index: int, doer: int | None, depth: int) -> Judged | None:
    """What a body that met went on to do: "the cabinet met and decided to ban the party"."""
    for later in tree.dependents(index, "conj"):
        judged = _judge(tree, later.i, doer, depth + 1)
        if judged is not None:
            return judged
    return None


def _planned(tree: Tree, index: int, doer: int | None, depth: int) -> Judged | None:
    """What a plan, law or statement says or does: "a resolution *condemning* the raid", "a law to ban"."""
    aims = [c for p in tree.dependents(index, "prep") for c in tree.dependents(p.i, "pcomp")]
    for clause in [*tree.dependents(index, "acl", "relcl", "xcomp", "ccomp"), *aims]:
        judged = _judge(tree, clause.i, doer, depth + 1)
        if judged is not None:
            return judged
    return None


def _asks(tree: Tree, index: int) -> bool:
    """Whether what is wanted is to be done by another: "wants *Chad* to leave"."""
    return any(
        t.pos != "PRON"
        for clause in tree.dependents(index, "xcomp", "ccomp")
        for t in tree.dependents(clause.i, "nsubj")
    )


def _meant(category: str) -> str:
    """What it is to mean to do something: to co-operate is agreed, to blame or refuse is as good as done."""
    return "AGREE" if category in code_class("cooperative") else category


def _complement(tree: Tree, index: int, doer: int | None, depth: int) -> Judged | None:
    """The event of a word's complement: its clause, what it "is", its object's noun, "as saying that"."""
    below = tree.dependents(index, *_COMPLEMENTS)
    below += [n for p in tree.dependents(index, "prep") for n in tree.dependents(p.i, "pcomp", "pobj")]
    below += [t for t in tree.dependents(index, "conj", "parataxis") if t.pos in {"VERB", "AUX"}]
    subjects = [t for t in tree.dependents(index, "nsubj", "nsubjpass") if t.pos == "NOUN"]
    clauses = [t for t in below if t.dep in {"ccomp", "xcomp", "pcomp", "acomp"}]
    for child in [*clauses, *(t for t in below if t not in clauses), *subjects]:
        judged = _judge(tree, child.i, doer, depth + 1)
        if judged is not None:
            nominal = child.pos in {"NOUN", "PROPN"}
            return Judged(
                judged.category, judged.mode, judged.tokens, index if nominal else judged.verb, judged.doer
            )
    return None


def _said(tree: Tree, met: Match, inner: Judged | None, doer: int | None, depth: int) -> Judged | None:
    """What a statement tells: what "must" be done is demanded, what its speaker will do meant."""
    for clause in _clauses(tree, met.head):
        if _modals(tree, clause) & code_class("must") or _has_to(tree, clause) or _is_wished(tree, clause):
            return Judged("REQUEST", None, (*met.tokens, clause), clause, doer)
    if inner is None:
        return None
    announced = tree.tokens[met.head].lemma.lower() in code_class("outright")
    if announced and inner.category == "THREATEN":
        plain = _judge_plain(tree, met.head, doer, depth)
        return plain or inner
    return inner


def _judge_plain(tree: Tree, index: int, doer: int | None, depth: int) -> Judged | None:
    """An announced measure counts as taken: "announced that it would ban the party"."""
    for clause in _clauses(tree, index):
        met = match(tree, clause)
        if met is not None and met.row.category in code_class("hostile"):
            return Judged(met.row.category, met.row.mode, met.tokens, clause, _doer(tree, clause, doer))
    return None


def _clauses(tree: Tree, index: int) -> list[int]:
    """The verbs of what is said."""
    return [t.i for t in tree.dependents(index, "ccomp", "xcomp", "parataxis") if t.pos in {"VERB", "AUX"}]


def _is_wished(tree: Tree, index: int) -> bool:
    """The bare verb of a wish: "insisted that the king *leave*"."""
    subjects = tree.dependents(index, "nsubj")
    third = any(t.tag in {"NN", "NNP"} and not tree.dependents(t.i, "conj") for t in subjects)
    helped = tree.dependents(index, "aux", "auxpass")
    return (
        third and not helped and tree.tokens[index].tag in {"VB", "VBP"} and tree.tokens[index].lemma != "be"
    )


def _has_to(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.lemma.lower() in {"have", "need"} and bool(tree.dependents(index, "xcomp"))


def _doer(tree: Tree, index: int, above: int | None) -> int | None:
    """The subject of a verb, or, for a pronoun or none, that of the verb above."""
    own = [t for t in tree.dependents(index, "nsubj") if t.pos != "PRON" and not _is_theirs(tree, t.i)]
    agents = [n for a in tree.dependents(index, "agent") for n in tree.dependents(a.i, "pobj")]
    if agents:
        return agents[0].i
    if own:
        return own[0].i
    passive = tree.dependents(index, "nsubjpass")
    if passive:
        stative = tree.tokens[index].lemma.lower() in code_class("stative")
        return passive[0].i if stative and passive[0].pos != "PRON" else above if stative else None
    return above


def _is_theirs(tree: Tree, index: int) -> bool:
    """ "His country", "its government": the speaker's own side, who stands for it."""
    own = any(t.tag == "PRP$" for t in tree.dependents(index, "poss"))
    return own and tree.tokens[index].lemma.lower() in code_class("side")


def _modals(tree: Tree, index: int) -> set[str]:
    return {t.lemma.lower() for t in tree.dependents(index, "aux")}


def _is_negated(tree: Tree, index: int) -> bool:
    words = [t.text.lower() for t in tree.dependents(index, "neg", "advmod")]
    none = any(
        word.text.lower() == "no" and noun.lemma.lower() in code_class("plans")
        for noun in tree.dependents(index, "dobj")
        for word in tree.dependents(noun.i, "det", "neg")
    )
    longer = none or any(
        t.text.lower() == "longer"
        and any(c.text.lower() == "no" for c in tree.dependents(t.i, "neg", "det", "advmod"))
        for t in tree.dependents(index, "advmod")
    )
    return longer or any(word in {"not", "n't", "n’t", "never"} for word in words)


def _in_mood(tree: Tree, index: int, told: Judged) -> Judged:
    """An event under its verb's modal or "not": to come it is promised or threatened, else refused."""
    category = told.category
    to_come = bool(_modals(tree, index) & code_class("will")) or _is_to(tree, index)
    if _is_negated(tree, index):
        if category in code_class("cooperative"):
            category = "REJECT"
    elif to_come:
        category = "THREATEN" if category in code_class("hostile") else _meant(category)
    return Judged(
        category, told.mode if category == told.category else None, told.tokens, told.verb, told.doer
    )


def _is_to(tree: Tree, index: int) -> bool:
    """ "The president *is to* visit Chad"."""
    plain = tree.tokens[index].lemma.lower() == "be" and not tree.dependents(index, "acomp", "attr")
    aims = tree.dependents(index, "xcomp") if plain else []
    return any(t.lemma == "to" for aim in aims for t in tree.dependents(aim.i, "aux"))


def _planned_deed(tree: Tree, root: int) -> Judged | None:
    """What a named actor "will" do is promised, whatever it is: "Chad will build a hospital in Niger"."""
    for index in (root, *_clauses(tree, root)):
        to_come = bool(_modals(tree, index) & {"will", "would", "shall"}) or _is_to(tree, index)
        doer = _doer(tree, index, _doer(tree, root, None))
        if to_come and doer is not None and not _is_negated(tree, index):
            named = {"GPE", "NORP", "ORG", "PERSON"}
            inside = tree.subtree(doer)
            if any(e.label in named and inside & set(range(e.first, e.last)) for e in tree.sentence.entities):
                return Judged("AGREE", None, (index,), index, doer)
    return None


def _nearest(tree: Tree, root: int) -> Judged | None:
    """The event word nearest to the root, where the main clause's own words tell of none."""
    queue = deque([root])
    while queue:
        index = queue.popleft()
        met = match(tree, index)
        if met is not None and met.row.category not in _WAYS:
            return Judged(met.row.category, met.row.mode, met.tokens, index, _doer(tree, index, None))
        queue.extend(i for i in tree.children[index] if not _is_described(tree, i))
    return None


def _is_described(tree: Tree, index: int) -> bool:
    """Participles that only describe: "the *besieged* town"."""
    token = tree.tokens[index]
    before = tree.tokens[index - 1].pos if index else None
    return token.dep == "amod" and token.tag in {"VBN", "VBG"} and before in {"DET", "ADJ", "ADP", "PRON"}


def _crowd(tree: Tree, root: int) -> Judged | None:
    """Whatever else demonstrators do together is a protest: "demonstrators filled the square"."""
    for subject in tree.dependents(root, "nsubj"):
        words = {tree.tokens[i].lemma.lower() for i in tree.subtree(subject.i)}
        if words & code_class("protesting"):
            return Judged("PROTEST", "demo", (root,), root, subject.i)
    return None


def _protest(tree: Tree, root: int) -> tuple[int, ...] | None:
    """ "... in protest at the tax", "... to protest the tax": what is done so is a protest."""
    for token in tree.tokens:
        if token.lemma.lower() != "protest" or token.head == token.i:
            continue
        above = tree.tokens[token.head]
        aim = token.pos == "VERB" and any(t.lemma == "to" for t in tree.dependents(token.i, "aux"))
        manner = above.dep == "prep" and above.lemma.lower() == "in" and tree.tokens[above.head].head == root
        if manner or (aim and token.head == root) or (above.lemma.lower() == "in" and above.head == root):
            return (token.i,)
    return None
