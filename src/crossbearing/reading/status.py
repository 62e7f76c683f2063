"""How surely a clause is said: asserted, denied, unverified, expected, demanded or conditional."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Span
from crossbearing.reading.clauses import Clause, core, host_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import event_words, hedges, word_class
from crossbearing.reading.page import Saying
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Status

_STANCES: dict[str, Status] = {
    "deny": "denied",
    "demand": "demanded",
    "predict": "expected",
    "promise": "expected",
    "report_received": "unverified",
}
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_PREDICATES = frozenset({"acomp", "oprd", "xcomp", "attr", "advmod", "prep"})
_PAST_FUTURE = "would"
_TO_COME = _FUTURE | {_PAST_FUTURE, "to"}
_WITH_BARE = frozenset({"see", "let", "make", "have", "watch", "help"})
"""Verbs that a bare verb completes."""
_IF = frozenset({"if", "unless", "should", "provided"})


_OPEN = ("not clear", "not immediately clear", "not know", "not immediately known", "not certain", "no ")
"""How words begin that leave a thing open, and deny no event: "*not clear* whether it had fallen"."""


class Stand(Struct, frozen=True):
    """A clause's status, the words that give it, and whether it denies its own event."""

    status: Status
    hedges: tuple[Span, ...] = ()
    negated: bool = False


def find_status(
    tree: Tree,
    clause: Clause,
    *,
    stance: str | None,
    trigger: Trigger | None = None,
    context: Iterable[int] = (),
) -> Stand:
    """Decide a clause's status from its stance, negation, hedges, modals and conditions.

    ``stance`` is the class of the cue that attributes it, None for narration; ``context`` are tokens
    outside the clause whose hedges cover it ("it had received reports that …").
    Examples: "denied shelling the town" → denied; "Nine were reportedly killed" → unverified; "Buses
    are expected to arrive", "Fighters are to leave", "would begin at dawn" → expected; "will find out whether
    its shells hit it" → unverified; "called for a
    truce", "must leave" → demanded; "could fall", "if the truce holds" → conditional;
    "They have not left" → asserted, negated.
    """
    negated = _negated(tree, clause, trigger)
    words = _hedges(tree, core(tree, clause), clause.head, trigger)
    words += [
        (span, s)
        for span, s in _hedges(tree, clause.own | set(context), clause.head, trigger)
        if s == "unverified"
    ]
    words = list(dict.fromkeys(words))
    negated = negated and not any(span.exact.lower().startswith(_OPEN) for span, _ in words)
    if clause.embedded and (_condition(tree, clause) or _conditional_host(tree, clause)) is not None:
        return Stand("conditional", tuple(span for span, _ in words), negated)
    if stance is not None and stance in _STANCES:
        return Stand(_STANCES[stance], tuple(span for span, _ in words), negated)
    if _is_asked(tree, clause, trigger):
        return Stand("unverified", tuple(span for span, _ in words), negated)
    violent = trigger is not None and trigger.row.plover in _VIOLENT
    if negated and violent and _first_person(tree, clause):
        return Stand("denied", (), negated)
    found = _modal(tree, clause, negated) or _condition(tree, clause) or _mood(tree, clause, trigger, stance)
    found = found or _host_modal(tree, clause)
    if found is None and words:
        unverified = [status for _, status in words if status == "unverified"]
        found = "unverified" if unverified else words[0][1]
    return Stand(found or "asserted", tuple(span for span, _ in words), negated)


def _is_asked(tree: Tree, clause: Clause, trigger: Trigger | None) -> bool:
    """Whether an event is an open question: "to determine *whether* shells hit it"; not one yet to come."""
    at = clause.head if trigger is None else trigger.head
    for index in (at, *tree.ancestors(at)):
        if any(t.text.lower() == "whether" for t in tree.dependents(index, "mark")):
            return {t.text.lower() for t in tree.dependents(index, "aux")}.isdisjoint(_TO_COME)
        if index == clause.head:
            return False
    return False


