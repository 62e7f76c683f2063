"""Every row of the room's lists does what its example says."""

from collections import Counter

import pytest

from crossbearing.provenance.lists import rows
from crossbearing.provenance.words import keys_of

SWAPS = rows("swaps.tsv")
LITTLE = rows("little.tsv")


@pytest.mark.parametrize(("key", "forms", "example", "swapped"), SWAPS, ids=[row[0] for row in SWAPS])
def test_a_swap_reads_both_examples_alike(key: str, forms: str, example: str, swapped: str) -> None:
    assert example != swapped
    assert keys_of(example) == keys_of(swapped)
    assert key in keys_of(example)
    for form in forms.split("|"):
        assert keys_of(form) == (key,), form


def test_no_form_has_two_keys() -> None:
    counted = Counter(form for _, forms, *_ in SWAPS for form in forms.split("|"))
    assert [form for form, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("kind", "words", "example"), LITTLE, ids=[row[0] for row in LITTLE])
def test_little_words_tell_nothing(kind: str, words: str, example: str) -> None:
    assert any(word in words.split() for word in example.lower().replace("-", " ").split()), kind
    assert keys_of(words) == tuple(key for key in keys_of(words) if key in {row[0] for row in SWAPS})
