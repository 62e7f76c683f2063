"""The last check finds a protected name whatever it is packed in, and says which output it stands in."""

import base64
import gzip
import io
import json
import sqlite3
import struct
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crossbearing.errors import ProtectionError
from crossbearing.redaction import Shield, refuse_leaks
from tests.redaction.story import marked, story

SHIELD = Shield(marked("a-samir", "p-qar"))
NAME = "Samir Haddoub"


def _zip(name: str, data: bytes, *, comment: bytes = b"", note: bytes = b"") -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.comment = note
        archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
        archive.comment = comment
    return page.getvalue()


def _png(kind: bytes, held: bytes) -> bytes:
    chunk = struct.pack(">I4s", len(held), kind) + held + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk


def _parquet() -> bytes:
    page = io.BytesIO()
    pq.write_table(pa.table({"name": [NAME] * 50}), page, compression="zstd")
    return page.getvalue()


def _sqlite(tmp_path: Path, *, deleted: bool = False) -> bytes:
    base = sqlite3.connect(tmp_path / "l.db")
    base.execute("PRAGMA secure_delete = OFF")
    base.execute("CREATE VIRTUAL TABLE claim_words USING fts5(words)")
    base.execute("INSERT INTO claim_words VALUES (?)", ("the " + NAME,))
    base.execute("CREATE TABLE t (data BLOB)")
    base.execute("INSERT INTO t VALUES (?)", ("x" * 5000 + NAME,))
    if deleted:
        base.executescript("DELETE FROM claim_words; DROP TABLE claim_words; DELETE FROM t")
    base.commit()
    base.close()
    return (tmp_path / "l.db").read_bytes()


TEXTS = (
    NAME,
    "SAMIR   HADDOUB",
    "samir\u00a0haddoub",
    "Samir\n    Haddoub",
    "Haddoub’s",
    "#SamirHaddoub",
    "samir_haddoub.txt",
    "Had-\n  doub",
    "H\u00e1ddo\u00fab",
    "Had\u00addoub",
    "Had\u200bdoub",
    "H a d d o u b",
    "Samir&nbsp;Haddoub",
    "H&#97;ddoub",
    "H&amp;#97;ddoub",
    "q=Samir%20Haddoub",
    "q=%53%61mir+%48addoub",
    "q=Samir%2520H%61ddoub",
    json.dumps("Ḥaddoub"),
    '"\\u0048addoub"',
    '"Samir\\nHaddoub"',
    "<b>Samir</b> <mark>Had</mark>doub",
    "SUMMARY:Samir Had\r\n doub",
    "Had=\r\ndoub",
    "=48addoub",
    "Qarmeen",
    "qarmeen’s",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    with pytest.raises(ProtectionError, match=r"^out\.txt: the name of \[protected"):
        refuse_leaks(f"there was {text} again".encode(), "out.txt", SHIELD)


PACKED = {
    "a file of a zip": _zip("a.txt", NAME.encode()),
    "a file's name": _zip("in/Samir Haddoub.txt", b"nothing"),
    "a zip's comment": _zip("a.txt", b"nothing", comment=NAME.encode()),
    "a file's comment": _zip("a.txt", b"nothing", note=NAME.encode()),
    "a zip in a zip": _zip("a.docx", _zip("word/document.xml", f"<w:t>{NAME}</w:t>".encode())),
    "gzip": gzip.compress(NAME.encode()),
    "a picture's words": _png(b"tEXt", b"Title\0" + NAME.encode()),
    "a picture's packed words": _png(b"zTXt", b"Title\0\0" + zlib.compress(NAME.encode())),
    "a picture in a page": b'<img src="data:image/png;base64,'
    + base64.b64encode(_png(b"tEXt", b"T\0" + NAME.encode()))
    + b'">',
    "parquet": _parquet(),
    "utf-16": NAME.encode("utf-16"),
}


@pytest.mark.parametrize("kind", PACKED)
def test_a_name_is_found_in_what_is_packed(kind: str) -> None:
    with pytest.raises(ProtectionError):
        refuse_leaks(PACKED[kind], "out", SHIELD)


@pytest.mark.parametrize("deleted", [False, True])
def test_a_name_is_found_in_a_database_and_in_its_free_pages(tmp_path: Path, deleted: bool) -> None:
    with pytest.raises(ProtectionError):
        refuse_leaks(_sqlite(tmp_path, deleted=deleted), "l.db", SHIELD)


@pytest.mark.parametrize("text", ["the same mirror", "Haddo ub", "Qarm een", "a salami", "samiri"[:4]])
def test_what_is_no_name_may_leave(text: str) -> None:
    refuse_leaks(text.encode(), "out.txt", SHIELD)
    refuse_leaks(_zip("a.txt", text.encode()), "out.zip", SHIELD)


def test_without_marks_all_may_leave() -> None:
    refuse_leaks(NAME.encode(), "out.txt", Shield(story()))


def test_the_error_is_one_line_that_names_no_name() -> None:
    with pytest.raises(ProtectionError) as caught:
        refuse_leaks(_zip("a.txt", NAME.encode()), "out.zip", SHIELD)
    line = caught.value.line()
    assert line.startswith(
        "out.zip: a.txt: the name of [protected person A] would leave (nothing was written; "
    )
    assert "addoub" not in line
    assert caught.value.exit_code == 8
