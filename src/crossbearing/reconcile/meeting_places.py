"""Where accounts of one happening can meet: the narrow slots under which a ledger looks for them."""

from datetime import date, timedelta

from crossbearing.reconcile.bounds import figure_of, telling
from crossbearing.reconcile.likeness import Trace, is_seat
from crossbearing.reconcile.lookup import Lookup

_NAMED = 2
_GENERIC = frozenset(
    {"strike", "attack", "kill", "wound", "massacre", "air", "shell", "bomb", "clash", "assault"}
)
"""Kinds of which any day of a war has several in one town."""
_CAMPAIGN = frozenset({"assault", "clash"})
"""Kinds that are told for weeks without a day."""
_TALKED = frozenset({"deal", "vote", "meet", "inquiry"})
"""Kinds that need no town: a month and the kind say which."""
_RAREST = frozenset({"crash", "execution", "chemical", "detain"})
_MANY = frozenset({"child", "woman", "family", "commander", "road", "car"})
"""Things that many happenings of one town have."""
_WEEK = timedelta(days=7)
_MOST = 4
"""Keys of one sort that an account is looked for under."""

Slot = tuple[tuple[str, ...], date | None, int]


def slots_of_trace(trace: Trace, lookup: Lookup) -> list[Slot]:
    """Under which keys an account is held against those of other reports.

    Its town on its day; in a great city only what is known by itself or lies where its report's news does. A
    day more or less where a telling figure, a name or a thing (a bakery, a pilot) or a rarer kind (a crash)
    comes with the town, told by itself or (kinds left out) in its report's news of that town. Each day of a
    week that words name, for a rarer kind. Fighting for a town told without a day meets nothing: a war has it
    each week. Deals and votes need no town.
    """
    day = trace.last
    if day is None:
        return []
    anchored = is_anchored(trace)
    if anchored and trace.kinds[0] in _TALKED and _is_long(trace):
        return [(("talked", trace.kinds[0], str(trace.first), str(trace.last)), None, 0)]
    if is_campaign(trace):
        return []
    found: list[Slot] = []
    for town in towns_of(trace, lookup):
        if anchored or trace.near_news or not is_seat(town, lookup):
            found += [(("incident", town), day, 0)]
        if anchored:
            rare = rare_kinds(trace)
            found += [(("incident", town, "kind", kind), on, 0) for kind in rare for on in _named_days(trace)]
    return [*found, *((("incident", *sign), day, 1) for sign in sorted(trace.signs))]


def towns_of(trace: Trace, lookup: Lookup) -> list[str]:
    """The towns an account lies in, the most often named first."""
    return list(dict.fromkeys(lookup.locality(place) for place in trace.places))[:_MOST]


def is_anchored(trace: Trace) -> bool:
    """Whether an account is known by itself: it is the news, or has two of place, day, toll, rarer kind."""
    if trace.lead:
        return True
    known = (trace.named, trace.firm == _NAMED, bool(trace.tolls), bool(rare_kinds(trace)))
    return sum(known) > 1


def is_campaign(trace: Trace) -> bool:
    """Whether an account tells of fighting for a place at large, without a day and without a toll."""
    if trace.tolls or trace.kinds[0] not in _CAMPAIGN:
        return False
    return (trace.firm < _NAMED and not trace.lead) or _is_long(trace)


def _is_long(trace: Trace) -> bool:
    return trace.first is None or trace.last is None or trace.last - trace.first > _WEEK


def _named_days(trace: Trace) -> list[date]:
    """The days before the last of some that words name: "overnight", "last week"."""
    if trace.firm < _NAMED or trace.first is None or trace.last is None or _is_long(trace):
        return []
    return [trace.first + timedelta(days=n) for n in range((trace.last - trace.first).days)]


def rare_kinds(trace: Trace) -> list[str]:
    """The kinds of an account that are not of every day."""
    return sorted({kind for kind in trace.kinds if kind not in _GENERIC})[:_MOST]


def signs_in(trace: Trace, town: str, lookup: Lookup) -> list[tuple[str, ...]]:
    """What narrows a town down; in a great city, which has news each day, a figure or a rare kind only.

    Each sign is the town, its sort ("figure", "name", "thing", "kind") and what it is.
    """
    figures = sorted({("figure", q.measure, str(figure_of(q))) for q in trace.tolls if telling(q)})[:_MOST]
    if is_seat(town, lookup):
        kinds = [("kind", kind) for kind in rare_kinds(trace) if kind in _RAREST]
        return [(town, *sign) for sign in (*figures, *kinds)]
    here = {lookup.place_name(p).casefold() for place in trace.places for p in lookup.within(place)}
    names = sorted(name for name in trace.names if not any(name in place for place in here))
    things = sorted(trace.things - _MANY)
    found = [
        *figures,
        *(("name", name) for name in names[:_MOST]),
        *(("thing", thing) for thing in things[:_MOST]),
        *(("kind", kind) for kind in rare_kinds(trace)),
    ]
    return [(town, *sign) for sign in found]
