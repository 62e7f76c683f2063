"""Every row of the room's lists is run through its example."""

from datetime import date

import pytest

from crossbearing.times import read_times
from crossbearing.times.guards import GUARDS
from crossbearing.times.lexicon import rows
from crossbearing.times.readers import READERS
from crossbearing.times.rules import grammar

DAY = date(2016, 12, 13)


def covered(example: str, word: str) -> bool:
    """True if a mention of the example holds the word."""
    return any(word in mention.span.exact.lower() for mention in read_times(example, DAY))


@pytest.mark.parametrize("row", [*rows("words.tsv"), *rows("parts.tsv")])
def test_word_is_read_in_its_example(row: dict[str, str]) -> None:
    assert covered(row["example"], row["word"])


@pytest.mark.parametrize("row", rows("rules.tsv"))
def test_rule_reads_its_example_and_names_what_exists(row: dict[str, str]) -> None:
    assert row["reads"] in READERS
    assert not row["guard"] or row["guard"] in GUARDS
    assert read_times(row["example"], DAY)


@pytest.mark.parametrize("row", rows("macros.tsv"))
def test_macro_serves_its_example(row: dict[str, str]) -> None:
    assert read_times(row["example"], DAY)


@pytest.mark.parametrize("row", rows("names.tsv"))
def test_name_says_no_time(row: dict[str, str]) -> None:
    assert read_times(row["example"], DAY) == []


@pytest.mark.parametrize("row", rows("relations.tsv"))
def test_relation_is_read_from_its_words(row: dict[str, str]) -> None:
    (mention,) = read_times(f"It went on {row['example']}", DAY)
    assert mention.relation == row["relation"]


@pytest.mark.parametrize(
    "row", [row for row in rows("cues.tsv") if row["list"] in ("deferred", "future", "governor", "scheduled")]
)
def test_cue_turns_a_weekday_ahead(row: dict[str, str]) -> None:
    (mention,) = read_times(row["example"], DAY)
    assert mention.value == "2016-12-16"


@pytest.mark.parametrize("row", [row for row in rows("cues.tsv") if row["list"] in ("past", "said")])
def test_cue_turns_a_weekday_back(row: dict[str, str]) -> None:
    (mention,) = read_times(row["example"], DAY)
    assert mention.value == "2016-12-09"


@pytest.mark.parametrize(
    "row", [row for row in rows("cues.tsv") if row["list"] in ("when", "year", "part", "rated")]
)
def test_cue_lets_a_bare_word_stand(row: dict[str, str]) -> None:
    assert read_times(row["example"], DAY)


@pytest.mark.parametrize("row", [row for row in rows("cues.tsv") if row["list"] == "press"])
def test_press_word_takes_a_time_away(row: dict[str, str]) -> None:
    assert read_times(row["example"], DAY) == []


def test_every_reader_and_guard_is_used() -> None:
    table = rows("rules.tsv")
    assert {row["reads"] for row in table} == set(READERS)
    assert {row["guard"] for row in table if row["guard"]} == set(GUARDS)
    assert len(grammar().rules) == len(table)
