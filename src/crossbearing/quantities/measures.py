"""What a figure measures, from the verb or noun that governs it: killed, injured, displaced, ..."""

import re
from functools import lru_cache

from msgspec.structs import replace

from crossbearing.quantities.beside import cue_beside, cue_right
from crossbearing.quantities.governors import governor
from crossbearing.quantities.item import Item, gap_words, is_joined
from crossbearing.quantities.line import Line, of_people
from crossbearing.quantities.lists import Cue, closed, cue_forms, links, people, units
from crossbearing.quantities.sums import with_sums
from crossbearing.quantities.tolls import surpassed, toll_measure
from crossbearing.vocabulary import Measure

_HURT = re.compile(
    r"\s{1,2}(?:sustain(?:ed|ing)|suffer(?:ed|ing)|receiv(?:ed|ing)|with)\s(?:[\w-]+\s){0,2}(?:injuries|wounds)\b",
    re.IGNORECASE,
)
_OF_GAP = 5
"""Words between a part and the whole it is of: "two thirds of the town's 90,000 people"."""

_PLACE_WORDS = 4
"""The longest name of a place in such a list."""

_PUTS = (("puts", "it", "at"), ("put", "it", "at"))
_MARKS = frozenset({";", ",", "-", "–", "—", "but", "while", "whilst", "whereas", "and"})
_LEAST_RIVAL, _MOST_RIVAL = 2, 9
"""Words in which another is named and gives his figure: "; the army says"."""

_LEAD = 110
"""Characters before a figure in which those it is taken from are named."""

_INCLUDE = re.compile(
    r"\b(?:those|the)\s(?P<state>killed|dead|slain|martyred|wounded|injured|arrested|detained|missing|displaced)\b"
    r"[^.;:]{0,70}\binclud(?:e|es|ed)\s$",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"^(?:\s(?!and\b|or\b|but\b)[\w-]+){0,5}?\samong(?:st)?\s(?:the|those)\s(?:[\w-]+\s){0,3}?"
    r"(?P<state>killed|slain|martyred|wounded|injured|arrested|detained|missing|displaced)\b"
    r"(?!\s(?:\d|an?\b|the\b|by\b.{0,40}\bwere\b))",
    re.IGNORECASE,
)
_AMONG_OF_PLACE = re.compile(
    r"^(?:\s[\w-]+){0,3}?\samong\s(?:[A-Z][\w'’-]*\s){1,3}(?P<state>dead|killed|wounded|injured|missing)\b(?!\s\w+s\b)"
)
"""A headline's "25 children among Raqqa *dead*"."""
_DRIVEN = re.compile(r"\b(?:forc|driv|drov|push|chas|hound)(?:e|es|ed|ing)\s$", re.IGNORECASE)
_OUT = re.compile(
    r"^\s(?:out\sof|from)\stheir\s(?:[\w-]+\s)?(?:homes?|houses?|villages?|towns?|lands?|neighbou?rhoods?)\b"
    r"|^\sto\s(?:flee|(?:leave|abandon)\stheir\s(?:[\w-]+\s)?(?:homes?|houses?|villages?|towns?))\b",
    re.IGNORECASE,
)
_FATE = re.compile(
    r"\b(?:fates?|whereabouts)\sof\s(?:the\s|a\s|another\s|a further\s|those\s)?$", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"^[^.;:]{0,70}?\b(?:is|was|are|were|remain\w*)\s(?:\w+\s){0,2}"
    r"(?:unknown|unclear|uncertain|not\s(?:yet\s)?(?:known|clear)|undetermined)\b",
    re.IGNORECASE,
)


def measured(line: Line, items: list[Item]) -> list[Item]:
    """Give each item its measure.

    In turn from its unit, the verb beside it, a toll, the verb that governs it further off, its own
    noun, its whole, and its neighbours in a list; what none of them says is "other".
    """
    found: list[Item] = []
    for at in range(len(items)):
        found.append(_own(line, items, at, found))
    for at in range(len(found)):
        found[at] = _inherited(line, found, found[at])
    for at in range(len(found) - 2, -1, -1):
        found[at] = _from_right(line, found, at)
    for at in range(1, len(found)):
        found[at] = _from_left(line, found, at)
    found = with_sums(line, [_of_same(found, at) for at in range(len(found))])
    return [item if item.measure is not None else replace(item, measure="other") for item in found]


