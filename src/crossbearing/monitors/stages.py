"""The monitors of what comes in stages: evacuations, aid and access, and control of places over time."""

from collections.abc import Iterable

from crossbearing.locales import by_name_where_asked
from crossbearing.model import Claim, Dossier
from crossbearing.monitors.lists import patterns
from crossbearing.monitors.lookup import TOLD, Lookup, days_of
from crossbearing.monitors.ranges import hull, number, range_of, say
from crossbearing.monitors.tables import Cell, Omitted, Row, Table, Why

COLUMNS = (
    *("place", "first_day", "last_day", "stage", "status", "who", "group", "least", "most", "in_words"),
    *("told", "origins", "origin_names", "quote", "claim_ids"),
)
_SHOWN = 200
"""Characters of a quotation in a table."""
_EVACUATED = ("evacuated", "other", "displaced")
_PEOPLE_MOVED = frozenset({"evacuated", "displaced"})
_CONTROL = {
    "Government regains territory": "held or taken",
    "Non-state actor overtakes territory": "held or taken",
    "Non-violent transfer of territory": "handed over",
}


def evacuations(dossier: Dossier) -> Table:
    """Evacuations by place and day: announced, under way, arrived, stalled; figures as told, never added up.

    Counts of those moved are mostly running totals ("8,000 so far"), so each stands alone with its origins.
    """
    says = "Evacuations by stage, with who says so; figures are as told and not to be added."
    return _staged(dossier, "evacuation", "evacuations", says)


def aid(dossier: Dossier) -> Table:
    """Access and aid by place and day: approved, expected, called for, refused, delivered."""
    says = "Aid and access: what was approved against what was delivered or refused, with who says so."
    table = _staged(dossier, "aid", "aid", says)
    return Table(
        name=table.name,
        says=table.says,
        columns=table.columns,
        rows=(*table.rows, *_against(table)),
        left_out=table.left_out,
    )


def released(dossier: Dossier) -> Table:
    """Detention by place and day: detained, abducted, released, with the figures as told."""
    return _staged(dossier, "detention", "releases", "Detained, abducted and released, with who says so.")


def control(dossier: Dossier) -> Table:
    """Who is told to hold or take which place, and when; a share of ground is a range with its origins."""
    lookup = Lookup(dossier)
    rows: list[tuple[tuple[str, ...], Claim, str, str]] = []
    gone: list[Omitted] = []
    for claim in dossier.claims:
        stage = _control_stage(claim)
        if claim.topic != "control" or claim.background:
            continue
        if stage is None or not claim.places:
            rule, said = _NO_STAGE if stage is None else _NO_PLACE
            gone.append(Omitted(claim.id, _quote(claim), rule, said, (claim.id,)))
            continue
        holders = [a for a in claim.actors if lookup.can_do(a)]
        who = "; ".join(dict.fromkeys(lookup.party(a) for a in holders)) or "not stated"
        rows.append((_key(claim, lookup), claim, stage, who))
    return Table(
        name="control",
        says="Who is told to hold or have taken which place, by day, with who says so.",
        columns=COLUMNS,
        rows=tuple(_grouped(rows, lookup, ("share",))),
        left_out=tuple(gone),
    )


_NO_STAGE = ("monitor.no-stage", "its words tell of no stage that the monitor follows")
_NO_PLACE = ("monitor.no-place", "no place is told")


def _control_stage(claim: Claim) -> str | None:
    event = None if claim.event is None or claim.event.acled is None else _CONTROL.get(claim.event.acled)
    if claim.status == "denied" or claim.negated:
        return None if event is None else f"not {event}"
    if claim.status not in TOLD:
        return claim.status
    if any(q.measure == "share" for q in claim.quantities):
        return "share held"
    return event


def stage_of(claim: Claim, monitor: str) -> str | None:
    """Which stage a claim's own words tell of, or None; "evacuation", "aid" or "detention" is the monitor.

    "The buses left at noon" → under way; "the convoy was turned back" → refused; a denial is no stage told.
    """
    told = "told" if claim.status in TOLD else claim.status
    for pattern, row in patterns("stages"):
        fits = row["monitor"] == monitor and claim.topic in row["topics"].split("|") and row["said"] == told
        if fits and pattern.search(claim.span.exact) is not None:
            return _turned(row["stage"], claim)
    return "denied" if told == "denied" and claim.topic == monitor else None


_OPPOSITE = {
    "delivered": "not delivered",
    "approved": "not approved",
    "under way": "stalled",
    "arrived": "stalled",
}


def _turned(stage: str, claim: Claim) -> str | None:
    """A stage that is told not to have come: "no aid was delivered"; None where that says nothing."""
    if not claim.negated or stage in ("stalled", "refused"):
        return stage
    return _OPPOSITE.get(stage)


