"""The phrases of a report that describe someone who acts, though no speech is theirs: "a gunman fired"."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from crossbearing.actors.humans import human, people
from crossbearing.actors.lines import Line, is_owned
from crossbearing.actors.lists import cue, split, title_rows
from crossbearing.model import Sentence, Span, Token

_BESIDE = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod"})
"""A noun in these places only colours another."""
_LEFT = frozenset({"det", "amod", "compound", "poss", "nmod", "case", "punct", "npadvmod", "advmod"})
_CROWDS = frozenset({"resident", "fighter"})
"""Titles whose plurals are crowds rather than people who can be told apart: "volunteers", "soldiers"."""
_AFTER = 8
"""So many words of an "of …" or "in …" belong to the description at most."""


_TAKING_PART = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "dative", "ROOT"})
_COMPARING = frozenset({"as", "like", "of"})
"""After these a noun says what somebody is or what is counted: "as a commander", "dozens of fighters"."""
_DEALING = frozenset(
    {"on", "with", "from", "to", "for", "against", "between", "among", "by", "at", "including"}
)
"""Prepositions before those whom one deals with: "pressure from officials", "a call to commanders"."""
_CERTAIN = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "no"})
_OWNED = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_LANDS = frozenset({"country", "nation", "state", "republic", "kingdom"})
"""Places unless they do something or something is theirs."""
_OWNING = frozenset({"nsubj", "nsubjpass", "poss"})
_BESIDE_THEM = frozenset(
    {"allies", "partners", "backers", "supporters", "rivals", "opponents", "foes"}
    | {"comrades", "colleagues", "companions", "bodyguards"}
)
"""Whose somebody's own stand apart: "its allies" are not it."""
_PLANES = frozenset({"bomber", "bombers"})
_MAKERS = frozenset({"tupolev", "sukhoi", "tu", "su", "mig"})
_PARTS = frozenset({"head", "heads"})
_CUT_OFF = frozenset({"severed", "decapitated", "chopped", "cut"})
_MANY_OF = frozenset({"myriad", "array", "host", "variety", "range", "patchwork"})
"""Nouns that tell of many without a count: "an array of rebel groups"."""
_SOME = frozenset({"one", "some", "any", "each", "many", "most", "all", "both", "none", "neither", "several"})
_TOO_MANY = frozenset({"men", "women", "man", "woman"})


_OF_WHAT = re.compile(r" (?:of|for) ")


class Told(Struct, frozen=True):
    """A description; ``coins`` says that it may make an unnamed actor, since what it describes acts."""

    span: Span
    coins: bool


def told(
    lines: Sequence[Line], sources: Sequence[Span], known: Sequence[Span], people: Collection[int] = ()
) -> Iterator[Told]:
    """Descriptions whose noun is no source's and which no name or listed noun has taken already.

    People ("a rebel commander", "the doctor") and bodies ("the group", "the agency"); counted ones
    ("two doctors") are told of as victims more often than not and left out.
    """
    taken = [*((span, False) for span in known), *((span, True) for span in sources)]
    for line in lines:
        for token in line.sentence.tokens:
            lost = _has_lost(line.sentence, token)
            plain = token.pos == "NOUN" or token.text == "NGOs"
            if not lost and not (plain and _describes(token, line.sentence)):
                continue
            span = _with_article(line.sentence, token) if lost else _span(line.sentence, token)
            if any(_takes(one, token, span) for one in taken) or token.end + 1 in people:
                continue  # "the envoy | Nadir Oshan"
            yield Told(span, _coins(line.sentence, token, span))


def _coins(sentence: Sentence, token: Token, span: Span) -> bool:
    """Whether a description that leads back to nobody is somebody unnamed, not a victim or a mere count."""
    named = human(token.text)
    if span.exact.partition(" ")[0].lower() in _OWNED and (named is None or named.kind != "folk"):
        return token.text.lower() in _BESIDE_THEM
    person = token.text.lower() in _people()
    one = span.exact.lower().startswith(("a ", "an ", "one ", "another "))
    many = named is not None and named.plural
    body = named is not None and named.kind == "body"
    if body and many and _is_share(sentence, token):
        return True
    if _acts(sentence, token) and (person or one or many or body):
        return True
    if named is not None and (named.kind == "role" or (named.kind == "body" and many)):
        return _takes_part(sentence, token) or (person and _met(sentence, token, span))
    return person and _met(sentence, token, span)


def _takes_part(sentence: Sentence, token: Token) -> bool:
    """Whether a noun is one whom a sentence tells of, uncounted: "they killed a dissident officer"."""
    if any(t.head == token.i and t.dep == "nummod" for t in sentence.tokens):
        return False
    above = sentence.tokens[token.head]
    if above.text.lower() == "of" and sentence.tokens[above.head].text.lower() in _MANY_OF:
        token = sentence.tokens[above.head]
    return token.dep in _TAKING_PART and sentence.tokens[token.head].text.lower() not in _COMPARING


def _is_share(sentence: Sentence, token: Token) -> bool:
    """Whether some of several are told of: "one of the factions"."""
    above = sentence.tokens[token.head]
    return above.text.lower() == "of" and sentence.tokens[above.head].text.lower() in _SOME