def _of_same(items: list[Item], at: int) -> Item:
    """As in "Killed 41 soldiers, raising an earlier toll of 18": the 18 were soldiers, too."""
    item, before = items[at], items[at - 1] if at else items[at]
    if not item.earlier or item.counted.group is not None or item.measure is None:
        return item
    if before is item or before.measure != item.measure or before.counted.group is None:
        return item
    return replace(item, counted=replace(item.counted, group=before.counted.group))


def _own(line: Line, items: list[Item], at: int, before: list[Item]) -> Item:
    item = items[at]
    if item.figure.kind == "share":
        return replace(item, measure="share")
    if item.figure.unit is not None:
        return replace(item, measure=units()[item.figure.unit].measure)
    if item.counts_things:
        return replace(item, measure="other")
    if _is_divided(line, items, at):
        return _beside_whole(line, item)
    included = _included(line, item)
    if included is not None and included.measure == "killed":
        return replace(item, measure="killed", cue=included.first, governed=True)
    if _is_driven_out(line, item):
        return replace(item, measure="displaced", governed=True)
    cue = cue_beside(line, items, at) or _verb_after_whole(line, items, at)
    cue = _final(line, item, cue) if cue is not None else _among(line, item)
    if cue is not None:
        return _with(line, item, cue, near=True)
    toll = toll_measure(line, item, before)
    if toll is not None:
        figure = surpassed(line, item)
        return replace(item, figure=figure, measure=toll, governed=True, toll=True)
    if _HURT.match(line.text, line.end_of(item.last)):
        return replace(item, measure="injured", governed=True)
    if included is not None:
        return replace(item, measure=included.measure, cue=included.first, governed=True)
    if _is_unknown(line, item):
        return replace(item, measure="missing", governed=True)
    cue = governor(line, item, items) if item.part_of is None else None
    if cue is not None and not _is_next_count(items, at, cue):
        return _with(line, item, cue)
    item = _by_noun(line, item)
    return _as_people(line, items, at) if item.measure is None else item


def _is_next_count(items: list[Item], at: int, cue: Cue) -> bool:
    """As in "Raids kill 9 dozens homeless": what befell the nine did not befall the dozens behind them."""
    item, before = items[at], items[at - 1] if at else None
    if before is None or before.last + 1 != item.first:
        return False
    return item.figure.vague and before.counted.head is None and cue.last < before.first


def _as_people(line: Line, items: list[Item], at: int) -> Item:
    """What is told of things and of people otherwise: "80 raiders were destroyed" counts the killed."""
    item, line = items[at], of_people(line)
    if item.counted.group not in people().values() or not line.cues:
        return item
    cue = cue_beside(line, items, at) or (governor(line, item, items) if item.part_of is None else None)
    return item if cue is None else replace(item, measure=cue.measure, cue=cue.first, governed=True)


def _is_divided(line: Line, items: list[Item], at: int) -> bool:
    """As in "Four of the seven hostages were beheaded": the verb is told of the four alone."""
    before = items[at - 1] if at else None
    if before is None or not (before.figure.kind == "share" or before.part_of == at):
        return False
    first = line.token_at(before.figure.end - 1) + 1
    between = line.low[first : items[at].first]
    return between[:1] == ("of",) and len(between) <= _OF_GAP and "," not in between


def _verb_after_whole(line: Line, items: list[Item], at: int) -> Cue | None:
    """As in "Four of the seven hostages were beheaded"."""
    if items[at].part_of != at + 1 or not _is_divided(line, items, at + 1):
        return None
    beside = cue_right(line, items, at + 1)
    return beside.cue if beside is not None and beside.sure else None


def _beside_whole(line: Line, item: Item) -> Item:
    """What a divided whole measures: "of the 12 wounded", "of the 31 people killed", its noun."""
    cue = line.cues.get(item.last + 1)
    if cue is not None and (cue.kind == "state" or cue.participle):
        return _with(line, item, cue, near=True)
    return _by_noun(line, item)


def _included(line: Line, item: Item) -> Cue | None:
    """As in "Those killed in the two raids include 14 children"."""
    match = _INCLUDE.search(line.text[max(0, item.figure.start - _LEAD) : item.figure.start])
    if match is None:
        return None
    return line.cues.get(line.token_at(max(0, item.figure.start - _LEAD) + match.start("state")))


