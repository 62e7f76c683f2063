"""The snippet table of claims: a new phrase is a new line."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Claim, Reading, Report
from crossbearing.reading import read
from crossbearing.settings import Settings

TABLE = Path(__file__).with_name("claims.txt")
TITLE = "A note"


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            cases[-1][1].append(line[2:])
        elif line and not line.startswith("#"):
            cases.append((line, []))
    return cases


def _report(text: str) -> Report:
    report = read_text(text, settings=Settings(), title=TITLE, outlet="Test Wire", published="2016-12-13")
    assert isinstance(report, Report)
    return report


def _fields(claim: Claim, reading: Reading) -> list[str]:
    actors = {actor.id: actor.name for actor in reading.actors}
    places = {place.id: place.name for place in reading.places}
    said = [f"topic={claim.topic}", f"status={claim.status}", f"origin={actors.get(claim.origin or '')}"]
    if claim.voice != "narrated":
        said.append(f"voice={claim.voice}")
    said += ["negated=yes"] * claim.negated + ["background=yes"] * claim.background
    if claim.event is not None:
        mode = f"/{claim.event.mode}" if claim.event.mode else ""
        said.append(f"event={claim.event.plover}{mode}")
        said += [f"acled={claim.event.acled}"] * (claim.event.acled is not None)
    if claim.actors:
        said.append("actors=" + ", ".join(actors[a] for a in claim.actors))
    if claim.targets:
        said.append("targets=" + ", ".join(actors[a] for a in claim.targets))
    if claim.places and not any(note.startswith("places") for note in claim.inferred):
        said.append("places=" + ", ".join(places[p] for p in claim.places))
    if claim.time is not None and claim.time.inferred is None:
        said.append(f"time={claim.time.earliest or ''}..{claim.time.latest or ''}")
    said += [f"count={_whole(q.lower)}..{_whole(q.upper)} {q.measure} {q.group}" for q in claim.quantities]
    return said


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


@pytest.mark.parametrize(("sentence", "expected"), _cases(), ids=lambda value: str(value)[:40])
def test_claims_of_a_sentence(sentence: str, expected: list[str]) -> None:
    report = _report(sentence)
    reading = read(report)
    body = [claim for claim in reading.claims if claim.span.start > len(TITLE)]
    found = [f"{claim.span.exact} | {'; '.join(_fields(claim, reading))}" for claim in body]
    assert found == ([] if expected == ["nothing"] else expected)


def test_every_span_holds_its_characters() -> None:
    report = _report("\n\n".join(sentence for sentence, _ in _cases()))
    for claim in read(report).claims:
        spans = [claim.span, claim.sentence, *claim.hedges, *(q.span for q in claim.quantities)]
        spans += [link.span for link in claim.attribution]
        spans += [link.cue for link in claim.attribution if link.cue is not None]
        spans += [claim.event.trigger] if claim.event is not None else []
        assert all(report.text[s.start : s.end] == s.exact for s in spans)


def test_reading_twice_gives_the_same() -> None:
    report = _report("\n\n".join(sentence for sentence, _ in _cases()[:10]))
    assert read(report) == read(report)


def test_an_unread_report_gives_no_claims() -> None:
    report = read_text("قال ناشطون إن القصف استمر على المدينة طوال الليل.", settings=Settings())
    assert isinstance(report, Report)
    assert report.unread is not None
    assert read(report).claims == ()


def test_places_are_those_meant_and_those_around_them() -> None:
    reading = read(_report("The convoy left Homs for Idlib on Monday, and the talks in Geneva went on."))
    places = {place.id: place for place in reading.places}
    assert {"Homs", "Idlib", "Geneva"} <= {place.name for place in places.values()}
    assert sum(place.name == "Geneva" and place.kind == "city" for place in places.values()) == 1
    assert {place.within for place in places.values()} - {None} <= set(places)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("At least six villagers were killed and more than 30 wounded on Monday near Idlib.", 12),
        ("A gunman killed at least nine guards and wounded 12 Monday in a raid near Idlib.", 12),
        ("Soldiers shelled Douma and on Monday rebels attacked Idlib.", None),
        ("Three men were arrested and two were later shot on Monday.", None),
    ],
)
def test_the_day_of_what_is_told_in_the_same_breath(sentence: str, day: int | None) -> None:
    when = read(_report(sentence)).claims[0].time
    assert when is not None
    assert (None if when.earliest is None else when.earliest.day) == day
    assert day is None or "Monday" in (when.inferred or "")
