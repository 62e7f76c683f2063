"""What a claim tells that a happening can be known by: kind, days, places, names, tolls, doer."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Claim, Quantity
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.bounds import figure_of
from crossbearing.reconcile.counts import doer_of, is_part, is_sum, is_war_sized
from crossbearing.reconcile.groups import group_of
from crossbearing.reconcile.lexicon import cues, likely, rows, words_of
from crossbearing.reconcile.lookup import Lookup

_TOLL = frozenset({"killed", "injured", "missing", "detained", "displaced", "evacuated"})
_VIOLENT = frozenset({"casualties", "hostilities"})
_UNTOLD = frozenset({"expected", "demanded", "conditional"})
_EFFECTS = frozenset({"kill", "wound", "attack", "strike", "massacre"})
_CAUSES = frozenset(
    {"air", "shell", "bomb", "chemical", "strike", "clash", "assault", "execution", "crash", "attack"}
)
_WIDE = frozenset({"country", "region"})
_NAME = re.compile(r"(?:[Aa]l-|[Aa]sh-|[Aa]n-)?[A-Z][a-z]{2,}(?:-[A-Za-z]{2,})*")
_WORD = re.compile(r"[a-z]{3,}")
_OTHER_NEWS = re.compile(
    r"^\W*(?:[Aa]lso|[Ss]eparately|[Mm]eanwhile|[Ee]lsewhere|[Aa]nother|"
    r"[Oo]ther|[Ii]n (?:a separate|another))\b"
    r"|\b(?:another|a separate|a second|a similar|a previous|an earlier|similar)\s+(?:\w+\s){0,2}"
    r"(?:attack|strike|raid|air|bomb|blast|bombing|explosion|shelling|incident|people|civilians|were)",
)
"""Words with which a report turns to another happening: "in a separate raid", "meanwhile another three"."""
THE_SAME = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\s+(?:\w+\s){0,1}"
    r"(?:attacks?|strikes?|raids?|blasts?|bombings?|"
    r"bombardment|explosions?|shelling|assault|offensive|fighting|clashes|battle|massacre|incident|crash|killings?|"
    r"execution|truce|ceasefire|deal|agreement|operation|airstrikes?|convoy|talks|"
    r"dead|toll|death toll|victims|wounded)\b"
)
"""Words that point back to a happening told before: "the attack", "this massacre"."""
_BY_A_TOWN = re.compile(r"(?:north|south|east|west)[a-z]* of ")
_RECENT = timedelta(days=3)
"""What is told as past, without a day, in the news of a day lies no further back, as a rule."""
_AGO = timedelta(days=8)
"""A day so far before the report's is told as history or as how it began."""
_KEPT = 4096
"""So many clauses' kinds are kept: claims are read for a report's meetings and again for incidents."""
_LEAD = 3
"""The title and the sentences after it that tell the news."""


class Telling(Struct, frozen=True):
    """What one claim tells that a happening can be known by.

    ``kind`` is what its own event says, ``cause`` the deed behind it, ``kinds`` all that its clause says;
    ``first`` and ``last`` the days it can lie on, ``firm`` 2 where words name them, 1 where the day of
    telling stands for them, 0 where it is only told as past. ``places`` are named in its clause or
    sentence; ``near`` come from the rest of the report. ``sentence`` counts the report's sentences that
    tell of something.
    """

    claim: Claim
    kind: str
    cause: str
    kinds: frozenset[str]
    first: date | None
    last: date | None
    firm: int
    places: tuple[str, ...]
    near: tuple[str, ...]
    names: frozenset[str]
    things: frozenset[str]
    words: frozenset[str]
    doer: str | None
    tolls: tuple[Quantity, ...]
    groups: frozenset[str]
    sides: frozenset[str]
    struck: frozenset[str]
    summed: bool
    points_back: bool
    other_news: bool
    sentence: int
    old: bool


def tellings_of(claims: Iterable[Claim], lookup: Lookup) -> list[Telling]:
    """The tellings of one report's claims in the order of its text; not every claim tells of a happening."""
    ordered = sorted(claims, key=lambda c: (c.span.start, c.span.end, c.id))
    numbers = {start: n for n, start in enumerate(sorted({c.sentence.start for c in ordered}))}
    inside = _names_inside(ordered)
    found = [
        _telling(claim, _kind(claim, kinds), kinds, numbers[claim.sentence.start], inside, lookup)
        for claim in ordered
        if (kinds := kinds_of(claim))
    ]
    return _placed(found, lookup)


