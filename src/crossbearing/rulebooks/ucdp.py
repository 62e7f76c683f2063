"""The incident as UCDP GED would have it: an event of a conflict with best, low and high deaths."""

import math

from msgspec.structs import replace

from crossbearing.monitors import Account, Cell, Count, Range, Toll, Why, count_of, say, standing_of
from crossbearing.rulebooks.coded import Coded, Walk, counted, left_out
from crossbearing.rulebooks.evidence import Case, outlet_of
from crossbearing.rulebooks.lists import by_first, why

_STATE, _NON_STATE, _ONE_SIDED = 1, 2, 3
_WHERE = {"exact": 1, "near": 2, "district": 1, "city": 1, "region": 4, "country": 6}
_DATE_STEPS = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Widest stretch in days and its precision; anything wider is 5."""
_LOOSEST = 5
_CLEAR_PLACE = 3
_CELL = 0.5
"""Degrees a side of a cell of the PRIO-GRID."""
_COLUMNS = 720
_SOLDIERS = frozenset({"soldier", "officer"})


def code(case: Case) -> Coded:
    """Code one incident, or say by which rule the book has no event of it."""
    if not case.told:
        return left_out(case, "ucdp.out.not-told")
    count = case.count("killed")
    if count is None or count.all.told < 1:
        return left_out(case, "ucdp.out.no-deaths")
    if not case.organised:
        return left_out(case, "ucdp.out.actor")
    if case.days is None:
        return left_out(case, "ucdp.out.date")
    if case.place is None:
        return left_out(case, "ucdp.out.place")
    sides, by_side = _sides(case)
    deaths, by_deaths = _deaths(case, count, sides)
    values = sides | deaths | _when(case) | _where(case) | _sources(case)
    reasons = [*by_side, *by_deaths, *_more_why(case)]
    return counted(case, "ucdp", values, reasons, Walk(count.all))


def _sides(case: Case) -> tuple[dict[str, Cell], list[Why]]:
    """Type of violence and the two sides; the type is open where no opponent is told."""
    parties = case.organised
    reasons = []
    if len(parties) > 1 and (case.foes or "Armed clash" in case.kinds):
        states = [p for p in parties if case.is_state(p)]
        first = states[0] if states else parties[0]
        second = next(p for p in parties if p != first)
        kind: int | None = _STATE if states else _NON_STATE
        names = (case.lookup.name(first), case.lookup.name(second))
        reasons.append(why("type_of_violence", "ucdp.type", case.claims_by((first, second))))
    else:
        first = parties[0]
        only_civilians = case.harms_civilians and not case.foes
        kind = _ONE_SIDED if only_civilians else None
        names = (case.lookup.name(first), "Civilians" if only_civilians else "")
        rule = "ucdp.type.civilians" if only_civilians else "ucdp.type.open"
        reasons.append(why("type_of_violence", rule, case.claims_by((first,)) or case.ids))
        if len(parties) > 1:
            reasons.append(why("side_a", "ucdp.side.several", case.claims_by(parties)))
    reasons.append(why("side_a", "ucdp.side", case.claims_by(parties)))
    values: dict[str, Cell] = {
        "type_of_violence": kind,
        "code_status": "Clear" if kind is not None else "Check type of violence",
        "side_a": names[0],
        "side_b": names[1] or None,
        "dyad_name": f"{names[0]} - {names[1]}" if names[1] else None,
        "gwnoa": _state_number(case, first),
        "gwnob": _state_number(case, second) if kind == _STATE else None,
    }
    return values, reasons


def _state_number(case: Case, actor: str) -> int | None:
    """The Gleditsch-Ward number of a state's side."""
    known = case.lookup.actors.get(actor)
    if known is None or not case.is_state(actor):
        return None
    number = by_first("countries").get(known.country or "", {}).get("gw")
    return int(number) if number else None


# -- deaths -------------------------------------------------------------------------------------------------


def _deaths(case: Case, count: Count, sides: dict[str, Cell]) -> tuple[dict[str, Cell], list[Why]]:
    low, high = int(count.all.lower), int(count.all.told)
    likely = count_of(case.incident.id, "killed", [_at_best(toll) for toll in count.tolls])
    best = min(max(int(likely.all.lower), low), high)
    known = _by_side(likely.tolls, sides)
    if best < sum(known.values()) <= high:
        best = sum(known.values())
    elif sum(known.values()) > high:
        known = {"deaths_civilians": min(known["deaths_civilians"], best)}
    values: dict[str, Cell] = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, **known}
    values |= {"best": best, "high": high, "low": low, "deaths_unknown": best - sum(known.values())}
    told = f"{say(count.all)}, {count.reason}"
    reasons = [
        why("best", "ucdp.best", count.claims, told),
        why("low", "ucdp.low", count.claims),
        why("high", "ucdp.high", count.claims),
        why("deaths_unknown", "ucdp.deaths", count.claims),
    ]
    if count.all.open:
        reasons.append(why("high", "ucdp.high.open", count.claims, say(count.all)))
    return values, reasons


