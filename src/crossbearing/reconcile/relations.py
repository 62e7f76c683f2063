"""How positions of one question stand to one another, each with its reason in plain words."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import combinations, product

from crossbearing.model import Quantity, Relation
from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.bounds import disjoint, inside, meets, near, vague_word
from crossbearing.reconcile.comparable import older, sure
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import distinct, kin
from crossbearing.reconcile.positions import Stand, careful
from crossbearing.reconcile.rivals import compare_choices
from crossbearing.reconcile.slots import TOLLS
from crossbearing.reconcile.speaking import head_of, names_of, on_day, seen_on
from crossbearing.reconcile.tolls import is_rising
from crossbearing.reconcile.wording import summary
from crossbearing.vocabulary import QuestionState

_PLAIN = frozenset({"exact", "at_least"})
"""Bounds that are set against each other: "about 40" may be what somebody makes of 36."""
_EARLIER = re.compile(
    r"\b(?:earlier|previously|initially|at first)\b(?:(?!\b(?:while|whilst|whereas|but)\b)[^,;]){0,80}$",
    re.IGNORECASE,
)
_MAX_STANDS = 60
"""Beyond so many positions a question is no longer one; only neighbours would be worth comparing."""


def relate(stands: list[Stand], lookup: Lookup) -> list[Relation]:
    """Relate the positions of a question.

    updates: one origin's later figure, a figure the report itself calls older, or one to which it says that
    the toll rose. contradicts: other origins, incompatible answers told together, neither overtaken. narrows:
    one range inside the other. agrees: the same answer told more or less surely, figures that words like
    "about" leave room for, or a higher toll of another origin told later, which overtakes nothing. Two
    positions of different origins are left unrelated only where one is overtaken, or where it is unsure that
    they count the same.
    """
    pairs = list(combinations(stands[:_MAX_STANDS], 2))
    found = [relation for a, b in pairs if (relation := _update(a, b, lookup)) is not None]
    overtaken = {relation.target for relation in found}
    related = {frozenset((relation.source, relation.target)) for relation in found}
    for a, b in pairs:
        if frozenset((a.position.id, b.position.id)) in related:
            continue
        stale = a.position.id in overtaken or b.position.id in overtaken
        relation = _compare(a, b, lookup, stale=stale)
        if relation is not None:
            found.append(relation)
    return found


def state_of(stands: list[Stand], relations: list[Relation], lookup: Lookup) -> QuestionState:
    """Contested over corroborated over superseded over single origin.

    Corroborated: two origins give one current answer, or answers that do not exclude one another.
    """
    if any(relation.kind == "contradicts" for relation in relations):
        return "contested"
    overtaken = {relation.target for relation in relations if relation.kind == "updates"}
    current = {stand.position.id: stand for stand in stands if stand.position.id not in overtaken}
    if any(distinct(stand.heads, lookup) > 1 for stand in current.values()):
        return "corroborated"
    for relation in relations:
        a, b = current.get(relation.source), current.get(relation.target)
        if a is not None and b is not None and not kin(a.heads, b.heads, lookup):
            return "corroborated"
    return "superseded" if overtaken else "single_origin"


# -- updates ------------------------------------------------------------------------------------------------


def _update(a: Stand, b: Stand, lookup: Lookup) -> Relation | None:
    if a.lead.quantity is None:
        return None
    for new, old in ((a, b), (b, a)):
        if _called_older(new, old):
            reason = f"{names_of(new, lookup)} names {old.position.summary} as the earlier figure"
            return Relation(
                new.position.id, old.position.id, "updates", f"{reason}; now {new.position.summary}"
            )
        own = bool(new.heads) and all(kin({head}, new.heads, lookup) for head in old.heads)
        if own and _later(new, old, lookup) and _corrects(new, old):
            reason = (
                f"{names_of(old, lookup)} first gave {old.position.summary} ({seen_on(old)}),"
                f" later {new.position.summary} ({seen_on(new)})"
            )
            return Relation(new.position.id, old.position.id, "updates", reason)
        if own and _risen(new, old):
            reason = (
                f"{names_of(old, lookup)} gave {old.position.summary} and {new.position.summary}"
                " in reports of the same days; a toll rises, and the higher is taken for the later"
            )
            return Relation(new.position.id, old.position.id, "updates", reason)
    return None


def _risen(newer: Stand, older: Stand) -> bool:
    """Whether one source's two tolls of a happening, told in other reports of the same days, rose.

    On the day itself a monitor gives at least 14, then at least 20, then 31, and no report tells the hour.
    Of two bare figures neither leaves room for the other, and they have no order.
    """
    if newer.lead.predicate not in TOLLS or newer.lead.period.kind == "total" or not newer.lead.incident:
        return False
    if {a.claim.report for a in newer.answers} & {a.claim.report for a in older.answers}:
        return False
    amounts = [a.quantity for stand in (newer, older) for a in stand.answers]
    if any(q is None or q.bound not in _PLAIN or vague_word(q) for q in amounts):
        return False
    if not any(a.quantity is not None and a.quantity.bound == "at_least" for a in older.answers):
        return False
    days = (newer.position.first, newer.position.last, older.position.first, older.position.last)
    if any(day is None for day in days) or _told_first(newer, older):
        return False
    return (newer.position.lower or 0) > (older.position.lower or 0)


def _told_first(newer: Stand, older: Stand) -> bool:
    """Whether the higher figure was last told before the lower, or the two lie days apart."""
    last, first = newer.position.last, older.position.first
    if last is None or first is None or last < first:
        return True
    return newer.position.first is None or newer.position.first - first > timedelta(days=1)


def _corrects(newer: Stand, older: Stand) -> bool:
    """Whether a later figure can take an earlier one's place.

    A vague word overtakes no number; a lower one only where both tell of a named day and place.
    """
    if newer.lead.quantity is None or newer.lead.quantity.bound == "vague":
        return False
    if (newer.position.upper or newer.position.lower or 0) >= (older.position.lower or 0):
        return True
    return all(any(a.period.firm and a.placed for a in stand.answers) for stand in (newer, older))


def _called_older(newer: Stand, older_stand: Stand) -> bool:
    """Whether one is marked as older by a claim that gives the other, or rose to it for all who gave it."""
    marked = {a.claim.id for a in older_stand.answers if a.quantity is not None and a.quantity.earlier}
    current = {a.claim.id for a in newer.answers if a.quantity is not None and not a.quantity.earlier}
    if marked and marked & current:
        return True
    overtaken = {a.family for a in older_stand.answers if any(older(a, b) for b in newer.answers)}
    return bool(overtaken) and overtaken == {a.family for a in older_stand.answers}


def _later(newer: Stand, older: Stand, lookup: Lookup) -> bool:
    """Whether the older figure's own origins first gave the newer one after they last gave the older."""
    own = [a for a in newer.answers if head_of(a.claim.origin, older.heads, lookup) is not None]
    revised = {lookup.revises.get(a.claim.report) for a in own}
    if revised & {a.claim.report for a in older.answers}:
        return True
    first = min((a.seen[0] for a in own if a.seen[0] is not None), default=None)
    return first is not None and older.position.last is not None and first > older.position.last


