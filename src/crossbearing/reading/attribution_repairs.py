"""What the parse loses: sources that close a sentence without a comma, inverted and misread cues."""

from collections.abc import Sequence

from msgspec import structs

from crossbearing.reading.attribution_clause import clause_ranges
from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_names import name_before
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import is_media, is_name, kind_of
from crossbearing.reading.attribution_subjects import own_subject
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
_MAX_SEGMENT = 26
_PUNCT = frozenset({"PUNCT", "SPACE"})
_OPENS_NAME = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET"})
_CLOSING_MARKS = frozenset({"”", '"', "’", "''", "»"})
_NESTED_OBJECTS = frozenset({"dobj", "attr", "npadvmod", "oprd", "dep", "ccomp", "appos", "conj"})


def repaired(tree: Tree, taken: Sequence[Found]) -> list[Found]:
    """Read cues that no rule of the parse has read.

    "Two barns burned down a farmer said Sunday." / "The road is cut", added the mayor, who was there.
    """
    used = {f.cue[0] for f in taken if f.cue is not None}
    found = []
    for token in reversed(tree.tokens):
        if token.i in used or token.tag[:2] != "VB" or is_name(tree, token.i):
            continue
        read = next((f for f in (repair(tree, token.i) for repair in _REPAIRS) if f is not None), None)
        if read is not None:
            found.append(read)
    return found[:1]


def before_source(found: Found, closing: Sequence[Found]) -> Found:
    """End words said before the source that closes their sentence, which the parse took into them."""
    cuts = [r[0] for c in closing for r in (c.source, c.cue) if r is not None]
    cuts = [cut for cut in cuts if any(first < cut < last for first, last in found.content)]
    if not cuts:
        return found
    cut = min(cuts)
    content = tuple((first, min(last, cut)) for first, last in found.content if first < cut)
    return structs.replace(found, content=content)


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
    behind = next((k for k in tree.kids[verb] if k > verb and tree.tokens[k].dep == "nsubj"), None)
    if behind is not None and tree.left[behind] == verb + 1 and tree.tokens[verb - 1].text == ",":
        return tree.noun_phrase(behind) if kind_of(tree, behind) in {"person", "group"} else None
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
    name_end = _name_end(tree, verb)
    clipped = tree.tokens[verb].tag not in _FINITE and name_end == verb
    if clipped and tree.tokens[verb].dep not in {"acl", "amod"}:
        return None
    if not _only_adjuncts(tree, verb) or tree.kid(verb, "agent") is not None:
        return None
    source = _behind_quote(tree, name_end) or name_before(tree, name_end)
    if clipped and (source is None or not (tree.tokens[source[0] - 1].text == "," or is_media(tree, source))):
        return None
    return None if source is None else _found(tree, verb, source, source[0])


def _name_end(tree: Tree, verb: int) -> int:
    while verb > 0 and tree.tokens[verb - 1].pos in {"AUX", "ADV"}:
        verb -= 1
    return verb


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
            return (start, last) if speaks and tree.tokens[start].pos in _OPENS_NAME else None
        if tree.tokens[i].tag in _FINITE and tree.tokens[i].dep != "relcl":
            return None
    return None


def _cue_as_adjective(tree: Tree, verb: int) -> Found | None:
    """Read a cue taken for an adjective: "said X, but warned men could …", "denied it and blamed rebels"."""
    token = tree.tokens[verb]
    known = cues("verb").get(token.lemma.lower())
    if known is None or token.dep != "amod" or verb == 0 or tree.tokens[verb - 1].dep != "cc":
        return None
    noun = token.head
    above = tree.tokens[tree.tokens[noun].head].head
    clause = tree.tokens[noun].head if tree.tokens[noun].dep != "conj" else noun
    joined = tree.tokens[clause].dep == "conj" and tree.tokens[tree.tokens[clause].head].dep in {
        "dobj",
        "ROOT",
        "ccomp",
    }
    cue = next((c for c in known if c.pattern == ("object" if clause == noun else "clause")), None)
    subject = tree.kid(above, "nsubj")
    if not joined or cue is None or subject is None or tree.lemma(above) not in cues("verb"):
        return None
    if clause != noun and cue.subject != "any":
        return None
    content = ((verb + 1, tree.right[clause] + 1),)
    return Found(cue=(verb, verb + 1), source=tree.noun_phrase(subject), content=content, stance=cue.stance)


def _mid_cue(tree: Tree, verb: int) -> Found | None:
    """Read "In the meantime other sources said that …", whose source the parse hung on what stands before."""
    entry = cues("verb").get(tree.lemma(verb), (None,))[0]
    if entry is None or entry.subject != "any" or tree.tokens[verb].tag not in _FINITE:
        return None
    if own_subject(tree, verb) is not None or tree.tokens[verb].dep in {"conj", "relcl", "acl"}:
        return None
    content = clause_ranges(tree, verb, None)
    source = name_before(tree, _name_end(tree, verb), first=0)
    if source is None or not content or content[0][0] < verb:
        return None
    passed_on = relays(tree, verb, source, content)
    return Found(cue=(verb, verb + 1), source=source, content=content, stance=entry.stance, relays=passed_on)


_REPAIRS = (_inverted_cue, _closing_cue, _cue_as_adjective, _mid_cue)
