"""Learn the weights by which claims are held to be of one happening, from annotated mentions.

Usage: python -m training.train_incidents [--out FILE] [--shared DIR] [--cache DIR]

Reads the halves ``tune`` and ``train`` of ``eval/annotations/incidents.jsonl`` and the reports beside the
checkout, each share apart (docs/annotation.md). Four logistic regressions with a ridge, all over yes-or-no
features: of a telling beside what its report has told before, of pairs of accounts of one report, of pairs of
accounts of different reports that share a slot, and of these again with how well each fits beside the others.
Thresholds are the ones of the best B-cubed F1 among those whose precision in cross-validation is high
enough. Happenings of one day are in one fold, and a pair is scored by models that saw neither of its two
happenings, so that the figure printed is of happenings never seen. No chance is involved: folds go by a
hash.
"""

import argparse
import hashlib
import pickle
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.domain import SHARED
from eval.incidents_eval import SHARES, Mention, annotated, b_cubed, mentions_of, taken_in

from crossbearing.model import Dossier
from crossbearing.reconcile import accounts, across, incidents, likeness, retold, weights
from crossbearing.reconcile.company import in_company
from crossbearing.reconcile.likeness import Trace
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.sensed import Alike, Network
from crossbearing.reconcile.signs import Telling, by_report, tellings_of
from crossbearing.reconcile.stories import Story
from training.incident_models import FOLDS, Pair, Score, Weights, learnt, out_of_fold

CERTAINLY = 3.0
"""Set by hand: too few pairs show one site, day and figure told with other means for learning."""
WANTED = 93.0
"""Precision in cross-validation that a threshold must reach."""
ROSY = 1.0
"""How much better precision looks among accounts of reports that were learnt from."""
OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/reconcile/data/incident_weights.tsv"

Senses = Mapping[str, tuple[Mapping[str, bytes], Mapping[str, Any]]]
"""By share, the senses of its claims' event words, and the tables by which they are compared."""
WITHIN_TRIED = (0.75, 1.0)
BETWEEN_TRIED = (0.75, 1.0, 1.25, 1.5)
ACROSS_TRIED = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)


@dataclass(frozen=True, slots=True)
class Share:
    """One share's reports with the happening each claim was annotated to tell."""

    name: str
    dossier: Dossier
    lookup: Lookup
    mentions: list[Mention]
    label: dict[str, str]
    fold: dict[str, int] = field(default_factory=dict)


def opened(name: str, shared: Path, cache: Path | None, senses: Senses | None = None) -> Share:
    """Read one share through the main path, or take it from the cache.

    ``senses`` are what a network says of it that saw none of its reports (training/train_senses.py).
    """
    kept = None if cache is None else cache / f"{name}.pkl"
    if kept is not None and kept.exists():
        dossier, known = pickle.loads(kept.read_bytes())  # our own file
    else:
        dossier, known = taken_in(name, shared)
        if kept is not None:
            kept.write_bytes(pickle.dumps((dossier, known)))
    rows = annotated(name)
    mentions = list(mentions_of(rows, known, dossier))
    label = labels_of(mentions, dossier) | {
        m.claim.id: m.row["incident"] for m in reversed(mentions) if m.claim is not None
    }
    fold = {row["incident"]: _fold(row["day"] or row["incident"]) for row in rows}
    lookup = Lookup(dossier)
    if senses is not None:
        told, network = senses[name]
        lookup.alike = Alike(told, Network(network))
    return Share(name, dossier, lookup, mentions, label, fold)


def labels_of(mentions: list[Mention], dossier: Dossier) -> dict[str, str]:
    """Claims that stand within one annotated stretch: where it tells of one happening only, so do they."""
    claims = by_report(dossier.claims)
    found: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        start = m.at - (m.row["trigger"] - m.row["start"])
        for claim in claims.get(m.report.id, []):
            told = claim.event.trigger.start if claim.event is not None else claim.span.start
            if start <= told < start + m.row["end"] - m.row["start"]:
                found[claim.id].add(m.row["incident"])
    return {claim: labels.pop() for claim, labels in found.items() if len(labels) == 1}


