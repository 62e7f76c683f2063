"""Briefs of a ledger with a protected source: four formats, pictures and what changed, without its name."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from crossbearing.brief import compose, pictures, render_docx, render_html, render_markdown, render_pdf
from crossbearing.errors import ProtectionError
from crossbearing.ledger import Ledger
from crossbearing.model import Dossier
from crossbearing.redaction import Redacted, Shield, held_over, refuse_leaks
from crossbearing.replay import kept_state
from tests.cli.program import one_line, run
from tests.redaction.test_leaving import HELD, REPORTS, clean, ran

pytest.importorskip("docx")
pytest.importorskip("typst")

LATER = (
    "The toll climbs\n\nEast Ledger\n\n8 December 2016\n\nAt least 19 civilians were killed on Monday when "
    "shells fell on a market in eastern Aleppo, the baker Basel Kandour said. Kandour said 30 people were "
    "wounded.\n"
)
KEPT = {"basel-kandour-speaks.txt", "courier.txt", "post.txt"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three reports, and a fourth beside it."""
    folder = tmp_path_factory.mktemp("briefed")
    (folder / "in").mkdir()
    for name in KEPT:
        (folder / "in" / name).write_text(REPORTS[name], encoding="utf-8")
    (folder / "later.txt").write_text(LATER, encoding="utf-8")
    assert run("add", folder / "in", "--ledger", folder / "l.db").code == 0
    return folder / "l.db"


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    """That ledger, the baker not yet protected."""
    found = tmp_path / "l.db"
    shutil.copy(file, found)
    return found


def protected(copy: Path) -> Shield:
    assert run("protect", "Basel Kandour", "--analyst", "Ona", "--ledger", copy).code == 0
    with Ledger.open(copy) as ledger:
        return Shield(ledger.dossier())


def files(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())


def test_no_file_of_two_briefs_holds_the_name(file: Path, copy: Path, tmp_path: Path) -> None:
    assert run("brief", "--ledger", copy, "--out", tmp_path / "before").code == 0
    shield = protected(copy)
    every = ("--format", "html,md,docx,pdf", "--pictures", tmp_path / "out" / "p", "--out", tmp_path / "out")
    first = ran(shield, "brief", "--ledger", copy, *every)
    assert "Protected" in first.out.title()
    assert "CHANGED SINCE" not in first.out.upper()
    assert run("add", file.with_name("later.txt"), "--ledger", copy).code == 0
    second = ran(shield, "brief", "--ledger", copy, *every)
    assert "CHANGED SINCE" in second.out.upper()
    assert "New reports" in second.out
    written = sorted(path.suffix for path in files(tmp_path / "out"))
    assert {".csv", ".docx", ".html", ".md", ".pdf", ".png", ".svg"} == set(written)
    for path in files(tmp_path / "out"):
        refuse_leaks(path.read_bytes(), path.name, shield)
        clean(path.read_bytes().replace(b"/BaselineShift", b""), path.name, shield)
    told = (tmp_path / "out" / "brief.md").read_text(encoding="utf-8")
    assert "[protected person A]" in told.replace("\\", "")
    narrow = ran(shield, "brief", "--ledger", copy, "--place", "Aleppo", "--out", tmp_path / "narrow")
    assert "NARROWED TO" in narrow.out.upper()
    for path in files(tmp_path / "narrow"):
        clean(path.read_bytes(), path.name, shield)


def test_only_briefs_under_the_same_marks_are_held_against_each_other(copy: Path, tmp_path: Path) -> None:
    def changes() -> bool:
        done = run("brief", "--ledger", copy, "--out", tmp_path / "out")
        assert done.code == 0, done
        return "CHANGED SINCE" in done.out.upper()

    assert [changes(), changes()] == [False, True]
    shield = protected(copy)
    assert [changes(), changes()] == [False, True]
    with Ledger.open(copy) as ledger:
        noted = ledger.briefs()
        for one in noted[2:]:
            clean(msgspec.json.encode(ledger.brief_state(one.id)), "note", shield)
            clean(one.scope.encode(), "scope", shield)
    done = run("brief", "--ledger", copy, "--out", tmp_path / "out", "--changes-since", noted[0].id)
    assert "not of the same scope" in one_line(done, 2)
    assert run("unprotect", "[protected person A]", "--analyst", "Ona", "--ledger", copy).code == 0
    assert changes()


