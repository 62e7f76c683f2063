"""The command line that trainers share: train and write, or tell by folds."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from eval.domain import SHARED
from scipy.sparse import csr_matrix

Row = TypeVar("Row")


class Seen(Protocol):
    """A row of training data: the names of what there is to see of it."""

    @property
    def traits(self) -> Iterable[str]:
        """Each once."""


def table(rows: Sequence[Seen], traits: dict[str, int]) -> Any:
    """Which row has which trait [n, t], sparse; ``traits`` are the columns by name, others are left out."""
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns.extend(sorted(traits[t] for t in row.traits if t in traits))
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(traits)))


def options_of(told: str | None, *, out: Path, cost: float) -> argparse.Namespace:
    """What a trainer was asked: ``out``, ``folds``, ``cost`` and ``shared``; ``told`` is its docstring."""
    parser = argparse.ArgumentParser(description=(told or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--cost", type=float, nargs="+", default=[cost])
    parser.add_argument("--shared", type=Path, default=SHARED)
    return parser.parse_args()


def train_or_tell(
    told: str | None,
    rows_of: Callable[[Path], Sequence[Row]],
    learnt: Callable[[Sequence[Row], float], dict[str, Any]],
    tell: Callable[[Sequence[Row], int, float], None],
    *,
    out: Path,
    cost: float,
) -> None:
    """Learn from all rows and write the table to ``out``; with ``--folds`` tell how left-out reports fare.

    ``told`` is the trainer's docstring; ``cost`` its own choice, of which ``--cost`` tries others.
    """
    options = options_of(told, out=out, cost=cost)
    rows = rows_of(options.shared)
    if options.folds:
        for one in options.cost:
            tell(rows, options.folds, one)
        return
    np.savez_compressed(options.out, **learnt(rows, options.cost[0]))
