"""The brief as DOCX, read again: styles, endnotes, tables, pictures, hostile text, the same bytes."""

import io
import re
import sys
import zipfile
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from crossbearing.brief import compose, render_docx, render_markdown
from crossbearing.errors import OutputError
from tests.brief.hostile import ARABIC, CHINESE, CYRILLIC, LONG, hostile
from tests.brief.story import story

docx = pytest.importorskip("docx")


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_docx(compose(story()), story())


@pytest.fixture(scope="module")
def document(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_title_language_and_headings_are_set(document: Any) -> None:
    told = document.core_properties
    assert (told.title, told.language) == ("Anvar: what 3 reports say", "en-GB")
    assert told.created.replace(tzinfo=None) == told.modified.replace(tzinfo=None) == datetime(2031, 5, 6)
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads[:5] == [
        "What is known",
        "What is contested",
        "Side by side",
        "Timeline",
        "Casualties, as the ranges that were said",
    ]
    assert heads[-1] == "Citations"
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert 'w:val="en-GB"' in document.styles.element.xml


def test_every_endnote_is_a_citation_with_its_exact_words(document: Any) -> None:
    brief = compose(story())
    notes = {
        p.text.split("\t")[0]: p.text
        for p in document.paragraphs
        if "characters " in p.text and "\t" in p.text
    }
    assert len(notes) == len(brief.references)
    for reference in brief.references:
        note = notes[str(reference.number)]
        assert f"characters {reference.span.start}–{reference.span.end}: “{reference.span.exact}”" in note
    xml = document.element.xml
    marks = set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', xml))
    leads = set(re.findall(r'w:hyperlink [^>]*w:anchor="(\w+)"', xml))
    assert leads <= marks
    assert {f"c{reference.number}" for reference in brief.references} <= marks
    ids = re.findall(r'w:bookmarkStart [^>]*w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))


def test_it_says_what_the_markdown_says(document: Any) -> None:
    text = "\n".join(p.text for p in document.paragraphs)
    cells = "\n".join(c.text for table in document.tables for row in table.rows for c in row.cells)
    for words in ("The River Observatory says at least 12 civilians, 3 of them children", "Why: ", "Denied"):
        assert words in text
        assert words.split(":")[0] in render_markdown(compose(story()))
    assert "nearly 70 (63–70)" in cells


def test_tables_repeat_their_header_and_pictures_have_words(document: Any) -> None:
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all(cell.text for cell in table.rows[0].cells)
    drawn = re.findall(r"<wp:docPr [^>]*>", document.element.xml)
    assert len(drawn) == len(document.inline_shapes) >= 3
    assert all('descr="' in one and 'title="' in one for one in drawn)
    assert len(set(re.findall(r'<wp:docPr [^>]*?id="(\d+)"', document.element.xml))) == len(drawn)


def test_pages_are_numbered_and_tables_lightly_ruled(document: Any) -> None:
    foot = document.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    for table in document.tables:
        assert re.search(r'<w:insideV w:val="nil"/>', table._tbl.xml)
        order = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        assert order.index("tblBorders") < order.index("tblLayout")


def test_pictures_stand_within_the_margins(document: Any) -> None:
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for shape in document.inline_shapes:
        assert abs(shape.width - room) < 2000
        assert shape._inline.get("distL") == "0"


def test_hostile_text_comes_through_as_words() -> None:
    dossier = hostile()
    read = docx.Document(io.BytesIO(render_docx(compose(dossier), dossier)))
    text = "\n".join(p.text for p in read.paragraphs)
    text += "\n".join(c.text for table in read.tables for row in table.rows for c in row.cells)
    for word in (
        ARABIC,
        CYRILLIC,
        CHINESE,
        LONG[:100],
        '#eval("1") *b*',
        "<w:t>&amp;</w:t> ]]>",
        "Anvar <Post> & Sons",
    ):
        assert word in text
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff\u2028\ud800-\udfff]", text
    )


def test_the_same_brief_gives_the_same_bytes(data: bytes) -> None:
    assert render_docx(compose(story()), story()) == data
    days = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    assert days == {(1980, 1, 1, 0, 0, 0)}


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(OutputError, match=re.escape("pip install 'crossbearing[docx]'")):
        render_docx(compose(story()), story())
