"""Logistic regression over what pairs of tellings or accounts show, with folds that keep happenings apart."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from crossbearing.reconcile import retold, weights

FOR = (
    *("same ", "names shared", "one name shared", "nearly the same", "many words", "both ", "points back"),
    *(
        "senses: the ",
        "tells on",
        "deed the same",
        "the only one",
        "the latest",
        "the last",
        "each fits the other",
    ),
)
AGAINST = (
    *("other ", "no name", "tolls cannot", "days that do not meet", "deed apart", "turns to other"),
    *("one told as history", "it is other news", "further on", "one is a sum", "others fit better"),
)
SENSED = "senses: "
FOLDS = 8
RIDGE = 4.0
"""Keeps the weights of rare features near nought."""

Weights = Mapping[str, float]
Score = Callable[[Iterable[str], str | None, str | None], float]


def fit(rows: list[list[str]], labels: list[bool]) -> Weights:
    """Logistic regression whose weights have the signs that their features' names promise.

    A feature that few pairs show may come out with the wrong sign by chance ("same site" against a join);
    such are left out, and the rest learnt again.
    """
    left = rows
    while True:
        found = newton(left, labels)
        wrong = {name for name, weight in found.items() if weight * sign_of(name) < 0}
        if not wrong:
            return found
        left = [[name for name in row if name not in wrong] for row in left]


def with_unknown(found: Weights, rows: list[list[str]], labels: list[bool]) -> Weights:
    """Weights with one more, for pairs of which no senses are known: as many of them are held to be one."""
    if not any(name.startswith(SENSED) for name in found):
        return found
    plain = np.array(
        [sum(found.get(n, 0.0) for n in (weights.BIAS, *row) if not n.startswith(SENSED)) for row in rows]
    )
    low, high = -9.0, 9.0
    for _ in range(40):
        middle = (low + high) / 2
        more = (1 / (1 + np.exp(-plain - middle))).sum() > sum(labels)
        low, high = (low, middle) if more else (middle, high)
    return {**found, retold.UNKNOWN: (low + high) / 2}


def sign_of(name: str) -> int:
    """+1 for what speaks for one happening, -1 for what speaks against, 0 where only learning can say."""
    if name.startswith("same great city") or "apart" in name.split(", ", 1)[-1]:
        return -1 if name.startswith(AGAINST) else 0
    return 1 if name.startswith(FOR) else -1 if name.startswith(AGAINST) else 0


def newton(rows: list[list[str]], labels: list[bool]) -> Weights:
    """Logistic regression with a ridge by Newton's method; the constant is not drawn to nought."""
    names = [weights.BIAS, *sorted({name for row in rows for name in row})]
    index = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, 0] = 1.0
    for n, row in enumerate(rows):
        x[n, [index[name] for name in row]] = 1.0
    y, w = np.array(labels, dtype=float), np.zeros(len(names))
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (y - p) - ridge * w)
        w = w + step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, w.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings or accounts: what they show, and the happening of each, if known."""

    fired: list[str]
    one: str
    other: str
    folds: tuple[int, int]


def learnt(pairs: list[Pair]) -> tuple[Weights, list[Weights]]:
    """The weights from all pairs, and for each fold those from pairs that touch no happening of it."""

    def of(chosen: list[Pair]) -> Weights:
        rows, labels = [p.fired for p in chosen], [p.one == p.other for p in chosen]
        return with_unknown(fit(rows, labels), rows, labels)

    return of(pairs), [of([p for p in pairs if n not in p.folds]) for n in range(FOLDS)]


def out_of_fold(models: list[Weights], fold: Mapping[str, int]) -> Score:
    """A score by models that saw neither happening; what no one annotated is scored by all models."""

    def rate(fired: Iterable[str], one: str | None, other: str | None) -> float:
        folds = {fold[label] for label in (one, other) if label is not None}
        chosen = [models[n] for n in sorted(folds)] or models
        names = list(fired)
        return sum(w[weights.BIAS] + sum(w.get(n, 0.0) for n in names) for w in chosen) / len(chosen)

    return rate
