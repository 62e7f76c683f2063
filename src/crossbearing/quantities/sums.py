"""Counts by place that add up to the count before them: "killed 12, seven in Marib and five in Sirwah"."""

from msgspec.structs import replace

from crossbearing.quantities.item import Item
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import closed
from crossbearing.vocabulary import Measure

_VICTIMS: frozenset[Measure] = frozenset(
    {"killed", "injured", "missing", "detained", "displaced", "evacuated"}
)
_LEAST = 2
"""One place alone is no division: "killed 12, 12 in Marib" may be told twice."""


def with_sums(line: Line, items: list[Item]) -> list[Item]:
    """Make the counts by place that add up to a whole right before them its parts, of its measure.

    "12 farmers were killed, seven in Marib and five in Sirwah", also without the comma; not so "killed 12 in
    Marib and another five in Sirwah", which adds to the twelve.
    """
    found = list(items)
    for at, whole in enumerate(items):
        if whole.measure not in _VICTIMS or whole.part_of is not None or not _is_count(whole):
            continue
        run = _run(line, items, at)
        if len(run) < _LEAST or sum(items[n].figure.lower or 0 for n in run) != whole.figure.lower:
            continue
        for n in run:
            found[n] = replace(items[n], measure=whole.measure, cue=whole.cue, governed=True, part_of=at)
    return found


def _run(line: Line, items: list[Item], at: int) -> list[int]:
    """The counts by place that follow a whole, one behind the other; what it includes may stand between."""
    run: list[int] = []
    for n in range(at + 1, len(items)):
        if _is_by_place(line, items, n, at):
            run.append(n)
        elif run or items[n].part_of != at:
            break
    return run


def _is_by_place(line: Line, items: list[Item], n: int, whole: int) -> bool:
    item = items[n]
    if not _is_count(item) or item.figure.bound != "exact" or item.part_of not in (None, whole):
        return False
    if item.measure not in (None, "other", items[whole].measure):
        return False
    unsaid = item.counted.group in (None, items[whole].counted.group)
    return unsaid and line.low[item.last + 1 : item.last + 2] in {(word,) for word in closed("placing")}


def _is_count(item: Item) -> bool:
    return item.figure.kind == "count" and item.figure.unit is None and not item.figure.vague
