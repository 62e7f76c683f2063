"""How well accounts of different reports go together: by themselves, by their reports, and beside the others.

First each two are held against one another (``shown_across``); then each two again with how well they fit
where other accounts of the two reports fit as well (``compared``). Both by learnt weights, every one visible.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec import Struct

from crossbearing.reconcile.clustering import Pair
from crossbearing.reconcile.likeness import FITS, Trace, features, what_of, when_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.meeting_places import is_anchored
from crossbearing.reconcile.weights import score

ACROSS = "across"
"""The stage of weights by which two accounts are held against one another."""
CHOSEN = "chosen"
"""The stage of weights that also goes by what else of the two reports would fit."""
_NONE = -9.0
"""Below every score: no other account of the report shares a slot."""
_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_ALONE = (-4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
_AHEAD = (-2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
_MANY = 4
_FAR = 3
_LEVELS = (0.15, 0.3, 0.5)

Scorer = Callable[[list[str], Trace, Trace], float]


class Compared(Struct, frozen=True):
    """What pairs of accounts show, and how likely each is of one happening (log-odds)."""

    shown: dict[Pair, list[str]]
    scores: dict[Pair, float]


def compared(
    traces: list[Trace],
    pairs: Iterable[Pair],
    lookup: Lookup,
    alone: Scorer | None = None,
    chosen: Scorer | None = None,
) -> Compared:
    """Hold pairs of accounts against one another; ``alone`` and ``chosen`` stand in for packaged weights."""
    rate = alone or (lambda fired, one, other: score(ACROSS, fired))
    again = chosen or (lambda fired, one, other: score(CHOSEN, fired))
    shown = {(i, j): shown_across(traces[i], traces[j], lookup) for i, j in pairs}
    first = {(i, j): rate(fired, traces[i], traces[j]) for (i, j), fired in shown.items()}
    beside = _best_beside(first, traces)
    full = {
        (i, j): [*shown[i, j], *_standing(value, beside(i, j), beside(j, i))]
        for (i, j), value in first.items()
    }
    return Compared(full, {(i, j): again(fired, traces[i], traces[j]) for (i, j), fired in full.items()})


def among(found: Compared, own: list[int]) -> Compared:
    """Only the pairs of some accounts, by their places in ``own``."""
    place = {n: at for at, n in enumerate(own)}
    kept = [(i, j) for i, j in found.shown if i in place and j in place]
    return Compared(
        {(place[i], place[j]): found.shown[i, j] for i, j in kept},
        {(place[i], place[j]): found.scores[i, j] for i, j in kept},
    )


def shown_across(one: Trace, other: Trace, lookup: Lookup) -> list[str]:
    """What two accounts of two reports show; the order of the two makes no difference."""
    what, fit = what_of(one, other), FITS[when_of(one, other)]
    sign, words = _sign(one, other), _share(one, other)
    known = f"{is_anchored(one) + is_anchored(other)} of two known by themselves"
    level = sum(words >= step for step in _LEVELS)
    gap = 0 if one.last is None or other.last is None else abs((one.last - other.last).days)
    sorts = sorted({shared[1] for shared in one.signs & other.signs})
    bare = ["news shares no sign"] if one.signs and other.signs else []
    return [
        *features(one, other, lookup),
        *([f"news shares a {sort}" for sort in sorts] or bare),
        *(f"words of the news above {step:g}" for step in _SHARES if words > step),
        f"news shares {sign}, {what}",
        f"news shares {sign}, {fit}, {what}",
        f"words of the news {level}, {what}",
        f"words of the news {level}, news shares {sign}",
        f"{one.near_news + other.near_news} of two in the town of the news",
        f"{min(_MANY, one.beside, other.beside)} accounts of the town",
        known,
        f"{known}, {what}",
        f"{known}, news shares {sign}, words of the news {level}",
        f"{one.lead + other.lead} of two tell the news, news shares {sign}",
        f"{min(_FAR, gap)} days between",
    ]


def _sign(one: Trace, other: Trace) -> str:
    """The strongest sort of sign that two reports' news share in a town."""
    sorts = {shared[1] for shared in one.signs & other.signs}
    if "figure" in sorts:
        return "a figure"
    return "a name or thing" if sorts & {"name", "thing"} else "a kind" if sorts else "nothing"


def _share(one: Trace, other: Trace) -> float:
    """How many of the words of the news, of the report that has fewer, the other has."""
    return len(one.news & other.news) / max(1, min(len(one.news), len(other.news)))


def _best_beside(scores: dict[Pair, float], traces: list[Trace]) -> Callable[[int, int], float]:
    """A function: how well the best other account of ``j``'s report fits account ``i``."""
    rows: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), value in scores.items():
        rows[i, traces[j].report].append((value, j))
        rows[j, traces[i].report].append((value, i))
    best = {key: sorted(row, reverse=True)[:2] for key, row in rows.items()}

    def beside(i: int, j: int) -> float:
        return next((value for value, n in best[i, traces[j].report] if n != j), _NONE)

    return beside


def _standing(value: float, here: float, there: float) -> list[str]:
    """How a pair's score stands beside the best other for each of the two."""
    best = (value >= here) + (value >= there)
    ahead = value - max(here, there)
    return [
        ("others fit better", "one fits the other best", "each fits the other best")[best],
        *(f"the signs alone above {step:g}" for step in _ALONE if value > step),
        *(f"ahead of the next by {step:g}" for step in _AHEAD if ahead > step),
    ]
