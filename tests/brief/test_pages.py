"""A brief laid out: every section in the order of the other renderings, every line with its citations."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from crossbearing.brief import Earlier, compose, render_markdown
from crossbearing.brief.blocks import Endnotes, Grid, Heading, Items, Paragraph, Run, Shown, plain
from crossbearing.brief.names import RISE_HEADS
from crossbearing.brief.pages import lay_out
from crossbearing.brief.pdf_file import LONGEST_WORD, _broken
from crossbearing.brief.values import Brief
from crossbearing.model import Dossier
from crossbearing.replay import kept_state
from crossbearing.switches import Narrow, narrow, narrowed
from tests.brief.story import story
from tests.brief.test_changed import AT, first_report
from tests.brief.test_omitted import left_out, without_council
from tests.brief.tolls import kel


@pytest.fixture(scope="module")
def told() -> tuple[Brief, Dossier]:
    """A brief with all that a brief can begin with."""
    whole, choice = story(), Narrow(topics=("casualties", "control", "agreement", "hostilities"))
    rest = without_council()
    part = narrowed(whole, narrow(whole, choice), choice)
    earlier = Earlier(at=AT, state=kept_state(first_report()))
    return compose(rest, left_out(), narrowed=part, earlier=earlier), rest


def test_sections_stand_in_the_order_of_the_markdown(told: tuple[Brief, Dossier]) -> None:
    brief, dossier = told
    pages = lay_out(brief, dossier)
    heads = [b.text for b in pages.blocks if isinstance(b, Heading) and b.level == 1]
    marked = re.findall(r"^## (.*)$", render_markdown(brief), re.MULTILINE)
    assert heads == marked
    assert heads[:3] == ["Narrowed to", "Changed since the brief of 7 May 2031, 08:00 UTC", "Left out"]


def test_every_citation_leads_to_an_endnote(told: tuple[Brief, Dossier]) -> None:
    brief, dossier = told
    blocks = lay_out(brief, dossier).blocks
    [notes] = [block for block in blocks if isinstance(block, Endnotes)]
    assert [number for number, _, _ in notes.notes] == [r.number for r in brief.references]
    runs: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs += block.runs
        elif isinstance(block, Items):
            for item in block.items:
                runs += [*item.runs, *(run for inner in item.inner for run in inner)]
        elif isinstance(block, Grid):
            assert all(len(row) == len(block.heads) == len(block.widths) for row in block.rows)
            runs += [run for row in block.rows for cell in row for run in cell]
    cited = {run.number for run in runs if run.kind == "cite"}
    assert None not in cited
    assert cited <= {r.number for r in brief.references}
    assert len(cited) > len(brief.references) / 2


def test_pictures_stand_where_the_page_has_them(told: tuple[Brief, Dossier]) -> None:
    shown = [b.picture.name for b in lay_out(*told).blocks if isinstance(b, Shown)]
    assert shown == ["timeline", "casualties", "map", "carriers"]


def test_the_map_says_its_colours_in_words() -> None:
    [one] = [
        b
        for b in lay_out(compose(story()), story()).blocks
        if isinstance(b, Shown) and b.picture.name == "map"
    ]
    assert "Red: casualties" in one.caption


def test_accounts_stand_beside_each_other_as_on_the_page() -> None:
    brief, dossier = compose(kel()), kel()
    pages = lay_out(brief, dossier)
    heads = [b.text for b in pages.blocks if isinstance(b, Heading)]
    assert heads.index("Side by side") < heads.index("Timeline")
    assert "How figures rose, by who gave them" in heads
    assert "Not mentioned" in heads
    sides = next(b for b in pages.blocks if isinstance(b, Grid))
    assert sides.heads == ("Answer", "Government", "Opposition", "Monitors and UN")
    assert len(sides.widths) == len(sides.heads)
    drawn = [b.picture for b in pages.blocks if isinstance(b, Shown) and b.picture.name.startswith("rising")]
    assert [picture.name for picture in drawn] == ["rising-1", "rising-2"]
    assert all("var(" not in picture.svg and picture.alt for picture in drawn)
    rises = [b for b in pages.blocks if isinstance(b, Grid) and b.heads == RISE_HEADS]
    assert [len(grid.rows) for grid in rises] == [4, 2]


def test_an_empty_brief_has_its_headings() -> None:
    pages = lay_out(compose(Dossier()), Dossier())
    assert pages.day is None
    assert [b.text for b in pages.blocks if isinstance(b, Heading)][-1] == "Citations"


@given(st.text(st.characters(codec=None), max_size=60))
def test_hostile_text_is_fit_for_a_file(text: str) -> None:
    found = plain(text)
    assert found == plain(found)
    found.encode("utf-8")
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]", found)


@given(st.text("ab \u0644", max_size=120))
def test_long_words_may_break_and_lose_nothing(text: str) -> None:
    broken = _broken(text)
    assert broken.replace("\u200b", "") == text
    assert all(len(word) <= LONGEST_WORD for word in re.split(r"[\s\u200b]", broken))


def test_words_of_a_line_keep_their_spaces() -> None:
    brief = compose(story())
    pages = lay_out(structs.replace(brief, title="a\x07b"), story())
    assert pages.title == "ab"
    [known] = [b for b in pages.blocks if isinstance(b, Items) and b.numbered]
    said = "".join(run.text for run in known.items[0].runs if run.kind != "cite")
    assert "  " not in said
    assert re.match(r"Casualties\. The .* says ", said)
