"""What a figure measures, from the verb or noun that governs it: killed, injured, displaced, ..."""

import re
from functools import lru_cache

from msgspec.structs import replace

from crossbearing.quantities.governors import governor
from crossbearing.quantities.item import Item, is_joined
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import Cue, cue_forms, links, people, units
from crossbearing.vocabulary import Measure

_SEARCH_LEFT = 20
_AUXILIARIES = frozenset("is are was were be been being get gets got has have had having am".split())
_PASSIVE = frozenset("is are was were be been being get gets got".split())
_BESIDE = frozenset(
    "who that which have has had will would could may might must can should shall did do does to also still not "
    "n't already later then now all both reported reportedly confirmed said believed feared presumed need needs "
    "needed due set expected allowed able forced waiting about either themselves each since ever people persons "
    "others other more thought known found listed declared pronounced immediately instantly left seriously "
    "reported so far just yet being themselves , ( “ ” ‘ ’ \" '".split()
)
_LEADING = frozenset(
    "the a an another of further additional total some others as well at “ ” ‘ ’ \" '".split()
)
_TOLL_LINK = (
    r"(?:to|at|of|from|is|was|as|stands?|stood|reach\w*|exceed\w*|surpass\w*|pass\w*|hit|hits|top\w*|:)"
)
_TOLL = re.compile(
    rf"\b(?:toll|body count|death count|deaths?|dead|fatalities|those killed|people killed|killings)\b[^.;\d]{{0,60}}?"
    rf"\b{_TOLL_LINK}\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?:number|count|tally|total|figure|estimate)\b(?P<of>[^.;\d]{{0,110}}?)\b{_TOLL_LINK}\s*$",
    re.IGNORECASE,
)


def measured(line: Line, items: list[Item]) -> list[Item]:
    """Give each item its measure: from a unit, a verb beside it, its parse, its noun, its neighbours or its whole."""
    found = [_own(line, items, at) for at in range(len(items))]
    found = [_inherited(line, found, at) for at in range(len(found))]
    for at in range(len(found) - 2, -1, -1):
        found[at] = _from_right(line, found, at)
    for at in range(1, len(found)):
        found[at] = _from_left(line, found, at)
    return [_by_noun(line, item) for item in found]


def _own(line: Line, items: list[Item], at: int) -> Item:
    item = items[at]
    figure = item.figure
    if figure.kind == "share":
        return replace(item, measure="share")
    if figure.unit is not None:
        return replace(item, measure=units()[figure.unit].measure)
    if item.counts_things:
        return replace(item, measure="other")
    right, strong = _right(line, items, at)
    left = _left(line, item)
    cue = right if right is not None and (strong or left is None) else left
    if cue is not None:
        return _with(line, item, cue, near=True)
    if _toll(line, item) is not None:
        return replace(item, measure=_toll(line, item), governed=True, toll=True)
    if item.part_of is not None:
        return item
    if line.parsed or item.counted.group is not None:
        cue = governor(line, item, items)
    return _with(line, item, cue) if cue is not None else item


def _with(line: Line, item: Item, cue: Cue, *, near: bool = False) -> Item:
    measure = _combined(line, cue, item)
    return replace(item, measure=measure, cue=cue.first, governed=True, near=near)


def _combined(line: Line, cue: Cue, item: Item) -> Measure:
    """ "Killed and wounded 30" gives no number of the killed: a mixed count is "other"."""
    step = -1 if cue.last < item.first else 1
    edge = cue.first - 1 if step < 0 else cue.last + 1
    if 0 <= edge < len(line.low) and line.low[edge] in ("and", "or", "/", "&", ",", "and/or"):
        alternative = line.low[edge] == "or"
        edge += step
    else:
        alternative = False
    other = line.cues.get(edge)
    if other is None or other.measure == cue.measure or other.kind in ("noun", "nominal"):
        return cue.measure
    if other.kind == "object" and not other.participle and step > 0:
        return cue.measure
    mixed = alternative or {"injured"} & {cue.measure, other.measure}
    if not mixed:
        return other.measure if step > 0 and cue.measure != "killed" else cue.measure
    follows = other.last + 1
    starts_next = step > 0 and follows < len(line.low) and line.tokens[follows].tag == "CD"
    return cue.measure if starts_next else "other"


