"""Event coding: every row of its lists from its own example, and the snippet table of sentences."""

from pathlib import Path

import pytest

from crossbearing.model import Block, Report
from crossbearing.reading.coding import Coded, code_events, judge_sentence
from crossbearing.reading.coding_lexicon import code_classes, code_rows
from crossbearing.reading.coding_match import match
from crossbearing.reading.page import Page, open_page
from crossbearing.reading.parse import parse
from crossbearing.reading.tree import Tree

TABLE = Path(__file__).with_name("coding.txt")
CATEGORIES = Path(__file__).with_name("coding_categories.txt")
WAYS = {"say", "inner", "intend"}


def _report(lines: list[str]) -> Report:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    return Report(id="r-test", text="\n".join(lines), sha256="", blocks=tuple(blocks))


def _cases() -> list[tuple[str, str, str, str]]:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    cut = [[part.strip() for part in row.split("|")] for row in rows]
    return [(text, category, sources, targets) for text, category, sources, targets in cut]


@pytest.fixture(scope="module")
def page() -> Page:
    return open_page(_report([text for text, *_ in _cases()]))


@pytest.fixture(scope="module")
def coded(page: Page) -> dict[int, Coded]:
    found: dict[int, Coded] = {}
    for one in code_events(page):
        at = page.report.text.count("\n", 0, one.trigger.start)
        found.setdefault(at, one)
    return found


@pytest.mark.parametrize(("nth", "case"), list(enumerate(_cases())), ids=lambda value: str(value)[:50])
def test_a_sentence_is_coded(nth: int, case: tuple[str, str, str, str], coded: dict[int, Coded]) -> None:
    one = coded.get(nth)
    found = ("-", "-", "-")
    if one is not None:
        parties = ("; ".join(p.span.exact for p in side) or "-" for side in (one.sources, one.targets))
        found = (one.category, *parties)
    assert found == case[1:]


def test_longer_sentences_have_their_category() -> None:
    lines = CATEGORIES.read_text(encoding="utf-8").splitlines()[1:]
    cases = [line.split(" | ") for line in lines]
    told: dict[int, str] = {}
    for sentence in parse(_report([text for text, _ in cases])):
        judged = judge_sentence(Tree(sentence))
        if judged is not None:
            told.setdefault(sentence.block, judged.category)
    assert [(text, told.get(n)) for n, (text, _) in enumerate(cases)] == [(a, b) for a, b in cases]


def test_spans_hold_their_characters(page: Page) -> None:
    for one in code_events(page):
        for span in (one.trigger, *(p.span for p in (*one.sources, *one.targets))):
            assert page.report.text[span.start : span.end] == span.exact


def test_every_row_is_met_in_its_example() -> None:
    sentences = parse(_report([row.example for row in code_rows()]))
    met: dict[int, set[tuple[str, str]]] = {}
    for sentence in sentences:
        tree = Tree(sentence)
        found = (match(tree, token.i) for token in tree.tokens)
        met.setdefault(sentence.block, set()).update(
            (hit.row.pos, hit.row.category) for hit in found if hit is not None
        )
    missed = [
        (row.words, row.category, row.example)
        for n, row in enumerate(code_rows())
        if (row.pos, row.category) not in met.get(n, set())
    ]
    assert missed == []


def test_rows_name_categories_and_classes_that_exist() -> None:
    events = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "ACCUSE", "REQUEST"}
    events |= {"REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"}
    assert {row.category for row in code_rows()} == events | WAYS
    assert all(code_classes().values())
