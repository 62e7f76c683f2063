"""The snippet table of times that a clause does not say itself: a new phrase is a new line."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Claim, Report
from crossbearing.reading import read
from crossbearing.settings import Settings

TABLE = Path(__file__).with_name("when.txt")


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if " || " in line:
            cases.append((line, []))
        elif not line.startswith("#"):
            cases[-1][1].append(line)
    return cases


def _told(claim: Claim, title: str) -> str:
    when, event = claim.time, claim.event
    assert when is not None
    assert event is not None
    head = "title: " if claim.span.end <= len(title) else ""
    return f"{head}{event.trigger.exact} | {when.earliest or ''}..{when.latest or ''} {when.relation}"


@pytest.mark.parametrize(("line", "expected"), _cases(), ids=lambda value: str(value)[:50])
def test_when_a_claim_happened(line: str, expected: list[str]) -> None:
    title, sentence = line.split(" || ")
    report = read_text(sentence, settings=Settings(), title=title, outlet="Test Wire", published="2016-12-13")
    assert isinstance(report, Report)
    claims = [c for c in read(report).claims if c.event is not None and not c.span.exact.startswith("Snow")]
    assert [_told(claim, title) for claim in claims] == expected
