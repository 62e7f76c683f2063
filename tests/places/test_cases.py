"""Runs tests/places/cases.txt: one report a line, what is found in it, near misses among them."""

from functools import lru_cache
from pathlib import Path

import pytest

from crossbearing.places import Toponyms

from .reading import read_all, told

CASES = Path(__file__).with_name("cases.txt")


def rows() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [(text, expected) for text, expected in (line.split(" | ") for line in kept)]


@lru_cache(maxsize=1)
def results() -> dict[str, Toponyms]:
    texts = [text for text, _ in rows()]
    return dict(zip(texts, read_all(texts), strict=True))


@pytest.mark.parametrize(("text", "expected"), rows())
def test_report_names_exactly_these_places(text: str, expected: str) -> None:
    found = results()[text]
    assert all(m.span.exact in text for m in found.mentions)
    assert (" ; ".join(told(m, found) for m in found.mentions) or "-") == expected