def find_stance(tree: Tree, clause: Clause, saying: Saying | None, sourced: bool) -> str | None:
    """The cue's class; a relative clause inside a demand or denial is not itself demanded or denied.

    "Reports of" and "reports that" with nobody behind them are reports received, nothing surer, and so is
    what is not denied. What the denied words tell is denied with them: "rejected claims *that its troops
    had crossed*".
    """
    if saying is None:
        return None
    if not sourced:
        cues = [link.cue for link in saying.attribution.links if link.cue is not None]
        nouns = [tree.tokens[i].pos for c in cues for i in tree.inside(c.start, c.end)]
        return "report_received" if set(nouns) == {"NOUN"} else None
    aside = clause.embedded and tree.tokens[clause.head].dep in {"relcl", "advcl", "acl"}
    aside = aside and not _tells_words(tree, clause.head)
    stance = saying.attribution.stance
    if stance == "say" and _is_called_false(tree, saying):
        return "deny"
    if stance == "deny" and _is_left_open(tree, saying):
        return "report_received"
    return "say" if aside and stance != "report_received" else stance


def _tells_words(tree: Tree, head: int) -> bool:
    """Whether a clause is what words say, not what is told of them: "reports *that soldiers had fled*",
    "the claim by rebels *that they held it*".
    """
    token = tree.tokens[head]
    if token.dep not in {"acl", "relcl"}:
        return False
    told = word_class("words_told")
    noun = tree.tokens[token.head]
    while noun.dep == "pobj" and noun.lemma.lower() not in told:
        noun = tree.tokens[tree.tokens[noun.head].head]
    named = [noun, *tree.dependents(noun.i, "dobj")] if noun.i != token.head else [noun]
    subjects = tree.dependents(head, "nsubj", "nsubjpass")
    first = [t for t in tree.dependents(head, "mark", "dobj") if t.text.lower() == "that"]
    marked = any(t.i < one.i for t in first for one in subjects)
    return marked and any(t.lemma.lower() in told for t in named)


def _is_left_open(tree: Tree, saying: Saying) -> bool:
    """Whether a speaker only does not deny: "did *not* deny that the hall was hit"."""
    cues = [link.cue for link in saying.attribution.links if link.cue is not None]
    return any(tree.dependents(i, "neg") for c in cues for i in tree.inside(c.start, c.end))


def _is_called_false(tree: Tree, saying: Saying) -> bool:
    """Whether a speaker calls what he names untrue: "called the reports *fake*"."""
    cues = [link.cue for link in saying.attribution.links if link.cue is not None]
    verbs = {i for c in cues for i in tree.inside(c.start, c.end)}
    if not any(tree.tokens[i].lemma.lower() in word_class("naming") for i in verbs):
        return False
    said = [t for t in tree.tokens if t.lemma.lower() in word_class("falsehood")]
    return any(verbs & set(_up_to_verb(tree, t.i)) and _is_name_given(tree, t.i) for t in said)


def _up_to_verb(tree: Tree, index: int) -> list[int]:
    """A word's ancestors up to the first verb."""
    above: list[int] = []
    for i in tree.ancestors(index):
        above.append(i)
        if tree.tokens[i].pos in {"VERB", "AUX"}:
            break
    return above


def _is_name_given(tree: Tree, index: int) -> bool:
    """Whether a word is what a thing is called: "a *lie*", "as *fake* news", not "over *false* claims"."""
    token = tree.tokens[index]
    if token.dep not in {"amod", "compound"} or token.i > token.head:
        return True
    noun = tree.tokens[token.head]
    above = tree.tokens[noun.head].lemma.lower()
    return noun.dep in {"oprd", "attr"} or (noun.dep == "pobj" and above == "as")


def _tells_of(tree: Tree, clause: Clause, trigger: Trigger | None) -> bool:
    """Whether a "not" only describes what did happen: "the raid was not an isolated case"."""
    described = tree.dependents(clause.head, "attr", "acomp")
    if trigger is None or tree.tokens[clause.head].lemma.lower() != "be" or not described:
        return False
    subjects = tree.dependents(clause.head, "nsubj")
    return any(trigger.head == t.i for t in subjects)


