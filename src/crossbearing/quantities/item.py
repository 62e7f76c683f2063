"""A figure with what it counts and, step by step, what it measures and what it is a part of."""

from msgspec import Struct

from crossbearing.quantities.counted import Counted
from crossbearing.quantities.figure import Figure
from crossbearing.quantities.line import Line
from crossbearing.quantities.lists import closed, people, things
from crossbearing.vocabulary import Measure

_KIN = frozenset({"family", "families", "homes", "houses", "positions"})
"""What people own: "the families of five fighters were killed" counts no fighters."""


class Item(Struct, frozen=True, kw_only=True):
    """A figure at tokens ``[first, last]``, the counted noun included.

    ``cue`` is the token that gave ``measure``, which is None until a step finds one; ``governed``
    says that a verb or its noun gave it, not the counted noun itself; ``near`` that it stands right
    beside; ``toll`` that a toll leads to the figure.
    """

    figure: Figure
    counted: Counted
    first: int
    last: int
    measure: Measure | None = None
    cue: int | None = None
    governed: bool = False
    near: bool = False
    toll: bool = False
    part_of: int | None = None
    total: bool = False
    earlier: bool = False

    @property
    def counts_things(self) -> bool:
        """Whether the counted noun names no people: strikes, houses, villages."""
        group = self.counted.group
        return group is not None and group in things() and group not in people()

    @property
    def has_unit(self) -> bool:
        """Whether the figure is a share, a length, a time or the like, not a count."""
        return self.figure.unit is not None or self.figure.kind == "share"


def item_of(line: Line, figure: Figure, what: Counted) -> Item:
    """Join a figure to what it counts."""
    first = line.token_at(figure.start)
    return Item(figure=figure, counted=what, first=first, last=max(what.last, first))


def gap_words(line: Line, left: Item, right: Item) -> str:
    """The words between two items, without commas and quote marks: "", "and", "as well as"."""
    words = line.low[left.last + 1 : right.first]
    return " ".join(word for word in words if word[0].isalpha())


def is_of_people(item: Item) -> bool:
    """Whether the counted noun names people."""
    return item.counted.head is not None and item.counted.group in people().values()


def _without_bracket(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after a bracket that follows at once: "2 women (a nurse and a clerk) and 2 men"."""
    if words[:1] == ("(",) and ")" in words:
        return words[words.index(")") + 1 :]
    return words


def is_joined(line: Line, left: Item, right: Item, joins: tuple[str, ...]) -> bool:
    """Whether two items stand in one list: "11 women and 13 children", "4 boys 5 girls"."""
    between = _without_bracket(line.low[left.last + 1 : right.first])
    if not between:
        single = "single" in (left.figure.kind, right.figure.kind)
        return is_of_people(left) and is_of_people(right) and not single
    if len(between) > 5 or any(word in ";:.()-–—" for word in between):
        return False
    words = " ".join(word for word in between if word[0].isalpha())
    return words.removesuffix(" her").removesuffix(" his").removesuffix(" their") in ("", *joins)


def is_owned(line: Line, item: Item) -> bool:
    """Whether the verb that follows is told of someone else: "the wives of five fighters were killed"."""
    at = item.first - 1
    while at > 0 and line.low[at] in closed("opener"):
        at -= 1
    if at <= 0 or line.low[at] != "of" or at - 1 in line.cues:
        return False
    kin = line.low[at - 1] in _KIN and item.counted.group not in (None, "people", "member")
    return kin or line.low[at - 1] in people()
