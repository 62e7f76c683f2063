"""Whose act a verb is: its own subject, or that of the verb it hangs on."""

from msgspec import Struct

from crossbearing.reading.attribution_clause import adds_on, leaves_quote
from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_speakers import antecedent, kind_of
from crossbearing.reading.attribution_tree import Tree

_RAISING = frozenset(
    {"go", "continue", "appear", "seem", "come", "proceed", "hasten", "use", "rush", "begin", "start", "step"}
)
_TELLING = frozenset({"say", "report", "confirm", "announce", "add", "state"})
"""Verbs whose subject gives the figure that a participle behind them tells: "said | *raising its toll*"."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLOSING_MARKS = frozenset({"”", '"', "’", "''", "»"})


class Subject(Struct, frozen=True):
    """Whose cue it is: token index or None where lost; ``own`` where the cue has it itself."""

    head: int | None
    own: bool


def find_subject(tree: Tree, verb: int) -> Subject | None:
    """Find whose act a verb is: its own subject, or that of the verb it hangs on.

    "The envoy left, adding that …" → envoy. None where the verb has no subject to be found at all.
    """
    own = own_subject(tree, verb)
    if own is not None and _is_purpose(tree, verb):
        return None
    if own is not None and tree.tokens[verb].dep == "attr" and tree.tokens[verb].tag == "VBG":
        return _of_speech_above(tree, verb)
    if own is not None and _took_object(tree, verb):
        own = own_subject(tree, tree.tokens[verb].head)
    if own is not None:
        noun = antecedent(tree, own)
        if tree.tokens[own].text.lower() in {"which", "that", "what", "who"} and noun is None:
            return None
        return Subject(own if noun is None else noun, True)
    at = verb
    goes_on = adds_on(tree, verb) or leaves_quote(tree, verb)
    for _ in range(4):
        head, dep, tag = tree.tokens[at].head, tree.tokens[at].dep, tree.tokens[at].tag
        if head == at:
            return None
        if dep == "acl" and at == verb and _heads_sentence(tree, at, head):
            return Subject(head, True)
        if dep == "acl" and tag == "VBG" and _speaks_itself(tree, head):
            return Subject(head, False)
        if dep == "acl" and tag == "VBG" and at == verb:
            head = _verb_above(tree, head)
        elif not goes_on and not _inherits(tree, at, head, dep, tag):
            return None
        at = head
        own = tree.kid(at, "nsubj", "nsubjpass")
        while goes_on and tree.tokens[at].dep in {"ccomp", "advcl", "xcomp"}:
            at = tree.tokens[at].head
            own = tree.kid(at, "nsubj")
        if own is not None:
            noun = antecedent(tree, own)
            return Subject(own if noun is None else noun, False)
    return None


def _of_speech_above(tree: Tree, verb: int) -> Subject | None:
    """Whose speech a participle adds to: "adding that most are women | *asserting* that wards are full"."""
    at = verb
    for _ in range(4):
        at = tree.tokens[at].head
        if tree.lemma(at) in cues("verb") and tree.tokens[at].tag[:2] == "VB":
            above = find_subject(tree, at)
            return None if above is None else Subject(above.head, False)
    return None


def _took_object(tree: Tree, verb: int) -> bool:
    """Spot a participle that took the object of the verb before it: "shelled the port claiming to have …"."""
    token = tree.tokens[verb]
    return token.tag == "VBG" and token.dep == "ccomp" and tree.kid(verb, "aux") is None


def _heads_sentence(tree: Tree, verb: int, noun: int) -> bool:
    """Tell a main verb that the parse took for a reduced clause: "The coalition called upon both sides …"."""
    if tree.tokens[noun].dep != "ROOT":
        return False
    if tree.tokens[verb].tag in _FINITE:
        return True
    lone = not any(t.tag in _FINITE or t.tag == "MD" for t in tree.tokens if not tree.below(t.i, verb))
    clipped = tree.tokens[verb].tag == "VBN" and tree.kid(verb, "agent") is None
    return clipped and lone and tree.sentence.kind == "paragraph"


def _speaks_itself(tree: Tree, noun: int) -> bool:
    """Tell "a letter saying", "officials warning … left" from "struck the rebels, saying"."""
    kind = kind_of(tree, noun)
    return kind == "document" or (kind is not None and tree.tokens[noun].dep in _SUBJECTS)


def _verb_above(tree: Tree, at: int) -> int:
    """Climb from a noun to the verb it depends on: "condemned the strikes, saying …" → condemned."""
    for _ in range(4):
        if tree.tokens[at].tag[:2] == "VB" or tree.tokens[at].head == at:
            break
        at = tree.tokens[at].head
    return at


def _inherits(tree: Tree, at: int, head: int, dep: str, tag: str) -> bool:
    if dep == "conj":
        return tree.tokens[head].tag[:2] == "VB" and _coordinated(tree, at)
    if dep == "xcomp":
        updates = tag == "VBG" and tree.lemma(head) in _TELLING and tree.lemma(at) in cues("figure")
        return updates or tree.lemma(head) in _RAISING or tree.lemma(at) == "add"
    if dep in {"advcl", "pcomp", "prep"}:
        return tag == "VBG" or dep == "prep" or _is_purpose(tree, at)
    return False


def _coordinated(tree: Tree, verb: int) -> bool:
    """Ask for the "and", "but" or comma that joins a verb to one before it."""
    at = verb - 1
    while at > 0 and tree.tokens[at].pos in {"ADV", "AUX", "PART"}:
        at -= 1
    return at >= 0 and (tree.tokens[at].dep == "cc" or tree.tokens[at].text == ",")


def _is_purpose(tree: Tree, at: int) -> bool:
    return any(tree.tokens[k].tag == "TO" for k in tree.kids[at])


def own_subject(tree: Tree, verb: int) -> int | None:
    """Give a cue's own subject; one that a closing mark parts from it belongs to the words quoted."""
    subjects = [k for k in reversed(tree.kids[verb]) if tree.tokens[k].dep == "nsubj"]
    if verb and tree.tokens[verb - 1].text in _CLOSING_MARKS and tree.tokens[verb - 1].tag != "POS":
        subjects = [k for k in subjects if k > verb]
    return subjects[0] if subjects else None
