"""Quotes that stand beside a cue, whatever the parse made of them."""

from collections.abc import Sequence

from crossbearing.reading.attribution_content import Content
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.quotes import Quote

_MAX_BETWEEN = 14
"""Words that may stand between a cue and the quote it opens: "said in a statement on Monday:"."""
_OPENERS = frozenset({":", ","})
_SPEECH_ENDS = frozenset(",.?!…-–—")


def beside_quote(tree: Tree, verb: int, source: Range | None, quotes: Sequence[Quote]) -> Content | None:
    """Take the quote right before or behind a source and cue: '"We stay," the mayor said'."""
    cue = tree.tokens[verb]
    if any(q.first <= cue.start < q.last for q in quotes):
        return None
    around = (verb, verb + 1) if source is None else (min(verb, source[0]), max(verb + 1, source[1]))
    if around[1] - around[0] > _MAX_BETWEEN * 2:
        around = (verb, verb + 1)
    before = _quote_before(tree, around[0], quotes)
    after = _quote_behind(tree, max(around[1], verb + 1), quotes, near=before is not None)
    ranges = tuple(r for r in (before, after) if r is not None)
    return Content(ranges, verb + 1) if ranges else None


def _quote_before(tree: Tree, end: int, quotes: Sequence[Quote]) -> Range | None:
    """Take the speech that closes right before ``end``; a comma or full stop stands by its mark."""
    at = end
    comma = False
    while at > 0 and tree.tokens[at - 1].pos in {"PUNCT", "SPACE"} and end - at < 4:
        at -= 1
        comma = comma or tree.tokens[at].text in _SPEECH_ENDS
        quote = _ending_at(quotes, tree.tokens[at].start, tree.tokens[at].end)
        if quote is None:
            continue
        inner = _tokens_in(tree, quote)
        speech = comma or (inner is not None and tree.tokens[inner[1] - 1].text in _SPEECH_ENDS)
        starts = inner is not None and all(t.pos in {"PUNCT", "SPACE"} for t in tree.tokens[: inner[0]])
        return inner if inner is not None and (speech or starts) and starts else None
    return None


def _quote_behind(tree: Tree, start: int, quotes: Sequence[Quote], *, near: bool) -> Range | None:
    """Take the speech that a cue opens: 'said: "…"', 'told the court on Monday, "…"'."""
    limit = min(len(tree.tokens), start + (_MAX_BETWEEN if not near else 6))
    for at in range(start, limit):
        token = tree.tokens[at]
        quote = _starting_at(quotes, token.start, token.end)
        if quote is not None:
            inner = _tokens_in(tree, quote)
            opened = at == start or tree.tokens[at - 1].text in _OPENERS
            opened = opened or (inner is not None and tree.tokens[inner[0]].text[:1].isupper())
            return inner if opened and inner is not None and _is_whole(tree, quote, inner) else None
        if token.pos in {"VERB", "AUX"} or token.dep in {"mark", "cc"}:
            return None
    return None


def _is_whole(tree: Tree, quote: Quote, inner: Range) -> bool:
    """Tell speech from a few quoted words that a longer clause goes on after."""
    rest = tree.tokens[inner[1] :]
    return all(t.pos in {"PUNCT", "SPACE"} for t in rest) or tree.tokens[inner[1] - 1].text in _SPEECH_ENDS


def _tokens_in(tree: Tree, quote: Quote) -> Range | None:
    held = [t.i for t in tree.tokens if t.start >= quote.first and t.end <= quote.last]
    return (held[0], held[-1] + 1) if held else None


def _ending_at(quotes: Sequence[Quote], start: int, end: int) -> Quote | None:
    return next((q for q in quotes if q.last <= start < q.end or start < q.last < end), None)


def _starting_at(quotes: Sequence[Quote], start: int, end: int) -> Quote | None:
    return next((q for q in quotes if q.start <= start < q.first or start < q.start < end), None)
