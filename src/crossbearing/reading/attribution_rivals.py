"""Who gives his own figure for those counted before: "The rebels claim 400 killed; *the army says* 63"."""

from collections.abc import Sequence

from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_speakers import can_speak
from crossbearing.reading.attribution_subjects import find_subject
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.lexicon import word_class

_BOUNDS = frozenset({"at", "least", "about", "some", "only", "just", "around", "more", "than", "over"})
_ENDS = frozenset({".", ";", ","})


def with_rivals(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Add who gives a bare figure behind victims that another counts; his words are the figure alone."""
    rivals = [one for one in (_rival(tree, token.i) for token in tree.tokens) if one is not None]
    cues = {one.cue for one in rivals}
    return [one for one in found if one.cue not in cues] + rivals


def _rival(tree: Tree, verb: int) -> Found | None:
    figure = _figure(tree, verb)
    if figure is None or not _counts_before(tree, verb):
        return None
    subject = find_subject(tree, verb)
    if subject is None or subject.head is None or not can_speak(tree, subject.head, "speaker"):
        return None
    source = tree.noun_phrase(subject.head)
    if source[1] > verb:
        return None
    return Found(cue=(verb, verb + 1), source=source, content=(figure,), stance="report")


def _figure(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The bare number that a verb leads to, up to the end of its clause: "says 63", "put it at 63"."""
    token = tree.tokens[verb]
    words = [t.text.lower() for t in tree.tokens[verb + 1 : verb + 3]]
    if token.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    if tree.lemma(verb) == "put" and words == ["it", "at"]:
        first = verb + 3
    elif tree.lemma(verb) == "say":
        first = verb + 1
    else:
        return None
    at = first
    while at < len(tree.tokens) and tree.tokens[at].text.lower() in _BOUNDS:
        at += 1
    if at >= len(tree.tokens) or tree.tokens[at].tag != "CD":
        return None
    ends = at + 1 == len(tree.tokens) or tree.tokens[at + 1].text in _ENDS
    return (first, at + 1) if ends else None


def _counts_before(tree: Tree, verb: int) -> bool:
    """Whether victims are counted before a verb: "400 killed; the army says"."""
    before = tree.tokens[:verb]
    harmed = any(t.text.lower() in word_class("harmed") | word_class("victim") for t in before)
    return harmed and any(t.tag == "CD" for t in before)
