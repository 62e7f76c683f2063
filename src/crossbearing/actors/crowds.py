"""Reads around "militants", "fighters" and "sides": whose they are, and whether somebody known is meant."""

from crossbearing.actors.humans import human
from crossbearing.actors.lines import Line, has_lost_mark
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import JIHADISTS, registry
from crossbearing.actors.scan import Found
from crossbearing.actors.words import is_possessive
from crossbearing.model import Token

_BODIES = frozenset({"groups", "factions", "organizations", "organisations", "gangs", "rebels"})
_SO_CALLED = frozenset({"so", "called", "self", "proclaimed", "rival", "the"})
_REACH = 7
"""So many words may stand between "fighters from" and the group's name: "the so-called"."""
_WHOSE = frozenset({"from", "of", "loyal", "belonging", "allied", "fighting"})
_SERVING = (["fighting", "for"], ["belonging", "to"])
_BACKED = frozenset({"backed", "allied", "supported", "trained", "funded", "sponsored", "aligned"})
_HYPHENS = ("-", "‑", "–")
_AGAINST = frozenset({"fighting", "battling"})
_TELLING = frozenset({"quote", "cite", "report", "tell", "ask", "interview"})
_ARTICLES = frozenset({"the", "this", "that"})
_SIDES_OF = 4
"""So many words from "of" may name what has sides: "of the civil war"."""
_ONE_OF_MANY = frozenset({"a", "an", "another"})
"""With these a role is a known body's only in apposition ("the Observatory, a monitor") or speaking."""


def does(line: Line, found: Found) -> bool:
    """Whether residents tell or do something, unlike others elsewhere; else they are the civilians hit."""
    token = line.token(found.last - 1)
    while token is not None and token.dep == "conj":
        token = line.sentence.tokens[token.head]
    if token is None:
        return False
    head = line.sentence.tokens[token.head]
    if token.dep == "nsubj":
        return head.lemma.lower() not in ("be", "die")
    told = token.dep in ("pobj", "dobj") and head.lemma.lower() in _TELLING
    return told or (token.dep == "pobj" and head.lemma.lower() in ("by", "to"))


def is_named(line: Line, found: Found) -> bool:
    """Whether a name that no list has stands before a noun: "the Delta militant group"."""
    before = line.token(found.first - 1) if found.first else None
    return before is not None and line.words[found.first].gap == " " and before.pos == "PROPN"


def is_wide(line: Line, found: Found) -> bool:
    """Whether several bodies, or all of a creed, are meant: "terrorist groups", "Islamist fighters"."""
    words = [word.low for word in line.words[found.first : found.last]]
    if has_lost_mark(line, found.last) and line.words[found.first - 1].low in _ARTICLES:
        return False  # "the militant groups three-week hold"
    return words[0].startswith("islamist") or words[-1] in _BODIES


def is_loose(line: Line, found: Found) -> bool:
    """Whether "terrorists" may be anybody that a government fights: no article and no name before them."""
    before = line.words[found.first - 1].low if found.first else ""
    bare = line.words[found.last - 1].low.startswith("terrorist") and before not in _ARTICLES
    return bare and not _told_before(line, found)


def are_others(line: Line, found: Found) -> bool:
    """Whether men are not the jihadists named near: "Kenyan-backed militants", "militants fighting Daesh"."""
    first, last = found.first, found.last
    if first > 1 and line.words[first - 1].low in _BACKED and line.words[first - 1].gap in _HYPHENS:
        return True
    foe = last + 1 < len(line.words) and line.words[last].low in _AGAINST
    return foe and any(f.first in (last + 1, last + 2) and f.sort == "actor" for f in line.found)


def _owns_more(line: Line, named: Found) -> bool:
    return is_possessive(line.words, named.last) or has_lost_mark(line, named.last, any_name=True)


def is_one(line: Line, found: Found) -> bool:
    """Whether a single person is told of: "the militant was killed", not "militant fire"."""
    token = line.token(found.last - 1)
    if (
        token is None
        or token.tag != "NN"
        or token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj")
    ):
        return False
    after = line.words[found.last].low if found.last < len(line.words) else ""
    if after in cue("attack"):
        return False  # "in western Goma rebel shelling …", a comma lost
    named = human(token.text)
    return named is not None and named.kind in ("role", "folk")


