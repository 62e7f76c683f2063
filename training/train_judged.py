"""Train the weights by which a clause's traits are judged (src/crossbearing/reading/judged.py).

Usage: python -m training.train_judged [--out FILE] [--folds N] [--cost C...]

Softmax regression over the claims of the program that meet an annotated one, of the half to learn from
only; and, as "other", over the clauses of articles on other matters that the rules know nothing of, so that
unfamiliar words are not taken for war. With ``--folds`` it tells the accuracy over reports left out, by
cost, and how many of those clauses would be, and writes nothing.
"""

import hashlib
import json
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
from crossbearing.model import Claim
from crossbearing.reading import reader
from crossbearing.reading.judged import QUESTIONS, Verdict
from crossbearing.reading.traits import Case, traits_of
from training.trainer import table, train_or_tell

OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/reading/data/judged.npz"
LEAST = 3
"""Traits met less often than this are left out: they tell of one report."""
COST = 0.5
"""How much a miss costs beside the weights' squares; .1 to 1 differ by less than half a point."""
ARTICLES, FAINTLY = 100, 0.1
"""So many articles on other matters are read; so much a clause of theirs weighs beside an annotated one."""
Matrix = NDArray[np.float64]


class Met:
    """A clause to learn from: its report, its traits, what is right, what the rules said, what it weighs."""

    def __init__(
        self,
        report: str,
        traits: frozenset[str],
        gold: dict[str, str],
        ruled: dict[str, str],
        weight: float = 1.0,
    ) -> None:
        self.report, self.traits, self.gold, self.ruled, self.weight = report, traits, gold, ruled, weight


def read_by_rules(report: str, text: str) -> tuple[tuple[Claim, ...], dict[tuple[int, int], Case]]:
    """The claims of a report as the rules alone read them, and their cases by their characters."""
    seen: dict[tuple[int, int], Case] = {}

    def listen(case: Case, told: Told) -> dict[str, Verdict]:
        seen[case.clause.span.start, case.clause.span.end] = case
        return {question: Verdict(None, 0.0) for question in QUESTIONS}

    with patch.object(reader, "judge", listen):
        claims, _ = opened(report, text)
    return claims, seen


def met(shared: Path) -> list[Met]:
    """All claims of the half to learn from that meet an annotated one, and those of other matters."""
    known, found = texts(shared), []
    for report, rows in annotated("train").items():
        claims, seen = read_by_rules(report, known[report])
        for row in rows:
            here = [c for c in claims if row["start"] <= c.span.start < row["end"]]
            for want, claim in paired(row["claims"], here):
                if claim is not None:
                    gold = {q: str(want[q]) for q in QUESTIONS}
                    ruled = {q: str(label_of(claim, q)) for q in QUESTIONS}
                    traits = traits_of(seen[claim.span.start, claim.span.end])
                    found.append(Met(report, traits, gold, ruled))
    return [*found, *strange(shared)]


def strange(shared: Path) -> list[Met]:
    """Clauses of articles on other matters of which the rules know no topic; "other" is right of them."""
    lines = (shared / "corpora/attribution/train.jsonl").read_text(encoding="utf-8").splitlines()
    articles = sorted((json.loads(line) for line in lines), key=lambda row: place_of(row["doc_id"], 2**64))
    found, other = [], {"topic": "other"}
    for article in articles[:ARTICLES]:
        _, seen = read_by_rules(article["doc_id"], article["text"])
        cases = [case for case in seen.values() if case.topic == "other"]
        found += [Met(article["doc_id"], traits_of(case), other, other, FAINTLY) for case in cases]
    return found


def place_of(report: str, folds: int) -> int:
    """The fold of a report."""
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % folds


def fitted(
    seen: Any, wanted: NDArray[np.int64], share: Matrix, answers: int, cost: float
) -> tuple[Matrix, Matrix]:
    """Weights [t, a] and bias [a] that make the wanted answers likeliest; squares of weights held down.

    ``share`` [n] is what each row weighs.
    """
    n, width = seen.shape
    turned = seen.T.tocsr()
    ideal = np.zeros((n, answers))
    ideal[np.arange(n), wanted] = 1.0

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        both = flat.reshape(width + 1, answers)
        scores = seen @ both[:-1] + both[-1]
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        total = shares.sum(axis=1, keepdims=True)
        missed = -(share * (scores - np.log(total))[np.arange(n), wanted]).sum()
        slope = share[:, None] * (shares / total - ideal)
        down = np.vstack([cost * (turned @ slope) + both[:-1], cost * slope.sum(axis=0)[None]])
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
    held: dict[str, Any] = {"traits": np.array(names)}
    for question in QUESTIONS:
        mine = [row for row in rows if question in row.gold]
        answers = sorted({row.gold[question] for row in mine})
        wanted = np.array([answers.index(row.gold[question]) for row in mine])
        share = np.array([row.weight for row in mine])
        weights, bias = fitted(table(mine, traits), wanted, share, len(answers), cost)
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
    place = [place_of(row.report, folds) for row in rows]
    right: Counter[str] = Counter()
    for fold in range(folds):
        held = learnt([row for row, p in zip(rows, place, strict=True) if p != fold], cost)
        out = [row for row, p in zip(rows, place, strict=True) if p == fold]
        for question in QUESTIONS:
            for row, said in zip(out, answered(held, out, question), strict=True):
                if row.gold.get(question) == said:
                    right[question if row.weight == 1 else "strange"] += 1
    near = [row for row in rows if row.weight == 1]
    for question in QUESTIONS:
        ruled = sum(row.gold[question] == row.ruled[question] for row in near)
        found, all_of = right[question], len(near) / 100
        print(f"cost {cost} {question}: {found / all_of:.1f}, rules {ruled / all_of:.1f}")
    taken = len(rows) - len(near) - right["strange"]
    print(f"cost {cost} other matters: {taken} of {len(rows) - len(near)} taken for ours")


def main() -> None:
    """Read the annotated half, train or tell."""
    train_or_tell(__doc__, met, learnt, told_over, out=OUT, cost=COST)


if __name__ == "__main__":
    main()
