"""The measure cue that stands right beside a figure: "killed 12", "41 were wounded", "12 dead"."""

from typing import NamedTuple

from crossbearing.quantities.item import Item, is_owned
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import Cue, closed, cue_forms, people
from crossbearing.quantities.runs import tells

_REACH_RIGHT = 8
_REACH_LEFT = 6
"""Words that may stand between a figure and its cue: "who have reportedly also been killed"."""


_ASIDE = 20
"""The longest bracket, in words, that is looked over: "24 fighters (of a banned group) were killed"."""


class Beside(NamedTuple):
    """A cue beside a figure; ``sure`` when an auxiliary or the verb's own form leaves no doubt."""

    cue: Cue
    sure: bool


def cue_beside(line: Line, items: list[Item], at: int) -> Cue | None:
    """The cue right beside an item, to its right where that is sure, else to its left, else to its right."""
    right = cue_right(line, items, at)
    if right is not None and right.sure:
        return right.cue
    left = _cue_left(line, items[at])
    if left is not None and not _is_taken(line, items, at, left, right):
        return left
    return right.cue if right is not None else None


def _is_taken(line: Line, items: list[Item], at: int, left: Cue, right: Beside | None) -> bool:
    """Whether the cue to the left is another's: "40 civilians killed 100 injured"."""
    if at and left.first <= items[at - 1].last:
        return True
    before = cue_right(line, items, at - 1) if at else None
    if before is not None and before.cue == left:
        return True
    subject = line.low[left.first - 1] if left.first else ""
    if right is not None and line.low[right.cue.first].endswith("ing"):
        return False
    return right is not None and left.participle and left.measure != right.cue.measure and subject in people()


def cue_right(line: Line, items: list[Item], at: int) -> Beside | None:
    """The cue right after an item: "41 were wounded", "12 dead", "4,000 remain trapped"."""
    item = items[at]
    if is_owned(line, item):
        return None
    place, passive, auxiliary = item.last + 1, False, False
    reach = item.last + _REACH_RIGHT
    while place < len(line.low) and place <= reach:
        cue = line.cues.get(place)
        if cue is not None and "who" in line.low[item.last + 1 : place]:
            main = _main_verb(line, cue)
            cue, passive = main, passive or main != cue
        if cue is not None and not _is_linking(line, cue):
            return _fit_right(line, items, at, cue, passive=passive, auxiliary=auxiliary)
        word = line.low[place]
        passive = passive or word in closed("be")
        auxiliary = auxiliary or passive or word in closed("have")
        if not _looks_over(line, place):
            return None
        place += 1
        if word == "(" and ")" in line.low[place : place + _ASIDE]:
            place = line.low.index(")", place) + 1
            reach = place + _REACH_RIGHT
    return None


def _main_verb(line: Line, inner: Cue) -> Cue:
    """As in "21 people who had fled there were killed": what befell them, not what they had done."""
    if inner.kind != "subject":
        return inner
    for place in range(inner.last + 1, min(len(line.low), inner.last + _REACH_LEFT)):
        cue = line.cues.get(place)
        if cue is not None:
            return cue if cue.participle and line.low[place - 1] in closed("be") else inner
        if line.low[place] in closed("stop"):
            return inner
    return inner


def _looks_over(line: Line, place: int) -> bool:
    word = line.low[place]
    if word == ",":
        return place + 1 < len(line.low) and line.low[place + 1] in ("who", "reportedly", "all", "both")
    return word in closed("be") or word in closed("beside") or word.endswith("ly") or word in ("'s", "’s")


def _is_linking(line: Line, cue: Cue) -> bool:
    """As in "Remain trapped", "left dead", "found dead": the word after says what is meant."""
    after = line.cues.get(cue.last + 1)
    return (
        cue.kind == "subject" and after is not None and (after.kind in ("state", "after") or after.participle)
    )


def _fit_right(
    line: Line, items: list[Item], at: int, cue: Cue, *, passive: bool, auxiliary: bool
) -> Beside | None:
    if cue.kind in ("state", "after") or _is_also(line, cue, "after"):
        return Beside(cue, passive)
    if cue.kind == "subject":
        going = line.low[cue.first].endswith("ing")
        fits = not passive or going
        return (
            Beside(cue, passive or not going) if fits and not _is_other_sense(line, items[at], cue) else None
        )
    if cue.kind != "object" or not cue.participle:
        return None
    among = line.low[max(0, items[at].first - 1)] in ("among", "amongst")
    harmless = (among or items[at].counted.group in closed("harmless")) and not auxiliary
    if passive or harmless or not (auxiliary or takes_object(line, items, at, cue)):
        return Beside(cue, passive)
    return None


