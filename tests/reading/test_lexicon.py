"""Every row of the event and hedge lists is read from its own example."""

import pytest

from crossbearing.model import Block, Report
from crossbearing.reading.events import find_triggers
from crossbearing.reading.lexicon import event_rows, rows
from crossbearing.reading.parse import parse
from crossbearing.reading.tree import Tree

# Sentences whose parse the small English pipeline gets wrong, each with what it does.
MISREAD: dict[tuple[str, str], str] = {}


def _report(lines: list[str]) -> Report:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    return Report(id="r-test", text=text, sha256="", blocks=tuple(blocks))


@pytest.fixture(scope="module")
def found() -> dict[int, set[tuple[tuple[str, ...], str]]]:
    listed = event_rows()
    sentences = parse(_report([row.example for row in listed]))
    hits: dict[int, set[tuple[tuple[str, ...], str]]] = {}
    for sentence in sentences:
        tree = Tree(sentence)
        names = frozenset(t.i for t in tree.tokens if t.pos == "PROPN")
        hits.setdefault(sentence.block, set()).update(
            (hit.row.words, hit.row.pos) for hit in find_triggers(tree, names)
        )
    return hits


def test_every_event_row_is_met_in_its_example(found: dict[int, set[tuple[tuple[str, ...], str]]]) -> None:
    missed = [
        (row.words, row.pos, row.example)
        for n, row in enumerate(event_rows())
        if (row.words, row.pos) not in found.get(n, set()) and (" ".join(row.words), row.pos) not in MISREAD
    ]
    assert missed == []


def test_every_hedge_stands_in_its_example() -> None:
    for row in rows("hedges.tsv"):
        words = row["words"].replace(" VERB", "")
        assert words in row["example"].lower(), row
