"""How figures stand to each other: a part of a whole, a running total, an earlier count."""

import re
from functools import lru_cache

from msgspec.structs import replace

from crossbearing.quantities.beside import cue_right
from crossbearing.quantities.item import Item, is_joined
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import alternation, closed, links

_AMONG_GAP = 6
"""Words between a whole and its part at most: "among the 23 killed was a family of ten"."""

_VICTIMS = frozenset({"killed", "injured", "missing", "detained", "evacuated", "displaced"})
_TOTAL_VERB = re.compile(
    r"\b(?:bring\w*|brought|tak(?:es|ing|e)|took|push\w*|lift\w*)\s(?:[\w’'-]+\s){0,8}?"
    r"(?:toll|total|number|count|tally|figure|deaths|dead|killed|wounded|injured)\b[^.;\d]{0,70}?\b(?:to|at|past|above)\s*"
    r"(?:at least|more than|over|about|around|some|nearly|almost|[\w\s]{0,12})?$",
    re.IGNORECASE,
)
_TOTAL_VERBS = ("bring", "brought", "take", "taking", "took", "push", "lift")
"""One of these stands in all that the pattern finds; so does one of ``_EARLIER`` in its patterns' finds."""
_WAR_TOLL = re.compile(r"\btoll\b[^.;]{0,40}\b(?:war|conflict|uprising|insurgency|crisis)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?P<next>[\w’'-]+)(?:\s(?P<after>[\w’'-]+))?", re.IGNORECASE)


def with_parts(line: Line, items: list[Item]) -> list[Item]:
    """Set ``part_of`` to the whole's index: "212 farmers, including 31 boys", "30 of whom died"."""
    for at in range(len(items)):
        items = [*items[:at], _share_of(line, items, at), *items[at + 1 :]]
        whole = _whole(line, items, at)
        if whole is not None:
            items = [*items[:at], _part(items[at], items[whole], whole, at), *items[at + 1 :]]
    return items


def _share_of(line: Line, items: list[Item], at: int) -> Item:
    """As in "Half of the 300 patients": a share of what the next figure counts."""
    item = items[at]
    if item.figure.kind != "share" or item.counted.group is not None or at + 1 >= len(items):
        return item
    between = line.text[item.figure.end : items[at + 1].figure.start].lower().split()
    if between not in (["of"], ["of", "the"], ["of", "its"], ["of", "their"], ["of", "some"]):
        return item
    return replace(item, counted=replace(item.counted, group=items[at + 1].counted.group))


def _part(item: Item, whole: Item, index: int, at: int) -> Item:
    """A part of what comes after it is of the same kind: "12 of the 30 hostages" are hostages."""
    if index > at and item.counted.group is None:
        item = replace(item, counted=replace(item.counted, group=whole.counted.group))
    return replace(item, part_of=index)


def _whole(line: Line, items: list[Item], at: int) -> int | None:
    item = items[at]
    if item.has_unit and item.figure.kind != "share":
        return None
    after = _after(line, item)
    if _of_total(line, items, at):
        return at + 1
    if (
        at + 2 < len(items)
        and _of_total(line, items, at + 1)
        and is_joined(line, item, items[at + 1], ("and",))
    ):
        return at + 2
    if at and _is_of_whole(line, items[at - 1], item):
        return at - 1
    if _part_before(line, item) or _part_after().match(after) is not None:
        return _nearest(items, at, sibling=False)
    if at and items[at - 1].part_of is not None and is_joined(line, items[at - 1], item, links("join")):
        return items[at - 1].part_of if not _is_own_clause(line, items, at) else None
    return None


def _is_own_clause(line: Line, items: list[Item], at: int) -> bool:
    """As in "4 were killed, including 3 boys, and 43 others were injured": the 43 are no part of 4."""
    whole = items[at - 1].part_of
    if {"others", "more"} & set(line.low[items[at].first : items[at].last + 1]):
        return True
    return (
        cue_right(line, items, at) is not None
        and whole is not None
        and cue_right(line, items, whole) is not None
    )


