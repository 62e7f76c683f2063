"""Switches as they are typed, and what they left out as one line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossbearing.cli.screen import err

if TYPE_CHECKING:
    from crossbearing.model import Dossier
    from crossbearing.switches import LeftOut


def left(
    dossier: "Dossier",
    origins: Sequence[str] | None,
    outlets: Sequence[str] | None,
    sides: Sequence[str] | None,
    copies: bool,
) -> tuple["Dossier", "LeftOut | None"]:
    """A dossier without what the switches name, and what that changed; None where they name nothing."""
    if not (origins or outlets or sides or copies):
        return dossier, None
    from crossbearing.switches import Without, compare, without

    choice = Without(
        origins=tuple(origins or ()), outlets=tuple(outlets or ()), sides=tuple(sides or ()), copies=copies
    )
    rest = without(dossier, choice)
    return rest, compare(dossier, rest, choice)


def tell(left_out: "LeftOut | None") -> None:
    """Say on standard error what was left out; standard output stays the result alone."""
    if left_out is not None:
        err(line(left_out))


def line(left_out: "LeftOut") -> str:
    """What was left out, as one line."""
    parts = [
        f"{' '.join(filter(None, (one.kind, one.name)))} ({_count(one.claims, 'claim')})"
        for one in left_out.dropped
    ]
    gone = f"{_count(left_out.claims, 'claim')} of {len(left_out.whole.claims):,}"
    changed = _count(len(left_out.changes), "contested or corroborated question")
    return f"left out: {', '.join(parts)}; {gone}; {changed} changed"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
