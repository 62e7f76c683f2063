"""Bytes in many charsets come out as the same characters, or are refused."""

import pytest

from crossbearing.ingest.charset import decode
from crossbearing.ingest.refusals import RefusalError

ENGLISH = "Ten people died in Marda’s market – “at noon” – a doctor said; the café was hit, too. " * 3
RUSSIAN = "Десять человек погибли на рынке в понедельник, сообщил врач городской больницы. " * 5
ARABIC = "قال طبيب إن عشرة أشخاص قتلوا في السوق يوم الاثنين. " * 5


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (ENGLISH, name)
        for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
    ]
    + [(RUSSIAN, name) for name in ("utf-8", "utf-16", "cp1251", "koi8-r")]
    + [(ARABIC, name) for name in ("utf-8", "utf-16", "cp1256")],
)
def test_charsets(text: str, charset: str) -> None:
    assert decode(text.encode(charset), "a") == text


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r", "iso-8859-5"])
def test_a_page_says_its_charset(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body>{RUSSIAN}</body></html>'
    assert decode(page.encode(charset), "a", markup=True) == page


def test_an_unknown_or_wrong_word_of_a_page_is_not_trusted() -> None:
    page = '<html><head><meta charset="klingon"></head><body>caf\xe9 society was hit on Monday at noon</body>'
    assert "caf\xe9" in decode(page.encode("cp1252"), "a", markup=True)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(newline: str) -> None:
    assert decode(f"a{newline}b\u00a0c".encode(), "a") == f"a{newline}b\u00a0c"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfea", "encoding"),
        (b"\xef\xbb\xbf\xff", "encoding"),
        (ENGLISH.encode() + b"\xe2", "encoding"),
        (b"\x00\x01\x02\x03" * 200, "binary"),
        (b"PK\x03\x04 and so on", "binary"),
        (b"\x80\x00\x81\xfe" * 300, "binary"),
    ],
)
def test_what_is_no_text(data: bytes, code: str) -> None:
    with pytest.raises(RefusalError) as caught:
        decode(data, "a")
    assert caught.value.code == code
