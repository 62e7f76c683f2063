"""Names that stand within longer words: whose jets they are, who holds the town."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossbearing.actors.humans import human
from crossbearing.actors.lexicon import names
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.scan import Found
from crossbearing.model import ActorMention, Span

_OWNERS = ("country", "demonym", "metonym", "person")
_NAMED = ("actor", "person")
_ARMY = ("army", "military")
_HELD = frozenset(
    {"forces", "troops", "units", "soldiers", "airstrikes", "airstrike", "strikes", "strike", "raids"}
)
_BARE = frozenset({"government", "forces", "rebels", "opposition"})
"""Templates whose noun colours what is theirs without an article: "[regime] allies", "[army] control"."""
_RULE = ("regime", "government")
_COLOURS = ("amod", "compound", "nmod")
_HYPHENS = ("-", "‑", "–")


def parts(lines: Sequence[Line], actors: Actors) -> Iterator[ActorMention]:
    """The owners of arms and acts and those before "-held" and "-backed": "[Kenyan] jets", "[Daesh]-held"."""
    for line in lines:
        yield from _bare(line, actors)
        for found in line.found:
            if found.sort == "noun":
                yield from _rulers(line, found, actors)
            yield from _named_inside(line, found, actors)
            last, actor = _part(line, found, actors)
            if actor is not None and actors.know(actor) is not None:
                yield _mention(line, found.first, last, actor)


def _rulers(line: Line, found: Found, actors: Actors) -> Iterator[ActorMention]:
    """The ruler named within his side's name: "forces loyal to President [Omar al-Bashir]"."""
    for i in range(found.first, found.last):
        hit = next((h for h in names().at(line.words, i) if h.entry.sort == "person"), None)
        if hit is not None and hit.last <= found.last and actors.know(hit.entry.key) is not None:
            yield _mention(line, i, hit.last, hit.entry.key)
            yield from _rule_of(line, found, i, hit.last, actors, hit.entry.key)
            return


def _rule_of(
    line: Line, found: Found, first: int, last: int, actors: Actors, ruler: str
) -> Iterator[ActorMention]:
    """The government named by its ruler within his side's name: "loyal to [Omar al-Bashir's regime]"."""
    country = actors.country(ruler)
    if country is not None and last < found.last and line.words[last].low in _RULE:
        own = registry().compose(country, "government")
        if actors.know(own) is not None:
            yield _mention(line, first, last + 1, own)


def _mention(line: Line, first: int, last: int, actor: str) -> ActorMention:
    start, end = line.words[first].start, line.words[last - 1].end
    return ActorMention(Span(start, end, line.text(first, last)), actor)


def _bare(line: Line, actors: Actors) -> Iterator[ActorMention]:
    """Nouns that colour a deed or those beside them: "[regime] allies", "out of [army] control"."""
    deeds = cue("deed") | cue("lines")
    for i, (_, after) in enumerate(pairwise(line.words)):
        if after.low not in deeds or after.gap != " ":
            continue
        token = line.token(i)
        covered = any(found.first <= i < found.last for found in line.found)
        if covered or token is None or token.dep not in _COLOURS:
            continue
        hits = names().at(line.words, i)
        hit = next((h for h in hits if h.entry.sort == "noun" and h.last == i + 1), None)
        if hit is None or hit.entry.key not in _BARE:
            continue
        actor = actors.affixed(line, Found("noun", i, i + 1, hit.entry.key, form="any"))
        if actor is not None and actors.know(actor) is not None:
            yield _mention(line, i, i + 1, actor)


def _named_inside(line: Line, found: Found, actors: Actors) -> Iterator[ActorMention]:
    """Names within a longer reading: "[al-Qaeda] affiliate", "anti-[Daesh] coalition", "[Assad]s army"."""
    if found.sort in ("state", "person", "surname") or found.last - found.first < 2:
        return
    i = found.first
    while i < found.last:
        if not line.words[i].text[0].isupper() and line.words[i].low not in cue("particle"):
            i += 1
            continue
        led = line.words[i - 1].low == "by" or line.words[i - 2].low == "by"
        sorts = (*_NAMED, "country") if led and i > found.first + 1 else _NAMED  # "led by the United States"
        hits = [h for h in names().at(line.words, i) if h.last <= found.last and h.entry.sort in sorts]
        hit = hits[0] if hits and hits[0].last - i < found.last - found.first else None
        same = hit is not None and hit.entry.key == found.key and (i > found.first or found.sort == "affix")
        known = hit is not None and not same
        if hit is not None and known:
            state = hit.entry.sort == "country"
            actor = registry().compose(hit.entry.key, "state") if state else hit.entry.key
            if actors.know(actor) is not None:
                yield _mention(line, i, hit.last, actor)
        i = hit.last if hit is not None else i + 1


def _part(line: Line, found: Found, actors: Actors) -> tuple[int, str | None]:
    if found.sort == "role" or (found.sort == "noun" and line.words[found.last - 2].low in _ARMY):
        own = found.last - found.first > 1 and line.words[found.last - 1].low in cue("arms") | _HELD
        return found.last - 1, actors.of(line, found) if own else None
    if found.sort == "noun" and found.key != "pro_forces":
        return _owner(line, found, actors)
    if found.sort == "affix":
        return found.last, actors.affixed(line, found)
    if found.sort == "state" and actors.of(line, found) is None and _colours(line, found):
        return found.last, actors.body(line, found)
    return found.last, None


def _colours(line: Line, found: Found) -> bool:
    """Whether a state's name stands before what the state does or makes: "[French] draft"."""
    if found.last >= len(line.words):
        return False
    after, token = line.words[found.last], line.token(found.last - 1)
    if after.gap in _HYPHENS:
        after = line.words[min(found.last + 1, len(line.words) - 1)]
        return after.low in cue("deed")
    if token is not None and token.dep == "conj":
        token = line.sentence.tokens[token.head]
    if token is None or token.dep not in _COLOURS:
        return False
    low = line.sentence.tokens[token.head].text.lower()
    if low[0].isalpha() and any(sign.isdigit() for sign in low):
        return True  # "F-16s"
    named = human(low) is not None and found.form == "demonym"
    return named or low in cue("deed") | cue("attack") | cue("arms") | cue("troops")


def _owner(line: Line, found: Found, actors: Actors) -> tuple[int, str | None]:
    """The words before an army's arms that say whose they are, up to which word, and whom they name."""
    if found.key != "forces" or line.words[found.last - 1].low not in cue("arms"):
        return found.first, None
    country = actors.country(actors.of(line, found))
    if country is None:
        return found.first, None
    hits = [hit for hit in names().at(line.words, found.first) if hit.entry.sort in _OWNERS]
    last = hits[0].last if hits else found.first
    if last < found.last and line.words[last].low in _RULE:
        return last + 1, registry().compose(country, "government")
    if not hits or last >= found.last:
        return found.first, None
    person = hits[0].entry.sort == "person"
    return last, hits[0].entry.key if person else registry().compose(country, "state")
