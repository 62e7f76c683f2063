"""How likely two reports' accounts tell of one happening: features with learnt weights, every one visible."""

from collections import Counter
from datetime import date, timedelta

from msgspec import Struct

from crossbearing.model import Claim, Quantity
from crossbearing.reconcile.bounds import vague_word
from crossbearing.reconcile.grouping import related
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.retold import bond_of_all, overlap, toll_features
from crossbearing.reconcile.signs import Telling, is_lead
from crossbearing.reconcile.stories import NAMED, Deed

_SMALL = frozenset({"district", "site"})
_LOOSE = frozenset({"strike", "attack", "kill", "wound", "massacre", "assault"})
"""Deeds that may be any other."""
_SITE = "same site or quarter"
CERTAIN = "one site, one named day and one telling figure"
"""What decides by itself, whatever means or doers are told: who did it and how is what sides dispute."""
_THRICE = 3
"""An early and a late toll of one happening differ by no more than this, as a rule."""
_SEVERAL = timedelta(days=2)
"""What is told as past is of the report's day or of two before it."""


class Trace(Struct, frozen=True):
    """One report's account of one happening: all its tellings, and what they say together.

    ``first`` and ``last`` are the days it can lie on, ``firm`` as in ``Telling``; ``kinds`` are what its
    tellings' events say, ``deeds`` all that their clauses say, ``told`` each cause with these.

    What its report tells besides (``company``): ``signs`` by which it or the report's news is known in its
    towns, ``news`` the words of these, ``beside`` how many accounts of the report lie in its towns, itself
    among them, ``near_news`` whether the news does.
    """

    report: str
    tellings: tuple[Telling, ...]
    kinds: tuple[str, ...]
    deeds: frozenset[str]
    told: frozenset[Deed]
    first: date | None
    last: date | None
    firm: int
    places: tuple[str, ...]
    named: bool
    names: frozenset[str]
    things: frozenset[str]
    words: frozenset[str]
    doer: str | None
    tolls: tuple[Quantity, ...]
    groups: frozenset[str]
    summed: bool
    lead: bool
    old: bool
    signs: frozenset[tuple[str, ...]] = frozenset()
    news: frozenset[str] = frozenset()
    beside: int = 0
    near_news: bool = False

    @property
    def claims(self) -> list[Claim]:
        """The claims that tell of it."""
        return [telling.claim for telling in self.tellings]


def trace_of(group: list[Telling], lookup: Lookup) -> Trace:
    """What one report's tellings of one happening say together."""
    firmest = max(t.firm for t in group)
    first, last = _days([t for t in group if t.firm == firmest], firmest)
    named = Counter(p for t in group for p in t.places)
    near = Counter(p for t in group for p in t.near)
    doers = Counter(t.doer for t in group if t.doer is not None)
    kinds = Counter(t.kind for t in group)
    return Trace(
        report=group[0].claim.report,
        tellings=tuple(group),
        kinds=tuple(sorted(kinds, key=lambda k: (-kinds[k], k))),
        deeds=frozenset().union(*(t.kinds for t in group)),
        told=frozenset((t.cause, t.kinds) for t in group),
        first=first,
        last=last,
        firm=firmest,
        places=_ranked(named + near if all(map(lookup.unlisted, named)) else named, lookup),
        named=bool(named),
        names=frozenset().union(*(t.names for t in group)),
        things=frozenset().union(*(t.things for t in group)),
        words=frozenset().union(*(t.words for t in group)),
        doer=max(doers, key=lambda d: (doers[d], d)) if doers else None,
        tolls=tuple(q for t in group for q in t.tolls),
        groups=frozenset().union(*(t.groups for t in group)),
        summed=_is_summed(group),
        lead=any(is_lead(t) for t in group),
        old=all(t.old for t in group),
    )


def _is_summed(group: list[Telling]) -> bool:
    """Whether most of the tolls told are sums: one clause of ten that adds up ("73 since May") is none."""
    told = [t for t in group if t.tolls] or group
    return 2 * sum(t.summed for t in told) > len(told)


