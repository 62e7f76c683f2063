"""Every command, every format: not a byte of a protected name leaves, and what stays is whole."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crossbearing.bundle import verify
from crossbearing.cli import gate
from crossbearing.errors import ProtectionError
from crossbearing.exports import FORMATS
from crossbearing.ledger import Ledger
from crossbearing.monitors import ALL_MONITORS
from crossbearing.redaction import Shield, refuse_leaks
from crossbearing.rulebooks import BOOKS
from tests.cli.program import Done, one_line, run

REPORTS = {
    "basel-kandour-speaks.txt": "Basel Kandour counts the dead\n\nDelta Herald\n\n5 December 2016\n\n"
    "Shells killed 12 civilians at a market in eastern Aleppo on Monday, the baker Basel Kandour told the "
    "Herald.\n\nKandour said a truce would start on 8 December, and that buses would take 200 wounded people "
    "out of eastern Aleppo. The army denied the attack.\n\n“They shelled us,” "
    "BASEL\u00a0KANDOUR said by phone.\n",
    "courier.txt": "A market is struck\n\nNorth Courier\n\n6 December 2016\n\nAt least 15 civilians were "
    "killed on Monday when shells fell on a market in eastern Aleppo, the UN said. The baker Basel\nKandour "
    "put the toll at 12, mr-kandour@mail.example.\n\nAir strikes killed three doctors at a hospital in Idlib "
    "on Monday, the UN said.\n",
    "post.txt": "Deal is near\n\nSouth Post\n\n7 December 2016\n\nThe army and rebels agreed a ceasefire in "
    "eastern Aleppo from 8 December, the UN said. Kandour doubted it.\n",
}
HELD = ("kandour", "basel")
LISTS = ("reports", "claims", "questions", "incidents", "copies", "agreements", "judgements", "protected")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the three reports, one claim judged."""
    folder = tmp_path_factory.mktemp("protected")
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    file = folder / "read.db"
    assert run("add", folder / "in", "--ledger", file).code == 0
    claim = run("claims", "--json", "--ledger", file).json()[0]["id"]
    note = "Kandour repeats it"
    assert run("judge", claim, "accept", "--analyst", "Ona", "--note", note, "--ledger", file).code == 0
    return file


@pytest.fixture(scope="module")
def file(read: Path) -> Path:
    """That ledger, the baker protected."""
    found = read.with_name("l.db")
    shutil.copy(read, found)
    done = run("protect", "Basel Kandour", "--analyst", "Ona", "--reason", "in danger", "--ledger", found)
    assert done.code == 0, done
    assert done.out.startswith("[protected person A]  a-")
    return found


@pytest.fixture(scope="module")
def shield(file: Path) -> Shield:
    with Ledger.open(file) as ledger:
        return Shield(ledger.dossier())


def clean(data: bytes, where: str, shield: Shield) -> None:
    refuse_leaks(data, where, shield)
    assert not [word for word in HELD if word.encode() in data.lower()], where


def ran(shield: Shield, *arguments: str | Path) -> Done:
    done = run(*arguments)
    assert done.code == 0, done
    clean(done.out.encode(), f"{arguments[0]}: output", shield)
    clean(done.err.encode(), f"{arguments[0]}: error", shield)
    return done


def test_the_story_holds_the_name_without_protection(read: Path) -> None:
    assert "Kandour" in run("claims", "--ledger", read).out
    assert "Kandour" in run("export", read).out


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("json", [False, True])
def test_no_list_tells_the_name(command: str, json: bool, file: Path, shield: Shield) -> None:
    ran(shield, command, "--ledger", file, *(["--json"] if json else []))


def test_nothing_that_is_shown_tells_the_name(file: Path, shield: Shield) -> None:
    for command in ("reports", "claims", "questions", "incidents"):
        for row in run(command, "--json", "--ledger", file).json()[:2]:
            ran(shield, "show", row["id"], "--ledger", file)
            ran(shield, "show", row["id"], "--json", "--ledger", file)


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_holds_the_name(form: str, file: Path, shield: Shield, tmp_path: Path) -> None:
    ran(shield, "export", file, "--format", form, "--out", tmp_path)
    for path in tmp_path.iterdir():
        clean(path.read_bytes(), path.name, shield)


