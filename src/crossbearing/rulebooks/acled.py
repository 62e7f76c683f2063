"""The incident as ACLED would code it: one event, two actors, one integer of fatalities."""

import re

from msgspec.structs import replace

from crossbearing.monitors import Account, Cell, Count, Range, Toll, Why, count_of, say
from crossbearing.rulebooks.coded import Coded, Walk, counted, left_out
from crossbearing.rulebooks.evidence import Case, outlet_of
from crossbearing.rulebooks.lists import by_first, rows, why

_BATTLES, _AGAINST = "Battles", "Violence against civilians"
_GEO = {"exact": 1, "near": 2, "district": 1, "city": 1, "region": 3, "country": 3}
_WEEK = 7
_CIVILIANS, _PROTESTERS, _MILITIA = 7, 6, 3
_BETWEEN = frozenset({"Agreement", "Non-violent transfer of territory", "Change to group/activity"})


def code(case: Case) -> Coded:
    """Code one incident, or say by which rule the book has no event of it."""
    if not case.told:
        return left_out(case, "acled.out.not-told")
    kind = _kind(case)
    if kind is None:
        return left_out(case, "acled.out.event")
    if case.days is None:
        return left_out(case, "acled.out.date")
    if case.place is None:
        return left_out(case, "acled.out.place")
    sub, by_kind = kind
    who = _actors(case, sub)
    if who is None:
        return left_out(case, "acled.out.actor")
    actors, by_actor = who
    walk = Walk(None if (count := case.count("killed")) is None else count.all)
    fatalities, by_fatalities = _fatalities(case, count, walk)
    values = _what(case, sub) | actors | _where(case) | _told(case, count, fatalities)
    reasons = [by_kind, *_when_why(case), *by_actor, *_where_why(case), *by_fatalities]
    return counted(case, "acled", values, reasons, walk)


def _kind(case: Case) -> tuple[str, Why] | None:
    if case.kinds:
        sub = case.kinds[0]
        if sub == "Attack" and case.doers and case.foes and not case.harms_civilians and _fighters_fell(case):
            return "Armed clash", why("sub_event_type", "acled.event.by-parties", case.ids)
        return sub, why("sub_event_type", "acled.event", case.claims_of_kind(sub))
    if case.incident.plover not in ("ASSAULT", None):
        return None
    if len(case.parties) > 1:
        return "Armed clash", why("sub_event_type", "acled.event.by-parties", case.ids)
    harmed = case.harms_civilians or case.harms_people
    if harmed and case.doers:
        return "Attack", why("sub_event_type", "acled.event.by-parties", case.ids)
    return None


def _fighters_fell(case: Case) -> bool:
    counts = (case.count(measure) for measure in ("killed", "injured"))
    return any(count is not None and count.standing["combatant"].told > 0 for count in counts)


def _what(case: Case, sub: str) -> dict[str, Cell]:
    row = by_first("acled_events")[sub]
    first, last = case.days or (None, None)
    if first is None or last is None:
        return {}
    wide = (last - first).days + 1
    return {
        "event_id_cnty": case.incident.id,
        "event_date": first.isoformat(),
        "year": first.year,
        "time_precision": 1 if wide == 1 else 2 if wide <= _WEEK else 3,
        "disorder_type": row["disorder_type"],
        "event_type": row["event_type"],
        "sub_event_type": sub,
    }


def _when_why(case: Case) -> list[Why]:
    days = case.days
    more = "" if days is None or days[0] == days[1] else f"{days[0]} to {days[1]}"
    return [why("event_date", "acled.date", case.ids, more)]


# -- actors -------------------------------------------------------------------------------------------------