def is_kin(line: Line, found: Found) -> bool:
    """Whether men are of a body that a group's name only leads to: "extremists from al-Qaeda's affiliate"."""
    if found.last >= len(line.words) or line.words[found.last].low not in ("from", "of"):
        return False
    near = (f for f in line.found if found.last < f.first <= found.last + 2 and f.sort == "actor")
    return any(_owns_more(line, named) for named in near)


def is_of_place(line: Line, found: Found) -> bool:
    """Whether sides are no parties: "on both sides of the road", "from all sides"."""
    before = line.words[found.first - 1].low if found.first else ""
    after = [word.low for word in line.words[found.last : found.last + _SIDES_OF]]
    called = found.first > 1 and line.words[found.first - 2].low.startswith(("call", "press", "urg"))
    if after[:1] == ["of"]:
        return cue("two_sided").isdisjoint(after)
    return before in ("on", "from", "at", "of") and not called and not _is_suffered(line, found)


def _is_suffered(line: Line, found: Found) -> bool:
    """Whether what happens "on both sides" is done to people: "losses on both sides"."""
    side = line.token(found.last - 1)
    if side is None or line.words[found.first - 1].low != "on":
        return False
    above = line.sentence.tokens[line.sentence.tokens[side.head].head]
    named = human(above.text)
    return above.lemma.lower() in cue("suffered") or (named is not None and named.plural)


def is_new(line: Line, found: Found) -> bool:
    """Whether one body is told of that was not named: "a jihadist group"."""
    before = line.words[found.first - 1].low if found.first else ""
    return before in _ONE_OF_MANY and line.words[found.last - 1].low in ("group", "faction")


def is_foreign(line: Line, found: Found, own: bool) -> bool:
    """Whether no crowd of the country is meant: a single "Kenyan man", "Kenyan fighters" in another's war."""
    if found.key == "civilians":
        return is_one(line, found)
    return not own and found.key == "rebels" and line.words[found.last - 1].low in ("fighter", "fighters")


def is_family(line: Line, found: Found) -> bool:
    """Whether one family is named: "the Nasri family"."""
    return line.words[found.last - 1].low in ("family", "families") and is_named(line, found)


def is_union(line: Line, found: Found) -> bool:
    """Whether a role is but one word for a union of several: "the coalition"."""
    return found.last - found.first == 1 and line.words[found.first].low in cue("meant_union")


def is_introduced(line: Line, found: Found) -> bool:
    """Whether a union is another than the one known, or still to be: "a newly-formed coalition"."""
    token = line.token(found.last - 1)
    if token is None or not is_union(line, found) or token.dep in ("compound", "amod"):
        return False
    return any(
        t.head == token.i and t.dep == "det" and t.text.lower() in _ONE_OF_MANY for t in line.sentence.tokens
    )


def belongs(line: Line, found: Found) -> str | None:
    """The armed group that "fighters from", "members of" or "men fighting for" leads to."""
    after = [word.low for word in line.words[found.last : found.last + 2]]
    start = found.last + (2 if after in _SERVING else 1)
    if after[:1] not in (["from"], ["of"]) and after not in _SERVING:
        return None
    for i in range(start, min(found.last + _REACH, len(line.words))):
        named = next((f for f in line.found if f.first == i and f.sort != "affix"), None)
        if named is not None:
            row = registry().listed.get(named.key)
            armed = named.sort in ("actor", "role") and row is not None and row.kind == "armed_group"
            return named.key if armed and not _owns_more(line, named) else None
        if not line.words[i].tight or not _colours(line, i):
            return None
    return None


def _colours(line: Line, i: int) -> bool:
    """Whether a word may stand before a group's name: "the so-called", "al-Qaeda-linked"."""
    token = line.token(i)
    affix = any(f.first <= i < f.last for f in line.found)
    plain = token is not None and token.pos in ("DET", "ADJ", "ADV")
    return affix or plain or line.words[i].low in _SO_CALLED | cue("held")


