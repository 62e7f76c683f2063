"""The brief as PDF, read again: tags, bookmarks, fonts, citations, scripts, hostile text, the same bytes."""

import io
import re
import sys
from typing import Any

import pytest

from crossbearing.brief import compose, render_pdf
from crossbearing.brief.pdf_file import _missing
from crossbearing.errors import OutputError
from tests.brief.hostile import CYRILLIC, hostile
from tests.brief.story import story

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_pdf(compose(story()), story())


def read(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in read(data).pages).split())


def test_it_is_tagged_and_named(data: bytes) -> None:
    root = read(data).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert read(data).metadata.title == "Anvar: what 3 reports say"
    assert read(data).metadata.creation_date is None
    assert b"pdfuaid:part" in read(data).xmp_metadata.stream.get_data()


def test_it_has_bookmarks(data: bytes) -> None:
    heads = [mark.title for mark in read(data).outline if not isinstance(mark, list)]
    assert heads[:3] == ["What is known", "What is contested", "Side by side"]
    assert heads[-1] == "Citations"


def test_its_fonts_are_in_it(data: bytes) -> None:
    for page in read(data).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            [inner] = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described)


def test_every_citation_leads_to_its_exact_words(data: bytes) -> None:
    brief = compose(story())
    text = text_of(data)
    for reference in brief.references:
        assert f"characters {reference.span.start}–{reference.span.end}: “{reference.span.exact}”" in text
    links = [
        note.get_object()
        for page in read(data).pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > len(brief.references)


def test_pictures_say_what_they_show(data: bytes) -> None:
    assert data.count(b"/Figure") >= 3
    assert len(re.findall(rb"/Alt ?[(<]", data)) >= 3


def test_other_scripts_are_shown_and_what_is_not_is_said() -> None:
    dossier = hostile()
    made = render_pdf(compose(dossier), dossier)
    text = text_of(made)
    assert CYRILLIC in text
    assert "[U+6CB3][U+6D41]" in text
    assert "Characters that this file cannot show" in text
    assert '#eval("1") *b*' in text
    assert '#link("x")[y] $x$' in text
    assert re.search("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]", text)
    assert not re.search("[\u202a-\u202e\x1b\x07]", text)


def test_nothing_is_said_of_letters_where_all_are_shown(data: bytes) -> None:
    assert "cannot show" not in text_of(data)


def test_the_same_brief_gives_the_same_bytes(data: bytes) -> None:
    assert render_pdf(compose(story()), story()) == data


def test_the_writers_complaint_names_the_letters() -> None:
    said = (
        'the text `"北é\\u{fffe}"` could not be displayed with font; the text `"😀"` could not be displayed'
    )
    assert _missing(said) == {"北", "é", "\ufffe", "😀"}


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(OutputError, match=re.escape("pip install 'crossbearing[pdf]'")):
        render_pdf(compose(story()), story())
