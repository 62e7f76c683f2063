"""Which answers meet in one question: same thing asked, same place, same time; when unsure, apart.

Answers meet through keys, never by comparing all with all: whoever shares a key shares a question.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import combinations, pairwise

from crossbearing.reconcile.answers import Answer, said_on_a_day
from crossbearing.reconcile.bounds import inside, unmistakable, vague_word
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.rivals import at_odds
from crossbearing.reconcile.slots import (
    SAME_NEWS,
    STATE_HOLDS,
    Key,
    as_of,
    asked,
    atrocities,
    held,
    of_town,
    place_and_day,
    repeat,
    running,
    same_figure,
    same_incident,
    same_statement,
    same_words,
    start_expected,
    undated,
    vague_and_told,
)
from crossbearing.reconcile.standing_deals import DEAL

_BACK = 40
"""Answers before one, in order of news, that it is held against; keeps the cost near-linear."""
_NOT_A_TOWN = frozenset({"country", "region"})


class Forest:
    """Disjoint sets over answer numbers; the smallest number names a set."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, i: int) -> int:
        """The name of the set that holds ``i``."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make two sets one."""
        a, b = sorted((self.root(i), self.root(j)))
        self.parent[b] = a


def group_answers(answers: Iterable[Answer], lookup: Lookup) -> list[list[Answer]]:
    """Sort answers into questions; the order they come in makes no difference.

    Some of those counted ("seven others") meet only the same figure again.
    """
    blocks: dict[Key, list[Answer]] = defaultdict(list)
    for answer in in_order(answers):
        blocks[asked(answer)].append(answer)
    return [group for key in sorted(blocks, key=repr) for group in _split(blocks[key], lookup)]


def in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Answers by the day of their reports, whatever the order they come in."""
    return sorted(answers, key=_order)


def _order(answer: Answer) -> tuple[str, str, str, int]:
    start = answer.quantity.span.start if answer.quantity is not None else -1
    return str(answer.seen[0]), answer.claim.id, answer.predicate, start


def _split(block: list[Answer], lookup: Lookup) -> list[list[Answer]]:
    forest = Forest(len(block))
    _join_same_key(block, forest, place_and_day)
    _join_same_key(block, forest, same_incident, lookup)
    _join_near(block, forest, _buckets(block, running), lookup)
    _join_near(block, forest, _buckets(block, undated), lookup)
    _join_figures(block, forest, lookup)
    _join_near(block, forest, _buckets(block, same_statement), lookup)
    _join_near(block, forest, _buckets(block, same_words), lookup)
    _join_met(block, forest, vague_and_told, _tells_nearer)
    _join_met(block, forest, start_expected, partial(_one_start, lookup=lookup))
    _join_met(block, forest, atrocities, _denies)
    _join_undated_to_day(block, forest)
    _join_state(block, forest, lookup)
    _join_repeats(block, forest, lookup)
    groups: dict[int, list[Answer]] = defaultdict(list)
    for i, answer in enumerate(block):
        groups[forest.root(i)].append(answer)
    return list(groups.values())


# -- meeting ------------------------------------------------------------------------------------------------


def _tells_nearer(one: Answer, other: Answer) -> bool:
    """Whether one gives the number where another report of the same news has "dozens"."""
    if one.quantity is None or other.quantity is None or one.claim.report == other.claim.report:
        return False
    nearer = any(
        vague_word(wide) and not vague_word(narrow) and inside(narrow, wide)
        for narrow, wide in ((one.quantity, other.quantity), (other.quantity, one.quantity))
    )
    return nearer and _same_days(one, other)


def _one_start(one: Answer, other: Answer, *, lookup: Lookup) -> bool:
    if one.place is None or other.place is None or not related(one.place, other.place, lookup):
        return False
    return _same_days(one, other)


def _denies(one: Answer, other: Answer) -> bool:
    """Whether one denies what the other tells of; what no one denies needs no answer."""
    return (one.status == "denied") != (other.status == "denied") and _same_days(one, other)


def _same_days(one: Answer, other: Answer) -> bool:
    """Whether two speak of days that touch; a day that no words name leaves those of the news."""
    if gap(one.seen[0], other.seen[0]) > SAME_NEWS:
        return False
    a, b = one.period, other.period
    if not (a.firm and b.firm) or a.start is None or b.start is None:
        return True
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)


# -- joining ------------------------------------------------------------------------------------------------


def _buckets(block: list[Answer], key_of: Callable[[Answer], Key | None]) -> Iterable[list[int]]:
    return _shared(block, lambda answer: [] if (key := key_of(answer)) is None else [key])


def _shared(block: list[Answer], keys_of: Callable[[Answer], list[Key]]) -> Iterable[list[int]]:
    buckets: dict[Key, list[int]] = defaultdict(list)
    for i, answer in enumerate(block):
        for key in keys_of(answer):
            buckets[key].append(i)
    return buckets.values()


def _join_same_key(
    block: list[Answer],
    forest: Forest,
    key_of: Callable[[Answer], Key | None],
    lookup: Lookup | None = None,
) -> None:
    """Join what has one key and one doer; with a ``lookup``, also doers that are not at odds."""
    for bucket in _buckets(block, key_of):
        by_doer: dict[str | None, list[int]] = defaultdict(list)
        for i in bucket:
            by_doer[block[i].doer].append(i)
        groups = [by_doer[doer] for doer in by_doer if doer is not None]
        if lookup is not None:
            groups = _allied(groups, block, lookup)
        if None in by_doer:
            groups = [groups[0] + by_doer[None]] if len(groups) == 1 else [*groups, by_doer[None]]
        for members in groups:
            for i in members[1:]:
                forest.join(members[0], i)


def _allied(groups: list[list[int]], block: list[Answer], lookup: Lookup) -> list[list[int]]:
    """Answers by doer, brought together where no two doers are at odds: "US strikes", "coalition strikes"."""
    doers = [sorted({a for i in group for a in block[i].claim.actors}) for group in groups]
    odds = any(at_odds(a, b, lookup) for one, two in combinations(doers, 2) for a in one for b in two)
    return groups if odds or not groups else [[i for group in groups for i in group]]


def _join_near(block: list[Answer], forest: Forest, buckets: Iterable[list[int]], lookup: Lookup) -> None:
    """Join what is told next after one another; a running total since a day is one story at any distance."""
    for bucket in buckets:
        for i, j in pairwise(bucket):
            near = _close(block[i], block[j]) or _one_story(block[i], block[j])
            if near and _compatible(block[i], block[j], lookup):
                forest.join(i, j)


def _join_figures(block: list[Answer], forest: Forest, lookup: Lookup) -> None:
    """Join one source's same telling figure where nothing shows that it is of two happenings."""
    days = _days_of_incidents(block)
    for bucket in _shared(block, partial(same_figure, lookup=lookup)):
        for i, j in pairwise(bucket):
            one, other = block[i], block[j]
            near = _close(one, other) or _one_story(one, other)
            if near and _compatible(one, other, lookup) and not _of_two_days(one, other, days):
                forest.join(i, j)