# -- comparing ----------------------------------------------------------------------------------------------


def _compare(a: Stand, b: Stand, lookup: Lookup, *, stale: bool) -> Relation | None:
    apart = bool(a.heads) and bool(b.heads) and not kin(a.heads, b.heads, lookup)
    if a.lead.choice and b.lead.choice:
        return compare_choices(a, b, lookup, apart=apart)
    if a.lead.quantity is None or b.lead.quantity is None:
        return _compare_polar(a, b, lookup) if apart else None
    if "denied" in (a.position.status, b.position.status):
        both = a.position.status == b.position.status
        return None if both or stale or not apart else _against(a, b, lookup)
    if _same_range(a, b):
        return _agree(a, b, lookup) if apart else None
    for narrow, wide in ((a, b), (b, a)):
        if _all_pairs(narrow, wide, inside):
            reason = f"{narrow.position.summary} lies within {wide.position.summary}"
            return Relation(narrow.position.id, wide.position.id, "narrows", reason)
    return None if stale or not apart else _compare_figures(a, b, lookup)


def _compare_figures(a: Stand, b: Stand, lookup: Lookup) -> Relation | None:
    """Figures of other origins, neither inside the other: near, compatible, told later, or at odds.

    None where it is unsure that they count the same.
    """
    told = [f"{names_of(stand, lookup)}: {stand.position.summary}" for stand in (a, b)]
    beside = _side_by_side(a, b, lookup)
    if not _all_pairs(a, b, disjoint) and beside is None:
        why = _why_compatible(a, b)
        if why is None:
            return None
        return Relation(a.position.id, b.position.id, "agrees", f"{told[0]}; {told[1]}; {why}")
    if not any(sure(x, y, lookup) for x in a.answers for y in b.answers):
        return None
    if beside is not None:
        return Relation(a.position.id, b.position.id, "contradicts", beside)
    early, late = _in_order(a, b)
    risen = any(_told_as_risen(answer) for stand in (a, b) for answer in stand.answers)
    if _told_together(early, late) and not risen:
        return _against(a, b, lookup) if _fixed(a) and _fixed(b) else None
    reason = (
        f"{names_of(late, lookup)} told of {late.position.summary} ({seen_on(late)});"
        f" {names_of(early, lookup)} told of {early.position.summary} ({seen_on(early)});"
        " a toll may rise, and one source's figure does not take the place of another's"
    )
    return Relation(late.position.id, early.position.id, "agrees", reason)


