"""Train the weights by which doers and targets are chosen (src/crossbearing/reading/chosen_roles.py).

Usage: python -m training.train_roles [--out FILE] [--folds N] [--cost C...]

A conditional log-linear model over the noun phrases of each claim that meets an annotated one, of the half to
learn from only, one for each role. With ``--folds`` it counts phrases over reports left out as
eval/events_eval.py does, beside the rules, and writes nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from eval.domain import texts
from eval.events_eval import Row, Tally, annotated, meet, opened, paired
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from crossbearing.actors import Cast
from crossbearing.model import Span
from crossbearing.reading import reader
from crossbearing.reading.chosen_roles import ROLES, Shares, picked
from crossbearing.reading.role_spelling import spelt
from crossbearing.reading.role_traits import Asked, role_traits
from crossbearing.reading.roles import Roles
from training.trainer import train_or_tell

OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/reading/data/roles.npz"
LEAST = 3
"""Traits met with fewer phrases than this are left out: they tell of one report."""
COST = 0.5
"""How much a miss costs beside the weights' squares; .2 to 1 differ by less than half a point."""
TIGHT = 0.8
"""Phrases that cover the annotated words at least so well as the best, by this share, are right."""
FAINT = 0.02
"""Weights smaller than this for both roles change no choice and are not shipped."""
Floats = NDArray[np.float64]


class Met:
    """A claim that meets an annotated one: its traits by candidate, which are right, how it is counted."""

    def __init__(self, report: str, asked: Asked, want: Row, text: str, cast: Cast) -> None:
        self.report, self.asked, self.cast = report, asked, cast
        looks = [*(one.looks for one in asked.sight.candidates), ()]
        self.traits = [spelt((*a, *b)) for a, b in zip(looks, role_traits(asked), strict=True)]
        self.wanted: dict[str, tuple[Span | None, str | None]] = {}
        for role in ROLES:
            phrase = None if want[role] is None else Span(*want[role], text[slice(*want[role])])
            self.wanted[role] = phrase, None if phrase is None else cast.at(phrase)
        self.right = {role: self._right(*self.wanted[role]) for role in ROLES}

    def _right(self, phrase: Span | None, actor: str | None) -> list[int]:
        """The candidates that are the annotated phrase; else those of its actor; else nobody."""
        spans = [one.party.span for one in self.asked.sight.candidates]
        if phrase is None:
            return [len(spans)]
        near = [covered(span, phrase) if meet(span, phrase) else 0.0 for span in spans]
        best = max(near, default=0.0)
        same = [n for n, span in enumerate(spans) if actor is not None and self.cast.at(span) == actor]
        return [n for n, share in enumerate(near) if share and share >= TIGHT * best] or same or [len(spans)]


def covered(one: Span, other: Span) -> float:
    """How much of two spans is shared, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def met(shared: Path) -> list[Met]:
    """All such claims of the half to learn from, with the roles that the rules alone give."""
    known, found = texts(shared), []
    for report, rows in annotated("train").items():
        seen: dict[tuple[int, int], Asked] = {}

        def listen(asked: Asked, seen: dict[tuple[int, int], Asked] = seen) -> Roles:
            span = asked.case.clause.span
            seen[span.start, span.end] = asked
            return asked.case.roles

        with patch.object(reader, "choose", listen):
            claims, cast = opened(report, known[report])
        for row in rows:
            here = [c for c in claims if row["start"] <= c.span.start < row["end"]]
            for want, claim in paired(row["claims"], here):
                if claim is not None:
                    asked = seen[claim.span.start, claim.span.end]
                    found.append(Met(report, asked, want, known[report], cast))
    return found


class Table:
    """Claims as numbers: which candidate has which trait [n, t], and where each claim's candidates begin."""

    def __init__(self, rows: Sequence[Met], traits: dict[str, int]) -> None:
        columns: list[int] = []
        ends, starts = [0], [0]
        for row in rows:
            for seen in row.traits:
                columns.extend(traits[t] for t in seen if t in traits)
                ends.append(len(columns))
            starts.append(len(ends) - 1)
        shape = (len(ends) - 1, len(traits))
        self.seen: Any = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        self.turned: Any = self.seen.T.tocsr()
        self.starts = np.array(starts[:-1])
        self.claim = np.repeat(np.arange(len(rows)), np.diff(starts))

    def right(self, rows: Sequence[Met], role: str) -> NDArray[np.bool_]:
        """Which candidates are right."""
        found = np.zeros(len(self.claim), dtype=bool)
        for start, row in zip(self.starts, rows, strict=True):
            found[start + np.array(row.right[role])] = True
        return found

    def shares(self, weights: Floats) -> tuple[Floats, Floats]:
        """The share of every candidate within its claim, and the unscaled powers they come from."""
        scores = self.seen @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.claim])
        return powers / np.add.reduceat(powers, self.starts)[self.claim], powers


def fitted(table: Table, right: NDArray[np.bool_], cost: float) -> Floats:
    """Weights [t] that make the right candidates likeliest; squares of weights held down."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        shares, powers = table.shares(weights)
        kept = np.where(right, powers, 0.0)
        totals = np.add.reduceat(kept, table.starts)
        missed = -np.log(totals / np.add.reduceat(powers, table.starts)).sum()
        slope = table.turned @ (shares - kept / totals[table.claim])
        return float(cost * missed + 0.5 * (weights @ weights)), cost * slope + weights

    start = np.zeros(table.seen.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def learnt(rows: Sequence[Met], cost: float) -> dict[str, Any]:
    """The tables that ship: traits, and their weights as doer and as target [t, 2]."""
    counts = Counter(trait for row in rows for seen in row.traits for trait in seen)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    table = Table(rows, {name: n for n, name in enumerate(names)})
    both = np.stack([fitted(table, table.right(rows, role), cost) for role in ROLES], axis=1)
    kept = np.abs(both).max(axis=1) >= FAINT
    return {"traits": np.array(names)[kept], "weights": both[kept].astype(np.float16)}


def count(tally: Tally, row: Met, roles: Roles) -> None:
    """Count one claim's phrases."""
    for role, spans in zip(ROLES, (roles.actor_spans, roles.target_spans), strict=True):
        tally.phrases(role, *row.wanted[role], spans, row.cast)


def told_over(rows: Sequence[Met], folds: int, cost: float) -> None:
    """Print how phrases are met in reports left out, beside the rules."""
    place = [int(hashlib.sha256(row.report.encode()).hexdigest(), 16) % folds for row in rows]
    ruled, chosen = Tally(), Tally()
    for fold in range(folds):
        held = learnt([row for row, p in zip(rows, place, strict=True) if p != fold], cost)
        out = [row for row, p in zip(rows, place, strict=True) if p == fold]
        table = Table(out, {name: n for n, name in enumerate(held["traits"].tolist())})
        weights = held["weights"].astype(float)
        doer, target = (table.shares(weights[:, n])[0] for n in range(len(ROLES)))
        ends = [*table.starts[1:], len(table.claim)]
        for row, a, b in zip(out, table.starts, ends, strict=True):
            count(ruled, row, row.asked.case.roles)
            count(chosen, row, picked(row.asked, Shares(tuple(doer[a:b]), tuple(target[a:b]))))
    for name, tally in (("rules", ruled), (f"cost {cost}", chosen)):
        lines = [line for line in tally.told() if line.split()[0] in ROLES and "by id" not in line]
        print("\n".join(f"{name:9} {line}" for line in lines))


def main() -> None:
    """Read the annotated half, train or tell."""
    train_or_tell(__doc__, met, learnt, told_over, out=OUT, cost=COST)


if __name__ == "__main__":
    main()