def _days_of_incidents(block: list[Answer]) -> dict[str, frozenset[date]]:
    """The days that accounts of each incident name in their own words."""
    found: dict[str, set[date]] = defaultdict(set)
    for answer in block:
        if answer.incident is not None and answer.period.kind == "day" and answer.period.firm:
            found[answer.incident].update(d for d in (answer.period.start,) if d is not None)
    return {incident: frozenset(days) for incident, days in found.items()}


def _of_two_days(one: Answer, other: Answer, days: dict[str, frozenset[date]]) -> bool:
    """Whether two tolls of two incidents are of two days: 12 hurt on the 15th, 12 hurt on the 16th.

    Also where one was in print before the day of the other, or where neither names a day and days lie
    between their reports: small figures recur.
    """
    if one.quantity is None or unmistakable(one.quantity):
        return False
    if one.incident is not None and one.incident == other.incident:
        return False
    mine, theirs = _days_of(one, days), _days_of(other, days)
    if mine and theirs:
        return mine.isdisjoint(theirs)
    named, told = (mine, other) if mine else (theirs, one)
    if named and told.seen[1] is not None and told.seen[1] < min(named):
        return True
    loose = one.incident is None and other.incident is None
    return not named and not loose and gap(one.seen[0], other.seen[0]) > timedelta(days=1)


def _days_of(answer: Answer, days: dict[str, frozenset[date]]) -> frozenset[date]:
    """The day that an answer names, else those of its incident."""
    if answer.period.kind == "day" and answer.period.firm and answer.period.start is not None:
        return frozenset({answer.period.start})
    return days.get(answer.incident or "", frozenset())


def _one_story(one: Answer, other: Answer) -> bool:
    """Whether two running totals, each since a day that is known, share all that ``running`` goes by."""
    return one.period.start is not None and running(one) is not None and running(one) == running(other)


def _join_met(
    block: list[Answer],
    forest: Forest,
    key_of: Callable[[Answer], Key | None],
    meets: Callable[[Answer, Answer], bool],
) -> None:
    """Join what meets pair by pair, each with the nearest before it."""
    for bucket in _buckets(block, key_of):
        for n, i in enumerate(bucket):
            for j in bucket[max(0, n - _BACK) : n]:
                if meets(block[i], block[j]):
                    forest.join(i, j)


