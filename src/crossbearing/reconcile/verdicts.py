"""What an analyst has decided of two claims: that they tell of one incident, or of two."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from crossbearing.model import Assessment

SAME = "same incident"
OTHER = "other incident"
_JOIN = "+"

Pair = frozenset[str]
Slot = tuple[tuple[str, ...], date | None, int]


class Verdicts(Struct, frozen=True):
    """Pairs of claim ids that must be of one incident, and pairs that must not."""

    same: frozenset[Pair] = frozenset()
    other: frozenset[Pair] = frozenset()


def verdicts_of(assessments: Iterable[Assessment]) -> Verdicts:
    """The pairs that judgements in force keep together or apart; of two on one pair the later holds."""
    last = {}
    for item in sorted(assessments, key=lambda a: (a.at, a.id)):
        pair = frozenset(item.target.split(_JOIN))
        if item.verdict in (SAME, OTHER) and len(pair) == 2:
            last[pair] = item.verdict
    return Verdicts(
        same=frozenset(pair for pair, verdict in last.items() if verdict == SAME),
        other=frozenset(pair for pair, verdict in last.items() if verdict == OTHER),
    )


def slots_of_verdicts(assessments: Iterable[Assessment]) -> dict[str, list[Slot]]:
    """By claim id, the slots under which two claims meet because somebody has judged them one incident."""
    found: dict[str, list[Slot]] = defaultdict(list)
    for pair in verdicts_of(assessments).same:
        for claim in pair:
            found[claim].append((("judged", *sorted(pair)), None, 0))
    return {claim: sorted(slots, key=repr) for claim, slots in found.items()}
