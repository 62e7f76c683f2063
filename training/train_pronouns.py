"""Train the weights by which a pronoun is led back (src/crossbearing/actors/data/pronouns.tsv).

Usage: python -m training.train_pronouns [--out FILE] [--folds N] [--cost C...] [--shared DIR]

A softmax over all whom a pronoun may mean, and nobody: of the annotated passages to learn from only, those
pronouns that have an answer, and those outside quotations that were left without one; and the pronouns of
``train``, each annotated by itself, of which some mean ``nobody`` (a town, a raid, "it rained"). With
``--folds`` it tells precision and recall over reports left out, by cost and by the share asked for, and
writes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from eval.actors_eval import annotated, report_of, right
from eval.domain import texts
from numpy.typing import NDArray
from scipy.optimize import minimize
from tests.actors.reading import read_marked

from crossbearing.actors import Cast
from crossbearing.actors.ranker import Option, Ranker
from crossbearing.actors.stands import Stand
from crossbearing.model import Token
from crossbearing.reading.page import open_page
from training.trainer import options_of

OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/actors/data/pronouns.tsv"
LEAST = 3
"""Clues met with fewer pronouns than this are left out."""
SNIPPETS = Path(__file__).resolve().parents[1] / "tests/actors/cases.txt"
NOBODY = "nobody"
"""The answer of a pronoun that stands for no actor."""
COST = 0.5
"""How much a miss costs beside half the weights' squares."""
UNTOLD = 0.4
"""How much a pronoun counts that no annotator gave an answer: some were left out for other reasons."""
Matrix = NDArray[np.float64]
Row = dict[str, Any]


class Met:
    """A pronoun of an annotated passage: its options, which of them are right, and how much it counts."""

    def __init__(
        self, report: str, word: str, options: Sequence[Option], good: Sequence[bool], told: bool
    ) -> None:
        self.report, self.word, self.options, self.good, self.told = report, word, options, good, told


def met(casts: Callable[[], Iterator[tuple[str, Cast]]]) -> list[Met]:
    """All pronouns of the passages to learn from, as the program weighs them."""
    seen: list[tuple[Token, str, list[Option], bool]] = []
    original = Ranker.options

    def listen(
        self: Ranker, stand: Stand, token: Token, word: str, ruled: str | None, rule: str
    ) -> list[Option]:
        found = original(self, stand, token, word, ruled, rule)
        seen.append((token, word, found, any("quoted" in clue for clue in found[0].clues)))
        return found

    rows: dict[str, list[Row]] = {}
    for row in passages():
        rows.setdefault(row["id"], []).append(row)
    found: list[Met] = []
    with patch.object(Ranker, "options", listen):
        for report, cast in casts():
            for row in rows[report]:
                inside = [one for one in seen if row["start"] <= one[0].start < row["end"]]
                found.extend(_judged(report, row, cast, inside))
            seen.clear()
    return found


def passages() -> list[Row]:
    """The annotated passages to learn from: those of ``tune``, and the single pronouns of ``train``."""
    single = [row for row in annotated("train") if row["mentions"][0]["form"] == "pronoun"]
    return [*annotated("tune"), *single]


def _judged(
    report: str, row: Row, cast: Cast, inside: Sequence[tuple[Token, str, list[Option], bool]]
) -> Iterator[Met]:
    answers = {m["start"]: m for m in row["mentions"] if m["form"] == "pronoun"}
    for token, word, options, quoted in inside:
        mention = answers.get(token.start)
        if mention is None and quoted:
            continue
        good = [False] * len(options)
        if mention is not None:
            good = [one.actor is not None and right(mention, cast, one.actor) for one in options]
            good[0] = NOBODY in (mention["actor"], *mention["also"])
        if not any(good):
            good[0] = True
        yield Met(report, word, options, good, mention is not None and mention["actor"] != "unclear")


def snippets(path: Path = SNIPPETS) -> list[Met]:
    """The pronouns of the room's own marked sentences, with and without an answer."""
    found: list[Met] = []
    seen: list[tuple[Token, str, list[Option]]] = []
    original = Ranker.options

    def listen(
        self: Ranker, stand: Stand, token: Token, word: str, ruled: str | None, rule: str
    ) -> list[Option]:
        options = original(self, stand, token, word, ruled, rule)
        seen.append((token, word, options))
        return options

    with patch.object(Ranker, "options", listen):
        for case in path.read_text(encoding="utf-8").splitlines():
            marked, _, expected = case.rpartition(" => ")
            if not marked or case.startswith("#"):
                continue
            seen.clear()
            cast, span = read_marked(marked)
            for _, word, options in (x for x in seen if (x[0].start, x[0].end) == (span.start, span.end)):
                good = [o.actor is not None and agrees(cast, o.actor, expected) for o in options]
                good[0] = not any(good)
                found.append(Met(marked, word, options, good, True))
    return found


def agrees(cast: Cast, actor: str, expected: str) -> bool:
    """Whether an actor is the one that a marked sentence expects."""
    return cast.actors[actor].name == expected.partition(";")[0].strip()


