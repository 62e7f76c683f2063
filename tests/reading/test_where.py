"""The snippet table of places that a clause does not name itself: a new story is a new line."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Claim, Reading, Report
from crossbearing.reading import read
from crossbearing.settings import Settings

TABLE = Path(__file__).with_name("where.txt")
HOW = {
    "places: from the same sentence": " (sentence)",
    "places: from a sentence before": " (before)",
    "places: the report's main place": " (main)",
}


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if " || " in line:
            cases.append((line, []))
        elif line and not line.startswith("#"):
            cases[-1][1].append(line)
    return cases


def _told(claim: Claim, reading: Reading) -> str:
    assert claim.event is not None
    names = {place.id: place.name for place in reading.places}
    how = [text for start, text in HOW.items() for note in claim.inferred if note.startswith(start)]
    where = ", ".join(names[place] for place in claim.places) or "nowhere"
    return f"{claim.event.trigger.exact} | {where}{''.join(how)}"


@pytest.mark.parametrize(("line", "expected"), _cases(), ids=lambda value: str(value)[:50])
def test_where_a_claim_happened(line: str, expected: list[str]) -> None:
    title, text = line.split(" || ")
    report = read_text(text, settings=Settings(), title=title, outlet="Test Wire", published="2016-12-13")
    assert isinstance(report, Report)
    reading = read(report)
    assert [_told(claim, reading) for claim in reading.claims if claim.event is not None] == expected
