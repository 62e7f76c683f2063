"""The answers of a question, made into positions: one a figure, or a yes or a no, with its origins."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.ids import content_id
from crossbearing.model import Position
from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.bounds import figure_of, hull
from crossbearing.reconcile.carried import resting
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import counted
from crossbearing.reconcile.wording import summary
from crossbearing.vocabulary import Status


class Stand(Struct, frozen=True):
    """A position with the answers it was made from; ``heads`` are the origins as counted."""

    position: Position
    answers: tuple[Answer, ...]
    heads: frozenset[str]

    @property
    def lead(self) -> Answer:
        """The earliest answer that gives the position."""
        return self.answers[0]


def stands_of(
    question: str,
    answers: list[Answer],
    heads: dict[str, str],
    caveats: dict[str, tuple[str, ...]],
    lookup: Lookup,
) -> list[Stand]:
    """Cut a question's answers into positions.

    ``heads`` maps an origin to the one it counts as; ``caveats`` maps a claim to the claims that say it
    could not be checked. One figure told as fact and as report by different sources is two positions;
    told both ways by one source it is unverified. A report that only passes a figure on is cited with it, and
    adds no origin.
    """
    given: dict[tuple[Hashable, ...], list[Answer]] = defaultdict(list)
    rests = resting(answers, lookup)
    for answer in rests:
        given[_value(answer)].append(answer)
    own = {id(answer) for answer in rests}
    passed_on = [a for a in answers if id(a) not in own and a.quantity is not None]
    stands = []
    for value in sorted(given, key=repr):
        doubts = {} if answers[0].choice else caveats
        doubted = {_voice(a, heads) for a in given[value] if _doubted(a, doubts)}
        for status, members in _by_status(given[value], doubted, heads).items():
            stand = _stand(question, value, status, members, heads, doubts, lookup)
            stands.append(_with(stand, [a for a in passed_on if _value(a) == value and a.status == status]))
    return stands


def _with(stand: Stand, passed_on: list[Answer]) -> Stand:
    """A position with the claims of reports that pass its figure on and give none of their own."""
    told = {answer.claim.report for answer in stand.answers}
    more = [answer.claim.id for answer in passed_on if answer.claim.report not in told]
    claims = tuple(dict.fromkeys((*stand.position.claims, *more)))
    return replace(stand, position=replace(stand.position, claims=claims)) if more else stand


def _value(answer: Answer) -> tuple[Hashable, ...]:
    if answer.choice:
        return answer.choice, None
    if answer.quantity is None:
        return None, answer.polarity
    return figure_of(answer.quantity), None


def _voice(answer: Answer, heads: dict[str, str]) -> str:
    origin = answer.claim.origin
    return answer.family if origin is None else heads.get(origin, origin)


def _doubted(answer: Answer, caveats: dict[str, tuple[str, ...]]) -> bool:
    return answer.status == "unverified" or answer.claim.id in caveats


def _by_status(answers: list[Answer], doubted: set[str], heads: dict[str, str]) -> dict[Status, list[Answer]]:
    found: dict[Status, list[Answer]] = defaultdict(list)
    for answer in answers:
        status: Status = answer.status
        if status == "denied" or (answer.quantity is not None and not answer.polarity):
            status = "denied"
        elif status == "asserted" and _voice(answer, heads) in doubted:
            status = "unverified"
        found[status].append(answer)
    return {status: found[status] for status in sorted(found)}


def _stand(
    question: str,
    value: tuple[Hashable, ...],
    status: Status,
    answers: list[Answer],
    heads: dict[str, str],
    caveats: dict[str, tuple[str, ...]],
    lookup: Lookup,
) -> Stand:
    sure = careful(answers)
    quantities = [answer.quantity for answer in sure if answer.quantity is not None]
    lower, upper = hull(quantities) if quantities else (None, None)
    origins = {answer.claim.origin for answer in answers if answer.claim.origin is not None}
    rests_on = counted(origins, heads, lookup)
    claims = dict.fromkeys(answer.claim.id for answer in answers)
    claims |= dict.fromkeys(other for answer in answers for other in caveats.get(answer.claim.id, ()))
    firsts = [answer.seen[0] for answer in answers if answer.seen[0] is not None]
    lasts = [answer.seen[1] for answer in answers if answer.seen[1] is not None]
    position = Position(
        id=content_id("p", question, repr(value), status),
        summary=summary(sure, status, lookup),
        claims=tuple(claims),
        origins=tuple(sorted(rests_on)),
        status=status,
        lower=lower,
        upper=upper,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )
    return Stand(position, tuple(answers), rests_on)


def careful(answers: Iterable[Answer]) -> list[Answer]:
    """Leave out a bare figure that its own report gives with a bound: "Raid kills 21" over "at least 21"."""
    answers = list(answers)
    bounded = {
        (a.claim.report, a.claim.origin)
        for a in answers
        if a.quantity is not None and a.quantity.bound != "exact"
    }
    return [
        a
        for a in answers
        if a.quantity is None
        or a.quantity.bound != "exact"
        or (a.claim.report, a.claim.origin) not in bounded
    ]
