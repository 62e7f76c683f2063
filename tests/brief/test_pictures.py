import re
from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from crossbearing.brief import atlas, compose, ranges, timeline
from crossbearing.brief.svg import clean, label
from crossbearing.brief.values import Brief
from crossbearing.brief.window import clipped, framed
from crossbearing.outlines import outline
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


def with_areas(brief: Brief) -> Brief:
    """The story's map laid to Aleppo, with its governorate told of, and Syria and Brazil as a whole."""
    spots = tuple(structs.replace(spot, lat=36.2 + n / 20, lon=37.15) for n, spot in enumerate(brief.spots))
    governorate = structs.replace(
        spots[0],
        place="p-gov",
        name="Aleppo Governorate",
        precision="region",
        area=170062,
        lat=36.2,
        lon=37.6,
    )
    lands = [
        structs.replace(spots[0], place=f"p-{name}", name=name, precision="country", area=number)
        for name, number in (("Syria", 163843), ("Brazil", 3469034))
    ]
    return structs.replace(brief, spots=(*spots, governorate), lands=tuple(lands))


def test_a_region_and_a_country_are_drawn_as_areas_and_a_far_country_is_listed() -> None:
    drawn = atlas.draw_map(with_areas(compose(story())), width=880, key="m")
    assert drawn is not None
    assert 'fill-opacity="0.14"' in drawn.svg
    assert 'fill-opacity="0.05"' in drawn.svg
    assert ">Aleppo Governorate<" in drawn.svg
    assert ">SYRIA<" in drawn.svg
    assert "Aleppo Governorate (region, drawn as its area); Syria (country, drawn as its area)" in drawn.svg
    assert drawn.outside == ("Brazil",)


def test_a_region_without_an_outline_keeps_its_circle() -> None:
    brief = with_areas(compose(story()))
    bare = structs.replace(brief, spots=(*brief.spots[:-1], structs.replace(brief.spots[-1], area=None)))
    drawn = atlas.draw_map(bare, width=880, key="m")
    assert drawn is not None
    assert 'stroke-dasharray="6,5"' in drawn.svg
    assert 'fill-opacity="0.14"' not in drawn.svg


def test_countries_alone_are_framed() -> None:
    brief = with_areas(compose(story()))
    drawn = atlas.draw_map(structs.replace(brief, spots=()), width=880, key="m")
    assert drawn is not None
    assert ">SYRIA<" in drawn.svg
    assert drawn.outside == ("Brazil",)


def test_labels_lie_on_no_other_label() -> None:
    for width in (880, 344):
        drawn = atlas.draw_map(with_areas(compose(story())), width=width, key="m")
        assert drawn is not None
        at = re.findall(r'translate\(([\d.]+),([\d.]+)\)"[^>]*>([^<]+)</text>', drawn.svg)
        boxes = [(float(x), float(y) - 11, float(x) + 6.4 * len(text), float(y)) for x, y, text in at]
        assert len(boxes) >= 4
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (one, other)


def test_a_small_area_is_drawn_and_named_in_a_wide_window() -> None:
    brief = with_areas(compose(story()))
    far = structs.replace(brief.spots[0], place="p-dam", name="Damascus", lat=33.5, lon=36.3)
    small = structs.replace(brief.spots[-1], place="p-lat", name="Latakia", area=173578, lat=35.6, lon=36.0)
    drawn = atlas.draw_map(structs.replace(brief, spots=(*brief.spots, far, small)), width=880, key="m")
    assert drawn is not None
    assert drawn.svg.count('fill-opacity="0.14"') == 2
    assert ">Latakia<" in drawn.svg


def test_a_window_grows_for_an_area_but_never_much() -> None:
    brief = with_areas(compose(story()))
    near = list(brief.spots[:-1])
    alone = framed(near, [], 880, 0.22)
    grown = framed(near, [outline(170062)], 880, 0.22)
    assert alone.scale / 2.3 < grown.scale < alone.scale


@given(
    number=st.sampled_from((163843, 170062, 298795, 174982, 281132)),
    west=st.integers(310, 400),
    south=st.integers(300, 380),
    size=st.integers(1, 60),
)
def test_what_is_cut_to_a_box_is_what_lies_in_it(number: int, west: int, south: int, size: int) -> None:
    box = (west / 10, south / 10, (west + size) / 10, (south + size) / 10)
    whole = outline(number)
    cut = clipped(whole.polygons, box)
    expected = shapely.geometry.shape(whole.geometry()).intersection(shapely.box(*box)).area
    areas = [shapely.Polygon(rings[0], rings[1:]).area for rings in cut]
    assert sum(areas) == pytest.approx(expected, abs=1e-9)
    assert all(ring[0] == ring[-1] for rings in cut for ring in rings)


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