def _why_compatible(a: Stand, b: Stand) -> str | None:
    """Why two figures of other origins are not at odds; None where only a vague word's loose edge says so."""
    if _all_pairs(a, b, near):
        return "round figures, less than a tenth apart"
    return "both can be so" if _some_pair(a, b, meets) else None


def _side_by_side(a: Stand, b: Stand, lookup: Lookup) -> str | None:
    """How one report sets two figures against each other: "state media say 44, the monitor 48".

    That another report has "at least 44" of the same source makes them no more alike; and where a report
    tells both of one happening, neither needs the place and day in its own words. A headline's bare figure
    that its own report gives with a bound is no figure of its own.
    """
    for x in careful(a.answers):
        for y in careful(b.answers):
            if (
                x.claim.report == y.claim.report
                and x.quantity is not None
                and y.quantity is not None
                and {x.quantity.bound, y.quantity.bound} <= _PLAIN
                and disjoint(x.quantity, y.quantity)
                and sure(x, y, lookup)
                and not any(_said_before(z) or _told_as_risen(z) for z in (x, y))
            ):
                told = [_in_one_report(s, answer, lookup) for s, answer in ((a, x), (b, y))]
                return "; ".join(told)
    return None


def _in_one_report(stand: Stand, answer: Answer, lookup: Lookup) -> str:
    """What one report gives on a source's word, with its own bound, which others may have more loosely."""
    origin = head_of(answer.claim.origin, stand.heads, lookup)
    names = names_of(stand, lookup) if origin is None else lookup.teller(answer.claim.origin or origin)
    said = summary([answer], stand.position.status, lookup)
    return f"{names}: {said}{on_day(stand)}"


def _said_before(answer: Answer) -> bool:
    """Whether a figure was given before the report's own: "the agency said earlier that six were hurt"."""
    claim = answer.claim
    return _EARLIER.search(claim.sentence.exact[: claim.span.start - claim.sentence.start]) is not None


def _told_as_risen(answer: Answer) -> bool:
    """Whether a figure is told as what a lower one has become: "websites said the toll had risen to 85"."""
    return answer.quantity is not None and is_rising(answer.claim, answer.quantity)


def _fixed(stand: Stand) -> bool:
    """Whether an account of a toll names its place and its day, so that it cannot be of something else."""
    return stand.lead.predicate not in TOLLS or any(
        a.period.kind == "day" and a.place is not None for a in stand.answers
    )


