"""Terms told in a report that gives no account of the deal of its own, brought home to the deal they fit."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from crossbearing.model import Claim
from crossbearing.reconcile.compliance import tells_of_breach
from crossbearing.reconcile.deals import Account, day_told, kind_of
from crossbearing.reconcile.lexicon import compile_pattern
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.terms import term_kinds

_NEAR = timedelta(days=3)
"""A term told further from a deal's days than this may be of another deal."""


def adopted_terms(
    deals: list[list[Account]], claims: Iterable[Claim], lookup: Lookup
) -> dict[int, list[Claim]]:
    """Give, by a deal's number in the list, the terms that other reports tell of it.

    "The truce will not apply to the Black Guard", in a report that does not say that a truce was made, is
    a term of the ledger's one deal of that town (or a place around or within it) of those days. Where
    two deals fit, or none, it is a term of nothing. Aid has terms of its own and takes none.
    """
    telling = {account.claim.report for deal in deals for account in deal}
    homes = [(n, _places(deal), _days(deal)) for n, deal in enumerate(deals) if kind_of(deal) != "aid_access"]
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.report in telling or not claim.places or not _is_term(claim):
            continue
        day = day_told(claim, lookup)
        fit = [n for n, places, days in homes if _close(day, days) and _met(claim.places, places, lookup)]
        if len(fit) == 1:
            found[fit[0]].append(claim)
    return found


def slots_of_term(claim: Claim, lookup: Lookup) -> list[tuple[tuple[str, ...], date | None, int]]:
    """Under which keys a term may meet the accounts of its deal (``deals.slots_of_account``)."""
    if not claim.places or not _is_term(claim):
        return []
    day = day_told(claim, lookup)
    around = dict.fromkeys(step for place in claim.places for step in lookup.within(place))
    found: list[tuple[tuple[str, ...], date | None, int]] = [(("told in", claim.report), None, 0)]
    return found + [(("ground", place), day, _NEAR.days) for place in around if day is not None]


def _is_term(claim: Claim) -> bool:
    """Whether a claim states a term and names the deal it is of."""
    text = claim.span.exact
    named = compile_pattern("<deal>|<truce>").search(text) is not None
    return named and not tells_of_breach(text) and bool(term_kinds(claim))


def _places(deal: list[Account]) -> set[str]:
    return {account.claim.places[0] for account in deal if account.claim.places}


def _days(deal: list[Account]) -> list[date]:
    return [account.day for account in deal if account.day is not None]


def _close(day: date | None, days: list[date]) -> bool:
    return day is not None and bool(days) and min(days) - _NEAR <= day <= max(days) + _NEAR


def _met(told: tuple[str, ...], places: set[str], lookup: Lookup) -> bool:
    """Whether a term's place is the deal's, or lies around or within it."""
    return any(
        one == other or lookup.inside(one, other) or lookup.inside(other, one)
        for one in told
        for other in places
    )
