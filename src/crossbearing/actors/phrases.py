"""A phrase that speaks or is told of: where it begins and ends, and what stands at its head."""

from collections.abc import Sequence

from msgspec import Struct

from crossbearing.actors.crowds import is_group
from crossbearing.actors.descriptions import Description
from crossbearing.actors.humans import KIN, human
from crossbearing.actors.lines import Line, joins_another
from crossbearing.actors.lists import cue
from crossbearing.actors.people import Mention
from crossbearing.actors.registry import JIHADISTS, registry
from crossbearing.actors.scan import Found
from crossbearing.actors.stands import SUBJECTS
from crossbearing.actors.titles import is_cut
from crossbearing.actors.words import is_possessive
from crossbearing.model import Span

_FIGHTING = frozenset({"fighters", "militants", "rebels", "insurgents", "jihadists", "forces", "troops"})
_NAMED = (["called"], ["named"], ["dubbed"])
_COLOURS = ("compound", "amod", "nmod")


class Reading(Struct):
    """One source being resolved: its words ``[first, last)``; ``end`` closes the noun phrase proper."""

    span: Span
    line: Line
    first: int
    last: int
    end: int


def leads_straight(line: Line, what: Description) -> bool:
    """Whether no noun stands between a body's people and its name: not "from the hill held by Daesh"."""
    after = [found.first for found in what.bodies if found.first >= what.last]
    tokens = [line.token(i) for i in range(what.last + 1, min(after, default=what.last))]
    return all(
        token is None or token.pos not in ("NOUN", "VERB") or token.dep in _COLOURS for token in tokens
    )


def led_up_to(it: Reading, mention: Mention) -> bool:
    """Whether a phrase names a post and then its holder without a comma: "Head of the Society Omar Nasri"."""
    words = it.line.words
    if mention.last == it.last and _is_identified(it, mention.first):
        return True
    posts = (k for k in range(mention.first - 2, it.first - 1, -1) if words[k].low in cue("heading"))
    post = next(posts, None)
    if mention.last != it.last or post is None:
        return False
    post += words[post + 1].low == "general"
    if words[post + 1].low not in ("of", "for", "in"):
        return False
    before = words[mention.first - 1]
    role = human(before.low)
    if mention.first - 1 == post + 1 or (role is not None and role.kind == "role"):
        return False  # "the spokesman of President | Omar Nasri"
    commas = any(word.gap.strip() == "," for word in words[post + 1 : it.last])
    if is_cut(it.line, mention.first - 1) or commas:
        return False
    token = it.line.token(mention.first - 1)
    named = before.text[0].isupper() or any(f.last == mention.first for f in it.line.found)
    return named or before.low in cue("head_body") or (token is not None and token.pos == "NOUN")


def _is_identified(it: Reading, name: int) -> bool:
    """Whether a phrase tells who somebody is: "an activist identified as | Omar Nasri"."""
    words = it.line.words
    if (
        name - 3 < it.first
        or words[name - 1].low != "as"
        or words[name - 2].low not in ("identified", "known")
    ):
        return False
    role = human(words[name - 3].low)
    return role is not None and role.kind in ("role", "folk") and not role.plural


def is_crowd_noun(word: str) -> bool:
    """Whether a word means several people: "supporters", "family"."""
    named = human(word)
    return word in KIN or (named is not None and named.plural and named.kind != "body")


def are_fighters(what: Description) -> bool:
    """Whether a noun tells of armed men: "the hardline fighters" are somebody's named before."""
    return what.head in _FIGHTING


def is_organised(what: Description) -> bool:
    """Whether a noun alone names a body that can speak: "the army", "the ministry", not "the claim"."""
    return what.head in cue("body") and what.head not in cue("paper")


def heads_phrase(found: Found, it: Reading) -> bool:
    """Whether a finding begins within a phrase's own words, or holds them all."""
    return it.first <= found.first < it.end or (found.first <= it.first and it.end <= found.last)