def _negated(tree: Tree, clause: Clause, trigger: Trigger | None) -> bool:
    if _tells_of(tree, clause, trigger):
        return False
    if tree.tokens[clause.head].lemma.lower() == "fail" and tree.dependents(clause.head, "xcomp"):
        return True
    for token in tree.dependents(clause.head, "neg"):
        if token.lemma.lower() not in {"only"}:
            return True
    for argument in tree.dependents(clause.head, "nsubj", "nsubjpass", "dobj", "attr"):
        if argument.lemma.lower() in word_class("unneeded"):
            continue
        if any(t.lemma.lower() in {"no", "neither"} for t in tree.dependents(argument.i, "det", "neg")):
            return True
        if argument.lemma.lower() in {"nobody", "none"}:
            return True
    if _shares_not(tree, clause.head):
        return True
    near = tree.dependents(clause.head, "advmod", "preconj")
    if any(t.text.lower() in {"never", "neither"} for t in near):
        return True
    return any(t.text.lower() == "no" for n in near for t in tree.dependents(n.i, "neg", "det", "advmod"))


def _shares_not(tree: Tree, head: int) -> bool:
    """Whether a bare verb has the "not" of the one it is joined to: "did not shell it *or kill* anybody"."""
    token = tree.tokens[head]
    while token.dep == "conj" and token.tag == "VB":
        token = tree.tokens[token.head]
        if tree.dependents(token.i, "neg"):
            return True
    return False


def _first_person(tree: Tree, clause: Clause) -> bool:
    subjects = tree.dependents(clause.head, "nsubj")
    return any(t.text.lower() in {"we", "i"} for t in subjects)


def _hedges(
    tree: Tree, tokens: Iterable[int], head: int, trigger: Trigger | None
) -> list[tuple[Span, Status]]:
    found: list[tuple[Span, Status]] = []
    order = sorted(tokens)
    inside = set(order)
    table = hedges()
    used: set[int] = set()
    for index in order:
        for words, status in table.get(tree.tokens[index].text.lower(), ()):
            places = range(index, index + len(words))
            if index in used or not all(i in inside for i in places):
                continue
            if all(_is_word(tree, i, word) for i, word in zip(places, words, strict=True)):
                span = tree.span(i for i, word in zip(places, words, strict=True) if word != "VERB")
                if span is not None and _covers(tree, index, words, status, head, trigger):
                    found.append((span, _as_status(status)))
                    used.update(places)
                break
    return found


def _covers(
    tree: Tree, first: int, words: tuple[str, ...], status: str, head: int, trigger: Trigger | None
) -> bool:
    """Whether hedging words reach the clause's event: in "hit a square where nurses were *about to* eat",
    "*suspected* militants shot him" and "nine died despite a *planned* truce" they do not.
    """
    token = tree.tokens[first]
    event = head if trigger is None else trigger.head
    above = {head, event, *tree.ancestors(event)}
    if token.dep == "amod" and len(words) == 1:
        noun = tree.tokens[token.head]
        told = noun.i == event or (
            noun.dep in {"nsubj", "nsubjpass"} and noun.lemma.lower() in event_words().nouns
        )
        if told or noun.pos not in {"NOUN", "PROPN"}:
            return True
        other = status == "expected" and noun.dep == "pobj" and trigger is not None
        return not other and noun.lemma.lower() not in word_class("force")
    if words[-1] == "VERB" and words[0] in word_class("striving"):
        host = tree.tokens[token.head]
        said_of = token.pos != "VERB" or host.lemma.lower() in word_class("copula")
        return first in above or (said_of and token.dep in _PREDICATES and host.i in above)
    return True


def _is_word(tree: Tree, index: int, word: str) -> bool:
    """A listed word, or, for VERB, a bare verb: "set to leave", not "due to rain"."""
    token = tree.tokens[index]
    if word in {"plan", "plans"} and token.pos != "VERB":
        return False
    return token.tag == "VB" if word == "VERB" else token.text.lower() == word


def _as_status(word: str) -> Status:
    return "expected" if word == "expected" else "unverified"


