"""Days and numbers by locale, and what the drawing engine is told of it."""

from datetime import date

import pytest

from crossbearing.locales import (
    drawing_locale,
    local_day,
    local_month,
    local_month_format,
    local_number,
    local_short_day,
    speaking,
    spoken,
)

DAY = date(2031, 5, 3)


@pytest.mark.parametrize(
    ("tag", "short", "month", "form"),
    [
        ("de", "03.05.2031", "3. Mai", "%-d. %b"),
        ("en-US", "May 3, 2031", "May 3", "%b %-d"),
        ("sv", "3 maj 2031", "3 maj", "%-d %b"),
        ("ja", "2031/05/03", "5月3日", "%-m月%-d日"),
        ("ar", "03/05/2031", "3 مايو", "%-d %b"),
    ],
)
def test_days_are_written_alike_in_tables_and_on_axes(tag: str, short: str, month: str, form: str) -> None:
    with speaking(tag):
        assert (local_short_day(DAY), local_month(DAY), local_month_format()) == (short, month, form)


def test_the_house_style_is_nobodys_locale() -> None:
    with speaking("en"):
        nothing = (local_day(DAY), local_number(1.5), local_month_format(), spoken())
        assert nothing == (None,) * 4
        assert drawing_locale() == {}


def test_pictures_are_told_marks_and_months() -> None:
    with speaking("de"):
        told = drawing_locale()
        assert told["format_locale"]["thousands"] == "."
        assert told["time_format_locale"]["shortMonths"][9] == "Okt."
        assert told["time_format_locale"]["days"][0] == "Sonntag"
    with speaking("hi"):
        assert drawing_locale()["format_locale"]["grouping"][:3] == [3, 2, 2]


def test_a_locale_ends_with_its_block() -> None:
    with speaking("sv"), speaking("en"):
        assert spoken() is None
    assert spoken() is None
