"""The documentation cannot drift from the program: commands, exit codes, rooms, links, fields."""

import inspect
import re
from pathlib import Path

import pytest
from tools.cli_reference import BEGIN, END, PAGE, rewritten

from crossbearing import errors
from crossbearing.exports import contract_schema

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ROOMS = sorted(path.parent.name for path in (ROOT / "src" / "crossbearing").glob("*/__init__.py"))
UNDER_ANOTHER_NAME = {"model": "design"}
"""Rooms that have no page of their own, and the page that tells of them."""
ADDED = (
    "negated",
    "background",
    "hedges",
    "inferred",
    "mode",
    "total",
    "side",
    "unread",
    "same_as",
    "revises",
    "rejected",
)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)")


def test_the_command_reference_is_what_the_commands_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert rewritten(page) == page, "run: python tools/cli_reference.py"


@pytest.mark.parametrize(
    "name",
    [
        "brief",
        "add",
        "export",
        "reports",
        "claims",
        "questions",
        "incidents",
        "copies",
        "agreements",
        "diff",
        "silence",
        "bundle",
        "verify",
        "show",
        "protect",
        "protected",
        "unprotect",
        "judge",
        "merge",
        "split",
        "judgements",
        "demo",
        "bench",
    ],
)
def test_every_command_has_a_heading(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    generated = page[page.index(BEGIN) : page.index(END)]
    assert f"### `crossbearing {name}`\n" in generated


def test_every_error_stands_in_the_table_of_exit_codes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tree = [
        cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls is not errors.CrossbearingError
    ]
    assert tree
    for cls in tree:
        assert f"| {cls.exit_code} | `{cls.__name__}` |" in page, cls
    assert f"| {errors.CrossbearingError.exit_code} | | a fault of ours" in page


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_page(room: str) -> None:
    page = DOCS / f"{UNDER_ANOTHER_NAME.get(room, room)}.md"
    assert page.is_file()
    assert page.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_links_lead_somewhere_and_each_page_is_listed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in _LINK.findall(text):
        if "://" not in target:
            assert (page.parent / target).exists(), target
    if page.name != "README.md":
        assert f"({page.name})" in (DOCS / "README.md").read_text(encoding="utf-8")


def test_the_page_on_exports_names_each_list_and_each_added_field() -> None:
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    lists = contract_schema()["$defs"]["ExportV1"]["properties"].keys() - {"format", "version", "generator"}
    for name in (*sorted(lists), *ADDED):
        assert f"`{name}`" in text, name