def test_no_brief_holds_the_name(file: Path, shield: Shield, tmp_path: Path) -> None:
    done = ran(shield, "brief", "--ledger", file, "--out", tmp_path)
    assert "Protected" in done.out
    for path in tmp_path.iterdir():
        clean(path.read_bytes(), path.name, shield)


def test_no_bundle_holds_the_name_and_all_citations_hold(file: Path, shield: Shield, tmp_path: Path) -> None:
    report = run("reports", "--json", "--ledger", file).json()[0]["id"]
    for more in (
        ("--as-of", "2016-12-06", "--without-origin", "Basel Kandour"),
        ("--hashes-only", report, "--without-copies"),
    ):
        ran(shield, "bundle", tmp_path / "b.zip", "--ledger", file, *more)
        data = (tmp_path / "b.zip").read_bytes()
        clean(data, "b.zip", shield)
        assert not verify(data).faults


def test_no_table_holds_the_name(file: Path, shield: Shield, tmp_path: Path) -> None:
    for name in ALL_MONITORS:
        ran(shield, "monitor", name, "--out", tmp_path, "--ledger", file)
    for book in BOOKS:
        ran(shield, "rulebook", book, "--out", tmp_path, "--ledger", file)
    ran(shield, "compare-rules", "--ledger", file)
    ran(shield, "compare-rules", "--ledger", file, "--out", tmp_path)
    for path in tmp_path.iterdir():
        clean(path.read_bytes(), path.name, shield)


def test_no_difference_holds_the_name(file: Path, read: Path, shield: Shield) -> None:
    for states in (("2016-12-05", "2016-12-07"), (str(read), str(file)), (str(file), str(read))):
        ran(shield, "diff", *states, "--ledger", file)
        ran(shield, "diff", *states, "--ledger", file, "--json")


def test_ids_that_are_shown_can_be_judged(file: Path, shield: Shield, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path / "l.db")
    for row in run("claims", "--json", "--ledger", file).json()[:3]:
        done = ran(shield, "judge", row["id"], "open", "--analyst", "Ona", "--ledger", tmp_path / "l.db")
        assert row["id"] in done.out
    listed = ran(shield, "judgements", "--json", "--ledger", tmp_path / "l.db").json()
    assert [one["verdict"] for one in listed] == ["accept", "open", "open", "open"]
    one, two = [row["id"] for row in run("claims", "--json", "--ledger", file).json()[:2]]
    ran(shield, "merge", one, two, "--analyst", "Ona", "--ledger", tmp_path / "l.db")


def test_unredacted_is_asked_for_and_says_so(file: Path) -> None:
    done = run("claims", "--unredacted", "--ledger", file)
    assert "Kandour" in done.out
    assert done.err.startswith("UNREDACTED")
    assert "kandour" in run("protected", "--unredacted", "--json", "--ledger", file).out.casefold()
    assert "Kandour" in run("diff", "2016-12-05", "2016-12-07", "--unredacted", "--ledger", file).out
    assert run("export", file, "--unredacted").code == 2
    assert run("brief", "--ledger", file, "--unredacted").code == 2


