"""Train what tells by the words' own senses whether two tellings of a report are of one happening.

Usage: python -m training.train_senses [--out DIR] [--folds FILE] [--shared DIR] [--cache DIR]

A small network over two states of the encoder's middle layer (src/crossbearing/reading/sensed.py cuts them to
senses, src/crossbearing/reconcile/sensed.py compares them), learnt beside the visible signs so that it learns
what these do not say. With ``--folds`` it also writes, for training/train_incidents.py, what networks say
that saw none of a share's reports. Needs torch.
"""

import argparse
import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from eval.domain import SHARED
from eval.incidents_eval import SHARES
from numpy.typing import NDArray
from torch import Tensor, nn

from crossbearing.attribution import read_text
from crossbearing.model import Claim
from crossbearing.reading import sensed
from crossbearing.reconcile.retold import main_town, shown_within
from crossbearing.reconcile.signs import by_report, tellings_of
from crossbearing.reconcile.stories import Story
from training.train_incidents import Share, opened

PACKAGE = Path(__file__).resolve().parents[1] / "src/crossbearing"
WIDTH, HIDDEN = 32, 64
DROPOUT, LOST, DECAY = 0.5, 0.2, 1e-4
"""Shares of senses and of states left out by chance while learning; the pull of weights to nought."""
RATE, PLAIN_RATE = 2e-3, 1e-2
EPOCHS, BATCH = 8, 256
FOLDS = 4
SEED = 7
LEAST = 5
"""Visible signs that fewer pairs show are left out."""
Tables = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings of a report, the later first: their states' rows, what they show, whether they are one."""

    share: str
    later: int
    earlier: int
    shown: list[str]
    same: bool


