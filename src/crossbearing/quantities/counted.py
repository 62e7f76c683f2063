"""What a figure counts: the head noun of the phrase that follows it."""

import re

from msgspec import Struct

from crossbearing.quantities.figure import RATIO, Figure
from crossbearing.quantities.line import MODIFIERS, Line
from crossbearing.quantities.lists import closed, people, things
from crossbearing.quantities.runs import is_plural, last_joined, last_other, leads_on, tells

_MAX_PHRASE = 10
"""No counted noun stands further from its number than this many words."""

_MAX_BRACKET = 6
"""The longest bracket, in words, that stands between a figure and its noun."""

_MAX_PLACE = 6
"""The longest phrase of place or time between those counted and the verb that says who they were."""

_LETTERS = 5
"""The longest acronym."""

_INNER = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "NNP", "NNPS", "NN", "NNS", "AFX"})


class Counted(Struct, frozen=True):
    """The counted noun's token and its group; both None where the text leaves it unsaid.

    ``last`` is the last token of the counted phrase, ``adjacent`` says that the noun follows its
    number with nothing but its own modifiers between.
    """

    head: int | None
    group: str | None
    last: int
    adjacent: bool = True


def counted(line: Line, figure: Figure, stop: int | None = None) -> Counted:
    """Find what a figure counts, looking no further than the token ``stop`` where the next figure starts.

    "at least 212 farmers" → farmer; "dozens of Syrian men and boys" → people; "41 were hurt" → None;
    "seven of the dead" → None; "85 per cent of territory" → territory; "five of them children" → child.
    """
    last = line.token_at(figure.end - 1)
    stop = len(line.low) if stop is None else max(stop, last + 1)
    at = last + 1
    if at < len(line.low) and line.low[at] in ("-", "+"):
        at += 1
    at = _over_bracket(line, at, stop)
    of = at < len(line.low) and line.low[at] == "of"
    if figure.kind == "share" and not of:
        return _share_without_of(line, at, last, stop, ratio=figure.unit == RATIO)
    if of:
        at += 1
    at, skipped = _skip(line, at)
    others = "others" in line.low[last + 1 : at]
    bare = at < len(line.low) and not others and _is_bare_state(line, at)
    if of and at < len(line.low) and (line.low[at] in closed("pronoun") or bare):
        return _after_pronoun(line, at, stop)
    head = _head(line, at, stop)
    if head is not None and _is_unsaid(line, last + 1, at, head):
        head = None
    if head is None and not of and at < len(line.low) and line.low[at] in ("were", "are"):
        return _predicate(line, at, at - 1, stop)
    if head is None:
        return Counted(None, None, at - 1 if skipped and (others or not of) else last)
    if figure.kind == "share" and _is_place(line, at, head):
        return Counted(head, line.low[head], head)
    if head >= stop:
        return Counted(head, group_of(line, head), at, adjacent=False)
    joined = last_joined(line, head, stop)
    if joined == head and (other := last_other(line, head, stop)) is not None:
        joined = other
    return Counted(joined, group_of(line, head) if joined == head else "people", joined)


def _is_place(line: Line, at: int, head: int) -> bool:
    """A name without an article keeps its "s": "a third of eastern Homs"."""
    name = line.tokens[head].text[0].isupper() and line.low[at - 1] == "of"
    return name and line.low[head] not in people() and line.low[head] not in things()


def _is_unsaid(line: Line, first: int, at: int, head: int) -> bool:
    """As in "25 others Omar Said told": after "others", or "more", what comes is no counted noun."""
    skipped = line.low[first:at]
    return "others" in skipped or ("more" in skipped and line.low[head] not in people() | things())


def _over_bracket(line: Line, at: int, stop: int) -> int:
    """Step over a short bracket between a figure and its noun: "up to 80 (IS group) fighters"."""
    if at < len(line.low) and line.low[at] == "(" and ")" in line.low[at : min(stop, at + _MAX_BRACKET)]:
        after = line.low.index(")", at) + 1
        if after < min(stop, len(line.low)) and (line.is_noun(after) or line.tokens[at + 1].tag == "CD"):
            return after
    return at