def _actors(case: Case, sub: str) -> tuple[dict[str, Cell], list[Why]] | None:
    """Who did it and the other party; None where nobody at all is told."""
    kind = by_first("acled_events")[sub]["event_type"]
    reasons: list[Why] = []
    if kind in ("Protests", "Riots"):
        one, two = ("Protesters" if kind == "Protests" else "Rioters"), case.foes[:1] or case.doers[:1]
        inter = _PROTESTERS if kind == "Protests" else 5
        cells = _pair((f"{one} ({_country_name(case)})", "", inter), _named(case, two))
        return cells, [why("actor1", "acled.actor", case.ids)]
    both = case.parties if kind == _BATTLES or sub in _BETWEEN else case.doers
    civilians = case.harms_civilians or case.harms_people
    if not both and not case.foes and not (civilians and kind in (_AGAINST, "Explosions/Remote violence")):
        return None
    first = _named(case, both[:1])
    if first is None:
        first = _unidentified(case, sub)
        reasons.append(why("actor1", "acled.actor.unidentified", case.ids))
    else:
        reasons.append(why("actor1", "acled.actor", case.claims_by(both[:1])))
    others = [d for d in case.doers if d not in both[:1]] if kind != _BATTLES else both[2:]
    if others and kind != _BATTLES:
        reasons.append(why("assoc_actor_1", "acled.actor.several", case.claims_by(others)))
    first = (first[0], "; ".join(case.lookup.name(o) for o in others), first[2])
    second = _second(case, sub, both, kind, reasons)
    cells = _pair(first, second)
    if second is not None and second[2] == _CIVILIANS:
        cells["civilian_targeting"] = "Civilian targeting"
        reasons.append(why("civilian_targeting", "acled.civilians", case.ids))
    reasons.append(why("inter1", "acled.inter"))
    return cells, reasons


_Named = tuple[str, str, int | None]


def _unidentified(case: Case, sub: str) -> _Named:
    """The book's name for whoever nobody names: who flies is of some military."""
    if sub == "Air/drone strike":
        return f"Unidentified Military Forces ({_country_name(case)})", "", None
    return f"Unidentified Armed Group ({_country_name(case)})", "", _MILITIA


def _second(case: Case, sub: str, both: list[str], kind: str, reasons: list[Why]) -> _Named | None:
    """The other party: the armed body struck, else civilians where people are harmed, else none."""
    if kind == _BATTLES or sub in _BETWEEN:
        rest = both[1:2]
        if not rest and kind == _BATTLES:
            reasons.append(why("actor2", "acled.actor.unidentified", case.ids))
            return f"Unidentified Armed Group ({_country_name(case)})", "", _MILITIA
        return _named(case, rest)
    civil = case.harms_civilians or case.harms_people
    if kind == _AGAINST or (civil and not case.foes):
        return (f"Civilians ({_country_name(case)})", "", _CIVILIANS) if civil or kind == _AGAINST else None
    if case.foes:
        reasons.append(why("actor2", "acled.actor", case.claims_by(case.foes[:1])))
    named = _named(case, case.foes[:1])
    with_them = f"Civilians ({_country_name(case)})" if case.harms_civilians else ""
    return None if named is None else (named[0], with_them, named[2])


def _named(case: Case, actors: list[str]) -> _Named | None:
    return (case.lookup.name(actors[0]), "", inter_of(case, actors[0])) if actors else None


def _pair(one: _Named, two: _Named | None) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"actor1": one[0], "assoc_actor_1": one[1] or None, "inter1": one[2]}
    if two is not None:
        cells |= {"actor2": two[0], "assoc_actor_2": two[1] or None, "inter2": two[2]}
    codes = sorted(code for code in (one[2], None if two is None else two[2]) if code is not None)
    if two is None and len(codes) == 1:
        cells["interaction"] = codes[0] * 10
    elif len(codes) > 1:
        cells["interaction"] = codes[0] * 10 + codes[1]
    return cells


def inter_of(case: Case, actor: str) -> int | None:
    """The book's code for an actor's kind, or None where kind and side do not settle it."""
    known = case.lookup.actors.get(actor)
    if known is None:
        return None
    home = "no" if known.country is not None and known.country != case.country else "yes"
    side = case.lookup.side(actor) or "-"
    for row in rows("inter"):
        if row["kind"] == known.kind and row["side"] in ("*", side) and row["home"] in ("*", home):
            return int(row["inter"])
    return None


