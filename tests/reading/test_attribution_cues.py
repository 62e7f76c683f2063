import re

import pytest

from crossbearing.errors import DataError
from crossbearing.reading.attribution import find_attributions
from crossbearing.reading.attribution_cues import Cue, all_cues, media_words, rows, speaker_nouns
from crossbearing.reading.parse import parse
from tests.reading.attribution_cases import report_of

KINDS = {"person", "group", "document"}
SUBJECTS = {"any", "speaker", "person", "named", "document"}


@pytest.mark.parametrize("cue", all_cues(), ids=lambda c: f"{c.lemma}-{c.pos}-{c.pattern}")
def test_every_cue_reads_its_example(cue: Cue) -> None:
    wanted = re.search(r"{(.*)}", cue.example)
    assert wanted is not None
    report = report_of(cue.example.replace("{", "").replace("}", ""))
    found = find_attributions(report, parse(report), attitudes=True)
    read = [(a.stance, " ".join(span.exact for span in a.content)) for a in found]
    assert (cue.stance, wanted.group(1)) in read
    assert cue.subject in SUBJECTS


def test_no_cue_is_listed_twice() -> None:
    keys = [(cue.lemma, cue.pos, cue.pattern) for cue in all_cues()]
    assert len(keys) == len(set(keys))


def test_every_speaker_can_report() -> None:
    nouns = list(rows("speakers.tsv", ("lemma", "kind", "example")))
    assert {row["kind"] for row in nouns} == KINDS
    assert len(speaker_nouns()) == len(nouns)
    for row in nouns:
        assert row["lemma"] in row["example"]


@pytest.mark.parametrize("row", list(rows("media.tsv", ("word", "example"))), ids=lambda r: r["word"])
def test_every_outlet_relays_in_its_example(row: dict[str, str]) -> None:
    assert row["word"] in media_words()
    assert row["word"] in row["example"]
    lead = "The mayor {} that the dam had burst." if row["example"].startswith("told") else None
    text = lead.format(row["example"]) if lead else f'"The dam burst," the mayor said, {row["example"]}.'
    if row["example"].startswith("an interview"):
        text = f"In {row['example']}, the mayor said the dam had burst."
    report = report_of(text)
    found = find_attributions(report, parse(report))
    assert any(link.role == "relay" for a in found for link in a.links)


@pytest.mark.parametrize(
    "row", list(rows("closers.tsv", ("phrase", "sort", "example"))), ids=lambda r: r["phrase"]
)
def test_every_closer_ends_its_headline(row: dict[str, str]) -> None:
    wanted = re.search(r"{(.*)}", row["example"])
    assert wanted is not None
    assert wanted.group(1).lower() == row["phrase"]
    assert row["sort"] in {"body", "crowd"}
    report = report_of("[title] " + row["example"].replace("{", "").replace("}", ""))
    [found] = find_attributions(report, parse(report))
    assert found.links[0].source is not None
    assert found.links[0].source.exact == wanted.group(1)


def test_a_row_without_a_column_is_refused() -> None:
    with pytest.raises(DataError, match="lacks a column"):
        list(rows("speakers.tsv", ("lemma", "kind", "example", "colour")))


def test_every_thing_asked_for_is_asked_for_in_its_example() -> None:
    for row in rows("wanted.tsv", ("lemma", "example")):
        wanted = re.search(r"{(.*)}", row["example"])
        assert wanted is not None
        report = report_of(row["example"].replace("{", "").replace("}", ""))
        found = find_attributions(report, parse(report))
        assert [span.exact for a in found for span in a.content] == [wanted.group(1)], row["lemma"]