def _join_undated_to_day(block: list[Answer], forest: Forest) -> None:
    """A yes or no without a day joins the one day on which its source said the same of that town."""
    bodies = _buckets(block, of_town)
    for bucket in bodies:
        dated = [i for i in bucket if block[i].period.kind == "day" and block[i].locality is not None]
        for i in bucket:
            if block[i].period.kind == "undated":
                near = [j for j in dated if gap(block[j].period.start, block[i].seen[0]) <= STATE_HOLDS]
                if len({block[j].period.start for j in near}) == 1:
                    forest.join(near[0], i)


def _close(one: Answer, other: Answer) -> bool:
    """Whether two reports are near in time."""
    return gap(one.seen[0], other.seen[0]) <= SAME_NEWS


def gap(one: date | None, other: date | None) -> timedelta:
    """The days between two days; unknown days are never close."""
    return timedelta.max if one is None or other is None else abs(one - other)


def _compatible(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether nothing said keeps two answers apart: place, doer, named days."""
    if one.doer is not None and other.doer is not None and one.doer != other.doer:
        return False
    if one.period.firm and other.period.firm and one.period != other.period:
        return False
    if one.place is None or other.place is None or not (one.placed and other.placed):
        return True
    return related(one.place, other.place, lookup)


def related(one: str, other: str, lookup: Lookup) -> bool:
    """Whether one place is the other or a part of it, the wider no larger than a town."""
    if one == other:
        return True
    for inner, outer in ((one, other), (other, one)):
        wide = lookup.places.get(outer)
        if wide is not None and wide.kind not in _NOT_A_TOWN and lookup.inside(inner, outer):
            return True
    return False


def _join_state(block: list[Answer], forest: Forest, lookup: Lookup) -> None:
    """Shares held, told within a day of each other, of one place and holder; windows never chain on."""
    if not block or block[0].predicate != "share":
        return
    for bucket in _buckets(block, held):
        dated = sorted((day, i) for i in bucket if (day := as_of(block[i])) is not None)
        anchors: list[tuple[date, int]] = []
        for day, i in dated:
            met = [
                a
                for since, a in anchors
                if day - since <= STATE_HOLDS and _same_ground(block[a], block[i], lookup)
            ]
            if met:
                forest.join(met[0], i)
            else:
                anchors.append((day, i))


def _same_ground(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether two shares are of one ground: one place, or a part where the other names none of its own."""
    if one.place is None or other.place is None or one.place == other.place:
        return True
    wide, narrow = (one, other) if lookup.inside(other.place, one.place) else (other, one)
    return not wide.placed and related(wide.place or "", narrow.place or "", lookup)


def _join_repeats(block: list[Answer], forest: Forest, lookup: Lookup) -> None:
    """A looser repeat in the same report, by the same source, joins the one dated answer it repeats.

    A deal of no place is none of the town's, but may be the land's; told twice, it is one.
    """
    for repeats in _buckets(block, lambda a: (a.claim.report, *repeat(a))):
        adrift = [i for i in repeats if block[i].predicate == DEAL and block[i].place is None]
        for i in _of_lands(repeats, block, lookup) + adrift[1:] if adrift else []:
            forest.join(adrift[0], i)
        bucket = [i for i in repeats if i not in adrift]
        firm = _anchors(bucket, block)
        if len({forest.root(i) for i in firm}) != 1:
            continue
        for i in bucket:
            if i not in firm and _compatible(block[i], block[firm[0]], lookup):
                forest.join(firm[0], i)


def _of_lands(bucket: list[int], block: list[Answer], lookup: Lookup) -> list[int]:
    """The answers of one land, where all of a land are of one."""
    lands = {p for i in bucket if (p := block[i].place) is not None and _is_land(p, lookup)}
    return [i for i in bucket if block[i].place in lands] if len(lands) == 1 else []


def _is_land(place: str, lookup: Lookup) -> bool:
    known = lookup.places.get(place)
    return known is not None and known.kind == "country"


def _anchors(bucket: list[int], block: list[Answer]) -> list[int]:
    """The answers a looser repeat can lean on: placed on a named day, else, for a yes or no, on any day.

    Of days taken from context, one on which its source is said to have spoken comes before the report's.
    """
    placed = [i for i in bucket if block[i].place is not None]
    firm = [i for i in placed if block[i].period.firm]
    dated = [i for i in placed if block[i].quantity is None and block[i].period.kind == "day"]
    return firm or [i for i in dated if said_on_a_day(block[i].claim)] or dated
