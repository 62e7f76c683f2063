"""Sums with a currency's sign: "$400", "€2.5 million", "£30m", "USD 400", "400$"."""

import re
from functools import lru_cache

from msgspec.structs import replace

from crossbearing.quantities.figure import Figure
from crossbearing.quantities.lists import alternation, closed

_LOOKBACK = 5
"""No sign with its space is longer."""


def with_sign(text: str, figure: Figure) -> Figure:
    """Take the currency's sign beside a number into the figure, as its unit; without one, give it back."""
    before = _before().search(text[max(0, figure.start - _LOOKBACK) : figure.start])
    if before is not None:
        start = max(0, figure.start - _LOOKBACK) + before.start()
        return replace(figure, start=start, unit=before["sign"].lower())
    after = _after().match(text, figure.end)
    if after is not None:
        return replace(figure, end=after.end(), unit=after["sign"])
    return figure


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?P<sign>{alternation(list(closed('sign')))})\s?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    signs = [sign for sign in closed("sign") if not sign.isalnum() and len(sign) == 1]
    return re.compile(rf"(?P<sign>{alternation(signs)})(?!\s?\d)")
