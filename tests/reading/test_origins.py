"""In whose mouth a claim is: ``origins.txt``, a block for each text, with the claims read from it below."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Report
from crossbearing.reading import read
from crossbearing.settings import Settings

_ROWS = Path(__file__).parent / "origins.txt"
_TITLE = "News of the day"


def _cases() -> list[tuple[str, list[str]]]:
    blocks = [b.splitlines() for b in _ROWS.read_text(encoding="utf-8").split("\n\n")]
    rows = [[line for line in block if line and not line.startswith("#")] for block in blocks]
    return [(row[0], [line.removeprefix("- ") for line in row[1:]]) for row in rows if row]


def _origins(text: str) -> list[str]:
    title, _, body = text.rpartition(" // ")
    report = read_text(
        body.replace(" ¶ ", "\n\n"),
        settings=Settings(),
        title=title or _TITLE,
        outlet="Test Wire",
        published="2016-12-13",
    )
    assert isinstance(report, Report)
    found = read(report)
    names = {actor.id: actor.name for actor in found.actors}
    told = []
    for claim in found.claims:
        if title or claim.span.start > len(_TITLE):
            links = [names.get(link.actor or "", "-") for link in claim.attribution]
            told.append(f"{' < '.join(links) or 'the outlet'} | {claim.span.exact}")
    return told


@pytest.mark.parametrize(("text", "expected"), _cases(), ids=lambda value: str(value)[:40])
def test_who_said_it(text: str, expected: list[str]) -> None:
    assert _origins(text) == expected
