"""Passages that stand in two reports: found through small changes, not made of stock phrases."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.model import Block, Copy, Report
from crossbearing.provenance import find_copies
from tests.provenance.papers import PORT, paper

OTHER = "The council met twice and adjourned without a word on the northern road or those who wait there."


def _swap(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("theirs", "least"),
    [
        (PORT, 1.0),
        (PORT.upper(), 1.0),
        (PORT.rstrip("."), 1.0),
        (_swap(PORT, ("while families", "- while, families,"), ("bridge", "“bridge”")), 1.0),
        (_swap(PORT, ("\n", " ")) if "\n" in PORT else PORT.replace(" ", "\u00a0"), 1.0),
        (_swap(PORT, ("morning", "afternoon")), 0.8),
        (_swap(PORT, ("mattresses and stoves", "stoves and mattresses")), 0.8),
        (_swap(PORT, ("while families", "while, officials of the port said, families")), 0.6),
    ],
    ids=["same", "case", "full-stop", "marks", "spaces", "a word", "swapped words", "an aside"],
)
def test_a_carried_passage_is_found_through_small_changes(theirs: str, least: float) -> None:
    one, other = paper("one", OTHER, PORT), paper("other", theirs, "An unlike line closes it.")
    [copy] = find_copies([one, other])
    assert [passage.report for passage in copy.passages] == ["one", "other"]
    assert least <= copy.similarity <= 1.0
    first, second = (passage.span for passage in copy.passages)
    assert first.exact == one.text[first.start : first.end] == PORT.rstrip(".")
    assert second.exact == other.text[second.start : second.end]
    assert second.exact.casefold().startswith("columns")


def test_lost_apostrophes_make_no_difference() -> None:
    line = "The city’s mayor said the army’s trucks hadn’t reached the mill’s gate by the evening bell."
    [copy] = find_copies([paper("one", line), paper("other", line.replace("’", ""))])
    assert copy.similarity == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The Observatory for Human Rights said on Friday.",
            "It was the Observatory for Human Rights said he.",
        ),
        (PORT, OTHER),
        (PORT, " ".join(reversed(PORT.split()))),
        ("", PORT),
        ("One two three four five six seven eight nine.", "One two three four five six seven eight nine."),
    ],
    ids=["stock phrase", "unlike", "same words backwards", "nothing", "nine words"],
)
def test_short_or_chance_likeness_is_no_copy(one: str, other: str) -> None:
    assert find_copies([paper("one", one), paper("other", other)]) == []


def test_furniture_is_not_compared() -> None:
    one = paper("one", PORT)
    other = replace(paper("other", PORT), blocks=(Block(0, len(PORT), "furniture"),))
    assert find_copies([one, other]) == []


def test_two_passages_with_other_text_between_are_two_copies() -> None:
    gap = "Something that the other does not have goes on for longer than any gap that a copy could bridge."
    found = find_copies([paper("one", PORT, gap, OTHER), paper("other", OTHER, "Then.", PORT)])
    assert len(found) == 2


def test_a_passage_of_the_one_credited_report_is_the_agencys() -> None:
    reports = [paper("one", PORT), paper("other", PORT), paper("third", PORT)]
    origins = {
        tuple(p.report for p in copy.passages): copy.origin
        for copy in find_copies(reports, {"other": "a-wire"})
    }
    assert origins == {("one", "other"): "a-wire", ("other", "third"): "a-wire", ("one", "third"): None}
    both = find_copies(reports[:2], {"one": "a-wire", "other": "a-rival"})
    assert [copy.origin for copy in both] == [None]


SWAPS = [
    (
        "Regime troops pounded a bakery in the old quarter with mortar rounds, and eleven citizens were "
        "martyred while they queued, neighbours of the baker told our stringer.",
        "Government forces shelled a bakery in the old district with rockets and 11 civilians were killed "
        "while they queued neighbours of the baker told our stringer",
    ),
    (
        "Terrorists seized the grain depot at Ain al-Arab after the cease-fire collapsed, an official said, "
        "and choppers circled it until dusk.",
        "Rebels captured the grain depot at Kobane after the truce collapsed a source stated and helicopters "
        "circled it until dusk",
    ),
]


@pytest.mark.parametrize(("one", "other"), SWAPS, ids=["regime for government", "other spellings"])
def test_a_passage_is_found_though_words_were_swapped(one: str, other: str) -> None:
    [copy] = find_copies([paper("one", OTHER, one), paper("other", other)])
    assert 0.6 <= copy.similarity < 1
    assert copy.passages[1].span.exact == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "At least nine people were killed in a car bomb attack in the city of Homs on Monday, it said.",
            "At least twelve people were killed in a car bomb attack in the town of Hama on Friday, it said.",
        ),
        (
            "A source at Lakeside Police Command told the agency that terrorists fired shells at the mill.",
            "A source at Riverside Police Command told the agency that terrorists fired shells at the port.",
        ),
    ],
    ids=["a toll", "a formula"],
)
def test_the_frame_of_a_report_is_no_copy(one: str, other: str) -> None:
    assert find_copies([paper("one", one), paper("other", other)]) == []


def test_only_the_pairs_asked_for_are_compared() -> None:
    reports = [paper(name, PORT) for name in "abc"]
    found = find_copies(reports, pairs=[("c", "a"), ("a", "c"), ("b", "b")])
    assert [tuple(p.report for p in copy.passages) for copy in found] == [("a", "c")]
    assert find_copies(reports, pairs=[]) == []


def test_a_pair_comes_out_the_same_whatever_else_is_there() -> None:
    pair = [paper("one", OTHER, PORT), paper("two", PORT.replace("morning", "day"))]
    more = [paper(f"r{n}", PORT, f"Line {n} of it.") for n in range(20)]
    assert find_copies(pair) == find_copies([*pair, *more], pairs=[("two", "one")])
    among = [c for c in find_copies([*pair, *more]) if {p.report for p in c.passages} == {"one", "two"}]
    assert among == find_copies(pair)


def test_a_refrain_costs_no_squares() -> None:
    refrain = paper("one", "smoke over the port and the mill " * 2000)
    began = time.perf_counter()
    find_copies([refrain, replace(refrain, id="other")], pairs=[("one", "other")])
    assert time.perf_counter() - began < 5


WORDS = st.lists(
    st.sampled_from(["smoke", "port", "mill", "road", "army", "wire", "cart", "bell"]), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_makes_no_difference_and_spans_are_true(texts: list[list[str]], random: object) -> None:
    reports = [paper(f"r{n}", " ".join(words)) for n, words in enumerate(texts)]
    found = find_copies(reports)
    assert found == find_copies(reversed(reports))
    known = {report.id: report for report in reports}
    for copy in found:
        _check(copy, known)


def _check(copy: Copy, known: dict[str, Report]) -> None:
    assert 0 < copy.similarity <= 1
    assert copy.passages[0].report < copy.passages[1].report
    for passage in copy.passages:
        span = passage.span
        assert known[passage.report].text[span.start : span.end] == span.exact


def test_text_that_every_report_carries_costs_no_squares() -> None:
    """Boilerplate in very many reports seeds nothing, so its pairs are never made."""
    reports = [paper(f"r{n:04}", PORT, f"Line {n}.") for n in range(800)]
    began = time.perf_counter()
    assert find_copies(reports) == []
    assert time.perf_counter() - began < 5