def _fold(day: str) -> int:
    return hashlib.blake2b(day.encode()).digest()[0] % FOLDS


def within_pairs(share: Share) -> list[Pair]:
    """Each annotated telling beside each happening that its report has told before, as annotated."""
    found = []
    for told in by_report(share.dossier.claims).values():
        tellings = [t for t in tellings_of(told, share.lookup) if t.claim.id in share.label]
        main = retold.main_town(tellings, share.lookup)
        stories: dict[str, Story] = {}
        for new in tellings:
            a = share.label[new.claim.id]
            for story, fired in retold.shown_within(new, list(stories.values()), main, share.lookup):
                b = share.label[story.tellings[0].claim.id]
                found.append(Pair(fired, a, b, (share.fold[a], share.fold[b])))
            stories.setdefault(a, Story([])).add(new)
    return found


def stories(share: Share, rate: Score, threshold: float) -> list[list[Trace]]:
    """The accounts of each of a share's reports, as it is read on, grouped by a score."""

    def scored(fired: list[str], new: Telling, story: Story) -> float:
        labels = [share.label[t.claim.id] for t in story.tellings if t.claim.id in share.label]
        return rate(fired, share.label.get(new.claim.id), max(labels, key=labels.count, default=None))

    return [
        [
            likeness.trace_of(group, share.lookup)
            for group in retold.retellings(tellings_of(told, share.lookup), share.lookup, scored, threshold)
        ]
        for _, told in sorted(by_report(share.dossier.claims).items())
    ]


def rated(share: Share, rate: Score) -> accounts.Joint:
    """A score as it is asked of two accounts, by models that saw neither's happening."""

    def scored(fired: list[str], one: Trace, other: Trace) -> float:
        return rate(fired, label_of(one, share), label_of(other, share))

    return scored


def between_pairs(share: Share, told: list[list[Trace]], within: Score) -> list[Pair]:
    """All pairs of one report's annotated accounts that may be one."""
    found, step = [], rated(share, within)
    for traces in told:
        labels = [label_of(trace, share) for trace in traces]
        for i, j in accounts.pairs_between(traces, share.lookup):
            a, b = labels[i], labels[j]
            if a is not None and b is not None:
                fired = accounts.shown_between(traces[i], traces[j], share.lookup, step)
                found.append(Pair(fired, a, b, (share.fold[a], share.fold[b])))
    return found


def joined(
    share: Share, told: list[list[Trace]], within: Score, between: Score, threshold: float
) -> list[Trace]:
    """The accounts of a share's reports, those of one report that are one made one, with their company."""
    rate, step = rated(share, between), rated(share, within)
    return [
        trace
        for traces in told
        for trace in in_company(accounts.joined(traces, share.lookup, rate, step, threshold), share.lookup)
    ]


def label_of(trace: Trace, share: Share) -> str | None:
    """The happening that most of an account's tellings are annotated to tell."""
    labels = [share.label[c.id] for c in trace.claims if c.id in share.label]
    return max(sorted(set(labels)), key=labels.count) if labels else None


def across_pairs(share: Share, traces: list[Trace]) -> list[Pair]:
    """All pairs of annotated accounts (``in_order``) that share a slot."""
    shown = {
        (i, j): across.shown_across(traces[i], traces[j], share.lookup)
        for i, j in incidents.pairs_of(traces, share.lookup)
    }
    return _labelled(share, traces, shown)


def compared(share: Share, traces: list[Trace], alone: Score, chosen: Score | None = None) -> across.Compared:
    """Accounts (``in_order``) held against one another by models that saw neither's happening."""
    of = {id(trace): label_of(trace, share) for trace in traces}

    def scored(rate: Score) -> across.Scorer:
        return lambda fired, one, other: rate(fired, of[id(one)], of[id(other)])

    pairs = incidents.pairs_of(traces, share.lookup)
    return across.compared(traces, pairs, share.lookup, scored(alone), scored(chosen or alone))


