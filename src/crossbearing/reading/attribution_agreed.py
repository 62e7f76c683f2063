"""What a rule and the trained model both find of one cue: the rule's reading of it, in the model's bounds.

The model sees where words said begin behind a headline or a dateline that lost its stop, and who speaks
where a comma was lost ("Rebel fire killed 1102 people said | the Observatory").
"""

from collections.abc import Sequence

from msgspec import structs

from crossbearing.attribution import SpokenSpans
from crossbearing.model import Span
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_learned import is_turned, leads_on, source_tokens
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import TALKS, Range, Tree

_SURE = 0.5
"""Below this share the model's bounds of what a rule found too are left alone."""
_ARTICLES = frozenset({"the", "a", "an"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet"})
_CLOSES = frozenset({",", "who", "which", "that", "-", "–", "—", "(", ")"})
"""Words and marks behind a source that are no part of it."""


def in_bounds(tree: Tree, found: Found, spoken: Sequence[SpokenSpans]) -> Found:
    """Give what a rule found the words said, and the source, that the model found for the same cue.

    ``spoken`` are the model's whose cue stands in this sentence. Words said begin where the model has them
    begin and end where the later of the two does; a source ends where the rule ends it. Words of which only
    one of the two knows are left as they are, and so is all where the model read the words around ('["We lost
    six," he was quoted as saying] by state media') or where they were passed on.
    """
    cue = found.cue
    if cue is None or found.awaits or found.relays or not found.content:
        return found
    same = next((one for one in spoken if _same_cue(tree, cue, one)), None)
    if same is None or is_turned(same, tree):
        return found
    told = [r for r in (_range(tree, span) for span in same.content) if r is not None]
    spoke = [] if same.source is None else source_tokens(tree, same.source)
    source = (spoke[0], spoke[-1] + 1) if spoke else None
    if source is not None and found.source is not None:
        found = _parted(tree, found, cue, _with_article(tree, source), told)
    held = [r for r in (cue, found.source) if r is not None]
    if any(_meet(one, other) for one in held for other in told):
        return found
    told = _joined([r for r in told if _is_same(tree, r, found)], held)
    left = [r for r in found.content if not any(_meet(r, one) for one in told)]
    told = [_with_phrase(tree, _opened(tree, r), found.content) for r in told]
    told = [_from_source(tree, _to_its_end(r, found.content), found) for r in told]
    if source is not None and found.source is not None:
        whole = _takes_both(tree, found, cue, _with_article(tree, source)[0])
        found = found if whole else structs.replace(found, source=_speaker(tree, source, found.source))
    return structs.replace(found, content=tuple(sorted([*told, *left]))) if told else found


def _parted(tree: Tree, found: Found, cue: Range, source: Range, told: Sequence[Range]) -> Found:
    """What a rule found with the model's source, where the two begin or end it apart and words said touch it.

    The rule's took in what was said before it ("an accomplice or a *hostage* | SORH said") or behind it
    ("According to the ministry | *rebels* lost"), or it is the last of two ("*state media and* activists
    said") or a word of a clause within the source ("the group that runs *it* said").
    """
    known = found.source
    if known is None or known == source or not _joins_words(tree, source, told):
        return found
    first, last = known
    if first < source[0] and tree.tokens[source[0] - 1].dep == "cc":
        return found  # "*rescue workers and* a doctor said"
    behind = source[1] == last <= cue[0] and first < source[0] and not _is_post(tree, first, source[0])
    before = cue[1] <= source[0] == first and source[1] < last and source[1] in {a for a, _ in told}
    closes = last <= cue[0] and all(a < cue[0] for a, _ in found.content)
    wider = closes and source[0] < first and source[1] == last and _takes_in(tree, source, first)
    if not (behind or before or wider):
        return found
    content = [r for r in found.content if not source[0] <= r[0] < source[1]]
    if source[0] > cue[0]:
        return structs.replace(found, source=source)
    cut = [(a, source[0] if a < source[0] else b) if a < source[1] else (a, b) for a, b in content]
    return structs.replace(found, source=source, content=tuple(cut))


def _in_statement(tree: Tree, where: Range) -> bool:
    """Whether a statement comes behind a speaker: "Fastaqim *in a statement* on its page"."""
    return any(tree.tokens[i].dep == "pobj" and tree.lemma(i) in TALKS for i in range(*where))


def _joins_words(tree: Tree, source: Range, told: Sequence[Range]) -> bool:
    """Whether words said end where a source begins, or begin where it ends, but for a comma."""
    ends = [(last, source[0]) for _, last in told] + [(source[1], first) for first, _ in told]
    return any(a <= b and all(tree.tokens[i].pos == "PUNCT" for i in range(a, b)) for a, b in ends)


def _takes_in(tree: Tree, source: Range, first: int) -> bool:
    """Whether a longer source is two speakers, or one with a clause of its own: "the group that runs it"."""
    between = tree.tokens[source[0] : first]
    joined = any(t.dep == "cc" for t in between[-2:])
    relative = any(t.tag in {"WDT", "WP"} for t in between)
    return joined or (relative and tree.tokens[first].pos == "PRON")


def _is_post(tree: Tree, first: int, name: int) -> bool:
    """Whether words before a person's name tell the post held: "the head of the council | Omar Nasri"."""
    posts = [i for i in range(first, name) if kind_of(tree, i) == "person" and tree.tokens[i].pos != "PROPN"]
    return tree.labels.get(name) == "PERSON" and bool(posts)


def _is_same(tree: Tree, told: Range, found: Found) -> bool:
    """Whether words of the model's are those that a rule found, or go before what "which" adds to them."""
    if any(_meet(told, known) for known in found.content):
        return True
    source, first = found.source, found.content[0][0]
    goes_on = tree.tokens[first].tag == "WDT" and found.cue is not None and first == found.cue[1]
    return goes_on and source is not None and told[1] == source[0]


def _with_article(tree: Tree, source: Range) -> Range:
    first, last = source
    if first and tree.tokens[first - 1].text.lower() in _ARTICLES:
        first -= 1
    return first, last


def _same_cue(tree: Tree, cue: Range, one: SpokenSpans) -> bool:
    if one.cue is None or one.sure < _SURE:
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


def _with_phrase(tree: Tree, one: Range, known: Sequence[Range]) -> Range:
    """Words said from where the phrase begins that the model cut: "after *an alleged* | raid on a mill"."""
    first, last = one
    opens = tree.tokens[first].tag in {"DT", "PRP$"}
    low = first if opens else min((a for a, b in known if a < first < b), default=first)
    while first > low:
        before = tree.tokens[first - 1]
        if before.dep not in _MODIFIERS or not first <= before.head < last:
            break
        first -= 1
    return first, last


def _from_source(tree: Tree, one: Range, found: Found) -> Range:
    """Words said from right behind a source that stands before: "According to the army | *rebels* fled"."""
    source, cue = found.source, found.cue
    if source is None or cue is None or source[0] < cue[1] or tree.tokens[one[0]].tag not in _FINITE:
        return one
    return next(((a, one[1]) for a, _ in found.content if a == source[1] <= one[0]), one)


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


def _takes_both(tree: Tree, found: Found, cue: Range, first: int) -> bool:
    """Whether "and" joins the model's source to a rule's that is to stay whole.

    Two who close what they said ("…, *rescue workers and* a doctor said"), and what is joined where a
    statement was put out, which does not speak ("Fastaqim in a statement on its page *and channel* said").
    """
    known = found.source
    if known is None or first <= known[0] or tree.tokens[first - 1].dep != "cc":
        return False
    return all(b <= cue[0] for _, b in found.content) or _in_statement(tree, (known[0], first))


def _speaker(tree: Tree, source: Range, known: Range) -> Range:
    """A rule's source from where the model has it begin, article included; the model's where they part."""
    first, last = _with_article(tree, source)
    if _meet(source, known):
        return max(first, known[0]), known[1]
    while last - first > 1 and tree.tokens[last - 1].text.lower() in _CLOSES:
        last -= 1
    return first, last
