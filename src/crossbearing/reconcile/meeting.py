"""Which claims can bear on one another: what a ledger must bring together when a report is added.

A finding is made from claims that share a slot, near enough in days, and from what other claims offer it on
the way: violence told of a day on which a halt is told, the weeks after a deal. So a ledger of any size takes
the bearing anew from the few claims that a new report can meet.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date

from crossbearing.model import Assessment, Claim, Meeting, Slot
from crossbearing.reconcile.accounts import traces_of
from crossbearing.reconcile.adopted import slots_of_term
from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.compliance import WATCHED, day_of
from crossbearing.reconcile.counts import count_answers
from crossbearing.reconcile.deals import accounts_of, slots_of_account
from crossbearing.reconcile.denials import slots_of_accusation, slots_of_denial
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.meeting_places import slots_of_trace
from crossbearing.reconcile.polar import is_activity, polar_answers
from crossbearing.reconcile.slots import slots_of
from crossbearing.reconcile.ties import ties_of
from crossbearing.reconcile.verdicts import slots_of_verdicts
from crossbearing.reconcile.wording import template

Key = tuple[Hashable, ...]
Found = tuple[Key, date | None, int]


def meetings_of(
    claims: Iterable[Claim], lookup: Lookup, judged: Iterable[Assessment] = ()
) -> dict[str, Meeting]:
    """By claim id, under which slots it may meet other claims, what it takes in, and what it offers.

    Two claims are never in one incident, question or agreement, nor change how it is drawn, unless a chain of
    claims that ``meets`` links them, or accounts that fit (``fellows_of``); what a finding takes in besides
    is offered by a claim under a slot that a claim of the finding ``reads``, or stands in a report of one of
    its claims. Claims without a place in any of these are left out. ``judged`` are the analysts' judgements
    in force.
    """
    told = list(claims)
    meets: dict[str, list[Found]] = defaultdict(list)
    reads: dict[str, list[Found]] = defaultdict(list)
    offers: dict[str, list[Found]] = defaultdict(list)
    for claim in told:
        _of_answers(claim, lookup, meets, reads, offers)
        meets[claim.id] += slots_of_term(claim, lookup)
        offers[claim.id] += [*_of_towns(claim, lookup), *slots_of_denial(claim, lookup)]
        reads[claim.id] += slots_of_accusation(claim, lookup)
    for loose, anchor in ties_of(told, lookup).items():
        for claim_id in (loose, anchor):
            meets[claim_id].append((("told with", anchor), None, 0))
    nears: dict[str, Sequence[Found]] = {}
    first: dict[str, str] = {}
    for trace in traces_of(told, lookup):
        lead = trace.claims[0].id
        nears[lead] = slots_of_trace(trace, lookup)
        for claim in trace.claims:
            meets[claim.id].append((("account", trace.report, lead), None, 0))
            first[claim.id] = lead
    for key, slots in slots_of_verdicts(judged).items():
        meets[key] += slots
    for account in accounts_of(tuple(told), lookup):
        meets[account.claim.id] += slots_of_account(account, lookup)
        if account.locality is not None and account.day is not None:
            reads[account.claim.id].append((("town", account.locality), account.day, WATCHED.days))
    named = [claim.id for claim in told if meets[claim.id] or reads[claim.id] or offers[claim.id]]
    return {
        key: Meeting(
            meets=_slots(meets[key]),
            reads=_slots(reads[key]),
            offers=_slots(offers[key]),
            nears=_slots(nears.get(key, [])),
            account=first.get(key),
        )
        for key in named
    }


def _of_answers(
    claim: Claim,
    lookup: Lookup,
    meets: dict[str, list[Found]],
    reads: dict[str, list[Found]],
    offers: dict[str, list[Found]],
) -> None:
    answers = [*count_answers(claim, lookup), *polar_answers(claim, lookup)]
    for answer in answers:
        if template(answer) is None:
            continue
        if is_activity(answer):
            offers[claim.id] += _of_day(answer)
            continue
        meets[claim.id] += slots_of(answer, lookup)
        if answer.predicate.endswith("_stopped"):
            reads[claim.id] += _of_day(answer)


def _of_day(answer: Answer) -> list[Found]:
    """Violence, and a halt, of one town and day."""
    if answer.locality is None or answer.period.kind != "day" or answer.period.start is None:
        return []
    return [((answer.predicate, answer.locality), answer.period.start, 0)]


def _of_towns(claim: Claim, lookup: Lookup) -> list[Found]:
    """What is told of a town may speak of the keeping of its deals."""
    day = None if claim.background else day_of(claim, lookup)
    if day is None:
        return []
    return [(("town", town), day, 0) for town in sorted({lookup.locality(place) for place in claim.places})]


def _slots(found: Iterable[Found]) -> tuple[Slot, ...]:
    slots = {Slot(_hashed(key), 0 if day is None else day.toordinal(), days) for key, day, days in found}
    return tuple(sorted(slots))


def _hashed(key: Key) -> int:
    """A key as 63 bits that are the same in every run."""
    said = repr(key).encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") >> 1