def learn(cases: Sequence[Met], cost: float) -> dict[str, float]:
    """The weights of the clues."""
    counts = Counter(clue for one in cases for clue in {c for o in one.options for c in o.clues})
    names = sorted(clue for clue, times in counts.items() if times >= LEAST)
    at = {clue: n for n, clue in enumerate(names)}
    rows = [(n, at[clue]) for n, o in enumerate(_options(cases)) for clue in o.clues if clue in at]
    size = sum(len(one.options) for one in cases)
    matrix = np.zeros((size, len(names)))
    for n, column in rows:
        matrix[n, column] += 1
    starts = np.cumsum([0, *(len(one.options) for one in cases)])[:-1]
    good = np.array([g for one in cases for g in one.good], dtype=float)
    weight = np.array([1.0 if one.told else UNTOLD for one in cases])
    spread = np.repeat(np.arange(len(cases)), [len(one.options) for one in cases])

    def loss(theta: Matrix) -> tuple[float, Matrix]:
        scores = matrix @ theta
        scores -= np.maximum.reduceat(scores, starts)[spread]
        raw = np.exp(scores)
        share = raw / np.add.reduceat(raw, starts)[spread]
        hit = np.add.reduceat(share * good, starts)
        pull = share - share * good / hit[spread]
        value = -cost * float(weight @ np.log(hit)) + float(theta @ theta) / 2
        return value, cost * (matrix.T @ (pull * weight[spread])) + theta

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {clue: round(float(w), 3) for clue, w in zip(names, found.x, strict=True) if abs(w) >= 0.005}


def _options(cases: Sequence[Met]) -> Iterator[Option]:
    for one in cases:
        yield from one.options


def shares(one: Met, weights: Mapping[str, float]) -> Matrix:
    """The share of each option."""
    scores = np.array([sum(weights.get(clue, 0.0) for clue in option.clues) for option in one.options])
    raw = np.exp(scores - scores.max())
    return np.asarray(raw / raw.sum())


def folded(cases: Sequence[Met], folds: int, cost: float) -> list[tuple[Met, int, float]]:
    """Every pronoun with the option chosen and its share, by weights that have not seen its report."""
    part = [int(sha256(one.report.encode()).hexdigest(), 16) % folds for one in cases]
    found = []
    for fold in range(folds):
        weights = learn([one for one, n in zip(cases, part, strict=True) if n != fold], cost)
        for one, n in zip(cases, part, strict=True):
            if n == fold:
                share = shares(one, weights)
                found.append((one, int(share.argmax()), float(share.max())))
    return found


def tell(found: Sequence[tuple[Met, int, float]], least: float, words: Sequence[str]) -> str:
    """Precision and recall over pronouns with an answer, and how many without one are linked.

    Recall is over those who mean an actor that the program has met; "nobody" is no link to be made.
    """
    told = [x for x in found if x[0].told and x[0].word in words]
    made = [x for x in told if x[1] and x[2] >= least]
    hits = sum(one.good[best] for one, best, _ in made)
    possible = sum(not one.good[0] for one, _, _ in told)
    met = sum(one.good[best] and not one.good[0] for one, best, _ in made)
    wild = sum(1 for x in found if not x[0].told and x[0].word in words and x[1] and x[2] >= least)
    other = sum(1 for x in found if not x[0].told and x[0].word in words)
    return (
        f"P {100 * hits / max(len(made), 1):5.1f} R {100 * met / max(possible, 1):5.1f} "
        f"({hits}/{len(made)}/{len(told)}; {wild} of {other} untold)"
    )


def casts(shared: Path, rows: Sequence[Row]) -> Iterator[tuple[str, Cast]]:
    """The reports of annotated passages with their casts, each read whole."""
    known = texts(shared)
    for report in dict.fromkeys(row["id"] for row in rows):
        yield report, open_page(report_of(known[report])).cast


def main() -> None:
    """Train, or tell how well training does."""
    options = options_of(__doc__, out=OUT, cost=COST)
    cases = met(lambda: casts(options.shared, passages()))
    cases += snippets()
    report(cases, options.folds, options.cost, options.out)


def write(out: Path, weights: Mapping[str, float]) -> None:
    """Write weights as a table, a clue a row."""
    rows = [f"{clue}\t{weight:g}" for clue, weight in sorted(weights.items())]
    out.write_text("\n".join(["clue\tweight", *rows]) + "\n", encoding="utf-8")


def report(cases: Sequence[Met], folds: int, costs: Sequence[float], out: Path) -> None:
    """Print the figures of folds, or write the weights."""
    if not folds:
        write(out, learn(cases, costs[0]))
        return
    for cost in costs:
        found = folded(cases, folds, cost)
        for least in (0.0, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8):
            print(f"cost {cost:g} share {least:g} {tell(found, least, ('he', 'she', 'it', 'they'))}")
        for words in (("he", "she"), ("it",), ("they",)):
            print("  ", "/".join(words), *(tell(found, least, words) for least in (0.5, 0.6, 0.7)))


if __name__ == "__main__":
    main()
