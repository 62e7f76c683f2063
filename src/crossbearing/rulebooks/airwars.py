"""The incident as Airwars would file it: harm to civilians from an air or artillery strike."""

from crossbearing.judgements import in_force
from crossbearing.model import Assessment
from crossbearing.monitors import Cell, Count, Range, Why, demographic_of, say
from crossbearing.rulebooks.coded import Coded, Walk, counted, left_out
from crossbearing.rulebooks.evidence import Case, outlet_of
from crossbearing.rulebooks.lists import by_first, rows, why

NOBODY = Range(0, 0, 0)
_DRONE = "a drone strike"
_SHOWN = 200
"""Characters of a quotation in a cell."""


def code(case: Case) -> Coded:
    """Code one incident, or say by which rule the book has no file of it."""
    if not case.told:
        return left_out(case, "airwars.out.not-told")
    strike = _strike(case)
    if strike is None:
        return left_out(case, "airwars.out.strike")
    killed, injured = case.count("killed"), case.count("injured")
    dead, hurt = civilians(case, killed), civilians(case, injured)
    if dead.told < 1 and hurt.told < 1 and not case.harms_civilians:
        return left_out(case, "airwars.out.no-civilian-harm")
    if case.days is None:
        return left_out(case, "airwars.out.date")
    walk = Walk(None if killed is None else killed.all)
    walk.to("airwars.combatants" if dead.told == 0 else _harm_rule(case, killed), dead.lower, dead.told)
    grade, by_grade = _grade(case)
    belligerents, by_belligerent = _belligerents(case)
    values = _what(case, strike) | _harm(killed, dead, hurt) | belligerents
    values["Airwars civilian harm grading"] = grade
    values["Airwars assessment"] = _assessment(case)
    reasons = [*_why(case, strike, killed, injured), by_grade, *by_belligerent]
    return counted(case, "airwars", values, reasons, walk)


def _strike(case: Case) -> str | None:
    listed = by_first("strikes")
    kinds = {listed[kind]["strike_type"] for kind in case.kinds if kind in listed}
    if not kinds:
        return None
    if {"airstrike", "artillery"} <= kinds:
        return "airstrike-and-or-artillery"
    drone = _DRONE in case.answers("By what means")
    found = sorted(kinds - {"unknown"}) or ["unknown"]
    return "drone-strike" if drone and found == ["airstrike"] else found[0]


# -- harm ---------------------------------------------------------------------------------------------------


def civilians(case: Case, count: Count | None) -> Range:
    """How many of those counted are civilians: least to most.

    Those not told to be anything count as civilians where no fighter is told among them or was the target;
    else only in the most, and "40 members" told beside fighters in none.
    """
    if count is None:
        return NOBODY
    civil, armed, unsaid = (count.standing[name] for name in ("civilian", "combatant", "unknown"))
    if not _mixed(case, count):
        return count.all
    if not any(toll.group == "people" for toll in count.tolls):
        among = civil.told > 0 or any(demographic_of(toll.group) for toll in count.tolls)
        told = civil.told + unsaid.told if among else civil.told
    else:
        told = max(civil.told, count.all.told - armed.lower)
    is_open = count.all.open and told > 0
    return Range(civil.lower, None if is_open else told, told)


def _mixed(case: Case, count: Count) -> bool:
    return count.standing["combatant"].told > 0 or (bool(case.foes) and not case.harms_civilians)


def _harm_rule(case: Case, count: Count | None) -> str:
    return "airwars.civilians.mixed" if count is not None and _mixed(case, count) else "airwars.civilians"


def _harm(killed: Count | None, dead: Range, hurt: Range) -> dict[str, Cell]:
    armed = NOBODY if killed is None else killed.standing["combatant"]
    return {
        "Civilian harm reported": "Yes",
        "Civilians reported killed": _min_max(dead) + _of_whom(killed) if dead.told else None,
        "Civilians reported injured": _min_max(hurt) if hurt.told else None,
        "Belligerents reported killed": _min_max(armed) if armed.told else None,
    }


def _min_max(found: Range) -> str:
    low, high = int(found.lower), int(found.told)
    return f"{low}{f' – {high}' if high != low else ''}{' or more' if found.open else ''}"


def _of_whom(count: Count | None) -> str:
    """Children, women and men among the dead, as the book writes them: " ( 1 child 3 women )"."""
    parts: dict[str, str] = {}
    for toll in () if count is None else count.tolls:
        who = demographic_of(toll.group)
        if who is not None and toll.group == who:
            plural = {"child": "children", "woman": "women", "man": "men"}[who]
            parts[who] = f"{_min_max(toll.range)} {who if toll.range.told == 1 else plural}"
    told = [parts[who] for who in ("child", "woman", "man") if who in parts]
    return f" ( {' '.join(told)} )" if told else ""


# -- who, where, how sure -----------------------------------------------------------------------------------