def _same_range(a: Stand, b: Stand) -> bool:
    return (a.position.lower, a.position.upper) == (b.position.lower, b.position.upper)


def _agree(a: Stand, b: Stand, lookup: Lookup) -> Relation:
    told = [f"{names_of(stand, lookup)} ({stand.position.status})" for stand in (a, b)]
    reason = f"{told[0]} and {told[1]} give the same answer"
    return Relation(a.position.id, b.position.id, "agrees", reason)


def _all_pairs(a: Stand, b: Stand, holds: Callable[[Quantity, Quantity], bool]) -> bool:
    """Whether something holds between every amount of the one and every amount of the other."""
    return all(holds(x, y) for x, y in _amounts(a, b))


def _some_pair(a: Stand, b: Stand, holds: Callable[[Quantity, Quantity], bool]) -> bool:
    """Whether something holds between an amount of the one and an amount of the other."""
    return any(holds(x, y) for x, y in _amounts(a, b))


def _amounts(a: Stand, b: Stand) -> Iterator[tuple[Quantity, Quantity]]:
    """Each amount of the one with each of the other."""
    for x, y in product(a.answers, b.answers):
        if x.quantity is not None and y.quantity is not None:
            yield x.quantity, y.quantity


def _in_order(a: Stand, b: Stand) -> tuple[Stand, Stand]:
    early, late = sorted((a, b), key=lambda stand: (str(stand.position.first), stand.position.id))
    return early, late


def _told_together(early: Stand, late: Stand) -> bool:
    """Whether the two were told as of one day; a toll that is told later and higher may have risen."""
    first, second = early.position.first, late.position.first
    if first is None or second is None or first == second:
        return early.lead.predicate not in TOLLS or _settled(early, late)
    if early.lead.period.kind == "total" or early.lead.predicate == "share":
        return False
    return (late.position.upper or late.position.lower or 0) < (early.position.lower or 0)


def _settled(one: Stand, other: Stand) -> bool:
    """Whether two tolls told on one day are at odds: told by one report, or after the day of the happening.

    On the day itself a toll rises from hour to hour, and reports do not say at what hour they were written.
    """
    if {a.claim.report for a in one.answers} & {a.claim.report for a in other.answers}:
        return True
    days = [a.period.end for a in (*one.answers, *other.answers) if a.period.end is not None]
    first = one.position.first
    return first is None or not days or first > max(days)


def _compare_polar(a: Stand, b: Stand, lookup: Lookup) -> Relation | None:
    if a.lead.polarity == b.lead.polarity:
        denied = "denied" in (a.position.status, b.position.status)
        return _against(a, b, lookup) if denied else _agree(a, b, lookup)
    if "denied" in (a.position.status, b.position.status):
        return _agree(a, b, lookup)
    if a.lead.predicate in ("fighting_stopped", "air_stopped"):
        yes, no = (a, b) if a.lead.polarity else (b, a)
        return _fighting_on(yes, no, lookup)
    return _against(a, b, lookup)


def _fighting_on(yes: Stand, no: Stand, lookup: Lookup) -> Relation:
    """Violence after a halt; ``halts.attach_violence`` let in only what may have come after it."""
    halt = yes.position.summary.replace("have stopped", "had stopped")
    reason = f"{names_of(no, lookup)} reported fighting, shelling or air strikes{on_day(no)}"
    reason += f"; {names_of(yes, lookup)} said that {halt}{on_day(yes)}"
    return Relation(yes.position.id, no.position.id, "contradicts", reason)


def _against(a: Stand, b: Stand, lookup: Lookup) -> Relation:
    reason = f"{_told(a, lookup)}; {_told(b, lookup)}"
    return Relation(a.position.id, b.position.id, "contradicts", reason)


def _told(stand: Stand, lookup: Lookup) -> str:
    denied = stand.position.summary.removeprefix("denied: ")
    if denied != stand.position.summary:
        return f"{names_of(stand, lookup)} denied that {denied}"
    return f"{names_of(stand, lookup)}: {stand.position.summary}{on_day(stand)}"
