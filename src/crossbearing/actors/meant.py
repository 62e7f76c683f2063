"""Definite descriptions, and what speaks for and against each one whom they may mean: "the group"."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from crossbearing.actors.clues import Trace
from crossbearing.actors.lines import is_owned
from crossbearing.actors.lists import cue
from crossbearing.actors.stands import SUBJECTS, Stand, is_within
from crossbearing.model import Token

_CLASSES = ("group", "union", "office", "watch")
"""The kinds of noun, each a row of the cues with "meant_" before it."""
_ARTICLES = frozenset({"the", "this", "that", "these", "those"})
_LONGEST = 8
"""No description has its article more tokens before its noun."""
_BESIDE = frozenset({"compound", "amod", "nmod", "npadvmod"})
_BODIES = frozenset({"armed_group", "ngo", "intergovernmental", "media", "other"})
_FITTING = {
    "group": _BODIES,
    "union": _BODIES - {"media"},
    "office": (_BODIES - {"armed_group"}) | {"government"},
    "watch": frozenset({"ngo", "media", "intergovernmental", "other"}),
}


class Noun(Struct):
    """A definite description: its noun's token, what sort of noun it is, and its adjectives.

    ``first`` is the token of the article, ``head`` the noun as it stands in a list, ``lost`` whether it
    has lost an apostrophe ("the groups stronghold"), ``followed`` whether "of" or the like comes after it.
    """

    token: Token
    sort: str
    head: str
    first: int
    adjectives: tuple[str, ...]
    lost: bool
    followed: str


class Asked(Struct):
    """A description to be led back, with what is told of its place once for all.

    ``ruled`` is whom the rules take for it, ``rule`` what sort of actor that is; ``names`` gives the words of
    an actor's names.
    """

    stand: Stand
    noun: Noun
    place: str
    quoted: bool
    says: bool
    ruled: str | None
    rule: str
    said: str | None
    names: Callable[[str], frozenset[str]]
    body: str | None = None


@lru_cache(maxsize=1)
def _sorts() -> dict[str, str]:
    return {word: sort for sort in _CLASSES for word in cue(f"meant_{sort}")}


def described(stand: Stand, token: Token) -> Noun | None:
    """Read "the group", "the radical group", "the groups stronghold"; None for what has a name in it."""
    head, sorts = token.text.lower(), _sorts()
    single = head[:-1] if head[-1:] == "s" and head not in sorts else head
    if single not in sorts or (token.text[0].isupper() and token.i):
        return None
    tokens = stand.tokens
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    lost = single != head
    if lost and (after is None or not is_owned(after)):
        return None
    if token.pos not in ("NOUN", "PROPN", "ADJ") and not lost:
        return None
    if token.dep in _BESIDE and not lost:
        return None
    first = _article(tokens, token.i)
    if first is None:
        return None
    inner = tokens[first + 1 : token.i]
    if any(t.text[0].isupper() and not _is_linked(tokens, t.i) for t in inner):
        return None
    adjectives = tuple(t.text.lower() for t in inner if t.text[0].isalpha())
    follows = after is not None and after.text.lower() in ("of", "from", "for", "in")
    return Noun(
        token, sorts[single], single, first, adjectives, lost, after.text.lower() if follows and after else ""
    )


def _article(tokens: Sequence[Token], i: int) -> int | None:
    """The article of a noun: nothing but its own words stands between."""
    for at in range(i - 1, max(-1, i - _LONGEST), -1):
        if tokens[at].text.lower() in _ARTICLES:
            return at
        inner = tokens[at].pos in ("ADJ", "NOUN", "PROPN", "NUM", "ADV") or tokens[at].text == "-"
        if not inner and tokens[at].tag not in ("VBN", "VBG", "HYPH"):
            return None
        if at + 1 < i and tokens[at].tag == "NNS":
            return None
    return None


def _is_linked(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name only colours what follows its hyphen, or is a creed: "the US-backed force"."""
    hyphen = "-" in tokens[i].text or (i + 1 < len(tokens) and tokens[i + 1].text == "-")
    return hyphen or tokens[i].text.lower() in cue("adj_armed")


def may_mean(noun: Noun, one: Trace) -> bool:
    """Whether somebody may be called by a noun at all."""
    if one.kind not in _FITTING[noun.sort]:
        return False
    return not one.crowd


