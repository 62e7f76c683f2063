"""Runs tests/times/cases.txt: one sentence a line, what is found in it, near misses among them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from crossbearing.model import TimeMention
from crossbearing.times import read_times

DAY = date(2016, 12, 13)
CASES = Path(__file__).with_name("cases.txt")


def rows() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [(text, expected) for text, expected in (line.split(" | ") for line in kept)]


def side(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.strftime("%Y-%m-%d" if moment.time() == datetime.min.time() else "%Y-%m-%d %H:%M")


def told(mention: TimeMention, expected: str) -> str:
    words = f"{mention.span.exact} = {mention.value or '?'}"
    if mention.relation != "at":
        words += f" {mention.relation}"
    if "[" in expected and mention.interval is not None:
        words += f" [{side(mention.interval.start)}..{side(mention.interval.end)}]"
    return words


@pytest.mark.parametrize(("text", "expected"), rows())
def test_sentence_gives_exactly_these_times(text: str, expected: str) -> None:
    found = read_times(text, DAY)
    assert all(text[m.span.start : m.span.end] == m.span.exact for m in found)
    wanted = [] if expected == "-" else expected.split(" ; ")
    got = [told(m, one) for m, one in zip(found, [*wanted, *[""] * len(found)], strict=False)]
    assert got == wanted
