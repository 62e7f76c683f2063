"""Denials by the accused in other reports, and the accusations they answer."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date

from crossbearing.model import Claim
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.stances import denies
from crossbearing.reconcile.ties import tells

_ANSWERED_WITHIN = 3
"""Days after an attack in which a denial that names its town, and no other day, speaks of it."""
_WIDE = frozenset({"country", "region"})

Found = tuple[tuple[Hashable, ...], date | None, int]


class Denials:
    """The denials among some claims, by the town they name."""

    def __init__(self, claims: Iterable[Claim], lookup: Lookup) -> None:
        self._lookup = lookup
        self._by_town: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for key, _, _ in slots_of_denial(claim, lookup):
                self._by_town[str(key[1])].append(claim)

    def of(self, accusation: Claim) -> list[Claim]:
        """The denials that answer an accusation: of its town, on its day or told in the days after it."""
        found = []
        for (_, town), day, days in slots_of_accusation(accusation, self._lookup):
            for denial in self._by_town.get(str(town), []):
                told = day_denied(denial, self._lookup)
                if day is not None and told is not None and 0 <= (told - day).days <= days:
                    named = denial.time is not None and denial.time.inferred is None
                    if not named or told == day:
                        found.append(denial)
        return found


def slots_of_denial(claim: Claim, lookup: Lookup) -> list[Found]:
    """Under which keys a denial is offered to accusations: its towns, on the day it speaks of."""
    day = day_denied(claim, lookup) if denies(claim) and has_own_place(claim) else None
    if day is None:
        return []
    return [(("denied", town), day, 0) for town in _towns(claim, lookup)]


def slots_of_accusation(claim: Claim, lookup: Lookup) -> list[Found]:
    """Under which keys an accusation takes in denials: its towns, from its day on."""
    if not tells(claim) or claim.time is None:
        return []
    return [(("denied", town), claim.time.earliest, _ANSWERED_WITHIN) for town in _towns(claim, lookup)]


def _towns(claim: Claim, lookup: Lookup) -> list[str]:
    """The towns a claim names; a whole country or province is none."""
    towns = sorted({lookup.locality(place) for place in claim.places})
    return [t for t in towns if (known := lookup.places.get(t)) is None or known.kind not in _WIDE]


def day_denied(claim: Claim, lookup: Lookup) -> date | None:
    """The day a denial speaks of: the one it names, else the day it was told."""
    if claim.time is not None and claim.time.inferred is None and claim.time.earliest == claim.time.latest:
        return claim.time.earliest
    return lookup.seen(claim.report)[0]
