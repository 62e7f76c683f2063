from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model import Attribution, Report, Span
from crossbearing.reading.attribution import find_attributions
from crossbearing.reading.parse import parse
from tests.reading.attribution_cases import cases, line_of, report_of

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "aleppo-2016"
TABLE = list(cases(HERE / "attributions.txt"))
SOURCES = ("the mayor", "he", "Norland", "a woman from the mill", "Major Kessel", "residents and a monitor")
CUES = ("said", "told Reuters", "warned", "reported on Monday", "claims", "added")
WORDS = (
    "the road is cut",
    "nine men died at the dam",
    "“nobody came”",
    "we left; it burned",
    'a "trick" failed',
)
FRAMES = (
    "{0} {1} that {2}.",
    '"{2}," {0} {1}.',
    "{2}, {0} {1}",
    "According to {0}, {2}. {0} {1}: “{2}",
    "“{2}.",
)


def spans(attribution: Attribution) -> list[Span]:
    linked = [span for link in attribution.links for span in (link.source, link.cue) if span is not None]
    return [*linked, *attribution.content]


def assert_sound(report: Report, found: list[Attribution]) -> None:
    for attribution in found:
        assert attribution.links
        assert attribution.content
        for span in spans(attribution):
            assert report.text[span.start : span.end] == span.exact
        for span in attribution.content:
            assert any(b.start <= span.start and span.end <= b.end for b in report.blocks)
            assert span.exact == span.exact.strip(" ,;:")


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text[:60] for text, _ in TABLE])
def test_attributions_of_a_text(text: str, expected: list[str]) -> None:
    report = report_of(text)
    found = find_attributions(report, parse(report))
    assert [line_of(a) for a in found] == expected
    assert_sound(report, found)


def test_attitudes_are_left_out_unless_asked_for() -> None:
    report = report_of("The president condemned the raid. Nine rebels agreed to leave the town.")
    sentences = parse(report)
    assert find_attributions(report, sentences) == []
    found = find_attributions(report, sentences, attitudes=True)
    assert [line_of(a) for a in found] == [
        "The president [condemned] | judge indirect | the raid",
        "Nine rebels [agreed] | intend indirect | to leave the town",
    ]


def test_blocks_that_hold_no_claims_give_none() -> None:
    report = report_of('[byline] Said Omar said "go" ¶ The town was quiet.')
    assert find_attributions(report, parse(report)) == []


@given(
    st.lists(
        st.builds(str.format, st.sampled_from(FRAMES), *map(st.sampled_from, (SOURCES, CUES, WORDS))),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from((" ", " ¶ ", "↵")),
)
@settings(max_examples=40, deadline=None)
def test_spans_hold_the_characters_they_point_at(sentences: list[str], joint: str) -> None:
    report = report_of(joint.join(sentences))
    assert_sound(report, find_attributions(report, parse(report)))


@pytest.mark.shared
def test_real_reports_give_sound_attributions() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared reports are not beside the checkout")
    for path in sorted(SHARED.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        report = report_of(" ¶ ".join(line for line in lines if line.strip()))
        found = find_attributions(report, parse(report))
        assert len(found) > 10
        assert_sound(report, found)