def _among(line: Line, item: Item) -> Cue | None:
    """As in "Two women were among the villagers killed": what befell those among whom they are."""
    end = line.end_of(item.last)
    match = _AMONG.match(line.text[end : end + _LEAD]) or _AMONG_OF_PLACE.match(line.text[end : end + _LEAD])
    if match is None:
        return None
    return line.cues.get(line.token_at(end + match.start("state")))


def _is_driven_out(line: Line, item: Item) -> bool:
    """As in "The militia forced 300 families out of their homes"."""
    before = line.text[max(0, line.starts[item.first] - 20) : line.starts[item.first]]
    return bool(_DRIVEN.search(before) and _OUT.match(line.text[line.end_of(item.last) :][:_LEAD]))


def _final(line: Line, item: Item, cue: Cue) -> Cue:
    """The main verb's cue, where that kills those of whom a participle only says which they were.

    As in "Nine people displaced by the fighting were killed", "twelve men held there were killed".
    """
    if not line.parsed or item.counted.head is None or not cue.participle or cue.first <= item.last:
        return cue
    token = line.tokens[item.counted.head]
    main = line.cues.get(token.head)
    described = line.tokens[cue.first].dep in ("acl", "relcl") and line.tokens[cue.first].head == token.i
    if main is None or not described or token.dep != "nsubjpass" or main.first <= cue.first:
        return cue
    return main if main.measure == "killed" and main.participle else cue


def _is_unknown(line: Line, item: Item) -> bool:
    """As in "The fate of eight nurses is still unknown", "the whereabouts of 12 men remain unclear"."""
    before = line.text[max(0, item.figure.start - 40) : item.figure.start]
    after = line.text[item.figure.end : item.figure.end + 90]
    return bool(_FATE.search(before) and _UNKNOWN.search(after))


def _with(line: Line, item: Item, cue: Cue, *, near: bool = False) -> Item:
    return replace(item, measure=_combined(line, cue, item), cue=cue.first, governed=True, near=near)


def _combined(line: Line, cue: Cue, item: Item) -> Measure:
    """The words "Killed and wounded 30" gives no number of the killed: a mixed count is "other"."""
    step = -1 if cue.last < item.first else 1
    edge = cue.first - 1 if step < 0 else cue.last + 1
    word = line.low[edge] if 0 <= edge < len(line.low) else ""
    if word in ("and", "or", "/", "&", ","):
        edge += step
    while word == "or" and step > 0 and edge < len(line.low) and _links(line.low[edge]):
        edge += step
    other = line.cues.get(edge)
    if other is None or other.measure == cue.measure or other.kind not in ("object", "state", "subject"):
        return cue.measure
    if step > 0 and not (other.participle or other.kind == "state"):
        return cue.measure
    if word != "or" and "injured" not in (cue.measure, other.measure):
        return other.measure if step > 0 and cue.measure != "killed" else cue.measure
    follows = other.last + 1
    starts_next = step > 0 and follows < len(line.low) and line.tokens[follows].tag == "CD"
    return cue.measure if starts_next else "other"


def _links(word: str) -> bool:
    return word in closed("be") or word in closed("have") or word in ("still", "also", "later")


def _inherited(line: Line, items: list[Item], item: Item) -> Item:
    """A part measures what its whole does, unless a verb beside it or its own noun says otherwise.

    What it was doing is no measure of its own: "killed 14, including three children fleeing the town".
    """
    whole = items[item.part_of] if item.part_of is not None else None
    if whole is None or item.has_unit or item.counts_things:
        return item
    doing = item.cue is not None and item.cue > item.last and line.low[item.cue].endswith("ing")
    if item.near and not (doing and line.low[item.last + 1] == line.low[item.cue or 0]):
        return item
    if whole.measure in (None, "share", "other") or (item.measure is not None and not whole.governed):
        return item
    return replace(item, measure=whole.measure, cue=whole.cue, governed=whole.governed)


def _outside(line: Line, items: list[Item], at: int) -> int:
    """The item before one, but none within a bracket that closes between them."""
    before = at - 1
    while before > 0:
        between = line.low[items[before].last + 1 : items[at].first]
        if ")" not in between or "(" in between:
            break
        before -= 1
    return before


