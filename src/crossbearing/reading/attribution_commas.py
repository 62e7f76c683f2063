"""Sources that took in words before them where a comma was lost: "killing many children a monitor said"."""

from msgspec import structs

from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Range, Tree

_ARTICLES = frozenset({"a", "an", "the", "another"})
_BEFORE = frozenset({"NOUN", "NUM", "ADJ"})
_STATES = frozenset({"dead", "wounded", "injured"})
"""What the blast left them, whatever the tagger takes the word for: "left 28 men dead | a monitor said"."""
_WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_SPEAK = frozenset({"person", "group"})
_ADJECTIVAL = frozenset({"woman", "man", "youth", "veteran", "student"})
"""Persons whose plural may stand before another noun: "women activists"."""
_OF_SPEAKERS = frozenset(
    {"rescue", "aid", "relief", "local", "medical", "civil", "defense", "defence", "opposition", "activist"}
    | {"security", "police", "army", "military", "state", "health", "humanitarian", "rebel", "media"}
)
"""Words that stand before those who speak, and seldom after a place: "in Orda | *rescue* workers said"."""
_OF_PERSONS = frozenset(
    {"family", "relative", "lawyer", "group", "union", "association", "council", "committee"}
)
"""Nouns before which a plural of persons has rather lost its apostrophe: "prisoners families"."""


def after_lost_comma(tree: Tree, found: Found) -> Found:
    """Begin a source at its speaker, and leave the words before to what is said.

    "… killing 26 including many *children a monitor* said" → a monitor; "… *people on Monday activists*
    said" → activists; "Rami Salim *the head of the group*", "*women activists*" stay whole.
    """
    if found.source is None:
        return found
    first, last = found.source
    start = speaker_start(tree, found.source)
    if start == first:
        start = _name_start(tree, found.source)
    if start == first:
        start = _behind_place(tree, found.source)
    if start == first and found.cue is not None and all(b <= found.cue[0] for _, b in found.content):
        start = _with_other(tree, first)
    if start == first:
        return found
    content = [(a, start if b == first or a < start < b else b) for a, b in found.content]
    return structs.replace(found, source=(start, last), content=tuple((a, b) for a, b in content if a < b))


def _name_start(tree: Tree, source: Range) -> int:
    """Where the name begins that a source goes on to describe: "*Rana Odeh* the head of the group said"."""
    first = source[0]
    name = tree.tokens[first - 1] if first else None
    described = tree.tokens[first].tag == "DT" and kind_of(tree, _phrase_end(tree, first)) == "person"
    if name is None or not described or tree.labels.get(name.i) != "PERSON" or name.dep != "nsubj":
        return first
    return _names_start(tree, first)


def _behind_place(tree: Tree, source: Range) -> int:
    """Where one begins whom the parse gave in part to a place: "died in Orda *rescue workers* said"."""
    first, last = source
    k = first
    while k > 0 and tree.tokens[first].text.islower() and tree.tokens[k - 1].text in _OF_SPEAKERS:
        k -= 1
    return k if k < first and _may_speak(tree, first, last) and _ends_place(tree, k) else first


def _with_other(tree: Tree, first: int) -> int:
    """Where two begin who close what they said: "died in Orda *rescue workers and* a doctor said"."""
    k = first - 1 if first and tree.tokens[first - 1].tag == "DT" else first
    if k < 2 or tree.tokens[k - 1].text.lower() != "and":
        return k
    noun = k - 2
    if kind_of(tree, noun) not in _SPEAK or tree.tokens[noun].tag != "NNS":
        return k
    at = noun
    while at and tree.tokens[at - 1].text in _OF_SPEAKERS:
        at -= 1
    return at


def _ends_place(tree: Tree, k: int) -> bool:
    """Whether a place's name that follows a preposition ends before a word."""
    n = _names_start(tree, k)
    return n < k and tree.labels.get(k - 1) in {"GPE", "LOC"} and _is_after_preposition(tree, n)


def _names_start(tree: Tree, k: int) -> int:
    """Where the run of names before a word begins."""
    while k > 0 and tree.tokens[k - 1].pos == "PROPN":
        k -= 1
    return k


def speaker_start(tree: Tree, source: Range) -> int:
    """Where the phrase that speaks begins within a source: the last place where a comma was lost, if any."""
    first, last = source
    places = range(first + 1, last)
    breaks = [k for k in places if _may_speak(tree, k, last) and _is_apart(tree, k, first)]
    return breaks[-1] if breaks else first


def _is_apart(tree: Tree, k: int, first: int) -> bool:
    """Whether a phrase that begins at a word of a source goes on with nothing before it."""
    before, word = tree.tokens[k - 1], tree.tokens[k]
    if word.tag == "DT" and word.text.lower() in _ARTICLES:
        if before.pos == "PROPN":
            placed = tree.labels.get(k - 1) in {"GPE", "LOC"} and _is_after_preposition(tree, k - 1)
            return placed or word.text[0].isupper()
        left = before.pos in _BEFORE or before.text in _STATES
        return left and (word.text[0].isupper() or not before.text[0].isupper())
    if word.pos not in _WITHIN:
        return False
    if tree.is_time(k - 1):
        return k - 1 == first or _is_after_preposition(tree, k - 1)
    if word.text.islower() and _ends_place(tree, k) and _names_start(tree, k) == first:
        return True
    end = _phrase_end(tree, k)
    owned = tree.lemma(end) in _OF_PERSONS or tree.lemma(k - 1) in _ADJECTIVAL
    named = tree.tokens[end].tag in {"NNS", "NNP"}
    return before.tag == "NNS" and kind_of(tree, k - 1) == "person" and named and not owned


def _is_after_preposition(tree: Tree, i: int) -> bool:
    return i > 0 and tree.tokens[i - 1].pos == "ADP"


def _may_speak(tree: Tree, k: int, last: int) -> bool:
    """Whether a phrase of persons or a body begins at a word, and no clause lies within."""
    if any(_is_verb(tree, i) for i in range(k, last)):
        return False
    end = _phrase_end(tree, k)
    return end < last and kind_of(tree, end) in _SPEAK


def _is_verb(tree: Tree, i: int) -> bool:
    """Tell a clause's verb from that of "Britain-based"."""
    return tree.tokens[i].pos in {"VERB", "AUX"} and tree.tokens[i - 1].text != "-"


def _phrase_end(tree: Tree, k: int) -> int:
    """The last word of the run of nouns and adjectives at or after a word."""
    end = k
    while end + 1 < len(tree.tokens) and _goes_on(tree, end + 1):
        end += 1
    return end


def _goes_on(tree: Tree, i: int) -> bool:
    hyphened = "-" in {tree.tokens[i].text, tree.tokens[i - 1].text}
    return tree.tokens[i].pos in _WITHIN or hyphened
