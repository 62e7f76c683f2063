"""Where a run of nouns leads on to its last and where it ends: lists, speakers and headlines."""

from crossbearing.quantities.line import MODIFIERS, Line
from crossbearing.quantities.lists import closed, people, things

_MODIFIED = 5
"""Words of a phrase that joins more people to those counted at most: "*and allied local pro-army gunmen*"."""
_MODIFYING = frozenset({"JJ", "NN", "NNP", "HYPH", "VBN", "POS", "AFX"})
_BODIES = frozenset({"militia", "police", "personnel", "staff"})
_VERB = 3
"""Words from a verb to the noun it counts at most: "killed at least nine women"."""


def leads_on(line: Line, head: int, at: int) -> bool:
    """Whether a noun is only a modifier of the next one: "rebel fighters", "Islamic State militants"."""
    before = line.tokens[head]
    if (
        _is_whole(line, head, at)
        or line.low[at] in closed("taken as")
        or _is_listed(line, head, at)
        or _is_speaker(line, head, at)
    ):
        return False
    if at == head + 1 and head and line.low[head - 1] == "-" and line.tokens[head - 1].end == before.start:
        return True
    if line.tokens[at].tag == "VBZ" and line.tokens[head].tag == "NN":
        return True
    if _is_clause(line, head, at) or _is_headline_noun(line, head, at):
        return False
    if line.low[at - 1] in ("'s", "’s", "’", "'"):
        return True
    if line.low[head] in people() and line.low[head] != people()[line.low[head]]:
        return line.parsed and before.dep in ("compound", "nmod", "poss") and before.head == at
    if not line.parsed:
        return before.tag != "NNS"
    if before.tag in ("NNP", "NNPS") and at == head + 1:
        return before.head == at or line.low[at] in people() or before.dep in MODIFIERS
    return before.dep in MODIFIERS and before.head >= at


def _is_whole(line: Line, head: int, at: int) -> bool:
    """As in "Killed 15 people | activists in Orda said": "people" modifies nobody but who trades in them."""
    who = people().get(line.low[at], line.low[at])
    return line.low[head] == "people" and line.low[at] in people() and who not in ("smuggler", "trafficker")


def last_joined(line: Line, head: int, stop: int) -> int:
    """The last of women, men and children who are counted as one: "nine *women*, girls and *boys*".

    The counted noun itself where none is joined to it, and of other nouns the first: "30 *civilians* and
    guards", "killed nine *women* and soldiers fled".
    """
    last, at, joined = head, head, False
    while not joined and at + 1 < stop and line.low[at + 1] in ("and", ","):
        joined = line.low[at + 1] == "and"
        at += 2
        at += at < stop and line.tokens[at].tag == "JJ"
        if at >= stop or not _is_joined(line, last, at):
            return head
        last = at
    return last if joined and line.low[head] != "people" and not _is_next_clause(line, head, last) else head


def last_other(line: Line, head: int, stop: int) -> int | None:
    """The last of people of two sorts who share one number: "25 soldiers and allied *gunmen*".

    Also behind a list that lost its commas: "270 guards employees and *members* of the force". None where
    the second have a number or a verb of their own: "12 rebels and five guards", "9 rebels and guards said".
    """
    at = head + 1
    while at < stop and line.is_noun(at) and line.low[at] in people() and is_plural(line, at):
        at += 1
    if at >= stop or line.low[at] != "and" or line.low[head] not in people():
        return None
    start = at = at + 1
    while at < stop and at - start < _MODIFIED and not _is_sort(line, at):
        if line.tokens[at].tag not in _MODIFYING or line.low[at] in closed("time"):
            return None
        at += 1
    if at >= min(stop, start + _MODIFIED) or at in line.cues or tells(line, start):
        return None
    while at + 1 < stop and line.is_noun(at + 1) and _is_sort(line, at + 1):
        at += 1
    hangs = not line.parsed or line.tokens[at].dep == "conj"
    same = people()[line.low[at]] == people()[line.low[head]]
    return at if hangs and not same and not _is_next_clause(line, head, at) else None


def _is_sort(line: Line, at: int) -> bool:
    """Whether a word names many people: "gunmen", "militia"."""
    return line.is_noun(at) and line.low[at] in people() and (is_plural(line, at) or line.low[at] in _BODIES)


def _is_next_clause(line: Line, head: int, last: int) -> bool:
    """Whether a verb stands before and another behind: "killed nine women and soldiers fled"."""
    follows = line.tokens[last + 1].tag if last + 1 < len(line.tokens) else ""
    before = any(at in line.cues for at in range(max(0, head - _VERB), head))
    return before and follows in ("VBD", "VBP", "VBZ", "MD")


def _is_joined(line: Line, before: int, at: int) -> bool:
    if line.low[at] not in closed("kin") or line.low[before] not in closed("kin") or tells(line, at):
        return False
    return not line.parsed or (line.tokens[at].dep == "conj" and line.tokens[at].head == before)


def is_plural(line: Line, at: int) -> bool:
    """Whether a word is the plural of a listed noun: "fighters", "children"."""
    low = line.low[at]
    return people().get(low, low) != low or things().get(low, low) != low


def _is_listed(line: Line, head: int, at: int) -> bool:
    """A list that lost its commas: "270 soldiers guards and staff" counts soldiers first."""
    low = line.low[head]
    if line.low[head - 1] in closed("opener"):
        return False
    if at != head + 1 or not is_plural(line, head) or low in closed("in names") | closed("modifying plural"):
        return False
    if not (line.tokens[head].text[0].islower() and line.tokens[at].text[0].islower()):
        return False
    return low not in people() or (line.low[at] in people() and is_plural(line, at))


def _is_speaker(line: Line, head: int, at: int) -> bool:
    """Who speaks is not counted: "hundreds of casualties aid agencies said", "14 rebels activists said"."""
    return (is_plural(line, head) or line.low[head] == "people") and tells(line, at)


def tells(line: Line, at: int) -> bool:
    """Whether the nouns from a word on are who speaks: "over 50 hurt, hospital staff said"."""
    while at < len(line.low) and (line.is_noun(at) or line.tokens[at].tag in ("JJ", "HYPH")):
        at += 1
    return at < len(line.low) and line.low[at] in closed("says")


def _is_headline_noun(line: Line, head: int, at: int) -> bool:
    """As in "Three Attacks Target Mill Area": in title case the first listed plural is what is counted.

    Not where a name is made of plurals ("12 Revolutionary Guards Officers") or people follow at once.
    """
    low, follows = line.low[head], line.low[at]
    singular = people().get(low) or things().get(low)
    if singular is None or singular == low or low in closed("in names"):
        return False
    if at != head + 1 or not (line.tokens[head].text[0].isupper() and line.tokens[at].text[0].isupper()):
        return False
    return people().get(follows, follows) == follows


def _is_clause(line: Line, head: int, at: int) -> bool:
    """As in "Territory rebels controlled": ground, then people with a verb of their own."""
    follows = next((token.tag for token in line.tokens[at + 1 : at + 3] if token.tag != "RB"), "")
    return (
        line.low[head] in closed("ground")
        and line.low[at] in people()
        and follows in ("VBD", "VBP", "VBN", "VBZ")
    )
