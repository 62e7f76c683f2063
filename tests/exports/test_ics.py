"""iCalendar, read by icalendar: whole days, stable ids, folded and escaped lines."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from crossbearing.exports import export
from crossbearing.exports.ics import fold
from crossbearing.model import Agreement, Dossier, Term, When
from tests.exports.hostile import PIECES, dossiers
from tests.golden.stories import build

DAY = date(2024, 5, 10)


def _events(dossier: Dossier) -> list[Any]:
    [content] = export(dossier, "ics").values()
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert calendar["VERSION"] == "2.0"
    for event in calendar.events:
        assert not event.errors
    return list(calendar.events)


def _one(when: When | None, kind: Any = "deadline", summary: str = "leave") -> list[Any]:
    term = Term(kind, summary, ("c-1",), when)
    return _events(Dossier(agreements=(Agreement(id="g-1", kind="ceasefire", terms=(term, term)),)))


def test_a_golden_deal_has_its_start_and_deadline() -> None:
    dossier = build("evacuation-deal").dossier
    found = {str(event["CATEGORIES"].cats[1]): event for event in _events(dossier)}
    [agreement] = dossier.agreements
    days = {term.kind: term.time for term in agreement.terms if term.time is not None}
    assert set(found) == {"start", "deadline"}
    for kind, event in found.items():
        assert event["DTSTART"].dt == days[kind].earliest
        assert event["DTEND"].dt == days[kind].latest + timedelta(days=1), "the end is exclusive"
        assert str(event["X-CROSSBEARING-AGREEMENT"]) == agreement.id
        assert str(event["X-CROSSBEARING-CLAIMS"])
        assert "“" in event["DESCRIPTION"], "the words are quoted"


@pytest.mark.parametrize(
    ("earliest", "latest", "start", "end", "told"),
    [
        (DAY, DAY, 10, 11, "Day: 2024-05-10"),
        (DAY, None, 10, 11, "or later"),
        (None, DAY, 10, 11, "or earlier"),
        (DAY, DAY + timedelta(days=3), 10, 14, "some day from"),
    ],
)
def test_days_are_as_known(earliest: Any, latest: Any, start: int, end: int, told: str) -> None:
    [event] = _one(When(earliest, latest, None))
    assert (event["DTSTART"].dt.day, event["DTEND"].dt.day) == (start, end)
    assert told in event["DESCRIPTION"]


@pytest.mark.parametrize(
    "when", [None, When(None, None, None), When(date(2024, 1, 1), date(2024, 12, 31), None, "year")]
)
def test_a_term_that_falls_on_no_day_has_no_entry(when: When | None) -> None:
    assert _one(when) == []


def test_only_starts_and_deadlines_fall_on_a_day() -> None:
    assert _one(When(DAY, DAY, None), kind="exclusion") == []


def test_the_last_day_of_all_needs_no_end() -> None:
    [event] = _one(When(date.max, date.max, None))
    assert "DTEND" not in event


def test_ids_stay_and_differ() -> None:
    ids = [str(_one(When(DAY, DAY, None), summary=words)[0]["UID"]) for words in ("leave", "leave", "go")]
    assert ids[0] == ids[1] != ids[2]


@given(st.text() | st.sampled_from(PIECES))
def test_lines_are_short_and_no_character_is_cut(words: str) -> None:
    lines = fold(words).split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines) or "\r\n" in words
    assert fold(words).replace(b"\r\n ", b"") == words.encode() + b"\r\n" or "\r\n " in words


@settings(max_examples=15, deadline=None)
@given(dossiers())
def test_hostile_words_survive(dossier: Dossier) -> None:
    [content] = export(dossier, "ics").values()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n"), "no bare line end"
    told = {term.summary for term in dossier.agreements[0].terms}
    for event in _events(dossier):
        plain = str(event["SUMMARY"])
        assert any(_kept(words) in plain for words in told), plain


def _kept(words: str) -> str:
    """Words as a calendar can hold them: one kind of line end, no control characters."""
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\u0085"):
        words = words.replace(end, "\n")
    return "".join("\ufffd" if ord(char) < 32 and char not in "\t\n" else char for char in words)