def _right(line: Line, items: list[Item], at: int) -> tuple[Cue | None, bool]:
    """The cue right after an item, and whether an auxiliary or its form makes it sure: "41 were wounded"."""
    item = items[at]
    place, passive, auxiliary = item.last + 1, False, False
    while place < len(line.low) and place <= item.last + 8:
        cue = line.cues.get(place)
        if cue is not None and cue.kind != "nominal" and not _is_linking(line, cue):
            return _fit_right(line, items, at, cue, passive=passive, auxiliary=auxiliary)
        word = line.low[place]
        auxiliary = auxiliary or word in _AUXILIARIES
        passive = passive or word in _PASSIVE
        if not (word in _AUXILIARIES or word in _BESIDE or word.endswith("ly") or word in ("'s", "’s")):
            break
        if word == "," and not _relative(line, place + 1):
            break
        place += 1
    return None, False


def _relative(line: Line, at: int) -> bool:
    return at < len(line.low) and line.low[at] in ("who", "reportedly", "all", "both")


def _is_linking(line: Line, cue: Cue) -> bool:
    """ "Remain trapped", "left dead": the word after says what is meant."""
    after = line.cues.get(cue.last + 1)
    return (
        cue.kind == "subject" and after is not None and (after.kind in ("state", "after") or after.participle)
    )


def _fit_right(
    line: Line, items: list[Item], at: int, cue: Cue, *, passive: bool, auxiliary: bool
) -> tuple[Cue | None, bool]:
    if cue.kind in ("state", "after"):
        return cue, passive
    if cue.kind == "subject":
        return (cue, True) if not passive or line.low[cue.first].endswith("ing") else (None, False)
    if cue.kind == "object" and cue.participle:
        if passive or not (auxiliary or _takes_object(line, items, at, cue)):
            return cue, passive
    return None, False


def _takes_object(line: Line, items: list[Item], at: int, cue: Cue) -> bool:
    """Whether the verb after an item goes on to an object of its own: "two gunmen killed 12 people"."""
    place = cue.last + 1
    while place < len(line.low) and line.low[place].endswith("ly"):
        place += 1
    if place >= len(line.low):
        return False
    after = next((item for item in items[at + 1 :] if item.first == place), None)
    if after is not None:
        return not _stands_alone(line, after)
    token, low = line.tokens[place], line.low[place]
    if low in people() or token.tag in ("PRP", "PRP$") or low in ("the", "a", "an", "several"):
        return True
    return token.tag.startswith("JJ") and place + 1 < len(line.low) and line.low[place + 1] in people()


def _stands_alone(line: Line, item: Item) -> bool:
    """Whether an item brings a cue of its own: "40 civilians killed 100 injured"."""
    cue = line.cues.get(item.last + 1)
    return item.has_unit or cue is not None and (cue.participle or cue.kind == "state")


def _left(line: Line, item: Item) -> Cue | None:
    """The cue right before an item: "killed 12", "the death of 12", "claimed the lives of 12"."""
    place, of, linked = item.first - 1, False, False
    while place >= 0 and place >= item.first - 6:
        word = line.low[place]
        cue = line.cues.get(place)
        if cue is not None:
            return cue if _fits_left(line, cue, of=of, linked=linked) else None
        of = of or word in ("of", "to")
        linked = linked or word in ("were", "was", "are", "include", "includes", "included", "including")
        if not (
            word in _LEADING
            or word in ("were", "was", "are", "include", "includes", "included", "to")
            or word.endswith("ly")
        ):
            return None
        place -= 1
    return None


def _fits_left(line: Line, cue: Cue, *, of: bool, linked: bool) -> bool:
    before = line.low[max(0, cue.first - 3) : cue.first]
    if linked:
        return cue.kind in ("object", "state") and bool({"the", "those"} & set(before))
    if cue.kind == "before":
        return True
    if cue.kind == "nominal":
        return of
    if cue.kind != "object":
        return _is_nominal(line, cue) and of
    passive = cue.participle and bool(_PASSIVE & set(before)) and not of
    return not passive and (not of or _is_nominal(line, cue))


