"""Days and numbers as a language writes them; the words of a brief stay English, quotations as they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from crossbearing.errors import InputError

_LOCALE: ContextVar[Locale | None] = ContextVar("locale", default=None)
_HOUSE = ("", "en")
"""The house style of English: 8 December 2016; 1,234."""


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Write days and numbers by a locale ("de", "fr-CA", "en-US") within a ``with`` block.

    "en" is the brief's own way ("8 December 2016"). Composing, checking and rendering must stand in one
    block: a number is checked as it is written. Raises ``InputError`` for a locale that nobody knows.
    """
    token = _LOCALE.set(None if tag in _HOUSE else _parsed(tag))
    try:
        yield
    finally:
        _LOCALE.reset(token)


def _parsed(tag: str) -> Locale:
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError) as error:
        hint = "a language by its code, with or without a country: de, fr-CA, en-US"
        raise InputError("no such locale", where=tag, hint=hint) from error


def local_day(day: date) -> str | None:
    """A day in the locale's long form ("8. Dezember 2016"); None where the brief's own form holds."""
    locale = _LOCALE.get()
    return None if locale is None else format_date(day, "long", locale=locale)


def local_month(day: date) -> str | None:
    """A day without its year, in few letters ("8. Dez."); None where the brief's own form holds."""
    locale = _LOCALE.get()
    if locale is None:
        return None
    pattern = locale.datetime_skeletons.get("MMMd")
    return format_date(day, pattern.pattern if pattern is not None else "d MMM", locale=locale)


def local_number(value: float) -> str | None:
    """A number grouped as the locale has it ("1.234,5"); None where the brief's own form holds."""
    locale = _LOCALE.get()
    if locale is None:
        return None
    return format_decimal(int(value) if float(value).is_integer() else round(value, 1), locale=locale)