def _after(line: Line, item: Item) -> str:
    """The text after the number itself, and, if the counted noun stands right there, after that."""
    return line.text[item.figure.end : item.figure.end + 40]


def _of_total(line: Line, items: list[Item], at: int) -> bool:
    """As in "12 of the 30 hostages", "11 children among 18 dead"; "five members of one family" is none."""
    if at + 1 >= len(items) or items[at].has_unit:
        return False
    between = line.text[line.end_of(items[at].last) : items[at + 1].figure.start].strip().lower()
    if between.removeprefix("were ").removeprefix("are ") in ("among", "among the", "amongst"):
        return True
    return items[at].counted.head is None and between in (
        "of the",
        "of",
        "of its",
        "of their",
        "out of",
        "out of the",
        "of those",
        "of these",
    )


def _is_of_whole(line: Line, whole: Item, item: Item) -> bool:
    """As in "Of the 40 killed, 12 were children"."""
    if _is_among(line, whole, item):
        return True
    lead = line.low[max(0, whole.first - 2) : whole.first]
    opens = lead == ("of", "the") or lead[-1:] == ("of",)
    starts = whole.first - len(lead) == 0 or (
        lead[:1] == ("of",) and line.low[whole.first - 3] in (",", ";", "“", "and")
    )
    between = line.low[whole.last + 1 : item.first]
    return opens and starts and "," in between and len(between) <= 6


def _is_among(line: Line, whole: Item, item: Item) -> bool:
    """As in "Among the 23 killed was a family of ten"."""
    between = line.low[whole.last + 1 : item.first]
    lead = line.low[max(0, whole.first - 2) : whole.first]
    leads = lead[-1:] in (("among",), ("amongst",)) or lead in (("among", "the"), ("amongst", "the"))
    return (
        leads
        and len(between) <= _AMONG_GAP
        and bool({"was", "were", "is", "are"} & set(between))
        and not {",", ";", "and", "but"} & set(between)
    )


def _part_before(line: Line, item: Item) -> bool:
    before = line.text[max(0, item.figure.start - 40) : item.figure.start]
    return _part_words().search(before) is not None


@lru_cache(maxsize=1)
def _part_words() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternation(list(links('part')))}),?\s{{1,3}}"
        r"(?:also\s|the\s|the deaths of\s|were\s|was\s|are\s)?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _part_after() -> re.Pattern[str]:
    phrases = alternation(list(links("part_after")))
    standing = r"(?:(?:were|was|are)\s{1,3})?"
    return re.compile(rf"\s{{1,3}}(?:[a-z]{{3,16}}\s{{1,3}})?{standing}(?:{phrases})\b", re.IGNORECASE)


def _nearest(items: list[Item], at: int, *, sibling: bool) -> int | None:
    """The nearest count before; parts of a part hang on the whole, and a part is never greater than it."""
    for before in range(at - 1, -1, -1):
        whole = items[before]
        if whole.has_unit or whole.figure.kind == "single" or whole.figure.upper == 1:
            continue
        if items[at].figure.kind != "share" and _exceeds(items[at], whole):
            continue
        return before
    return None


def _exceeds(part: Item, whole: Item) -> bool:
    low, high = part.figure.lower, whole.figure.upper
    return low is not None and high is not None and low > high


def with_totals(line: Line, items: list[Item]) -> list[Item]:
    """Mark figures that cover more than the day's incident: "bringing the toll to", "since 2011"."""
    marked = [
        replace(item, total=_is_total(line, items, item)) if _may_total(item) else item for item in items
    ]
    return [
        replace(item, total=True) if item.part_of is not None and marked[item.part_of].total else item
        for item in marked
    ]


def _may_total(item: Item) -> bool:
    return (item.measure in _VICTIMS or item.toll) and item.figure.kind != "single"


