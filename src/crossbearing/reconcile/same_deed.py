"""Which accounts of who did it are of one attack, where an incident may hold several."""

from collections import defaultdict
from itertools import combinations

from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.grouping import Forest
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.rivals import rival_doers
from crossbearing.reconcile.tolls import share_toll

_MOST = 200
"""Answers to who did it that are compared in one incident."""


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