def _modal(tree: Tree, clause: Clause, negated: bool) -> Status | None:
    """The status of a clause's own auxiliary; "could not be verified" is left to the hedges."""
    head = tree.tokens[clause.head]
    words = {t.text.lower() for t in tree.dependents(clause.head, "aux", "auxpass") if t.text != "May"}
    for said in tree.dependents(clause.head, "ccomp"):
        if head.lemma.lower() == "be" and said.i in clause.own:
            words |= {t.text.lower() for t in tree.dependents(said.i, "aux")}
    if words & (word_class("obligation") - {"shall", "need", "ought"}):
        return "demanded"
    if head.lemma.lower() in {"need", "have"} and _has_infinitive(tree, clause.head):
        return "demanded"
    if head.lemma.lower() == "be" and head.tag in {"VBZ", "VBP"} and _has_infinitive(tree, clause.head):
        return "expected"
    if words & _FUTURE:
        return "conditional" if _has_if(tree, clause.head) else "expected"
    if _PAST_FUTURE in words:
        return "conditional" if _has_if(tree, clause.head) else "expected"
    if words & (word_class("possibility") - {"can"}):
        return None if negated else "conditional"
    return None


def _host_modal(tree: Tree, clause: Clause) -> Status | None:
    """A verb without a tense shares its host's "will": "would cut the road, *trapping* them".

    So does one in its bare form: "a deal that will see families *leave*", "would let lorries *enter*".
    """
    host = host_of(tree, clause.head) if clause.embedded else None
    host = host if host is not None else _seen_by(tree, clause.head)
    if host is None:
        return None
    words = {t.text.lower() for t in tree.dependents(host, "aux")}
    if words & (_FUTURE | {_PAST_FUTURE}):
        return "expected"
    if words & (word_class("possibility") - {"can"}):
        return "conditional"
    return None


def _seen_by(tree: Tree, head: int) -> int | None:
    """The verb that a bare verb completes: "will *see* families leave the town and go".

    By the words' order: the parser takes "leave" for a plain present.
    """
    token = tree.tokens[head]
    while token.dep == "conj" and not tree.dependents(token.i, "nsubj"):
        token = tree.tokens[token.head]
    subjects = tree.dependents(token.i, "nsubj")
    if token.tag not in {"VB", "VBP"} or not subjects or tree.dependents(token.i, "aux"):
        return None
    first = min(tree.subtree(subjects[0].i))
    before = tree.tokens[first - 1] if first else None
    return before.i if before is not None and before.lemma.lower() in _WITH_BARE else None


def _mood(tree: Tree, clause: Clause, trigger: Trigger | None, stance: str | None) -> Status | None:
    """What verb forms and adjectives tell: "*Tell* our story" and "*to protect* civilians" ask, "*expected*
    departure" is yet to come."""
    head = tree.tokens[clause.head]
    if (
        head.tag == "VB"
        and stance is not None
        and head.dep != "relcl"
        and not tree.dependents(head.i, "nsubj", "nsubjpass")
    ):
        return "demanded"
    if trigger is not None:
        near = tree.dependents(trigger.head, "amod")
        if any(t.text.lower() in word_class("prospective") for t in near):
            return "expected"
    return None


def _conditional_host(tree: Tree, clause: Clause) -> Status | None:
    """A condition on the clause above holds for what it introduces: "*if all is well*, that means …"."""
    hosts = [i for i in tree.ancestors(clause.head) if tree.tokens[i].pos in {"VERB", "AUX"}]
    beside = [t.i for i in hosts for t in tree.dependents(i, "ccomp") if t.i != clause.head]
    if tree.tokens[clause.head].dep == "ccomp" and any(_has_if(tree, i) for i in (*hosts, *beside)):
        return "conditional"
    return None


def _has_infinitive(tree: Tree, verb: int) -> bool:
    """ "There has to be a pause", "We need to act": an obligation, not a possession."""
    if any(t.text.lower() in {"until", "till"} for t in tree.dependents(verb, "prep", "mark")):
        return False
    for child in tree.dependents(verb, "xcomp", "ccomp"):
        if any(t.text.lower() == "to" for t in tree.dependents(child.i, "aux")):
            return True
    return False


def _has_if(tree: Tree, verb: int) -> bool:
    for child in tree.dependents(verb, "advcl"):
        if any(t.text.lower() in _IF for t in tree.dependents(child.i, "mark")):
            return True
    return False


def _condition(tree: Tree, clause: Clause) -> Status | None:
    marks = {t.text.lower() for t in tree.dependents(clause.head, "mark")}
    return "conditional" if marks & _IF or _has_if(tree, clause.head) else None
