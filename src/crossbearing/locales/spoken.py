"""Days and numbers as a language writes them; words stay English, quotations as they are."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TYPE_CHECKING, Any

from crossbearing.errors import InputError

if TYPE_CHECKING:
    from babel import Locale

_LOCALE: ContextVar["Locale | None"] = ContextVar("locale", default=None)
_HOUSE = ("", "en")
"""The house style of English: 8 December 2016; 1,234."""
_MARKS = re.compile("[\u061c\u200e\u200f]")
_QUOTED = re.compile(r"'([^']*)'|(d+|M+|L+)|(.)", re.DOTALL)
_IN_D3 = {"d": "%-d", "dd": "%d", "M": "%-m", "MM": "%m", "MMM": "%b", "MMMM": "%B"}
"""Unicode's letters for days and months, as the drawing library (d3-time-format) writes them."""


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Write days and numbers, and sort names, by a locale ("de", "fr-CA", "en-US") within a ``with`` block.

    "en" is the house's own way ("8 December 2016"). Composing, checking and rendering a brief must stand in
    one block: a number is checked as it is written. Raises ``InputError`` for a locale that nobody knows.
    """
    token = _LOCALE.set(None if tag in _HOUSE else _parsed(tag))
    try:
        yield
    finally:
        _LOCALE.reset(token)


def _parsed(tag: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError) as error:
        hint = "a language by its code, with or without a country: de, fr-CA, en-US"
        raise InputError("no such locale", where=tag, hint=hint) from error


def spoken() -> str | None:
    """The language that is spoken ("de", "sv"); None where the house's own way holds."""
    locale = _LOCALE.get()
    return None if locale is None else str(locale.language)


def local_day(day: date) -> str | None:
    """A day in the locale's long form ("8. Dezember 2016"); None where the house's own form holds."""
    return _day(day, "long")


def local_short_day(day: date) -> str | None:
    """A day as a table has it ("08.12.2016", "8 dec. 2016"); None where the house's own form holds."""
    return _day(day, "medium")


def _day(day: date, form: Any) -> str | None:
    locale = _LOCALE.get()
    if locale is None:
        return None
    from babel.dates import format_date

    return _MARKS.sub("", format_date(day, form, locale=locale))


def local_month(day: date) -> str | None:
    """A day without its year, in few letters ("8. Dez."); None where the house's own form holds."""
    locale = _LOCALE.get()
    return None if locale is None else _day(day, _month_pattern(locale))


def _month_pattern(locale: "Locale") -> str:
    pattern = locale.datetime_skeletons.get("MMMd")
    return str(pattern.pattern) if pattern is not None else "d MMM"


def local_month_format() -> str | None:
    """A day without its year as d3-time-format has it ("%-d. %b"); None where the house's own form holds."""
    locale = _LOCALE.get()
    if locale is None:
        return None
    parts = (
        quoted or _IN_D3.get(letters.replace("L", "M"), "%b") if quoted or letters else other
        for quoted, letters, other in _QUOTED.findall(_month_pattern(locale))
    )
    return "".join(parts)


def local_number(value: float) -> str | None:
    """A number grouped as the locale has it ("1.234,5"); None where the house's own form holds."""
    locale = _LOCALE.get()
    if locale is None:
        return None
    from babel.numbers import format_decimal

    return format_decimal(int(value) if float(value).is_integer() else round(value, 1), locale=locale)


def _grouping(locale: "Locale") -> list[int]:
    """How many digits stand together, from the right: 3, in India then 2."""
    pattern = locale.decimal_formats.get(None)
    first, then = pattern.grouping if pattern is not None else (3, 3)
    return [first] if first == then else [first, *[then] * 6]


def drawing_locale() -> dict[str, dict[str, Any]]:
    """What the drawing engine is told of the locale, by argument; nothing where the house's own way holds.

    ``format_locale`` and ``time_format_locale`` are d3's own tables: marks of numbers, names of months.
    """
    locale = _LOCALE.get()
    if locale is None:
        return {}
    marks = locale.number_symbols.get("latn", {})
    months, days = locale.months["format"], locale.days["format"]
    number = {
        "decimal": marks.get("decimal", "."),
        "thousands": marks.get("group", ","),
        "grouping": _grouping(locale),
        "currency": ["", ""],
    }
    time = {
        "dateTime": "%-d %b %Y",
        "date": "%-d %b %Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": [days["wide"][(n - 1) % 7] for n in range(7)],
        "shortDays": [days["abbreviated"][(n - 1) % 7] for n in range(7)],
        "months": [months["wide"][n] for n in range(1, 13)],
        "shortMonths": [months["abbreviated"][n] for n in range(1, 13)],
    }
    return {"format_locale": number, "time_format_locale": time}
