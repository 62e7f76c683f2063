"""Where a source begins when no comma says so: walking left from a cue over one noun phrase."""

from crossbearing.reading.attribution_cues import media_words, speaker_nouns
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Range, Tree

_MAX_NAME = 18
_LONG_NAME = 8
"""A source of more words, with no comma before it, has run into the words said."""
_MIN_INITIALS = 3
_IN_NAMES = frozenset({"of", "for", "in", "on", "to", "from", "at", "with"})
_NAME_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_NAME_PARTS = frozenset({"al", "el", "ul", "de", "bin", "ibn", "abu", "van", "von", "der"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_RUN_INTO = frozenset({"ADP", "VERB", "AUX", "NUM"})
_BEFORE_ARTICLE = frozenset({"ADP", "NUM"})
_KINDS_OF_SPEAKER = frozenset(
    {
        "state",
        "opposition",
        "government",
        "rebel",
        "security",
        "military",
        "army",
        "police",
        "health",
        "hospital",
    }
)


def settled(tree: Tree, source: Range, verb: int) -> Range:
    """Set right where a source begins that stands behind the words said, with no comma between.

    "… a monitor and rebels said", "… the ministry in Moscow said", "… in the valley local residents said".
    """
    first, last = source
    before = tree.tokens[first - 1] if first else None
    if before is None or before.pos == "PUNCT":
        return source
    if last - first > _LONG_NAME and last == verb:
        walked = name_before(tree, verb)
        return source if walked is None else walked
    if before.dep == "cc" and kind_of(tree, first - 2) in {"person", "group"}:
        return _walk(tree, first - 1), last
    if before.pos == "ADP":
        first = _walk(tree, first - 1) if _joins(tree, first - 1) else _last_words(tree, last)
        return (first, last) if first < last else source
    outlet = next((i for i in range(first + 1, last) if tree.tokens[i].text in media_words()), None)
    if outlet is not None and tree.tokens[outlet].pos == "PROPN" and tree.tokens[outlet - 1].text.islower():
        return (outlet, last) if kind_of(tree, outlet - 1) is None else source
    while first and kind_of(tree, first - 1) == "person" and tree.tokens[first - 1].pos == "NOUN":
        first -= 1
        while (
            first and tree.tokens[first - 1].pos in {"NOUN", "ADJ"} and tree.tokens[first - 1].text.islower()
        ):
            first -= 1
    return first, last


def name_before(tree: Tree, verb: int, *, first: int = 3) -> Range | None:
    """Walk left from the cue over one noun phrase, to its article or its capitals."""
    if verb > 3 and tree.tokens[verb - 1].text.lower() in _PRONOUNS:
        return verb - 1, verb
    at = _walk(tree, verb)
    if at > 2 and tree.tokens[at - 1].dep == "cc" and kind_of(tree, at - 2) in {"person", "group"}:
        at = _walk(tree, at - 1)
    run_into = _BEFORE_ARTICLE if at < verb and tree.tokens[at].pos == "DET" else _RUN_INTO
    if at > 0 and tree.tokens[at - 1].pos in run_into and at < verb:
        at = _last_words(tree, verb)
    heads = [i for i in range(at, verb) if kind_of(tree, i) in {"person", "group", "document"}]
    return (at, verb) if heads and first <= at < verb else None


def _walk(tree: Tree, end: int) -> int:
    at = end
    while at > 0 and end - at < _MAX_NAME:
        token = tree.tokens[at - 1]
        if token.pos == "DET":
            at -= 1
            if not (at > 1 and tree.lemma(at - 1) in _IN_NAMES and _joins(tree, at - 1)):
                break
            at -= 1
        elif _in_name(tree, at - 1):
            at -= 1
        else:
            break
    return at


def _in_name(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.pos in _NAME_POS or token.tag == "POS" or token.text in {"-", "(", ")"}:
        return True
    if token.dep == "amod" and i and tree.tokens[i - 1].text == "-":
        return True
    if (
        token.text.lower() in _NAME_PARTS
        and i + 1 < len(tree.tokens)
        and tree.tokens[i + 1].text[:1].isupper()
    ):
        return True
    return token.lemma.lower() in _IN_NAMES and _joins(tree, i)


def _joins(tree: Tree, prep: int) -> bool:
    """Tell "Observatory for Human Rights" from "in the north activists"."""
    before = tree.tokens[prep - 1] if prep else None
    if before is None or before.pos not in {"NOUN", "PROPN"}:
        return False
    return kind_of(tree, before.i) is not None and (before.pos == "NOUN" or tree.lemma(prep) in {"of", "for"})


def _last_words(tree: Tree, verb: int) -> int:
    """Cut off the place that a walk ran into: "in the western district | local activists said"."""
    at = verb - 1
    if _is_initials(tree, at):
        return at
    if tree.tokens[at].pos == "PROPN":
        while at > 0 and tree.tokens[at - 1].pos == "PROPN" and not _is_place(tree, at - 1):
            at -= 1
        return at if at < verb - 1 else verb
    if speaker_nouns().get(tree.lemma(at)) != "person" and tree.tokens[at].tag != "NNS":
        return _modified(tree, at, verb)
    while (
        at > 0
        and (tree.tokens[at - 1].pos == "ADJ" or _qualifies(tree, at - 1))
        and not _is_place(tree, at - 1)
    ):
        at -= 1
    return at


def _is_initials(tree: Tree, at: int) -> bool:
    """Whether a name of capitals follows a small word that it cannot go on: "in the east | *UNHCR* said"."""
    token, before = tree.tokens[at], tree.tokens[at - 1]
    spelt = token.text.isupper() and len(token.text) >= _MIN_INITIALS and not _is_place(tree, at)
    return spelt and before.text.islower() and before.pos in _NAME_POS


def _modified(tree: Tree, noun: int, verb: int) -> int:
    """Take "monitoring group" of "kills 30 monitoring group says"; a bare noun is no source."""
    at = noun
    while at > 0 and tree.tokens[at - 1].head == noun and tree.tokens[at - 1].dep in {"compound", "amod"}:
        if tree.tokens[at - 1].pos == "NUM" or _is_place(tree, at - 1):
            break
        at -= 1
    return at if at < noun else verb


def _qualifies(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos == "NOUN" and tree.lemma(i) in _KINDS_OF_SPEAKER


def _is_place(tree: Tree, i: int) -> bool:
    return tree.labels.get(i) in {"GPE", "LOC", "FAC", "DATE", "TIME"}
