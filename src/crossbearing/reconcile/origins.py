"""Counting origins: a spokesman and the body he speaks for are one."""

from collections.abc import Iterable

from crossbearing.reconcile.lookup import Lookup


def roll_up(origins: Iterable[str], lookup: Lookup) -> dict[str, str]:
    """Map each origin to the one it counts as.

    A member counts with a body it belongs to when that body is an origin too; two members of one
    body stay two when the body itself has not spoken. Along one line of membership the innermost
    body that is no person stands for all ("the UN human rights office"); where the line forks, the
    outermost that spoke.
    """
    spoken = frozenset(origins)
    tops = {origin: _top(origin, spoken, lookup) for origin in sorted(spoken)}
    families: dict[str, list[str]] = {}
    for origin, top in tops.items():
        families.setdefault(top, []).append(origin)
    return {origin: _head(members, top, lookup) for top, members in families.items() for origin in members}


def _top(origin: str, spoken: frozenset[str], lookup: Lookup) -> str:
    """The outermost body on the origin's line that has itself spoken."""
    return next(step for step in reversed(lookup.line(origin)) if step in spoken)


def _head(members: list[str], top: str, lookup: Lookup) -> str:
    innermost = max(members, key=lambda member: (len(lookup.line(member)), member))
    line = lookup.line(innermost)
    if not set(members) <= set(line):
        return top
    return next((m for m in line if m in members and not _is_person(m, lookup)), top)


def _is_person(actor: str, lookup: Lookup) -> bool:
    known = lookup.actors.get(actor)
    return known is not None and known.kind in ("person", "unnamed")
