"""Senses of event words: one for each claim, as long for all, and the same word's other sense elsewhere."""

from crossbearing.attribution import read_text
from crossbearing.model import Block, Report
from crossbearing.reading import read
from crossbearing.reading.sensed import senses_of
from crossbearing.reconcile.sensed import packaged

TEXT = """A shell hit a school in Idlib on Monday, killing nine people, the Observatory said.

The attack also wounded a teacher. Talks on a truce began in Geneva on Tuesday.
"""
REPORT = Report(id="r-test", text=TEXT, sha256="", blocks=(Block(0, len(TEXT), "paragraph"),))


def test_each_claim_has_a_sense_as_long_as_the_network_reads() -> None:
    found = read(REPORT)
    assert len(found.senses) == len(found.claims) > 2
    assert {len(sense) for sense in found.senses} == {len(packaged().pairs) // 2 + 1}
    assert {sense[:1] for sense in found.senses} == {packaged().mark}
    assert read(REPORT).senses == found.senses


def test_what_tells_of_other_things_has_another_sense() -> None:
    assert len(set(read(REPORT).senses)) > 1


def test_no_claims_have_no_senses() -> None:
    assert senses_of((), read_text("").told) == ()
    assert senses_of((), read_text(TEXT).told) == ()
