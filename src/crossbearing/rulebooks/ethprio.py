"""Ceasefires as the ETH/PRIO dataset has them: one row for each party, dates, purposes, mediators."""

import re
from datetime import date

from crossbearing.model import Agreement, Claim
from crossbearing.monitors import Cell, Omitted, Row, Why, days_of
from crossbearing.rulebooks.evidence import Evidence
from crossbearing.rulebooks.lists import by_first, columns_of, rows, says, why

_NO_YEAR, _NO_DAY = -1, 0
"""How the book writes an unknown year, and an unknown month or day."""
_CODER = "crossbearing (machine, not reviewed)"


def code(agreement: Agreement, evidence: Evidence) -> tuple[list[Row], Omitted | None]:
    """Code one agreement: a row for each party, or the rule by which the book has none of it."""
    if agreement.kind != "ceasefire":
        rule = "ethprio.out.kind"
        title = f"{agreement.kind} agreement"
        return [], Omitted(agreement.id, title, rule, says(rule), agreement.claims)
    values, reasons = _shared(agreement, evidence)
    claims = _claims_of(agreement)
    origins = evidence.lookup.origins(claims)
    found = []
    for n, party in enumerate(agreement.parties or ("",), 1):
        own: dict[str, Cell] = {
            "uniq_id": f"{agreement.id}-{n}",
            "id": n,
            "side": _side(party, evidence) if party else None,
            "actor_name": evidence.lookup.name(party) if party else None,
        }
        cells = tuple((values | own).get(column) for column in columns_of("ethprio"))
        told = (why("side", "ethprio.side", claims), *reasons)
        found.append(Row(cells=cells, subject=agreement.id, claims=claims, origins=origins, why=told))
    return found, None


def _claims_of(agreement: Agreement) -> tuple[str, ...]:
    terms = (claim for term in agreement.terms for claim in term.claims)
    kept = (claim for told in agreement.compliance for claim in told.claims)
    return tuple(dict.fromkeys([*agreement.claims, *terms, *kept]))


def _side(party: str, evidence: Evidence) -> str:
    return evidence.lookup.side(party) or "not stated"


def _shared(agreement: Agreement, evidence: Evidence) -> tuple[dict[str, Cell], list[Why]]:
    """What all rows of a ceasefire have in common."""
    claims = evidence.lookup.told(_claims_of(agreement))
    starts = [t for t in agreement.terms if t.kind == "start" and days_of(t.time) is not None]
    start = None if not starts else days_of(starts[0].time)
    ends = [t for t in agreement.terms if t.kind == "deadline" and days_of(t.time) is not None]
    end = None if not ends else days_of(ends[-1].time)
    purposes = _purposes(claims)
    declared = None if agreement.announced is None else (agreement.announced, agreement.announced)
    values = _dates("cf_dec", declared) | _dates("cf_effect", start)
    values |= _dates("end", None) | _place(agreement, evidence) | purposes
    values |= {
        "cf_id": agreement.id,
        "partial": 1 if _is_partial(agreement, evidence) else None,
        "fixed": 1 if end is not None else None,
        "fixed_time": _length(start, end),
        "mediator_nego": 1 if agreement.mediators else None,
        "p_unclear": 0 if purposes else 1,
        "comment": _comment(agreement, evidence) or None,
        "coder": _CODER,
    }
    return values, _reasons(agreement, purposes)


def _reasons(agreement: Agreement, purposes: dict[str, Cell]) -> list[Why]:
    claims = agreement.claims
    exclusions = tuple(k for t in agreement.terms if t.kind == "exclusion" for k in t.claims)
    starts = tuple(k for t in agreement.terms if t.kind in ("start", "deadline") for k in t.claims)
    reasons = [
        why("cf_dec_yr", "ethprio.dates", claims),
        why("cf_effect_yr", "ethprio.dates", starts or claims),
        why("partial", "ethprio.partial", exclusions or claims),
        why("fixed", "ethprio.fixed", starts),
        why(next(iter(purposes), "p_unclear"), "ethprio.purpose", claims),
        why("ceasefire_class", "ethprio.class"),
        why("comment", "ethprio.comment", _claims_of(agreement)),
    ]
    if agreement.mediators:
        reasons.append(why("mediator_nego", "ethprio.mediator", claims))
    return reasons


def _dates(prefix: str, days: tuple[date, date] | None) -> dict[str, Cell]:
    """Year, month and day as far as all days told agree on them."""
    first, last = days or (None, None)
    if first is None or last is None or first.year != last.year:
        return {f"{prefix}_yr": _NO_YEAR, f"{prefix}_month": _NO_DAY, f"{prefix}_day": _NO_DAY}
    month = first.month if first.month == last.month else _NO_DAY
    day = first.day if first == last else _NO_DAY
    return {f"{prefix}_yr": first.year, f"{prefix}_month": month, f"{prefix}_day": day}


def _length(start: tuple[date, date] | None, end: tuple[date, date] | None) -> int | None:
    """Days from the start told to the end told."""
    return None if start is None or end is None or end[1] < start[0] else (end[1] - start[0]).days


def _place(agreement: Agreement, evidence: Evidence) -> dict[str, Cell]:
    line = evidence.lookup.around(agreement.places[0]) if agreement.places else []
    code = next((p.country for p in line if p.country is not None), None)
    row = by_first("countries").get(code or "", {})
    return {
        "cc": int(row["gw"]) if row.get("gw") else None,
        "location": row.get("name") or code or (line[-1].name if line else None),
        "region": row.get("ucdp_region"),
    }


def _is_partial(agreement: Agreement, evidence: Evidence) -> bool:
    held = [evidence.lookup.places[p] for p in agreement.places if p in evidence.lookup.places]
    somewhere = bool(held) and all(place.kind != "country" for place in held)
    return somewhere or any(term.kind == "exclusion" for term in agreement.terms)


def _purposes(claims: list[Claim]) -> dict[str, Cell]:
    """The purposes that the claims' own words name, each as 1."""
    text = " ".join(claim.sentence.exact for claim in claims).lower()
    found: dict[str, Cell] = {}
    for row in rows("purposes"):
        words = "|".join(re.escape(w).replace(r"\*", r"\w{0,20}") for w in row["words"].split("|"))
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", text):
            found[row["column"]] = 1
    return found


def _comment(agreement: Agreement, evidence: Evidence) -> str:
    """Where, terms, exclusions, keeping: what the book has no columns for."""
    where = [evidence.lookup.place_name(place) for place in agreement.places]
    parts = [f"where: {', '.join(w for w in where if w)}"] if where else []
    parts += [f"mediators: {evidence.lookup.names(agreement.mediators)}"] if agreement.mediators else []
    parts += [f"{term.kind}: {term.summary}" for term in agreement.terms]
    parts += [f"keeping: {told.state}" for told in agreement.compliance]
    return "; ".join(parts)
