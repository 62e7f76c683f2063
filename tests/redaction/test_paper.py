"""Names in PDF: on its pages, run by run, and in all that stands beside them."""

import zlib

import pytest

from crossbearing.errors import ProtectionError
from crossbearing.redaction import Shield, refuse_leaks
from crossbearing.redaction.paper import words_of
from tests.redaction.story import marked

SET = '#set document(title: "T")\n#set page(width: 12cm)\n= Title\n'
HELD = {
    "a heading": "= Samir Haddoub",
    "two runs": "Samir _Had_#strong[doub] spoke.",
    "letters apart": "#text(tracking: 4pt)[Haddoub]",
    "over lines": "#box(width: 2.2cm)[Samir al-\\ Haddoub]",
    "another letter": "Ḥaddoub waits.",
    "an address": '#link("https://paper.example/?q=Samir%20Haddoub")[here]',
    "an alternative text": '#figure(rect(), alt: "Samir Haddoub at his oven")',
    "a code": "#text[Had\\[U+0064\\]oub]",
}


def pdf(source: str) -> bytes:
    typst = pytest.importorskip("typst")
    fonts = typst.Fonts(include_system_fonts=False)
    made = typst.Compiler((SET + source).encode(), font_paths=fonts).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def shield() -> Shield:
    return Shield(marked("a-samir"))


@pytest.mark.parametrize("name", HELD)
def test_a_name_is_seen(name: str, shield: Shield) -> None:
    data = pdf(HELD[name])
    with pytest.raises(ProtectionError, match="would leave"):
        refuse_leaks(data, "a.pdf", shield)


def test_other_words_pass(shield: Shield) -> None:
    refuse_leaks(
        pdf("A baffled officer of the _Harbour_ office; #link('https://a.example')[x]".replace("'", '"')),
        "a.pdf",
        shield,
    )


def test_words_from_right_to_left_are_turned_round() -> None:
    assert any(
        "\u0633\u0645\u064a\u0631" in text for _, text in words_of(pdf("\u0633\u0645\u064a\u0631"), 10**7)
    )


def test_words_that_cannot_be_read_are_refused(shield: Shield) -> None:
    page = zlib.compress(b"BT /f9 11 Tf (\\001\\002) Tj ET")
    head = b"%%PDF-1.7\n1 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % len(page)
    with pytest.raises(ProtectionError, match="letters cannot be read"):
        refuse_leaks(head + page + b"\nendstream\nendobj\n", "a.pdf", shield)
    with pytest.raises(ProtectionError, match="cannot be unpacked"):
        refuse_leaks(head + b"not packed at all" + b"\nendstream\nendobj\n", "a.pdf", shield)
    with pytest.raises(ProtectionError, match="too large"):
        list(words_of(head + page, 5))


def test_a_span_of_other_letters_is_read_as_it_is_meant() -> None:
    cmap = b"1 beginbfrange\n<01> <03> <0061>\nendbfrange\n1 beginbfchar\n<09> <0078>\nendbfchar"
    page = (
        b"/Span<</ActualText<FEFF00620063>>>BDC BT /f0 9 Tf <09> Tj ET EMC BT /f0 9 Tf [<01>-20(\\003)] TJ ET"
    )
    data = b"%PDF-1.7\n1 0 obj\n<</Font<</f0 2 0 R>>/Contents 4 0 R>>\nendobj\n"
    data += b"2 0 obj\n<</ToUnicode 3 0 R>>\nendobj\n"
    for number, stream in ((3, cmap), (4, page)):
        data += b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(stream), stream)
    texts = [text for where, text in words_of(data, 10**6) if where == "page"]
    assert {"xac", "bcac", "xca"} <= set(texts)
