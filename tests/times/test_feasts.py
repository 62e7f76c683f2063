"""The calendars behind feasts that move, against days that almanacs give."""

from datetime import date, timedelta

import pytest

from crossbearing.times.feasts import easter, muslim_day, thanksgiving


@pytest.mark.parametrize(
    "day", [date(2011, 4, 24), date(2013, 3, 31), date(2016, 3, 27), date(2019, 4, 21), date(2038, 4, 25)]
)
def test_easter_is_where_almanacs_have_it(day: date) -> None:
    assert easter(day.year) == day


def test_thanksgiving_is_the_fourth_thursday() -> None:
    assert (thanksgiving(1999), thanksgiving(2016)) == (date(1999, 11, 25), date(2016, 11, 24))


@pytest.mark.parametrize(
    ("year", "month", "day", "announced"),
    [
        (1432, 10, 1, date(2011, 8, 30)),
        (1435, 9, 1, date(2014, 6, 28)),
        (1436, 10, 1, date(2015, 7, 17)),
        (1437, 9, 1, date(2016, 6, 6)),
        (1437, 10, 1, date(2016, 7, 6)),
        (1437, 12, 10, date(2016, 9, 12)),
        (1438, 10, 1, date(2017, 6, 25)),
    ],
)
def test_muslim_days_are_within_a_day_of_those_announced(
    year: int, month: int, day: int, announced: date
) -> None:
    assert abs(muslim_day(year, month, day) - announced) <= timedelta(days=1)