def _is_place(line: Line, i: int) -> bool:
    """Whether words tell of a place: "fighters from | the old town", "from | Goma"."""
    words = line.words[i : i + 4]
    if not words or words[0].low != "the":
        token = line.token(i) if words else None
        return token is not None and any(
            e.label in ("GPE", "LOC", "FAC") and e.first <= token.i < e.last for e in line.sentence.entities
        )
    return any(word.low in cue("spatial") for word in words[1:])


def is_described(line: Line, found: Found) -> bool:
    """Whether words beside a noun say whose it is: "foreign fighters", "fighters from Fastaqim"."""
    after = line.words[found.last].low if found.last < len(line.words) else ""
    if after in _WHOSE:
        return after != "from" or not _is_place(line, found.last + 1)
    before = line.token(found.first - 1) if found.first else None
    if before is None or any(mark in line.words[found.first].gap for mark in ",.;:()"):
        return False
    return before.pos in ("ADJ", "NOUN", "PROPN") or before.tag in ("PRP$", "POS", "VBN")


def fights_state(actor: str) -> bool:
    """Whether a listed armed group is one that a government may call terrorists."""
    row = registry().listed.get(actor)
    sides = (*JIHADISTS, "opposition", "")
    return row is not None and row.kind == "armed_group" and row.side in sides and not row.stands_for


def is_group(actor: str) -> bool:
    """Whether an actor is a listed armed group of its own, no government's."""
    row = registry().listed.get(actor)
    return row is not None and row.kind == "armed_group" and row.side != "government" and not row.stands_for


def tells_creed(line: Line, found: Found) -> bool:
    """Whether a word tells what they believe, as secular rebels' foes do not: "the jihadists"."""
    return any(word.low.startswith("jihad") for word in line.words[found.first : found.last])


def only_jihadist(groups: set[str]) -> str | None:
    """The one jihadist group among some, where there is no other."""
    rows = [row for actor in groups if (row := registry().listed.get(actor)) is not None]
    return next(iter(groups)) if len(rows) == 1 and rows[0].side in JIHADISTS else None


def _told_before(line: Line, found: Found) -> bool:
    """Whether a group's name has the same noun behind it: "Daesh terrorists left, nine [terrorists] died"."""
    low = line.words[found.last - 1].low
    named = (other.last for other in line.found if other.sort == "actor" and other.last < found.first)
    return any(low in (line.words[last - 1].low, line.words[last].low) for last in named)


def is_acted_upon(line: Line, found: Found, actor: str) -> bool:
    """Whether a noun is the object of what somebody does, so that it is not himself: "Hamas shot the men"."""
    token = line.token(found.last - 1)
    if token is None or token.dep != "dobj":
        return False
    subjects = {t.i for t in line.sentence.tokens if t.head == token.head and t.dep == "nsubj"}
    own = (other for other in line.found if other.key == actor)
    return any((last := line.token(other.last - 1)) is not None and last.i in subjects for other in own)


def is_apart(line: Line, found: Found, actor: str) -> bool:
    """Whether a noun stands in another clause than a group's name: "Hamas left as [fighters] died"."""
    clause = _clause(line, line.token(found.last - 1))
    own = [line.token(other.last - 1) for other in line.found if other.key == actor]
    return bool(own) and all(_clause(line, token) != clause for token in own)


def _clause(line: Line, token: Token | None) -> int | None:
    """The verb of the clause that a word stands in, joined verbs as one."""
    while token is not None and token.head != token.i:
        token = line.sentence.tokens[token.head]
        if token.pos in ("VERB", "AUX") and token.dep not in ("conj", "xcomp", "aux", "auxpass"):
            break
    return None if token is None else token.i


def is_unknown_name(line: Line, i: int) -> bool:
    """Whether a word is a name that no list has."""
    token = line.token(i)
    return token is not None and token.pos == "PROPN" and not any(f.first <= i < f.last for f in line.found)
