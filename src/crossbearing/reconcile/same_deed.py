"""Which accounts of who did it, how and to what are of one attack, where an incident may hold several."""

import re
from collections import Counter, defaultdict
from itertools import combinations

from msgspec.structs import replace

from crossbearing.model import Claim
from crossbearing.reconcile.answers import Answer, Period, has_own_place, period_of
from crossbearing.reconcile.grouping import Forest
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.rivals import rival_doers
from crossbearing.reconcile.tolls import share_toll

_MOST = 200
"""Answers to who did it that are compared in one incident."""
_COMPASS = re.compile(r"(north|south)?(east|west)?(?:ern\b|-|\b)(?<=\w)", re.IGNORECASE)
"""Of which side of a land is spoken: "northern Sarnia", "east of Sarnia"."""
_TWO = 2
"""A village and the town it lies by may both be named for one place; more are a list."""


def same_deed(answers: list[Answer], lookup: Lookup) -> list[list[Answer]]:
    """Part the answers to who did it: those at odds stand together only where they tell of one attack.

    A town shelled from both sides on one day is two attacks: accounts that name doers who exclude one another
    are of one only where a telling figure ties them, or a denial. Others of one side stay together.
    """
    forest = Forest(len(answers))
    for i, j in combinations(range(min(len(answers), _MOST)), 2):
        if set(answers[i].choice) & set(answers[j].choice) or share_toll(answers[i].claim, answers[j].claim):
            forest.join(i, j)
    tied: dict[int, list[Answer]] = defaultdict(list)
    for i, answer in enumerate(answers):
        tied[forest.root(i)].append(answer)
    found: list[list[Answer]] = []
    for group in tied.values():
        home = next((other for other in found if not _at_odds(group, other, lookup)), None)
        if home is None:
            found.append(group)
        else:
            home += group
    return found


def _at_odds(one: list[Answer], other: list[Answer], lookup: Lookup) -> bool:
    """Whether any doer of the one group excludes one of the other."""
    doers = [list({a.choice: a for a in group}.values()) for group in (one, other)]
    return any(rival_doers(a, b, lookup) for a in doers[0] for b in doers[1])


def told_whole(answers: list[Answer]) -> list[Answer]:
    """Leave out who is named alone where the same source in the same report names those he did it with.

    "Raids by the army and its ally killed 40 … army helicopters killed ten of them": one joint attack.
    """
    joint: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for answer in answers:
        if answer.status != "denied":
            joint[answer.claim.report, answer.family].append(set(answer.choice))
    return [
        answer
        for answer in answers
        if answer.status == "denied"
        or not any(set(answer.choice) < named for named in joint[answer.claim.report, answer.family])
    ]


def on_its_day(answers: list[Answer], claims: list[Claim]) -> list[Answer]:
    """Give answers whose day is only that of their report the day that the incident's claims name.

    A headline in the present tense ("Raid kills 20") is of the day before as often as not. Where the claims
    name several days, the answer has none.
    """
    periods = [period_of(claim) for claim in claims]
    days = {p.start for p in periods if p.firm and p.kind == "day"}
    if not days:
        return answers
    named = min(days, key=str)
    period = Period("day", named, named, firm=True) if len(days) == 1 else Period("undated", firm=False)
    unsure = {a.claim.id for a in answers if a.period.kind == "day" and not a.period.firm}
    return [
        replace(a, period=period) if a.claim.id in unsure and a.predicate != "hour" else a for a in answers
    ]


def in_its_place(answers: list[Answer], claims: list[Claim]) -> list[Answer]:
    """Give answers whose place is only that of their report the one place that the incident's claims name."""
    named = {claim.places[0] for claim in claims if has_own_place(claim)}
    if len(named) != 1:
        return answers
    (place,) = named
    return [answer if has_own_place(answer.claim) else replace(answer, place=place) for answer in answers]


def of_one_place(answers: list[Answer], lookup: Lookup) -> list[list[Answer]]:
    """Part answers that name places apart from one another: no town's attack is another's.

    A town and the province that bears its name may be one place ("in Marib"), and a village that no list has
    may lie anywhere; what names several towns may be of any of them, and answers nothing.
    """
    told = [a for a in answers if not (a.placed and len(_towns(a, lookup)) > _TWO)]
    often = Counter(str(a.place) for a in told)
    homes: list[tuple[str, list[Answer]]] = []
    for answer in sorted(told, key=lambda a: (-often[str(a.place)], _width(a, lookup), str(a.place))):
        home = next((group for place, group in homes if _may_be_in(answer, place, lookup)), None)
        if home is not None:
            home.append(answer)
        else:
            homes.append((answer.place or "", [answer]))
    order = {id(answer): n for n, answer in enumerate(answers)}
    return [sorted(group, key=lambda a: order[id(a)]) for _, group in homes]


def _towns(answer: Answer, lookup: Lookup) -> set[str]:
    towns = {lookup.locality(place) for place in answer.claim.places}
    return {t for t in towns if (known := lookup.places.get(t)) is not None and known.kind == "city"}


def _width(answer: Answer, lookup: Lookup) -> int:
    """How wide a place is: the more it lies in, the narrower."""
    return 0 if answer.place is None else -len(lookup.within(answer.place))


def _may_be_in(answer: Answer, place: str, lookup: Lookup) -> bool:
    if answer.place is None or not answer.placed or not place:
        return True
    return any(_may_be_one(told, place, lookup) for told in answer.claim.places)


def _may_be_one(one: str, other: str, lookup: Lookup) -> bool:
    if lookup.inside(one, other) or lookup.inside(other, one):
        return True
    if lookup.unlisted(one) or lookup.unlisted(other):
        return True
    pairs = ((one, other), (other, one))
    return any(_named_for(a, b, lookup) or _on_the_side(a, b, lookup) for a, b in pairs)


def _on_the_side(place: str, side: str, lookup: Lookup) -> bool:
    """Whether a place lies on a land's side: a town in the north may be in "northern Sarnia"."""
    here, wide = lookup.places.get(place), lookup.places.get(side)
    land = None if wide is None else lookup.places.get(wide.within or "")
    compass = None if land is None or land.kind != "country" else _COMPASS.match(lookup.place_name(side))
    if compass is None or here is None or land is None or not lookup.inside(place, land.id):
        return False
    if here.lat is None or here.lon is None or land.lat is None or land.lon is None:
        return False
    north, east = here.lat - land.lat, here.lon - land.lon
    beyond = {"north": north > 0, "south": north < 0, "east": east > 0, "west": east < 0}
    return all(beyond[word.lower()] for word in compass.groups() if word)


def _named_for(town: str, place: str, lookup: Lookup) -> bool:
    """Whether a place lies in the region that bears a town's name: "in Marib" may be in its province."""
    name = lookup.place_name(town)
    return any(lookup.place_name(wide).startswith(f"{name} ") for wide in lookup.within(place)[1:])
