"""From token ranges to spans of the report: trimmed, free of enclosing marks, with their voice."""

from collections.abc import Sequence

from msgspec import Struct

from crossbearing.model import Attribution, AttributionLink, Sentence, Span
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.quotes import Quote, inside
from crossbearing.vocabulary import Voice

_EDGES = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "―", "|"})
_MARKS = frozenset({'"', "“", "”", "‘", "’", "'", "``", "''", "«", "»", "„"})

_MIN_DATELINE = 3
_MAX_DATELINE = 12
"""A dateline is a place in capitals and at most a dozen words and marks."""


class Said(Struct, frozen=True):
    """An attribution with the sentence it stands in; ``awaits`` where its speech is still to come."""

    attribution: Attribution
    sentence: int
    awaits: bool = False


def to_said(tree: Tree, found: Found, text: str, quotes: Sequence[Quote], sentence: int) -> Said | None:
    """Turn what a rule found into spans, or None where nothing is left of the words said."""
    begin = _dateline_end(tree)
    wide = [_snap(tree, (max(first, begin), last), quotes) for first, last in sorted(found.content)]
    kept = [r for r in (trim(tree, r, quotes) for r in wide) if r is not None]
    if not kept and not found.awaits:
        return None
    links = [_link(tree, text, found.source, found.cue, "source")]
    links += [_link(tree, text, relay.source, relay.cue, "relay") for relay in found.relays]
    attribution = Attribution(
        links=tuple(links),
        content=tuple(tree.span(text, r) for r in kept),
        voice=voice_of(tree.sentence, [tree.span(text, r) for r in kept], quotes),
        stance=found.stance,
    )
    return Said(attribution, sentence, found.awaits)


def _link(tree: Tree, text: str, source: Range | None, cue: Range | None, role: str) -> AttributionLink:
    return AttributionLink(
        source=None if source is None else tree.span(text, source),
        cue=None if cue is None else tree.span(text, cue),
        role="relay" if role == "relay" else "source",
    )


def _dateline_end(tree: Tree) -> int:
    """Step over a dateline that opens a sentence: "DARA, Syria (AFP) - Shells fell" begins at "Shells"."""
    if not tree.tokens[0].text.isupper() or len(tree.tokens[0].text) < _MIN_DATELINE:
        return 0
    for token in tree.tokens[1:_MAX_DATELINE]:
        if token.text in {"-", "--", "–", "—"} and tree.tokens[token.i - 1].end < token.start:
            return token.i + 1
        if token.pos not in {"PROPN", "PUNCT", "NUM", "NOUN", "ADJ", "X", "ADP"}:
            return 0
    return 0


def _snap(tree: Tree, where: Range, quotes: Sequence[Quote]) -> Range:
    """Carry words said to the end of the quote they run into: 'the duty "to protect | the sick"'."""
    first, last = where
    if first >= last:
        return where
    start, end = tree.tokens[first].start, tree.tokens[last - 1].end
    following = tree.tokens[last].start if last < len(tree.tokens) else end
    for quote in quotes:
        runs_in = start <= quote.start < end <= quote.end and quote.start > start - 2
        if runs_in or quote.start <= following < quote.first:
            while last < len(tree.tokens) and tree.tokens[last].start < quote.end:
                last += 1
    last = _cut_behind(tree, (first, last), quotes)
    before = tree.tokens[first - 1].start if first else start
    if any(q.start <= before < q.first and q.last < end and start <= q.last for q in quotes):
        first -= 1
    return first, last


def _cut_behind(tree: Tree, where: Range, quotes: Sequence[Quote]) -> int:
    """End words said with their quote where the writer goes on: '"It will fall", | and left'."""
    first, last = where
    for quote in quotes:
        if not quote.start <= tree.tokens[first].start <= quote.first:
            continue
        behind = next((i for i in range(first, last) if tree.tokens[i].start >= quote.end), last)
        if behind + 1 < last and tree.tokens[behind].text == "," and tree.tokens[behind + 1].dep == "cc":
            return behind
    return last


def trim(tree: Tree, where: Range, quotes: Sequence[Quote]) -> Range | None:
    """Take punctuation and enclosing quote marks off both ends; None where no word is left."""
    first, last = where
    while first < last and _falls(tree, first, (first, last), quotes):
        first += 1
    while first < last and _falls(tree, last - 1, (first, last), quotes):
        last -= 1
    while first < last and _falls(tree, first, (first, last), quotes):
        first += 1
    worded = any(tree.tokens[i].text[:1].isalnum() for i in range(first, last))
    return (first, last) if worded else None


def _falls(tree: Tree, i: int, where: Range, quotes: Sequence[Quote]) -> bool:
    token = tree.tokens[i]
    if token.pos == "SPACE" or token.text in _EDGES or (token.dep == "cc" and i == where[1] - 1):
        return True
    if token.text not in _MARKS or token.tag == "POS":
        return False
    start, end = tree.tokens[where[0]].start, tree.tokens[where[1] - 1].end
    for quote in quotes:
        if quote.start <= token.start < quote.first:
            return quote.last >= end - 3 or quote.end >= end
        if quote.last <= token.start < quote.end:
            return quote.first <= start + 3
    return True


def voice_of(sentence: Sentence, content: Sequence[Span], quotes: Sequence[Quote]) -> Voice:
    """Tell words wholly between quote marks (direct) from partly (mixed) and not at all (indirect)."""
    quoted = plain = 0
    for token in sentence.tokens:
        if not token.text[:1].isalnum() or not any(s.start <= token.start < s.end for s in content):
            continue
        if inside(quotes, token.start, token.end) is not None:
            quoted += 1
        else:
            plain += 1
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"
