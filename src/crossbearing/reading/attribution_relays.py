"""Who passed words on: "told Reuters", "cited by Russian news agencies", "quoted her as saying"."""

from crossbearing.reading.attribution_content import read_content
from crossbearing.reading.attribution_found import Found, Relay
from crossbearing.reading.attribution_speakers import can_speak, is_media
from crossbearing.reading.attribution_tree import Range, Tree

_CARRYING = frozenset(
    {"cite", "quote", "carry", "report", "publish", "broadcast", "air", "relay", "run", "post", "release"}
)
_TALKS = frozenset(
    {"interview", "comment", "remark", "statement", "briefing", "call", "message", "email", "talk", "chat"}
)
_SPEAKING = frozenset({"speak", "talk", "comment"})
_TELLING = frozenset({"tell", "inform", "assure"})
_QUOTING = frozenset({"quote", "cite", "report"})


def relays(tree: Tree, verb: int, source: Range | None, content: tuple[Range, ...]) -> tuple[Relay, ...]:
    """Find the outlets that stand between a source and the reader, in text order."""
    found = []
    if tree.lemma(verb) in _TELLING:
        found.extend(_told(tree, verb))
    tops = [verb] if source is None else [verb, *range(*source)]
    for top in tops:
        for k in tree.kids[top]:
            found.extend(_carried(tree, k))
            found.extend(_talked_to(tree, k))
    found.extend(_carried_behind(tree, verb, content))
    return tuple(dict.fromkeys(found))


def _carried_behind(tree: Tree, verb: int, content: tuple[Range, ...]) -> list[Relay]:
    """Find ", cited by X" behind the cue, however it hangs in the parse."""
    found = []
    for token in tree.tokens[verb + 1 :]:
        said = any(first <= token.i < last for first, last in content)
        if token.tag == "VBN" and not said and tree.tokens[token.i - 1].text in {",", "and"}:
            found.extend(_carried(tree, token.i))
    return found


def _told(tree: Tree, verb: int) -> list[Relay]:
    whom = tree.kid(verb, "dobj", "dative")
    if whom is None or whom < verb:
        return []
    phrase = tree.noun_phrase(whom)
    return [Relay(phrase, (verb, verb + 1))] if is_media(tree, phrase) else []


def _carried(tree: Tree, k: int) -> list[Relay]:
    """Read "cited by AFP", "carried by state media", "as reported by the agency"."""
    if tree.lemma(k) not in _CARRYING or tree.tokens[k].tag not in {"VBN", "VBD"}:
        return []
    if tree.kid(k, "nsubj", "nsubjpass") is not None:
        return []
    agent = tree.kid(k, "agent", "prep")
    by = None if agent is None or tree.lemma(agent) != "by" else tree.kid(agent, "pobj")
    if agent is None or by is None:
        return []
    end = agent + 1 if agent == k + 1 else k + 1
    return [Relay(tree.noun_phrase(by), (k, end))]


def _talked_to(tree: Tree, k: int) -> list[Relay]:
    """Read "in an interview with Al-Watan", "in remarks carried by SANA", "speaking to AFP"."""
    if tree.lemma(k) in _SPEAKING and tree.tokens[k].tag == "VBG":
        return _with_outlet(tree, k, k)
    if tree.tokens[k].dep != "prep" or tree.lemma(k) not in {"in", "during"}:
        return []
    talk = tree.kid(k, "pobj")
    if talk is None or tree.lemma(talk) not in _TALKS:
        return []
    found = _with_outlet(tree, talk, talk)
    for clause in tree.kids[talk]:
        found.extend(_carried(tree, clause))
    return found


def _with_outlet(tree: Tree, top: int, cue: int) -> list[Relay]:
    for prep in tree.kids[top]:
        if tree.tokens[prep].dep != "prep" or tree.lemma(prep) not in {"with", "to"}:
            continue
        outlet = tree.kid(prep, "pobj")
        if outlet is not None and is_media(tree, phrase := tree.noun_phrase(outlet)):
            return [Relay(phrase, (cue, prep + 1 if prep == cue + 1 else cue + 1))]
    return []


def quoted_by(tree: Tree, verb: int) -> Found | None:
    """Read "X was quoted by Y as saying …", '"…," X was quoted as saying by Y' and "Y quoted X as saying …".

    X is the source, Y the relay.
    """
    if tree.lemma(verb) not in _QUOTING:
        return None
    saying = _as_saying(tree, verb)
    passive = tree.kid(verb, "nsubjpass")
    whom = passive if passive is not None else tree.kid(verb, "dobj")
    if saying is None or whom is None or not can_speak(tree, whom, "speaker"):
        return None
    source = tree.noun_phrase(whom)
    content = read_content(tree, saying, "clause", source, timed=True)
    content = content or read_content(tree, saying, "object", source, timed=True)
    content = content or (None if passive is None else read_content(tree, verb, "quote", source, timed=True))
    outlet = _quoting_outlet(tree, verb, saying, passive is not None)
    ranges = () if content is None else content.ranges
    if not ranges and outlet:
        ranges = _closed_by(tree, source if passive is not None else outlet[0].source)
    return Found(
        cue=(saying, saying + 1),
        source=source,
        content=ranges,
        stance="say",
        relays=outlet,
        awaits=not ranges,
    )


def _closed_by(tree: Tree, source: Range) -> tuple[Range, ...]:
    """The clause that a source closes, its comma lost: "Two died | the army was quoted as saying by X".

    Or who passes it on: "Two died, | X quoted the army as saying".
    """
    first = next((t.i for t in tree.tokens if t.pos not in {"PUNCT", "CCONJ", "SPACE"}), 0)
    last = source[0]
    while last > first and tree.tokens[last - 1].pos in {"PUNCT", "SPACE"}:
        last -= 1
    told = tree.tokens[first:last]
    if not told or told[-1].dep == "cc" or not any(t.pos in {"VERB", "AUX"} for t in told):
        return ()
    return ((first, last),)


def _as_saying(tree: Tree, verb: int) -> int | None:
    for prep in [k for k in tree.kids[verb] if tree.lemma(k) == "as"]:
        spoken = tree.kid(prep, "pcomp")
        if spoken is not None:
            return spoken
    spoken = tree.kid(verb, "advcl", "xcomp", "pcomp", "ccomp")
    return spoken if spoken is not None and tree.lemma(spoken) in {"say", "tell", "warn", "add"} else None


def _quoting_outlet(tree: Tree, verb: int, saying: int, passive: bool) -> tuple[Relay, ...]:
    if not passive:
        outlet = tree.kid(verb, "nsubj")
        return () if outlet is None else (Relay(tree.noun_phrase(outlet), (verb, verb + 1)),)
    for top in (verb, saying):
        agent = tree.kid(top, "agent", "prep")
        outlet = None if agent is None or tree.lemma(agent) != "by" else tree.kid(agent, "pobj")
        if agent is not None and outlet is not None:
            cue = (verb, agent + 1 if agent == verb + 1 else verb + 1)
            return (Relay(tree.noun_phrase(outlet), cue),)
    return ()
