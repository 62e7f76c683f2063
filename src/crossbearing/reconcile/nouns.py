"""Tolls of one incident in two ways that mean one toll: "31 people died", "31 civilians", "31 bodies"."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.bounds import Figure, figure_of, telling
from crossbearing.reconcile.grouping import Forest, in_order

_ANYBODY = frozenset({"people", "member"})
"""Nouns that do not say who was hit: "31 people", "31 members of the staff"."""
_SOME = frozenset(
    {"child", "woman", "man", "boy", "girl", "schoolchild", "student", "pupil", "baby", "infant"}
)
"""Nouns that as a rule count some of those hit."""
_ASKED = {"killed": "killed", "found": "killed", "injured": "injured"}
"""What a toll is of, "found" (bodies) being a toll of the killed where it gives the same figure."""


def under_one_noun(groups: Iterable[list[Answer]]) -> list[list[Answer]]:
    """Bring together an incident's tolls of "people" and of one kind of people, where they are one toll.

    They are where a telling figure is told under both nouns, where no one tells the two apart ("40 people,
    31 of them civilians"), and where no other kind could be meant as well. A hospital's bodies are the dead.
    """
    found = list(groups)
    by_incident: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, group in enumerate(found):
        lead = group[0]
        if lead.predicate in _ASKED and lead.group not in _SOME and not lead.part:
            for incident in sorted({a.incident for a in group if a.incident is not None}):
                by_incident[incident, _ASKED[lead.predicate], lead.modality].append(n)
    forest = Forest(len(found))
    for members in by_incident.values():
        for n, m in _one_toll(found, members):
            forest.join(n, m)
    joined: dict[int, list[list[Answer]]] = defaultdict(list)
    for n, group in enumerate(found):
        joined[forest.root(n)].append(group)
    return [_together(parts) for parts in joined.values()]


def _one_toll(groups: list[list[Answer]], members: list[int]) -> Iterable[tuple[int, int]]:
    """The groups of one incident that share a telling figure under nouns that no one tells apart."""
    linked: dict[str, set[str]] = defaultdict(set)
    pairs = []
    for n, m in combinations(members, 2):
        one, other = _noun(groups[n]), _noun(groups[m])
        if (one == other or {one, other} & _ANYBODY) and _share(groups[n], groups[m]):
            pairs.append((n, m))
            linked[one].add(other)
            linked[other].add(one)
    kinds = {noun for noun in linked if noun not in _ANYBODY}
    if len(kinds) > 1 or any(_told_apart(groups, members, kind) for kind in kinds):
        return [(n, m) for n, m in pairs if _noun(groups[n]) == _noun(groups[m])]
    return pairs


def _told_apart(groups: list[list[Answer]], members: list[int], kind: str) -> bool:
    """Whether a source gives in one report other figures of people than of their kind."""
    told: dict[tuple[str, str], tuple[set[Figure], set[Figure]]] = defaultdict(lambda: (set(), set()))
    for n in members:
        noun = _noun(groups[n])
        if noun == kind or noun in _ANYBODY:
            for answer in groups[n]:
                told[answer.claim.report, answer.family][noun == kind].update(_figures([answer]))
    return any(all_of and some and all_of != some for all_of, some in told.values())


def _together(parts: list[list[Answer]]) -> list[Answer]:
    """Several groups as one, a toll of the killed before bodies found, the earliest first."""
    if len(parts) == 1:
        return parts[0]
    every = in_order(answer for part in parts for answer in part)
    return sorted(every, key=lambda answer: answer.predicate not in _ASKED.values())


def _noun(group: list[Answer]) -> str:
    return group[0].group or "people"


def _share(one: list[Answer], other: list[Answer]) -> bool:
    return bool(_figures(one) & _figures(other))


def _figures(answers: Iterable[Answer]) -> set[Figure]:
    figures = (figure_of(a.quantity) for a in answers if a.quantity is not None and telling(a.quantity))
    return {figure for figure in figures if figure is not None}
