"""The verb that governs a figure further off: by the parse, or by walking right over what stands between."""

from crossbearing.quantities.beside import takes_object
from crossbearing.quantities.item import Item, is_owned
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import Cue, closed

_WALK = 16
"""Words between a subject and its verb that the walk looks over at most."""

_PHRASE_WALK = 12
"""The same for a phrase such as "in custody"; shorter, as nothing but nearness ties it to the figure."""


def governor(line: Line, item: Item, items: list[Item]) -> Cue | None:
    """Find the measure cue that governs an item not beside it.

    "212 farmers, including 31 boys, have been killed"; "41 people in two villages died";
    "the army and its allies have in one week driven out or evacuated hundreds".
    """
    if is_owned(line, item):
        return None
    cue = _left_behind(line, item)
    if cue is not None:
        return cue
    found = _by_parse(line, item, items) if line.parsed else _by_walk(line, item, items)
    if found is not None and found.kind == "after" and found.last < item.first:
        found = None
    return found if found is not None else _by_phrase(line, item, items)


def _left_behind(line: Line, item: Item) -> Cue | None:
    """As in "Left 35 people, including 22 children, dead": what they were left as stands further on."""
    if not item.first or line.low[item.first - 1] not in ("left", "leaves", "leaving", "leave"):
        return None
    for at in range(item.last + 1, min(len(line.low), item.last + _WALK)):
        cue = line.cues.get(at)
        if cue is not None:
            fits = cue.measure in ("killed", "injured", "missing", "displaced", "remaining")
            return cue if fits and (cue.kind == "state" or cue.participle) else None
        if line.low[at] in closed("stop") or line.low[at] in closed("be") or line.low[at] == "who":
            return None
    return None


def _by_parse(line: Line, item: Item, items: list[Item]) -> Cue | None:
    at = item.counted.head if item.counted.head is not None else line.token_at(item.figure.end - 1)
    tokens = line.tokens
    for _ in range(6):
        token = tokens[at]
        cue = _relative(line, at)
        if cue is not None:
            return cue
        if token.dep in ("nsubjpass", "nsubj", "dobj", "attr", "oprd"):
            cue = _at_verb(line, token.head, token.dep)
            return cue if cue is not None else _headline(line, item, items, token.head, token.dep)
        if token.dep == "pobj" and line.low[token.head] == "including" and token.head < at:
            at = tokens[token.head].head
            if at >= item.first or not line.is_noun(at):
                return None
            continue
        climbs = token.dep in ("conj", "nummod", "quantmod", "compound", "amod", "appos") or (
            token.dep == "pobj" and tokens[token.head].text.lower() == "of"
        )
        if token.dep == "pobj" and tokens[token.head].text.lower() == "of":
            noun = tokens[token.head].head
            if noun < item.first and line.low[noun] not in closed("sum") | closed("collective"):
                cue = line.cues.get(noun)
                return cue if cue is not None and cue.kind in ("nominal", "object") else None
            at = noun
            continue
        if not climbs or token.head == at:
            return None
        at = token.head
    return None


def _relative(line: Line, at: int) -> Cue | None:
    """A clause hung on the noun: "300 fighters from the hills captured on Sunday"."""
    for token in line.tokens[at + 1 :]:
        if token.head == at and token.dep in ("acl", "relcl"):
            cue = line.cues.get(token.i)
            if cue is None:
                continue
            active = any(
                child.head == token.i
                and child.dep in ("dobj", "nsubj")
                and child.i != at
                and child.text.lower() not in ("who", "that")
                for child in line.tokens
            )
            if cue.kind in ("subject", "state", "after") or (cue.participle and not active):
                return cue
    return None


