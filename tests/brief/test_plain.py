"""The brief on a terminal: all the sections that Markdown has, cut where they are long."""

import re
from itertools import pairwise

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_markdown, render_text
from crossbearing.brief.beside_plain import MOMENTS
from tests.brief.story import story
from tests.brief.tolls import kel

HEADS = {
    "What is known",
    "What is contested",
    "Side by side",
    "Timeline",
    "Casualties, as the ranges that were said",
    "How figures rose, by who gave them",
    "Control, evacuation and access",
    "Places",
    "Not mentioned",
    "Who carries whom",
    "Reports",
}


def heads(text: str) -> set[str]:
    lines = text.splitlines()
    return {head for head, rule in pairwise(lines) if rule and set(rule) == {"─"}}


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_terminal_has_the_sections_that_markdown_has() -> None:
    brief = compose(kel())
    text, markdown = render_text(brief, width=200), render_markdown(brief)
    told = {line.lstrip("# ").strip() for line in markdown.splitlines() if line.startswith("#")}
    assert HEADS - heads(text) == HEADS - told
    assert {"Side by side", "How figures rose, by who gave them", "Not mentioned"} <= heads(text)


def test_answers_stand_under_each_other_with_who_gives_them() -> None:
    text = flat(render_text(compose(kel()), width=100))
    answer = (
        "• 34 people were killed in Kel on Tuesday Monitors and UN: the Hill Observatory, told 3 July 2031"
    )
    assert answer in text


def test_figures_rise_in_one_line_for_each_origin() -> None:
    lines = render_text(compose(kel()), width=400).splitlines()
    first = "  • The Hill Observatory – 2 July 2031: at least 20 (since replaced) ["
    [line] = [line for line in lines if line.startswith(first)]
    assert re.search(r"\]; 3 July 2031: 34 \[\d+\]$", line)


def test_a_silence_names_the_reports_that_were_read() -> None:
    text = flat(render_text(compose(kel()), width=100))
    assert re.search(r"in this ledger mentions it: 1 report of its own read, with 1 claim \(report 4\)", text)


def test_long_sections_are_cut_and_say_so() -> None:
    brief = compose(story())
    many = structs.replace(brief, moments=brief.moments[:1] * (MOMENTS + 3))
    assert "  … and 3 more lines in the page" in render_text(many)


@pytest.mark.parametrize("width", [40, 72, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    text = render_text(compose(kel()), width=width)
    assert all(len(line) <= width or " " not in line.strip() for line in text.splitlines()[2:])
