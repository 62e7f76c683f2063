"""What was learnt of clauses, where it has a say beside the rules: topic, category, whether it is history."""

from functools import lru_cache
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from crossbearing.attribution import Told
from crossbearing.reading.tables import open_table
from crossbearing.reading.traits import Case, traits_of
from crossbearing.vocabulary import Topic

Floats = NDArray[np.float32]

QUESTIONS = ("topic", "plover", "background")
HEARD = {"topic": 0.7, "plover": 0.5, "background": 0.0}
"""How much the heads of the shared encoder weigh beside what the traits say, in logarithms of shares.

Chosen on a third of the reports to learn from, answered by heads and traits that had not seen them.
"""


class Verdict(Struct, frozen=True):
    """The likeliest answer to a question, and its share, 0 to 1."""

    label: Any
    sure: float


class Scales(Struct, frozen=True):
    """Trained weights: the rows of traits, and per question its answers, their columns and their bias."""

    rows: dict[str, int]
    answers: dict[str, tuple[str, ...]]
    weights: dict[str, Floats]
    bias: dict[str, Floats]
    joined: Floats
    """The weights of all questions side by side, so that a clause's rows are gathered once."""


@lru_cache(maxsize=1)
def scales() -> Scales:
    """The packaged weights; raises DataError where they are missing."""
    tables = open_table("judged.npz")
    weights = {q: tables[f"{q}_weights"].astype(np.float32) for q in QUESTIONS}
    return Scales(
        rows={name: n for n, name in enumerate(tables["traits"].tolist())},
        answers={q: tuple(tables[f"{q}_answers"].tolist()) for q in QUESTIONS},
        weights=weights,
        bias={q: tables[f"{q}_bias"].astype(np.float32) for q in QUESTIONS},
        joined=np.concatenate([weights[q] for q in QUESTIONS], axis=1),
    )


def judge(case: Case, told: Told) -> dict[str, Verdict]:
    """What is likeliest of a clause, by question: "topic", "plover" (None for no event) and "background".

    Softmax regression over the traits of the clause, to which the encoder's heads are added as they stand
    on the word that names its happening. Examples: "They cut the last road out" →
    access; "The village changed hands" → control.
    """
    held = scales()
    rows = sorted(held.rows[trait] for trait in traits_of(case) if trait in held.rows)
    best = case.tree.tokens[case.at].start
    weighed, first, found = held.joined[rows].sum(axis=0), 0, {}
    for question in QUESTIONS:
        last = first + len(held.answers[question])
        scores = held.bias[question] + weighed[first:last]
        first = last
        if HEARD[question]:
            shares = told.shares(best, question)
            scores = scores + HEARD[question] * np.array(
                [shares.get(answer, 0.0) for answer in held.answers[question]], dtype=np.float32
            )
        found[question] = _verdict(question, held.answers[question], scores)
    return found


def _verdict(question: str, answers: tuple[str, ...], scores: Floats) -> Verdict:
    shares = np.exp(scores - scores.max())
    best = int(shares.argmax())
    label: Any = answers[best]
    if question == "background":
        label = label == "True"
    return Verdict(None if label == "None" else label, float(shares[best] / shares.sum()))


def topic_of(found: dict[str, Verdict], ruled: Topic, *, counted: bool = False, named: float = 0.0) -> Topic:
    """A clause's topic: what is judged where the rules know none, and where it is sure against theirs.

    ``counted`` says that the rules have theirs from what is counted, which stands; ``named`` is how likely
    the clause's word names a happening (reading/named.py): "he lit his oven" needs a surer judge.
    """
    verdict = found["topic"]
    firm = SURE if ruled in KEPT else AGAINST
    if counted or verdict.sure < ((OPEN if named >= 0 else VAGUE) if ruled == "other" else firm):
        return ruled
    topic: Topic = verdict.label
    return topic


OPEN, VAGUE, AGAINST, SURE = 0.5, 0.65, 0.55, 0.9
"""From these shares on a topic is believed: where the rules have none, there of a word that hardly names
a happening, against the rules', and against ``KEPT``."""
KEPT = frozenset({"agreement", "aid", "detention", "evacuation", "access"})
"""Topics seldom met in training, on which the rules are righter than what was learnt."""
CORRECTS, FINDS, RECALLS = 0.55, 0.8, 0.8
"""From these shares on another category than the rules', an event they miss, and history are believed."""
FIRM = frozenset({"AGREE", "AID", "CONCEDE", "RETREAT", "COOPERATE"})
"""Categories of the rules that are seldom met in training, and stand."""


def category_of(found: dict[str, Verdict], ruled: str | None) -> str | None:
    """A clause's PLOVER category, where the rules say ``ruled``; an event of theirs stays one."""
    verdict = found["plover"]
    if verdict.label is None or ruled in FIRM or verdict.sure < (FINDS if ruled is None else CORRECTS):
        return ruled
    category: str = verdict.label
    return category


def is_history(found: dict[str, Verdict]) -> bool:
    """Whether a clause is told as background, by its words: "since the war began in 2011"."""
    verdict = found["background"]
    return bool(verdict.label) and verdict.sure >= RECALLS