def nobody(case: Asked, options: Sequence[Trace]) -> Iterator[str]:
    """What speaks for nobody of the cast being meant."""
    noun = case.noun
    yield f"none {noun.sort}"
    yield f"none {noun.sort} {case.rule}"
    yield f"none head {noun.head}"
    yield f"none {noun.sort} {'plain' if not noun.adjectives else 'told'}"
    near = sum(1 for one in options if case.stand.line.index - one.line <= 1)
    yield f"none {noun.sort} near {min(near, 3)}"
    if noun.followed:
        yield f"none followed {noun.followed}"
    if case.quoted:
        yield f"none {noun.sort} quoted"
    if case.says:
        yield f"none {noun.sort} says"
    yield f"none {case.place}"


def traits(case: Asked, one: Trace, rank: int, alone: bool) -> Iterator[str]:
    """What speaks for one being meant; ``rank`` counts those who fit and were met later.

    ``alone`` says that nobody else of its sentence fits.
    """
    noun, sort = case.noun, case.noun.sort
    kind = "crowd" if one.crowd else one.kind
    yield f"kind {sort} {kind}"
    yield f"kind {noun.head} {kind}"
    if case.ruled == one.actor:
        yield "ruled"
        yield f"ruled {sort} {case.rule}"
        yield f"ruled {noun.head}"
        yield f"ruled {'plain' if not noun.adjectives else 'told'} {case.rule}"
    yield from _called(case, one)
    yield from _doing(case.stand, noun.token, kind, case.says, noun.lost)
    if one.line < 0:
        yield f"later {sort}"
        return
    away = min(case.stand.line.index - one.line, 4)
    yield f"away {sort} {away}"
    yield f"rank {sort} {min(rank, 3)}"
    yield f"rank {min(rank, 2)} away {min(away, 2)}"
    yield f"places {case.place} {one.dep} {min(away, 2)}"
    yield f"{'alone' if alone else 'rivals'} {sort} {min(away, 2)}"
    if one.dep == "subject" and not alone:
        yield f"rivals subject {sort} {min(away, 1)}"
    yield f"times {sort} {min(one.times, 4)}"
    if one.word:
        yield f"chain {min(away, 1)}"
    if one.actor == case.said:
        yield f"spoke {sort} {'says' if case.says else 'acts'}"
        yield f"spoke {min(away, 2)} {'quoted' if case.quoted else 'plain'}"
    if one.actor == case.body:
        yield from ("body", f"body {sort} {min(away, 2)}")
    if case.says:
        yield f"says {sort} {kind}"
    if away == 0:
        yield from _within(case, one)


def _called(case: Asked, one: Trace) -> Iterator[str]:
    """Whether names, adjectives and what somebody was called before agree with a description."""
    noun = case.noun
    if noun.head in one.called:
        yield f"called {noun.sort}"
    elif one.called:
        yield f"called otherwise {noun.sort}"
    if noun.head in case.names(one.actor):
        yield f"name {noun.sort}"
        yield f"name {noun.head}"
    creed = not cue("creed").isdisjoint(noun.adjectives)
    if creed and one.side:
        yield f"creed {noun.sort} {one.side}"
    yield f"side {noun.sort} {one.side or 'none'}"
    if not cue("adj_body").isdisjoint(noun.adjectives):
        yield f"adj body {one.kind}"
    if not cue("adj_armed").isdisjoint(noun.adjectives):
        yield f"adj armed {one.kind}"


def _doing(stand: Stand, token: Token, kind: str, says: bool, owns: bool) -> Iterator[str]:
    """Whether what a word does, and what is its own, is told of such an actor: "fighters from the group"."""
    tokens, head = stand.tokens, stand.tokens[token.head]
    if owns or token.dep == "poss":
        own = tokens[token.i + 1] if owns else head
        yield f"owns {'men' if own.text.lower() in cue('men') else 'else'} {kind}"
    elif token.dep == "nsubj":
        yield f"does {'say' if says else 'else'} {kind}"
    elif token.dep in ("nsubjpass", "dobj"):
        yield f"suffers {kind}"
    elif token.dep == "pobj":
        above = tokens[head.head]
        yield f"{head.text.lower()} {'men' if above.text.lower() in cue('men') else above.pos} {kind}"


def _within(case: Asked, one: Trace) -> Iterator[str]:
    """What the parse of their own sentence tells."""
    token, tokens = case.noun.token, case.stand.tokens
    if case.place in ("object", "pobj") and any(tokens[i].head == token.head for i in one.here):
        yield "same verb"
    elif any(is_within(case.stand, token.i, i) for i in one.here):
        yield "holds"
    elif any(tokens[i].dep in SUBJECTS and is_within(case.stand, token.i, tokens[i].head) for i in one.here):
        yield f"governs {case.noun.sort}"
    yield f"gap {min((token.i - one.i) // 5, 4)}"
