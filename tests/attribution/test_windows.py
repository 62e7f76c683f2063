"""Windows over pieces: every piece read once, none too long, whole paragraphs where they fit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.attribution.pieces import CAPITALS, INITIAL, QUOTED, encode, word_ends
from crossbearing.attribution.weights import packaged
from crossbearing.attribution.windows import EDGE, plan

WORDS = (
    "the",
    "road",
    "unreconstructedness",
    "NATO",
    "said",
    "“we",
    "stay”",
    "shelling.",
    "x" * 90,
    "القصف",
    "\u200d",
    "12,000",
)
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join), max_size=4).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(60, 254), st.integers(0, 24), st.integers(0, 30))
def test_each_piece_is_read_in_just_one_window(text: str, size: int, edge: int, lead: int) -> None:
    pieces = encode(packaged().tokenizer, text)
    windows = plan(pieces, size, edge, lead)
    assert [one.start for one in windows] == [0, *[one.end for one in windows[:-1]]][: len(windows)]
    assert (windows[-1].end if windows else 0) == len(pieces)
    for one in windows:
        assert one.shown <= one.start < one.end <= one.stop
        assert one.stop - one.shown <= size
        assert one.start - one.shown <= edge
        assert one.stop - one.end <= edge


def test_windows_show_the_text_on_both_sides() -> None:
    text = "\n".join("One line of a report that is not too long to stand whole." for _ in range(60))
    pieces = encode(packaged().tokenizer, text)
    windows = plan(pieces)
    assert len(windows) > 2
    for one in windows[1:-1]:
        assert one.start - one.shown > EDGE / 2
        assert one.stop - one.end > EDGE / 2
    assert all(pieces.breaks[one.end - 1] for one in windows[:-1])


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = " ".join("The unreconstructed convoy waited at the bridge until noon." for _ in range(80))
    pieces = encode(packaged().tokenizer, text)
    ends = [one.end for one in plan(pieces)]
    assert len(ends) > 1
    assert all(n == len(pieces) or pieces.opens[n] for n in ends)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    pieces = encode(packaged().tokenizer, text)
    ends = word_ends(pieces)
    starts = pieces.starts[pieces.words]
    assert all(a < b for a, b in zip(starts, ends, strict=True))
    assert all("\n" not in text[a:b] for a, b in zip(starts, ends, strict=True))


def test_features_tell_of_marks_and_capitals() -> None:
    text = 'NATO said “we stay” and "go".\nHe left'
    pieces = encode(packaged().tokenizer, text)
    told = {text[a:b]: f for a, b, f in zip(pieces.starts, pieces.ends, pieces.features, strict=True)}
    assert told["NATO"] == CAPITALS
    assert told["we"] == told["go"] == QUOTED
    assert told["He"] == INITIAL
    assert told["said"] == told["and"] == told["left"] == 0
