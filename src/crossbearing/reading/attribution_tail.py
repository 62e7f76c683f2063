"""Attribution at a sentence's end whose comma is lost: "… at least 11 dead a monitor said Sunday"."""

from collections.abc import Sequence

from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Range, Tree

_TAIL_VERBS = frozenset(
    {"say", "report", "add", "tell", "confirm", "announce", "state", "note", "claim", "warn"}
)
_MAX_BEHIND = 16
_MAX_NAME = 18
_IN_NAMES = frozenset({"of", "for", "in", "on", "to", "from", "at", "with"})
_NAME_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


def tail_attribution(tree: Tree, taken: Sequence[Found]) -> Found | None:
    """Read the source and cue that close a sentence, where no rule of the parse has read them.

    "Two barns burned down a farmer said." / "Two barns burned down said the farmer who lives there."
    """
    for token in reversed(tree.tokens):
        if token.lemma.lower() not in _TAIL_VERBS or token.tag not in {"VBD", "VBZ", "VBP"}:
            continue
        if any(f.cue is not None and f.cue[0] == token.i for f in taken):
            return None
        return _before_cue(tree, token.i) or _behind_cue(tree, token.i)
    return None


def _before_cue(tree: Tree, verb: int) -> Found | None:
    if not _only_adjuncts(tree, verb):
        return None
    source = _name_before(tree, verb)
    return None if source is None else _found(tree, verb, source, source[0])


def _behind_cue(tree: Tree, verb: int) -> Found | None:
    """Read "… said the head of the group that counts the dead." up to the sentence's end."""
    if tree.lemma(verb) not in {"say", "add", "report"} or verb < 4:
        return None
    head = next((t.i for t in tree.tokens[verb + 1 : verb + 12] if _heads_name(tree, t.i)), None)
    if head is None or kind_of(tree, head) is None:
        return None
    source = tree.noun_phrase(head)
    relative = source[1] < len(tree.tokens) and tree.tokens[source[1]].tag in {"WDT", "WP"}
    rest = [t for t in tree.tokens[source[1] :] if t.pos not in {"PUNCT", "SPACE"}]
    timed = all(tree.is_time(t.i) or t.pos == "ADP" for t in rest)
    if source[0] != verb + 1 or not (timed or relative):
        return None
    return _found(tree, verb, source, verb)


def _heads_name(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos in {"NOUN", "PROPN"} and tree.tokens[i].dep not in {"compound", "amod", "poss"}


def _found(tree: Tree, verb: int, source: Range, end: int) -> Found | None:
    start = 0
    while start < end and tree.tokens[start].pos in {"PUNCT", "CCONJ", "SPACE"}:
        start += 1
    if not any(t.pos in {"VERB", "AUX"} for t in tree.tokens[start:end]):
        return None
    stance = cues("verb")[tree.lemma(verb)][0].stance
    passed_on = relays(tree, verb, source)
    return Found(
        cue=(verb, verb + 1), source=source, content=((start, end),), stance=stance, relays=passed_on
    )


def _only_adjuncts(tree: Tree, verb: int) -> bool:
    """Check that a cue is followed by nothing but when, where and to whom."""
    behind = tree.tokens[verb + 1 :]
    if len(behind) > _MAX_BEHIND or any(t.pos in {"VERB", "AUX", "SCONJ", "PRON"} for t in behind):
        return False
    telling = tree.lemma(verb) == "tell"
    first = next((t for t in behind if t.pos not in {"PUNCT", "SPACE"}), None)
    return first is None or first.pos in {"ADP", "ADV"} or tree.is_time(first.i) or telling


def _name_before(tree: Tree, verb: int) -> Range | None:
    """Walk left from the cue over one noun phrase, to its article or its capitals."""
    at = verb
    while at > 0 and verb - at < _MAX_NAME:
        token = tree.tokens[at - 1]
        if token.pos == "DET":
            at -= 1
            if not (at > 1 and tree.lemma(at - 1) in _IN_NAMES and _joins(tree, at - 1)):
                break
            at -= 1
        elif token.pos in _NAME_POS or token.tag == "POS" or token.text in {"-", "(", ")"} or (token.lemma.lower() in _IN_NAMES and _joins(tree, at - 1)):
            at -= 1
        else:
            break
    at = _cut_loose(tree, at, verb)
    head = next((i for i in range(at, verb) if _names_speaker(tree, i)), None)
    return (at, verb) if head is not None and at < verb and at > 2 else None


def _joins(tree: Tree, prep: int) -> bool:
    """Tell "Observatory for Human Rights" from "in the north activists"."""
    before = tree.tokens[prep - 1] if prep else None
    if before is None or before.pos not in {"NOUN", "PROPN"}:
        return False
    return kind_of(tree, before.i) is not None and (before.pos == "NOUN" or tree.lemma(prep) in {"of", "for"})


def _cut_loose(tree: Tree, at: int, verb: int) -> int:
    """Cut off a place or number that the walk ran into: "in northern Syria | activists said"."""
    if tree.tokens[at].pos == "DET" or at == 0:
        return at
    loose = tree.tokens[at - 1].pos in {"ADP", "VERB", "AUX", "NUM"}
    for i in range(verb - 1, at, -1) if loose else ():
        if tree.tokens[i - 1].pos not in {"NOUN", "ADJ"} or _is_place(tree, i - 1):
            return i
    return at


def _is_place(tree: Tree, i: int) -> bool:
    return tree.labels.get(i) in {"GPE", "LOC", "FAC", "DATE", "TIME"}


def _names_speaker(tree: Tree, i: int) -> bool:
    return kind_of(tree, i) in {"person", "group", "document"}
