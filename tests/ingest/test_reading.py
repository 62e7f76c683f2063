"""The door: every kind of input, and every bad one with one line and the rest still done."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from crossbearing.ingest import read_paths
from crossbearing.ingest import sources as sources_module
from crossbearing.model import Rejected, Report
from crossbearing.settings import Settings

STORY = (
    "Ten die in Marda market\n\nAt least ten people died when shells fell on Marda on Monday, a doctor said."
)
BODY = "At least ten people died when shells fell on Marda on Monday, a doctor said."
PAGE = (
    "<!doctype html><html><head><title>Ten die in Marda market</title>"
    '<meta property="og:site_name" content="The Ridge Post"><meta name="author" content="Ann Roe">'
    '<meta property="article:published_time" content="2016-12-13T10:00:00Z"></head><body><article>'
    f"<h1>Ten die in Marda market</h1><p>{BODY} The market had been open for an hour, residents said.</p>"
    "<p>The army denied that it had fired on the town, and said the rebels had shelled it by mistake.</p>"
    "</article></body></html>"
)


def _read(*paths: Path | str, stdin: bytes | None = None, **limits: int) -> list[Report | Rejected]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read_paths(paths, settings=Settings(**limits), stdin=stream))  # type: ignore[arg-type]


def _one(path: Path | str, stdin: bytes | None = None, **limits: int) -> Report:
    (found,) = _read(path, stdin=stdin, **limits)
    assert isinstance(found, Report), found
    return found


def _code(path: Path | str, stdin: bytes | None = None, **limits: int) -> str:
    (found,) = _read(path, stdin=stdin, **limits)
    assert isinstance(found, Rejected), found
    assert found.reason
    assert "\n" not in found.reason
    return found.code


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _record(**fields: object) -> bytes:
    return json.dumps({"text": BODY, **fields}).encode()


def test_a_text_file_is_kept_as_it_is(tmp_path: Path) -> None:
    text = STORY.replace("\n", "\r\n").replace("ten people", "ten\u00a0people") + "\r\n"
    report = _one(_file(tmp_path, "a.txt", text))
    assert report.text == text
    assert report.title == "Ten die in Marda market"
    assert report.path == str(tmp_path / "a.txt")
    assert report.language == "en"
    assert report.unread is None


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    plain = _one(_file(tmp_path, "a.txt", STORY))
    marked = _one(_file(tmp_path, "b.txt", b"\xef\xbb\xbf" + STORY.encode()))
    assert marked.text == plain.text
    assert marked.id == plain.id
    assert marked.sha256 != plain.sha256


def test_the_same_text_under_two_names_is_one_id(tmp_path: Path) -> None:
    first, second = _read(_file(tmp_path, "a.txt", STORY), _file(tmp_path, "b.txt", STORY))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.sha256) == (second.id, second.sha256)
    assert first.path != second.path


def test_records_of_two_outlets_with_one_text_are_two_reports(tmp_path: Path) -> None:
    lines = _record(outlet="Ridge Post") + b"\n" + _record(outlet="Ridge Times") + b"\n"
    first, second = _read(_file(tmp_path, "a.jsonl", lines))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.id != second.id


def test_a_record_keeps_its_fields(tmp_path: Path) -> None:
    raw = _record(
        id=7, url="https://r.example/7", outlet="Ridge Post", title="Ten die", date="2016-12-13", topic="war"
    )
    report = _one(_file(tmp_path, "a.jsonl", raw + b"\n"))
    assert report.text == f"Ten die\n\n{BODY}"
    assert (report.external_id, report.url, report.outlet) == ("7", "https://r.example/7", "Ridge Post")
    assert report.title == "Ten die"
    assert report.meta == {"topic": "war"}
    assert str(report.published.earliest) == "2016-12-13"
    assert report.published.basis == "metadata"
    assert report.published.evidence == 'the record\'s field "date"'


@pytest.mark.parametrize(
    "document",
    [
        lambda records: records[0],
        lambda records: b"[" + b",".join(records) + b"]",
        lambda records: b'{"reports": [' + b",".join(records) + b"]}",
        lambda records: b"\n".join(records),
        lambda records: b"\xef\xbb\xbf" + b"\r\n\r\n".join(records),
        lambda records: b"\n".join(records).decode().encode("utf-16"),
        lambda records: json.dumps(json.loads(records[0]), indent=2).encode(),
    ],
    ids=["one", "list", "wrapped", "lines", "BOM and CRLF", "UTF-16", "indented"],
)
@pytest.mark.parametrize("where", ["a.json", "-", "a.json.gz"])
def test_shapes_of_json(tmp_path: Path, document: object, where: str) -> None:
    records = [_record(id="1"), _record(id="2")]
    data = document(records)  # type: ignore[operator]
    if where == "-":
        found = _read("-", stdin=data)
    else:
        found = _read(_file(tmp_path, where, gzip.compress(data) if where.endswith(".gz") else data))
    assert all(isinstance(report, Report) for report in found), found
    assert [report.external_id for report in found] in (["1"], ["1", "2"])  # type: ignore[union-attr]


def test_a_page_gives_its_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    report = _one(_file(tmp_path, "a.html", PAGE))
    assert report.text.startswith(f"Ten die in Marda market\n\n{BODY}")
    assert report.text.count("Ten die in Marda market") == 1
    assert (report.outlet, report.byline) == ("The Ridge Post", "Ann Roe")
    assert (str(report.published.earliest), report.published.basis) == ("2016-12-13", "metadata")


def test_a_record_may_hold_a_page(tmp_path: Path) -> None:
    raw = json.dumps({"html": PAGE, "outlet": "Ridge Times"}).encode()
    report = _one(_file(tmp_path, "a.jsonl", raw))
    assert report.outlet == "Ridge Times"
    assert report.title == "Ten die in Marda market"


@pytest.mark.parametrize(
    "content",
    [STORY.encode(), PAGE.encode(), _record(), gzip.compress(STORY.encode()), gzip.compress(_record())],
)
def test_standard_input_is_looked_at(content: bytes) -> None:
    report = _one("-", stdin=content)
    assert BODY in report.text
    assert report.path == "-"


def test_a_bracket_is_not_yet_json() -> None:
    assert _one("-", stdin=b"[Marda] " + BODY.encode()).text.startswith("[Marda]")


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in (
        "z.txt",
        "b/2.txt",
        "b/deep/1.md",
        "a.txt",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "p.png",
    ):
        _file(tmp_path, name, STORY)
    _file(tmp_path, "c.docx", b"PK\x03\x04")
    found = [str(getattr(f, "path", None) or getattr(f, "where", "")) for f in _read(tmp_path)]
    names = [os.path.relpath(name, tmp_path) for name in found]
    assert names == ["a.txt", "b/2.txt", "b/deep/1.md", "c.docx", "z.txt"]


def test_a_relative_path_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _file(tmp_path, "a.txt", STORY)
    assert _one("a.txt").path == "a.txt"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\xc2\xa0\n", "no-text"),
        ("empty.jsonl", b"\n\n", "empty"),
        ("empty.json", b"", "empty"),
        ("empty.html", b"", "empty"),
        ("menu.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-text"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "binary"),
        ("paper.txt", b"%PDF-1.7 ...", "binary"),
        ("broken.txt", ("Shells fell — “ten” died — " * 9).encode() + b"\xe2\x80", "encoding"),
        ("paper.pdf", b"%PDF-1.7 ...", "unknown-kind"),
        ("bad.json", b'{"text": ', "bad-json"),
        ("bad.jsonl", b'{"text": \n', "bad-json"),
        ("number.jsonl", b"12\n", "bad-record"),
        ("untold.jsonl", b'{"title": "Ten die"}\n', "bad-record"),
        ("list.jsonl", b'{"text": ["a"]}\n', "bad-record"),
        ("deep.json", b"[" * 100_000, "bad-json"),
        ("damaged.txt.gz", gzip.compress(STORY.encode())[:-9], "damaged"),
        ("unpacked.txt.gz", STORY.encode(), "damaged"),
        ("surrogate.jsonl", b'{"text": "a \\ud800 b"}', "bad-json"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    good = _file(tmp_path, "good.txt", STORY)
    refused, kept = _read(_file(tmp_path, name, content), good)
    assert isinstance(refused, Rejected)
    assert refused.code == code, refused
    assert refused.where.startswith(str(tmp_path / name))
    assert isinstance(kept, Report)


def test_a_malformed_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.jsonl", _record(id="1") + b"\n{oops\n" + _record(id="3") + b"\n")
    first, refused, third = _read(path)
    assert isinstance(first, Report)
    assert isinstance(refused, Rejected)
    assert refused.where == f"{path}:2"
    assert isinstance(third, Report)
    assert third.external_id == "3"


def test_what_is_not_there(tmp_path: Path) -> None:
    assert _code(tmp_path / "none.txt") == "missing"
    assert _code(tmp_path) == "empty-folder"
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert _code(tmp_path) == "missing"


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    assert _code(tmp_path) == "not-a-file"


def test_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, "a.txt", STORY)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", denied)
    assert _code(path) == "unreadable"
    monkeypatch.undo()
    monkeypatch.setattr(sources_module.os, "scandir", denied)
    found = _read(tmp_path)
    assert [f.code for f in found if isinstance(f, Rejected)] == ["unreadable"]


def test_limits_are_named(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", STORY)
    (refused,) = _read(path, max_file_bytes=50)
    assert isinstance(refused, Rejected)
    assert (refused.code, "max_file_bytes" in refused.reason) == ("too-large", True)
    assert _code("-", stdin=STORY.encode(), max_file_bytes=50) == "too-large"
    assert _code(path, max_text_chars=50) == "text-too-long"
    lines = _record(id="1" * 500) + b"\n" + _record(id="2") + b"\n"
    refused, kept = _read(_file(tmp_path, "a.jsonl", lines), max_record_bytes=300)
    assert isinstance(refused, Rejected)
    assert (refused.code, refused.where.rpartition(":")[2]) == ("record-too-large", "1")
    assert isinstance(kept, Report)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert _code(path) == "too-large"


def test_json_lines_may_be_longer_than_a_file(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.jsonl", (_record() + b"\n") * 20)
    assert len(_read(path, max_file_bytes=300)) == 20


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_bombs_are_not_unpacked(tmp_path: Path, name: str) -> None:
    path = _file(tmp_path, name, gzip.compress(b" " * 8_000_000))
    assert _code(path, max_file_bytes=1_000_000, max_record_bytes=100_000) in ("bomb", "too-large")


def test_a_language_that_is_not_read_is_kept_unread(tmp_path: Path) -> None:
    text = "قال مسؤول في المدينة إن عشرة أشخاص قتلوا يوم الاثنين عندما سقطت قذائف على السوق."
    report = _one(_file(tmp_path, "a.txt", text))
    assert report.unread == "language: ar"
    assert report.language == "ar"


def test_paths_of_odd_bytes_can_be_stored(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"a\xff.txt")
    with open(name, "wb") as file:
        file.write(STORY.encode())
    report = _one(tmp_path)
    assert report.path is not None
    assert report.path.encode().decode() == report.path


@pytest.mark.parametrize(
    "text",
    [
        "Het leger heeft de stad in de nacht van maandag op dinsdag ingenomen, zei een woordvoerder. " * 4,
        "Die Armee hat die Stadt in der Nacht zum Dienstag eingenommen, sagte ein Sprecher am Morgen. " * 4,
        "L'armée a repris la ville dans la nuit de lundi à mardi, a dit un porte-parole du ministère. " * 4,
    ],
)
def test_small_words_alone_make_no_foreign_text_english(text: str) -> None:
    from crossbearing.ingest.language import find_language

    assert find_language(text, ("en",)) not in (None, "en")
