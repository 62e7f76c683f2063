"""The columns against the list of the field's formats, where it lies beside the checkout."""

import re
from pathlib import Path

import pytest

from crossbearing.rulebooks.lists import columns_of

STANDARDS = Path(__file__).resolve().parents[3] / "shared" / "standards.md"
FIRST = {"acled": "event_id_cnty", "ucdp": "id, relid", "ethprio": "cc, location"}


@pytest.mark.shared
@pytest.mark.parametrize("book", FIRST)
def test_columns_stand_as_in_the_list(book: str) -> None:
    if not STANDARDS.is_file():
        pytest.skip("needs ../shared/standards.md")
    [told] = re.findall(rf"`({re.escape(FIRST[book])}[^`]*)`", STANDARDS.read_text(encoding="utf-8"))
    links = ", ".join(f"link_id{n}" for n in range(1, 36))
    listed = told.replace("link_id1…link_id35", links)
    assert columns_of(book) == tuple(name.strip() for name in listed.split(","))