def _placed(tellings: list[Telling], lookup: Lookup) -> list[Telling]:
    """Tellings without any place take that of the telling before them, else of the first that has one.

    One that is told of a region takes no place outside it: "in Idlib province" after news of Aleppo. One of
    a village that no list has may lie by what the report names before it.
    """
    last = next((t.places or t.near for t in tellings if t.places or t.near), ())
    found = []
    for telling in tellings:
        kept = tuple(p for p in last if _may_hold(telling, p, lookup))
        known = [p for p in (*telling.places, *telling.near) if not lookup.unlisted(p)]
        near = dict.fromkeys((*telling.near, *kept))
        found.append(telling if known else replace(telling, near=tuple(near)))
        last = telling.places or telling.near or last
    return found


def _may_hold(telling: Telling, place: str, lookup: Lookup) -> bool:
    """Whether a place lies in one of the regions that a telling is of, so far as that is known."""
    regions = [p for p in telling.claim.places if _wide(p, lookup)]
    return not regions or any(_meets(place, region, lookup) for region in regions)


def _meets(place: str, region: str, lookup: Lookup) -> bool:
    """Whether a region holds a place; a side may hold any place of its whole: "northern Syria".

    And the land on a side of a town may reach to any place of the region: "west of Aleppo".
    """
    known = lookup.places.get(region)
    whole = known.within if known is not None else None
    if known is None or whole is None or known.geonameid is not None:
        return lookup.inside(place, region)
    side = _BY_A_TOWN.match(known.name) or known.name.endswith(f" {lookup.place_name(whole)}")
    return lookup.inside(place, whole if side else region)


def kinds_of(claim: Claim) -> frozenset[str]:
    """The kinds of happenings a claim's words tell of; none for what is told not to be, or is yet to come."""
    if claim.status in _UNTOLD or (claim.negated and claim.status != "denied"):
        return frozenset()
    if any(q.total or is_war_sized(q) for q in claim.quantities if q.measure in _TOLL):
        return frozenset()
    found = _kinds_told(claim.span.exact)
    return found or frozenset({"attack"} if claim.topic in _VIOLENT and claim.event is not None else ())


@lru_cache(maxsize=_KEPT)
def _kinds_told(words: str) -> frozenset[str]:
    found: set[str] = set()
    for cue in likely("happenings", words):
        if cue.row["kind"] not in found and cue.pattern.search(words):
            found.add(cue.row["kind"])
    return frozenset(found)


def _kind(claim: Claim, kinds: frozenset[str]) -> str:
    """What the event's own words say, else the first kind of the list that the clause tells of."""
    named = None if claim.event is None else _first_kind(claim.event.trigger.exact)
    if named is not None:
        return named
    return next((cue.row["kind"] for cue in cues("happenings") if cue.row["kind"] in kinds), min(kinds))


@lru_cache(maxsize=_KEPT)
def _first_kind(words: str) -> str | None:
    return next((cue.row["kind"] for cue in likely("happenings", words) if cue.pattern.search(words)), None)


def _cause(kind: str, kinds: frozenset[str]) -> str:
    """The deed: what a toll came of, where the clause says so ("killed in an air raid")."""
    if kind not in _EFFECTS:
        return kind
    named = [cue.row["kind"] for cue in cues("happenings") if cue.row["kind"] in kinds - _EFFECTS]
    return next((deed for deed in named if deed in _CAUSES), kind)


def _telling(
    claim: Claim, kind: str, kinds: frozenset[str], number: int, inside: frozenset[str], lookup: Lookup
) -> Telling:
    first, last, firm = _days(claim, lookup)
    own = has_own_place(claim) or any("same sentence" in note for note in claim.inferred)
    places = tuple(p for p in claim.places if not _wide(p, lookup))
    published = lookup.seen(claim.report)[1]
    words = frozenset(_WORD.findall(claim.span.exact.lower()))
    return Telling(
        claim=claim,
        kind=kind,
        cause=_cause(kind, kinds),
        kinds=kinds,
        first=first,
        last=last,
        firm=firm,
        places=places if own else (),
        near=() if own else places,
        names=_names(claim, inside),
        things=frozenset(_things()[word] for word in words if word in _things()),
        words=words - _plain(),
        doer=doer_of(claim, lookup),
        tolls=tuple(q for q in claim.quantities if _is_toll(claim, q)),
        groups=frozenset(g for q in claim.quantities if (g := group_of(q.group)) is not None),
        sides=_sides(claim),
        struck=_struck(claim),
        summed=is_sum(claim),
        points_back=THE_SAME.search(claim.span.exact) is not None,
        other_news=_OTHER_NEWS.search(claim.span.exact) is not None
        or _OTHER_NEWS.match(claim.sentence.exact) is not None,
        sentence=number,
        old=claim.background or (last is not None and published is not None and published - last > _AGO),
    )