def _skip(line: Line, at: int) -> tuple[int, bool]:
    """Step over "others", "more", and after "of" over its article: "seven of the other farmers"."""
    first = at
    while at < len(line.low):
        article = line.low[at] in closed("opener") and at > 0 and line.low[at - 1] in ("of", "all")
        if not (article or line.low[at] in closed("skip")):
            break
        at += 1
    return at, at > first


def _share_without_of(line: Line, at: int, last: int, stop: int, *, ratio: bool) -> Counted:
    """As in "half the town's people": the phrase opens with an article; else nothing is said to be shared."""
    if at < len(line.low) and (line.low[at] in closed("opener") or ratio):
        head = _head(line, at if ratio else at + 1, stop)
        if head is not None:
            return Counted(head, group_of(line, head), head)
    return Counted(None, None, last)


def _after_pronoun(line: Line, at: int, stop: int) -> Counted:
    """As in "five of them children", "60 of whom were civilians"; "three of whom were hurt" has none."""
    last = at
    if at + 1 < len(line.low) and line.low[at] == "those" and at + 1 in line.cues:
        last = at = at + 1
    return _predicate(line, _past_place(line, at + 1, stop), last, stop)


def _past_place(line: Line, at: int, stop: int) -> int:
    """Where "were" comes behind words that say where or when: "of those killed | in Orda | were"."""
    if at >= stop or line.tokens[at].tag != "IN":
        return at
    for n in range(at + 1, min(stop, at + _MAX_PLACE)):
        if line.low[n] in ("were", "are", "was"):
            return n
        if n in line.cues or not (line.tokens[n].tag in _INNER or line.tokens[n].tag == "DT"):
            return at
    return at


def _is_bare_state(line: Line, at: int) -> bool:
    """ "Five of the dead", "seven of the wounded": a state that stands as a noun."""
    cue = line.cues.get(at)
    return cue is not None and (cue.kind == "state" or cue.participle) and not _modifies(line, at)


def _predicate(line: Line, at: int, last: int, stop: int) -> Counted:
    """The noun said of a figure: "of them, five were children"; a verb's participle is none."""
    while at < len(line.low) and line.low[at] in ("were", "are", "was", "being", "only", ","):
        at += 1
    if at < stop and line.low[at] in people() and people()[line.low[at]] != line.low[at]:
        return Counted(at, group_of(line, at), at, adjacent=False)
    head = _head(line, at, stop)
    if head is None or head in line.cues or line.low[head] not in people():
        return Counted(None, None, last, adjacent=False)
    return Counted(head, group_of(line, head), head, adjacent=False)


def _head(line: Line, at: int, stop: int) -> int | None:
    """The head noun of the phrase that starts at a token, or None if no noun comes."""
    head, first = None, at
    stop = min(len(line.low), stop, at + _MAX_PHRASE)
    while at < stop:
        if head is not None and line.low[head] in ("others",):
            break
        if _is_hyphened(line, at):
            if people().get(line.low[at], line.low[at]) != line.low[at]:
                return at
        elif head is None and _is_acronym(line, at):
            pass
        elif head is not None and (after := _after_letters(line, at)) < stop and after > at:
            head, at = None, after - 1
        elif (
            (line.is_noun(at) or _is_mistagged(line, at))
            and line.low[at] not in closed("time")
            and not _ends_phrase(line, at, head)
        ):
            if head is not None and not leads_on(line, head, at):
                break
            head = at
            owner = _owner(line, at)
            if owner is not None:
                return owner
        elif not _inside(line, at, head):
            break
        at += 1
    return _paired(line, head) if head is not None and _is_counted_noun(line, head, first) else None


def _is_acronym(line: Line, at: int) -> bool:
    """Letters that name a body and count nothing: "14 of IS military vehicles"."""
    text, low = line.tokens[at].text, line.low[at]
    known = low in people() or low in things() or at in line.cues
    return text.isupper() and text.isalpha() and 1 < len(text) <= _LETTERS and not known


