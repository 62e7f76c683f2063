from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.monitors.ranges import NONE, Range, hull, plus, range_of, say, together, total

NUMBERS = st.integers(0, 500)
BOUNDS = st.one_of(st.none(), NUMBERS)
RANGES = st.builds(range_of, BOUNDS, BOUNDS)


def _whole(found: Range) -> None:
    assert 0 <= found.lower <= found.told
    assert found.upper is None or found.told <= found.upper


@settings(max_examples=60)
@given(BOUNDS, BOUNDS)
def test_a_range_is_never_upside_down(lower: int | None, upper: int | None) -> None:
    _whole(range_of(lower, upper))


@settings(max_examples=60)
@given(st.lists(RANGES, min_size=1, max_size=5))
def test_sums_hulls_and_doubtful_sums_stay_ranges(ranges: list[Range]) -> None:
    for found in (total(ranges), hull(ranges), together(ranges)):
        _whole(found)
    assert total(ranges).lower == sum(r.lower for r in ranges)
    assert total(ranges).open == any(r.open for r in ranges)
    assert hull(ranges).lower <= together(ranges).lower <= total(ranges).lower
    assert together(ranges).told == total(ranges).told


@settings(max_examples=30)
@given(RANGES, RANGES, RANGES)
def test_adding_is_without_order(a: Range, b: Range, c: Range) -> None:
    assert plus(a, b) == plus(b, a)
    assert plus(plus(a, b), c) == plus(a, plus(b, c))
    assert plus(a, NONE) == a


def test_ranges_in_words() -> None:
    assert say(range_of(12, 12)) == "12"
    assert say(range_of(12, 19)) == "12 to 19"
    assert say(range_of(12, None)) == "at least 12"
    assert say(range_of(None, 500)) == "0 to 500"
    assert say(hull([range_of(12, None), range_of(30, 30)])) == "at least 12; the highest told is 30"
