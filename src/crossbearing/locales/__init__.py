"""How a language writes days and numbers and sorts names; chosen once, for all that is said within."""

from crossbearing.locales.sorting import by_name, by_name_where_asked
from crossbearing.locales.spoken import (
    drawing_locale,
    local_day,
    local_month,
    local_month_format,
    local_number,
    local_short_day,
    speaking,
    spoken,
)

__all__ = [
    "by_name",
    "by_name_where_asked",
    "drawing_locale",
    "local_day",
    "local_month",
    "local_month_format",
    "local_number",
    "local_short_day",
    "speaking",
    "spoken",
]