def chosen_pairs(share: Share, traces: list[Trace], alone: Score) -> list[Pair]:
    """The same pairs with how each stands beside the others that its two reports have."""
    return _labelled(share, traces, compared(share, traces, alone).shown)


def _labelled(share: Share, traces: list[Trace], shown: Mapping[tuple[int, int], list[str]]) -> list[Pair]:
    labels = [label_of(trace, share) for trace in traces]
    known = [(labels[i], labels[j], fired) for (i, j), fired in shown.items()]
    return [
        Pair(fired, a, b, (share.fold[a], share.fold[b]))
        for a, b, fired in known
        if a is not None and b is not None
    ]


def clustered(share: Share, traces: list[Trace], pairs: across.Compared, threshold: float) -> dict[str, int]:
    """Each claim's group."""
    groups = incidents.grouped(traces, pairs, share.lookup, threshold)
    return {c.id: n for n, group in enumerate(groups) for trace in group for c in trace.claims}


def figures(shares: list[Share], homes: list[dict[str, int]]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of claims' groups over all mentions."""
    pairs: list[tuple[Hashable, Hashable]] = []
    for share, home in zip(shares, homes, strict=True):
        for n, m in enumerate(share.mentions):
            own = ("alone", share.name, str(n)) if m.claim is None else ("claim", share.name, m.claim.id)
            key = home.get(m.claim.id) if m.claim is not None else None
            pairs.append((m.row["incident"], own if key is None else (share.name, key)))
    found = b_cubed(pairs)
    return found.precision, found.recall, found.f1


@dataclass(frozen=True, slots=True)
class Found:
    """What one choice of the first two thresholds gives: the pairs learnt by, and figures by the third."""

    low: float
    middle: float
    between: list[Pair]
    across: list[Pair]
    chosen: list[Pair]
    tried: dict[float, tuple[float, float, float]]


def searched(shares: list[Share], within: Score) -> tuple[Found, float]:
    """The thresholds of the best F1 among those precise enough in cross-validation."""
    return best_of(
        found
        for low in WITHIN_TRIED
        for found in _tried(shares, [stories(share, within, low) for share in shares], low, within)
    )


def best_of(tried: Iterable[Found], wanted: float = WANTED) -> tuple[Found, float]:
    """The choice of the best F1 among those precise enough, with its third threshold."""
    known = [(found, high, *found.tried[high]) for found in tried for high in ACROSS_TRIED]
    enough = [one for one in known if one[2] >= wanted] or known
    best, high, *measured = max(enough, key=lambda one: (one[4], one[1]))
    print(f"chosen {best.low} {best.middle} {high}: P %.1f R %.1f F1 %.1f" % tuple(measured))
    return best, high


def _tried(shares: list[Share], told: list[list[list[Trace]]], low: float, within: Score) -> Iterable[Found]:
    between = [p for share, one in zip(shares, told, strict=True) for p in between_pairs(share, one, within)]
    inner = out_of_fold(learnt(between)[1], folds(shares))
    for middle in BETWEEN_TRIED:
        traces = [joined(s, one, within, inner, middle) for s, one in zip(shares, told, strict=True)]
        yield told_across(shares, traces, low, middle, between)


def told_across(
    shares: list[Share], accounts_of: list[list[Trace]], low: float, middle: float, between: list[Pair]
) -> Found:
    """Learn from each share's accounts how those of different reports go together, and measure it."""
    each = [(share, incidents.in_order(one)) for share, one in zip(shares, accounts_of, strict=True)]
    first = [p for share, traces in each for p in across_pairs(share, traces)]
    alone = out_of_fold(learnt(first)[1], folds(shares))
    second = [p for share, traces in each for p in chosen_pairs(share, traces, alone)]
    rate = out_of_fold(learnt(second)[1], folds(shares))
    held = [compared(share, traces, alone, rate) for share, traces in each]
    found = Found(low, middle, between, first, second, {})
    for high in ACROSS_TRIED:
        homes = [
            clustered(share, traces, pairs, high) for (share, traces), pairs in zip(each, held, strict=True)
        ]
        found.tried[high] = figures(shares, homes)
        tune = [n for n, share in enumerate(shares) if share.name in SHARES["tune"]]
        own = figures([shares[n] for n in tune], [homes[n] for n in tune])
        print(
            f"{low} {middle} {high}  P %.1f R %.1f F1 %.1f  tune alone P %.1f R %.1f F1 %.1f"
            % (*found.tried[high], *own),
            flush=True,
        )
    return found


def folds(shares: list[Share]) -> dict[str, int]:
    """The fold of each happening."""
    return {label: fold for share in shares for label, fold in share.fold.items()}


def written(stage: str, found: Weights, threshold: float | None, pairs: list[Pair]) -> list[str]:
    """One stage's rows, the weightiest first; the last column says how often a feature told the truth."""
    joins = f"{stage}\t(threshold)\t{threshold}\tthe score at or above which two join"
    rows = [] if threshold is None else [joins]
    for name, weight in sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])):
        shown = [p.one == p.other for p in pairs if name in p.fired or name == weights.BIAS]
        rows.append(
            f"{stage}\t{name}\t{weight:.3f}\tof {len(shown)} pairs {sum(shown)} were of one happening"
        )
    return rows