def _is_nominal(line: Line, cue: Cue) -> bool:
    """ "The killing of", "the wounding of": a verb's form that also stands as a noun."""
    return any(form.kind == "nominal" for form in cue_forms().get(line.low[cue.first], ()))


def _toll(line: Line, item: Item) -> Measure | None:
    """A figure that a toll or a count of the killed comes to: "a death toll of 22", "the number killed rose to 39"."""
    start = item.figure.start
    before = line.text[max(0, start - 130) : start]
    if _TOLL.search(before):
        return "killed"
    count = _COUNT.search(before)
    if count is None:
        return None
    first = line.token_at(max(0, start - 130) + count.start("of"))
    named = [line.cues[at].measure for at in range(first, item.first) if at in line.cues]
    return named[0] if named else "other"


def _inherited(line: Line, items: list[Item], at: int) -> Item:
    """A part measures what its whole does, unless a verb beside it says otherwise."""
    item = items[at]
    whole = items[item.part_of] if item.part_of is not None else None
    if whole is None or item.near or item.has_unit or whole.measure in (None, "share"):
        return item
    return replace(item, measure=whole.measure, cue=whole.cue, governed=whole.governed)


def _from_left(line: Line, items: list[Item], at: int) -> Item:
    left, item = items[at - 1], items[at]
    if item.measure is not None or not left.governed:
        return item
    if is_joined(line, left, item, links("join")) or _is_elliptic(line, left, item):
        return replace(item, measure=left.measure, cue=left.cue, governed=True, near=left.near)
    if item.figure.changes or _is_restated(line, left, item):
        return replace(item, measure=left.measure, cue=left.cue, governed=True, toll=left.toll)
    return item


def _is_elliptic(line: Line, left: Item, item: Item) -> bool:
    """ "12 people were killed in the north and 5 in the south"."""
    if item.counted.group is not None or line.low[item.first - 1] not in ("and", ","):
        return False
    follows = line.low[item.last + 1] if item.last + 1 < len(line.low) else ""
    return follows in ("in", "at", "near", "elsewhere", "on", "outside")


def _is_restated(line: Line, left: Item, item: Item) -> bool:
    """ "41 dead, up from 30"."""
    return item.earlier and item.counted.group is None


def _from_right(line: Line, items: list[Item], at: int) -> Item:
    item, right = items[at], items[at + 1]
    if item.measure is not None or not right.governed or right.cue is None or right.cue < right.last:
        return item
    if not is_joined(line, item, right, links("join")):
        return item
    return replace(item, measure=right.measure, cue=right.cue, governed=True, near=right.near)


def _by_noun(line: Line, item: Item) -> Item:
    """Where nothing governs it, the counted phrase itself may say: "30 wounded fighters", "8,000 evacuees"."""
    if item.measure is not None:
        return item
    inside = [
        line.cues[at]
        for at in range(line.token_at(item.figure.end - 1) + 1, item.last + 1)
        if at in line.cues
    ]
    ahead = [line.cues[at] for at in range(max(0, item.first - 2), item.first) if at in line.cues]
    states = [cue for cue in inside if cue.kind == "state" or cue.participle]
    nouns = [cue for cue in inside if _noun_measure(line.low[cue.first]) is not None]
    if nouns:
        return replace(item, measure=_noun_measure(line.low[nouns[-1].first]))
    if states:
        kinds = {cue.measure for cue in states}
        return replace(item, measure=states[0].measure if len(kinds) == 1 else "other")
    if ahead and line.low[ahead[-1].first] in (
        "trapped",
        "besieged",
        "remaining",
        "stranded",
        "wounded",
        "injured",
    ):
        return replace(item, measure=ahead[-1].measure)
    return replace(item, measure="other")


def _noun_measure(word: str) -> Measure | None:
    return _noun_measures().get(word)


@lru_cache(maxsize=1)
def _noun_measures() -> dict[str, Measure]:
    return {
        word: form.measure for word, forms in cue_forms().items() for form in forms if form.kind == "noun"
    }
