"""Speech whose comma is lost: a closing mark, then at once the source and the cue."""

from collections.abc import Sequence

from msgspec import structs

from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import is_name, kind_of
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.quotes import Quote

_MAX_SOURCE = 24
"""A source of more words, between a closing mark and its cue, is a clause."""
_TELLING = frozenset({"say", "tell", "add", "ask", "warn", "explain", "note", "write", "report", "state"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENS_NAME = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X"})
_ASIDE = frozenset({"relcl", "acl"})
_NAMED_AFTER = frozenset({"PROPN", "PRON"})
_SPOKEN = frozenset({"person", "group"})
_BLANK = frozenset({"PUNCT", "SPACE"})


def after_marks(tree: Tree, found: Sequence[Found], quotes: Sequence[Quote]) -> list[Found]:
    """Set right every cue that a speech, its closing mark and its source lead up to.

    '"They left at dawn" a doctor in the camp said by telephone': whatever the parse made of it, the
    source is all between mark and cue, and what was said is the quote. Other findings stay.
    """
    read = [one for one in (_after(tree, quote) for quote in quotes) if one is not None]
    cue_of = {one.cue: one for one in read}
    kept = [f for f in found if f.cue not in cue_of and not any(_breaks(f, one) for one in read)]
    merged = [_with_relays(one, found) for one in cue_of.values()]
    return kept + merged


def _with_relays(one: Found, found: Sequence[Found]) -> Found:
    """Keep the relays that the parse gave the same cue."""
    same = next((f for f in found if f.cue == one.cue and f.relays), None)
    return one if same is None or one.relays else structs.replace(one, relays=same.relays)


def _breaks(other: Found, one: Found) -> bool:
    """Tell a finding that took a part of the source for a source or a cue of its own."""
    if one.source is None or other.cue is None:
        return False
    return one.source[0] <= other.cue[0] < one.source[1]


def _after(tree: Tree, quote: Quote) -> Found | None:
    inner = [t.i for t in tree.tokens if t.start >= quote.first and t.end <= quote.last]
    if not inner or not quote.closed:
        return None
    mark = inner[-1] + 1
    if mark + 2 >= len(tree.tokens) or not quote.last <= tree.tokens[mark].start < quote.end:
        return None
    if any(t.pos not in _BLANK for t in tree.tokens[: inner[0]]) or tree.tokens[inner[-1]].pos in _BLANK:
        return None
    verb = _cue_behind(tree, mark + 1)
    if verb is None:
        return None
    source = (mark + 1, _name_end(tree, verb))
    if source[1] <= source[0] or not _speaks(tree, source):
        return None
    content = ((inner[0], inner[-1] + 1),)
    stance = cues("verb")[tree.lemma(verb)][0].stance
    passed_on = relays(tree, verb, source, content)
    stance = "say" if tree.lemma(verb) == "tell" else stance
    return Found(cue=(verb, verb + 1), source=source, content=content, stance=stance, relays=passed_on)


def _cue_behind(tree: Tree, start: int) -> int | None:
    """Find the cue that a bare noun phrase behind a mark leads to, with no other verb between."""
    if tree.tokens[start].pos not in _OPENS_NAME:
        return None
    for token in tree.tokens[start : start + _MAX_SOURCE]:
        if token.tag not in _FINITE or is_name(tree, token.i):
            continue
        if tree.lemma(token.i) in _TELLING:
            behind = tree.tokens[token.i + 1 :]
            inverted = bool(behind) and behind[0].pos in _NAMED_AFTER and tree.lemma(token.i) != "tell"
            timed = bool(behind) and tree.is_time(behind[0].i)
            return None if inverted and not timed else token.i
        if token.dep not in _ASIDE and token.dep != "auxpass" and not _in_relative(tree, token.i, start):
            return None
    return None


def _in_relative(tree: Tree, verb: int, start: int) -> bool:
    """Tell "a monitor which has a network" from a clause of its own."""
    return any(t.text.lower() in {"who", "which", "that"} for t in tree.tokens[start:verb])


def _name_end(tree: Tree, verb: int) -> int:
    while verb > 0 and tree.tokens[verb - 1].pos in {"AUX", "ADV", "PUNCT", "SPACE"}:
        verb -= 1
    return verb


def _speaks(tree: Tree, source: Range) -> bool:
    """Ask whether a source's own noun, before its "of" or "who", can speak."""
    end = next(
        (i for i in range(source[0] + 1, source[1]) if tree.tokens[i].pos in {"ADP", "PRON", "PUNCT"}),
        source[1],
    )
    nouns = [i for i in range(source[0], end) if tree.tokens[i].pos in {"NOUN", "PROPN"}]
    return any(kind_of(tree, i) in _SPOKEN for i in nouns) and not tree.tokens[end - 1].tag.startswith("VB")