def _at_verb(line: Line, verb: int, dep: str) -> Cue | None:
    cue = line.cues.get(verb)
    children = [token for token in line.tokens if token.head == verb and token.i != verb]
    if cue is not None and _fits(line, cue, dep, verb):
        return cue
    if cue is not None and cue.kind in ("object", "subject") and dep != "nsubj":
        return None
    for child in children:
        cue = line.cues.get(child.i)
        if cue is None or child.i < verb or dep == "dobj":
            continue
        if child.dep in ("acomp", "attr", "oprd") and (cue.kind in ("state", "after") or cue.participle):
            return cue
        if child.dep == "xcomp" and dep in ("nsubj", "nsubjpass") and _is_passive(line, child.i):
            return cue if cue.kind == "object" else None
        if child.dep == "xcomp" and cue.kind == "subject" and dep in ("nsubj", "nsubjpass"):
            return cue
    return _phrase_after(line, verb) if dep in ("nsubj", "nsubjpass") else None


def _headline(line: Line, item: Item, items: list[Item], verb: int, dep: str) -> Cue | None:
    """As in "47 Leaders of the Front Killed in Blast": a participle without auxiliary or object."""
    cue = line.cues.get(verb)
    if cue is None or dep != "nsubj" or cue.kind != "object" or not cue.participle or verb < item.last:
        return None
    if line.low[item.last + 1] not in ("of", "in", "from", "at", "near"):
        return None
    active = any(
        child.head == verb and child.dep in ("dobj", "aux", "ccomp", "xcomp", "prt") and child.i != verb
        for child in line.tokens
    )
    return None if active or takes_object(line, items, items.index(item), cue) else cue


def _phrase_after(line: Line, verb: int) -> Cue | None:
    """As in "Stand in a detention camp", "are still in": a phrase within the verb's own words."""
    for at in range(verb, min(len(line.low), verb + 5)):
        cue = line.cues.get(at)
        if cue is not None and cue.kind == "after":
            return cue
    return None


def _fits(line: Line, cue: Cue, dep: str, verb: int) -> bool:
    if cue.kind == "object":
        if dep == "nsubjpass":
            return cue.participle
        if dep == "dobj":
            return True
        return dep == "nsubj" and _is_passive(line, verb)
    if cue.kind == "subject":
        return dep == "nsubj" and not _has_complement(line, verb)
    return (cue.kind == "before" and dep == "dobj") or (cue.kind in ("state", "after") and dep != "dobj")


def _has_complement(line: Line, verb: int) -> bool:
    """The words "Remained unknown", "left 12 dead" are not the verb's own sense."""
    return any(token.head == verb and token.dep in ("acomp", "oprd", "attr") for token in line.tokens)


def _is_passive(line: Line, verb: int) -> bool:
    return any(token.head == verb and token.dep == "auxpass" for token in line.tokens)


def _by_walk(line: Line, item: Item, items: list[Item]) -> Cue | None:
    """Walk right over what stands between to the first auxiliary, and read the cue after it."""
    starts = {other.first for other in items if other.first > item.first and other.part_of is None}
    at = item.last + 1
    while at < min(len(line.low), item.last + _WALK):
        word = line.low[at]
        if at in starts or word in closed("stop"):
            return None
        cue = line.cues.get(at)
        if cue is not None and cue.kind in ("subject", "after"):
            return cue
        if word in closed("be") or word in closed("have"):
            return _after_auxiliary(line, at)
        at += 1
    return None


def _by_phrase(line: Line, item: Item, items: list[Item]) -> Cue | None:
    """As in "Dozens of men from the town stand in a detention camp": a phrase after the subject says it."""
    for at in range(item.last + 1, min(len(line.low), item.last + _PHRASE_WALK)):
        if (
            line.low[at] == "which"
            or (line.low[at] in closed("stop") and line.low[at] != "and")
            or any(other.first == at for other in items)
        ):
            return None
        cue = line.cues.get(at)
        if cue is not None:
            return cue if cue.kind == "after" else None
    return None


def _after_auxiliary(line: Line, at: int) -> Cue | None:
    passive = False
    for place in range(at, min(len(line.low), at + 6)):
        cue = line.cues.get(place)
        if cue is not None:
            fits = cue.kind in ("subject", "state", "after") or (cue.participle and passive)
            return cue if fits else None
        passive = passive or line.low[place] in closed("be")
    return None
