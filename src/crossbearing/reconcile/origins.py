"""Counting origins: a spokesman and the body he speaks for are one."""

import re
from collections.abc import Iterable

from crossbearing.reconcile.anonymous import described_alike, is_monitor, is_of_a_society
from crossbearing.reconcile.lookup import Lookup

_RULING = frozenset({"state", "government", "military"})
"""A state speaks through named people, and is never shown in the place of one: Ivo Brandt, not Norland."""
_PEOPLE = frozenset({"person", "unnamed"})
_AT_LENGTH = 3
"""Words by which a description is of somebody: "source at the port authority", not "local residents"."""
_VOWELS = re.compile(r"(?<=\w)[aeiou]+")
"""Spellings of a foreign name differ by these."""


def roll_up(origins: Iterable[str], lookup: Lookup) -> dict[str, str]:
    """Map each origin to the one it counts as.

    A member counts with a body it belongs to when that body is an origin too; two members of one
    body stay two when the body itself has not spoken. Along one line of membership the innermost
    body that is no person stands for all ("the UN human rights office"), but a named person stands
    for his state. Where the line forks, the outermost body that spoke stands for its unnamed members,
    and for the named ones too unless it is a state: then each of them stands for himself. A state's
    news outlet speaks for itself. Those who are only described, in the same words or as another spells them,
    are one: "Hamidahs official television", "Hamidehs official television"; and a monitor without a name is
    the only named body of civil society beside it.
    """
    told = frozenset(origins)
    same = _described(told, lookup)
    found = _rolled_up(frozenset(same.get(origin, origin) for origin in told), lookup)
    return {origin: found[same.get(origin, origin)] for origin in sorted(told)}


def _described(origins: frozenset[str], lookup: Lookup) -> dict[str, str]:
    """Origins that are described alike, at some length, each with the first so described."""
    firsts: dict[str, str] = {}
    told = {origin: _description(origin, lookup) for origin in sorted(origins)}
    return {origin: firsts.setdefault(words, origin) for origin, words in told.items() if words}


def _description(origin: str, lookup: Lookup) -> str:
    """How somebody without a name is described, at some length, but for the vowels; else nothing."""
    if _kind(origin, lookup) != "unnamed":
        return ""
    name = lookup.actor_name(origin).casefold()
    return _VOWELS.sub("", name) if len(name.split()) >= _AT_LENGTH else ""


def _rolled_up(spoken: frozenset[str], lookup: Lookup) -> dict[str, str]:
    families: dict[str, list[str]] = {}
    for origin in sorted(spoken):
        families.setdefault(_top(origin, spoken, lookup), []).append(origin)
    found: dict[str, str] = {}
    for top, members in families.items():
        found |= (
            _of_state(members, top, lookup) if _is_ruling(top, lookup) else _of_body(members, top, lookup)
        )
    return found | _unnamed(found, lookup)


def _unnamed(heads: dict[str, str], lookup: Lookup) -> dict[str, str]:
    """Sources without a name as whom they count as: the named monitor, else the first so described."""
    found: dict[str, str] = {}
    named = sorted({head for head in heads.values() if is_of_a_society(head, lookup)})
    for origin in sorted(heads):
        if heads[origin] != origin:
            continue
        if len(named) == 1 and is_monitor(origin, lookup):
            found[origin] = named[0]
        else:
            first = (o for o in sorted(heads) if o < origin and described_alike(o, origin, lookup))
            found[origin] = heads[next(first, origin)]
    return found


def counted(origins: Iterable[str], heads: dict[str, str], lookup: Lookup) -> frozenset[str]:
    """The origins that one position rests on: no state beside its own minister."""
    found = {heads.get(origin, origin) for origin in origins}
    spoken_for = {body for origin in found for body in lookup.voices(origin)[1:] if _is_ruling(body, lookup)}
    return frozenset(found - spoken_for)


def distinct(origins: Iterable[str], lookup: Lookup) -> int:
    """How many origins there are, a body and its members being one, and so the outlets a state owns."""
    told = frozenset(origins)
    same = _described(told, lookup)
    found = {same.get(origin, origin) for origin in told}
    own = found - {body for origin in found for body in lookup.voices(origin)[1:]}
    return len({_press(origin, lookup) or origin for origin in own})


def kin(one: Iterable[str], other: Iterable[str], lookup: Lookup) -> bool:
    """Whether an origin of the one is one of the other, its member or body, or of the same state's press.

    Or may be one: described alike without a name, or a monitor without a name and a named one.
    """
    return any(
        a in lookup.voices(b)
        or described_alike(a, b, lookup)
        or (is_monitor(a, lookup) and is_of_a_society(b, lookup))
        or (is_monitor(b, lookup) and is_of_a_society(a, lookup))
        or b in lookup.voices(a)
        or (_press(a, lookup) is not None and _press(a, lookup) == _press(b, lookup))
        or ("" != _description(a, lookup) == _description(b, lookup))
        for a in one
        for b in other
    )


def _press(origin: str, lookup: Lookup) -> str | None:
    """The state whose own press an outlet is: its agency and its television say one thing at other hours."""
    known = lookup.actors.get(origin)
    if known is None or known.kind != "media" or known.member_of is None:
        return None
    return f"press of {known.member_of}" if _is_ruling(known.member_of, lookup) else None


def _top(origin: str, spoken: frozenset[str], lookup: Lookup) -> str:
    """The outermost body on the origin's line that has itself spoken."""
    return next(step for step in reversed(lookup.voices(origin)) if step in spoken)


def _of_body(members: list[str], top: str, lookup: Lookup) -> dict[str, str]:
    line = _one_line(members, lookup)
    if line is None:
        return dict.fromkeys(members, top)
    return dict.fromkeys(members, next((m for m in line if _kind(m, lookup) not in _PEOPLE), top))


def _of_state(members: list[str], top: str, lookup: Lookup) -> dict[str, str]:
    named = [member for member in members if _kind(member, lookup) == "person"]
    if not named:
        return _of_body(members, top, lookup)
    if len(named) > 1:
        return {member: member if member in named else top for member in members}
    own = lookup.voices(named[0])
    return {member: named[0] if member in own else top for member in members}


def _one_line(members: list[str], lookup: Lookup) -> list[str] | None:
    """The members from the innermost outwards where each belongs to the next; None where they fork."""
    innermost = max(members, key=lambda member: (len(lookup.voices(member)), member))
    line = lookup.voices(innermost)
    return [step for step in line if step in members] if set(members) <= set(line) else None


def _is_ruling(actor: str, lookup: Lookup) -> bool:
    return _kind(actor, lookup) in _RULING


def _kind(actor: str, lookup: Lookup) -> str | None:
    known = lookup.actors.get(actor)
    return None if known is None else known.kind
