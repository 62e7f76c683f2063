"""Who made an agreement and who mediated it."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from crossbearing.model import Claim
from crossbearing.reconcile.deals import Account
from crossbearing.reconcile.lexicon import Pattern, compile_pattern
from crossbearing.reconcile.lookup import Lookup
from crossbearing.vocabulary import AgreementKind

_TAIL = 90
"""Characters after "brokered by" in which mediators are named."""
_MAX_WORDS = 6
_PARTY_KINDS = frozenset({"state", "government", "military", "armed_group", "other"})
_AID_KINDS = frozenset({"intergovernmental", "ngo"})
_FIGHTING = frozenset({"armed_group", "military"})
_GOVERNING = frozenset({"state", "government"})
_MEDIATOR_KINDS = frozenset({"state", "government", "intergovernmental", "ngo", "military", "armed_group"})
_STOP = re.compile(r"[.;]|\b(?:to|that|which|would|will|for|after|and the deal)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"[.,;:]|\b(?:to|that|which|who|would|will|for|after|on|over|under|in|by|brokered|mediated|negotiated|"
    r"sponsored|guaranteed|produced|led|resulted|ended|about|allowing)\b",
    re.IGNORECASE,
)
"""Where the words that name a party end."""
_WORD = re.compile(r"[\w'’.-]+")


class Names:
    """Finds the actors that some reports name in a few words of text, longest name first."""

    def __init__(self, lookup: Lookup, reports: Iterable[str]) -> None:
        self._by_name = lookup.names_in(reports)

    def find(self, text: str) -> list[str]:
        """The actors named in a text, in order: "by Turkey and Russia" → both."""
        words = [match.group().strip(".").lower() for match in _WORD.finditer(text)]
        found, at = [], 0
        while at < len(words):
            for size in range(min(_MAX_WORDS, len(words) - at), 0, -1):
                actor = self._by_name.get(" ".join(words[at : at + size]))
                if actor is not None:
                    found.append(actor)
                    at += size - 1
                    break
            at += 1
        return found


def mediators_of(claims: list[Claim], names: Names, lookup: Lookup) -> tuple[str, ...]:
    """The actors an agreement is said to be brokered by: "the deal, negotiated by Turkey and Russia"."""
    found: Counter[str] = Counter()
    for claim in claims:
        for match in _brokered_by().finditer(claim.sentence.exact):
            tail = _STOP.split(claim.sentence.exact[match.end() : match.end() + _TAIL])[0]
            found.update(a for a in names.find(tail) if _kind(a, lookup) in _MEDIATOR_KINDS)
    return tuple(sorted(found, key=lambda actor: (-found[actor], actor)))


def parties_of(
    deal: list[Account], kind: AgreementKind, mediators: tuple[str, ...], names: Names, lookup: Lookup
) -> tuple[str, ...]:
    """The actors that agreed: the doers and partners of the accounts, mediators and go-betweens left out.

    Also those named with the deal: "a deal with the army", "an agreement between the rebels and the
    government", "talks with the elders led to a truce".

    A person stands for the body he speaks for, a government for its own army, and fighters for the side
    they are of ("the opposition") where both are named.
    """
    apart = {step for mediator in mediators for step in lookup.line(mediator)} | set(mediators)
    kinds = _PARTY_KINDS | _AID_KINDS if kind == "aid_access" else _PARTY_KINDS
    found: Counter[str] = Counter()
    for account in deal:
        for actor in (*account.claim.actors, *account.claim.targets, *_named_with(account.claim, names)):
            body = _body(actor, kinds, lookup)
            if body is not None and not apart & set(lookup.line(body)):
                found[body] += 1
    ruled = {side for actor in found if _kind(actor, lookup) in _GOVERNING and (side := lookup.side(actor))}
    kept = [a for a in found if _kind(a, lookup) in _GOVERNING or lookup.side(a) not in ruled]
    kept = [a for a in kept if not any(_stands_for(b, a, lookup) for b in kept)]
    return tuple(sorted(kept, key=lambda actor: (-found[actor], actor)))


def _named_with(claim: Claim, names: Names) -> list[str]:
    """The actors that stand beside a deal's own word, within the clause that tells of it."""
    text = claim.span.exact
    found: dict[str, None] = {}
    for pattern, most in ((_deal_with(), 1), (_deal_between(), 2), (_talks_with(), 1)):
        for match in pattern.finditer(text):
            if pattern is _talks_with() and _led_to().search(text, match.end()) is None:
                continue
            tail = _BESIDE.split(text[match.end() : match.end() + _TAIL])[0]
            found |= dict.fromkeys(names.find(tail)[:most])
    return list(found)


def _stands_for(one: str, side: str, lookup: Lookup) -> bool:
    """Whether one party is the fighters of a loose side, or a member of a body, that is named as well."""
    if one == side:
        return False
    loose = _kind(side, lookup) == "other" and _kind(one, lookup) in _FIGHTING
    same = lookup.side(one) is not None and lookup.side(one) == lookup.side(side)
    return (loose and same) or side in lookup.line(one)


def _body(actor: str, kinds: frozenset[str], lookup: Lookup) -> str | None:
    return next((step for step in lookup.line(actor) if _kind(step, lookup) in kinds), None)


def _kind(actor: str, lookup: Lookup) -> str | None:
    known = lookup.actors.get(actor)
    return None if known is None else known.kind


@lru_cache(maxsize=1)
def _brokered_by() -> Pattern:
    return compile_pattern("<brokered> by")


@lru_cache(maxsize=1)
def _deal_with() -> Pattern:
    return compile_pattern("<deal> ~2 with")


@lru_cache(maxsize=1)
def _deal_between() -> Pattern:
    return compile_pattern("<deal> ~2 between")


@lru_cache(maxsize=1)
def _talks_with() -> Pattern:
    return compile_pattern("talks|negotiations with|between")


@lru_cache(maxsize=1)
def _led_to() -> Pattern:
    return compile_pattern("produced|led_to|resulted_in|ended_in|ended_with|brought|yielded ~4 <deal>")
