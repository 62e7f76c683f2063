"""What the parse loses: sources that close a sentence without a comma, inverted and misread cues."""

from collections.abc import Sequence

from msgspec import structs

from crossbearing.reading.attribution_cues import cues, speaker_nouns
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Range, Tree

_CLOSING_CUES = frozenset(
    {
        "say",
        "report",
        "add",
        "tell",
        "confirm",
        "announce",
        "state",
        "note",
        "claim",
        "warn",
        "explain",
        "ask",
    }
)
_INVERTING = frozenset(
    {"say", "add", "report", "ask", "continue", "note", "write", "explain", "warn", "reply"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MAX_BEHIND = 16
"""A cue with more words than this behind it closes nothing."""
_MAX_NAME = 18
_MAX_SEGMENT = 26
_IN_NAMES = frozenset({"of", "for", "in", "on", "to", "from", "at", "with"})
_NAME_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_PUNCT = frozenset({"PUNCT", "SPACE"})
_CLOSING_MARKS = frozenset({"”", '"', "’", "''", "»"})
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
_NESTED_OBJECTS = frozenset({"dobj", "attr", "npadvmod", "oprd", "dep", "ccomp", "appos", "conj"})


def repaired(tree: Tree, taken: Sequence[Found]) -> list[Found]:
    """Read cues that no rule of the parse has read.

    "Two barns burned down a farmer said Sunday." / "The road is cut", added the mayor, who was there.
    """
    used = {f.cue[0] for f in taken if f.cue is not None}
    found = []
    for token in reversed(tree.tokens):
        if token.i in used or token.tag[:2] != "VB":
            continue
        read = _inverted_cue(tree, token.i) or _closing_cue(tree, token.i) or _cue_as_adjective(tree, token.i)
        if read is not None:
            found.append(read)
    return found[:1]


def before_source(found: Found, closing: Sequence[Found]) -> Found:
    """End words said before the source that closes their sentence, which the parse took into them."""
    source = closing[0].source if closing else None
    if source is None or not any(first < source[0] < last for first, last in found.content):
        return found
    content = tuple((first, min(last, source[0])) for first, last in found.content if first < source[0])
    return structs.replace(found, content=content)


def own_subject(tree: Tree, verb: int) -> int | None:
    """Give a cue's own subject; one that a closing mark parts from it belongs to the words quoted."""
    subjects = [k for k in reversed(tree.kids[verb]) if tree.tokens[k].dep == "nsubj"]
    if verb and tree.tokens[verb - 1].text in _CLOSING_MARKS and tree.tokens[verb - 1].tag != "POS":
        subjects = [k for k in subjects if k > verb]
    return subjects[0] if subjects else None


def is_inverted(tree: Tree, verb: int) -> bool:
    """Tell "…, added the minister" where the parse takes the minister for what was added."""
    return inverted_source(tree, verb) is not None


def inverted_source(tree: Tree, verb: int) -> Range | None:
    """Give the source right behind an inverted cue that has no subject before it."""
    token = tree.tokens[verb]
    if token.lemma.lower() not in _INVERTING or token.tag not in _FINITE or verb < 3:
        return None
    if tree.kid(verb, "nsubjpass", "auxpass", "ccomp") is not None and tree.tokens[verb].dep != "conj":
        return None
    named = _names_its_speaker(tree, verb)
    if own_subject(tree, verb) is not None and not named:
        return None
    if not named and tree.tokens[verb - 1].text != "," and tree.tokens[verb - 1].text not in _CLOSING_MARKS:
        return None
    for k in tree.kids[verb]:
        close = k > verb and tree.tokens[k].dep in _NESTED_OBJECTS and tree.left[k] == verb + 1
        if close and kind_of(tree, k) in {"person", "group", "pronoun"}:
            return tree.noun_phrase(k)
    return None


def _names_its_speaker(tree: Tree, verb: int) -> bool:
    """Tell "two men drowned said the head of the group": nobody says a person."""
    thing = tree.kid(verb, "dobj")
    if thing is None or tree.lemma(verb) not in {"say", "add"} or tree.left[thing] != verb + 1:
        return False
    return kind_of(tree, thing) in {"person", "group"} and tree.kid(verb, "ccomp") is None


def _inverted_cue(tree: Tree, verb: int) -> Found | None:
    source = inverted_source(tree, verb)
    return _found(tree, verb, source, verb) if source is not None else _behind_cue(tree, verb)


def _behind_cue(tree: Tree, verb: int) -> Found | None:
    """Read "… said the head of the group that counts the dead." up to the sentence's end, without a comma."""
    if tree.lemma(verb) not in _INVERTING or tree.tokens[verb].tag not in _FINITE or verb < 4:
        return None
    if tree.kid(verb, "ccomp") is not None and tree.kid(verb, "nsubj") is not None:
        return None
    head = next((t.i for t in tree.tokens[verb + 1 : verb + 12] if _heads_name(tree, t.i)), None)
    if head is None or kind_of(tree, head) is None:
        return None
    source = tree.noun_phrase(head)
    relative = source[1] < len(tree.tokens) and tree.tokens[source[1]].tag in {"WDT", "WP"}
    rest = [t for t in tree.tokens[source[1] :] if t.pos not in _PUNCT]
    timed = all(tree.is_time(t.i) or t.pos == "ADP" for t in rest)
    if source[0] != verb + 1 or not (timed or relative):
        return None
    return _found(tree, verb, source, verb)


def _heads_name(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos in {"NOUN", "PROPN"} and tree.tokens[i].dep not in {"compound", "amod", "poss"}


def _closing_cue(tree: Tree, verb: int) -> Found | None:
    """Read "… a monitor said Sunday." and "…, the envoy has claimed, after …"."""
    if tree.lemma(verb) not in _CLOSING_CUES or tree.kid(verb, "neg", "auxpass", "nsubjpass") is not None:
        return None
    name_end = verb
    while name_end > 0 and tree.tokens[name_end - 1].pos in {"AUX", "ADV"}:
        name_end -= 1
    clipped = tree.tokens[verb].tag not in _FINITE and name_end == verb
    if clipped and tree.tokens[verb].dep not in {"acl", "amod"}:
        return None
    if not _only_adjuncts(tree, verb) or tree.kid(verb, "agent") is not None:
        return None
    source = _behind_quote(tree, name_end) or _name_before(tree, name_end)
    if clipped and (source is None or tree.tokens[source[0] - 1].text != ","):
        return None
    return None if source is None else _found(tree, verb, source, source[0])


def _found(tree: Tree, verb: int, source: Range, end: int) -> Found | None:
    start = 0
    while start < end and tree.tokens[start].pos in {"PUNCT", "CCONJ", "SPACE"}:
        start += 1
    if not any(t.pos in {"VERB", "AUX"} for t in tree.tokens[start:end]):
        return None
    content = ((start, end),)
    stance = cues("verb")[tree.lemma(verb)][0].stance
    return Found(
        cue=(verb, verb + 1),
        source=source,
        content=content,
        stance=stance,
        relays=relays(tree, verb, source, content),
    )


def _only_adjuncts(tree: Tree, verb: int) -> bool:
    """Check that a cue is followed by nothing but when, where and to whom, up to a comma."""
    behind = []
    for token in tree.tokens[verb + 1 :]:
        if token.text in {",", ";"} and tree.tokens[token.i - 1].text != tree.tokens[verb].text:
            break
        if token.tag == "VBG":
            break
        behind.append(token)
        if token.text == ",":
            break
    if len(behind) > _MAX_BEHIND or any(_starts_clause(tree, t.i) for t in behind):
        return False
    telling = tree.lemma(verb) == "tell"
    first = next((t for t in behind if t.pos not in _PUNCT), None)
    return first is None or first.pos in {"ADP", "ADV"} or tree.is_time(first.i) or telling


def _starts_clause(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.pos in {"AUX", "SCONJ", "PRON"} or (token.pos == "VERB" and token.tag != "VBG")


def _behind_quote(tree: Tree, end: int) -> Range | None:
    """Take all between a closing mark and the cue: '", Omar Said, of the relief team, said'."""
    for i in range(end - 1, max(0, end - _MAX_SEGMENT), -1):
        if tree.tokens[i].text in _CLOSING_MARKS and tree.tokens[i].tag != "POS" and i > 2:
            start = i + 1
            while start < end and tree.tokens[start].pos in _PUNCT:
                start += 1
            last = end
            while last > start and tree.tokens[last - 1].pos in _PUNCT:
                last -= 1
            speaks = any(kind_of(tree, k) in {"person", "group"} for k in range(start, last))
            return (start, last) if speaks and tree.tokens[start].pos in _NAME_POS | {"DET"} else None
        if tree.tokens[i].tag in _FINITE and tree.tokens[i].dep != "relcl":
            return None
    return None


def _name_before(tree: Tree, verb: int) -> Range | None:
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
    return (at, verb) if heads and 2 < at < verb else None


def settled(tree: Tree, source: Range, verb: int) -> Range:
    """Set right where a source begins that stands behind the words said, with no comma between.

    "… a monitor and rebels said", "… the ministry in Moscow said", "… in the valley local residents said".
    """
    first, last = source
    before = tree.tokens[first - 1] if first else None
    if before is None or before.pos == "PUNCT":
        return source
    if before.dep == "cc" and kind_of(tree, first - 2) in {"person", "group"}:
        return _walk(tree, first - 1), last
    if before.pos == "ADP":
        first = _walk(tree, first - 1) if _joins(tree, first - 1) else _last_words(tree, last)
        return (first, last) if first < last else source
    while first and kind_of(tree, first - 1) == "person" and tree.tokens[first - 1].pos == "NOUN":
        first -= 1
        while (
            first and tree.tokens[first - 1].pos in {"NOUN", "ADJ"} and tree.tokens[first - 1].text.islower()
        ):
            first -= 1
    return first, last


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
    if tree.tokens[at].pos == "PROPN":
        while at > 0 and tree.tokens[at - 1].pos == "PROPN" and not _is_place(tree, at - 1):
            at -= 1
        return at
    if speaker_nouns().get(tree.lemma(at)) != "person" and tree.tokens[at].tag != "NNS":
        return verb
    while (
        at > 0
        and (tree.tokens[at - 1].pos == "ADJ" or _qualifies(tree, at - 1))
        and not _is_place(tree, at - 1)
    ):
        at -= 1
    return at


def _qualifies(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos == "NOUN" and tree.lemma(i) in _KINDS_OF_SPEAKER


def _is_place(tree: Tree, i: int) -> bool:
    return tree.labels.get(i) in {"GPE", "LOC", "FAC", "DATE", "TIME"}


def _cue_as_adjective(tree: Tree, verb: int) -> Found | None:
    """Read "The army said X, but warned fighters could …" where "warned" was taken for an adjective."""
    token = tree.tokens[verb]
    known = cues("verb").get(token.lemma.lower())
    if known is None or known[0].subject != "any" or token.dep != "amod" or verb == 0:
        return None
    if tree.tokens[verb - 1].dep != "cc":
        return None
    clause = tree.tokens[token.head].head
    above = tree.tokens[clause].head
    subject = tree.kid(above, "nsubj")
    if tree.tokens[clause].dep != "conj" or subject is None or tree.lemma(above) not in cues("verb"):
        return None
    content = ((verb + 1, tree.right[clause] + 1),)
    return Found(
        cue=(verb, verb + 1), source=tree.noun_phrase(subject), content=content, stance=known[0].stance
    )
