"""Incidents and their casualties as HXL-tagged CSV: a header line, a line of hashtags, then rows.

A row is one figure asked for (how many of a group were killed, or injured) in one incident, with all
standing accounts as one range; an incident of which nothing was counted has one row without figures.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from crossbearing.exports.csv_files import guard, write_csv
from crossbearing.exports.geojson import point_of
from crossbearing.exports.lookup import Lookup, claims_of
from crossbearing.exports.wording import number, say_range
from crossbearing.model import Dossier, Incident, Place, Position, Question, When

COLUMNS = {
    "Start": "#date+start",
    "End": "#date+end",
    "First reported": "#date+reported",
    "Incident": "#event+name",
    "Event type": "#event+type",
    "Place": "#loc+name",
    "Precision": "#loc+precision",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "First-level area": "#adm1+name",
    "Country": "#country+name",
    "Country code": "#country+code",
    "Group": "#group+name",
    "Killed, least": "#affected+killed+min",
    "Killed, most": "#affected+killed+max",
    "Injured, least": "#affected+injured+min",
    "Injured, most": "#affected+injured+max",
    "Killed or injured, least": "#affected+casualties+min",
    "Killed or injured, most": "#affected+casualties+max",
    "Missing, least": "#affected+missing+min",
    "Missing, most": "#affected+missing+max",
    "Running total": "#meta+cumulative",
    "State of the accounts": "#status",
    "Accounts": "#description",
    "Sources": "#meta+source",
    "Links": "#meta+url",
    "Incident id": "#meta+id+incident",
    "Question id": "#meta+id+question",
    "Claim ids": "#meta+id+claims",
    "Report ids": "#meta+id+reports",
    "Quotes": "#meta+quotes",
}
"""Every column's heading and its hashtag with attributes."""
_FIGURES = {"killed": "killed", "injured": "injured", "harmed": "casualties", "missing": "missing"}
_UNVERIFIED = ", not verified"
"""What a summary ends with when its source could not check it."""
_TOLD = ("asserted", "unverified")
"""Only what is told as having happened is counted; what is denied or expected stands in the accounts."""
Row = dict[str, str]


def to_hxl(dossier: Dossier) -> dict[str, bytes]:
    """Write ``incidents.hxl.csv``. An end of a range that any standing account leaves open stays empty."""
    lookup = Lookup(dossier)
    rows = [[row.get(tag, "") for tag in COLUMNS.values()] for row in _rows(lookup)]
    return {"incidents.hxl.csv": write_csv(list(COLUMNS), [list(COLUMNS.values()), *rows])}


def _rows(lookup: Lookup) -> Iterator[Row]:
    asked: dict[str | None, list[Question]] = {}
    known = {incident.id for incident in lookup.dossier.incidents}
    for question in lookup.dossier.questions:
        if question.topic == "casualties" and any(_counts(p) for p in question.positions):
            asked.setdefault(question.incident if question.incident in known else None, []).append(question)
    for incident in lookup.dossier.incidents:
        questions = asked.get(incident.id, [])
        for question in questions:
            yield _row(lookup, incident, question)
        if not questions:
            yield _row(lookup, incident, None)
    for question in asked.get(None, []):
        yield _row(lookup, None, question)


def _counts(position: Position) -> bool:
    return number(position.lower) is not None or number(position.upper) is not None


def _row(lookup: Lookup, incident: Incident | None, question: Question | None) -> Row:
    """One line: of an incident, of what was asked of it, or of what was asked of none."""
    row: Row = {}
    claims: tuple[str, ...] = ()
    if incident is not None:
        claims = incident.claims
        row |= _when(incident.time) | _where(incident.places, lookup)
        row |= {"#event+name": guard(incident.title), "#meta+id+incident": incident.id}
        row |= {"#event+type": incident.plover or ""}
    if question is not None:
        claims = claims_of(question)
        row |= _when(question.time) | (_where(question.places, lookup) if question.places else {})
        row |= _figures(question, lookup)
    reports = lookup.told_in(claims)
    return row | {
        "#meta+source": guard("; ".join(_sources(question, claims, lookup))),
        "#meta+url": guard(" ".join(lookup.urls(reports))),
        "#meta+id+claims": " ".join(claims),
        "#meta+id+reports": " ".join(reports),
        "#meta+quotes": json.dumps(lookup.quotes(claims), ensure_ascii=False),
    }


def _sources(question: Question | None, claims: tuple[str, ...], lookup: Lookup) -> list[str]:
    if question is not None:
        return lookup.named(key for position in question.positions for key in position.origins)
    return lookup.named(claim.origin for claim in lookup.told(claims) if claim.origin is not None)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _when(when: When | None) -> Row:
    if when is None:
        return {}
    return {"#date+start": _day(when.earliest), "#date+end": _day(when.latest)}


