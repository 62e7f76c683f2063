"""Who gave a position, and when, in words."""

from collections import Counter
from collections.abc import Iterable

from crossbearing.reconcile.answers import firmest
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import kin
from crossbearing.reconcile.positions import Stand
from crossbearing.reconcile.wording import day


def names_of(stand: Stand, lookup: Lookup) -> str:
    """Who gave a position: "Wire and War Monitor"."""
    return _join([lookup.teller(origin) for origin in _speakers(stand, lookup)]) or "an unnamed source"


def names_of_origins(origins: Iterable[str], lookup: Lookup) -> str:
    """Origins by name, an unnamed outlet as one such: "Wire and War Monitor"."""
    return _join([lookup.teller(origin) for origin in origins])


def _speakers(stand: Stand, lookup: Lookup) -> list[str]:
    """For each origin counted, whoever of its line gave the position most often."""
    given = Counter(a.claim.origin for a in stand.answers if a.claim.origin is not None)
    best: dict[str, str] = {}
    for origin in sorted(given, key=lambda o: (-given[o], o)):
        head = head_of(origin, stand.heads, lookup)
        if head is not None:
            best.setdefault(head, origin)
    return sorted(best.values())


def _join(names: list[str]) -> str:
    names = sorted(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else ""


def on_day(stand: Stand) -> str:
    """The day a position speaks of in its own words: " on 7 May 2020", or nothing."""
    period = firmest(stand.answers)
    named = period.firm and period.kind == "day" and period.start is not None
    return f" on {day(period.start)}" if named else ""


def seen_on(stand: Stand) -> str:
    """The day a position was first told: "told 8 May 2020"."""
    return "undated" if stand.position.first is None else f"told {day(stand.position.first)}"


def head_of(origin: str | None, heads: frozenset[str], lookup: Lookup) -> str | None:
    """The counted origin that an origin belongs to, or None."""
    if origin is None:
        return None
    return next((h for h in sorted(heads) if kin({h}, {origin}, lookup)), None)
