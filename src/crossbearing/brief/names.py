"""Names of kinds and counts that every rendering shares."""

from crossbearing.brief.beside import Quiet, Unsaid
from crossbearing.brief.numerals import say_number
from crossbearing.brief.values import (
    Carried,
    Cause,
    Change,
    Judged,
    Narrowing,
    Omission,
    Since,
    Spot,
    Standing,
)
from crossbearing.brief.wording import capital, say_day, say_days

TERM_NAMES = {
    "who": "Who",
    "exclusion": "Excluded",
    "deadline": "Deadline",
    "start": "Start",
    "destination": "Where to",
    "order": "In what order",
    "other": "Also agreed",
    "kept": "Said to be kept",
    "broken": "Said to be broken",
    "disputed": "Disputed",
    "unknown": "Reported after",
}
CARRIED_HEADS = ("In the reports of", "stands text of", "How much", "What says so")
RISE_HEADS = ("Told", "How many", "On whose word")
CARRIED_SHOWN = 40
"""More rows than this of who carries whom are left to ``crossbearing copies``, and counted."""
CITES_SHOWN = 6
"""More citations than this after a line are folded behind their number."""
DEAL_NAMES = {
    "ceasefire": "Ceasefire",
    "evacuation": "Evacuation",
    "aid_access": "Aid access",
    "prisoner_exchange": "Prisoner exchange",
    "other": "Agreement",
}

CHANGE_NAMES = {
    "contested": "Now contested",
    "settled": "No longer contested",
    "new": "New questions",
    "updated": "Answers updated",
    "gone": "No longer asked",
    "agreements": "Agreements",
    "deadlines": "New deadlines",
}
NOTHING_CHANGED = "Nothing: the same reports, answers, agreements and judgements."
CAUSES_SHOWN = 6
"""More reports than this behind one change are counted."""


def count(number: int, noun: str) -> str:
    """Write a count of things: (1, "report") → "1 report", (3, "report") → "3 reports"."""
    return f"{say_number(number)} {noun}" if number == 1 else f"{say_number(number)} {noun}s"


def standing_words(standing: Standing | None) -> str:
    """Write on whose word a line rests: "One origin, in 2 reports", "2 origins, in 3 reports: …"."""
    if standing is None:
        return ""
    reports = count(standing.reports, "report")
    if len(standing.origins) == 1:
        return f"One origin, in {reports}"
    return f"{len(standing.origins)} origins, in {reports}: " + "; ".join(
        capital(p.text) for p in standing.origins
    )


def judgement_words(item: Judged) -> str:
    """Write a judgement as its analyst's own: "Judged by R. Haddad, 4 May 2031: accept, fair: “…”"."""
    grade = f", {item.grade}" if item.grade is not None else ""
    note = f": “{item.note}”" if item.note is not None else ""
    state = f" ({item.state})" if item.state is not None else ""
    return f"Judged by {item.analyst}, {say_day(item.day)}: {item.verdict}{grade}{note}{state}"


def omission_words(omission: Omission) -> tuple[str, str]:
    """Write what was left out, and what that changed; a table of questions may follow."""
    reports = f" and {count(omission.reports, 'report')}" if omission.reports else ""
    gone = f"In all {say_number(omission.claims)} of {say_number(omission.of)} claims{reports}."
    changed = count(len(omission.rows), "contested or corroborated question")
    stand = "stands" if len(omission.rows) == 1 else "stand"
    lost = f"; {count(omission.lost, 'other question')} no longer asked" if omission.lost else ""
    told = f"{changed} now {stand} otherwise, {say_number(omission.same)} as before{lost}."
    return f"Left out: {'; '.join(omission.parts)}. {gone}", told


def quiet_words(item: Quiet) -> str:
    """Write what was looked for, and in which days."""
    names = " or ".join(item.names)
    days = say_days(item.first, item.last)
    return (
        f"Looked at: the reports in this ledger of {days}, from the first that tells "
        f"of it to two days later. No report listed here names {names}, nor holds a claim of this incident."
    )


def unsaid_words(item: Unsaid) -> str:
    """Write how much of an outlet was read: "… mentions it: 3 reports of its own read, with 24 claims"."""
    reports, claims = count(len(item.reports), "report"), count(item.claims, "claim")
    said = f"No report by {item.outlet} of those days in this ledger mentions it"
    return f"{said}: {reports} of its own read, with {claims}"


def carried_cells(item: Carried) -> tuple[str, str, str, str]:
    """Write a row of who carries whom: carrier, source, how much, on what that rests."""
    reports = f"{count(item.passages, 'passage')} in {count(item.reports, 'report')}"
    return item.carrier, item.source, f"{reports} ({item.share:.0%} of its reports)", item.basis


def narrowing_words(told: Narrowing) -> str:
    """Write what a brief was narrowed to, and how much that leaves out."""
    reports = f" and {say_number(told.reports)} of {count(told.of_reports, 'report')}" if told.reports else ""
    undated = f"; {count(told.undated, 'claim')} of these for want of a day" if told.undated else ""
    gone = f"{say_number(told.claims)} of {count(told.of, 'claim')}{reports}{undated}"
    left = f"{'; '.join(told.parts)}. Left out: {gone}."
    if not told.unopposed:
        return left
    are = "is" if told.unopposed == 1 else "are"
    return f"{left} {count(told.unopposed, 'question')} told of here {are} contested by what is left out."


def since_words(since: Since) -> str:
    """Write the heading of what changed: "Changed since the brief of 7 May 2031, 08:00 UTC"."""
    return f"Changed since the brief of {since.at}"


def stood_words(change: Change) -> str:
    """Write how something stood and stands: "Was one origin: 12. Now contested: 12 ↔ 40."."""
    if change.was is None:
        return f"{capital(change.now)}." if change.now is not None else ""
    return f"Was {change.was}. Now {change.now}."


def causes_words(causes: tuple[Cause, ...], judged: int = 0) -> str:
    """Write the reports behind a change: "report 2 (Valley Wire); report 3"."""
    told = [cause.name for cause in causes[:CAUSES_SHOWN]]
    told += [f"{len(causes) - CAUSES_SHOWN} more"] if len(causes) > CAUSES_SHOWN else []
    told += [count(judged, "judgement")] if judged else []
    return "; ".join(told)


def place_note(spot: Spot) -> str:
    """How surely a place is known, as it stands behind its name: "city, 36.20, 37.16"; "country, an area"."""
    if spot.precision == "country":
        return "country, an area"
    where = f"{spot.lat:.2f}, {spot.lon:.2f}"
    return f"{spot.precision}, {where}" if spot.area is None else f"{spot.precision}, an area around {where}"
