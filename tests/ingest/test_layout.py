"""Layouts as stories, and what must hold of any layout."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossbearing.ingest.layout import lay_out

_PARTS = st.sampled_from(
    [
        "Ten die in Marda market",
        "By Ann Roe",
        "13 December, 2016",
        "4 min read",
        "Men wait [AFP]",
        "BEIRUT (AFP) - Shells fell.",
        "He left. - AFP",
        "- Ann Roe, envoy",
        "# Marda",
        "Related:",
        "Reuters and PA",
        "(Source: The Front) Twitter",
        "Ten people died when shells fell on the market, a doctor said on Monday.",
        "Title: Marda",
        "Source: The Ridge Post",
        "Sun 10 Jul 2016 Ten die in Marda market. At least ten died.",
        "\u00a0",
        "",
        "\ufeff",
        "12/13",
        "•",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PARTS, max_size=12).map("\n".join))


def _stories() -> list[tuple[str, str, list[str]]]:
    text = Path(__file__).with_name("layout.txt").read_text(encoding="utf-8").split("\n", 1)[1]
    found = []
    for case in text.split("\n---\n"):
        told, _, expected = case.partition("\n=>\n")
        name, _, body = told.partition("\n")
        found.append((name, body, expected.strip().split("\n")))
    return found


@pytest.mark.parametrize(("name", "text", "expected"), _stories(), ids=[name for name, _, _ in _stories()])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_stories(name: str, text: str, expected: list[str], newline: str) -> None:
    text = text.replace("\n", newline)
    found = [f"{p.kind} | {text[p.start : p.end].replace(newline, '|')}" for p in lay_out(text).pieces]
    assert found == expected


def test_a_repeated_title_and_day_are_no_text_of_a_record() -> None:
    title = "Ten die in Marda market - Region - The Ridge Post"
    text = (
        f"{title}\n\nSun 10 Jul 2016 Ten die in Marda market. Ten people died on Sunday, a doctor said.--AFP"
    )
    found = [(p.kind, text[p.start : p.end]) for p in lay_out(text, title=title).pieces]
    assert found == [
        ("title", title),
        ("furniture", "Sun 10 Jul 2016"),
        ("furniture", "Ten die in Marda market"),
        ("furniture", "."),
        ("paragraph", "Ten people died on Sunday, a doctor said."),
        ("credit", "--AFP"),
    ]


def test_an_agency_and_a_day_after_the_repeated_title() -> None:
    title = "Ten die in Marda market Monitor"
    text = f"{title}\n\n{title} AFP Sunday 10 Jul 2016 Ten people died on Sunday, a monitor said."
    found = [(p.kind, text[p.start : p.end], p.agencies) for p in lay_out(text, title=title).pieces]
    assert found[2:] == [
        ("credit", "AFP", ("AFP",)),
        ("furniture", "Sunday 10 Jul 2016", ()),
        ("paragraph", "Ten people died on Sunday, a monitor said.", ()),
    ]


@settings(max_examples=150, deadline=None)
@given(text=_TEXTS, titled=st.booleans())
@example(text="0\x1c0", titled=False)
def test_pieces_cover_every_inked_character_once(text: str, titled: bool) -> None:
    title = "Ten die in Marda market" if titled else None
    whole = f"{title}\n\n{text}" if title else text
    at = 0
    for piece in lay_out(whole, title=title).pieces:
        assert at <= piece.start < piece.end
        assert not whole[at : piece.start].strip()
        assert whole[piece.start : piece.end].strip() == whole[piece.start : piece.end]
        at = piece.end
    assert not whole[at:].strip()


@pytest.mark.parametrize(
    "unit", ["(", "- ", "A ", "By A", "AFP, ", "1/", "[AFP", "AB, Cd ", "a\n", "# ", "Share "]
)
def test_hostile_repeats_take_no_time(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    lay_out(text)


@pytest.mark.parametrize(
    "rest", [", a doctor said.", " when shells fell.", " Monday when shells fell.", " (or more)."]
)
def test_a_sentence_that_opens_like_its_title_is_no_repeat(rest: str) -> None:
    title = "Ten die in Marda market"
    text = f"{title}\n\n{title}{rest}"
    assert [(p.kind, text[p.start : p.end]) for p in lay_out(text, title=title).pieces][1:] == [
        ("paragraph", title + rest)
    ]
