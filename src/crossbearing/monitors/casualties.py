"""The casualties and detention monitors: figures by incident, and sums by place, group, side and month."""

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from crossbearing.locales import by_name_where_asked
from crossbearing.model import Dossier, Incident
from crossbearing.monitors.counts import Count, Tally, tally
from crossbearing.monitors.lookup import Lookup, days_of, happened, month_of
from crossbearing.monitors.ranges import Range, number, say, together, total
from crossbearing.monitors.tables import Cell, Omitted, Row, Table, Why
from crossbearing.monitors.tolls import Toll, incident_of

CASUALTIES = ("killed", "injured", "harmed", "missing")
"""What befell people; "harmed" is dead and hurt in one figure, and is never added to either."""
COLUMNS = (
    *("by", "of", "measure", "group", "least", "most", "highest_told", "in_words"),
    *("place", "first_day", "last_day", "month", "side", "state", "incidents", "accounts"),
    *("origins", "origin_names", "added", "claim_ids"),
)
_NOT_STATED = "not stated"
_WHY_NOT = {
    "total": ("monitor.running-total", "a running total: what it holds may stand in other rows"),
    "rest": ("monitor.only-some", "only some of those that another figure counts"),
    "none": ("monitor.no-account-stands", "every account is since updated, denied or only expected"),
    "unit": ("monitor.no-people", "it counts families or households, and not people"),
}


class _Known(Struct, frozen=True):
    """What the tables need to know of a dossier."""

    lookup: Lookup
    tally: Tally
    incidents: dict[str, Incident]
    sides: dict[str, str]


def casualties(dossier: Dossier) -> Table:
    """Killed, injured and missing: by incident, then summed by place, group, perpetrator's side and month.

    Every row is a range with its origins and claims. A sum adds incidents whose day is known, each by what
    its figures come to: never a part and its whole, two accounts of one count, or a running total. Two
    incidents of one town on one day may be one happening: of these the larger counts for the least, the sum
    for the most.
    """
    return _table(
        dossier, "casualties", CASUALTIES, "Killed, injured and missing, as ranges, with who says so."
    )


def detention(dossier: Dossier) -> Table:
    """People told to be detained or abducted: by incident, then summed as casualties are."""
    return _table(
        dossier, "detention", ("detained",), "People detained or abducted, as ranges, with who says so."
    )


def _table(dossier: Dossier, name: str, measures: tuple[str, ...], says: str) -> Table:
    lookup = Lookup(dossier)
    incidents = incident_of(dossier)
    sides = {key: side_of(incident, lookup) or _NOT_STATED for key, incident in incidents.items()}
    known = _Known(lookup, tally(dossier), incidents, sides)
    counts = [c for (_, measure), c in known.tally.counts.items() if measure in measures]
    counts = [c for c in counts if c.incident in incidents]
    dated = [c for c in counts if days_of(incidents[c.incident].time) is not None]
    rows = [_incident_row(count, known) for count in counts]
    rows += [_toll_row(t, known) for t in known.tally.tolls if t.incident is None and t.measure in measures]
    for by, key in _keys(known).items():
        rows += _sums(by, key, dated, known)
    rows += _group_sums(dated, known)
    return Table(
        name=name, says=says, columns=COLUMNS, rows=tuple(rows), left_out=tuple(_left_out(known, measures))
    )


def side_of(incident: Incident, lookup: Lookup) -> str | None:
    """The side told to have done it, where the claims that tell of it name just one; else None."""
    told = [
        c for c in lookup.told(incident.claims) if happened(c) and c.topic in ("casualties", "hostilities")
    ]
    sides = {lookup.party(a) for claim in told for a in claim.actors if lookup.can_do(a)}
    return sides.pop() if len(sides) == 1 else None


# -- rows ---------------------------------------------------------------------------------------------------


def _row(
    known: _Known, found: Range, cells: dict[str, Cell], toll: Toll | Count, why: tuple[Why, ...]
) -> Row:
    return _made(known, found, cells, (toll.claims, toll.origins, why, toll.incident))