def test_a_mark_is_listed_and_taken_back_and_stays_in_the_trail(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "l.db"
    shutil.copy(file, copy)
    [row] = run("protected", "--json", "--ledger", copy).json()
    assert (row["label"], row["analyst"], row["reason"], row["state"]) == (
        "[protected person A]",
        "Ona",
        "in danger",
        "in force",
    )
    done = run("unprotect", row["label"], "--analyst", "Rim", "--ledger", copy)
    assert done.out == "[protected person A]  no longer protected\n"
    [row] = run("protected", "--json", "--ledger", copy).json()
    assert row["state"].startswith("withdrawn by Rim")
    assert "Kandour" in run("claims", "--ledger", copy).out
    assert "protect" not in run("judgements", "--json", "--ledger", copy).out
    assert "not protected" in one_line(run("unprotect", row["label"], "--analyst", "R", "--ledger", copy), 2)


def test_a_protected_report_is_withheld_and_counted(read: Path, tmp_path: Path) -> None:
    copy = tmp_path / "l.db"
    shutil.copy(read, copy)
    rows = run("reports", "--json", "--ledger", copy).json()
    key = next(row["id"] for row in rows if "courier" in row["path"])
    number = sum(row["claims"] for row in rows if row["id"] == key)
    assert run("protect", key, "--analyst", "Ona", "--ledger", copy).code == 0
    done = run("claims", "--json", "--ledger", copy)
    assert f"{number} claims of a protected report withheld" in done.err
    told = run("export", copy).json()["redaction"]
    assert (told["reports"], told["claims_withheld"]) == (1, number)
    assert told["questions_altered"] or told["questions_lost"]
    brief = run("brief", "--ledger", copy, "--out", tmp_path)
    assert f"{number} claims of protected reports withheld" in brief.out
    for path in (tmp_path / "brief.html", tmp_path / "brief.md"):
        page = path.read_text().casefold()
        assert not [word for word in ("north courier", "courier.txt", "three doctors") if word in page]
    done = run("show", key, "--ledger", copy)
    assert (done.code, done.err.count("of a protected report")) == (2, 2)
    assert run("protect", key, "--keep-claims", "--analyst", "Ona", "--ledger", copy).code == 0
    assert run("brief", "--ledger", copy, "--out", tmp_path).code == 0
    assert "three doctors" in (tmp_path / "brief.md").read_text()
    assert "North Courier" not in (tmp_path / "brief.md").read_text()
    told = run("export", copy).json()["redaction"]
    assert (told["reports"], told["claims_kept"]) == (1, number)


def test_a_protected_place_goes_from_maps(read: Path, tmp_path: Path) -> None:
    copy = tmp_path / "l.db"
    shutil.copy(read, copy)
    assert run("protect", "Aleppo", "--as", "the town", "--analyst", "Ona", "--ledger", copy).code == 0
    with Ledger.open(copy) as ledger:
        dossier = ledger.dossier()
    gone = {
        f"{p.lat:g}"
        for p in dossier.places
        if p.lat is not None and "Aleppo" in p.name and p.kind != "region"
    }
    assert gone
    assert run("export", copy, "--format", "geojson", "--out", tmp_path, "--ledger", copy).code == 0
    assert run("brief", "--ledger", copy, "--out", tmp_path).code == 0
    for path in (tmp_path / "ledger.geojson", tmp_path / "brief.html"):
        page = path.read_text(encoding="utf-8")
        assert not [point for point in gone if point in page], path.name
        assert "aleppo" not in page.casefold()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody",), "nobody: no such actor, place or report"),
        (("Basel Kandour", "UN", "--as", "Source Q"), "one label stands for one thing"),
        (("Basel Kandour", "--as", "Kandour’s kin"), "this label holds the name"),
    ],
)
def test_what_cannot_be_protected_is_one_line(arguments: tuple[str, ...], said: str, read: Path) -> None:
    assert said in one_line(run("protect", *arguments, "--analyst", "Ona", "--ledger", read), 2)


def test_what_slips_through_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shield: Shield
) -> None:
    from crossbearing.redaction import redacting

    monkeypatch.setattr(redacting, "_WORDS", frozenset())
    line = one_line(run("export", file, "--out", tmp_path, "--format", "csv"), 8)
    assert line.startswith("crossbearing: ")
    assert ".csv: the name of [protected person A] would leave (nothing was written; " in line
    assert not list(tmp_path.iterdir())
    assert run("brief", "--ledger", file, "--out", tmp_path).code == 8
    assert not list(tmp_path.iterdir())
    assert run("bundle", tmp_path / "b.zip", "--ledger", file).code == 8
    assert not list(tmp_path.iterdir())


def test_the_gate_is_open_until_a_ledger_is_shown(shield: Shield) -> None:
    gate.reopen()
    assert gate.passed(b"Kandour", "out") == b"Kandour"
    gate.close(shield)
    with pytest.raises(ProtectionError):
        gate.passed(b"Kandour", "out")
    assert gate.told("Kandour left") == "[protected person A] left"
    gate.reopen()


def test_marks_are_values_of_the_ledger(file: Path) -> None:
    with Ledger.open(file) as ledger:
        held: list[Any] = [a for a in ledger.dossier().assessments if a.mark is not None]
    assert len(held) == 1
    assert msgspec.json.decode(msgspec.json.encode(held[0]), type=type(held[0])) == held[0]
