"""The picture of who carries whom: whose text, in whose reports, and no arrow where nobody knows."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_html
from crossbearing.brief.carrying import EDGES, draw_carrying
from crossbearing.brief.values import Brief, Carried
from crossbearing.carriers import BASES
from tests.brief.tolls import kel


def carried(source: str, carrier: str, basis: str = "credit", characters: int = 900) -> Carried:
    return Carried(source, carrier, 3, 0.5, 4, BASES[basis], characters=characters, text=0.25)


def brief(*rows: Carried) -> Brief:
    return Brief(title="", subtitle="", carried=rows)


def texts(svg: str) -> list[tuple[str, float, float]]:
    """Each word of a picture with its place, as its groups move it."""
    found: list[tuple[str, float, float]] = []

    def walk(node: ElementTree.Element, x: float, y: float) -> None:
        moved = node.get("transform", "")
        if moved.startswith("translate("):
            dx, dy = moved[10 : moved.index(")")].split(",")
            x, y = x + float(dx), y + float(dy)
        if node.tag.endswith("}text") and node.text:
            found.append((node.text, x, y))
        for child in node:
            walk(child, x, y)

    walk(ElementTree.fromstring(svg), 0, 0)
    return found


@pytest.mark.parametrize("width", [880, 344])
def test_sources_stand_left_of_carriers_and_no_words_on_others(width: int) -> None:
    rows = [carried(f"Agency {n % 4}", f"Post {n // 3}", characters=5000 - n) for n in range(16)]
    drawn = draw_carrying(brief(*rows), width=width, key="c")
    assert drawn is not None
    placed = texts(drawn.svg)
    sources = [x for text, x, _ in placed if text.startswith("Agency")]
    carriers = [(x, y) for text, x, y in placed if text.startswith("Post")]
    assert len(sources) == 4
    assert max(sources) < min(x for x, _ in carriers)
    heights = sorted(y for text, x, y in placed if x >= carriers[0][0])
    assert all(after - before >= 12 for before, after in pairwise(heights))
    assert "3 reports, 25%" in drawn.svg


def test_only_a_known_direction_has_an_arrow() -> None:
    known = draw_carrying(brief(carried("Agency", "Post", "earlier_day")), width=880, key="c")
    unknown = draw_carrying(brief(carried("Courier", "Post", "unknown")), width=880, key="c")
    assert known is not None
    assert unknown is not None
    assert "Text of" in known.svg
    assert "Text of" not in unknown.svg
    assert "who had it first is not known" in unknown.svg
    assert known.svg.count("<path") == unknown.svg.count("<path") + 1
    assert "Post shares text with Courier: 3 reports, 25% of their text" in unknown.svg


def test_the_least_text_is_left_to_the_table_and_counted() -> None:
    rows = [carried("Agency", f"Post {n}", characters=9000 - n) for n in range(EDGES + 5)]
    drawn = draw_carrying(brief(*rows), width=880, key="c")
    assert drawn is not None
    assert (drawn.left_out, drawn.outlets) == (5, 5)
    assert f"Post {EDGES + 1}" not in drawn.svg
    assert draw_carrying(brief(), width=880, key="c") is None


def test_the_page_draws_it_and_keeps_the_table() -> None:
    told = structs.replace(compose(kel()), carried=(carried("Agency", "Post"),))
    page = render_html(told, kel())
    assert 'id="cw-t"' in page
    assert "4 passages in 3 reports (50% of its reports)" in page


def test_how_much_text_is_measured_on_the_reports_that_carry_it() -> None:
    found = compose(kel()).carried
    assert [(one.reports, one.basis) for one in found] == [(1, BASES["unknown"])]
    assert 0 < found[0].text < 1
    assert found[0].characters > 0