_Rest = tuple[tuple[str, ...], tuple[str, ...], tuple[Why, ...], str | None]


def _made(known: _Known, found: Range, cells: dict[str, Cell], rest: _Rest) -> Row:
    claims, origins, why, subject = rest
    values: dict[str, Cell] = {
        "least": number(found.lower),
        "most": number(found.upper),
        "highest_told": number(found.told),
        "in_words": say(found),
        "origins": len(origins),
        "origin_names": known.lookup.names(origins),
        "claim_ids": " ".join(claims),
    } | cells
    made = tuple(values.get(column) for column in COLUMNS)
    return Row(cells=made, subject=subject, claims=claims, origins=origins, why=why)


def _of_incident(incident: Incident, known: _Known) -> dict[str, Cell]:
    days = days_of(incident.time)
    return {
        "of": incident.title,
        "place": known.lookup.place_name(incident.places[0] if incident.places else None),
        "first_day": None if days is None else days[0].isoformat(),
        "last_day": None if days is None else days[1].isoformat(),
        "month": month_of(incident.time),
        "side": known.sides[incident.id],
        "incidents": 1,
    }


def _incident_row(count: Count, known: _Known) -> Row:
    incident = known.incidents[count.incident]
    dated = days_of(incident.time) is not None
    cells = _of_incident(incident, known) | {
        "by": "incident",
        "measure": count.measure,
        "group": "people",
        "accounts": sum(len(toll.accounts) for toll in count.tolls),
        "added": "yes" if dated else "no",
    }
    why = Why("least", "monitor.incident", count.reason, count.claims)
    undated = Why("added", "monitor.undated", "its day is not known, so it may be another incident's")
    return _row(known, count.all, cells, count, (why,) if dated else (why, undated))


def _toll_row(toll: Toll, known: _Known) -> Row:
    """A figure that no incident holds: a day's, a place's or a war's; it is never added to anything."""
    days = days_of(toll.time)
    cells: dict[str, Cell] = {
        "by": "running total" if toll.kind == "total" else "figure of no incident",
        "of": toll.title,
        "measure": toll.measure,
        "group": toll.group,
        "place": known.lookup.place_name(toll.places[0] if toll.places else None),
        "first_day": None if days is None else days[0].isoformat(),
        "last_day": None if days is None else days[1].isoformat(),
        "month": month_of(toll.time),
        "state": toll.kind,
        "accounts": len(toll.accounts),
        "added": "no",
    }
    rule, said = _WHY_NOT.get(
        toll.kind, ("monitor.no-incident", "no incident holds it: what it counts may stand in other rows")
    )
    return _row(known, toll.range, cells, toll, (Why("added", rule, said, toll.claims),))


# -- sums ---------------------------------------------------------------------------------------------------


def _keys(known: _Known) -> dict[str, Callable[[Count], str]]:
    def town(count: Count) -> str:
        places = known.incidents[count.incident].places
        at = known.lookup.town(places[0] if places else None)
        return known.lookup.place_name(at) or _NOT_STATED

    def side(count: Count) -> str:
        return known.sides[count.incident]

    def month(count: Count) -> str:
        return month_of(known.incidents[count.incident].time) or "over more than a month"

    return {"place": town, "side": side, "month": month}


def _sums(by: str, key: Callable[[Count], str], counts: list[Count], known: _Known) -> Iterable[Row]:
    groups: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        groups.setdefault((key(count), count.measure), []).append(count)
    for (of, measure), added in sorted(groups.items(), key=_by_place):
        ranges = [(count.incident, count.all) for count in added]
        own: dict[str, Cell] = {"group": "people", "measure": measure}
        own |= {by: of} if by != "group" else {}
        claims = tuple(dict.fromkeys(k for count in added for k in count.claims))
        origins = tuple(dict.fromkeys(k for count in added for k in count.origins))
        yield _sum_row((by, of), ranges, own, known, (claims, origins))