def main() -> None:
    """Learn the stages' weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, default=None, help="keeps what was read between runs")
    parser.add_argument("--senses", type=Path, required=True, help="what train_senses.py --folds wrote")
    parser.add_argument("--across", action="store_true", help="learn only what goes across reports")
    options = parser.parse_args()
    senses = pickle.loads(options.senses.read_bytes())  # our own file
    names = (*SHARES["tune"], *SHARES["train"])
    shares = [opened(name, options.shared, options.cache, senses) for name in names]
    lines = [
        "# Log-odds by which tellings are of one happening; learnt by training/train_incidents.py.",
        "stage\tfeature\tweight\texample",
        *(kept_and_across(shares) if options.across else all_stages(shares)),
    ]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def all_stages(shares: list[Share]) -> list[str]:
    """The rows of all four stages, learnt anew."""
    within = [p for share in shares for p in within_pairs(share)]
    first, models = learnt(within)
    found, high = searched(shares, out_of_fold(models, folds(shares)))
    return [
        *written(retold.WITHIN, first, found.low, within),
        *written(accounts.BETWEEN, learnt(found.between)[0], found.middle, found.between),
        *across_rows(found, high),
    ]


def kept_and_across(shares: list[Share]) -> list[str]:
    """The rows of the first two stages as they are, and those of accounts of different reports, learnt anew.

    The accounts are then of reports that the first two stages have learnt from: precision is better than in
    reports never seen, so more of it is asked.
    """
    told = [accounts.traces_of(share.dossier.claims, share.lookup) for share in shares]
    found, high = best_of([told_across(shares, told, 0.0, 0.0, [])], WANTED + ROSY)
    rows = OUT.read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if row.split("\t")[0] in (retold.WITHIN, accounts.BETWEEN)]
    return [*kept, *across_rows(found, high)]


def across_rows(found: Found, high: float) -> list[str]:
    """The rows of the last two stages."""
    certain = {likeness.CERTAIN: CERTAINLY}
    return [
        *written(across.ACROSS, {**learnt(found.across)[0], **certain}, None, found.across),
        *written(across.CHOSEN, {**learnt(found.chosen)[0], **certain}, high, found.chosen),
    ]


if __name__ == "__main__":
    main()
