"""The room's main path: numbers → figures → what they count → what they measure → quantities."""

from msgspec.structs import replace

from crossbearing.model import Quantity, Sentence
from crossbearing.quantities.bounds import bounded, bounded_after, with_ranges, with_unit
from crossbearing.quantities.counted import Counted, counted
from crossbearing.quantities.figure import Figure
from crossbearing.quantities.item import Item, item_of
from crossbearing.quantities.line import Line, line_of
from crossbearing.quantities.lists import closed, people, units
from crossbearing.quantities.measures import measured
from crossbearing.quantities.money import with_sign
from crossbearing.quantities.numerals import find_numerals
from crossbearing.quantities.parts import is_earlier, with_parts, with_totals
from crossbearing.quantities.plain import sentences_of
from crossbearing.quantities.rejects import rejected
from crossbearing.quantities.singles import VICTIM_MEASURES, find_singles

_SMALL = 10
"""Up to here "the two men" points back at people already told of and counts nobody anew."""


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """Find how many are told of in a sentence, as quantities in text order.

    Lower and upper bounds are counts, or per cent for shares, or the unit as said for distances and
    durations; spans are offsets into the report. Numbers that count nothing (dates, ages, names) are
    left out. Examples: "at least 212 farmers, including 31 boys, have been killed", "as many as
    500 children", "around 80 percent of the town", "dozens of civilians", "nearly 70", "12 dead and
    30 wounded", "raising an earlier count of 30 to 41". Never raises on text.
    """
    line = line_of(sentence)
    if not line.tokens:
        return []
    figures = _figures(line.text)
    pairs = [(figure, _what(line, figures, at)) for at, figure in enumerate(figures)]
    pairs = sorted([*pairs, *find_singles(line, figures)], key=lambda pair: pair[0].start)
    items = [_item(line, figure, what) for figure, what in pairs]
    items = with_totals(line, measured(line, with_parts(line, items)))
    return _quantities(line, _kept(line, items))


def read_quantities(text: str) -> list[Quantity]:
    """Find quantities in plain text without a parse; what governs a number is read from word order alone.

    Spans are offsets into ``text``; ``part_of`` indexes the list returned. Examples as in
    ``find_quantities``; where the governing verb is far from its number, the measure is "other".
    """
    found: list[Quantity] = []
    for sentence in sentences_of(text):
        base = len(found)
        found += [
            quantity if quantity.part_of is None else replace(quantity, part_of=quantity.part_of + base)
            for quantity in find_quantities(sentence)
        ]
    return found


def _figures(text: str) -> list[Figure]:
    figures = with_ranges(text, [with_sign(text, figure) for figure in find_numerals(text)])
    figures = rejected(text, [with_unit(text, figure) for figure in figures])
    found = []
    for at, figure in enumerate(figures):
        following = figures[at + 1].core if at + 1 < len(figures) else len(text) + 3
        found.append(bounded(text, figure, following))
    return found


def _what(line: Line, figures: list[Figure], at: int) -> Counted:
    figure = figures[at]
    if figure.unit is not None and figure.kind != "share":
        return Counted(None, units()[figure.unit].group, line.token_at(figure.end - 1))
    stop = line.token_at(figures[at + 1].start) if at + 1 < len(figures) else None
    return counted(line, figure, stop)


def _item(line: Line, figure: Figure, what: Counted) -> Item:
    if what.head is not None:
        figure = bounded_after(line.text, figure, line.end_of(what.head))
    item = item_of(line, figure, what)
    return replace(item, earlier=figure.earlier or is_earlier(line.text, figure.start))


def _kept(line: Line, items: list[Item]) -> list[Item]:
    """Leave out what turned out to count nothing, and keep ``part_of`` pointing right."""
    keep = [at for at, item in enumerate(items) if _counts(line, item)]
    place = {old: new for new, old in enumerate(keep)}
    return [
        replace(items[at], part_of=None if items[at].part_of is None else place.get(items[at].part_of or 0))
        for at in keep
    ]


def _counts(line: Line, item: Item) -> bool:
    figure, group = item.figure, item.counted.group
    if figure.kind == "count" and item.part_of is not None and _is_pronoun(line, item):
        return False
    if figure.kind == "single" or line.text[figure.core : figure.end].lower() == "one":
        return (item.measure in VICTIM_MEASURES and item.governed) or item.has_unit
    if item.measure != "other" or item.toll or item.part_of is not None:
        return True
    if group is None and figure.bound == "exact":
        return (
            item.first > 1
            and line.low[item.first - 1] == "of"
            and line.low[item.first - 2] in closed("collective")
        )
    if _is_numbered_name(line, item):
        return False
    lead = line.low[max(0, item.first - 3) : item.first]
    pointed = lead[-1:] in (("the",), ("these",), ("both",)) and lead[:2] != ("one", "of")
    return not (pointed and figure.bound == "exact" and figure.upper is not None and figure.upper <= _SMALL)


def _is_pronoun(line: Line, item: Item) -> bool:
    """As in "Killed in raids, including one near a hospital": one of the raids, not of the people."""
    follows = line.low[item.last + 1 : item.last + 2]
    bare = line.text[item.figure.start : item.figure.end].lower() == "one" and item.counted.head is None
    return bare and follows in (("near",), ("in",), ("on",), ("at",), ("by",), ("against",), ("that",))


def _is_numbered_name(line: Line, item: Item) -> bool:
    """As in "Rossiya 24 television", "the Mazzeh 86 neighbourhood": a name's number, one thing after it."""
    head = item.counted.head
    if head is None or not item.first or item.figure.bound != "exact" or item.figure.lower in (None, 1.0):
        return False
    name, noun = line.tokens[item.first - 1], line.tokens[head]
    digits = line.text[item.figure.core : item.figure.end].isdigit()
    single = noun.tag in ("NN", "NNP") and not noun.text.endswith("s") and line.low[head] not in people()
    single = single and line.low[head] not in closed("unchanging")
    return digits and single and name.tag == "NNP" and name.text[0].isupper() and noun.text[0].islower()


def _quantities(line: Line, items: list[Item]) -> list[Quantity]:
    return [
        Quantity(
            span=line.span(item.figure.start, _end(line, item)),
            lower=item.figure.lower,
            upper=item.figure.upper,
            bound=item.figure.bound,
            measure=item.measure or "other",
            group=None if item.measure == "duration" else item.counted.group,
            part_of=item.part_of,
            total=item.total,
            earlier=item.earlier,
        )
        for item in items
    ]


def _end(line: Line, item: Item) -> int:
    """A span runs on to the counted noun, but a share's does not run on to what it is a share of."""
    head = item.counted.head
    if head is None or item.figure.kind == "share" or not item.counted.adjacent:
        return item.figure.end
    return max(item.figure.end, line.end_of(head))
