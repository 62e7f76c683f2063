"""Reads the words around a name, or within a description, for a title and for whom it ties its holder to."""

from functools import lru_cache

from msgspec import Struct

from crossbearing.actors.lexicon import titles
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue, title_rows
from crossbearing.actors.scan import Found
from crossbearing.actors.words import is_possessive

_REACH = 14
"""So many words may stand between a name and the title in apposition to it."""
_GAP = 6
"""So many words may stand between "of" and the body it leads to: "of the main opposition party X"."""
_COLOURS = frozenset({"affiliated", "linked", "allied"})
_TO = frozenset({"to", "with", "by"})
_OWNERS = frozenset({"actor", "state", "noun", "role"})


class Title(Struct):
    """A title found at words ``[first, last)``, and the findings that say whose it is."""

    head: str
    first: int
    last: int
    gender: str = ""
    ties: str = "any"
    bodies: tuple[Found, ...] = ()


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[str, str]]:
    return {row.head: (row.gender, row.ties) for row in title_rows()}


def title_ending(line: Line, last: int) -> Title | None:
    """The longest title whose last word is before an index: "Foreign Minister" + name."""
    for size in (4, 3, 2, 1):
        first = last - size
        if first < 0:
            continue
        for hit in titles().at(line.words, first):
            if hit.last == last:
                return _titled(hit.entry.key, first, last)
    return None


def titles_within(line: Line, first: int, last: int) -> list[Title]:
    """All titles between two words, longest first at each."""
    found = []
    at = first
    while at < last:
        hits = [hit for hit in titles().at(line.words, at) if hit.last <= last]
        if hits and not _is_plain_verb(line, at):
            found.append(_titled(hits[0].entry.key, at, hits[0].last))
            at = hits[0].last
        else:
            at += 1
    return found


def _is_plain_verb(line: Line, at: int) -> bool:
    token = line.token(at)
    return token is not None and token.pos == "VERB"


def _titled(head: str, first: int, last: int) -> Title:
    gender, ties = _rows()[head]
    return Title(head, first, last, gender, ties)


def is_cut(line: Line, i: int) -> bool:
    """Whether a word closes a noun phrase; the "of" of a name or title does not ("chief of staff")."""
    if line.words[i].low not in cue("cut") or line.words[i].gap.endswith("-") or _is_seat(line, i):
        return False
    if any(f.first < i < f.last for f in line.found):
        return False
    after = line.words[i + 1].low if i + 1 < len(line.words) else ""
    if line.words[i].low in _COLOURS and i and line.words[i - 1].low in cue("owned") and after not in _TO:
        return False  # "its affiliated news agency"
    near = titles_within(line, max(0, i - 4), min(len(line.words), i + 3))
    return not any(title.first < i < title.last for title in near)


def _is_seat(line: Line, i: int) -> bool:
    """Whether "based" tells of what follows where it sits, its hyphen lost: "the London based monitor"."""
    if line.words[i].low != "based" or i + 1 >= len(line.words) or not line.words[i + 1].tight:
        return False
    after = line.token(i + 1)
    return after is not None and after.pos in ("NOUN", "PROPN", "ADJ") and line.words[i - 1].text[0].isupper()


def around(line: Line, first: int, last: int) -> Title | None:
    """The title of a name at words ``[first, last)``, before it or after it, with its ties.

    "Russian U.N. Ambassador Vitaly Churkin" · "a UN spokesman, Rupert Colville" · "Rami Abdel Rahman,
    head of the Observatory" · "Zakaria Malahifji, of the Fastaqim group".
    """
    title = _before(line, first) or _apposed_before(line, first) or _after(line, last)
    if title is not None:
        title.ties = tied(line, title, title.bodies)
    return title


def _before(line: Line, first: int) -> Title | None:
    if first == 0 or not _near(line, first):
        return None
    title = title_ending(line, first)
    if title is None:
        return None
    title.bodies = bodies_before(line, title)
    return title


def _near(line: Line, at: int) -> bool:
    gap = line.words[at].gap
    return gap.strip() in ("", ".", '"', "“", "”")


def modifiers(line: Line, last: int) -> tuple[Found, ...]:
    """The findings that stand directly before a title: "Russian U.N. | Ambassador"."""
    bodies: list[Found] = []
    at = last
    while at > 0:
        body = next((f for f in line.found if f.last == at and f.sort not in ("role", "affix")), None)
        if body is not None and _joins(line, at, last):
            bodies.append(body)
            at = body.first
        elif _joins(line, at, last) and (
            line.words[at - 1].low in cue("modifier") or is_possessive(line.words, at - 1)
        ):
            at -= 1
        else:
            break
        if last - at > _REACH:
            break
    return tuple(bodies)