def _days(group: list[Telling], firm: int) -> tuple[date | None, date | None]:
    """The days on which all of the firmest tellings fit, else those of the first of them."""
    firsts = [t.first for t in group if t.first is not None]
    lasts = [t.last for t in group if t.last is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first is not None and last is not None and first > last:
        first, last = group[0].first, group[0].last
    if firm < NAMED and last is not None:
        first = min(first or last, last - _SEVERAL)
    return first, last


def _ranked(places: Counter[str], lookup: Lookup) -> tuple[str, ...]:
    """Places, the most often named and the narrowest first."""
    return tuple(sorted(places, key=lambda p: (-places[p], -len(lookup.within(p)), p)))


# -- features -----------------------------------------------------------------------------------------------


def features(one: Trace, other: Trace, lookup: Lookup) -> list[str]:
    """What two reports' accounts that share a slot show; the order of the two makes no difference."""
    where, when, what = _where(one, other, lookup), when_of(one, other), what_of(one, other)
    tolls = toll_features(one.tolls, other.tolls)
    certain = (where, when) == (_SITE, "same named day") and "same telling figure" in tolls
    return [
        *([CERTAIN] if certain else []),
        where,
        when,
        what,
        f"{where}, {FITS[when]}",
        f"{where}, {FITS[when]}, {what}",
        *(["same kind first"] if one.kinds[0] == other.kinds[0] else []),
        *_deeds(one, other),
        *([] if one.named and other.named else ["a place only from context"]),
        *_names_shown(one, other),
        *tolls,
        *_doers_shown(one, other),
        *_told(one, other),
    ]


FITS = {
    "same named day": "same day",
    "same named stretch of days": "days fit",
    "days that do not meet": "days apart",
    "day named once": "days fit",
    "named days fit": "days fit",
    "same day of news": "days fit",
    "no day named": "days fit",
}
"""How the days of two accounts go together, and in short."""


def what_of(one: Trace, other: Trace) -> str:
    """How the deeds of two accounts go together."""
    return f"deed {bond_of_all(one.told, other.told)}"


def _deeds(one: Trace, other: Trace) -> list[str]:
    shared, own, theirs = one.deeds & other.deeds, one.deeds - other.deeds, other.deeds - one.deeds
    found = ["same means or deed named"] if shared - _LOOSE else []
    return [*found, "other means or deeds named"] if own - _LOOSE and theirs - _LOOSE else found


def when_of(one: Trace, other: Trace) -> str:
    """How the days of two accounts go together, one of the names in ``FITS``."""
    named = (one.firm == NAMED) + (other.firm == NAMED)
    if named == 2 and (one.first, one.last) == (other.first, other.last):
        return "same named day" if one.first == one.last else "same named stretch of days"
    if not meet(one, other):
        return "days that do not meet"
    if named:
        return "day named once" if named == 1 else "named days fit"
    return "same day of news" if one.last == other.last else "no day named"


def meet(one: Trace, other: Trace) -> bool:
    """Whether the days on which two accounts can lie have one in common."""
    before = one.last is not None and other.first is not None and one.last < other.first
    after = other.last is not None and one.first is not None and other.last < one.first
    return not (before or after)


def _where(one: Trace, other: Trace, lookup: Lookup) -> str:
    if not one.places or not other.places:
        return "no place told"
    shared = set(one.places) & set(other.places)
    if any(_is_small(place, lookup) for place in shared):
        return _SITE
    if any(not is_seat(place, lookup) for place in shared):
        return "same town"
    if shared:
        return "same great city"
    near = any(may_be_one(a, b, lookup) for a in one.places for b in other.places)
    return "one place within the other" if near else "other places"


def may_be_one(one: str, other: str, lookup: Lookup) -> bool:
    """Whether two places may be one: the same, a part of a town and the town, or its side and a quarter.

    "Western Aleppo" may hold any quarter of Aleppo; two sides, or two quarters, are two places.
    """
    if related(one, other, lookup):
        return True
    sides = [any(_is_side(p, lookup) for p in lookup.within(place)) for place in (one, other)]
    return sides[0] != sides[1] and _share_town(one, other, lookup)


def _share_town(one: str, other: str, lookup: Lookup) -> bool:
    town = lookup.locality(one)
    return town == lookup.locality(other) and one != town != other


def _is_side(place: str, lookup: Lookup) -> bool:
    """Whether a place is the side of a town that bears the town's name: "western Aleppo"."""
    known = lookup.places.get(place)
    if known is None or known.kind != "district" or known.within is None or known.geonameid is not None:
        return False
    return known.name.endswith(f" {lookup.place_name(known.within)}")


def _is_small(place: str, lookup: Lookup) -> bool:
    known = lookup.places.get(place)
    return known is not None and known.kind in _SMALL


def is_seat(place: str, lookup: Lookup) -> bool:
    """Whether a place bears the name of the region it lies in: of such a city a day has many strikes."""
    name = lookup.place_name(place).casefold()
    return any(name in lookup.place_name(p).casefold() for p in lookup.within(place)[1:])


def _names_shown(one: Trace, other: Trace) -> list[str]:
    found = []
    if one.names and other.names:
        count = len(one.names & other.names)
        found.append("no name shared" if count == 0 else "one name shared" if count == 1 else "names shared")
    if one.things and other.things:
        count = len(one.things & other.things)
        found.append(
            "other things named" if count == 0 else "same thing named" if count == 1 else "same things named"
        )
    return found


def _doers_shown(one: Trace, other: Trace) -> list[str]:
    found = []
    if one.doer is not None and other.doer is not None:
        found.append("same doer" if one.doer == other.doer else "other doer")
    if one.groups and other.groups:
        found.append("same victims" if one.groups & other.groups else "other victims")
    return found


def _told(one: Trace, other: Trace) -> list[str]:
    found = (
        ["both tell the news"]
        if one.lead and other.lead
        else ["one tells the news"]
        if one.lead != other.lead
        else []
    )
    if one.old != other.old:
        found.append("one told as history")
    if one.summed != other.summed:
        found.append("one is a sum")
    if any(
        "nearly the same words" in overlap(a.words, b.words) for a in one.tellings for b in other.tellings
    ):
        found.append("nearly the same words")
    elif any("many words shared" in overlap(a.words, b.words) for a in one.tellings for b in other.tellings):
        found.append("many words shared")
    return found


def _of_other_size(one: Trace, other: Trace) -> bool:
    """Whether no two tolls of the dead are of one size: "at least 4" says nothing of 13."""
    told = [[q for q in t.tolls if q.measure == "killed" and not vague_word(q)] for t in (one, other)]
    dead = [[q.lower or q.upper or 0.0 for q in tolls] for tolls in told]
    pairs = [(min(a, b), max(a, b)) for a in dead[0] for b in dead[1]]
    return bool(pairs) and all(high > _THRICE * low for low, high in pairs)


def kept_apart(one: Trace, other: Trace, lookup: Lookup) -> bool:
    """Whether two accounts can never be of one happening: other days, places, a sum and a single toll."""
    if one.firm == NAMED and other.firm == NAMED and not meet(one, other):
        return True
    if one.summed != other.summed and one.tolls and other.tolls:
        return True
    if _of_other_size(one, other) and _where(one, other, lookup) != _SITE:
        return True
    if one.named and other.named and one.places and other.places:
        return not any(may_be_one(a, b, lookup) for a in one.places for b in other.places)
    return False