# -- place, sources, figures --------------------------------------------------------------------------------


def _country_name(case: Case) -> str:
    row = by_first("countries").get(case.country or "")
    return row["name"] if row is not None else case.country or "country not known"


def _where(case: Case) -> dict[str, Cell]:
    place = case.place
    if place is None:
        return {}
    areas = [*case.areas(), None, None, None]
    row = by_first("countries").get(case.country or "", {})
    return {
        "iso": int(row["iso"]) if row else None,
        "region": row.get("acled_region"),
        "country": row.get("name") or case.country,
        "admin1": areas[0],
        "admin2": areas[1],
        "admin3": areas[2],
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _GEO[place.precision],
    }


def _where_why(case: Case) -> list[Why]:
    more = "" if case.place is None else f"{case.place.name}, known to the {case.place.precision}"
    return [
        why("location", "acled.place", case.ids, more),
        why("geo_precision", "acled.geo"),
        why("source", "acled.source", case.ids),
    ]


def _told(case: Case, count: Count | None, fatalities: int | None) -> dict[str, Cell]:
    outlets = "; ".join(dict.fromkeys(outlet_of(report) for report in case.reports))
    accounts = [] if count is None else [a for toll in count.used for a in toll.accounts]
    told = "; ".join(f"{a.summary} ({case.lookup.names(a.origins)}{_since(a)})" for a in accounts)
    reported = (
        "Fatalities reported: none told." if count is None else f"Fatalities reported: {say(count.all)}."
    )
    more = f" Accounts: {told}." if told else ""
    tags = "crossbearing" if count is None else f"crossbearing; fatalities reported={say(count.all)}"
    return {
        "source": outlets or None,
        "notes": f"{case.incident.title}. {reported}{more}",
        "fatalities": fatalities,
        "tags": tags,
    }


def _since(account: Account) -> str:
    return "" if account.since is None else f", {account.since}"


def _fatalities(case: Case, count: Count | None, walk: Walk) -> tuple[int | None, list[Why]]:
    """One integer by the book's rule, and why; None where deaths are told without a number."""
    if count is None:
        numberless = [
            c.id
            for c in case.told
            if any(q.measure == "killed" and q.lower is None is q.upper for q in c.quantities)
        ]
        if numberless:
            return None, [why("fatalities", "acled.fatalities.unnumbered", tuple(numberless))]
        return 0, [why("fatalities", "acled.fatalities.none", case.ids)]
    reasons = []
    worded = count_of(case.incident.id, "killed", [_by_words(toll, case) for toll in count.tolls]).all.lower
    if worded != walk.lower:
        walk.to("acled.fatalities.words", worded, walk.upper)
        reasons.append(why("fatalities", "acled.fatalities.words", count.claims))
    number = int(walk.lower)
    walk.to("acled.fatalities.conservative", number, number)
    more = f"{say(count.all)}, {count.reason}"
    reasons.append(why("fatalities", "acled.fatalities.conservative", count.claims, more))
    return number, reasons


def _by_words(toll: Toll, case: Case) -> Toll:
    """A toll whose least is what the book makes of a word such as "dozens"."""
    standing = [a for a in toll.accounts if a.since is None]
    least = min((_least(account, case) for account in standing), default=toll.range.lower)
    if least >= toll.range.lower:
        return toll
    return replace(toll, range=Range(least, toll.range.upper, toll.range.told))


def _least(account: Account, case: Case) -> float:
    ends = [
        q
        for claim in case.lookup.told(account.claims)
        for q in claim.quantities
        if q.bound == "vague" and q.lower == account.range.lower
    ]
    words = {word for q in ends for word in re.findall(r"[a-z]+", q.span.exact.lower())}
    read = [float(row["number"]) for word, row in by_first("acled_words").items() if word in words]
    return min(account.range.lower, read[0]) if len(read) == 1 else account.range.lower
