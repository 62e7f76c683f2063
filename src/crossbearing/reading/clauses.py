"""A stretch of a sentence → its clauses: one finite verb each, with the characters that belong to it."""

from collections.abc import Callable, Collection

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Span, Token
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL = frozenset({"VERB", "AUX"})
_IF = frozenset({"if", "unless", "whether"})
_PAST = frozenset({"VBD", "VBN"})
_TOLD_AFTER = frozenset({"after", "before", "by", "following", "in"})
"""Prepositions after which a verb tells of what was done: "*after* seizing it", not "accused *of* it"."""
TIMING = frozenset({"since", "until", "till", "before"})
"""Words before a clause that only tells since when or until when."""
_EMBEDDED = frozenset({"advcl", "relcl", "ccomp", "parataxis", "pcomp", "acl"})
_CONTROLLED = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl", "pcomp"})
"""Verbs without a subject of their own that borrow the one above: "Russia used it *to pound* the city"."""
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_DATES = frozenset({"DATE", "TIME"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_ACTIVE = frozenset(
    {"have", "'ve", "’ve", "will", "would", "do", "could", "may", "might", "must", "can", "should", "to"}
)
_MIN_MAIN_SHARE = 0.5
"""A part that has no finite verb is read as a clause only when it is at least half of its stretch."""


class Clause(Struct, frozen=True):
    """A clause: its head token, its own tokens (embedded clauses left out), all tokens, its characters.

    ``shared`` are the tokens of the clause whose time and place it has, where it has no tense of its own.
    """

    head: int
    own: frozenset[int]
    whole: frozenset[int]
    span: Span
    embedded: bool = False
    shared: frozenset[int] = frozenset()


def split_clauses(
    tree: Tree,
    region: set[int],
    *,
    carries: Callable[[set[int]], bool],
    said: bool,
    tells: Callable[[int], bool] = lambda index: False,
) -> list[Clause]:
    """Split the tokens of a region into clauses, in text order.

    ``carries(tokens)`` tells whether a subordinate clause holds something of its own (an event, a
    count); one that does not stays in the clause above it. ``tells(token)`` tells whether a verb without
    a tense is itself a happening: "shelled it, *killing* nine". ``said`` marks attributed content, where
    a noun phrase alone ("confirmed the agreement") is a clause too.
    """
    tops = _tops(tree, region, said=said)
    heads: dict[int, set[int]] = {}
    for top in tops:
        within = region if said and _is_figure(tree, top, region) else tree.subtree(top) & region
        torn = _torn_subject(tree, top)
        if torn is not None and torn not in tops:
            within = within | (tree.subtree(torn) & region)
        heads[top] = within
        for index in sorted(within - {top}):
            above = tree.tokens[index].head
            hosted = above in within and (tree.tokens[index].dep != "conj" or above in heads)
            if hosted and tells(index) and opens_untensed(tree, index, heads):
                heads[index] = tree.subtree(index) & region
            elif hosted and _splits(tree, index):
                below = tree.subtree(index) & region
                rest = (tree.subtree(tree.tokens[index].head) & region) - below
                if _stands_alone(tree, index) or (
                    carries(below) and (_has_own(tree, index) or carries(rest))
                ):
                    heads[index] = below
    return _assemble(tree, heads, set(tops), region)


def core(tree: Tree, clause: Clause) -> set[int]:
    """A clause's tokens less its relative clauses: "buses *that were to leave* stood empty" is no plan."""
    aside: set[int] = set()
    for index in clause.own:
        if index != clause.head and tree.tokens[index].dep == "relcl":
            aside |= tree.subtree(index)
    return set(clause.own) - aside


def is_finite(tree: Tree, index: int) -> bool:
    """Whether a verb carries tense itself or through an auxiliary: "have been killed", "will leave"."""
    token = tree.tokens[index]
    if token.pos not in _VERBAL:
        return False
    if token.tag in _FINITE:
        return True
    if any(aux.tag in _FINITE for aux in tree.dependents(index, "aux", "auxpass")):
        return True
    head = tree.tokens[token.head]
    return token.dep == "conj" and head.tag == token.tag and token.tag != "VB" and is_finite(tree, head.i)


def subject_of(tree: Tree, index: int) -> Token | None:
    """The subject of a verb, through coordination and control: "The army entered and *burned* the town"."""
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        own = tree.dependents(index, *_SUBJECTS)
        if own:
            return _antecedent(tree, index, _dateless(tree, own))
        token = tree.tokens[index]
        torn = _torn_subject(tree, index)
        if torn is not None:
            return tree.dependents(torn, *_SUBJECTS)[0]
        head = tree.tokens[token.head]
        controlled = tree.dependents(head.i, "dobj") if token.dep in {"xcomp", "ccomp"} else []
        if controlled and head.lemma.lower() in word_class("asking"):
            return controlled[0]
        if token.dep == "relcl" or (token.dep == "acl" and token.tag != "VB"):
            return head
        verb = next((i for i in tree.ancestors(index) if tree.tokens[i].pos in _VERBAL), None)
        if verb is None or token.dep not in _CONTROLLED:
            return None
        index = verb
    return None


def _torn_subject(tree: Tree, index: int) -> int | None:
    """The part that the parse broke off with a verb's subject: "said *80 men, two wounded*, had left"."""
    token = tree.tokens[index]
    if token.dep != "ccomp" or not is_finite(tree, index) or tree.dependents(index, *_SUBJECTS):
        return None
    for other in reversed(tree.dependents(token.head, "ccomp")):
        if token.head < other.i < index and tree.dependents(other.i, *_SUBJECTS):
            return None if is_finite(tree, other.i) else other.i
    return None


def _dateless(tree: Tree, subjects: list[Token]) -> Token:
    """Of two subjects the one that is no dateline: "*3 May* *Two nurses* were shot"."""
    told = [token for token in subjects if not is_day(tree, token.i)]
    return told[0] if told else subjects[0]


def is_day(tree: Tree, index: int) -> bool:
    """Whether a noun tells when: "Friday", "the weekend", "10 am"."""
    if tree.tokens[index].lemma.lower() in word_class("calendar"):
        return True
    return any(e.label in _DATES and e.first <= index < e.last for e in tree.sentence.entities)


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject is the one it is done to: "was shot", "*Nine killed* in raids"."""
    token = tree.tokens[verb]
    if tree.dependents(verb, "nsubjpass", "auxpass", "agent"):
        return True
    listed = token.lemma.lower() in word_class("transitive")
    if tree.dependents(verb, "dobj", "dative", "ccomp", "xcomp") and not (listed and _counts_on(tree, verb)):
        return False
    if any(aux.lemma.lower() in _ACTIVE for aux in tree.dependents(verb, "aux")):
        return False
    return token.tag == "VBN" or (token.tag == "VBD" and listed)


def _counts_on(tree: Tree, verb: int) -> bool:
    """Whether a headline goes on counting: "Two *killed*, 5 injured in Homs" kills no five."""
    if any(t.lemma.lower() in word_class("weapon") for t in tree.dependents(verb, "nsubj")):
        return False
    following = [tree.tokens[t.i + 1] for t in tree.dependents(verb, "dobj") if t.i + 1 < len(tree.tokens)]
    return any(t.tag in {"VBN", "VBD"} and t.text.lower() in word_class("harmed") for t in following)


def _antecedent(tree: Tree, verb: int, subject: Token) -> Token:
    if subject.tag in {"WDT", "WP"} and tree.tokens[verb].dep == "relcl":
        return tree.tokens[tree.tokens[verb].head]
    return subject


def _tops(tree: Tree, region: set[int], *, said: bool) -> list[int]:
    tops = [i for i in sorted(region) if tree.tokens[i].head not in region or tree.tokens[i].head == i]
    tops = [i for i in tops if tree.tokens[i].pos not in {"PUNCT", "SPACE", "CCONJ", "SCONJ"}]
    finite = [i for i in tops if is_finite(tree, i) or _has_finite(tree, i, region)]
    figures = [i for i in tops if said and _is_figure(tree, i, region)]
    if figures and all(tree.tokens[i].text.lower() in word_class("harmed") for i in finite):
        return figures[:1]  # "a toll of nine dead and 20 *wounded*"
    if finite:
        return finite
    sizes = {i: len(tree.subtree(i) & region) for i in tops}
    big = [i for i in tops if sizes[i] >= _MIN_MAIN_SHARE * len(region)]
    objects = [i for i in tops if tree.tokens[i].dep == "dobj"]
    if said and objects and big and tree.tokens[big[0]].dep == "prep" and tree.tokens[big[0]].tag == "VBG":
        return objects[:1]
    holds_root = any(tree.tokens[i].head == i or _is_added_toll(tree, i) for i in big)
    return big[:1] if said or holds_root else []


def _is_added_toll(tree: Tree, top: int) -> bool:
    """Whether a toll is added to what was claimed: "Group claims blast, *nine dead*", "…, *killing nine*"."""
    token = tree.tokens[top]
    harmed = token.text.lower() in word_class("harmed")
    if not harmed and not (token.tag == "VBG" and token.lemma.lower() in word_class("harming")):
        return False
    verb = next((i for i in tree.ancestors(top) if tree.tokens[i].pos in _VERBAL), top)
    claimed = tree.tokens[verb].lemma.lower() == "claim"
    counted = any(tree.tokens[i].tag == "CD" for i in tree.subtree(top))
    return claimed and counted and any(thing.i < top for thing in tree.dependents(verb, "dobj"))


def _is_figure(tree: Tree, top: int, region: set[int]) -> bool:
    """Whether what is said is a figure: "put *the toll* at 63", "reported *22 dead* in the blast".

    It holds all that is said with it, though the parse hangs that on the verb.
    """
    token = tree.tokens[top]
    if token.dep not in {"dobj", "nsubjpass"} or token.pos == "VERB":
        return False
    if token.lemma.lower() in word_class("toll_noun"):
        return True
    victims = {token.lemma.lower(), token.text.lower()} & word_class("victim")
    return bool(victims) and any(tree.tokens[i].tag == "CD" for i in region)


def _has_finite(tree: Tree, top: int, region: set[int]) -> bool:
    token = tree.tokens[top]
    return token.pos in _VERBAL and token.head == top and bool(tree.subtree(top) & region)


def _splits(tree: Tree, index: int) -> bool:
    """Whether a verb opens a clause of its own; "since it began" only tells when and does not."""
    token = tree.tokens[index]
    if token.dep == "advcl" and {t.text.lower() for t in tree.dependents(index, "mark")} & TIMING:
        return False
    if token.dep == "conj":
        return is_finite(tree, index) and tree.tokens[token.head].pos in _VERBAL
    return token.dep in _EMBEDDED and is_finite(tree, index) and not _belongs(tree, index)


def host_of(tree: Tree, index: int) -> int | None:
    """The tensed verb that a verb without a tense goes with: "they *shelled* it, killing nine".

    None for a verb that has its own tense, and for one that only describes a noun ("a truce agreed in May").
    """
    if is_finite(tree, index):
        return None
    token = tree.tokens[index]
    while token.dep == "conj" and not is_finite(tree, token.head):
        token = tree.tokens[token.head]
    if token.dep == "acl" and token.tag != "VBG":
        return None
    return next((i for i in tree.ancestors(token.i) if is_finite(tree, i)), None)


def opens_untensed(tree: Tree, index: int, heads: Collection[int]) -> bool:
    """Whether a verb without a tense opens a clause, given that it tells of a happening.

    "They shelled it, *killing* nine and *hurting* two"; "a truce *agreed* in May"; "after *seizing* it". Not
    so whatever only says which weapon or whose ally is meant: "shells *fired* from afar".
    """
    token = tree.tokens[index]
    if token.pos != "VERB" or is_finite(tree, index) or not tree.children[index]:
        return False
    above = tree.tokens[token.head]
    if token.dep == "conj":
        return above.i in heads and (token.tag == above.tag or {token.tag, above.tag} <= _PAST)
    if token.dep == "pcomp":
        told = above.lemma.lower() in _TOLD_AFTER
        return told and token.tag == "VBG" and bool(tree.dependents(index, "dobj"))
    if token.dep == "acl" and token.tag == "VBN":
        return not _only_describes(tree, token)
    return token.dep in {"acl", "advcl"} and token.tag in {"VBG", "VBN"}


def _only_describes(tree: Tree, verb: Token) -> bool:
    """Whether a participle only says which is meant: "shells *fired* from afar", "the number *killed*".

    A headline without a verb of its own is one clause: "21 farmers *killed* in a raid", "Thirty *killed*",
    "Dozens of women and children *killed*", "Nine farmers and two nurses *killed*".
    """
    noun = tree.tokens[verb.head]
    top = _first_joined(tree, noun)
    if _is_verbless(tree, top) and verb.text.lower() in word_class("harmed"):
        return any(_is_numbered(tree, one) for one in (noun, top, *tree.dependents(top.i, "conj")))
    if noun.lemma.lower() in word_class("weapon") or verb.lemma.lower() in word_class("standing_by"):
        return True
    if (noun.tag, noun.dep, noun.i + 1) == ("CD", "conj", verb.i) and verb.text.lower() in word_class(
        "harmed"
    ):
        return True
    above = tree.tokens[tree.tokens[noun.head].head]
    return noun.dep == "pobj" and above.lemma.lower() in word_class("counting")


def _is_verbless(tree: Tree, noun: Token) -> bool:
    """Whether a noun heads its line, also where the parse takes a later noun for its verb.

    "*Two* killed", "*Six* hurt as mortar hits bus".
    """
    above = tree.tokens[noun.head]
    if noun.dep == "nsubj" and above.i > noun.i and above.tag in _NOUNS:
        noun = above if not tree.dependents(above.i, "cop", "aux") else noun
    return noun.head == noun.i and noun.pos not in _VERBAL


def _first_joined(tree: Tree, noun: Token) -> Token:
    """The first of those whom "and" joins: "*farmers* and dozens of nurses"."""
    above = tree.tokens[noun.head]
    if noun.dep == "pobj" and above.text.lower() == "of":
        noun = tree.tokens[above.head]
    while noun.dep == "conj" and noun.head < noun.i:
        noun = tree.tokens[noun.head]
    return noun


def _is_numbered(tree: Tree, noun: Token) -> bool:
    many = noun.lemma.lower() in word_class("dwellers") and bool(tree.dependents(noun.i, "prep"))
    number = noun.tag == "CD" or noun.text.lower() in word_class("amount")
    before = tree.dependents(noun.i, "nummod", "amod")
    return number or many or any(t.dep == "nummod" or t.text.lower() in word_class("amount") for t in before)


def _belongs(tree: Tree, index: int) -> bool:
    """Conditions, indirect questions and wishes stay with their host: "*if they surrender*"."""
    token = tree.tokens[index]
    if {t.text.lower() for t in tree.dependents(index, "mark")} & _IF:
        return True
    if token.dep == "ccomp" and any(t.tag == "WRB" for t in tree.dependents(index, "advmod")):
        return True
    wished = token.lemma.lower() in word_class("wishing")
    return token.dep == "relcl" and (wished or tree.tokens[token.head].text.lower() == "those")


def _stands_alone(tree: Tree, index: int) -> bool:
    return tree.tokens[index].dep == "conj" and _has_own(tree, index)


def _has_own(tree: Tree, index: int) -> bool:
    """Whether a verb has its own subject, or needs none of the one before it: only coordination shares."""
    return tree.tokens[index].dep != "conj" or bool(tree.dependents(index, *_SUBJECTS))


def _assemble(tree: Tree, heads: dict[int, set[int]], tops: set[int], region: set[int]) -> list[Clause]:
    clauses = []
    for head, whole in heads.items():
        below = [other for other in heads if other != head and other in whole]
        own = whole - {i for other in below for i in heads[other]}
        coordinate = {i for other in below if tree.tokens[other].dep == "conj" for i in heads[other]}
        told = _with_antecedent(tree, head, trimmed(tree, whole - coordinate, head), region)
        span = tree.span(told)
        if span is not None:
            clauses.append(Clause(head, frozenset(own), frozenset(whole), span, head not in tops))
    return sorted((_sharing(tree, clause, clauses) for clause in clauses), key=_order)


def _sharing(tree: Tree, clause: Clause, clauses: list[Clause]) -> Clause:
    host = host_of(tree, clause.head) if clause.embedded else None
    above = next((c for c in clauses if host in c.own), None) if host is not None else None
    return clause if above is None or above is clause else replace(clause, shared=above.own)


def _with_antecedent(tree: Tree, head: int, tokens: set[int], region: set[int]) -> set[int]:
    """Put before a relative clause what it is about: "*the staff* who are not included"."""
    if tree.tokens[head].dep != "relcl" or not tokens:
        return tokens
    first = min(tokens)
    noun = {i for i in tree.subtree(tree.tokens[head].head) & region if i < first}
    joined = noun and all(i in noun or tree.tokens[i].pos == "PUNCT" for i in range(min(noun), first))
    return tokens | noun if joined else tokens


def trimmed(tree: Tree, tokens: set[int], head: int) -> set[int]:
    """A clause's tokens without the leading "and", "that", "because", "after" and loose marks; "if" stays."""
    order = sorted(tokens)
    while order and order[0] != head and _is_loose(tree.tokens[order[0]]):
        order.pop(0)
    while order and order[-1] != head and _dangles(tree, order):
        order.pop()
    return set(order)


def _dangles(tree: Tree, order: list[int]) -> bool:
    """Whether the last token leads to words that are not here: "…, *as*", "said *that*", "comes *after*"."""
    token = tree.tokens[order[-1]]
    if token.pos in {"PUNCT", "CCONJ", "SCONJ"} or token.dep == "mark" or token.tag in {"WDT", "WP"}:
        return True
    if token.dep in {"advmod", "cc"} and token.head not in order:
        return True
    return token.dep == "prep" and not tree.subtree(token.i) & set(order[:-1])


def _is_loose(token: Token) -> bool:
    return token.pos in {"PUNCT", "CCONJ"} or (token.dep == "mark" and token.text.lower() not in _IF)


def _order(clause: Clause) -> tuple[int, int]:
    return (clause.span.start, -clause.span.end)
