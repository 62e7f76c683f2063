"""find_quantities and read_quantities on snippet tables, the lists' own examples, and odd text."""

import csv
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model import Block, Quantity, Report, Sentence
from crossbearing.quantities import find_quantities, read_quantities
from crossbearing.reading import parse

HERE = Path(__file__).parent
LISTS = ("bounds", "closed_words", "links", "measures", "number_words", "people", "things", "units", "vague")


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in (HERE / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], []))
        elif line and not line.startswith("#"):
            found[-1][1].append(line)
    return found


def report(text: str) -> Report:
    blocks = tuple(Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"[^\n]+", text))
    return Report(id="r", text=text, sha256="", blocks=blocks)


@lru_cache(maxsize=1)
def parsed() -> dict[int, list[Sentence]]:
    """Every case's sentences, from one run of the pipeline over all of them."""
    found: dict[int, list[Sentence]] = {}
    for sentence in parse(report("\n".join(text for text, _ in cases()))):
        found.setdefault(sentence.block, []).append(sentence)
    return found


def number(value: float | None) -> str:
    return "-" if value is None else str(int(value)) if value == int(value) else str(value)


def row(found: Quantity) -> str:
    cells = [found.span.exact, number(found.lower), number(found.upper), found.bound, found.measure]
    cells += [found.group or "-", number(found.part_of)]
    return " | ".join([*cells, *["total"] * found.total, *["earlier"] * found.earlier])


@pytest.mark.parametrize(("at", "case"), list(enumerate(cases())), ids=[text for text, _ in cases()])
def test_finds_what_the_table_says(at: int, case: tuple[str, list[str]]) -> None:
    found = [row(quantity) for sentence in parsed()[at] for quantity in find_quantities(sentence)]
    assert found == case[1]


def examples(name: str) -> list[dict[str, str]]:
    table = resources.files("crossbearing.quantities") / "data" / f"{name}.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", LISTS)
def test_every_row_of_a_list_has_an_example_that_is_read(name: str) -> None:
    for line in examples(name):
        assert read_quantities(line["example"]), line


def test_number_words_and_vague_words_have_their_values() -> None:
    for line in examples("number_words"):
        assert read_quantities(line["example"])[0].lower == float(line["value"]), line
    for line in examples("vague"):
        found = read_quantities(line["example"])[0]
        upper = float(line["upper"]) if line["upper"] else None
        assert (found.lower, found.upper) == (float(line["lower"]), upper), line


def test_bounds_bend_their_numbers() -> None:
    expected = {
        "at_least": (70, None, "at_least"),
        "more": (71, None, "at_least"),
        "at_most": (None, 70, "at_most"),
        "fewer": (None, 69, "at_most"),
        "about": (70, 70, "about"),
        "nearly": (63, 70, "about"),
    }
    for line in examples("bounds"):
        found = read_quantities(line["example"])[0]
        assert (found.lower, found.upper, found.bound) == expected[line["op"]], line


def test_measure_words_measure_and_units_are_units() -> None:
    for line in examples("measures"):
        assert read_quantities(line["example"])[0].measure == line["measure"], line
    for line in examples("units"):
        found = read_quantities(line["example"])[0]
        assert found.measure == line["measure"], line
        assert line["group"] in ("", found.group), line


def test_nouns_name_their_groups() -> None:
    for line in examples("people"):
        assert [found.group for found in read_quantities(line["example"])] == [line["group"]], line
    for line in examples("things"):
        assert [found.group for found in read_quantities(line["example"])] == [line["singular"]], line


def test_numbered_names_count_nothing() -> None:
    for line in examples("names"):
        assert read_quantities(line["example"]) == [], line


def test_links_tie_figures_together() -> None:
    for line in examples("links"):
        found = read_quantities(line["example"])
        if line["kind"] in ("part", "part_after"):
            assert found[1].part_of == 0, line
        if line["kind"] == "earlier":
            assert found[-1].earlier, line
        if line["kind"] in ("total", "total_subject"):
            assert found[0].total, line
        if line["kind"] == "since_day":
            assert not found[0].total, line


def test_spans_point_into_the_whole_text_and_parts_into_the_whole_list() -> None:
    text = "The mill burnt. Ten men, two of them guards, died. Thirty people fled, including 9 girls."
    found = read_quantities(text)
    assert [quantity.part_of for quantity in found] == [None, 0, None, 2]
    assert all(text[quantity.span.start : quantity.span.end] == quantity.span.exact for quantity in found)


WORDS = """at least more than nearly 12 1,300 50 000 two hundred and six dozens of people civilians killed
wounded including among them - – , . 2016 % per cent km a the were who from to between 5.5 million half"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join) | st.text(max_size=120))
def test_any_text_gives_true_spans_and_ordered_bounds(text: str) -> None:
    found = read_quantities(text)
    for at, quantity in enumerate(found):
        assert text[quantity.span.start : quantity.span.end] == quantity.span.exact
        assert quantity.lower is None or quantity.upper is None or quantity.lower <= quantity.upper
        assert quantity.part_of is None or (0 <= quantity.part_of < len(found) and quantity.part_of != at)


@pytest.mark.parametrize("piece", ["1,", "two hundred ", "a ", "at least ", "of the ", "and ", "1 000 ", "-"])
def test_long_repetitive_text_is_read_in_time(piece: str) -> None:
    read_quantities(piece * 3000)


@pytest.mark.shared
def test_shared_reports_give_only_true_spans() -> None:
    folder = Path(__file__).parents[3] / "shared" / "aleppo-2016"
    if not folder.is_dir():
        pytest.skip("the shared reports are not beside the checkout")
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = [quantity for sentence in parse(report(text)) for quantity in find_quantities(sentence)]
        assert found
        assert all(text[quantity.span.start : quantity.span.end] == quantity.span.exact for quantity in found)
