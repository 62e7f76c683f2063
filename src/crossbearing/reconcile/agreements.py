"""Agreements as rows: parties, mediators, terms with their days, and what was later said of their keeping."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from crossbearing.ids import content_id
from crossbearing.model import Agreement, Claim
from crossbearing.reconcile.adopted import adopted_terms
from crossbearing.reconcile.answers import has_own_place
from crossbearing.reconcile.compliance import WATCHED, compliance_of, day_of
from crossbearing.reconcile.deals import Account, accounts_of, deals_of, kind_of
from crossbearing.reconcile.lexicon import compile_pattern
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.parties import Names, mediators_of, parties_of
from crossbearing.reconcile.terms import aid_terms_of, terms_of

TownDays = dict[tuple[str, date], list[Claim]]


def agreements_of(
    claims: tuple[Claim, ...], around: tuple[Claim, ...], lookup: Lookup, leads: dict[str, str]
) -> list[Agreement]:
    """Find the agreements that claims tell of, each once however many reports tell of it.

    What is demanded, drafted or still discussed is no agreement. Terms and keeping are read from the
    reports that tell of the deal, keeping from later reports of the same town too, and terms from reports
    that do not tell of its making where one deal alone fits. ``around`` are these claims and all that may
    speak of their keeping; ``leads`` takes, by agreement, the claim it begins with.
    """
    deals = deals_of(accounts_of(claims, lookup))
    if not deals:
        return []
    telling = {account.claim.report for deal in deals for account in deal}
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in around:
        by_report[claim.report].append(claim)
    names = Names(lookup, telling)
    by_town = _by_town(around, lookup)
    towns = _towns_told(deals)
    homeless = adopted_terms(deals, claims, lookup)
    found = [
        _agreement(deal, by_report, by_town, towns, names, lookup, homeless.get(n, []))
        for n, deal in enumerate(deals)
    ]
    leads |= {new.id: _lead(deal).claim.id for new, deal in zip(found, deals, strict=True)}
    found = [deal for deal in found if deal.parties or deal.mediators or deal.terms or deal.compliance]
    return sorted(found, key=lambda agreement: (str(agreement.announced), agreement.kind, agreement.id))


def _by_town(claims: tuple[Claim, ...], lookup: Lookup) -> TownDays:
    towns: TownDays = defaultdict(list)
    for claim in claims:
        day = day_of(claim, lookup)
        if day is not None:
            for town in sorted({lookup.locality(place) for place in claim.places}):
                towns[(town, day)].append(claim)
    return towns


def _towns_told(deals: list[list[Account]]) -> dict[str, set[str]]:
    """The towns of whose deals each report tells."""
    towns: dict[str, set[str]] = defaultdict(set)
    for deal in deals:
        town = _town(deal)
        for account in deal:
            towns[account.claim.report] |= {town} if town is not None else set()
    return towns


def _town(deal: list[Account]) -> str | None:
    return next((account.locality for account in deal if account.locality is not None), None)


def _agreement(
    deal: list[Account],
    by_report: dict[str, list[Claim]],
    by_town: TownDays,
    towns: dict[str, set[str]],
    names: Names,
    lookup: Lookup,
    adopted: list[Claim],
) -> Agreement:
    town = _town(deal)
    told = [
        claim
        for report in sorted({account.claim.report for account in deal})
        for claim in by_report[report]
        if _about(claim, town, towns[report], lookup)
    ]
    announced = min((account.day for account in deal if account.day is not None), default=None)
    own = {account.claim.id for account in deal}
    mediators = mediators_of(told, names, lookup)
    if kind_of(deal) == "aid_access":
        terms = aid_terms_of([account.claim for account in deal])
    else:
        terms = terms_of([c for c in (*told, *adopted) if not _before(c, announced)])
    watched = {c.id: c for c in (*told, *_later(town, announced, by_town))}
    keeping = compliance_of([watched[i] for i in sorted(watched)], kind_of(deal), announced, own, lookup)
    return Agreement(
        id=content_id("a", kind_of(deal), town, _lead(deal).claim.id),
        kind=kind_of(deal),
        parties=parties_of(deal, kind_of(deal), mediators, names, lookup),
        mediators=mediators,
        places=_places(deal),
        announced=announced,
        terms=terms,
        compliance=keeping,
        claims=tuple(
            sorted(own | {i for t in terms for i in t.claims} | {i for k in keeping for i in k.claims})
        ),
    )


def _lead(deal: list[Account]) -> Account:
    """The first account of a deal."""
    return min(deal, key=lambda account: (str(account.day), account.claim.id))


def _later(town: str | None, announced: date | None, by_town: TownDays) -> list[Claim]:
    """What any report tells of the town in the days a deal is watched."""
    if town is None or announced is None:
        return []
    days = [announced + timedelta(days=n) for n in range(WATCHED.days + 1)]
    return [claim for day in days for claim in by_town.get((town, day), [])]


def _about(claim: Claim, town: str | None, told: set[str], lookup: Lookup) -> bool:
    """Whether a claim of a deal's own report may speak of it.

    It names the town, or no place of its own, or tells of leaving ("for the hills to the west") in a
    report that knows of one town's deal only.
    """
    if town is None or not has_own_place(claim) or any(lookup.locality(p) == town for p in claim.places):
        return True
    leaving = claim.topic == "evacuation" or compile_pattern("<leaving>").search(claim.span.exact) is not None
    return leaving and told == {town}


def _before(claim: Claim, announced: date | None) -> bool:
    latest = None if claim.time is None else claim.time.latest
    return announced is not None and latest is not None and latest < announced


def _places(deal: list[Account]) -> tuple[str, ...]:
    named = Counter(account.claim.places[0] for account in deal if account.claim.places)
    return tuple(sorted(named, key=lambda place: (-named[place], place)))
