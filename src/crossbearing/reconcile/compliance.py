"""What was later said of an agreement's keeping."""

from datetime import date, timedelta
from functools import lru_cache
from re import Match

from crossbearing.model import Claim, Compliance
from crossbearing.reconcile.answers import was_past
from crossbearing.reconcile.lexicon import Cue, Pattern, compile_pattern, likely
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.polar import denied_here, phase_of, read_words, unmade, violence
from crossbearing.vocabulary import AgreementKind, ComplianceState

_FIRST_DAYS = timedelta(days=7)
"""Violence that no one calls a breach speaks of a deal's keeping only in its first week."""
WATCHED = timedelta(days=30)
"""A month on, fighting is a new round rather than a breach of this deal."""


def compliance_of(
    claims: list[Claim], kind: AgreementKind, announced: date | None, own: set[str], lookup: Lookup
) -> tuple[Compliance, ...]:
    """Sort what claims say of a deal's keeping: kept, broken, or unknown where it merely had not begun.

    Kept and broken told of by different claims make it disputed, and so does a breach denied. ``own``
    are the ids of the claims that announce the deal, which do not speak of its keeping.
    """
    found: dict[ComplianceState, list[Claim]] = {}
    telling = {claim.report for claim in claims if claim.id in own}
    for claim in claims:
        beside = claim.report in telling
        state = keeping(claim, kind, announced, lookup, beside=beside) if claim.id not in own else None
        if state is not None:
            found.setdefault(state, []).append(claim)
    if "broken" in found and ("kept" in found or "disputed" in found):
        told = [claim for state in ("kept", "broken", "disputed") for claim in found.pop(state, [])]
        found = {"disputed": told, **found}
    return tuple(Compliance(state, tuple(sorted(c.id for c in found[state]))) for state in sorted(found))


def keeping(
    claim: Claim, kind: AgreementKind, announced: date | None, lookup: Lookup, *, beside: bool
) -> ComplianceState | None:
    """What one claim says of a deal's keeping; None where it says nothing of it.

    ``beside``: its report tells of the deal. Only there do quiet, and violence without a day of its own,
    speak of the deal.
    """
    told = claim.status in ("asserted", "unverified", "denied") or was_past(claim)
    if claim.background or not told or not _watched(claim, announced, lookup):
        return None
    text = claim.span.exact
    for cue in likely("compliance", text):
        if (cue.row["deal"] == "aid") != (kind == "aid_access"):
            continue
        match = cue.pattern.search(text)
        if match is not None and not unmade(cue, text):
            return _as_told(claim, cue, match)
    if claim.status == "denied":
        return None
    said = read_words(text, claim.topic, negated=claim.negated)
    if kind == "aid_access":
        return _of_aid(said)
    if "evacuation_begun" in said:
        begun = said["evacuation_begun"] and claim.status != "expected"
        return "kept" if begun else None if said["evacuation_begun"] else "unknown"
    if said.get("fighting_stopped", False) or said.get("air_stopped", False):
        return "kept" if beside and phase_of(claim) != "momentary" else None
    return "broken" if _violence_after(claim, announced, beside=beside) else None


def tells_of_breach(text: str) -> bool:
    """Whether a clause tells of a deal broken ("in breach of the truce"), and so not of its making."""
    return any(
        cue.pattern.search(text) and not unmade(cue, text)
        for cue in likely("compliance", text)
        if cue.row["state"] == "broken"
    )


def _as_told(claim: Claim, cue: Cue, match: Match[str]) -> ComplianceState | None:
    """The state a cue's words give as this claim tells them: a breach denied is disputed, and so is peace."""
    state: ComplianceState = cue.row["state"]  # type: ignore[assignment]
    if claim.status == "denied":
        return None if state == "unknown" else "disputed"
    if claim.negated and state == "kept":
        return "broken"
    unbroken = state == "broken" and claim.negated and denied_here(cue, claim.span.exact, *match.span())
    return "disputed" if unbroken else state


def _of_aid(said: dict[str, bool]) -> ComplianceState | None:
    if said.get("aid_delivered", False):
        return "kept"
    return "broken" if said.get("aid_allowed") is False else None


def _watched(claim: Claim, announced: date | None, lookup: Lookup) -> bool:
    day = day_of(claim, lookup)
    return announced is not None and day is not None and timedelta(0) <= day - announced <= WATCHED


def day_of(claim: Claim, lookup: Lookup) -> date | None:
    """The last day a claim tells of, else its report's."""
    told = None if claim.time is None else claim.time.latest
    return lookup.seen(claim.report)[1] if told is None else told


def _violence_after(claim: Claim, announced: date | None, *, beside: bool) -> bool:
    """Violence on a named later day, or on the day itself where its words put it after."""
    went_on = beside and _went_on().search(claim.span.exact) is not None
    if (
        claim.topic != "hostilities"
        or claim.negated
        or claim.event is None
        or claim.event.plover != "ASSAULT"
    ):
        return False
    if announced is None or violence().search(claim.span.exact) is None:
        return False
    if claim.time is None or claim.time.earliest is None or claim.time.inferred is not None:
        return went_on
    if claim.time.earliest == announced:
        return went_on
    return timedelta(0) < claim.time.earliest - announced <= _FIRST_DAYS


@lru_cache(maxsize=1)
def _went_on() -> Pattern:
    """Words by which violence of the deal's own day is told as going on after it."""
    return compile_pattern("<violence> ~2 continued|continues|resumed|resumes|erupted")