def _from_left(line: Line, items: list[Item], at: int) -> Item:
    left, item = items[_outside(line, items, at)], items[at]
    if item.measure is not None or not left.governed:
        return item
    if (
        is_joined(line, left, item, links("join"))
        or _is_elliptic(line, left, item)
        or _is_parallel(line, left, item)
        or _is_rival(line, left, item)
    ):
        return replace(item, measure=left.measure, cue=left.cue, governed=True, near=left.near)
    if left.toll and gap_words(line, left, item) == "to" and item.counted.group is None:
        return replace(item, measure=left.measure, cue=left.cue, governed=True, toll=True)
    if left.toll and gap_words(line, left, item) == "from" and item.counted.group is None:
        return replace(item, measure=left.measure, cue=left.cue, governed=True, toll=True, earlier=True)
    if item.figure.changes or (item.earlier and item.counted.group is None):
        return replace(item, measure=left.measure, cue=left.cue, governed=True, toll=left.toll)
    return item


def _is_next_place(line: Line, left: Item, item: Item) -> bool:
    """As in "Killed 9 in Ansari 5 in Almiyassar": the list lost its comma, names stand between."""
    between = range(left.last + 1, item.first)
    names = [line.tokens[at].text[0].isupper() for at in between[1:]]
    same = line.low[left.last + 1] == line.low[min(item.last + 1, len(line.low) - 1)]
    return 0 < len(names) <= _PLACE_WORDS and all(names) and same and item.figure.unit is None


def _is_elliptic(line: Line, left: Item, item: Item) -> bool:
    """As in "12 people were killed in the north and another 5 in the south"."""
    lead = [
        word
        for word in line.low[max(0, item.first - 3) : item.first]
        if word not in ("a", "another", "further")
    ]
    follows = line.low[item.last + 1] if item.last + 1 < len(line.low) else ""
    listed = lead[-1:] in (["and"], [","]) or _is_next_place(line, left, item)
    return item.counted.group is None and listed and follows in closed("placing")


def _is_rival(line: Line, left: Item, item: Item) -> bool:
    """As in "The rebels claim 400 killed; the army says 63": another's word on what was counted before."""
    before, behind = line.low[left.last + 1 : item.first], line.low[item.last + 1 : item.last + 2]
    told = before[-1:] in (("says",), ("said",), ("say",)) or before[-3:] in _PUTS
    ends = behind in ((), (".",), (";",), (",",))
    bare = item.counted.group is None and item.figure.kind == "count" and item.figure.unit is None
    apart = bool(_MARKS & set(before))
    return told and ends and bare and apart and _LEAST_RIVAL <= len(before) <= _MOST_RIVAL


def _is_parallel(line: Line, left: Item, item: Item) -> bool:
    """As in "killing two men from the mill and three men from the farm": the same noun, the same link."""
    after, follows = line.low[left.last + 1 : left.last + 2], line.low[item.last + 1 : item.last + 2]
    return (
        left.near
        and left.cue is not None
        and left.cue < left.first
        and after == follows
        and after in (("from",), ("of",), ("in",), ("at",), ("near",))
        and left.counted.group is not None
        and left.counted.group == item.counted.group
        and line.low[item.first - 1] == "and"
    )


def _from_right(line: Line, items: list[Item], at: int) -> Item:
    """As in "A child and two women were killed": the verb after the second is the first's too."""
    item, right = items[at], items[at + 1]
    if item.measure is not None or right.cue is None or right.cue < right.last or right.counted.group is None:
        return item
    if item.counted.group is None or not is_joined(line, item, right, ("and", "as well as", "along with")):
        return item
    return replace(item, measure=right.measure, cue=right.cue, governed=True, near=right.near)


def _by_noun(line: Line, item: Item) -> Item:
    """Where nothing governs it, the counted phrase may say: "30 wounded fighters", "8,000 evacuees"."""
    first = line.token_at(item.figure.end - 1) + 1
    inside = [line.cues[at] for at in range(first, item.last + 1) if at in line.cues]
    states = {cue.measure for cue in inside if cue.kind == "state" or cue.participle}
    noun = _noun_measures().get(line.low[item.counted.head]) if item.counted.head is not None else None
    if noun is not None:
        return replace(item, measure=noun)
    if states:
        return replace(item, measure=states.pop() if len(states) == 1 else "other")
    ahead = line.low[item.first - 1] if item.first else ""
    if ahead in closed("attributive"):
        return replace(item, measure=line.cues[item.first - 1].measure)
    return item


@lru_cache(maxsize=1)
def _noun_measures() -> dict[str, Measure]:
    return {
        word: form.measure for word, forms in cue_forms().items() for form in forms if form.kind == "noun"
    }
