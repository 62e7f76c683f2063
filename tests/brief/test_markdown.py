import re

from crossbearing.brief import compose, render_markdown, render_text
from tests.brief.story import story


def test_every_footnote_used_is_given_with_report_offsets_and_words() -> None:
    markdown = render_markdown(compose(story()))
    used = set(re.findall(r"\[\^(\d+)\](?!:)", markdown))
    given = set(re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE))
    assert used == given
    assert "[^3]: Report 3, characters 24–63: “The army controls most of eastern Anvar”" in markdown


def test_tables_have_as_many_cells_as_heads() -> None:
    rows = [row for row in render_markdown(compose(story())).splitlines() if row.startswith("|")]
    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} <= {4, 5, 6, 8}


def test_text_keeps_to_its_width() -> None:
    for width in (40, 72, 100):
        assert max(len(line) for line in render_text(compose(story()), width=width).splitlines()) <= width


def test_text_says_what_the_page_says() -> None:
    text = " ".join(render_text(compose(story())).split())
    assert "The River Observatory says at least 12 civilians" in text
    assert "Excluded: Valley Wire: “Foreign fighters are not covered”." in text