def _is_total(line: Line, items: list[Item], item: Item) -> bool:
    before = line.text[max(0, item.figure.start - 140) : item.figure.start]
    low = before.lower()
    if any(verb in low for verb in _TOTAL_VERBS) and _TOTAL_VERB.search(before):
        return True
    clause = _clause(line, items, item)
    return (
        _total_words().search(clause) is not None
        or any(_is_long(match) and not _is_record(clause, match) for match in _SINCE.finditer(clause))
        or _by_war(line, item)
    )


def _clause(line: Line, items: list[Item], item: Item) -> str:
    """The text around an item up to a clause's edge or the next figure with a verb of its own."""
    first = item.first
    while first > 0 and line.low[first - 1] not in closed("clause"):
        first -= 1
    last = item.last
    while last + 1 < len(line.low) and line.low[last + 1] not in closed("clause"):
        last += 1
    return line.text[line.starts[first] : line.end_of(last)]


@lru_cache(maxsize=1)
def _total_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(list(links('total')))})(?![\w-])", re.IGNORECASE)


def _is_long(match: re.Match[str]) -> bool:
    """As in "Since 2011", "since the war began"; "since Tuesday" and "since dawn" are one incident's."""
    words = {match["next"].lower(), (match["after"] or "").lower()}
    return not words & set(links("since_day"))


def _is_record(clause: str, match: re.Match[str]) -> bool:
    """As in "Killed 30, the *worst attack* since 2011": what has not been so since, and no sum since then."""
    return _RECORD.search(clause[: match.start()]) is not None


def _by_war(line: Line, item: Item) -> bool:
    """As in "The war has killed 30 farmers": the subject is the whole conflict, not a raid."""
    if item.toll and _WAR_TOLL.search(line.text[max(0, item.figure.start - 140) : item.figure.start]):
        return True
    if item.cue is None or item.cue > item.first:
        return False
    first = max(0, item.cue - 12)
    subject = line.low[first : item.cue]
    wars = set(links("total_subject"))
    named = any(word in wars and not line.is_noun(first + at + 1) for at, word in enumerate(subject[:-1]))
    return named and bool({"has", "have"} & set(subject[-3:]))


_RECORD = re.compile(
    r"\b(?:first|worst|deadliest|bloodiest|heaviest|fiercest|largest|biggest|highest|greatest|lowest|most\s\w+)\s"
    r"(?:[\w-]+\s){0,2}?(?:reports?|attacks?|strikes?|raids?|bombings?|blasts?|shelling|bombardment|violence|days?|weeks?"
    r"|months?|night|tolls?|death\stoll|loss(?:es)?|number|incidents?|massacres?|assaults?|battles?|clashes|fighting"
    r"|escalation|casualties|deaths|killings?|time)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
_EARLIER_REACH = 90
_EARLIER = ("earlier", "initial", "previous", "original", "first", "former")
_GIVEN_BEFORE = re.compile(
    r"\b(?:earlier|initially|previously|originally|first)\s(?:given|gave|put|set|placed|reported|counted|estimated|stood)\b"
    r"[^,.;:\d]{0,50}\b(?:as|at|of)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""A figure somebody had given before: "had *initially put the toll at* 34"."""
_EARLIER_ON = re.compile(
    r"\b(?:earlier|previous|initial|first|former)\s(?:death\s)?(?:toll|count|figure|tally|estimate)\s"
    r"(?:on|late|early|from|given|issued|released|announced)\s[^,.;:\d]{2,40}\sof\s$",
    re.IGNORECASE,
)
"""A figure with the day it was given: "an *earlier toll on Monday evening of* 18"."""


def is_earlier(text: str, start: int) -> bool:
    """Whether the text itself calls a figure older: "up from 30", "an earlier count of 30"."""
    before = text[max(0, start - _EARLIER_REACH) : start]
    low = before.lower()
    if any(word in low for word in _EARLIER) and (_GIVEN_BEFORE.search(before) or _EARLIER_ON.search(before)):
        return True
    return _earlier_words().search(before[-60:]) is not None


@lru_cache(maxsize=1)
def _earlier_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(list(links('earlier')))})\s{{1,3}}(?:the\s)?$", re.IGNORECASE)
