from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.brief.numerals import read_numbers, say_amount, say_number, say_range
from crossbearing.model import Quantity, Span

ROWS = [
    [cell.strip() for cell in row.split("|")]
    for row in (Path(__file__).parent / "numbers.txt").read_text().splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("text", "given_", "shown"), ROWS)
def test_amounts_read_as_their_characters_allow(text: str, given_: str, shown: str) -> None:
    low, high, bound, measure = given_.split()
    quantity = Quantity(
        span=Span(0, len(text), text),
        lower=None if low == "-" else float(low),
        upper=None if high == "-" else float(high),
        bound=bound,  # type: ignore[arg-type]
        measure=measure,  # type: ignore[arg-type]
    )
    assert (say_amount(quantity) or "-") == shown


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=50)
def test_numbers_read_back_as_written(number: int) -> None:
    assert read_numbers(say_number(number)) == [(float(number), float(number))]


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_can_be_read(text: str) -> None:
    assert all(low <= high for low, high in read_numbers(text))


def test_ranges_read_plainly() -> None:
    assert say_range(384, None) == "384 or more"
    assert say_range(None, 500) == "up to 500"
    assert say_range(24, 99) == "24–99"
    assert say_range(41, 41) == "41"
    assert say_range(None, None) == "not stated"