class Compared(nn.Module):
    """Directions, the network over two senses, and beside it a weight for each visible sign."""

    def __init__(self, states: Tensor, signs: int) -> None:
        super().__init__()
        self.mean, self.spread = states.mean(0), states.std(0)
        self.directions = nn.Linear(states.shape[1], WIDTH)
        self.hidden = nn.Linear(4 * WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.drop, self.lose = nn.Dropout(DROPOUT), nn.Dropout(LOST)
        self.visible = nn.EmbeddingBag(signs + 1, 1, mode="sum", padding_idx=signs)
        nn.init.zeros_(self.visible.weight)
        self.base, self.shift = nn.Parameter(torch.zeros(1)), torch.zeros(1)

    def forward(self, later: Tensor, earlier: Tensor, shown: Tensor) -> Tensor:
        """Log-odds [b] that two tellings are of one happening."""
        found: Tensor = self.compare(later, earlier) + self.visible(shown).squeeze(1) + self.base
        return found

    def compare(self, later: Tensor, earlier: Tensor) -> Tensor:
        """The part of it that senses tell [b]."""
        new, old = (self.drop(self.sense(one)) for one in (later, earlier))
        both = torch.cat([new * old, (new - old).abs(), new, old], dim=1)
        found: Tensor = self.out(self.drop(torch.relu(self.hidden(both)))).squeeze(1)
        return found

    def sense(self, states: Tensor) -> Tensor:
        """States as senses [b, w]."""
        return torch.tanh(self.directions(self.lose((states - self.mean) / self.spread)))

    def tables(self) -> tuple[Tables, Tables]:
        """What reading and reconciling need: directions of plain states, and the network."""
        project = (self.directions.weight / self.spread).T
        bias = self.directions.bias - self.mean @ project
        weight = self.hidden.weight.T
        pairs, own = weight[: 2 * WIDTH], weight[2 * WIDTH :]
        out, shift = self.out.weight[0], self.shift
        mark = torch.tensor([hash_of(project)])
        network = {
            "pairs": pairs,
            "own": own,
            "bias": self.hidden.bias,
            "out": out,
            "shift": shift,
            "mark": mark,
        }
        senses = {"project": project, "bias": bias, "mark": mark}
        return _arrays(senses), _arrays(network)


def _arrays(tables: dict[str, Tensor]) -> Tables:
    return {name: value.detach().numpy().astype(np.float16) for name, value in tables.items()}


def hash_of(project: Tensor) -> int:
    """A number below 256 for some directions."""
    return hashlib.blake2b(project.detach().numpy().tobytes(), digest_size=1).digest()[0]


def states_of(share: Share) -> dict[str, NDArray[Any]]:
    """The states of each claim's event word, by claim."""
    found = {}
    told = by_report(share.dossier.claims)
    for report in share.dossier.reports:
        claims: list[Claim] = told.get(report.id, [])
        if claims:
            states = sensed.states_of(claims, read_text(report.text).told)
            if states is not None:
                found |= dict(zip((claim.id for claim in claims), states, strict=True))
    return found


def pairs_of(share: Share, row: dict[str, int]) -> list[Pair]:
    """Each two annotated tellings of a report."""
    found = []
    for told in by_report(share.dossier.claims).values():
        tellings = [t for t in tellings_of(told, share.lookup) if t.claim.id in share.label]
        main = main_town(tellings, share.lookup)
        for n, new in enumerate(tellings):
            for old in tellings[:n]:
                same = share.label[new.claim.id] == share.label[old.claim.id]
                for _, shown in shown_within(new, [Story([old])], main, share.lookup):
                    seen = [one for one in shown if not one.startswith("senses:")]
                    found.append(Pair(share.name, row[new.claim.id], row[old.claim.id], seen, same))
    return found


def trained(pairs: Sequence[Pair], states: Tensor, signs: dict[str, int], seed: int = SEED) -> Compared:
    """Learn from pairs."""
    torch.manual_seed(seed)
    model = Compared(states, len(signs))
    at = torch.tensor([[p.later, p.earlier] for p in pairs])
    same = torch.tensor([p.same for p in pairs], dtype=torch.float32)
    shown = padded(pairs, signs)
    visible = [model.visible.weight]
    rest = [p for p in model.parameters() if p is not model.visible.weight]
    rule = torch.optim.AdamW(
        [{"params": rest, "weight_decay": DECAY}, {"params": visible, "weight_decay": 0.0, "lr": PLAIN_RATE}],
        lr=RATE,
    )
    steps = EPOCHS * -(-len(pairs) // BATCH)
    slope = torch.optim.lr_scheduler.LinearLR(rule, 1.0, 0.05, steps)
    for _ in range(EPOCHS):
        model.train()
        for some in torch.randperm(len(pairs)).split(BATCH):
            found = model(states[at[some, 0]], states[at[some, 1]], shown[some])
            loss = nn.functional.binary_cross_entropy_with_logits(found, same[some])
            rule.zero_grad()
            loss.backward()
            rule.step()
            slope.step()
    model.eval()
    with torch.no_grad():  # so that nought is what nothing is known by
        model.shift = model.compare(states[at[:, 0]], states[at[:, 1]]).mean().reshape(1)
    return model


def padded(pairs: Sequence[Pair], signs: dict[str, int]) -> Tensor:
    """The numbers of what each pair shows [n, most], filled up with that of nothing."""
    rows = [[signs[one] for one in p.shown if one in signs] for p in pairs]
    most = max(map(len, rows), default=1)
    return torch.tensor([row + [len(signs)] * (most - len(row)) for row in rows])


def signs_of(pairs: Sequence[Pair]) -> dict[str, int]:
    """The visible signs that enough pairs show, by number."""
    counts: dict[str, int] = {}
    for pair in pairs:
        for one in pair.shown:
            counts[one] = counts.get(one, 0) + 1
    return {one: n for n, one in enumerate(sorted(k for k, times in counts.items() if times >= LEAST))}


def precision(pairs: Sequence[Pair], found: NDArray[Any]) -> float:
    """Average precision of scores."""
    order = np.argsort(-found, kind="stable")
    right = np.array([pairs[n].same for n in order], dtype=float)
    return float((np.cumsum(right) / (1 + np.arange(len(right))) * right).sum() / right.sum())


def told_by_folds(
    shares: list[Share], pairs: list[Pair], states: Tensor, row: dict[str, int]
) -> dict[str, Any]:
    """By share, its claims' senses and the network that compares them, of models that saw none of it."""
    signs, found = signs_of(pairs), dict[str, Any]()
    scores, plain = np.zeros(len(pairs)), np.zeros(len(pairs))
    for fold in range(FOLDS):
        aside = {share.name for n, share in enumerate(shares) if n % FOLDS == fold}
        model = trained([p for p in pairs if p.share not in aside], states, signs)
        held = [n for n, p in enumerate(pairs) if p.share in aside]
        own = [pairs[n] for n in held]
        with torch.no_grad():
            shown = padded(own, signs)
            later, earlier = states[[p.later for p in own]], states[[p.earlier for p in own]]
            scores[held] = model(later, earlier, shown).numpy()
            plain[held] = model.visible(shown).squeeze(1).numpy()
        senses, network = model.tables()
        for share in (one for one in shares if one.name in aside):
            ids = [c.id for c in share.dossier.claims if c.id in row]
            cuts = sensed.cut(states[[row[i] for i in ids]].numpy(), senses["project"], senses["bias"])
            mark = network["mark"].astype(np.uint8).tobytes()
            found[share.name] = ({i: mark + cut for i, cut in zip(ids, cuts, strict=True)}, network)
    apart = f"visible part {precision(pairs, plain):.4f}, with senses {precision(pairs, scores):.4f}"
    print(f"average precision of pairs left out: {apart}", flush=True)
    return found


def main() -> None:
    """Train and write the two tables; with ``--folds`` also what each share is told by others."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--folds", type=Path, default=None)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, default=None, help="keeps what was read between runs")
    options = parser.parse_args()
    shares = [opened(name, options.shared, options.cache) for name in (*SHARES["tune"], *SHARES["train"])]
    known = {key: state for share in shares for key, state in states_of(share).items()}
    row = {key: n for n, key in enumerate(known)}
    states = torch.from_numpy(np.stack(list(known.values())))
    pairs = [pair for share in shares for pair in pairs_of(share, row)]
    if options.folds is not None:
        options.folds.write_bytes(pickle.dumps(told_by_folds(shares, pairs, states, row)))
    senses, network = trained(pairs, states, signs_of(pairs)).tables()
    np.savez_compressed(options.out / "reading/data/senses.npz", **senses)
    np.savez_compressed(options.out / "reconcile/data/alike.npz", **network)


if __name__ == "__main__":
    main()