def _sides(claim: Claim) -> frozenset[str]:
    """Whose hand a clause names."""
    words = re.findall(r"[a-z.]+(?:-[a-z]+)?", claim.span.exact.lower())
    return frozenset(_hands()[word] for word in words if word in _hands())


def _struck(claim: Claim) -> frozenset[str]:
    """The words for whom it befell or what was hit."""
    words = (word for span in claim.target_spans for word in _WORD.findall(span.exact.lower()))
    return frozenset(word.rstrip("s") for word in words) - {"the", "and", "people", "least", "other"}


@lru_cache(maxsize=1)
def _hands() -> dict[str, str]:
    return words_of("hands", "hand")


def is_lead(telling: Telling) -> bool:
    """Whether a telling stands in the title or the first sentences, which tell the news."""
    return telling.sentence < _LEAD


def by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the report they stand in."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.report].append(claim)
    return found


def _days(claim: Claim, lookup: Lookup) -> tuple[date | None, date | None, int]:
    """The first and last day a happening can lie on, and how firmly."""
    when, seen = claim.time, lookup.seen(claim.report)
    if when is None or (when.earliest is None and when.latest is None):
        return (None, seen[1], 0) if seen[1] is not None else (None, None, 0)
    if when.relation in ("at", "within") and when.earliest is not None and when.latest is not None:
        return when.earliest, when.latest, 2 if when.inferred is None or "clause" in when.inferred else 1
    if when.relation == "since" and when.earliest is not None:
        return when.earliest, when.latest, 1
    latest = when.latest or seen[1]
    if when.relation == "before" and when.earliest is not None:
        latest = min(filter(None, (when.earliest, seen[1])))
    return (None if latest is None else latest - _RECENT), latest, 0


def _is_toll(claim: Claim, quantity: Quantity) -> bool:
    counted = quantity.measure in _TOLL and quantity.part_of is None
    return counted and not is_part(claim, quantity) and figure_of(quantity) is not None


def _wide(place: str, lookup: Lookup) -> bool:
    known = lookup.places.get(place)
    return known is not None and known.kind in _WIDE


def _names_inside(claims: list[Claim]) -> frozenset[str]:
    """Names that a report writes with a capital within a sentence that is no title."""
    found: set[str] = set()
    for claim in claims:
        text = claim.sentence.exact
        if not _title_case(text):
            found.update(m.group() for m in _NAME.finditer(text, 1))
    return frozenset(_bare(name) for name in found)


def _title_case(text: str) -> bool:
    words = re.findall(r"[A-Za-z]{4,}", text)
    return len(words) > 2 and 2 * sum(word[0].isupper() for word in words) > len(words)


def _names(claim: Claim, inside: frozenset[str]) -> frozenset[str]:
    found = {_bare(name) for name in _NAME.findall(claim.span.exact)}
    return frozenset(name for name in found if name in inside and name not in _common())


def _bare(name: str) -> str:
    """A name without its article and the lost apostrophe of a genitive: "Aleppos", "al-Bab"."""
    bare = re.sub(r"^(?:al|ash|an)-", "", name.casefold())
    return bare[:-1] if len(bare) > 4 and bare.endswith("s") else bare


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    words = (word.strip() for row in rows("common_names") for word in row["words"].split(","))
    return frozenset(_bare(word) for word in words)


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Words of every report of war: those of the lists of happenings and names."""
    names = (word.strip().casefold() for row in rows("common_names") for word in row["words"].split(","))
    told = (word for row in rows("happenings") for word in re.findall(r"[a-z]{3,}", row["pattern"]))
    return frozenset([*names, *told])


@lru_cache(maxsize=1)
def _things() -> dict[str, str]:
    return words_of("things", "thing")