def _takes(one: tuple[Span, bool], token: Token, span: Span) -> bool:
    """Whether a noun stands in a name, or opens a source and is not within it: "head of [the group]"."""
    other, speaks = one
    return other.start <= token.start < other.end and not (speaks and other.start < span.start)


def _describes(token: Token, sentence: Sentence) -> bool:
    low = token.text.lower()
    named = human(low)
    if token.dep in _BESIDE or (named is None and low not in _people() and low not in _heads()):
        return False
    if _is_thing(sentence, token):
        return False
    counted = (t for t in sentence.tokens if t.head == token.i and t.dep == "nummod")
    if any(t.text.lower() != "one" for t in counted):
        return named is not None and _acts(sentence, token)
    if low in _LANDS and token.dep not in _OWNING:
        return False
    many = named is not None and (named.plural or named.kind == "body")
    return many or low in _people() or low in _heads()


def _is_thing(sentence: Sentence, token: Token) -> bool:
    """Whether a noun for people is one for things here: "Tupolev bombers", "severed heads"."""
    low = token.text.lower()
    if low not in _PLANES and low not in _PARTS:
        return False
    own = [t for t in sentence.tokens[: token.i] if t.head == token.i]
    if low in _PLANES:
        return any(t.text.lower() in _MAKERS or any(sign.isdigit() for sign in t.text) for t in own)
    return any(t.text.lower() in _CUT_OFF for t in own)


def _has_lost(sentence: Sentence, token: Token) -> bool:
    """Whether a body's noun has lost its apostrophe before what is its own: "the groups stronghold"."""
    low = token.text.lower()
    if not low.endswith("s") or low[:-1] not in cue("owner_body"):
        return False
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    before = sentence.tokens[token.i - 1].text.lower() if token.i else ""
    return after is not None and is_owned(after) and before == "the"


def _with_article(sentence: Sentence, token: Token) -> Span:
    start, end = sentence.tokens[token.i - 1].start, token.end
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """Nouns for people: the last words of titles, and their plurals."""
    heads: set[str] = set()
    for row in title_rows():
        last = {_OF_WHAT.split(phrase)[0].split()[-1].lower() for phrase in split(row.phrases)}
        heads |= last if row.head in _CROWDS else last | {f"{word}s" for word in last}
    return frozenset(heads) | cue("someone") | people()


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Nouns for bodies: "group", "brigade", "agency"."""
    return cue("head_body") | cue("head_armed") | cue("head_media")


def _acts(sentence: Sentence, token: Token) -> bool:
    """Whether a noun is one who does something: an active subject, or behind "by"."""
    by = token.dep == "pobj" and sentence.tokens[token.head].text.lower() == "by"
    if by and token.tag == "NNS":
        return True
    if token.dep == "nsubj":
        return sentence.tokens[token.head].lemma.lower() not in ("be", "die")
    return token.dep == "pobj" and sentence.tokens[token.head].dep == "agent"


def _met(sentence: Sentence, token: Token, span: Span) -> bool:
    """Whether people not named are those one deals with: "relies on doctors and other witnesses"."""
    first = span.exact.partition(" ")[0].lower()
    if first in _CERTAIN or token.text.lower() in _TOO_MANY | cue("head_body"):
        return False
    above = sentence.tokens[token.head]
    if token.dep == "conj":
        return first == "other" or (
            token.tag == "NNS" and above.dep == "pobj" and _met(sentence, above, span)
        )
    return token.dep == "pobj" and above.dep == "prep" and above.text.lower() in _DEALING


def _span(sentence: Sentence, token: Token) -> Span:
    """A noun with the words that belong to it on the left, and its "of …" on the right."""
    first = token.i
    while first > 0 and _below(sentence, first - 1, token.i):
        first -= 1
    last = token.i
    for other in sentence.tokens[token.i + 1 : token.i + 2]:
        if (
            other.dep == "prep"
            and other.head == token.i
            and other.text.lower() in ("of", "from", "for", "in")
        ):
            last = _end(sentence, other)
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def _below(sentence: Sentence, i: int, noun: int) -> bool:
    """Whether a word hangs on the noun by one of the places before it, at any depth."""
    at = i
    for _ in range(4):
        token = sentence.tokens[at]
        if token.dep not in _LEFT:
            return False
        if token.head == noun:
            return True
        at = token.head
    return False


def _end(sentence: Sentence, prep: Token) -> int:
    last = prep.i
    for token in sentence.tokens[prep.i + 1 : prep.i + _AFTER]:
        closes = token.pos in ("PUNCT", "VERB", "AUX", "CCONJ", "ADV") and token.tag != "HYPH"
        if closes or not _hangs(sentence, token, prep.i):
            break
        last = token.i
    return last if last > prep.i else prep.i - 1


def _hangs(sentence: Sentence, token: Token, above: int) -> bool:
    at = token.i
    while sentence.tokens[at].head != at:
        at = sentence.tokens[at].head
        if at == above:
            return True
    return False
