"""Sketches: reports with a shared passage share hashes, in every process; boilerplate finds nothing."""

import random
import subprocess
import sys
import time

import pytest

from crossbearing.provenance import LEAST_SHARED, MOST_REPORTS, candidates, sketch
from tests.provenance.papers import PORT, paper

OTHER = "The council met twice and adjourned without a word on the northern road or those who wait there."
SWAPPED = (
    "Columns of smoke stood over the grain silos of the river harbour all through the morning and families "
    "pulled mattresses and stoves towards the last bridge which was still open to carts"
)


def _shared(one: str, other: str) -> int:
    return len(set(sketch(paper("one", one))) & set(sketch(paper("other", other))))


@pytest.mark.parametrize(
    "theirs",
    [PORT, PORT.upper(), PORT.replace(",", "").rstrip("."), f"{OTHER} {PORT} {OTHER}", PORT[:90], SWAPPED],
    ids=["same", "case", "stripped", "amid other text", "its first half", "words swapped"],
)
def test_a_shared_passage_shares_hashes(theirs: str) -> None:
    assert _shared(PORT, theirs) >= LEAST_SHARED


def test_words_that_outlets_swap_hash_alike() -> None:
    one = "Regime troops pounded the mill with mortar rounds and nine citizens were martyred near Halab."
    other = "The government’s army shelled a mill with shells: 9 civilians were killed near Aleppo"
    assert _shared(one, other) >= LEAST_SHARED


@pytest.mark.parametrize(
    ("one", "other"),
    [(PORT, OTHER), ("", PORT), (PORT, " ".join(reversed(PORT.split())))],
    ids=["unlike", "nothing", "backwards"],
)
def test_unlike_texts_share_none(one: str, other: str) -> None:
    assert _shared(one, other) == 0


def test_hashes_fit_a_signed_column_and_are_few() -> None:
    words = [f"w{n}" for n in random.Random(7).choices(range(5000), k=300)]
    hashes = sketch(paper("one", " ".join(words)))
    assert all(0 <= value < 2**63 for value in hashes)
    assert list(hashes) == sorted(set(hashes))
    assert len(hashes) <= len(words)
    assert 5 < len(sketch(paper("port", PORT))) < len(PORT.split()) / 1.5


def test_stock_phrases_give_no_hashes() -> None:
    stock = "At least nine people were killed in attacks on the city on Monday, the Observatory said."
    assert sketch(paper("one", stock)) == ()


def test_every_passage_of_six_telling_words_has_a_hash() -> None:
    for seed in range(60):
        drawn = random.Random(seed)
        passage = " ".join(f"p{drawn.randrange(400)}" for _ in range(6))
        texts = [" ".join([*(f"{side}{n}" for n in range(9)), passage, f"{side}z"]) for side in "ab"]
        assert _shared(*texts) >= LEAST_SHARED


def test_hashes_are_the_same_in_every_process() -> None:
    code = (
        "from tests.provenance.papers import PORT, paper\n"
        "from crossbearing.provenance import sketch\n"
        "print(sketch(paper('one', PORT)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(sketch(paper("one", PORT)))


def test_candidates_share_hashes_that_are_not_boilerplate() -> None:
    sketches = {"b": [1, 2, 4], "a": [2, 4, 9], "c": [4, 5]}
    sketches |= {f"x{n:03}": [7, 8] for n in range(MOST_REPORTS + 1)}
    assert candidates(sketches) == [("a", "b")]
    assert candidates({"one": [], "other": []}) == []


def test_candidates_of_many_reports_cost_little() -> None:
    drawn = random.Random(1)
    sketches = {f"r{n:05}": [drawn.randrange(2**63) for _ in range(100)] for n in range(2000)}
    began = time.perf_counter()
    assert candidates(sketches) == []
    assert time.perf_counter() - began < 5
