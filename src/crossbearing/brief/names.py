"""Names of kinds and counts that every rendering shares."""

from crossbearing.brief.values import Standing
from crossbearing.brief.wording import capital

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
CITES_SHOWN = 6
"""More citations than this after a line are folded behind their number."""
DEAL_NAMES = {
    "ceasefire": "Ceasefire",
    "evacuation": "Evacuation",
    "aid_access": "Aid access",
    "prisoner_exchange": "Prisoner exchange",
    "other": "Agreement",
}


def count(number: int, noun: str) -> str:
    """Write a count of things: (1, "report") → "1 report", (3, "report") → "3 reports"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


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
