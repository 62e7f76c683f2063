"""The toll rising: what is joined, what stays apart, what is drawn, and that no figure slips its claims."""

from typing import Any

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_html, render_markdown
from crossbearing.brief.beside import Rise
from crossbearing.brief.checks import check
from crossbearing.brief.rising import rises
from crossbearing.brief.rising_picture import draw_rise
from crossbearing.brief.scale import scale_of
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import words
from crossbearing.errors import BriefError
from crossbearing.model import Published
from tests.brief.tolls import CLAIMS, TEXTS, kel, report


def told(rise: Rise) -> list[tuple[str, list[tuple[float | None, float | None, bool]]]]:
    return [(words(t.origin), [(f.lower, f.upper, f.replaced) for f in t.figures]) for t in rise.threads]


def killed() -> Rise:
    return next(rise for rise in rises(Shelf(kel()))[0] if rise.measure == "killed")


def test_each_origin_is_one_line_and_a_copy_adds_none() -> None:
    assert told(killed()) == [
        ("the Hill Observatory", [(20, None, True), (34, 34, False)]),
        ("governor", [(8, 8, False)]),
        ("the River Front", [(50, 50, False)]),
    ]
    first = killed().threads[0].figures[0]
    assert first.told.claims == ("c-20", "c-20-again")
    assert first.first.day == 2


def test_a_copy_on_another_name_is_no_source_of_its_own() -> None:
    copied = structs.replace(CLAIMS[1], origin=None, attribution=())
    claims = tuple(copied if claim.id == copied.id else claim for claim in kel().claims)
    found = next(rise for rise in rises(Shelf(kel(claims=claims)))[0] if rise.measure == "killed")
    assert words(found.threads[0].origin) == "the Hill Observatory"
    assert len(found.threads) == 3


def test_killed_and_injured_stand_apart() -> None:
    found, more = rises(Shelf(kel()))
    assert [(rise.measure, words(rise.title)) for rise in found] == [
        ("killed", "How many people were killed in Kel?"),
        ("injured", "How many people were injured in Kel?"),
    ]
    assert more == 0


def test_reports_without_a_day_are_counted_and_not_drawn() -> None:
    reports = tuple(report(key, published=Published()) if key == "r-5" else report(key) for key in TEXTS)
    found = next(r for r in rises(Shelf(kel(reports=reports)))[0] if r.measure == "killed")
    assert found.undated == 1
    assert len(found.threads) == 2
    assert [rise.measure for rise in rises(Shelf(kel(reports=reports)))[0]] == ["killed"]


def test_denied_and_single_figures_are_no_rise() -> None:
    claims = tuple(structs.replace(claim, status="denied") for claim in kel().claims)
    assert rises(Shelf(kel(claims=claims))) == ((), 0)


@pytest.mark.parametrize("width", [880, 344])
def test_the_picture_tells_ranges_open_sides_and_doubt(width: int) -> None:
    svg = draw_rise(killed(), width=width, key="g")
    for shown in (">20+<", ">34<", ">8<", ">50<", "Hill Observatory", "var(--voice1)", "var(--paper)"):
        assert shown in svg
    assert "2 July 2031: at least 20, the Hill Observatory" in svg
    dozens = draw_rise(rises(Shelf(kel()))[0][1], width=width, key="g")
    assert ">24–99<" in dozens


def test_a_brief_holds_the_figures_as_pictures_and_tables() -> None:
    brief = compose(kel())
    page, text = render_html(brief, kel()), render_markdown(brief)
    assert page.count('id="g1w-t"') == 1
    assert "since replaced" in page
    assert "| 2 July 2031 | at least 20 (since replaced) | the Hill Observatory[^" in text
    assert "50 (not verified)" in text


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"lower": 21}, "the range drawn is not the range"),
        ({"upper": 25}, "the range drawn is not the range"),
        ({"measure": "injured"}, "the range drawn is not the range"),
        ({"first": kel().reports[2].published.earliest}, "the days drawn are not those"),
    ],
)
def test_a_figure_that_its_claims_do_not_hold_is_refused(change: dict[str, Any], fault: str) -> None:
    brief = compose(kel())
    rise = brief.rises[0]
    figure = structs.replace(rise.threads[0].figures[0], **change)
    thread = structs.replace(rise.threads[0], figures=(figure, *rise.threads[0].figures[1:]))
    changed = structs.replace(rise, threads=(thread, *rise.threads[1:]))
    with pytest.raises(BriefError, match=fault):
        check(structs.replace(brief, rises=(changed,)), kel())


@pytest.mark.parametrize(
    ("values", "bent", "ticks"),
    [
        ([8.0, 50.0], False, (0, 20, 40)),
        ([1.0], False, (0, 1)),
        ([3.0, 400.0], True, (0, 1, 3, 10, 30, 100, 300)),
    ],
)
def test_scales_have_round_ticks(values: list[float], bent: bool, ticks: tuple[float, ...]) -> None:
    scale = scale_of(values)
    assert (scale.bent, scale.ticks) == (bent, ticks)
    assert scale.share(0) == 0
    assert 0 < scale.share(max(values)) < 1
