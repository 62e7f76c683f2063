"""What a rule and the trained model both find of one cue: the rule's reading of it, in the model's bounds.

The model sees where words said begin behind a headline or a dateline that lost its stop, and who speaks
where a comma was lost ("Rebel fire killed 1102 people said | the Observatory").
"""

from collections.abc import Sequence

from msgspec import structs

from crossbearing.attribution import SpokenSpans
from crossbearing.model import Span
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_learned import SURE, is_turned, leads_on
from crossbearing.reading.attribution_tree import Range, Tree

_ARTICLES = frozenset({"the", "a", "an"})
_CLOSES = frozenset({",", "who", "which", "that", "-", "–", "—", "(", ")"})
"""Words and marks behind a source that are no part of it."""


def in_bounds(tree: Tree, found: Found, spoken: Sequence[SpokenSpans]) -> Found:
    """Give what a rule found the words said, and the source, that the model found for the same cue.

    ``spoken`` are the model's whose cue stands in this sentence. Words said begin where the model has them
    begin and end where the later of the two does; a source ends where the rule ends it. Words of which only
    one of the two knows are left as they are, and so is all where the model read the words around ('["We lost
    six," he was quoted as saying] by state media') or where they were passed on.
    """
    if found.cue is None or found.awaits or found.relays or not found.content:
        return found
    same = next((one for one in spoken if _same_cue(tree, found.cue, one)), None)
    if same is None or is_turned(same, tree):
        return found
    told = [r for r in (_range(tree, span) for span in same.content) if r is not None]
    held = [r for r in (found.cue, found.source) if r is not None]
    if any(_meet(one, other) for one in held for other in told):
        return found
    told = _joined([r for r in told if any(_meet(r, known) for known in found.content)], held)
    left = [r for r in found.content if not any(_meet(r, one) for one in told)]
    told = [_to_its_end(_opened(tree, r), found.content) for r in told]
    source = None if same.source is None else _range(tree, same.source)
    if source is not None and found.source is not None:
        found = structs.replace(found, source=_speaker(tree, source, found.source))
    return structs.replace(found, content=tuple(sorted([*told, *left]))) if told else found


def _same_cue(tree: Tree, cue: Range, one: SpokenSpans) -> bool:
    if one.cue is None or one.sure < SURE:
        return False
    start, end = tree.tokens[cue[0]].start, tree.tokens[cue[1] - 1].end
    return one.cue.start < end and start < one.cue.end


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _range(tree: Tree, span: Span) -> Range | None:
    held = [t.i for t in tree.tokens if span.start < t.end and t.start < span.end]
    return (held[0], held[-1] + 1) if held else None


def _to_its_end(one: Range, known: Sequence[Range]) -> Range:
    """Words said up to where the rule ends them: "19 died, *raising its earlier toll of 12*"."""
    return one[0], max([one[1], *(last for first, last in known if _meet((first, last), one))])


def _joined(told: Sequence[Range], held: Sequence[Range]) -> list[Range]:
    """Words said in one, where neither cue nor source stands between two stretches of them."""
    joined: list[Range] = []
    for one in sorted(told):
        between = (joined[-1][1], one[0]) if joined else one
        if joined and not any(_meet(between, other) for other in held):
            joined[-1] = (joined[-1][0], max(joined[-1][1], one[1]))
        else:
            joined.append(one)
    return joined


def _opened(tree: Tree, where: Range) -> Range:
    """Words said without the "that" before them."""
    first, last = where
    return (first + 1, last) if last - first > 1 and leads_on(tree, first) else where


def _speaker(tree: Tree, source: Range, known: Range) -> Range:
    """A rule's source from where the model has it begin, article included; the model's where they part."""
    first = source[0]
    if first and tree.tokens[first - 1].text.lower() in _ARTICLES:
        first -= 1
    if _meet(source, known):
        return max(first, known[0]), known[1]
    last = source[1]
    while last - first > 1 and tree.tokens[last - 1].text.lower() in _CLOSES:
        last -= 1
    return first, last