def _is_other_sense(line: Line, item: Item, cue: Cue) -> bool:
    """Only people leave as counted here, and who "remains loyal" is not counted as remaining."""
    if cue.measure == "evacuated":
        return item.counted.group is not None and item.counted.group not in people().values()
    follows = line.tokens[cue.last + 1].tag if cue.last + 1 < len(line.tokens) else ""
    return cue.measure == "remaining" and follows.startswith("JJ")


def takes_object(line: Line, items: list[Item], at: int, cue: Cue) -> bool:
    """Whether the verb after an item goes on to an object of its own: "two gunmen killed 12 people"."""
    if at and _follows_state(line, items[at - 1], items[at]):
        return False
    place = cue.last + 1
    while place < len(line.low) and line.low[place].endswith("ly"):
        place += 1
    if place >= len(line.low) or tells(line, place):
        return False
    after = next((item for item in items[at + 1 :] if item.first == place), None)
    if after is not None:
        return not _stands_alone(line, after)
    token, low = line.tokens[place], line.low[place]
    if low in people() or token.tag in ("PRP", "PRP$") or low in ("the", "a", "an", "several"):
        return True
    return token.tag.startswith("JJ") and place + 1 < len(line.low) and line.low[place + 1] in people()


def _follows_state(line: Line, left: Item, item: Item) -> bool:
    """As in "left 25 people dead and 40 injured": what the second were left as is told like the first's."""
    state = line.cues.get(left.last + 1)
    joined = line.low[left.last + 2 : item.first] == ("and",)
    return state is not None and state.kind == "state" and joined


def _stands_alone(line: Line, item: Item) -> bool:
    """Whether an item brings a cue of its own: "40 civilians killed 100 injured"."""
    if item.has_unit:
        return True
    place = item.last + 1
    while place < len(line.low) and (line.low[place] in closed("be") or line.low[place] in closed("have")):
        place += 1
    cue = line.cues.get(place)
    return cue is not None and (cue.participle or cue.kind in ("state", "subject"))


def _cue_left(line: Line, item: Item) -> Cue | None:
    """The cue right before an item: "killed 12", "the death of 12", "claimed the lives of 12"."""
    place, of, linked = item.first - 1, False, False
    along = line.low[max(0, place - 1) : place + 1] in (("along", "with"), ("together", "with"))
    place -= 2 if along else 0
    while place >= 0 and place >= item.first - _REACH_LEFT:
        word = line.low[place]
        cue = line.cues.get(place)
        if cue is not None:
            fits = _fits_left(line, cue, of=of, linked=linked, along=along) and _may_lose(line, cue, item)
            return cue if fits else None
        of = of or word in ("of", "to")
        linked = linked or word in closed("linking")
        if not (word in closed("leading") or word in closed("linking") or word.endswith("ly")):
            return None
        place -= 1
    return None


def _may_lose(line: Line, cue: Cue, item: Item) -> bool:
    """The words "Lost 13 fighters" counts the dead; "lost 13" or "lost 13 villages" need not."""
    return line.low[cue.first][:3] != "los" or item.counted.group in people().values()


def _fits_left(line: Line, cue: Cue, *, of: bool, linked: bool, along: bool) -> bool:
    before = set(line.low[max(0, cue.first - 3) : cue.first])
    if cue.kind == "before":
        return True
    if cue.kind == "nominal":
        return of
    if linked and line.low[cue.first] == "among":
        return True
    if linked and cue.kind in ("object", "state") and not of:
        return bool({"the", "those"} & before)
    if cue.kind != "object":
        return _is_also(line, cue, "nominal") and of
    if of:
        return _is_also(line, cue, "nominal")
    return along or not (cue.participle and _has_be(line, cue.first))


def _has_be(line: Line, at: int) -> bool:
    """Whether a form of "be" stands before a verb with at most adverbs between."""
    at -= 1
    while at > 0 and (line.low[at].endswith("ly") or line.low[at] in ("also", "not", "n't", "all")):
        at -= 1
    return at >= 0 and line.low[at] in closed("be")


def _is_also(line: Line, cue: Cue, kind: str) -> bool:
    """Whether the same words stand in the list under another kind: "the killing of", "30 men shot dead"."""
    words = line.low[cue.first : cue.last + 1]
    return any(form.words == words and form.kind == kind for form in cue_forms().get(words[0], ()))
