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
HEARD = {"topic": (0.5, 0.3), "plover": (0.5, 0.0), "background": (0.0, 0.0)}
"""How much the heads of the shared encoder weigh beside what the traits say, in logarithms of shares.

First what they tell of the word that names the happening, then of the clause's head. Chosen on reports that
the traits had not seen.
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
    on the word that names its happening and on the clause's head. Examples: "They cut the last road out" →
    access; "The village changed hands" → control.
    """
    held = scales()
    rows = sorted(held.rows[trait] for trait in traits_of(case) if trait in held.rows)
    weighed, first, found = held.joined[rows].sum(axis=0), 0, {}
    for question in QUESTIONS:
        last = first + len(held.answers[question])
        scores = held.bias[question] + weighed[first:last]
        first = last
        for index, weight in _heard(case, question):
            shares = told.shares(case.tree.tokens[index].start, question)
            told_of = [shares.get(answer, 0.0) for answer in held.answers[question]]
            scores = scores + weight * np.array(told_of, dtype=np.float32)
        found[question] = _verdict(question, held.answers[question], scores)
    return found


def _heard(case: Case, question: str) -> list[tuple[int, float]]:
    """The words of which the encoder is heard, and how much: that of the happening and the clause's head."""
    word, head = HEARD[question]
    if case.at == case.clause.head:
        return [(case.at, word + head)] if word else []
    return [(index, weight) for index, weight in ((case.at, word), (case.clause.head, head)) if weight]


def _verdict(question: str, answers: tuple[str, ...], scores: Floats) -> Verdict:
    shares = np.exp(scores - scores.max())
    best = int(shares.argmax())
    label: Any = answers[best]
    if question == "background":
        label = label == "True"
    return Verdict(None if label == "None" else label, float(shares[best] / shares.sum()))


def topic_of(found: dict[str, Verdict], ruled: Topic, *, counted: bool = False, named: float = 0.0) -> Topic:
    """A clause's topic: what is judged, where it is surer than the rules.

    ``counted`` says that the rules have theirs from what is counted; ``named`` is how likely the clause's
    word names a happening (reading/named.py): "he lit his oven" needs a surer judge to be an act of war.
    """
    verdict = found["topic"]
    topic: Topic = verdict.label
    if counted and ruled in SURE:
        return ruled
    if counted:
        least = COUNTED
    elif ruled == "other":
        least = VAGUE if named < 0 and topic in _FIERCE else 0.0
    else:
        least, nothing = SURE.get(ruled, (AGAINST, NOTHING))
        least = nothing if topic == "other" else least
    return ruled if topic is None or verdict.sure < least else topic


COUNTED, VAGUE, AGAINST, NOTHING = 0.8, 0.6, 0.4, 0.6
"""From these shares on a topic is believed against that of counted dead, as an act of war of a word that
hardly names a happening, against another topic of the rules; and "other" against one of theirs."""
SURE: dict[Topic, tuple[float, float]] = {
    "evacuation": (0.9, 0.9),
    "aid": (0.9, 0.9),
    "diplomacy": (0.6, 0.9),
    "agreement": (0.5, 0.9),
    "detention": (0.5, 0.9),
}
"""The last two against topics seldom met in training, on which the rules are often right; counted, they
stand."""
_FIERCE = frozenset({"hostilities", "casualties", "control"})
CORRECTS, FINDS, RECALLS = 0.4, 0.8, 0.8
"""From these shares on another category than the rules', an event they miss, and history are believed."""
FIRM = frozenset({"ACCUSE", "AGREE", "AID", "CONCEDE", "RETREAT", "COOPERATE"})
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
