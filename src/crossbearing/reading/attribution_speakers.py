"""Who can be a source: persons, groups, documents and pronouns, and the outlets that pass words on."""

import re

from crossbearing.reading.attribution_cues import media_words, speaker_nouns
from crossbearing.reading.attribution_tree import Range, Tree

_LONG_NAME = re.compile(r"[ -]")
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "who"})
_SOME = frozenset(
    {"one", "some", "many", "others", "other", "another", "both", "several", "most", "few", "all"}
)
_NEVER = frozenset({"there", "this", "that", "these", "those", "what", "which", "it", "you", "nothing"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_THINGS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "EVENT", "LOC"})
_SUFFIXES = ("man", "men", "woman", "women", "person", "people", "ist", "ists")
_PAST = frozenset({"VBD", "VBN"})
_TOLD_OF = frozenset({"think", "believe", "say", "report", "know", "suspect", "presume", "fear"})
"""Verbs that take "to" or what was done only where others think so: "believed to be theirs"."""
_RELATIVES = frozenset({"who", "that", "which", "whom"})


def can_speak(tree: Tree, head: int, demand: str) -> bool:
    """Tell whether a noun is fit to be the source of a cue that asks for ``demand``.

    "the monitor", "Moscow", "she", "a UN report" are; "air strikes", "the road" are not, unless the
    cue is one that only speech has ("any": said, warned), where only expletives are refused.
    """
    word = tree.tokens[head].text.lower()
    kind = kind_of(tree, head)
    if demand == "any":
        return word not in _NEVER - {"it"} and tree.labels.get(head) not in _THINGS
    if demand == "document":
        return kind == "document"
    if demand == "named":
        return kind in {"person", "pronoun"} and tree.labels.get(head) == "PERSON"
    if demand == "person":
        return kind in {"person", "pronoun"}
    return kind is not None or (word == "it" and demand == "speaker")


def is_name(tree: Tree, verb: int) -> bool:
    """Tell the name "Said" from the cue: a capital within a sentence that is no headline."""
    text = tree.tokens[verb].text
    return verb > 0 and text[:1].isupper() and not text.isupper() and tree.sentence.kind == "paragraph"


def is_told_of(tree: Tree, verb: int) -> bool:
    """Tell whom others tell of, in a short passive: "*thought to* be theirs", "ten *reported* killed"."""
    behind = tree.tokens[verb + 1] if verb + 1 < len(tree.tokens) else None
    if behind is None or tree.tokens[verb].tag not in _PAST or tree.lemma(verb) not in _TOLD_OF:
        return False
    if tree.kid(verb, "aux", "neg") is not None:
        return False
    return behind.tag == "TO" or (tree.lemma(verb) == "report" and behind.tag == "VBN")


def kind_of(tree: Tree, head: int) -> str | None:
    """Give what a noun is as a speaker: "person", "group", "document", "pronoun", or None."""
    token = tree.tokens[head]
    word = token.text.lower()
    if word in _PRONOUNS:
        return "pronoun"
    if word in _NEVER:
        return None
    if word in _SOME:
        return "pronoun" if tree.kid(head, "prep") is None else _kind_of_part(tree, head)
    label = tree.labels.get(head)
    noun = speaker_nouns().get(token.lemma.lower()) or speaker_nouns().get(word)
    if noun is not None and label not in {"DATE", "TIME"}:
        return noun
    if label in _NAMES:
        return "person" if label == "PERSON" else "group"
    if label in _THINGS:
        return None
    if token.pos == "PROPN" or token.text in media_words():
        return "group"
    return "person" if word.endswith(_SUFFIXES) else None


def _kind_of_part(tree: Tree, head: int) -> str | None:
    """ "some of the residents" speak as the residents do."""
    prep = tree.kid(head, "prep")
    pobj = None if prep is None else tree.kid(prep, "pobj")
    return None if pobj is None or pobj == head else kind_of(tree, pobj)


def is_media(tree: Tree, where: Range) -> bool:
    """Tell whether a noun phrase names an outlet: "Reuters", "Turkish news agencies", "state TV"."""
    words = media_words()
    if any(tree.tokens[i].text in words for i in range(*where)):
        return True
    start, end = tree.tokens[where[0]].start, tree.tokens[where[1] - 1].end
    phrase = tree.sentence.text[start - tree.sentence.start : end - tree.sentence.start]
    return any(_LONG_NAME.search(word) and word in phrase for word in words)


def antecedent(tree: Tree, relative: int) -> int | None:
    """Give the noun a relative pronoun stands for: "activists who say" → activists."""
    if tree.tokens[relative].text.lower() not in _RELATIVES:
        return None
    at = tree.tokens[relative].head
    for _ in range(3):
        if tree.tokens[at].dep == "relcl":
            return tree.tokens[at].head
        at = tree.tokens[at].head
    return None