def _after_letters(line: Line, at: int) -> int:
    """Past a body's letters in brackets, if people follow: "22 Red Crescent [SARC] volunteers"."""
    close = {"[": "]", "(": ")"}.get(line.low[at])
    if close is None or at + 3 >= len(line.low) or line.low[at + 2] != close:
        return at
    letters = line.tokens[at + 1].text.isupper() and line.tokens[at - 1].tag in ("NNP", "NN")
    return at + 3 if letters and line.low[at + 3] in people() else at


def _is_mistagged(line: Line, at: int) -> bool:
    """A noun tagged as none: "tens of Front recruits" as a verb, "Front" in "Nusra Front militants"."""
    token = line.tokens[at]
    if token.tag == "JJ":
        return at > 0 and token.text[0].isupper() and line.tokens[at - 1].tag == "NNP"
    if token.tag == "VBZ" and line.low[at] in things() and line.tokens[at - 1].tag == "NN":
        return is_plural(line, at) and line.low[at] not in closed("says")
    after = _is_acronym(line, at - 1) or line.low[at - 1] == "of"
    return token.tag == "VBZ" and after and is_plural(line, at) and line.low[at] in people()


def _is_hyphened(line: Line, at: int) -> bool:
    """The first part of a compound is no noun of its own: "off-road vehicles", "state-run"."""
    return (
        at + 1 < len(line.tokens)
        and line.low[at + 1] == "-"
        and line.tokens[at].end == line.tokens[at + 1].start
        and line.tokens[at].text[0].isalpha()
    )


def _is_tail(line: Line, at: int) -> bool:
    """The last part of a compound: "trucks" is none in "pick-up trucks", "up" is one."""
    return (
        at >= 2
        and line.low[at - 1] == "-"
        and line.tokens[at - 1].end == line.tokens[at].start
        and line.tokens[at - 2].end == line.tokens[at - 1].start
        and line.tokens[at - 2].text[0].isalpha()
    )


def _paired(line: Line, head: int) -> int:
    """The words "180 army and paramilitary troops" counts troops."""
    if line.low[head] in people() or line.tokens[head].tag not in ("NN", "NNP"):
        return head
    if head + 1 < len(line.low) and line.low[head + 1] in ("and", "or"):
        for at in range(head + 2, min(len(line.low), head + 5)):
            if line.tokens[at].tag == "CD":
                return _shared(line, head, at)
            if line.low[at] in people() and line.is_noun(at):
                return _last_of_run(line, at)
            if line.low[at] in things() and is_plural(line, at) and line.is_noun(at):
                return at
    return head


def _shared(line: Line, head: int, at: int) -> int:
    """The noun that two numbers share: "30 regime and 39 *rebel fighters*"; not "12 army and 3 children"."""
    noun = at + 2
    sides = noun < len(line.low) and line.tokens[at + 1].tag in ("NN", "NNP", "JJ") and line.is_noun(noun)
    army = line.low[head] not in things() and line.tokens[head].tag == "NN"
    return noun if army and sides and line.low[noun] in people() and is_plural(line, noun) else head


def _last_of_run(line: Line, at: int) -> int:
    """Both modifiers of "70 army and rebel fighters" lean on the last noun."""
    while at + 1 < len(line.low) and line.is_noun(at + 1) and line.low[at + 1] in people():
        at += 1
    return at


def _ends_phrase(line: Line, at: int, head: int | None) -> bool:
    """A headline's "Killed" or "Wounded" ends a phrase although it is tagged as a name."""
    cue = line.cues.get(at)
    plural = line.tokens[at].tag == "NNS" and line.low[at].endswith("s")
    return (
        cue is not None
        and not plural
        and line.low[at] not in people()
        and line.low[at] not in things()
        and cue.kind not in ("noun", "nominal")
        and (head is not None or not _modifies(line, at) or tells(line, at + 1))
    )