def _where(keys: tuple[str, ...], lookup: Lookup) -> Row:
    """Name all places; a point only where there is just one, and its precision with it."""
    held = [lookup.places[key] for key in dict.fromkeys(keys) if key in lookup.places]
    row = {"#loc+name": guard("; ".join(place.name for place in held))}
    row |= _shared("#country+name", [_above(p, "country", lookup) for p in held])
    row |= _shared("#adm1+name", [_above(p, "region", lookup) for p in held])
    codes = {place.country for place in held}
    row["#country+code"] = (codes.pop() or "") if len(codes) == 1 else ""
    if len(held) == 1:
        point = point_of(held[0])
        row["#loc+precision"] = held[0].precision
        if point is not None:
            row |= {"#geo+lat": str(number(point[1])), "#geo+lon": str(number(point[0]))}
    return row


def _above(place: Place, kind: str, lookup: Lookup) -> str | None:
    """The country that a place lies in, or the largest region of that country."""
    found = [above.name for above in lookup.around(place.id) if above.kind == kind]
    return found[-1] if found else None


def _shared(tag: str, names: list[str | None]) -> Row:
    return {tag: guard(names[0])} if len(set(names)) == 1 and names[0] is not None else {}


def _figures(question: Question, lookup: Lookup) -> Row:
    stale = {relation.target for relation in question.relations if relation.kind == "updates"}
    standing = [p for p in question.positions if p.id not in stale and p.status in _TOLD and _counts(p)]
    row = {
        "#meta+id+question": question.id,
        "#group+name": guard(question.group or ""),
        "#meta+cumulative": "yes" if _is_total(question, lookup) else "no",
        "#status": question.state,
        "#date+reported": _day(min((p.first for p in question.positions if p.first), default=None)),
        "#description": guard(_accounts(question, stale, lookup)),
    }
    figures = {figure_of(position.summary) for position in standing}
    figure = figures.pop() if len(figures) == 1 else None
    if figure is not None:
        low, high = _widest(standing)
        tag = f"#affected+{_FIGURES[figure]}"
        row |= {f"{tag}+min": _cell(low), f"{tag}+max": _cell(high)}
    return row


def _is_total(question: Question, lookup: Lookup) -> bool:
    """Whether a question asks for a running total ("since the siege began"), and not for one happening's."""
    ends = {(position.lower, position.upper) for position in question.positions}
    told = (q for claim in lookup.told(claims_of(question)) for q in claim.quantities)
    since = question.time is not None and question.time.relation == "since"
    return since or any(q.total and (q.lower, q.upper) in ends for q in told)


def _widest(positions: list[Position]) -> tuple[float | None, float | None]:
    """The range that holds every account; an end that one of them leaves open is open."""
    lows = [p.lower for p in positions if number(p.lower) is not None and p.lower is not None]
    highs = [p.upper for p in positions if number(p.upper) is not None and p.upper is not None]
    whole = len(positions)
    return min(lows) if len(lows) == whole else None, max(highs) if len(highs) == whole else None


def _cell(value: float | None) -> str:
    written = number(value)
    return "" if written is None else str(written)


def _accounts(question: Question, stale: set[str], lookup: Lookup) -> str:
    """Every account in words, with its origins: "12 people killed (a monitor), since updated; ..."."""
    told = []
    for position in question.positions:
        names = ", ".join(lookup.named(position.origins)) or "origin unknown"
        said = say_range(position.lower, position.upper)
        note = f" [{said}]" if said is not None and said not in position.summary else ""
        status = "" if position.status == "asserted" else f", {position.status}"
        later = ", since updated" if position.id in stale else ""
        told.append(f"{position.summary}{note} ({names}){status}{later}")
    return "; ".join(told)


@lru_cache(maxsize=1)
def figure_rows() -> tuple[dict[str, str], ...]:
    """Rows of the list that says which figure a summary gives."""
    text = (resources.files("crossbearing.exports") / "data" / "figures.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    rows: list[dict[str, Any]] = [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]
    return tuple(sorted(rows, key=_longest_first))


def _longest_first(row: dict[str, str]) -> tuple[int, str]:
    return -len(row["ending"]), row["ending"]


def figure_of(summary: str) -> str | None:
    """What a summary counts: "killed", "injured", "harmed", "missing", or None for another figure."""
    said = summary.removesuffix(_UNVERIFIED)
    for row in figure_rows():
        if said.endswith(row["ending"]):
            return None if row["figure"] == "none" else row["figure"]
    return None