def test_a_place_that_is_protected_can_be_narrowed_to(copy: Path, tmp_path: Path) -> None:
    assert run("protect", "Aleppo", "--as", "the town", "--analyst", "Ona", "--ledger", copy).code == 0
    for _ in range(2):
        done = run("brief", "--ledger", copy, "--place", "Aleppo", "--out", tmp_path / "out")
        assert done.code == 0, done
        assert "aleppo" not in (done.out + done.err).casefold()
        for path in files(tmp_path / "out"):
            assert "aleppo" not in path.read_text(encoding="utf-8").casefold(), path.name


def test_each_format_is_refused_where_the_name_stands_in_it(copy: Path) -> None:
    shield = protected(copy)
    with Ledger.open(copy) as ledger:
        dossier = ledger.dossier()
    made = compose(dossier)
    forms = {
        "brief.html": render_html(made, dossier).encode(),
        "brief.md": render_markdown(made).encode(),
        "brief.docx": render_docx(made, dossier),
        "brief.pdf": render_pdf(made, dossier),
    }
    for name, data in forms.items():
        with pytest.raises(ProtectionError):
            refuse_leaks(data, name, shield)
    assert not [word for word in HELD if word.encode() in forms["brief.pdf"][:200].lower()]
    rest = Redacted(dossier, shield).dossier
    refuse_leaks(render_pdf(compose(rest), rest), "brief.pdf", shield)
    for name, data in pictures(compose(rest), rest).items():
        refuse_leaks(data, name, shield)


def test_nothing_is_written_where_one_file_would_tell(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protected(copy)
    monkeypatch.setattr(
        "crossbearing.brief.pictures", lambda *_: {"map.csv": b"place,who\nX,Basel Kandour\n"}
    )
    more = ("--pictures", tmp_path / "out" / "p", "--format", "html,md,docx,pdf")
    done = run("brief", "--ledger", copy, "--out", tmp_path / "out", *more)
    assert "map.csv: the name of [protected person A] would leave" in one_line(done, 8)
    assert not list(files(tmp_path / "out"))
    with Ledger.open(copy) as ledger:
        assert not ledger.briefs()


def test_what_was_kept_is_told_by_the_names_and_ids_of_today(copy: Path) -> None:
    shield = protected(copy)
    with Ledger.open(copy) as ledger:
        whole: Dossier = ledger.dossier()
    today = Redacted(whole, shield)
    kept = kept_state(today.dossier)
    assert held_over(kept, whole, shield, today.ids) == kept
    names = held_over(kept_state(whole), whole, shield, today.ids)
    assert names is not None
    clean(msgspec.json.encode(names), "state", shield)
    assert {report.id for report in names.reports} == {report.id for report in kept.reports}
    assert held_over(kept, whole, Shield(), {}) is kept


def test_the_list_of_briefs_names_nobody_that_was_protected_since(copy: Path, tmp_path: Path) -> None:
    assert run("brief", "--ledger", copy, "--out", tmp_path, "--without-origin", "Basel Kandour").code == 0
    [row] = run("briefs", "--ledger", copy, "--json").json()
    assert row["of"].casefold() == "the whole ledger; without origin basel kandour"
    shield = protected(copy)
    for told in (ran(shield, "briefs", "--ledger", copy), ran(shield, "briefs", "--ledger", copy, "--json")):
        assert "without origin [" in told.out
    ran(shield, "brief", "--ledger", copy, "--out", tmp_path / "now", "--without-origin", "Basel Kandour")
    before, now = ran(shield, "briefs", "--ledger", copy, "--json").json()
    assert (before["changes"], now["changes"]) == (None, 0)
    assert "under marks of protection" in now["of"]