def _modifies(line: Line, at: int) -> bool:
    """Whether a cue word stands before a noun of its own phrase: "30 wounded fighters".

    Not so a verb with those counted before it: "hundreds *flee* camps".
    """
    cue = line.cues.get(at)
    if cue is not None and cue.kind == "subject" and not line.low[at].endswith(("ing", "ed")):
        return False
    at += 1
    while at < len(line.low) and (line.low[at] in ("and", "or", ",") or _is_state(line, at)):
        at += 1
    return at < len(line.low) and (line.low[at] in people() or line.low[at] in things())


def _is_state(line: Line, at: int) -> bool:
    cue = line.cues.get(at)
    return (cue is not None and (cue.kind == "state" or cue.participle)) or line.tokens[at].tag.startswith(
        "JJ"
    )


def _inside(line: Line, at: int, head: int | None) -> bool:
    """Whether a word that is no noun can stand inside a counted phrase."""
    low, token = line.low[at], line.tokens[at]
    if low in closed("time"):
        return _is_hyphened(line, at)
    if at in line.cues:
        return head is None and _modifies(line, at) and not tells(line, at + 1)
    if head is None and _is_tail(line, at) and not low.endswith("s"):
        return True
    if low in ("and", "or", ","):
        return head is None and _is_adjective(line, at - 1) and _is_adjective(line, at + 1)
    if low in ("“", "”", '"', "``", "''", "‘", "’", "-"):
        return True
    if token.tag == "POS":
        return head is not None
    if head is not None and token.tag not in ("HYPH", "POS"):
        return line.parsed and _bridges(line, head, at)
    if low in closed("taking"):
        return False
    if token.tag in ("VBG", "VBN", "VBD"):
        return not line.parsed or token.dep in MODIFIERS or (token.tag == "VBN" and _noun_follows(line, at))
    return token.tag in _INNER or (token.tag == "RB" and _is_adjective(line, at + 1))


def _noun_follows(line: Line, at: int) -> bool:
    return at + 1 < len(line.low) and line.low[at + 1] in people()


def _bridges(line: Line, head: int, at: int) -> bool:
    """Whether both the noun before and this word lean on a noun further right."""
    before, here = line.tokens[head], line.tokens[at]
    return before.dep in MODIFIERS and before.head >= at and here.dep in MODIFIERS and here.head > at


def _is_adjective(line: Line, at: int) -> bool:
    if not 0 <= at < len(line.tokens):
        return False
    return line.tokens[at].tag in ("JJ", "JJR", "JJS", "VBN", "VBG") or _is_state(line, at)


def _owner(line: Line, at: int) -> int | None:
    """The words "thousands of civilians' lives" counts civilians."""
    follows = line.low[at + 1 : at + 3]
    if len(follows) == 2 and follows[0] in ("'", "’", "'s", "’s") and follows[1] in closed("owned"):
        return at
    return None


def _is_counted_noun(line: Line, head: int, first: int) -> bool:
    """A singular name in a headline ("kills 12 Syria") is none, but after "of" it is what is shared."""
    low, token = line.low[head], line.tokens[head]
    if low in closed("speaker") or low == "ones" or (low in closed("source") and token.text[0].isupper()):
        return False
    if low in people() or low in things() or token.tag in ("NNS", "NNPS", "NN"):
        return True
    named = {"of", "the"} & {line.low[head - 1], line.low[first - 1]}
    return bool(named) or (low.endswith("s") and not low.endswith("ss"))


def group_of(line: Line, head: int) -> str | None:
    """The counted noun as the contract wants it: lower case, singular; a compound whole where its end says
    nothing ("32 pick-ups" → pick-up)."""
    low, token = line.low[head], line.tokens[head]
    if low in ("life", "lives"):
        return "life"
    if _is_tail(line, head) and (low not in people() and low not in things()):
        first = head - 2
        return f"{line.low[first]}-{_singular(low)}"
    if low in people():
        return people()[low]
    if low in things():
        return things()[low]
    if line.parsed and token.tag in ("NN", "NNS"):
        return token.lemma.lower()
    return _singular(low)


def _singular(word: str) -> str:
    if re.search(r"[^aeiou]ies$", word):
        return word[:-3] + "y"
    if re.search(r"(?:s|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
