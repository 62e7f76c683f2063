"""Who did it to whom, in whose words, and how surely: ``who.txt``, a block for each sentence."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Claim, Report
from crossbearing.reading import read
from crossbearing.settings import Settings

TITLE = "News of the day"
_ROWS = Path(__file__).parent / "who.txt"


def _cases() -> list[tuple[str, list[str]]]:
    blocks = [b.splitlines() for b in _ROWS.read_text(encoding="utf-8").split("\n\n")]
    rows = [[line for line in block if line and not line.startswith("#")] for block in blocks]
    return [(row[0], [line.removeprefix("- ") for line in row[1:]]) for row in rows if row]


def _claims(text: str) -> tuple[Report, list[Claim]]:
    report = read_text(text, settings=Settings(), title=TITLE, outlet="Test Wire", published="2016-12-13")
    assert isinstance(report, Report)
    return report, [claim for claim in read(report).claims if claim.span.start > len(TITLE)]


def _told(claim: Claim) -> str:
    sure = claim.status + (" not" if claim.negated else "")
    doers, targets = (", ".join(s.exact for s in spans) for spans in (claim.actor_spans, claim.target_spans))
    trigger = claim.event.trigger.exact if claim.event is not None else "-"
    return f"{trigger} | {sure} | {doers or '-'} | {targets or '-'}"


@pytest.mark.parametrize(("sentence", "expected"), _cases(), ids=lambda value: str(value)[:40])
def test_who_does_what_to_whom(sentence: str, expected: list[str]) -> None:
    assert [_told(claim) for claim in _claims(sentence)[1]] == expected


def test_words_for_parties_stand_in_their_sentence() -> None:
    report, claims = _claims("\n\n".join(sentence for sentence, _ in _cases()))
    for claim in claims:
        for span in (*claim.actor_spans, *claim.target_spans):
            assert report.text[span.start : span.end] == span.exact
            assert claim.sentence.start <= span.start < span.end <= claim.sentence.end


def test_nobody_does_it_to_himself() -> None:
    _, claims = _claims("\n\n".join(sentence for sentence, _ in _cases()))
    for claim in claims:
        assert not set(claim.actors) & set(claim.targets)
        assert not set(claim.actor_spans) & set(claim.target_spans)