def means_person(word: str) -> bool:
    """Whether a pronoun means a man or a woman."""
    return word in cue("he") or word in cue("she")


def is_coordinated(line: Line, token: int) -> bool:
    """Whether a name is the first of two: "Omar Nasri and Ali Zein"."""
    return any(t.head == token and t.dep == "conj" and t.pos == "PROPN" for t in line.sentence.tokens)


def is_capital(it: Reading, at: int | None = None) -> bool:
    """Whether a source's first word, or another, is a name, and no plain noun at a sentence's start."""
    at = it.first if at is None else at
    token = it.line.token(at)
    return it.line.words[at].text[0].isupper() and token is not None and token.pos == "PROPN"


def is_closed(it: Reading) -> bool:
    """Whether nothing such as "of the town" follows a noun, which would name another."""
    return it.end == it.last or it.line.words[it.end].low not in ("of", "for")


def is_proper(line: Line, at: int) -> bool:
    """Whether the tagger holds a word for a person's name."""
    token = line.token(at)
    if token is None or token.pos != "PROPN" or len(line.words[at].text) < 3:
        return False
    entities = line.sentence.entities
    return any(e.label == "PERSON" and e.first <= token.i < e.last for e in entities)


def is_subject(it: Reading) -> bool:
    """Whether a phrase's noun is a subject."""
    token = it.line.token(it.end - 1)
    return token is not None and token.dep in ("nsubj", "nsubjpass")


def takes_part(it: Reading) -> bool:
    """Whether a phrase's noun is a subject or an object: "confronted the guards", not "relies on" them."""
    token = it.line.token(it.end - 1)
    return is_subject(it) or (token is not None and token.dep == "dobj")


def are_bodies(it: Reading, what: Description, lines: Sequence[Line]) -> bool:
    """Whether several bodies, unnamed and uncounted, do or suffer something: "the factions agreed".

    Not where two groups are named in their sentence or the one before: those are meant.
    """
    near = lines[max(0, it.line.index - 1) : it.line.index + 1]
    if len({f.key for line in near for f in line.found if f.sort == "actor" and is_group(f.key)}) > 1:
        return False
    noun = it.line.token(it.end - 1)
    if noun is None or noun.tag != "NNS" or what.head[:-1] not in cue("meant_group"):
        return False
    counted = any(t.head == noun.i and t.dep == "nummod" for t in it.line.sentence.tokens)
    after = it.line.token(it.end) if it.end < len(it.line.words) else None
    if after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
        return False  # an apostrophe is lost: "the groups | Facebook page"
    return not counted and noun.dep in ("nsubj", "nsubjpass", "dobj", "pobj")


def past_lead(line: Line, first: int, last: int) -> int:
    """Where a phrase begins that has taken in what stood before: "Later | a source", "Goma | A source".

    Also before a pronoun whose comma is lost: "nine women | it said".
    """
    if last - first > 1 and _is_subject(line, last - 1) and _NOT_LOST.isdisjoint(_lows(line, first, last)):
        return last - 1
    if last - first < 3:
        return first
    leads = line.words[first].low in cue("lead") and line.words[first + 1].text[0].islower()
    cut = line.words[first + 1].text in ("A", "An", "The") and line.words[first + 1].gap == " "
    return first + 1 if leads or cut else first


_NOT_LOST = frozenset({"and", "or", "that", "who", "which", "whom", "whose", "to", "by", "of", "with"})


def _lows(line: Line, first: int, last: int) -> set[str]:
    return {word.low for word in line.words[first:last]}


def _is_subject(line: Line, at: int) -> bool:
    """Whether a word is a pronoun that can only be a clause's subject, or "it" as one."""
    low, token = line.words[at].low, line.token(at)
    return low in ("he", "she", "they") or (low == "it" and token is not None and token.dep in SUBJECTS)


