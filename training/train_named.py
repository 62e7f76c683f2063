"""Train the weights by which words are found that name happenings (src/crossbearing/reading/named.py).

Usage: python -m training.train_named [--out FILE] [--folds N] [--cost C...]

Logistic regression over the words of the annotated sentences, of the half to learn from only. With
``--folds`` it tells over reports left out how well words are found and writes nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from eval.domain import texts
from eval.events_eval import annotated
from numpy.typing import NDArray
from scipy.optimize import minimize

from crossbearing.model import Block, Report
from crossbearing.reading.events import find_triggers
from crossbearing.reading.named import HEARD, NAMING, word_traits
from crossbearing.reading.page import open_page
from training.trainer import table, train_or_tell

OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/reading/data/named.npz"
LEAST = 4
"""Traits met less often than this are left out: they tell of one report."""
COST = 0.5
"""How much a miss costs beside the weights' squares."""
FAINT = 0.02
"""Weights smaller than this change no choice and are not shipped."""
Floats = NDArray[np.float64]


class Word:
    """A word of an annotated sentence: its report, its traits, what the heads say, whether it is right."""

    def __init__(self, report: str, traits: set[str], heard: float, right: bool) -> None:
        self.report, self.traits, self.heard, self.right = report, traits, heard, right


def words(shared: Path) -> list[Word]:
    """All words that could name a happening, of the half to learn from."""
    known, found = texts(shared), []
    for report, rows in annotated("train").items():
        text = known[report]
        page = open_page(Report(id=report, text=text, sha256="", blocks=(Block(0, len(text), "paragraph"),)))
        for n, tree in enumerate(page.trees):
            start = page.sentences[n].start
            row = next((row for row in rows if row["start"] <= start < row["end"]), None)
            if row is None:
                continue
            wanted = [claim["trigger"] for claim in row["claims"]]
            places = frozenset(i for m in page.places[n] for i in tree.inside(m.span.start, m.span.end))
            listed = {hit.head: hit.row for hit in find_triggers(tree, places)}
            for token in tree.tokens:
                if token.pos in NAMING:
                    right = any(first < token.end and token.start < last for first, last in wanted)
                    traits = set(word_traits(tree, token, listed))
                    found.append(Word(report, traits, page.told.naming(token.start), right))
    return found


def fitted(seen: Any, right: Floats, cost: float) -> Floats:
    """Weights [t + 1], the bias last, that make the right words likeliest; their squares held down."""
    turned = seen.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = seen @ weights[:-1] + weights[-1]
        missed = (np.logaddexp(0, scores) - right * scores).sum()
        slope = cost * (1 / (1 + np.exp(-scores)) - right)
        down = np.append(turned @ slope + weights[:-1], slope.sum())
        return float(cost * missed + 0.5 * (weights[:-1] @ weights[:-1])), down

    start = np.zeros(seen.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120}).x


def learnt(rows: Sequence[Word], cost: float) -> dict[str, Any]:
    """The table that ships: traits and their weights, the bias among them."""
    counts = Counter(trait for row in rows for trait in row.traits)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    seen = table(rows, {name: n for n, name in enumerate(names)})
    weights = fitted(seen, np.array([row.right for row in rows], dtype=float), cost)
    kept = np.append(np.abs(weights[:-1]) >= FAINT, True)
    return {"traits": np.array([*names, "bias"])[kept], "weights": weights[kept].astype(np.float16)}


def told_over(rows: Sequence[Word], folds: int, cost: float) -> None:
    """Print precision and recall over reports left out, with the heads and without, at even odds."""
    place = [int(hashlib.sha256(row.report.encode()).hexdigest(), 16) % folds for row in rows]
    for heard in (0.0, HEARD):
        right = given = 0
        for fold in range(folds):
            held = learnt([row for row, p in zip(rows, place, strict=True) if p != fold], cost)
            weights = dict(zip(held["traits"].tolist(), held["weights"].tolist(), strict=True))
            for row, p in zip(rows, place, strict=True):
                if p == fold:
                    score = weights["bias"] + sum(weights.get(trait, 0.0) for trait in row.traits)
                    found = score + heard * (row.heard + 1) >= 0
                    right, given = right + (found and row.right), given + found
        wanted = sum(row.right for row in rows)
        print(f"cost {cost} heads {heard}: P {100 * right / given:.1f} R {100 * right / wanted:.1f}")


def main() -> None:
    """Read the annotated half, train or tell."""
    train_or_tell(__doc__, words, learnt, told_over, out=OUT, cost=COST)


if __name__ == "__main__":
    main()
