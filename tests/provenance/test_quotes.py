"""Passages that both reports quote."""

import pytest

from crossbearing.provenance import find_copies
from crossbearing.provenance.quotes import is_quotation
from tests.provenance.papers import PORT, paper


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (f"“{PORT}”", f"“{PORT}”", True),
        (f'"{PORT}" he said', PORT, True),
        (PORT, f"«{PORT}»", True),
        (PORT, PORT, False),
        (f"He said that {PORT}", f"She said that {PORT}", False),
        (f"{PORT[:90]}“{PORT[90:130]}”{PORT[130:]}", PORT, False),
        (f"“Mind the cart. {PORT}", PORT, False),
        (f"“Mind the cart.” {PORT} “Mind the mill.”", PORT, False),
    ],
    ids=[
        "both",
        "one lost its marks",
        "other marks",
        "no marks",
        "reported",
        "partly",
        "unclosed",
        "between",
    ],
)
def test_a_quotation_stands_within_marks(one: str, other: str, expected: bool) -> None:
    reports = [paper("one", one), paper("other", other)]
    [copy] = find_copies(reports)
    assert is_quotation(copy, {report.id: report for report in reports}) is expected
