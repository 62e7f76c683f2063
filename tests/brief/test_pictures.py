import re
from datetime import date

from msgspec import structs

from crossbearing.brief import atlas, compose, ranges, timeline
from crossbearing.brief.outlines import countries
from crossbearing.brief.svg import clean, label
from crossbearing.brief.values import Brief
from tests.brief.story import story

DAYS = [date(2031, 5, 4), date(2031, 5, 5)]


def test_the_timeline_draws_every_moment_in_reach() -> None:
    drawing = timeline.draw_timeline(compose(story()), DAYS, width=800, key="t")
    assert drawing is not None
    assert drawing.left_out == 0
    assert drawing.svg.count("var(--casualties)") >= 2
    assert "The River Observatory" in drawing.svg


def test_moments_far_from_the_reports_are_left_to_the_table() -> None:
    brief = compose(story())
    old = structs.replace(brief.moments[0], first=date(2012, 1, 1), last=date(2012, 12, 31))
    drawing = timeline.draw_timeline(
        structs.replace(brief, moments=(old, *brief.moments)), DAYS, width=800, key="t"
    )
    assert drawing is not None
    assert drawing.left_out == 1


def test_pictures_of_nothing_are_none() -> None:
    empty = Brief(title="", subtitle="")
    assert timeline.draw_timeline(empty, [], width=800, key="t") is None
    assert ranges.draw_ranges(empty, width=800, key="r") is None
    assert atlas.draw_map(empty, width=800, key="m") is None


def test_ranges_say_at_least_and_up_to_in_their_description() -> None:
    svg = ranges.draw_ranges(compose(story()), width=800, key="r")
    assert svg is not None
    assert "12 or more civilians killed (eastern Anvar), says the River Observatory" in svg
    assert "up to 30 people injured" in svg


def test_the_map_labels_its_places_and_lists_what_is_far() -> None:
    brief = compose(story())
    far = structs.replace(brief.spots[-1], place="p-far", name="Farport", lat=53.5, lon=10.0)
    drawn = atlas.draw_map(structs.replace(brief, spots=(*brief.spots, far)), width=800, key="m")
    assert drawn is not None
    assert ">eastern Anvar<" in drawn.svg
    assert drawn.outside == ("Farport",)
    assert " km<" in drawn.svg


def test_outlines_ship_with_the_program() -> None:
    names = {country["properties"]["name"] for country in countries((36.0, 34.0, 38.0, 36.0))}
    assert "Syria" in names
    assert "Brazil" not in names


def test_cleaning_drops_whatever_is_not_drawing() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()" style="a">'
        '<script>x()</script><a href="javascript:x()"><path d="M0,0"/></a><style>*{}</style>'
        '<foreignObject/><path d="M1,1" style="fill:red" fill="#000001" onclick="x()" clip-path="url(#k)"/>'
        '<path d="M2,2" fill="url(http://x)"/></svg>'
    )
    out = clean(svg, key="k", title="<b>", description="d")
    assert not re.search(r"script|style|onload|onclick|href|foreign|http://x", out)
    assert 'fill="var(--ink)"' in out
    assert "url(#k-k)" in out
    assert "&lt;b&gt;" in out


def test_labels_are_short_and_free_of_controls() -> None:
    assert label("a\x00b\u202ec" + "d" * 100, 10) == "abcdddddd…"


def test_pictures_are_the_same_every_time() -> None:
    brief = compose(story())
    assert ranges.draw_ranges(brief, width=400, key="r") == ranges.draw_ranges(brief, width=400, key="r")