def _staged(dossier: Dossier, monitor: str, name: str, says: str) -> Table:
    lookup = Lookup(dossier)
    topics = {
        t for _, row in patterns("stages") if row["monitor"] == monitor for t in row["topics"].split("|")
    }
    rows: list[tuple[tuple[str, ...], Claim, str, str]] = []
    gone: list[Omitted] = []
    for claim in dossier.claims:
        if claim.topic not in topics or claim.background:
            continue
        stage = stage_of(claim, monitor)
        if stage is None:
            gone.append(Omitted(claim.id, _quote(claim), *_NO_STAGE, (claim.id,)))
            continue
        who = lookup.names(claim.actors) or "not stated"
        rows.append((_key(claim, lookup), claim, stage, who))
    measures = ("detained",) if monitor == "detention" else _EVACUATED
    return Table(
        name=name,
        says=says,
        columns=COLUMNS,
        rows=tuple(_grouped(rows, lookup, measures)),
        left_out=tuple(gone),
    )


def _key(claim: Claim, lookup: Lookup) -> tuple[str, ...]:
    days = days_of(claim.time)
    place = lookup.place_name(claim.places[0]) if claim.places else None
    first, last = ("", "") if days is None else (days[0].isoformat(), days[1].isoformat())
    return (first, last, place or "")


def _grouped(
    rows: list[tuple[tuple[str, ...], Claim, str, str]], lookup: Lookup, measures: tuple[str, ...]
) -> Iterable[Row]:
    """One row for each place, days, stage, status, doer and counted group: its claims are its accounts."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for key, claim, stage, who in rows:
        for group in _counted(claim, measures) or [""]:
            found.setdefault((*key, stage, claim.status, who, group), []).append(claim)
    for full, claims in sorted(found.items(), key=_undated_last):
        yield _stage_row(full, claims, lookup, measures)


def _undated_last(pair: tuple[tuple[str, ...], list[Claim]]) -> tuple[bool, tuple[str, ...]]:
    return pair[0][0] == "", pair[0]


def _counted(claim: Claim, measures: tuple[str, ...]) -> list[str]:
    """The groups a claim counts as moved, held or let in, each once; a part stands beside its whole."""
    told = [
        q for q in claim.quantities if q.measure in measures and (q.lower is not None or q.upper is not None)
    ]
    sure = [
        q for q in told if q.measure in _PEOPLE_MOVED or q.measure not in ("other",) or q.group is not None
    ]
    return list(dict.fromkeys(q.group or ("share" if q.measure == "share" else "people") for q in sure))


def _stage_row(full: tuple[str, ...], claims: list[Claim], lookup: Lookup, measures: tuple[str, ...]) -> Row:
    first, last, place, stage, status, who, group = full
    ids = tuple(dict.fromkeys(claim.id for claim in claims))
    origins = lookup.origins(ids)
    ranges = [
        range_of(q.lower, q.upper)
        for claim in claims
        for q in claim.quantities
        if group
        and (q.group or ("share" if q.measure == "share" else "people")) == group
        and q.measure in measures
        and (q.lower is not None or q.upper is not None)
    ]
    span = hull(ranges) if ranges else None
    values: dict[str, Cell] = {
        "place": place or None,
        "first_day": first or None,
        "last_day": last or None,
        "stage": stage,
        "status": status,
        "who": who,
        "group": group or None,
        "least": None if span is None else number(span.lower),
        "most": None if span is None else number(span.upper),
        "in_words": None if span is None else say(span),
        "told": len(ids),
        "origins": len(origins),
        "origin_names": lookup.names(origins),
        "quote": _quote(claims[0]),
        "claim_ids": " ".join(ids),
    }
    why = Why("stage", f"monitor.{stage.replace(' ', '-')}", "by the words of the claims", ids)
    return Row(cells=tuple(values[c] for c in COLUMNS), claims=ids, origins=origins, why=(why,))


def _quote(claim: Claim) -> str:
    words = " ".join(claim.span.exact.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _against(table: Table) -> Iterable[Row]:
    """By place: approved against delivered, without a word on amounts that nobody told."""
    places: dict[str, dict[str, list[Row]]] = {}
    for record, row in zip(table.records(), table.rows, strict=True):
        places.setdefault(str(record["place"] or ""), {}).setdefault(str(record["stage"]), []).append(row)
    for place, stages in sorted(places.items(), key=lambda item: by_name_where_asked(item[0])):
        if "approved" not in stages and "delivered" not in stages:
            continue
        rows = [
            row
            for stage in ("approved", "delivered", "refused", "not approved", "not delivered")
            for row in stages.get(stage, [])
        ]
        yield _against_row(place, stages, rows)


def _against_row(place: str, stages: dict[str, list[Row]], rows: list[Row]) -> Row:
    told = " and ".join(stage for stage in ("approved", "delivered") if stage in stages)
    if "delivered" not in stages:
        told += ", no delivery told"
    elif "approved" not in stages:
        told += ", no approval told"
    if stages.keys() & {"refused", "not approved", "not delivered"}:
        told += "; refusal told too"
    claims = tuple(dict.fromkeys(claim for row in rows for claim in row.claims))
    origins = tuple(dict.fromkeys(origin for row in rows for origin in row.origins))
    values: dict[str, Cell] = {
        "place": place or None,
        "stage": told,
        "status": "approved against delivered",
        "told": len(claims),
        "origins": len(origins),
        "claim_ids": " ".join(claims),
    }
    why = Why("stage", "monitor.approved-against-delivered", "approved is never taken for delivered", claims)
    return Row(cells=tuple(values.get(c) for c in COLUMNS), claims=claims, origins=origins, why=(why,))