def bodies_before(line: Line, title: Title) -> tuple[Found, ...]:
    """The findings in and before a title: "Turkish government | source" as "Turkish | government source"."""
    both = (*modifiers(line, title.last - 1), *modifiers(line, title.first))
    return tuple({found.first: found for found in both}.values())


def tied(line: Line, title: Title, bodies: tuple[Found, ...]) -> str:
    """Whether a state comes before other bodies: it does in "Russia's UN envoy", not in "UN Syria envoy"."""
    if title.head != "envoy":
        return title.ties
    for body in bodies:
        owns = body.form == "demonym" or is_possessive(line.words, body.last)
        if body.sort == "state" and owns and body.first < title.first:
            return "state"
    return title.ties


def _joins(line: Line, at: int, last: int) -> bool:
    return at >= len(line.words) or at == last or line.words[at].tight or at == 0


def _apposed_before(line: Line, first: int) -> Title | None:
    if first == 0 or "," not in line.words[first].gap:
        return None
    start = max(0, first - _REACH)
    for i in range(first - 1, start, -1):
        if not line.words[i].tight and line.words[i].gap.strip(" ") not in ("", "."):
            start = i
            break
    if _has_verb(line, start, first):
        return None
    found = titles_within(line, start, first)
    if not found:
        return None
    title = found[0]
    title.bodies = (*bodies_before(line, title), *owners(line, title.last, first))
    return title


def _has_verb(line: Line, first: int, last: int) -> bool:
    for i in range(first, last):
        token = line.token(i)
        if token is not None and token.pos in ("VERB", "AUX") and token.tag != "VBN" and token.tag != "VBG":
            return True
    return False


def _after(line: Line, last: int) -> Title | None:
    at = last
    if at >= len(line.words):
        return None
    gap = line.words[at].gap.strip()
    if gap not in ("", ",", "(", "-", "–", "—"):
        return None
    if line.words[at].low in ("of", "from", "with") and gap in ("", ","):
        bodies = _body_at(line, at + 1)
        return Title("member", at, at, "", "any", bodies) if bodies else None
    limit = min(len(line.words), at + _REACH)
    for i in range(at + 1, limit):
        token = line.token(i)
        closes = line.words[i].gap.strip() in (",", ";", ")", ":", "”", '"', ".")
        if closes or (token is not None and token.pos in ("VERB", "AUX") and token.tag not in ("VBN", "VBG")):
            limit = i
            break
    if line.words[at].low in ("who", "whose"):
        return _relative(line, at)
    near = 6 if gap else 4
    found = [t for t in titles_within(line, at, limit) if t.first - at <= near]
    if not found:
        return None
    title = found[0]
    title.bodies = (
        *modifiers(line, title.first),
        *owners(line, title.last, min(len(line.words), title.last + 9)),
    )
    return title


def _relative(line: Line, at: int) -> Title | None:
    """Read "who heads the Observatory", "who runs the group"."""
    if at + 1 < len(line.words) and line.words[at + 1].low in (
        "heads",
        "runs",
        "leads",
        "directs",
        "founded",
    ):
        end = min(len(line.words), at + _REACH)
        bodies = tuple(f for f in line.found if at < f.first < end and f.sort == "actor")[:1]
        return Title("head", at, at, "", "any", bodies) if bodies else None
    return None


def _body_at(line: Line, at: int) -> tuple[Found, ...]:
    """The finding that begins near a word, past articles and plain adjectives."""
    for i in range(at, min(at + 4, len(line.words))):
        found = next((f for f in line.found if f.first <= i < f.last and f.sort != "affix"), None)
        if found is not None:
            return (found,)
        if not line.words[i].tight and i > at:
            break
    return ()


def owners(line: Line, first: int, last: int) -> tuple[Found, ...]:
    """The findings that a title's "of", "for", "at", "in" or "with" leads to; never those of its "to"."""
    for i in range(first, min(last, len(line.words))):
        word = line.words[i]
        if word.low in ("to", "on"):
            return ()
        made = word.low == "by" and (
            i == first or line.words[i - 1].low in ("issued", "released", "published")
        )
        if made or word.low in ("of", "for", "at", "with", "from", "in", "within"):
            bodies = tuple(f for f in line.found if i < f.first < min(last, i + _GAP) and f.sort in _OWNERS)[
                :1
            ]
            if bodies and bodies[0].sort == "state" and word.low in ("in", "at", "within"):
                return ()
            if bodies:
                return bodies
    return ()
