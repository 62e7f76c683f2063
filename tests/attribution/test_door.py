"""The door: exact spans on any text, the snippet table, and weights that are missing or damaged."""

import shutil
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.attribution import SpokenSpans, find_spans, tag_spans
from crossbearing.attribution.weights import FILES, Weights, check
from crossbearing.errors import DataError

CASES = Path(__file__).with_name("cases.txt")
SHIPPED = Path(str(resources.files("crossbearing.attribution"))) / "weights"


def rows() -> list[tuple[str, list[str]]]:
    blocks = CASES.read_text(encoding="utf-8").split("\n\n")
    kept = [[line for line in block.splitlines() if line and not line.startswith("#")] for block in blocks]
    return [(lines[0].replace(" ¶ ", "\n"), lines[1:]) for lines in kept if lines]


def told(one: SpokenSpans) -> str:
    source = "?" if one.source is None else one.source.exact
    cue = "" if one.cue is None else one.cue.exact
    return f"{source} [{cue}] {' … '.join(span.exact for span in one.content)}"


@pytest.mark.parametrize(("text", "expected"), rows())
def test_text_gives_exactly_these_attributions(text: str, expected: list[str]) -> None:
    found = [told(one) for one in find_spans(text)]
    assert found == ([] if expected == ["-"] else expected)


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(
            st.sampled_from(
                ["said", "he", "“", "”", "\n", "the army", ".", '"', "that", "\u00ad", "\U0001f300"]
            ),
            max_size=400,
        ).map(" ".join),
    )
)
def test_spans_are_exact_on_any_text(text: str) -> None:
    spans = [
        span for one in find_spans(text) for span in (one.source, one.cue, *one.content) if span is not None
    ]
    spans += [span for _, span in tag_spans(text)]
    assert all(text[span.start : span.end] == span.exact != "" for span in spans)


def test_the_same_text_is_read_alike_beside_others() -> None:
    text = "The bridge fell at noon, the governor said."
    alone = find_spans(text)
    find_spans("Something else. " * 200)
    assert find_spans(text) == alone


@pytest.mark.parametrize("name", FILES)
def test_damaged_weights_are_named_with_the_remedy(name: str, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "weights")
    path = tmp_path / "weights" / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(DataError, match=f"{name}: a file of the attribution model is damaged .*install"):
        Weights(tmp_path / "weights")


def test_missing_weights_are_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"manifest.json: .*install"):
        check(tmp_path)
    shutil.copy(SHIPPED / "manifest.json", tmp_path)
    with pytest.raises(DataError, match=r"model.onnx: a file of the attribution model is missing"):
        check(tmp_path)


def test_weights_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 45_000_000
