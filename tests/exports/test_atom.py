"""The Atom feed, read by feedparser and by a strict XML parser."""

from datetime import date, timedelta
from typing import Any

import feedparser
from hypothesis import given, settings
from lxml import etree

from crossbearing.exports import export
from crossbearing.exports.atom import MOST
from crossbearing.model import Dossier, Position, Question
from tests.exports.hostile import dossiers
from tests.golden.stories import build

ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(dossier: Dossier) -> Any:
    [content] = export(dossier, "atom").values()
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def _xml(dossier: Dossier) -> Any:
    [content] = export(dossier, "atom").values()
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))


def test_a_golden_storys_answers_are_entries_newest_first() -> None:
    dossier = build("rising-toll").dossier
    feed = _feed(dossier)
    answers = {p.id: p for q in dossier.questions for p in q.positions if p.first is not None}
    assert {entry.id for entry in feed.entries} == {f"urn:crossbearing:position:{key}" for key in answers}
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == days[0]
    for entry in feed.entries:
        position = answers[entry.id.rsplit(":", 1)[1]]
        assert position.summary in entry.title
        assert entry.updated == f"{position.last}T00:00:00Z"
        assert all(key in entry.content[0].value for key in position.claims)


def test_required_elements_are_there_even_for_an_empty_ledger() -> None:
    feed = _xml(Dossier())
    assert all(feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author"))
    assert feed.findall(f"{ATOM}entry") == []


def test_an_answer_without_a_day_is_counted_and_left_out() -> None:
    answer = Position(id="o-1", summary="x", claims=(), origins=())
    question = Question(
        id="q-1", topic="aid", title="Did aid arrive?", state="contested", positions=(answer,)
    )
    feed = _feed(Dossier(questions=(question,)))
    assert feed.entries == []
    assert "1 without a known day" in feed.feed.subtitle


def test_a_long_feed_is_cut_and_says_so() -> None:
    first = date(2024, 1, 1)
    answers = tuple(
        Position(id=f"o-{n}", summary=str(n), claims=(), origins=(), first=first + timedelta(days=n))
        for n in range(MOST + 3)
    )
    question = Question(id="q-1", topic="aid", title="?", state="contested", positions=answers)
    feed = _feed(Dossier(questions=(question,)))
    assert len(feed.entries) == MOST
    assert feed.entries[0].id.endswith(f"o-{MOST + 2}")
    assert "3 older ones" in feed.feed.subtitle


@settings(max_examples=15, deadline=None)
@given(dossiers())
def test_hostile_words_survive_and_no_script_is_linked(dossier: Dossier) -> None:
    [question] = dossier.questions
    summaries = {p.id: p.summary for p in question.positions}
    for entry in _xml(dossier).findall(f"{ATOM}entry"):
        key = entry.findtext(f"{ATOM}id").rsplit(":", 1)[1]
        assert entry.findtext(f"{ATOM}title") == _kept(f"{question.title} {summaries[key]}")
        assert all(link.get("href").startswith("http") for link in entry.findall(f"{ATOM}link"))
    assert len(_feed(dossier).entries) == sum(p.first is not None for p in question.positions)


def _kept(words: str) -> str:
    return "".join("\ufffd" if ord(char) < 32 and char not in "\t\n\r" else char for char in words)
