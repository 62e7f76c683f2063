"""Accounts of agreements, and which accounts tell of one and the same."""

from collections import defaultdict
from datetime import date, timedelta

from msgspec import Struct

from crossbearing.model import Claim
from crossbearing.reconcile.compliance import tells_of_breach
from crossbearing.reconcile.lexicon import compile_pattern, likely
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.polar import unmade
from crossbearing.vocabulary import AgreementKind

_ONE_DEAL = timedelta(days=3)
"""Accounts of one place's deal this close are of one deal; a later truce is another."""
_TOLD = frozenset({"asserted", "unverified"})
_DEAL_TOPICS = frozenset(
    {"agreement", "evacuation", "aid", "access", "hostilities", "detention", "diplomacy", "other"}
)


class Account(Struct, frozen=True):
    """One claim that tells of an agreement made: its kinds, town and day."""

    claim: Claim
    kinds: frozenset[str]
    locality: str | None
    day: date | None


def accounts_of(claims: tuple[Claim, ...], lookup: Lookup) -> list[Account]:
    """The claims that tell of an agreement made, not of one called for, drafted, denied or discussed."""
    found = []
    for claim in claims:
        if claim.background or claim.negated or not _is_told(claim) or claim.topic not in _DEAL_TOPICS:
            continue
        kinds = frozenset() if tells_of_breach(claim.span.exact) else deal_kinds(claim.span.exact)
        if kinds:
            locality = lookup.locality(claim.places[0]) if claim.places else None
            found.append(Account(claim, kinds, locality, day_told(claim, lookup)))
    return found


def _is_told(claim: Claim) -> bool:
    """Told as made; also where what was agreed is still to come: "it agreed to a plan to deliver aid"."""
    if claim.status in _TOLD:
        return True
    made = compile_pattern("agreed|reached|signed|accepted|approved|authorised|authorized")
    hoped = compile_pattern("expect*|likely|could|may|might|hope*|will|would")
    text = claim.span.exact
    return claim.status == "expected" and bool(made.search(text)) and not hoped.search(text)


def deal_kinds(text: str) -> frozenset[str]:
    """The kinds of agreement a clause tells of: "the fighters agreed to leave" → evacuation."""
    return frozenset(
        cue.row["kind"] for cue in likely("deals", text) if cue.pattern.search(text) and not unmade(cue, text)
    )


def day_told(claim: Claim, lookup: Lookup) -> date | None:
    """The day a deal is told of: the day named or said to be spoken on, unless ahead, else the report's."""
    seen = lookup.seen(claim.report)[0]
    when = claim.time
    if when is None or when.latest is None or when.relation in ("after", "since"):
        return seen
    if when.inferred is not None and "said “" not in when.inferred:
        return seen
    return when.latest if seen is None or when.latest <= seen else seen


def deals_of(accounts: list[Account]) -> list[list[Account]]:
    """Group accounts of one agreement: one family of kinds, one town, days close together.

    Accounts that name no town join their own report's only deal of that family, else stand apart.
    """
    placed: dict[tuple[str, str], list[Account]] = defaultdict(list)
    homeless: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: (str(a.day), a.claim.id)):
        for family in sorted({_family(kind) for kind in _kinds(account)}):
            if account.locality is None:
                homeless[(family, account.claim.report)].append(account)
            else:
                placed[(family, account.locality)].append(account)
    deals = [(key[0], deal) for key in sorted(placed) for deal in _by_day(placed[key])]
    told_in: dict[tuple[str, str], list[list[Account]]] = defaultdict(list)
    for family, deal in deals:
        for report in {account.claim.report for account in deal}:
            told_in[(family, report)].append(deal)
    for key in sorted(homeless):
        own = told_in[key]
        if len(own) == 1:
            own[0].extend(homeless[key])
        else:
            deals.append((key[0], homeless[key]))
    return [deal for _, deal in deals]


def slots_of_account(account: Account, lookup: Lookup) -> list[tuple[tuple[str, ...], date | None, int]]:
    """Under which keys an account may meet others, and terms that look for their deal (``adopted``)."""
    claim = account.claim
    found: list[tuple[tuple[str, ...], date | None, int]] = [(("told in", claim.report), None, 0)]
    if account.locality is not None and account.day is not None:
        families = sorted({_family(kind) for kind in _kinds(account)})
        found += [(("deal", family, account.locality), account.day, _ONE_DEAL.days) for family in families]
    if claim.places and account.day is not None:
        around = lookup.within(claim.places[0])
        found += [(("ground", place), account.day, _ONE_DEAL.days) for place in around]
    return found


def _kinds(account: Account) -> frozenset[str]:
    named = account.kinds - {"other"}
    return named or account.kinds


def _family(kind: str) -> str:
    """A ceasefire and the evacuation it serves are one deal; aid and prisoners are deals of their own."""
    return kind if kind in ("aid_access", "prisoner_exchange") else "truce"


def _by_day(accounts: list[Account]) -> list[list[Account]]:
    deals: list[list[Account]] = []
    for account in accounts:
        last = deals[-1][0].day if deals else None
        if last is not None and account.day is not None and account.day - last <= _ONE_DEAL:
            deals[-1].append(account)
        else:
            deals.append([account])
    return deals


def kind_of(deal: list[Account]) -> AgreementKind:
    """What a deal is: an evacuation if any account says so, else the kind most accounts name."""
    kinds = [kind for account in deal for kind in sorted(account.kinds)]
    order: tuple[AgreementKind, ...] = ("prisoner_exchange", "aid_access", "evacuation", "ceasefire")
    families = {_family(kind) for account in deal for kind in _kinds(account)}
    for kind in order:
        if kind in kinds and _family(kind) in families:
            return kind
    return "other"