def _at_best(toll: Toll) -> Toll:
    """A toll at the least of the account that most origins give; of several, the lowest."""
    standing = [account for account in toll.accounts if account.since is None]
    best = min(standing, key=_most_told, default=None)
    if best is None:
        return toll
    return replace(toll, range=Range(best.range.lower, best.range.lower, best.range.lower))


def _most_told(account: Account) -> tuple[int, float]:
    return -len(account.origins), account.range.lower


def _by_side(tolls: tuple[Toll, ...], sides: dict[str, Cell]) -> dict[str, int]:
    """Deaths by what the dead are told to be, where the two sides settle whose they are."""
    civilians = count_of("", "killed", [t for t in tolls if standing_of(t.group) == "civilian"])
    soldiers = [int(t.range.lower) for t in tolls if t.group in _SOLDIERS]
    fighters = [int(t.range.lower) for t in tolls if t.group == "fighter"]
    known = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": int(civilians.standing["civilian"].lower)}
    if sides["type_of_violence"] == _STATE:
        own = sides["gwnob"] is None
        known["deaths_a"] = max(soldiers, default=0) if own else 0
        known["deaths_b"] = max(fighters, default=0)
    elif sides["type_of_violence"] == _ONE_SIDED:
        known["deaths_a"] = max([*soldiers, *fighters], default=0)
    return known


# -- when, where, sources -----------------------------------------------------------------------------------


def _when(case: Case) -> dict[str, Cell]:
    if case.days is None:
        return {}
    first, last = case.days
    wide = (last - first).days + 1
    precision = next((code for most, code in _DATE_STEPS if wide <= most), _LOOSEST)
    return {
        "id": case.incident.id,
        "year": first.year,
        "date_prec": precision,
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
    }


def _where(case: Case) -> dict[str, Cell]:
    place = case.place
    if place is None:
        return {}
    areas = [*case.areas(), None, None]
    row = by_first("countries").get(case.country or "", {})
    precision = _WHERE[place.precision]
    one_day = case.days is not None and case.days[0] == case.days[1]
    values: dict[str, Cell] = {
        "where_prec": precision,
        "where_coordinates": place.name,
        "where_description": "; ".join(p.name for p in case.lookup.around(place.id)),
        "adm_1": areas[0],
        "adm_2": areas[1],
        "country": row.get("name") or case.country,
        "country_id": int(row["gw"]) if row.get("gw") else None,
        "region": row.get("ucdp_region"),
        "event_clarity": 1 if one_day and precision <= _CLEAR_PLACE else 2,
    }
    if place.lat is not None and place.lon is not None:
        values |= {
            "latitude": place.lat,
            "longitude": place.lon,
            "geom_wkt": f"POINT ({place.lon} {place.lat})",
            "priogrid_gid": grid_cell(place.lat, place.lon),
        }
    return values


def grid_cell(lat: float, lon: float) -> int:
    """The PRIO-GRID cell, half a degree a side, that holds a point: cell 1 is the south-west corner."""
    return math.floor((lat + 90) / _CELL) * _COLUMNS + math.floor((lon + 180) / _CELL) + 1


def _sources(case: Case) -> dict[str, Cell]:
    reports = case.reports
    days = [r.published.earliest.isoformat() if r.published.earliest else "" for r in reports]
    offices = [outlet_of(report) for report in reports]
    titles = [report.title or "" for report in reports]
    articles = [f'"{o},{d},{t}"' for o, d, t in zip(offices, days, titles, strict=True)]
    return {
        "number_of_sources": len(reports) or -1,
        "source_article": "; ".join(articles) or None,
        "source_office": "; ".join(offices) or None,
        "source_date": "; ".join(days) or None,
        "source_headline": "; ".join(titles) or None,
        "source_original": case.lookup.names(case.lookup.origins(case.ids)) or None,
    }


def _more_why(case: Case) -> list[Why]:
    return [
        why("date_prec", "ucdp.date", case.ids),
        why("where_prec", "ucdp.where", case.ids),
        why("event_clarity", "ucdp.clarity"),
        why("number_of_sources", "ucdp.sources", case.ids),
    ]
