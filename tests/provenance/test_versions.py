"""Reports that are another one again."""

import random

import pytest

from crossbearing.model import Version
from crossbearing.provenance import find_versions
from tests.provenance.papers import PORT, paper

EARLY = paper("early", PORT, day="2020-03-02", url="https://herald.example/port")
LATER = paper("later", PORT, "Rain fell.", day="2020-03-03", url="https://herald.example/port")
LAST = paper("last", PORT, "Rain fell. It stopped.", day="2020-03-04", url="https://herald.example/port")
AGAIN = paper("again", *PORT.split(". "), day="2020-03-05")
OTHER = paper("other", "The council met twice.", day="2020-03-01")


def test_texts_that_differ_in_space_alone_are_the_same() -> None:
    spaced = paper("spaced", PORT.replace(" ", "\n  "), day="2020-03-09")
    assert find_versions([spaced, OTHER, EARLY]) == [Version("spaced", "early", "same_text", "spaced.txt")]
    assert find_versions([EARLY, paper("near", PORT + " More.", day="2020-03-03")]) == []


def test_each_page_of_an_address_revises_the_one_before() -> None:
    reports = [EARLY, LATER, LAST, OTHER]
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert find_versions(reports) == [
            Version("later", "early", "revision", LATER.url),
            Version("last", "later", "revision", LAST.url),
        ]


def test_a_page_whose_first_text_stands_elsewhere_too_is_still_revised() -> None:
    first = paper("a-first", PORT, day="2020-03-01", url="https://gazette.example/1")
    assert find_versions([LATER, EARLY, first]) == [
        Version("early", "a-first", "same_text", "early.txt"),
        Version("later", "a-first", "revision", LATER.url),
    ]


def test_an_undated_repeat_comes_after_the_dated() -> None:
    assert find_versions([paper("a-undated", PORT), EARLY])[0].of == "early"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://herald.example/port", True),
        ("http://www.herald.example/port/", True),
        ("https://herald.example/port#comments", True),
        ("https://herald.example/port?utm_source=feed", True),
        ("https://herald.example/port?page=2", False),
        ("https://herald.example/PORT", False),
        ("https://herald.example/port-2", False),
        ("https://gazette.example/port", False),
    ],
)
def test_an_address_is_compared_without_what_changes_no_page(url: str, same: bool) -> None:
    other = paper("zz", "The council met twice.", day="2020-03-09", url=url)
    assert bool(find_versions([EARLY, other])) is same


def test_no_address_is_no_version() -> None:
    assert find_versions([paper("one", "Rain."), paper("other", "Snow.")]) == []
