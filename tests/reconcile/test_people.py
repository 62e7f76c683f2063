"""The snippet table of what is asked of a count of people, from the words of a report to its questions."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Dossier, Report
from crossbearing.reading import read
from crossbearing.reconcile import reconcile
from crossbearing.settings import Settings

TABLE = Path(__file__).with_name("people.txt")
TOPICS = {"population", "detention"}


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            cases.append((line[2:], []))
        elif line and not line.startswith("#"):
            cases[-1][1].append(line)
    return cases


@pytest.mark.parametrize(("text", "expected"), _cases(), ids=lambda value: str(value)[:50])
def test_what_is_asked_of_a_count_of_people(text: str, expected: list[str]) -> None:
    title, _, body = text.rpartition(" || ")
    report = read_text(
        body,
        settings=Settings(),
        title=title or "Officials met",
        outlet="Test Wire",
        published="2016-12-13",
    )
    assert isinstance(report, Report)
    told = read(report)
    world = Dossier(reports=(report,), claims=told.claims, actors=told.actors, places=told.places)
    asked = [q for q in reconcile(world).questions if q.topic in TOPICS]
    assert sorted(f"{q.title} {' / '.join(p.summary for p in q.positions)}" for q in asked) == sorted(
        expected
    )
