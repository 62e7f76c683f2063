"""Where a deal that a clause names stands, and whether the clause tells of it or only leans on it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from crossbearing.model import Claim
from crossbearing.reconcile.answers import Answer, has_own_place, leads_away
from crossbearing.reconcile.lexicon import compile_pattern
from crossbearing.reconcile.lookup import Lookup

DEAL = "deal_exists"
_LONG = timedelta(days=7)
"""A deal that came, or ended, at some time of a longer stretch is told of as history."""
_OF_DEALS = frozenset({"agreement", "evacuation", "diplomacy", "aid", "access"})
"""Topics of clauses that tell of what a deal brings: "they left after a deal was reached"."""
_OPENS_BESIDE = re.compile(
    r"\W*(?:(?:just|only|barely|mere|a|an|few|several|some|[\w-]+)\s){0,3}?(?:(?:minute|hour|day|week|month)s?\s)?"
    r"(?:after|following|since|before|despite)\b",
    re.IGNORECASE,
)
_DAY_OF = re.compile(
    r"\b(?:on|at|since|from|until) the (?:very )?(?:day|night|morning|evening|moment|time)"
    r"(?:\s(?:that|when))?\s*$",
    re.IGNORECASE,
)
"""Words right before a clause that only dates another: "on the day *the truce took effect*"."""


def is_leant_on(claim: Claim) -> bool:
    """Whether a clause only says when or in spite of what deal its news came, and not that there is one.

    "The army shelled the quarter *after a truce reached in May*" tells of shells. "Nine were killed, she
    said, *hours after a deal was signed*": the deal is hardly her word.
    """
    beside = compile_pattern("after|following ~4 <deal>").search(claim.span.exact) is not None
    if (beside and claim.topic not in _OF_DEALS) or _is_long_ago(claim):
        return True
    if _DAY_OF.search(claim.sentence.exact[: max(0, claim.span.start - claim.sentence.start)]):
        return True
    return claim.voice != "narrated" and _OPENS_BESIDE.match(claim.span.exact) is not None


def _is_long_ago(claim: Claim) -> bool:
    """Whether a clause dates what it tells only by a month or more: "broke down *earlier this year*"."""
    when = claim.time
    if when is None or when.relation != "at" or when.earliest is None or when.latest is None:
        return False
    return when.latest - when.earliest > _LONG


def place_of_deal(claim: Claim, lookup: Lookup) -> str | None:
    """The town a deal is told of; none where the deal may be a whole land's, and the town only the report's.

    What powers have agreed or brokered, and what holds nationwide, is no deal of the town a report plays in;
    nor is what envoys did or did not agree one of the town where they met.
    """
    if claim.topic == "diplomacy":
        return None
    if not claim.places or leads_away(claim) or (_is_wide(claim, lookup) and not has_own_place(claim)):
        return None
    return lookup.locality(claim.places[0])


def _is_wide(claim: Claim, lookup: Lookup) -> bool:
    if compile_pattern("<wide>|<brokered>").search(claim.span.exact) is not None:
        return True
    known = [lookup.actors.get(actor) for actor in (*claim.actors, *claim.targets)]
    return any(actor is not None and actor.kind == "state" for actor in known)


def told_once(found: Iterable[Answer], around: dict[str, list[Answer]]) -> list[Answer]:
    """Leave out what a clause says of a deal only through a clause within it, or around it.

    "Reports came from the port that *a deal was reached in the hills*": the inner clause says where and who.
    Where it names no place of its own and the outer one does, the outer one is kept. ``around`` are the
    answers on deals of each report, as ``deals_by_report`` sorts them.
    """
    return [a for a in found if a.predicate != DEAL or not _is_told_better(a, around[a.claim.report])]


def deals_by_report(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """Answers to whether there is a deal, by report."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.predicate == DEAL:
            found[answer.claim.report].append(answer)
    return found


def _is_told_better(answer: Answer, others: list[Answer]) -> bool:
    same = [o for o in others if (o.polarity, o.modality) == (answer.polarity, answer.modality)]
    return any(
        (_holds(answer, other) and not _is_vaguer(other, answer))
        or (_holds(other, answer) and _is_vaguer(answer, other))
        for other in same
    )


def _is_vaguer(inner: Answer, outer: Answer) -> bool:
    """Whether an inner clause says less of where: its place is the report's, the outer's its own or none."""
    return not inner.placed and (outer.placed or (outer.place is None and inner.place is not None))


def _holds(outer: Answer, inner: Answer) -> bool:
    """Whether one answer's clause lies within another's."""
    wide, narrow = outer.claim.span, inner.claim.span
    return (
        outer.claim.id != inner.claim.id
        and wide.start <= narrow.start
        and narrow.end <= wide.end
        and wide.end - wide.start > narrow.end - narrow.start
    )
