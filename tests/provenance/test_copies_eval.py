"""The measurement of copies: what it makes is what it says."""

import random

import pytest
from eval import copies_eval

from tests.provenance.papers import paper

DRAWN = random.Random(3)
REPORTS = [paper(f"r{n}", " ".join(f"w{DRAWN.randrange(9**6)}" for _ in range(100))) for n in range(6)]


@pytest.mark.parametrize("degree", ["punctuation", "swapped_20", "replaced_10", "left_out", "reordered"])
def test_made_copies_are_found_where_they_were_set(degree: str) -> None:
    figures = copies_eval.made(REPORTS, degree)
    assert figures["pairs"] == 6
    assert figures["recall"] == 1
    assert figures["characters_precision"] > 0.95


def test_multiples_share_nothing() -> None:
    figures = copies_eval.growth(REPORTS, 3)
    assert figures["reports"] == 18
    assert figures["candidates_a_report"] == 0


def test_comparing_every_pair_finds_no_more_here() -> None:
    figures = copies_eval.exhaustive([*REPORTS, paper("again", REPORTS[0].text)])
    assert figures["copies"] == figures["copies_every_pair"] == 1
    assert figures["recall"] == 1