def _what(case: Case, strike: str) -> dict[str, Cell]:
    first, last = case.days or (None, None)
    place = case.place
    hit = " ".join(case.answers("What exactly was hit")).lower()
    sites = [row for row in rows("sites") if row["words"] in hit]
    point = None if place is None or place.lat is None else f"{place.lat}, {place.lon}"
    around = [] if place is None else [p.name for p in case.lookup.around(place.id)]
    outlets = list(dict.fromkeys(outlet_of(report) for report in case.reports))
    return {
        "Incident Code": case.incident.id,
        "Incident date": f"{first}" if first == last else f"{first} – {last}",
        "Location": ", ".join(around) or None,
        "Geolocation": None
        if point is None or place is None
        else f"{point} (accuracy level: {place.precision})",
        "Strike type": strike,
        "Strike status": _status(case),
        "Infrastructure": "; ".join(dict.fromkeys(row["infrastructure"] for row in sites)) or None,
        "Impact": "; ".join(dict.fromkeys(row["impact"] for row in sites if row["impact"])) or None,
        "Cause of injury / death": "heavy-weapons-and-explosive-munitions",
        "Sources (n)": f"{len(case.reports)}: {'; '.join(outlets)}" if outlets else None,
    }


def _status(case: Case) -> str:
    grade = None if case.incident.attribution is None else case.incident.attribution.grade
    if grade == "confirmed":
        return "declared-strike"
    if grade == "contested":
        return "contested-strike"
    return "single-source-claim" if len(case.lookup.origins(case.ids)) < 2 else "likely-strike"


def _assessment(case: Case) -> str:
    grades = [g for g in (case.incident.harm, case.incident.attribution) if g is not None]
    return "; ".join([case.incident.title, *(g.reason for g in grades)])


def _graded(case: Case) -> Assessment | None:
    """A person's grade of the incident that stands; of several the last."""
    judged = [
        a
        for a in in_force(case.evidence.dossier.assessments)
        if a.target == case.incident.id and a.grade is not None and a.verdict != "misread"
    ]
    return judged[-1] if judged else None


def _grade(case: Case) -> tuple[str | None, Why]:
    column = "Airwars civilian harm grading"
    judged, harm = _graded(case), case.incident.harm
    if judged is not None and judged.grade is not None:
        said = f"{judged.analyst}, {judged.at:%Y-%m-%d}"
        return f"{judged.grade.capitalize()}", why(column, "airwars.harm-grade.person", (), said)
    if harm is None:
        return None, why(column, "airwars.harm-grade", case.ids, "none can be suggested")
    return f"{harm.grade.capitalize()} (suggested)", why(
        column, "airwars.harm-grade", harm.claims, harm.reason
    )


def _belligerents(case: Case) -> tuple[dict[str, Cell], list[Why]]:
    grade = None if case.incident.attribution is None else case.incident.attribution.grade
    doers = case.lookup.names(case.doers) or None
    foes = case.lookup.names(case.foes) or None
    denials = [c for c in case.claims if c.status == "denied" and c.origin is not None]
    own = [c for c in denials if _speaks_for(case, str(c.origin))]
    said = [f"{case.lookup.name(str(c.origin))} denied: “{_short(c.span.exact)}”" for c in own]
    known = grade == "confirmed"
    values: dict[str, Cell] = {
        "Suspected belligerent": None if known else doers,
        "Known belligerent": doers if known else None,
        "Suspected target": foes,
        "Belligerent position on incident": "; ".join(said) or None,
    }
    column = "Known belligerent" if known else "Suspected belligerent"
    reasons = [why(column, "airwars.belligerent", case.claims_by(case.doers))]
    if own:
        ids = tuple(claim.id for claim in own)
        reasons.append(why("Belligerent position on incident", "airwars.position", ids))
    return values, reasons


def _speaks_for(case: Case, origin: str) -> bool:
    """Whether an origin belongs to a body that is told to have done it, or fights itself."""
    line = set(case.lookup.line(origin))
    return bool(line & set(case.doers)) or any(case.lookup.can_do(step) for step in line)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _why(case: Case, strike: str, killed: Count | None, injured: Count | None) -> list[Why]:
    reasons = [
        why("Incident date", "airwars.date", case.ids),
        why("Location", "airwars.place", case.ids),
        why("Strike type", "airwars.strike", case.ids, strike),
        why("Strike status", "airwars.status", case.ids),
        why("Infrastructure", "airwars.infrastructure"),
        why("Sources (n)", "airwars.sources", case.ids),
    ]
    for column, count in (("Civilians reported killed", killed), ("Civilians reported injured", injured)):
        if count is not None:
            more = f"of {say(count.all)} told, {count.reason}"
            reasons.append(why(column, _harm_rule(case, count), count.claims, more))
    if killed is not None and killed.standing["combatant"].told:
        reasons.append(why("Belligerents reported killed", "airwars.combatants", killed.claims))
    return reasons