def _by_place(item: tuple[tuple[str, str], list[Count]]) -> tuple[object, ...]:
    (of, measure), _ = item
    return by_name_where_asked(of), measure


def _group_sums(counts: list[Count], known: _Known) -> Iterable[Row]:
    """Each group's own figures over incidents; a group's row is never to be added to another's."""
    groups: dict[tuple[str, str], list[Toll]] = {}
    for count in counts:
        for toll in count.tolls:
            groups.setdefault((toll.group, toll.measure), []).append(toll)
    for (group, measure), tolls in sorted(groups.items()):
        ranges = [(toll.incident or "", toll.range) for toll in tolls]
        claims = tuple(dict.fromkeys(k for toll in tolls for k in toll.claims))
        origins = tuple(dict.fromkeys(k for toll in tolls for k in toll.origins))
        own: dict[str, Cell] = {"group": group, "measure": measure}
        yield _sum_row(("group", group), ranges, own, known, (claims, origins))


def _sum_row(
    named: tuple[str, str],
    ranges: list[tuple[str, Range]],
    own: dict[str, Cell],
    known: _Known,
    behind: tuple[tuple[str, ...], tuple[str, ...]],
) -> Row:
    found, doubtful = added(ranges, known.incidents, known.lookup)
    said = f"{len(ranges)} incidents added, least to least and most to most"
    if doubtful:
        said += f"; {doubtful} of them share a town and day with another and may be one happening with it"
    cells = own | {"by": f"sum by {named[0]}", "of": named[1], "incidents": len(ranges), "added": "sum"}
    return _made(known, found, cells, (*behind, (Why("least", "monitor.sum", said),), None))


def added(
    ranges: list[tuple[str, Range]], incidents: dict[str, Incident], lookup: Lookup
) -> tuple[Range, int]:
    """Add incidents' ranges, and say how many of them may be one happening with another.

    Incidents of one town on a common day may be one: the least is that of the largest, the most the sum.
    """
    home = list(range(len(ranges)))
    for spans in _by_town([key for key, _ in ranges], incidents, lookup):
        last, holder = None, 0
        for first, end, n in spans:
            if last is not None and first <= last:
                _join(home, holder, n)
            if last is None or end > last:
                last, holder = end, n
    clusters: dict[int, list[Range]] = {}
    for n, (_, found) in enumerate(ranges):
        clusters.setdefault(_root(home, n), []).append(found)
    doubtful = sum(len(cluster) for cluster in clusters.values() if len(cluster) > 1)
    return total(together(cluster) for cluster in clusters.values()), doubtful


_Span = tuple[date, date, int]


def _by_town(keys: list[str], incidents: dict[str, Incident], lookup: Lookup) -> Iterable[list[_Span]]:
    """The days of incidents by town, each list in order; one without a place may be in any town."""
    towns: dict[str | None, list[_Span]] = {}
    for n, key in enumerate(keys):
        days = days_of(incidents[key].time)
        if days is not None:
            for town in {lookup.town(place) for place in incidents[key].places} or {None}:
                towns.setdefault(town, []).append((*days, n))
    anywhere = towns.pop(None, [])
    return [sorted(spans + anywhere) for spans in (towns or {None: []}).values()]


def _root(home: list[int], n: int) -> int:
    while home[n] != n:
        n = home[n]
    return n


def _join(home: list[int], one: int, other: int) -> None:
    home[_root(home, other)] = _root(home, one)


def _left_out(known: _Known, measures: tuple[str, ...]) -> Iterable[Omitted]:
    """Figures of incidents that no count uses, each with its reason."""
    counted = {id(t) for count in known.tally.counts.values() for t in count.tolls}
    for toll in known.tally.tolls:
        if toll.incident is None or toll.measure not in measures or id(toll) in counted:
            continue
        rule, said = _WHY_NOT.get(toll.kind, _WHY_NOT["unit"])
        yield Omitted(toll.incident, toll.title, rule, said, toll.claims)
