"""The learnt weights of what two accounts show, and where they are held to be of one happening."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import repeat

from crossbearing.reconcile.lexicon import rows

BIAS = "(always)"
"""The row whose weight every pair has; ``(threshold)`` holds the mean at or above which groups join."""
_THRESHOLD = "(threshold)"


def score(stage: str, fired: Iterable[str]) -> float:
    """The log-odds that two accounts are of one happening: the sum of the weights of what they show.

    ``stage`` is "within" one report read on, "between" two accounts of one, or "across" reports.
    """
    return summed(weights_of(stage), fired)


def summed(known: Mapping[str, float], fired: Iterable[str]) -> float:
    """The log-odds by some weights: their constant and those of what is shown."""
    return known[BIAS] + sum(map(known.get, fired, repeat(0.0)))


@lru_cache(maxsize=4)
def weights_of(stage: str) -> Mapping[str, float]:
    """The packaged weights of one stage by the feature's name."""
    return {row["feature"]: float(row["weight"]) for row in rows("incident_weights") if row["stage"] == stage}


def threshold_of(stage: str) -> float:
    """The mean log-odds at or above which groups of one stage join."""
    return weights_of(stage)[_THRESHOLD]


def reason(stage: str, fired: Iterable[str]) -> str:
    """The score of a pair and what made it, the weightiest first: "+2.1: same town +0.9, same day +0.6"."""
    known = weights_of(stage)
    parts = sorted(((known.get(name, 0.0), name) for name in set(fired)), key=lambda p: (-abs(p[0]), p[1]))
    told = ", ".join(f"{name} {weight:+.2f}" for weight, name in parts if weight)
    return f"{score(stage, fired):+.2f}: {told}"
