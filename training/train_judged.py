"""Train the weights by which a clause's traits are judged (src/crossbearing/reading/judged.py).

Usage: python -m training.train_judged [--out FILE] [--folds N] [--cost C...]

Softmax regression over the claims of the program that meet an annotated one, of the half to learn from
only. With ``--folds`` it tells the accuracy over reports left out, by cost, and writes nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from eval.domain import texts
from eval.events_eval import annotated, label_of, opened, paired
from numpy.typing import NDArray
from scipy.optimize import minimize

from crossbearing.attribution import Told
from crossbearing.reading import reader
from crossbearing.reading.judged import QUESTIONS, Verdict
from crossbearing.reading.traits import Case, traits_of
from training.trainer import train_or_tell

OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/reading/data/judged.npz"
LEAST = 3
"""Traits met less often than this are left out: they tell of one report."""
COST = 0.5
"""How much a miss costs beside the weights' squares; .1 to 1 differ by less than half a point."""
Matrix = NDArray[np.float64]


class Met:
    """A claim that meets an annotated one: its report, its traits, what is right, what the rules said."""

    def __init__(
        self, report: str, traits: frozenset[str], gold: dict[str, str], ruled: dict[str, str]
    ) -> None:
        self.report, self.traits, self.gold, self.ruled = report, traits, gold, ruled


def met(shared: Path) -> list[Met]:
    """All such claims of the half to learn from, as the rules alone read them."""
    known, found = texts(shared), []
    for report, rows in annotated("train").items():
        seen: dict[tuple[int, int], frozenset[str]] = {}

        def listen(
            case: Case, told: Told, seen: dict[tuple[int, int], frozenset[str]] = seen
        ) -> dict[str, Verdict]:
            seen[case.clause.span.start, case.clause.span.end] = traits_of(case)
            return {question: Verdict(None, 0.0) for question in QUESTIONS}

        with patch.object(reader, "judge", listen):
            claims, _ = opened(report, known[report])
        for row in rows:
            here = [c for c in claims if row["start"] <= c.span.start < row["end"]]
            for want, claim in paired(row["claims"], here):
                if claim is not None:
                    gold = {q: str(want[q]) for q in QUESTIONS}
                    ruled = {q: str(label_of(claim, q)) for q in QUESTIONS}
                    found.append(Met(report, seen[claim.span.start, claim.span.end], gold, ruled))
    return found


def table(rows: Sequence[Met], traits: dict[str, int]) -> Matrix:
    """Which row has which trait [n, t]."""
    found = np.zeros((len(rows), len(traits)))
    for n, row in enumerate(rows):
        found[n, [traits[t] for t in row.traits if t in traits]] = 1.0
    return found


def fitted(seen: Matrix, wanted: NDArray[np.int64], answers: int, cost: float) -> tuple[Matrix, Matrix]:
    """Weights [t, a] and bias [a] that make the wanted answers likeliest; squares of weights held down."""
    n, width = seen.shape
    ideal = np.zeros((n, answers))
    ideal[np.arange(n), wanted] = 1.0

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        both = flat.reshape(width + 1, answers)
        scores = seen @ both[:-1] + both[-1]
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        total = shares.sum(axis=1, keepdims=True)
        missed = -(scores - np.log(total))[np.arange(n), wanted].sum()
        slope = shares / total - ideal
        down = np.vstack([cost * (seen.T @ slope) + both[:-1], cost * slope.sum(axis=0)[None]])
        return float(cost * missed + 0.5 * (both[:-1] ** 2).sum()), down.ravel()

    start = np.zeros((width + 1) * answers)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    both = best.reshape(width + 1, answers)
    return both[:-1], both[-1]


def learnt(rows: Sequence[Met], cost: float) -> dict[str, Any]:
    """The tables that ship: traits, and per question answers, weights and bias."""
    counts = Counter(trait for row in rows for trait in row.traits)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    traits = {name: n for n, name in enumerate(names)}
    seen = table(rows, traits)
    held: dict[str, Any] = {"traits": np.array(names)}
    for question in QUESTIONS:
        answers = sorted({row.gold[question] for row in rows})
        wanted = np.array([answers.index(row.gold[question]) for row in rows])
        weights, bias = fitted(seen, wanted, len(answers), cost)
        held[f"{question}_answers"] = np.array(answers)
        held[f"{question}_weights"] = weights.astype(np.float16)
        held[f"{question}_bias"] = bias.astype(np.float16)
    return held


def answered(held: dict[str, Any], rows: Sequence[Met], question: str) -> list[str]:
    """The likeliest answers by the tables alone."""
    traits = {name: n for n, name in enumerate(held["traits"].tolist())}
    scores = table(rows, traits) @ held[f"{question}_weights"] + held[f"{question}_bias"]
    return [str(held[f"{question}_answers"][n]) for n in scores.argmax(axis=1)]


def told_over(rows: Sequence[Met], folds: int, cost: float) -> None:
    """Print accuracy over reports left out, beside that of the rules."""
    place = [int(hashlib.sha256(row.report.encode()).hexdigest(), 16) % folds for row in rows]
    right: Counter[str] = Counter()
    for fold in range(folds):
        held = learnt([row for row, p in zip(rows, place, strict=True) if p != fold], cost)
        out = [row for row, p in zip(rows, place, strict=True) if p == fold]
        for question in QUESTIONS:
            said = answered(held, out, question)
            right[question] += sum(row.gold[question] == s for row, s in zip(out, said, strict=True))
    for question in QUESTIONS:
        ruled = sum(row.gold[question] == row.ruled[question] for row in rows)
        found, all_of = right[question], len(rows) / 100
        print(f"cost {cost} {question}: {found / all_of:.1f}, rules {ruled / all_of:.1f}")


def main() -> None:
    """Read the annotated half, train or tell."""
    train_or_tell(__doc__, met, learnt, told_over, out=OUT, cost=COST)


if __name__ == "__main__":
    main()
