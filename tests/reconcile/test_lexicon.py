import pytest

from crossbearing.reconcile.lexicon import compile_pattern, cues, rows

PATTERN_LISTS = (
    *("predicates", "phases", "verify", "deals", "terms", "compliance", "sums", "people", "undone"),
    *("tolls", "rising", "toll_of", "another", "before", "owning", "means", "sites", "hours", "strikes"),
    "former",
)
WORD_LISTS = ("words", "groups", "questions", "friends", "ground")


@pytest.mark.parametrize("name", PATTERN_LISTS)
def test_every_cue_finds_its_own_example(name):
    missed = [cue.row["pattern"] for cue in cues(name) if not cue.pattern.search(cue.row["example"])]
    assert missed == []


def test_every_word_class_finds_its_example():
    missed = [
        r["class"] for r in rows("words") if not compile_pattern(f"<{r['class']}>").search(r["example"])
    ]
    assert missed == []


def test_every_word_for_ground_has_an_example():
    for row in rows("ground"):
        assert any(word.strip() in row["example"].split() for word in row["words"].split(",")) or any(
            word.strip() in row["example"] for word in row["words"].split(",") if " " in word.strip()
        ), row


def test_every_group_example_counts_the_group():
    for row in rows("groups"):
        assert row["plural"] in row["example"] or row["lemma"] in row["example"] or row["example"].split()[1:]


@pytest.mark.parametrize("name", [*PATTERN_LISTS, *WORD_LISTS])
def test_every_row_has_all_columns(name):
    assert all(None not in row and None not in row.values() for row in rows(name))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("halt|stop ~2 fire", "halt the fire", True),
        ("halt|stop ~3 fire", "halt the very long fire", True),
        ("halt|stop ~1 fire", "halt the very long fire", False),
        ("stop* ~2 fire", "stopped. Later the fire", False),
        ("in_place", "the truce is in place", True),
        ("cease*", "the ceasefire", True),
        ("fire", "crossfire", False),
    ],
)
def test_patterns_mean_what_they_say(pattern, text, found):
    assert (compile_pattern(pattern).search(text) is not None) is found


@pytest.mark.parametrize("name", PATTERN_LISTS)
def test_a_pattern_that_is_not_tried_would_not_have_matched(name):
    texts = [row["example"] for other in PATTERN_LISTS for row in rows(other)]
    texts += [text.upper() for text in texts[::7]]
    for cue in cues(name):
        for text in texts:
            found, full = cue.pattern.search(text), cue.pattern.compiled.search(text)
            assert (found and found.span()) == (full and full.span()), (cue.row["pattern"], text)
