"""Train the weights by which a definite description is led back (src/crossbearing/actors/data/described.tsv).

Usage: python -m training.train_descriptions [--out FILE] [--folds N] [--cost C...] [--shared DIR]

A softmax over all whom "the group", "the alliance" or "the ministry" may mean, and nobody, of the annotated
passages to learn from only. With ``--folds`` it tells precision and recall over reports left out, beside
those of the rules alone, and writes nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from eval.actors_eval import annotated, right
from tests.actors.reading import read_marked

from crossbearing.actors import Cast
from crossbearing.actors.meant import Noun
from crossbearing.actors.ranker import Option, Ranker
from crossbearing.actors.stands import Stand
from training.train_pronouns import SNIPPETS, Met, agrees, casts, folded, learn, write
from training.trainer import options_of

OUT = Path(__file__).resolve().parents[1] / "src/crossbearing/actors/data/described.tsv"
COST = 0.5
"""How much a miss costs beside half the weights' squares."""
Row = dict[str, Any]
Seen = tuple[Noun, list[Option]]


class Listener:
    """Takes note of every description that a ranker weighs, while ``on`` is entered."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []

    def on(self) -> Any:
        """The patch under which reports are to be read."""
        original = Ranker.meanings

        def listen(ranker: Ranker, stand: Stand, noun: Noun, ruled: str | None) -> list[Option]:
            found = original(ranker, stand, noun, ruled)
            self.seen.append((noun, found))
            return found

        return patch.object(Ranker, "meanings", listen)


def met(shared: Path) -> list[Met]:
    """All definite descriptions of the passages to learn from, as the program weighs them."""
    rows: dict[str, list[Row]] = {}
    passages = [*annotated("tune"), *annotated("train")]
    for row in passages:
        rows.setdefault(row["id"], []).append(row)
    found: list[Met] = []
    listener = Listener()
    with listener.on():
        for report, cast in casts(shared, passages):
            for row in rows[report]:
                for noun, options in listener.seen:
                    if row["start"] <= noun.token.start < row["end"]:
                        found.append(_judged(report, row, cast, noun, options))
            listener.seen.clear()
    return found


def _judged(report: str, row: Row, cast: Cast, noun: Noun, options: Sequence[Option]) -> Met:
    """A description with its right options; one that no annotator took for a mention means nobody."""
    ends = {noun.token.end, noun.token.end - noun.lost}
    around = [m for m in row["mentions"] if m["start"] <= noun.token.start and m["end"] >= noun.token.end - 1]
    exact = [m for m in around if m["end"] in ends]
    mention = min(exact or around, key=_length, default=None)
    good = [False] * len(options)
    if mention is not None:
        good = [one.actor is not None and right(mention, cast, one.actor) for one in options]
    if not any(good):
        good[0] = True
    return Met(report, noun.sort, options, good, mention is not None)


def _length(mention: Row) -> int:
    return int(mention["end"] - mention["start"])


def snippets(path: Path = SNIPPETS) -> list[Met]:
    """The descriptions of the room's own marked sentences, with and without an answer."""
    found: list[Met] = []
    listener = Listener()
    with listener.on():
        for case in path.read_text(encoding="utf-8").splitlines():
            marked, _, expected = case.rpartition(" => ")
            if not marked or case.startswith("#"):
                continue
            listener.seen.clear()
            cast, span = read_marked(marked)
            for noun, options in listener.seen:
                if noun.token.end == span.end and span.start <= noun.token.start:
                    good = [o.actor is not None and agrees(cast, o.actor, expected) for o in options]
                    good[0] = not any(good)
                    found.append(Met(marked, noun.sort, options, good, True))
    return found


def _ruled(one: Met) -> int:
    """The option that the rules take."""
    return next((n for n, option in enumerate(one.options) if "ruled" in option.clues), 0)


def tell(cases: Sequence[Met], folds: int, cost: float) -> Iterator[str]:
    """Right, made and possible links of the rules alone and of the weights, by sort of noun."""
    found = [x for x in folded(cases, folds, cost) if x[0].told]
    for sort in (*sorted({one.word for one, _, _ in found}), ""):
        own = [x for x in found if sort in ("", x[0].word)]
        rules = [(one, _ruled(one)) for one, _, _ in own]
        tried = [("rules", [(one, best) for one, best in rules if best])]
        for least in (0.4, 0.5, 0.6, 0.7):
            tried.append((f"{least:g}", [(one, best) for one, best, share in own if best and share >= least]))
        told = [f"{name} {sum(one.good[n] for one, n in made)}/{len(made)}" for name, made in tried]
        possible = sum(not one.good[0] for one, _, _ in own)
        yield f"cost {cost:g} {sort or 'all':8} {len(own)} ({possible} linkable): {', '.join(told)}"


def main() -> None:
    """Train, or tell how well training does."""
    options = options_of(__doc__, out=OUT, cost=COST)
    cases = met(options.shared) + snippets()
    if not options.folds:
        write(options.out, learn(cases, options.cost[0]))
        return
    for cost in options.cost:
        for line in tell(cases, options.folds, cost):
            print(line)


if __name__ == "__main__":
    main()
