"""Switches from the command line: the same in lists, exports and briefs; the ledger stays as it is."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crossbearing.exports import contract_schema
from crossbearing.ledger import Ledger
from crossbearing.model import Dossier
from crossbearing.switches import Without, without
from tests.cli.program import Done, one_line, run


@pytest.fixture
def look(sample_file: Path) -> Any:
    def looked(*arguments: str) -> Done:
        return run(*arguments, "--ledger", sample_file)

    return looked


def test_lists_and_exports_hold_what_the_library_leaves(look: Any, sample_dossier: Dossier) -> None:
    rest = without(sample_dossier, Without(origins=("observatory",), copies=True))
    given = ("--without-origin", "the Syrian Observatory for Human Rights", "--without-copies")
    claims, questions, export = (
        look("claims", *given, "--json"),
        look("questions", *given, "--json"),
        look("export", *given),
    )
    assert [row["id"] for row in claims.json()] == [claim.id for claim in rest.claims]
    assert [row["id"] for row in questions.json()] == [question.id for question in rest.questions]
    contract = export.json()
    jsonschema.validate(contract, contract_schema())
    assert [row["id"] for row in contract["claims"]] == [claim.id for claim in rest.claims]
    for done in (claims, questions, export):
        assert done.err.startswith("left out: origin Syrian Observatory for Human Rights (")
        assert done.err.count("\n") == 1


def test_nothing_left_out_is_nothing_said(look: Any) -> None:
    assert look("questions").err == ""


def test_the_brief_begins_with_what_was_left_out(
    look: Any, sample_file: Path, tmp_path: Path, sample_dossier: Dossier
) -> None:
    outlet = next(report.outlet for report in sample_dossier.reports if report.outlet)
    assert outlet is not None
    done = look(
        "brief", "--without-outlet", outlet.upper(), "--without-side", "government", "--out", tmp_path
    )
    assert done.code == 0
    head = done.out[: done.out.index("What is known")]
    gone = sum(
        claim.report in {report.id for report in sample_dossier.reports if report.outlet == outlet}
        for claim in sample_dossier.claims
    )
    assert f"the reports of {outlet} ({gone} claim" in " ".join(head.split())
    assert "origins on the side “government”" in " ".join(head.split())
    assert "as before" in head
    assert '<section id="left-out"' in (tmp_path / "brief.html").read_text()
    assert "## Left out" in (tmp_path / "brief.md").read_text()
    with Ledger.open(sample_file) as ledger:
        assert ledger.dossier() == sample_dossier


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["questions", "--without-origin", "Observatry"], "no such origin (near: Syrian Observatory"),
        (["export", "--without-outlet", "Moon Post"], "Moon Post: no such outlet ("),
        (["claims", "--without-side", "north"], "north: no such side ("),
        (["brief", "--without-origin", ""], "no such origin"),
    ],
)
def test_a_wrong_name_is_one_line(look: Any, arguments: list[str], said: str, tmp_path: Path) -> None:
    more = ["--out", str(tmp_path)] if arguments[0] == "brief" else []
    assert said in one_line(look(*arguments, *more), 2)
    assert list(tmp_path.iterdir()) == []