def ranked_name(it: Reading) -> int:
    """Where a name begins behind a rank that a noun leads to: "head of the tribe Sheikh | Omar"."""
    words = it.line.words
    for at in range(it.end + 2, it.last):
        token = it.line.token(at - 2)
        rank = words[at - 1].low in cue("rank") and words[at - 1].text[0].isupper() and words[at].gap == " "
        if rank and words[at].text[0].isupper() and token is not None and token.pos == "NOUN":
            return at
    return it.first


def called_by(it: Reading) -> Found | None:
    """Read "a network known as the Delta Committees", also where the phrase ends before "known"."""
    last = it.last
    named = it.line.words[last : last + 2]
    lows = [word.low for word in named]
    if all(word.tight for word in named):
        if lows == ["known", "as"]:
            last += 4  # "known as the Delta"
        elif lows[:1] in _NAMED and it.line.words[last - 1].text.islower():
            last += 3 if lows[1:] == ["the"] else 2  # "called the Delta", not "called on the Delta"
    for found in it.line.found:
        if it.first + 1 < found.first < last and found.sort == "actor":
            before = [it.line.words[i].low for i in range(max(it.first, found.first - 3), found.first)]
            if not {"called", "named", "dubbed"}.isdisjoint(before) or before[-2:-1] == ["known"]:
                return found
            if "known" in before and "as" in before:
                return found
    return None


def last_two_words(line: Line, first: int, last: int) -> int:
    """Where a name of two words begins at a phrase's end, its particles not counted, if one does."""
    at, own = last, 0
    while at > first + 2 and own < 2 and line.words[at - 1].text[0].isupper():
        at -= 1
        own += line.words[at].low not in cue("particle")
    return at if own == 2 else first


def core_end(line: Line, first: int, last: int) -> int:
    """Where the noun phrase proper ends: at a comma, a preposition or a clause."""
    for i in range(first + 1, last):
        gap = line.words[i].gap.strip()
        if line.words[i].text == "Under":
            continue  # "the UN Under Secretary"
        if gap and gap[0] in ',;:()[]–—"“”':
            return i
        if is_cut(line, i) or is_apposed(line, i) or _is_part_of(line, i) or joins_another(line, i):
            return i
    return last


def _is_part_of(line: Line, i: int) -> bool:
    """Whether a comma is lost before "part of": "Fastaqim | part of the alliance"."""
    after = line.words[i + 1].low if i + 1 < len(line.words) else ""
    body = any(f.last == i for f in line.found) or line.words[i - 1].low in cue("head_body")
    return after == "of" and line.words[i].low in cue("part") and body


def is_apposed(line: Line, i: int) -> bool:
    """Whether an article within a phrase opens an apposition whose comma is lost."""
    inside = any(f.first < i < f.last for f in line.found)
    return line.words[i].low in ("a", "an", "the", "another") and not inside


def is_before_tellers(line: Line, found: Found) -> bool:
    """Whether a jihadist group's name ran into who tells of it: "controlled by Daesh | activists said"."""
    row = registry().listed.get(found.key)
    tells = line.words[found.last - 1].low == "activists"
    return tells and found.sort == "actor" and row is not None and row.side in JIHADISTS


def has_cut(line: Line, first: int, last: int) -> bool:
    """Whether a noun phrase is closed between two words."""
    return any(is_cut(line, i) for i in range(first, last))


def stands_for(line: Line, found: Found, end: int) -> bool:
    """Whether what follows a name still means it: "Fastaqim rebel group", "a UNICEF statement"."""
    closing = cue("type") | cue("paper") | cue("staff")
    rest = range(found.last, end)
    if found.sort == "noun" and found.key in ("rebels", "militants", "civilians", "residents", "activists"):
        closing = cue("paper")
    if found.sort == "state":
        closing = cue("paper")
    if any(line.words[i].low in ("officials", "official", "fighters", "fighter", "activist") for i in rest):
        return False
    return all(line.words[i].low in closing or is_possessive(line.words, i) for i in rest)
