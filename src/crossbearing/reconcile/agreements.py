"""Agreements as rows: parties, mediators, terms with their days, and what was later said of their keeping."""

from collections import Counter, defaultdict
from datetime import date

from crossbearing.ids import content_id
from crossbearing.model import Agreement, Claim
from crossbearing.reconcile.compliance import compliance_of
from crossbearing.reconcile.deals import Account, accounts_of, deals_of, kind_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.parties import Names, mediators_of, parties_of
from crossbearing.reconcile.terms import terms_of


def agreements_of(claims: tuple[Claim, ...], lookup: Lookup) -> list[Agreement]:
    """Find the agreements that claims tell of, each once however many reports tell of it.

    What is demanded, drafted or still discussed is no agreement. Terms and keeping are read from the
    reports that tell of the deal, and keeping from later reports of the same town too.
    """
    deals = deals_of(accounts_of(claims, lookup))
    if not deals:
        return []
    names = Names(lookup)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    by_town = _by_town(claims, lookup)
    found = [_agreement(deal, by_report, by_town, names, lookup) for deal in deals]
    return sorted(found, key=lambda agreement: (str(agreement.announced), agreement.kind, agreement.id))


def _by_town(claims: tuple[Claim, ...], lookup: Lookup) -> dict[str, list[Claim]]:
    towns: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for town in {lookup.locality(place) for place in claim.places}:
            towns[town].append(claim)
    return towns


def _agreement(
    deal: list[Account],
    by_report: dict[str, list[Claim]],
    by_town: dict[str, list[Claim]],
    names: Names,
    lookup: Lookup,
) -> Agreement:
    town = next((account.locality for account in deal if account.locality is not None), None)
    reports = sorted({account.claim.report for account in deal})
    told = [c for report in reports for c in by_report[report] if _about(c, town, lookup)]
    later = {c.id: c for c in (*told, *(by_town.get(town, []) if town is not None else []))}
    announced = min((account.day for account in deal if account.day is not None), default=None)
    own = {account.claim.id for account in deal}
    mediators = mediators_of(told, names, lookup)
    terms = terms_of([c for c in told if not _before(c, announced)]) if kind_of(deal) != "aid_access" else ()
    keeping = compliance_of([later[i] for i in sorted(later)], announced, own, lookup)
    lead = min(deal, key=lambda account: (str(account.day), account.claim.id)).claim.id
    return Agreement(
        id=content_id("a", kind_of(deal), town, lead),
        kind=kind_of(deal),
        parties=parties_of(deal, mediators, lookup),
        mediators=mediators,
        places=_places(deal),
        announced=announced,
        terms=terms,
        compliance=keeping,
        claims=tuple(
            sorted(own | {i for t in terms for i in t.claims} | {i for k in keeping for i in k.claims})
        ),
    )


def _about(claim: Claim, town: str | None, lookup: Lookup) -> bool:
    """Whether a claim of a deal's own report may speak of it: it names the town, or no place."""
    return town is None or not claim.places or any(lookup.locality(p) == town for p in claim.places)


def _before(claim: Claim, announced: date | None) -> bool:
    latest = None if claim.time is None else claim.time.latest
    return announced is not None and latest is not None and latest < announced


def _places(deal: list[Account]) -> tuple[str, ...]:
    named = Counter(account.claim.places[0] for account in deal if account.claim.places)
    return tuple(sorted(named, key=lambda place: (-named[place], place)))
