"""What an incident's figures come to: no part is added to its whole, no account to another."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from crossbearing.model import Dossier
from crossbearing.monitors.lists import rows
from crossbearing.monitors.lookup import Lookup
from crossbearing.monitors.ranges import NONE, Range, hull, together, total
from crossbearing.monitors.tolls import Toll, tolls_of

_TOP = "people"
STANDINGS = ("civilian", "combatant", "unknown")


class Count(Struct, frozen=True, kw_only=True):
    """What one incident's figures of one measure come to.

    ``all`` is everybody; ``civilians``, ``combatants``, ``unstated`` those of which that is told, each alone
    and never to be added to ``all``. ``used`` are the tolls that ``all`` is made of, ``reason`` says how.
    """

    incident: str
    measure: str
    all: Range
    used: tuple[Toll, ...]
    tolls: tuple[Toll, ...]
    reason: str
    standing: dict[str, Range] = {}

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of the figures that the count is made of."""
        return tuple(dict.fromkeys(claim for toll in self.used for claim in toll.claims))

    @property
    def origins(self) -> tuple[str, ...]:
        """On whose word those figures rest."""
        return tuple(dict.fromkeys(origin for toll in self.used for origin in toll.origins))


class Tally(Struct, frozen=True):
    """All figures of a dossier, and by incident and measure what they come to."""

    tolls: tuple[Toll, ...]
    counts: dict[tuple[str, str], Count]


def tally(dossier: Dossier) -> Tally:
    """Count what reports tell of each incident: ranges by measure ("killed", "injured", ...) and group.

    Counts are made of questions' standing answers: those since updated, denied or only expected are left out,
    and so are running totals and amounts that are only some of those counted. A pure function.
    """
    tolls = tolls_of(dossier, Lookup(dossier))
    by_count: dict[tuple[str, str], list[Toll]] = {}
    for toll in tolls:
        if toll.incident is not None and toll.kind == "own" and standing_of(toll.group) != "unit":
            by_count.setdefault((toll.incident, toll.measure), []).append(toll)
    counts = {key: count_of(*key, own) for key, own in sorted(by_count.items())}
    return Tally(tuple(tolls), counts)


def count_of(incident: str, measure: str, tolls: list[Toll]) -> Count:
    """What tolls of one incident and measure come to."""
    wholes = [toll for toll in tolls if not toll.part] or tolls
    by_group = {toll.group: toll for toll in tolls}
    found, used, reason = _under(_TOP, by_group, {toll.group for toll in wholes})
    return Count(
        incident=incident,
        measure=measure,
        all=found,
        used=tuple(used),
        tolls=tuple(tolls),
        reason=reason,
        standing={name: _standing(name, tolls) for name in STANDINGS},
    )


def _under(group: str, tolls: dict[str, Toll], wholes: set[str]) -> tuple[Range, list[Toll], str]:
    """What the figures of a group and of all groups in it come to, the figures used, and why in words."""
    inner = [_under(g, tolls, wholes) for g in _directly_in(group, tolls)]
    parts = [(g, made) for g, made in zip(_directly_in(group, tolls), inner, strict=True) if made[1]]
    own = tolls.get(group)
    if own is not None:
        held = [toll for name, toll in tolls.items() if group in line_of(name)[1:]]
        return _whole(own, parts, held)
    kept = [(g, made) for g, made in parts if {t.group for t in made[1]} & wholes]
    apart = [made[0] for g, made in kept if _row(g).get("apart") == "yes"]
    mixed = [made[0] for g, made in kept if _row(g).get("apart") != "yes"]
    found = together([total(apart), *mixed]) if apart else together(mixed)
    used = [toll for _, made in kept for toll in made[1]]
    how = "" if len(kept) < 2 else "; groups that share nobody are added" if not mixed else _MIXED
    return found, used, f"made of the figures for {_named(used)}{how}"


_MIXED = "; groups that may share people: the least is the largest of them, the most their sum"


def _whole(
    own: Toll, parts: list[tuple[str, tuple[Range, list[Toll], str]]], held: list[Toll]
) -> tuple[Range, list[Toll], str]:
    """A group's own figure; what is in it (``held``) is never added, and widens it only where it cannot be.

    "One civilian", "two civilians" and "two children" hold one another; "one person" holds none of the twos.
    """
    inside = [made[0] for g, made in parts if _row(g).get("apart") == "yes"]
    least = max([total(inside).lower, *(toll.range.lower for toll in held)], default=0.0)
    said = f"the figure for {own.group}" + (", which holds those for narrower groups" if parts else "")
    if least <= own.range.told:
        return own.range, [own], said
    used = [own, *(toll for _, made in parts for toll in made[1])]
    more = [toll for toll in held if toll not in used and toll.range.lower > own.range.told]
    mixed = [made[0] for g, made in parts if _row(g).get("apart") != "yes"]
    wide = hull([own.range, together([total(inside), *mixed]), *(toll.range for toll in more)])
    return wide, used + more, f"{said}; those come to more than it, so the range holds both"


def _directly_in(group: str, tolls: dict[str, Toll]) -> list[str]:
    """The groups that lie directly in a group and hold, or are, one that was counted."""
    held = {step for counted in tolls for step in line_of(counted)}
    return sorted(g for g in held if g != group and line_of(g)[1:2] == (group,))


@lru_cache(maxsize=1024)
def line_of(group: str) -> tuple[str, ...]:
    """The group and what it lies in, up to "people": child, civilian, people; unknown ones lie in people."""
    if group == _TOP:
        return (group,)
    within = _row(group).get("within") or _TOP
    return (group, *line_of(within)) if within != group else (group,)


def standing_of(group: str) -> str:
    """What people of a group are told to be: "civilian", "combatant" or "unknown"; "unit" are no people."""
    return _row(group).get("standing") or "unknown"


def demographic_of(group: str) -> str | None:
    """Whether a group is of children, women or men."""
    return _row(group).get("demographic") or None


def _row(group: str) -> dict[str, str]:
    return _groups().get(group, {})


@lru_cache(maxsize=1)
def _groups() -> dict[str, dict[str, str]]:
    return {row["group"]: row for row in rows("groups")}


def _standing(name: str, tolls: list[Toll]) -> Range:
    """How many are told to be of that standing: the widest groups of it, none added to what holds it."""
    own = {toll.group: toll for toll in tolls if standing_of(toll.group) == name}
    if not own:
        return NONE
    top = [g for g in own if not any(step in own for step in line_of(g)[1:])]
    apart = [own[g].range for g in top if _row(g).get("apart") == "yes"]
    mixed = [own[g].range for g in top if _row(g).get("apart") != "yes"]
    return together([total(apart), *mixed]) if apart else together(mixed)


def _named(tolls: Iterable[Toll]) -> str:
    return ", ".join(dict.fromkeys(toll.group for toll in tolls)) or "nobody"
